"""Lists of two-line rows: the day's slots, reports, desks on this laptop."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from jetdesk.ui.widgets.cells import Role
from jetdesk.ui.widgets.list_delegate import ListDelegate
from jetdesk.ui.widgets.status import STATUSES

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row. `lead` stands at the left (13:45), `second` under the first line, after icon and word of `status`."""

    id: str
    first: str
    second: str = ""
    lead: str = ""
    status: str = ""
    status_word: str = ""
    extra: str = ""
    extra_tone: str = "ink3"
    icon: str = ""
    kind: Literal["row", "break", "section"] = "row"

    @property
    def spoken(self) -> str:
        word = self.status_word or (STATUSES[self.status].word.text() if self.status else "")
        return ", ".join(part for part in (self.lead, self.first, word, self.second, self.extra) if part)


class ListModel(QAbstractListModel):
    """The rows of a ListView."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ListRow, ...] = ()

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        if [r.id for r in rows] == [r.id for r in self._rows]:
            changed = [n for n, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old != new]
            self._rows = tuple(rows)
            for n in changed:
                self.dataChanged.emit(self.index(n), self.index(n))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def place_of(self, row_id: str) -> int:
        return next((n for n, row in enumerate(self._rows) if row.id == row_id), -1)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.first if role == Qt.ItemDataRole.DisplayRole else row.spoken
        return {int(Role.ROW): row, int(Role.ID): row.id, int(Qt.ItemDataRole.ToolTipRole): row.spoken}.get(int(role))

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and self._rows[index.row()].kind != "row":
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


class ListView(QListView):
    """`selected(id)` when the person or the program moves to a row, `opened(id)` on Enter or a double click."""

    selected = Signal(str)
    opened = Signal(str)

    def __init__(
        self,
        *,
        name: str = "",
        accessible: str = "",
        lines: bool = True,
        row_height: int = 56,
        checks: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.hovered_row = -1
        self._rows = ListModel(self)
        self._look = ListDelegate(self, lines=lines, row_height=row_height, checks=checks)
        self.setModel(self._rows)
        self.setItemDelegate(self._look)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(self._on_opened)

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these; the current row stays if it is still there, and nobody is told."""
        kept = self.current_id
        blocked = self.blockSignals(True)
        self._rows.set_rows(rows)
        if kept and self.current_id != kept:
            self.select_id(kept)
        self.blockSignals(blocked)

    @property
    def current_id(self) -> str:
        return str(self.currentIndex().data(Role.ID) or "")

    def select_id(self, row_id: str) -> bool:
        place = self._rows.place_of(row_id)
        if place >= 0:
            self.setCurrentIndex(self._rows.index(place))
        return place >= 0

    def step(self, by: int) -> None:
        """To the next or previous row that can be chosen."""
        place = self.currentIndex().row() + by
        while 0 <= place < self._rows.rowCount():
            if self._rows.flags(self._rows.index(place)) & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(self._rows.index(place))
                return
            place += by

    def set_collapsed(self, collapsed: bool) -> None:
        """72 px: only the time and the icon of the status; the rest is the tooltip."""
        self._look.collapsed = collapsed
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._on_opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self.selected.emit(str(current.data(Role.ID)))

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(Role.ROW).kind == "row":
            self.opened.emit(str(index.data(Role.ID)))
