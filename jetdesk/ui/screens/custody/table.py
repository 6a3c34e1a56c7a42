"""The matrix itself: one table, painted cells, the panels' names above, moved through cell by cell."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.screens.custody import wording
from jetdesk.ui.screens.custody.arranging import panel_title
from jetdesk.ui.screens.custody.model import FIRST, NAME, TIME, MatrixModel
from jetdesk.ui.screens.custody.values import Matrix, MatrixRow
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.cells import PADDING, AnyIndex, Role, ground, is_selected
from jetdesk.ui.widgets.header_view import HeaderView
from jetdesk.ui.widgets.status import StatusDelegate, paint_status, status_width
from jetdesk.ui.widgets.table import Table

INDENT, MOST_HEAD = 24, 110
LEAST_NAME, USUAL_NAME, MOST_NAME = 132, 150, 232
ABOVE, BELOW = 24, 28


class CellDelegate(StatusDelegate):
    """A status with the panel's hairline before it; a group row across; a ring around the cell that has the focus."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: MatrixRow = index.data(Role.ROW)
        if row.kind == "group":
            ground(painter, option, index)
            _paint_group(painter, QRectF(option.rect), row)
            return
        if index.column() == TIME:
            self._paint_time(painter, option, index)
        elif index.column() == NAME:
            super().paint(painter, option, index)
        else:
            _paint_cell(painter, option, index)
        self._paint_lines(painter, option, index)

    def _paint_time(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        ground(painter, option, index)
        area = QRectF(option.rect).adjusted(INDENT, 0, 0, 0)
        style = theme.font("body", figures=True)
        paint.text(painter, area, str(index.data() or ""), style, "ink2")

    def _paint_lines(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        table = option.widget
        if not isinstance(table, MatrixTable):
            return
        rect = option.rect
        if table.matrix.starts_panel(index.column()):
            painter.fillRect(rect.left(), rect.top(), 1, rect.height(), theme.colour("hairline"))
        if is_selected(option) and table.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))


class PanelHeader(HeaderView):
    """Two lines: the panel above its first column, and below it the panelists."""

    def __init__(self, parent: "MatrixTable") -> None:
        super().__init__(parent)
        self._table = parent
        self.setFixedHeight(ABOVE + BELOW)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        left = INDENT if column == TIME else PADDING
        area = QRectF(rect).adjusted(left, ABOVE, -2, 0)
        words = str(self.model().headerData(column, self.orientation()) or "")
        tone = "ink2" if column >= FIRST else "ink3"
        paint.text(painter, area, words, theme.font("small"), tone)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, matrix = QPainter(self.viewport()), self._table.matrix
        for column in range(FIRST, self.count()):
            if matrix.starts_panel(column) and (panelist := matrix.panelist_at(column)):
                left = self.sectionViewportPosition(column)
                painter.fillRect(left, 0, 1, self.height() - 1, theme.colour("hairline"))
                area = QRectF(left + PADDING, 0, 400, ABOVE)
                paint.text(painter, area, panel_title(panelist.panel), theme.font("small", 600), "ink")


