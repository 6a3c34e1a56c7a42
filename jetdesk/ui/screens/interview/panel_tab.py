"""The Panel tab: after the reveal the colleagues' sheets side by side, to be read only; before it nothing of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from jetdesk.domain.custody import VERDICT_NAMES
from jetdesk.domain.office import AFFILIATION_NAMES
from jetdesk.domain.rubric import Criterion
from jetdesk.domain.sheet import OVERALL_NAMES, Rating
from jetdesk.i18n import chosen_language, tr
from jetdesk.services.panel_sheets import OtherSheet, PanelSheets
from jetdesk.ui.screens.interview import standing
from jetdesk.ui.screens.interview.message import PaneMessage
from jetdesk.ui.screens.interview.wording import figure
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.status import StatusLabel

_CRITERION, _COLUMN, _GAP, _SIDE = 136, 148, 20, 24
_TOP = Qt.AlignmentFlag.AlignTop


class PanelTab(QWidget):
    """One column a person, one line a criterion; more than fits scrolls sideways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel_tab")
        self._area = QScrollArea()
        self._area.setObjectName("panel_sheets")
        self._area.setAccessibleName(tr("Sheets of the panel"))
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self.message = PaneMessage("envelope-open", name="panel_message")
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.message)
        self._pages.addWidget(self._area)
        self.show_awaiting()

    def show_awaiting(self) -> None:
        """Nothing else may be said of the others' sheets before the reveal."""
        self.message.set_words(tr("Awaiting the reveal"))
        self._pages.setCurrentIndex(0)

    def show_failed(self, line: str, sentence: str) -> None:
        self.message.set_words(line, sentence)
        self._pages.setCurrentIndex(0)

    def show_sheets(self, panel: PanelSheets) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(_SIDE, 16, _SIDE, 24)
        column.setSpacing(0)
        column.addLayout(_table(panel))
        if panel.closed:
            column.addSpacing(20)
            column.addLayout(_closed(panel.closed))
        column.addStretch(1)
        page.setMinimumWidth(2 * _SIDE + _CRITERION + len(panel.others) * (_COLUMN + _GAP))
        self._area.setWidget(page)
        self._pages.setCurrentIndex(1)


def _table(panel: PanelSheets) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(_GAP)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, _CRITERION)
    for column, other in enumerate(panel.others, 1):
        grid.setColumnStretch(column, 1)
        grid.setColumnMinimumWidth(column, _COLUMN)
        _add_head(grid, column, other)
    if not panel.others:
        grid.addWidget(Label(tr("Nobody else sat on this case."), tone="ink2"), 0, 0)
        return grid
    grid.addWidget(Label(tr("Overall"), tone="ink2"), 3, 0, _TOP)
    grid.addWidget(Label(tr("Weighted total"), tone="ink2"), 4, 0, _TOP)
    for line, criterion in enumerate(panel.rubric.criteria):
        _add_criterion(grid, 6 + 3 * line, criterion, panel.others)
    return grid


def _add_head(grid: QGridLayout, column: int, other: OtherSheet) -> None:
    """Name and affiliation, the verdict, overall and total."""
    grid.addWidget(Label(other.person.name, weight=600, wrap=True), 0, column, _TOP)
    grid.addWidget(Label(AFFILIATION_NAMES[other.person.affiliation].text(), "small", "ink3"), 1, column, _TOP)
    if other.verdict is not None:
        status, words = standing.verdict_status(other.verdict), str(VERDICT_NAMES[other.verdict])
        grid.addWidget(StatusLabel(status, words, name=f"verdict_{other.person.id}"), 2, column, _TOP)
    sheet = other.sheet
    overall = str(OVERALL_NAMES[sheet.overall]) if sheet and sheet.overall else "–"
    total = tr("{n} of {points}", n=figure(other.total.points), points=figure(other.total.out_of)) if sheet else "–"
    grid.addWidget(Label(overall, weight=500), 3, column, _TOP)
    grid.addWidget(Label(total, weight=500), 4, column, _TOP)
    if sheet and sheet.revision > 1:
        words = tr("Revision {n}: {reason}", n=sheet.revision, reason=sheet.reason)
        grid.addWidget(Label(words, "small", "ink2", wrap=True), 5, column, _TOP)


def _add_criterion(grid: QGridLayout, line: int, criterion: Criterion, others: Sequence[OtherSheet]) -> None:
    title = criterion.title.text(chosen_language())
    grid.addWidget(hairline(), line, 0, 1, -1)
    grid.addWidget(Label(title, wrap=True), line + 1, 0, 2, 1, _TOP)
    for column, other in enumerate(others, 1):
        rating = _rating(other, criterion.id)
        level = Label(_level(rating), weight=600, name=f"level_{criterion.id}_{other.person.id}")
        spoken = (other.person.name, title, level.text(), rating.note)
        level.setAccessibleName(", ".join(part for part in spoken if part))
        grid.addWidget(level, line + 1, column, _TOP)
        if rating.note:
            note = Label(rating.note, "small", "ink2", wrap=True, name=f"note_{criterion.id}_{other.person.id}")
            grid.addWidget(note, line + 2, column, _TOP)


def _rating(other: OtherSheet, criterion: str) -> Rating:
    ratings = other.sheet.ratings if other.sheet else ()
    return next((rating for rating in ratings if rating.criterion == criterion), Rating(criterion))


def _level(rating: Rating) -> str:
    if rating.cannot_assess:
        return tr("Cannot assess")
    return "–" if rating.level is None else str(rating.level)


def _closed(closed: Sequence[tuple[str, str]]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(hairline())
    column.addSpacing(8)
    column.addWidget(Label(tr("Without a sheet"), "heading"))
    for name, reason in closed:
        line = Label(wrap=True, tone="ink2", name="closed_sheet")
        line.set_sentences(name, tr("Closed by the coordinator: {reason}", reason=reason))
        column.addWidget(line)
    return column
