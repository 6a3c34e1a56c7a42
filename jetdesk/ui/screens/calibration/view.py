"""The screen: the panelists' offsets at the left, agreement at the right, and below what adjusting changes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.screens.calibration.figures import figure_column
from jetdesk.ui.screens.calibration.offset_bar import OffsetBar, reach, signed
from jetdesk.ui.screens.calibration.side import Side
from jetdesk.ui.screens.calibration.values import Figure, OffsetRow, Shown
from jetdesk.ui.widgets.empty_state import EmptyState
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.status import StatusLabel

MARGIN = 24
_MIDDLE, _RIGHT = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight


class CalibrationView(QWidget):
    """It only shows; the choice between raw and adjusted is made with the list, in Selection."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calibration")
        self.list, self.side = Pane("paper", name="offsets"), Side()
        self.list.setAccessibleName(tr("Panelists"))
        self._empty = EmptyState(
            "scales", tr("Nothing to compare yet"),
            tr("Needs at least two panelists who scored the same applicant."), name="calibration_empty",
        )  # fmt: skip
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setObjectName("calibration_area")
        self._area.setAccessibleName(tr("Offsets of the panelists"))
        self._lay_out()

    def show_values(self, shown: Shown | None) -> None:
        self._pages.setCurrentIndex(1 if shown else 0)
        if shown:
            self._area.setWidget(_body(shown))
            self.side.show_values(shown)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.list)
        column.setContentsMargins(0, 18, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN, 8)
        head.addWidget(Label(tr("Calibration"), "display"))
        about = tr("How far each panelist tends to score from the common scale, in points of 100, after allowing for "
                   "whom they saw.")  # fmt: skip
        head.addWidget(Label(about, tone="ink2", wrap=True))
        column.addLayout(head)
        column.addWidget(self._area, 1)
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list, 1)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.side)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(full)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)


def _body(shown: Shown) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
    column.setSpacing(8)
    if shown.refusal:
        column.addWidget(Label(shown.refusal, weight=600, wrap=True, name="calibration_refusal"))
        for remedy in shown.remedies:
            column.addWidget(Label(remedy, tone="ink2", wrap=True))
    else:
        column.addLayout(_offsets(shown.rows))
        foot = tr("Left of zero scores lower than colleagues would; right scores higher. Bars are 95 % intervals.")
        column.addWidget(Label(foot, "small", "ink2", wrap=True))
    for position, figures in shown.changes:
        column.addSpacing(16)
        column.addWidget(hairline("rule"))
        column.addLayout(_changes(position, figures))
    column.addStretch(1)
    return body


def _offsets(rows: tuple[OffsetRow, ...]) -> QGridLayout:
    grid, far = QGridLayout(), reach(rows)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    heads = (tr("Panelist"), tr("Sheets"), None, tr("Offset"), tr("95 %"), "")
    for place, words in enumerate(heads):
        head = OffsetBar(far) if words is None else Label(words, "small", "ink3")
        grid.addWidget(head, 0, place, *(() if words is None or not place else (_RIGHT,)))
    for number, row in enumerate(rows):
        line = 2 * number + 1
        grid.addWidget(hairline(), line, 0, 1, len(heads))
        _add(grid, line + 1, row, far)
    grid.setColumnStretch(2, 1)
    return grid


def _add(grid: QGridLayout, line: int, row: OffsetRow, far: float) -> None:
    name = QVBoxLayout()
    name.setSpacing(0)
    name.addWidget(Label(row.name, weight=500))
    name.addWidget(Label(row.who, "small", "ink2"))
    grid.addLayout(name, line, 0)
    grid.addWidget(Label(str(row.sheets), tone="ink2"), line, 1, _RIGHT | _MIDDLE)
    grid.addWidget(OffsetBar(far, row), line, 2)
    grid.addWidget(Label(signed(row.offset), weight=600), line, 3, _RIGHT | _MIDDLE)
    grid.addWidget(Label(f"±{(row.high - row.low) / 2:.1f}", tone="ink2"), line, 4, _RIGHT | _MIDDLE)
    if row.state == "spread":
        grid.addWidget(StatusLabel("spread", row.word), line, 5, _MIDDLE)
    else:
        grid.addWidget(Label(row.word, "small", "ink2"), line, 5, _MIDDLE)


def _changes(position: str, figures: tuple[Figure, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(32)
    head = QVBoxLayout()
    head.setSpacing(0)
    head.addWidget(Label(tr("What adjusting changes"), "heading"))
    head.addWidget(Label(tr("{position} list, against raw means", position=position), "small", "ink2"))
    head.addStretch(1)
    row.addLayout(head)
    for figure in figures:
        row.addLayout(figure_column(figure), 1)
    return row
