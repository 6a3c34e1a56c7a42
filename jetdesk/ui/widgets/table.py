"""The table: hairline rows, a hovered and a selected row, everything by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.widgets.cells import Role
from jetdesk.ui.widgets.header_view import HeaderView
from jetdesk.ui.widgets.status import StatusDelegate

ROW = 31


class Table(QTableView):
    """`opened(id)` for Enter or a double click, `selected(id or None)` when the current row changes by any way.

    Ids come from Role.ID of the row's first column. The first column starts `indent` px from the pane's edge.
    """

    opened = Signal(object)
    selected = Signal(object)

    def __init__(
        self, *, name: str = "", accessible: str = "", several: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.hovered_row = -1
        self.chosen: frozenset[int] = frozenset()
        self._drop_order: tuple[int, ...] = ()
        self._widths: dict[int, int] = {}
        self._preset(several)
        self.setItemDelegate(StatusDelegate(self))
        self.activated.connect(self._on_activated)

    def _preset(self, several: bool) -> None:
        self.setHorizontalHeader(HeaderView(self))
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(ROW, theme.line("body") + 5))
        self.verticalHeader().setMinimumSectionSize(24)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            self.selectionModel().currentRowChanged.connect(self._on_current_changed)

    def set_widths(self, widths: dict[int, int], stretch: int | None = None) -> None:
        """Widths in px by column at 100 % text size; `stretch` takes what is left."""
        self._widths = {column: round(width * theme.state().scale) for column, width in widths.items()}
        header = self.horizontalHeader()
        header.setStretchLastSection(stretch is None)
        for column, width in self._widths.items():
            self.setColumnWidth(column, width)
        if stretch is not None:
            header.setSectionResizeMode(stretch, header.ResizeMode.Stretch)

    def widen(self, column: int, width: int) -> None:
        """Make a column of `set_widths` at least `width` px (of the screen) wide."""
        if width > self._widths[column]:
            self._widths[column] = width
            self.setColumnWidth(column, width)
            self._drop_columns()

    def set_drop_order(self, columns: Sequence[int]) -> None:
        """Which columns go first where there is no room."""
        self._drop_order = tuple(columns)
        self._drop_columns()

    @property
    def current_id(self) -> object:
        return _id_of(self.currentIndex())

    def select_id(self, wanted: object) -> bool:
        """Make the row with this id current; False if it is not shown."""
        model = self.model()
        for row in range(model.rowCount() if model else 0):
            if model.index(row, 0).data(Role.ID) == wanted:
                self.select_row(row)
                return True
        return False

    def select_row(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self.model().index(row, self._search_column())
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    @property
    def selected_ids(self) -> tuple[object, ...]:
        """In the order shown."""
        places = {row for top, bottom in self._selected_parts() for row in range(top, bottom + 1)}
        return tuple(self._id_at(row) for row in sorted(places))

    def sort_menu(self) -> QMenu:
        """Sorting without a mouse: one entry a column, again for the other direction."""
        menu, header = QMenu(self), self.horizontalHeader()
        for column in range(header.count()):
            title = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
            if title and not self.isColumnHidden(column):
                menu.addAction(tr("Sort by {column}", column=title)).setData(column)
        menu.triggered.connect(lambda action: self._sort_by(action.data()))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_activated(self.currentIndex())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and self._rows():
            self.select_row(0 if key == Qt.Key.Key_Home else self._rows() - 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:  # noqa: ANN001
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows():
            self.select_row(0)
        self.viewport().update()

    def focusOutEvent(self, event) -> None:  # noqa: ANN001
        super().focusOutEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(round(event.position().y())))
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop_columns()

    def paintEvent(self, event: QPaintEvent) -> None:
        parts = self._selected_parts()
        self.chosen = frozenset(row for row in self._rows_seen() if any(top <= row <= end for top, end in parts))
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for row in self.chosen:
            painter.fillRect(0, self.rowViewportPosition(row), 2, self.rowHeight(row) - 1, theme.colour("fill"))
        if self.hasFocus() and self.currentIndex().isValid():
            row = self.currentIndex().row()
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(1, self.rowViewportPosition(row) + 1, self.viewport().width() - 2, self.rowHeight(row) - 3)

    def _selected_parts(self) -> list[tuple[int, int]]:
        """First and last row of every selected part: a few, where a person chose all of fifty thousand."""
        chosen = self.selectionModel()
        return [(part.top(), part.bottom()) for part in chosen.selection().toList()] if chosen else []

    def _rows_seen(self) -> range:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height())
        return range(max(0, first), (last if last >= 0 else self._rows() - 1) + 1)

    def _id_at(self, row: int) -> object:
        return self.model().index(row, 0).data(Role.ID)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            for changed in (self.hovered_row, row):
                if changed >= 0:
                    top = self.rowViewportPosition(changed)
                    self.viewport().update(0, top, self.viewport().width(), self.rowHeight(changed))
            self.hovered_row = row

    def _drop_columns(self) -> None:
        if not self._drop_order or not self._widths:
            return
        room = self.viewport().width()
        needed = sum(self._widths.values())
        for column in self._drop_order:
            self.setColumnHidden(column, needed > room)
            needed -= self._widths.get(column, 0) if needed > room else 0

    def _sort_by(self, column: int) -> None:
        header = self.horizontalHeader()
        same = header.sortIndicatorSection() == column and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        self.sortByColumn(column, Qt.SortOrder.DescendingOrder if same else Qt.SortOrder.AscendingOrder)

    def _search_column(self) -> int:
        current = self.currentIndex()
        shown = [c for c in range(self.model().columnCount()) if not self.isColumnHidden(c)]
        return current.column() if current.isValid() else (shown or [0])[0]

    def _rows(self) -> int:
        return self.model().rowCount() if self.model() else 0

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid() and (found := _id_of(index)) is not None:
            self.opened.emit(found)

    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.selected.emit(_id_of(current))


def _id_of(index: QModelIndex) -> object:
    return index.siblingAtColumn(0).data(Role.ID) if index.isValid() else None
