"""A table model over frozen rows: columns say how a row looks, changes come as precise signals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from jetdesk.ui.widgets.cells import Role

R = TypeVar("R")
AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """What one column shows of a row. Everything but the title and the text is optional."""

    title: str
    text: Callable[[R], str]
    right: bool = False
    tone: str | Callable[[R], str] = "ink"
    weight: int = 400
    status: Callable[[R], str | None] | None = None
    chip: bool = False
    whisker: Callable[[R], object] | None = None
    probability: Callable[[R], float | None] | None = None
    sort: Callable[[R], Any] | None = None
    tip: Callable[[R], str] | None = None


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows with ids. `set_rows` keeps what is the same, so that selection and scroll position stay."""

    def __init__(self, columns: Sequence[Column[R]], row_id: Callable[[R], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._row_id = row_id
        self._rows: list[R] = []

    @property
    def rows(self) -> tuple[R, ...]:
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows in this order."""
        old, new = [self._row_id(r) for r in self._rows], [self._row_id(r) for r in rows]
        if old == new:
            self._replace(rows)
        else:
            self._rearrange(rows, old, new)

    def row_of(self, row_id: str) -> int:
        """The place of a row, or −1."""
        return next((n for n, row in enumerate(self._rows) if self._row_id(row) == row_id), -1)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        return _align(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not index.row() < len(self._rows):
            return None
        find = _ROLES.get(role)
        row = self._rows[index.row()]
        if role == Role.ID:
            return self._row_id(row)
        return find(self._columns[index.column()], row) if find else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self._columns):
            return
        key: Callable[[R], Any] = self._columns[column].sort or self._columns[column].text
        self.set_rows(sorted(self._rows, key=key, reverse=order == Qt.SortOrder.DescendingOrder))

    def _replace(self, rows: Sequence[R]) -> None:
        for place, row in enumerate(rows):
            if row != self._rows[place]:
                self._rows[place] = row
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns) - 1))

    def _rearrange(self, rows: Sequence[R], old: list[str], new: list[str]) -> None:
        """Other rows or another order: persistent indexes follow their ids."""
        self.layoutAboutToBeChanged.emit()
        places = {row_id: n for n, row_id in enumerate(new)}
        before = self.persistentIndexList()
        self._rows = list(rows)
        after = [self._moved(index, places.get(old[index.row()])) for index in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _moved(self, index: QModelIndex, place: int | None) -> QModelIndex:
        return QModelIndex() if place is None else self.index(place, index.column())


def _align(column: Column[R]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _spoken(column: Column[R], row: R) -> str:
    return f"{column.title}, {column.text(row)}" if column.title else column.text(row)


_ROLES: dict[int, Callable[[Column[R], R], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
    Qt.ItemDataRole.TextAlignmentRole: lambda column, row: _align(column),
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Qt.ItemDataRole.ToolTipRole: lambda column, row: column.tip(row) if column.tip else None,
    Role.TONE: lambda column, row: column.tone if isinstance(column.tone, str) else column.tone(row),
    Role.WEIGHT: lambda column, row: column.weight,
    Role.STATUS: lambda column, row: column.status(row) if column.status else None,
    Role.CHIP: lambda column, row: column.chip,
    Role.WHISKER: lambda column, row: column.whisker(row) if column.whisker else None,
    Role.PROBABILITY: lambda column, row: column.probability(row) if column.probability else None,
    Role.ROW: lambda column, row: row,
}
