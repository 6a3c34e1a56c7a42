"""The ranked list: rows and the quota line move by mouse, or with Alt and the arrow keys."""

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import icons, theme
from jetdesk.ui.screens.selection.columns import axis_over, fit, natural_widths
from jetdesk.ui.screens.selection.model import GRIP, RankModel
from jetdesk.ui.screens.selection.pill import QuotaPill
from jetdesk.ui.screens.selection.rows import LINE, RankRow
from jetdesk.ui.screens.selection.values import ListValues
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.cells import AnyIndex, CellDelegate, Role, ground
from jetdesk.ui.widgets.probability import ProbabilityDelegate
from jetdesk.ui.widgets.table import Table
from jetdesk.ui.widgets.whisker import INSET, Axis, WhiskerDelegate

PILL_LEFT = 16


class FirstCell(CellDelegate):
    """The grip of a row, the words of a group, the quota line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.read_only = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: RankRow = index.data(Role.ROW)
        if row.kind == "line":
            painter.fillRect(QRectF(option.rect.left(), option.rect.center().y(), option.rect.width(), 2),
                             theme.colour("vermilion"))  # fmt: skip
            return
        ground(painter, option, index)
        if row.kind == "group":
            words = QRectF(option.rect).adjusted(20, 0, -8, 0)
            paint.text(painter, words, row.text, theme.font("small"), "ink2")
        elif row.rank and not self.read_only:
            area = QRectF(option.rect.right() - 16, option.rect.center().y() - 7, 14, 14)
            icons.paint(painter, "grip", area, "ink3")


class RankTable(Table):
    """`move_asked(applicant id, rank)` and `places_asked(n)`; nothing moves before the presenter says so."""

    move_asked = Signal(str, int)
    places_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="ranking", accessible=tr("Ranked list"), parent=parent)
        self.setSortingEnabled(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setStretchLastSection(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._first, self._axis = FirstCell(self), WhiskerDelegate(Axis(0, 100), self)
        self._chance = ProbabilityDelegate(self)
        self._plain = self.itemDelegate()
        self._needed: dict[int, int] = {}
        self._ends: tuple[float, ...] = ()
        self._line_place = -1
        self._shown: ListValues | None = None
        self._grabbed: tuple[str, int, QPoint] | None = None
        self._mark: tuple[int, str] | None = None
        self._scroller = QTimer(self, interval=40)
        self._scroller.timeout.connect(self._scroll_on)
        self._prepare_pill()
        self.show_list(ListValues("", (), (), None, "", 0, 0, False))

    @property
    def ranks(self) -> RankModel:
        model = self.model()
        assert isinstance(model, RankModel)
        return model

    def show_list(self, values: ListValues) -> None:
        """Show the rows; a list of other criteria gets other columns."""
        self._let_go()
        self._shown, self._first.read_only = values, values.read_only
        if not isinstance(self.model(), RankModel) or self.ranks.criteria != values.criteria:
            self._change_columns(values.criteria)
        self.ranks.set_rows(values.rows)
        self._needed = natural_widths(self.ranks, values.rows)
        self._line_place = self.ranks.row_of(LINE)
        scores = [row.raw for row in values.rows if row.raw is not None]
        scores += [end for row in values.rows if row.adjusted for end in (row.adjusted.low, row.adjusted.high)]
        self._ends = (min(scores), max(scores)) if scores else ()
        self._span_rows()
        self._fit_columns()
        self._show_pill()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._mark:
            self._let_go()
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._step_row(step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self._row_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and row and row.rank and not self._first.read_only:
            self._grabbed = (row.id, row.rank, event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        at = event.position().toPoint()
        if self._mark or abs(at.y() - self._grabbed[2].y()) >= QApplication.startDragDistance():
            self._show_mark(at, "focus")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        grabbed, mark = self._grabbed, self._mark
        self._let_go()
        if grabbed and mark:
            before = self._ranked_above(mark[0])
            to_rank = before if grabbed[1] <= before else before + 1
            if to_rank != grabbed[1]:
                self.move_asked.emit(grabbed[0], to_rank)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_pill()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._mark:
            place, tone = self._mark
            y = place * self._row_height() - self.verticalOffset()
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.colour(tone), 2, Qt.PenStyle.DashLine))
            painter.drawLine(0, y, self.viewport().width(), y)

    def _prepare_pill(self) -> None:
        self.pill = QuotaPill(self.viewport())
        self.pill.hide()
        self.pill.stepped.connect(self._step_line)
        self.pill.dragged.connect(lambda at: self._show_mark(self.viewport().mapFromGlobal(at), "vermilion"))
        self.pill.dropped.connect(self._drop_line)
        self.pill.let_go.connect(self._let_go)
        QWidget.setTabOrder(self, self.pill)

    def _change_columns(self, criteria: tuple[tuple[str, str], ...]) -> None:
        old = self.model()
        for column in range(old.columnCount() if old else 0):
            self.setItemDelegateForColumn(column, self._plain)
        model = RankModel(criteria, self)
        self.setModel(model)
        self.setItemDelegateForColumn(GRIP, self._first)
        self.setItemDelegateForColumn(model.axis, self._axis)
        self.setItemDelegateForColumn(model.above, self._chance)
        if old is not None:
            old.deleteLater()

    def _span_rows(self) -> None:
        self.clearSpans()
        for place, row in enumerate(self.ranks.rows):
            if row.kind != "applicant":
                self.setSpan(place, 0, 1, self.ranks.columnCount())

    def _fit_columns(self) -> None:
        if self._shown is None or not self._needed:
            return
        model = self.ranks
        widths = fit(model, self._needed, self.viewport().width())
        for column in range(model.columnCount()):
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.setColumnWidth(column, widths[column])
        self._axis.set_axis(axis_over(self._ends, self._shown.line_score, widths[model.axis] - 2 * INSET))
        self.horizontalHeader().viewport().update()
        self._place_pill()

    def _show_pill(self) -> None:
        assert self._shown is not None
        place = self._line_place
        self.pill.setVisible(place >= 0)
        if place >= 0:
            above = self._ranked_above(place)
            spoken = tr("{line}, after rank {rank}", line=self.ranks.rows_at(place).text, rank=above)
            self.pill.show_words(self.ranks.rows_at(place).text, spoken, self._shown.read_only)
            self._place_pill()

    def _place_pill(self) -> None:
        place = self._line_place
        if place >= 0:
            top = place * self._row_height() - self.verticalOffset()
            self.pill.move(PILL_LEFT, top + (self._row_height() - self.pill.height()) // 2)

    def _step_row(self, step: int) -> None:
        row = self._row(self.currentIndex().row())
        if row and row.rank and not self._first.read_only:
            self.move_asked.emit(row.id, row.rank + step)

    def _step_line(self, step: int) -> None:
        self.places_asked.emit(self._ranked_above(self._line_place) + step)

    def _drop_line(self, at: QPoint) -> None:
        place = self._boundary(self.viewport().mapFromGlobal(at))
        self._let_go()
        self.places_asked.emit(self._ranked_above(place))

    def _show_mark(self, at: QPoint, tone: str) -> None:
        self._mark = (self._boundary(at), tone)
        near_edge = at.y() < 16 or at.y() > self.viewport().height() - 16
        if near_edge != self._scroller.isActive():
            (self._scroller.start if near_edge else self._scroller.stop)()
        self.viewport().update()

    def _scroll_on(self) -> None:
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + (-1 if at.y() < self.viewport().height() / 2 else 1) * self._row_height() // 2)
        self._show_mark(at, self._mark[1] if self._mark else "focus")

    def _let_go(self) -> None:
        self._grabbed, self._mark = None, None
        self._scroller.stop()
        self.viewport().update()

    def _boundary(self, at: QPoint) -> int:
        """The place between rows nearest to a point: 0 is above the first."""
        place = round((at.y() + self.verticalOffset()) / self._row_height())
        return max(0, min(place, self.ranks.rowCount()))

    def _ranked_above(self, place: int) -> int:
        return sum(1 for row in self.ranks.rows[:place] if row.rank)

    def _row_height(self) -> int:
        return self.verticalHeader().defaultSectionSize()

    def _row_at(self, at: QPoint) -> RankRow | None:
        return self._row(self.rowAt(at.y()))

    def _row(self, place: int) -> RankRow | None:
        return self.ranks.rows_at(place) if 0 <= place < self.ranks.rowCount() else None
