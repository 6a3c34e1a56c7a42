"""The table model of the matrix: time, applicant, and a column for each panelist."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from jetdesk.domain.custody import CustodyCell
from jetdesk.i18n import tr
from jetdesk.ui.screens.custody import wording
from jetdesk.ui.screens.custody.values import Matrix, MatrixRow, PanelistColumn
from jetdesk.ui.widgets.cells import Role
from jetdesk.ui.widgets.table_model import Column, RowsModel

AnyIndex = QModelIndex | QPersistentModelIndex
TIME, NAME, FIRST = range(3)


class MatrixModel(RowsModel[MatrixRow]):
    """Rows are tuples of cells; the words are made when they are painted. Its columns never change."""

    def __init__(self, matrix: Matrix, parent: QObject | None = None) -> None:
        self.panelists = matrix.columns
        self._now = matrix.now
        super().__init__(self._make_columns(), lambda row: row.id, parent)
        self.show_matrix(matrix)

    def show_matrix(self, matrix: Matrix) -> None:
        self._now = matrix.now
        self.set_rows(matrix.rows)

    def row_at(self, place: int) -> MatrixRow:
        return self._rows[place]

    def panelist_at(self, column: int) -> PanelistColumn | None:
        place = column - FIRST
        return self.panelists[place] if 0 <= place < len(self.panelists) else None

    def cell_at(self, index: AnyIndex) -> CustodyCell | None:
        if not index.isValid() or index.column() < FIRST:
            return None
        cells = self._rows[index.row()].cells
        return cells[index.column() - FIRST] if cells else None

    def starts_panel(self, column: int) -> bool:
        """Whether a column is the first of its panel."""
        here, before = self.panelist_at(column), self.panelist_at(column - 1)
        return here is not None and (before is None or here.panel != before.panel)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._rows[index.row()].kind == "group":
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index) | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if row.kind == "group":
            return _group_data(row, index.column(), role)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) and index.column() >= FIRST:
            return self._said(row, index.column(), role == Qt.ItemDataRole.ToolTipRole)
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        panelist = self.panelist_at(section) if orientation == Qt.Orientation.Horizontal else None
        if panelist and role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return panelist.name
        return super().headerData(section, orientation, role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By panel and time, always."""

    def _said(self, row: MatrixRow, column: int, is_tip: bool) -> str | None:
        """Kenji Moriwaki, Priya Venkataraman, Received 14:02; the tip also says why."""
        cell, panelist = row.cells[column - FIRST], self.panelists[column - FIRST]
        if cell is None:
            nothing = tr("no sheet expected")
            return None if is_tip else ", ".join((panelist.name, row.name, nothing))
        zone = self._now.tzinfo
        assert zone is not None
        parts = [panelist.name, row.name, wording.spoken(cell, self._usual_day(row), zone)]
        return ", ".join([*parts, cell.reason] if cell.reason else parts)

    def _usual_day(self, row: MatrixRow) -> date:
        return (row.starts_at or self._now).date()

    def _make_columns(self) -> list[Column[MatrixRow]]:
        return [
            Column(tr("Time"), lambda row: f"{row.starts_at:%H:%M}" if row.starts_at else "", tone="ink2"),
            Column(tr("Applicant"), lambda row: row.name, weight=500, tip=lambda row: f"{row.name}, {row.number}"),
            *(
                Column(p.short, self._words_of(place), status=_status_of(place))
                for place, p in enumerate(self.panelists)
            ),
        ]

    def _words_of(self, place: int) -> Callable[[MatrixRow], str]:
        def words(row: MatrixRow) -> str:
            cell, zone = row.cells[place], self._now.tzinfo
            return wording.cell_words(cell, self._usual_day(row), zone) if cell and zone else ""

        return words


def _status_of(place: int) -> Callable[[MatrixRow], str | None]:
    def status(row: MatrixRow) -> str | None:
        cell = row.cells[place]
        return wording.STATUS[cell.state] if cell else None

    return status


def _group_data(row: MatrixRow, column: int, role: int) -> object:
    """A group row speaks in its first column only; it spans them all."""
    if role == Role.SECTION:
        return True
    if role == Role.ROW:
        return row
    if column == TIME and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return ", ".join(part for part in (row.name, row.room, *row.counts) if part)
    return None