class MatrixTable(Table):
    """`cell_opened(applicant, panelist or "")` for Enter and double click; `menu_asked(where, applicant, panelist)`;
    `capacity_changed(n)` when another number of panelists' columns fits."""

    cell_opened = Signal(str, str)
    menu_asked = Signal(QPoint, str, str)
    capacity_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            name="custody_matrix", accessible=tr("Expected sheets by applicant and panelist"), parent=parent
        )
        self.matrix = MatrixModel(Matrix(), self)
        self._capacity = 0
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSortingEnabled(False)
        self.setHorizontalHeader(PanelHeader(self))
        self.horizontalHeader().setStretchLastSection(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalHeader().setDefaultSectionSize(max(27, theme.line("body") + 7))
        self.setItemDelegate(CellDelegate(self))
        self.setModel(self.matrix)

    def show_matrix(self, matrix: Matrix) -> None:
        """Other panelists get other columns; else only what changed is painted again."""
        where = self.current_cell
        self.clearSpans()
        if matrix.columns != self.matrix.panelists:
            old, self.matrix = self.matrix, MatrixModel(matrix, self)
            self.setModel(self.matrix)
            old.deleteLater()
        else:
            self.matrix.show_matrix(matrix)
        self._span_groups()
        self._fit()
        if self.current_cell != where and where[0]:
            self.go_to(*where)

    @property
    def current_cell(self) -> tuple[str, str]:
        """Ids of applicant and panelist; empty where there is none."""
        index = self.currentIndex()
        if not index.isValid():
            return "", ""
        panelist = self.matrix.panelist_at(index.column())
        return str(index.data(Role.ROW).id), panelist.panelist_id if panelist else ""

    def go_to(self, applicant: str, panelist: str = "") -> bool:
        """Make a cell current and bring it into view; False if it is not shown."""
        row = self.matrix.row_of(applicant)
        columns = [n for n, p in enumerate(self.matrix.panelists, FIRST) if p.panelist_id == panelist]
        if row < 0:
            return False
        index = self.matrix.index(row, columns[0] if columns else NAME)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            QTableView.keyPressEvent(self, event)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():
            self._go_to_first()
        super().focusInEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid() or index.data(Role.SECTION):
            return
        self.setCurrentIndex(index)
        at = self.visualRect(index).center() if by_key else event.pos()
        self.menu_asked.emit(self.viewport().mapToGlobal(at), *self.current_cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        capacity = (self.viewport().width() - self._time_width() - LEAST_NAME) // cell_width()
        if capacity != self._capacity:
            self._capacity = capacity
            self.capacity_changed.emit(capacity)

    def paintEvent(self, event: QPaintEvent) -> None:
        QTableView.paintEvent(self, event)

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid() and not index.data(Role.SECTION):
            self.cell_opened.emit(*self.current_cell)

    def _go_to_first(self) -> None:
        first = next((row.id for row in self.matrix.rows if row.kind == "applicant"), None)
        if first:
            panelists = self.matrix.panelists
            self.go_to(first, panelists[0].panelist_id if panelists else "")

    def _span_groups(self) -> None:
        count = self.matrix.columnCount()
        for place, row in enumerate(self.matrix.rows):
            if row.kind == "group":
                self.setSpan(place, 0, 1, count)

    def _fit(self) -> None:
        """The heads, then the applicants' names get what is over, up to a point; then the cells."""
        count, room = len(self.matrix.panelists), self.viewport().width() - self._time_width()
        cell = cell_width()
        if count:
            cell = max(cell, min(self._head_width(), (room - USUAL_NAME) // count))
        name = max(LEAST_NAME, min(MOST_NAME, room - count * cell))
        spare = room - name - count * cell
        if count and spare > 0:
            cell += spare // count
        widths = {TIME: self._time_width(), NAME: name}
        for column in range(self.matrix.columnCount()):
            self.setColumnWidth(column, widths.get(column, cell))
        self.horizontalHeader().setStretchLastSection(spare >= 0)

    def _head_width(self) -> int:
        """What the longest panelist's name needs, within reason."""
        small = theme.font("small")
        widest = max((paint.width(panelist.short, small) for panelist in self.matrix.panelists), default=0)
        return min(MOST_HEAD, round(widest) + PADDING + 4)

    def _time_width(self) -> int:
        words = max(
            paint.width("00:00", theme.font("body", figures=True)), paint.width(tr("Time"), theme.font("small"))
        )
        return INDENT + round(words) + 10


def _paint_cell(painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
    """With less room at the right than elsewhere: many columns stand side by side."""
    ground(painter, option, index)
    name = index.data(Role.STATUS)
    device = painter.device()
    if name and device is not None:
        look = (theme.colour("ink").name(), theme.state().scale, device.devicePixelRatioF())
        made = _drawn(name, str(index.data()), option.rect.width() - PADDING - 1, option.rect.height(), look)
        painter.drawPixmap(option.rect.left() + PADDING, option.rect.top(), made)


@lru_cache(maxsize=512)
def _drawn(name: str, words: str, width: int, height: int, look: tuple[str, float, float]) -> QPixmap:
    """A status in its cell; a few dozen pictures make up the whole matrix. `look`: ink, text size, pixel ratio."""
    ratio = look[2]
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_status(painter, QRectF(0, 0, width, height), name, words)
    painter.end()
    return made


def cell_width() -> int:
    """What a cell needs for the longest usual word."""
    words = max(status_width(word.text()) for word in wording.SHORT.values())
    return round(words) + PADDING + 3


def _paint_group(painter: QPainter, rect: QRectF, row: MatrixRow) -> None:
    """Panel A, its room, and the counts at the right: the last of them is the one that matters."""
    painter.save()
    strong, plain = theme.font("body", 600), theme.font("small")
    area = rect.adjusted(INDENT, 0, -INDENT, 0)
    used = paint.text(painter, area, row.name, strong, "ink")
    paint.text(painter, area.adjusted(used + 12, 0, 0, 0), row.room, theme.font("body"), "ink2")
    right = Qt.AlignmentFlag.AlignRight
    for place, words in enumerate(reversed(row.counts)):
        style, tone = (strong, "ink") if place == 0 else (plain, "ink2")
        area.adjust(0, 0, -paint.text(painter, area, words, style, tone, right) - 14, 0)
    painter.restore()
