"""Who it is: name, kana, position, number, and the four facts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.domain.applicant import POSITION_NAMES, Position
from jetdesk.ui import theme
from jetdesk.ui.screens.interview.wording import Fact
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.chip import Chip
from jetdesk.ui.widgets.label import Label

_GAP = 24


class DossierHead(QWidget):
    """The head stays while pages and tabs change below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dossier_head")
        self._name = Label(role="display", elide=Qt.TextElideMode.ElideMiddle, name="applicant_name")
        self._kana = Label(tone="ink2", elide=Qt.TextElideMode.ElideRight, name="applicant_kana")
        self._position = Chip(name="applicant_position")
        self._number = Label(tone="ink2", name="applicant_number")
        self._facts = [_FactLabel() for _ in range(4)]
        self._fact_row = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 8)
        column.setSpacing(6)
        column.addLayout(self._build_name_row())
        column.addLayout(self._build_fact_row())

    def show_name(self, name: str, kana: str, position: Position, number: str) -> None:
        self._name.setText(name)
        self._name.setToolTip(name)
        self._kana.setText(kana)
        self._position.set_chip(position.value)
        self._position.setToolTip(str(POSITION_NAMES[position]))
        self._number.setText(number)
        self.setAccessibleName(", ".join(part for part in (name, kana, position.value, number) if part))

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        for label, (name, value) in zip(self._facts, facts or (("", ""),) * 4, strict=True):
            label.show_fact(name, value)
        for place, label in enumerate(self._facts):
            self._fact_row.setStretch(place, label.wanted)

    def _build_name_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._name)
        row.addWidget(self._kana, 1, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._position)
        row.addWidget(self._number)
        self._kana.setContentsMargins(0, 0, 0, 3)
        return row

    def _build_fact_row(self) -> QHBoxLayout:
        self._fact_row.setSpacing(_GAP)
        for label in self._facts:
            self._fact_row.addWidget(label, 1)
        return self._fact_row


class _FactLabel(QWidget):
    """A small word and below it the value; elided where there is no room, with the whole as tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Label(role="small", tone="ink3", elide=Qt.TextElideMode.ElideRight)
        self._value = Label(elide=Qt.TextElideMode.ElideRight)
        self.wanted = 100
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._name)
        column.addWidget(self._value)

    def show_fact(self, name: str, value: str) -> None:
        self._name.setText(name)
        self._value.setText(value)
        self.setToolTip(value)
        self.setAccessibleName(f"{name}, {value}")
        # More words get more room, within reason.
        self.wanted = round(min(max(paint.width(value, theme.font("body")), 60), 320))
