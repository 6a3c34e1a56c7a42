"""The right pane: totals, who takes no part, notes, and at the foot the overall recommendation and the seal."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jetdesk.domain.deliberation import OVERALL
from jetdesk.domain.sheet import OVERALL_NAMES
from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.screens.deliberation.values import CaseShown
from jetdesk.ui.widgets.buttons import Button, SealButton
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.note_field import NoteField
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.picture_line import picture_line
from jetdesk.ui.widgets.segmented import Option, Segmented

WIDTH, MARGIN = 360, 20
_RIGHT, _TOP = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignTop


class Side(Pane):
    """`overall_chosen`, `noted(text)`, `deferring_asked`, `sealing_asked`, `gap_asked`, `reopening_asked`."""

    overall_chosen = Signal(object)
    noted = Signal(str)
    deferring_asked = Signal()
    sealing_asked = Signal()
    gap_asked = Signal()
    reopening_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", name="deliberation_side", parent=parent)
        self.setAccessibleName(tr("Totals and notes"))
        self.setFixedWidth(round(WIDTH * max(1.0, theme.state().scale * 0.9)))
        options = [Option(overall, str(name)) for overall, name in OVERALL_NAMES.items()]
        self.overall = Segmented(options, name="consensus_overall", accessible=tr("Overall recommendation"))
        self.note = NoteField(name="discussion_note", accessible=tr("Add a note"), placeholder=tr("Add a note…"))
        self.add = Button(tr("Add"), size="small", name="discussion_add")
        self.defer = Button(tr("Put off"), size="large", name="defer")
        self.seal = SealButton(tr("Seal consensus"), name="seal_consensus")
        self.reopen = Button(tr("Take up again…"), "quiet", name="reopen_consensus")
        self._gaps = Label(role="small", tone="ink2", wrap=True, name="consensus_gaps")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QVBoxLayout()
        self._connect()
        self._lay_out()

    def show_case(self, case: CaseShown | None) -> None:
        self._area.setWidget(_body(case) if case else QWidget())
        self._foot.setVisible(case is not None)
        if case is None:
            return
        settles = case.may_settle and not case.sealed
        self.overall.set_value(case.overall)
        self.overall.set_read_only(not settles)
        for widget in (self.defer, self.seal):
            widget.setVisible(case.may_settle)
        self.defer.setVisible(settles)
        self.reopen.setVisible(case.may_settle and bool(case.sealed))
        self._show_gaps(case)

    def take_note(self) -> str:
        """What is typed, which then goes from the field."""
        text = self.note.toPlainText().strip()
        self.note.set_text("")
        return text

    def _show_gaps(self, case: CaseShown) -> None:
        sentences = [words for _, words in case.gaps]
        if case.sealed:
            self.seal.set_sealed(case.sealed)
            self._gaps.setText("")
        elif sentences:
            self.seal.set_not_ready(sentences)
            names = [row.title for row in case.rows if any(gap == row.id for gap, _ in case.gaps)]
            names += [tr("Overall") for gap, _ in case.gaps if gap == OVERALL]
            self._gaps.setText(tr("Still to settle: {what}", what=", ".join(names)))
        else:
            self.seal.set_ready()
            self._gaps.setText(tr("Everything is settled."))
        self._gaps.setVisible(bool(self._gaps.text()))

    def _connect(self) -> None:
        self.overall.chosen.connect(self.overall_chosen)
        self.add.clicked.connect(self._on_add)
        self.defer.clicked.connect(self.deferring_asked)
        self.seal.sealing_asked.connect(self.sealing_asked)
        self.seal.gap_asked.connect(self.gap_asked)
        self.reopen.clicked.connect(self.reopening_asked)

    def _on_add(self) -> None:
        if text := self.take_note():
            self.noted.emit(text)
        self.note.setFocus()

    def _lay_out(self) -> None:
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(MARGIN, 0, MARGIN, 16)
        foot.setSpacing(8)
        noting = QHBoxLayout()
        noting.addWidget(self.note, 1)
        noting.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addLayout(noting)
        foot.addSpacing(4)
        foot.addWidget(hairline())
        foot.addSpacing(4)
        foot.addWidget(Label(tr("Overall recommendation"), weight=500))
        foot.addWidget(self.overall)
        foot.addWidget(self._gaps)
        row = QHBoxLayout()
        row.addWidget(self.defer)
        row.addWidget(self.reopen)
        row.addStretch(1)
        row.addWidget(self.seal)
        foot.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addWidget(self._foot)
        self.show_case(None)


def _body(case: CaseShown) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(MARGIN, 18, MARGIN, 12)
    column.setSpacing(4)
    column.addWidget(Label(tr("Totals"), weight=600))
    column.addLayout(_totals(case))
    if case.absent:
        _section(column, tr("Not taking part"))
        for words, reason in case.absent:
            column.addLayout(picture_line("slash-circle", "ink2", words, reason))
    if case.editions:
        _section(column, tr("Sealed"))
        for words in case.editions:
            column.addWidget(Label(words, "small", "ink2", wrap=True))
    _section(column, tr("Discussion notes"))
    for note in case.notes:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(note.at, tone="ink3"), 0, _TOP)
        row.addWidget(Label(note.text, wrap=True), 1)
        column.addLayout(row)
    if not case.notes:
        column.addWidget(Label(tr("They are kept with the record."), "small", "ink3", wrap=True))
    column.addStretch(1)
    return body


def _totals(case: CaseShown) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    for place, title in enumerate((tr("of 100"), tr("Original"), tr("Revised"), tr("Overall"))):
        grid.addWidget(Label(title, "small", "ink3"), 0, place, _RIGHT if place else Qt.AlignmentFlag.AlignLeft)
    for row, line in enumerate(case.totals, 1):
        grid.addWidget(Label(line.name, wrap=True), row, 0, _TOP)
        for place, text in enumerate((line.original, line.revised, line.overall), 1):
            grid.addWidget(Label(text, tone="ink2" if place == 1 else "ink"), row, place, _RIGHT | _TOP)
    last = len(case.totals) + 1
    grid.addWidget(Label(tr("Consensus"), weight=600), last, 0)
    grid.addWidget(Label(case.consensus_words, tone="ink2"), last, 1, _RIGHT)
    grid.addWidget(Label(case.consensus_total, weight=600), last, 2, _RIGHT)
    overall = OVERALL_NAMES[case.overall].text() if case.overall else tr("not set")
    grid.addWidget(Label(overall, tone="ink" if case.overall else "ink2"), last, 3, _RIGHT)
    grid.setColumnStretch(0, 1)
    return grid


def _section(column: QVBoxLayout, title: str) -> None:
    column.addSpacing(10)
    column.addWidget(hairline())
    column.addSpacing(10)
    column.addWidget(Label(title, weight=600))
