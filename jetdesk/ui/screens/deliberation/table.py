"""The centre: the applicant's name, the legend, and a row a criterion; the pointed one is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.screens.deliberation.criterion_row import CONSENSUS, NAME, SIDE, SPREAD, CriterionRow
from jetdesk.ui.screens.deliberation.scale import ScaleHead
from jetdesk.ui.screens.deliberation.values import CaseShown
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.chip import Chip
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.marker import Layer, Marker
from jetdesk.ui.widgets.pane import Pane


class CaseTable(Pane):
    """`settled(criterion, level or None)`; `revising_asked` for the own sheet."""

    settled = Signal(str, object)
    revising_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("paper", name="deliberation_table", parent=parent)
        self.setAccessibleName(tr("Criteria"))
        self.rows: list[CriterionRow] = []
        self._pointed = ""
        self._name = Label(role="display", name="deliberation_name", elide=Qt.TextElideMode.ElideRight)
        self._kana = Label(tone="ink2")
        self._chips = QHBoxLayout()
        self.revise = Button(tr("Revise my score…"), "quiet", name="revise")
        self.revise.clicked.connect(self.revising_asked)
        self._head = ScaleHead()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()

    def show_case(self, case: CaseShown) -> None:
        self._name.setText(case.name)
        self._kana.setText(case.kana)
        self._show_chips(case)
        self.revise.setVisible(case.may_revise)
        self._head.show_scale(case.scale)
        if [row.criterion for row in self.rows] != [row.id for row in case.rows]:
            self._build_rows(case)
        for row, shown in zip(self.rows, case.rows, strict=True):
            row.show_row(shown, case.may_settle and not case.sealed)
        self.point(self._pointed or case.rows[0].id)

    def forget(self) -> None:
        """Another applicant comes: the first row is open again."""
        self._pointed = ""

    def point(self, criterion: str) -> None:
        """Open this row."""
        self._pointed = criterion
        for row in self.rows:
            row.set_open(row.criterion == criterion)

    def step(self, by: int) -> None:
        """To the next or previous criterion, with the focus."""
        at = next((n for n, row in enumerate(self.rows) if row.criterion == self._pointed), 0) + by
        if 0 <= at < len(self.rows):
            self.focus_row(self.rows[at].criterion)

    def focus_row(self, criterion: str) -> None:
        row = next((row for row in self.rows if row.criterion == criterion), None)
        if row:
            self.point(criterion)
            row.consensus.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(row)

    def _build_rows(self, case: CaseShown) -> None:
        self.rows = [CriterionRow(row.id, case.scale) for row in case.rows]
        self._pointed = ""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self.rows:
            row.settled.connect(self.settled)
            row.pointed.connect(self.point)
            column.addWidget(row)
            column.addWidget(hairline())
        column.addStretch(1)
        self._area.setWidget(body)

    def _show_chips(self, case: CaseShown) -> None:
        while item := self._chips.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for text in (case.position, case.number):
            self._chips.addWidget(Chip(text))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(SIDE, 0, SIDE, 0)
        top.setSpacing(12)
        top.addWidget(self._name)
        top.addWidget(self._kana, 0, Qt.AlignmentFlag.AlignBottom)
        top.addStretch(1)
        top.addLayout(self._chips)
        column.addLayout(top)
        column.addSpacing(6)
        column.addLayout(self._legend())
        column.addSpacing(10)
        column.addLayout(self._header())
        column.addSpacing(6)
        column.addWidget(hairline())
        column.addWidget(self._area, 1)

    def _legend(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(SIDE, 0, SIDE, 0)
        row.setSpacing(8)
        layers: tuple[tuple[Layer, str], ...] = (
            ("original", tr("Original")), ("since_revised", tr("Original, since revised")), ("revised", tr("Revised")),
        )  # fmt: skip
        for layer, words in layers:
            row.addWidget(Marker("", layer))
            row.addWidget(Label(words, "small", "ink2"))
            row.addSpacing(8)
        row.addStretch(1)
        row.addWidget(self.revise)
        return row

    def _header(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(SIDE, 0, SIDE, 0)
        row.setSpacing(12)
        scale = theme.state().scale
        for words, wide in ((tr("Criterion"), NAME), (None, 0), (tr("Spread"), SPREAD), (tr("Consensus"), CONSENSUS)):
            if words is None:
                row.addWidget(self._head, 1)
                continue
            label = Label(words, "small", "ink3")
            label.setFixedWidth(round(wide * scale))
            row.addWidget(label)
        return row
