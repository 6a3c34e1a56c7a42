"""The parts of the dialog: the window, the documents, the form, and how grave each finding is."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.domain.applicant import COLUMNS, Position
from jetdesk.domain.column_names import COLUMN_NAMES
from jetdesk.domain.document import KIND_NAMES, DocumentKind
from jetdesk.domain.screening import RULE_NAMES, SEVERITY_NAMES, RequiredDocuments, Severity
from jetdesk.domain.screening_rules import Counts, Form
from jetdesk.i18n import tr
from jetdesk.ui.screens.screening_rules.typed import TypedCycle, nationalities_typed, read_nationalities
from jetdesk.ui.widgets.choice import CheckBox
from jetdesk.ui.widgets.field import Field, Number, Select
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.note_field import NoteField

_ALWAYS_FILLED = frozenset({"application_no", "submitted_at", "position"})
AS_USUAL, OFF = "", "off"


class WindowPart(QWidget):
    """When and from whom applications are accepted."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = {
            "opens": tr("Accepted from, like 2025-09-22 00:00"),
            "closes": tr("Accepted until (the last minute counts)"),
            "zone": tr("Time zone, like Pacific/Honolulu or -10:00"),
            "nationalities": tr("Nationalities, like US, CA (none: all)"),
            "arrival": tr("Day of arrival, like 2026-07-26"),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        self.fields: dict[str, Field] = {}
        for place, (name, words) in enumerate(names.items()):
            field = self.fields[name] = Field(name=f"rules_{name}", accessible=words)
            field.textEdited.connect(lambda _: self.edited.emit())
            grid.addWidget(_label(words, field), place // 2 * 2, place % 2)
            grid.addWidget(field, place // 2 * 2 + 1, place % 2)

    def show_cycle(self, typed: TypedCycle) -> None:
        for name, field in self.fields.items():
            field.setText(getattr(typed, name))

    def typed(self) -> TypedCycle:
        return TypedCycle(**{name: field.text() for name, field in self.fields.items()})


class DocumentsPart(QWidget):
    """How many of each kind: of everybody, and what is otherwise for a position; further by nationality."""

    edited = Signal()

    def __init__(self, positions: tuple[Position, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._always = self._column(tr("Everybody"), least=0)
        self._positions = {p: self._column(p.value, least=-1) for p in positions}
        self.medical = CheckBox(tr("A medical report of those who disclose something"), name="rules_medical")
        self.certificate = CheckBox(tr("A certificate of those who claim one"), name="rules_certificate")
        self.nationalities = NoteField(name="rules_by_nationality", accessible=tr("Otherwise by nationality"))
        for box in (self.medical, self.certificate):
            box.toggled.connect(lambda _: self.edited.emit())
        self.nationalities.textChanged.connect(self.edited)
        self._other: dict[Position, Counts] = {}
        self._lay_out()

    def show_documents(self, documents: RequiredDocuments) -> None:
        for kind, number in self._always.items():
            number.setValue(dict(documents.always).get(kind, 0))
        for position, numbers in self._positions.items():
            known = dict(documents.by_position.get(position, ()))
            for kind, number in numbers.items():
                number.setValue(known.get(kind, -1))
        self._other = {p: counts for p, counts in documents.by_position.items() if p not in self._positions}
        self.medical.setChecked(documents.medical_when_disclosed)
        self.certificate.setChecked(documents.certificate_when_claimed)
        self.nationalities.set_text(nationalities_typed(dict(documents.by_nationality)))

    def documents(self) -> RequiredDocuments:
        """Raises Refused for a line of nationalities that cannot be read."""
        positions = {p: counts for p, numbers in self._positions.items() if (counts := _counts(numbers, least=0))}
        return RequiredDocuments(
            _counts(self._always, least=1), self.medical.isChecked(), self.certificate.isChecked(),
            {**positions, **self._other}, read_nationalities(self.nationalities.toPlainText()),
        )  # fmt: skip

    def _column(self, title: str, least: int) -> dict[DocumentKind, Number]:
        made = {}
        for kind, name in KIND_NAMES.items():
            words = tr("{kind}, {whom}", kind=name.text(), whom=title)
            number = made[kind] = Number(least, 9, name=f"rules_{title}_{kind.value}", accessible=words)
            number.setFixedWidth(64)
            if least < 0:
                number.setSpecialValueText("–")
                number.setToolTip(tr("“–”: as everybody"))
            number.valueChanged.connect(lambda _: self.edited.emit())
        return made

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        columns = {tr("Everybody"): self._always, **{p.value: numbers for p, numbers in self._positions.items()}}
        for row, name in enumerate(KIND_NAMES.values(), 1):
            grid.addWidget(Label(name.text()), row, 0)
        for place, (title, numbers) in enumerate(columns.items(), 1):
            grid.addWidget(Label(title, "small", "ink2"), 0, place)
            for row, number in enumerate(numbers.values(), 1):
                grid.addWidget(number, row, place)
        grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        column.addWidget(self.medical)
        column.addWidget(self.certificate)
        words = tr("Otherwise by nationality, a line each, like GB: {kind}",
                   kind=KIND_NAMES[DocumentKind.BACKGROUND].text())  # fmt: skip
        column.addWidget(_label(words, self.nationalities))
        column.addWidget(self.nationalities)


class FormPart(QWidget):
    """What must not be blank, and the references."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.references = Number(0, 2, name="rules_references", accessible=tr("References named in the form"))
        self.kinds = Field(name="rules_reference_kinds", accessible=tr("Further kinds of reference that are accepted"))
        self.students = CheckBox(tr("A current student needs an academic reference"), name="rules_students")
        self.filled = {
            column: CheckBox(COLUMN_NAMES[column].text(), name=f"rules_filled_{column}")
            for column in COLUMNS
            if column not in _ALWAYS_FILLED
        }
        for box in (self.students, *self.filled.values()):
            box.toggled.connect(lambda _: self.edited.emit())
        self.references.valueChanged.connect(lambda _: self.edited.emit())
        self.kinds.textEdited.connect(lambda _: self.edited.emit())
        self._lay_out()

    def show_form(self, form: Form) -> None:
        self.references.setValue(form.references)
        self.kinds.setText(", ".join(form.reference_kinds))
        self.students.setChecked(form.academic_for_students)
        for column, box in self.filled.items():
            box.setChecked(column in form.filled)

    def form(self) -> Form:
        kinds = tuple(kind.strip() for kind in self.kinds.text().replace("、", ",").split(",") if kind.strip())
        filled = tuple(column for column, box in self.filled.items() if box.isChecked())
        return Form(filled, self.references.value(), kinds, self.students.isChecked())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        self.references.setFixedWidth(64)
        row.addWidget(Label(tr("References named in the form")))
        row.addWidget(self.references)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.students)
        column.addWidget(_label(tr("Besides academic and professional references, also accepted"), self.kinds))
        column.addWidget(self.kinds)
        column.addSpacing(6)
        column.addWidget(Label(tr("Must not be left blank"), "small", "ink2"))
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        for place, box in enumerate(self.filled.values()):
            grid.addWidget(box, place // 2, place % 2)
        column.addLayout(grid)


class GravityPart(QWidget):
    """How grave the findings of each rule are."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        self.choices: dict[str, Select] = {}
        for row, (rule, name) in enumerate(RULE_NAMES.items()):
            select = self.choices[rule] = Select(name=f"rules_gravity_{rule}", accessible=name.text())
            select.addItem(tr("As usual"), AS_USUAL)
            for severity, words in SEVERITY_NAMES.items():
                select.addItem(words.text(), severity.value)
            select.addItem(tr("Switched off"), OFF)
            select.activated.connect(lambda _: self.edited.emit())
            grid.addWidget(Label(name.text()), row, 0)
            grid.addWidget(select, row, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)

    def show_severities(self, severities: Mapping[str, Severity | None]) -> None:
        for rule, select in self.choices.items():
            severity = severities.get(rule)
            value = (severity.value if severity else OFF) if rule in severities else AS_USUAL
            select.setCurrentIndex(select.findData(value))

    def severities(self) -> dict[str, Severity | None]:
        chosen = {rule: str(select.currentData()) for rule, select in self.choices.items()}
        return {rule: None if value == OFF else Severity(value) for rule, value in chosen.items() if value != AS_USUAL}


def _label(words: str, field: QWidget) -> Label:
    label = Label(words, "small", "ink2")
    label.setBuddy(field)
    return label


def _counts(numbers: Mapping[DocumentKind, Number], least: int) -> Counts:
    return tuple((kind, number.value()) for kind, number in numbers.items() if number.value() >= least)
