"""The criteria of a rubric by section; one row is open, the others show only their level."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jetdesk.domain.rubric import Rubric, Section
from jetdesk.domain.sheet import Draft, Gap, GapKind, Rating
from jetdesk.i18n import chosen_language
from jetdesk.ui.screens.interview import wording
from jetdesk.ui.screens.interview.criterion_row import SIDE, CriterionRow
from jetdesk.ui.widgets.cannot_assess import CannotAssess
from jetdesk.ui.widgets.label import Label, hairline

_CELLS, _GAP = 152, 8


class CriteriaList(QScrollArea):
    """Signals as of `CriterionRow`."""

    level_chosen = Signal(str, object)
    cannot_assess_switched = Signal(str, bool)
    note_written = Signal(str, str)
    rebuilt = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("criteria")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rubric: Rubric | None = None
        self.rows: dict[str, CriterionRow] = {}
        self._open = ""
        self._heads: list[QVBoxLayout] = []
        self.verticalScrollBar().rangeChanged.connect(self._fit_margins)

    def show_rubric(self, rubric: Rubric) -> None:
        """Build the rows, unless they are there already."""
        if self._rubric == rubric:
            return
        self._rubric, self.rows, self._open, self._heads = rubric, {}, "", []
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        for place, section in enumerate(rubric.sections):
            column.addLayout(self._section_head(section, rubric, is_first=place == 0))
            for criterion in section.criteria:
                anchors = tuple(wording.anchor(criterion, level) for level in rubric.scale)
                column.addWidget(self._add_row(CriterionRow(criterion, anchors)))
        column.addStretch(1)
        self.setWidget(page)
        self._chain_tabs()
        self.rebuilt.emit()

    def show_ratings(self, draft: Draft, gaps: tuple[Gap, ...]) -> None:
        """Levels and *cannot assess*; notes stay as they are."""
        wanting = {gap.criterion for gap in gaps if gap.kind in (GapKind.NOTE, GapKind.REASON)}
        for criterion, row in self.rows.items():
            row.show_rating(draft.rating(criterion), needs_note=criterion in wanting)

    def show_notes(self, draft: Draft) -> None:
        for criterion, row in self.rows.items():
            row.show_note(draft.rating(criterion).note)

    def set_read_only(self, read_only: bool) -> None:
        for row in self.rows.values():
            row.set_read_only(read_only)

    def show_blank(self) -> None:
        """Nothing yet, and nothing to change, until a sheet is read."""
        for criterion, row in self.rows.items():
            row.set_read_only(True)
            row.show_note("")
            row.show_rating(Rating(criterion), needs_note=False)

    def tell_notes(self) -> None:
        """Tell what was typed and not told yet."""
        for row in self.rows.values():
            row.note.tell_now()

    def open_row(self, criterion: str) -> None:
        """This one in place, the others closed."""
        if criterion == self._open or criterion not in self.rows:
            return
        self._open = criterion
        for name, row in self.rows.items():
            row.set_open(name == criterion)
        QTimer.singleShot(0, self, self._bring_into_view)

    def open_first(self) -> None:
        self._open = ""
        self.open_row(next(iter(self.rows), ""))
        self.verticalScrollBar().setValue(0)

    def focus_first(self) -> None:
        self.focus_row(next(iter(self.rows), ""))

    @property
    def open_criterion(self) -> CriterionRow | None:
        return self.rows.get(self._open)

    def focus_row(self, criterion: str, *, note: bool = False) -> None:
        row = self.rows.get(criterion)
        if row and note:
            row.focus_note()
        elif row:
            row.focus_rating()

    @property
    def ends(self) -> tuple[QWidget, ...]:
        """The last control in the order of Tab."""
        return tuple(row.note for row in list(self.rows.values())[-1:])

    def _add_row(self, row: CriterionRow) -> CriterionRow:
        self.rows[row.criterion.id] = row
        row.level_chosen.connect(self.level_chosen)
        row.cannot_assess_switched.connect(self.cannot_assess_switched)
        row.note_written.connect(self.note_written)
        row.opened.connect(self.open_row)
        return row

    def _section_head(self, section: Section, rubric: Rubric, *, is_first: bool) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(Label(section.title.text(chosen_language()), "small", "ink3"), 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        if is_first:
            row.addWidget(_ends(rubric), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setContentsMargins(SIDE, 2 if is_first else 8, SIDE, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(hairline("rule"))
        self._heads.append(column)
        return column

    def _fit_margins(self, least: int, most: int) -> None:
        """The scroll bar takes its room from the margin, so that nothing in the rows moves."""
        right = SIDE - (self.verticalScrollBar().sizeHint().width() if most > least else 0)
        for row in self.rows.values():
            row.set_right_margin(right)
        for head in self._heads:
            margins = head.contentsMargins()
            head.setContentsMargins(SIDE, margins.top(), right, 0)

    def _chain_tabs(self) -> None:
        rows = list(self.rows.values())
        for before, after in zip(rows, rows[1:], strict=False):
            self.setTabOrder(before.note, after.segment)

    def _bring_into_view(self) -> None:
        row = self.open_criterion
        if row:
            self.ensureWidgetVisible(row, 0, 4)


def _ends(rubric: Rubric) -> QWidget:
    """The words for the lowest and the highest level, over the ends of the cells."""
    labels = {level.level: level.label.text(chosen_language()) for level in rubric.levels}
    box = QWidget()
    beside = _GAP + CannotAssess("").sizeHint().width()
    box.setFixedWidth(_CELLS + beside)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, beside, 6)
    row.addWidget(Label(labels[rubric.scale[0]], "tick", "ink2"))
    row.addStretch(1)
    row.addWidget(Label(labels[rubric.scale[-1]], "tick", "ink2"))
    return box
