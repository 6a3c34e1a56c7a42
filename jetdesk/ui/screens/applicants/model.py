"""The table of applicants over thousands of rows: rows stay where they are, an order and a choice of them are shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from jetdesk.domain.applicant import Status
from jetdesk.domain.rows import ApplicantRow
from jetdesk.i18n import tr
from jetdesk.ui.screens.applicants import wording
from jetdesk.ui.screens.applicants.values import STATUS_LOOKS, Screening, status_words
from jetdesk.ui.widgets.cells import Role

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ORDER = {status: place for place, status in enumerate(Status)}


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column shows; `key` sorts."""

    title: str
    text: Callable[[ApplicantRow, Screening], str]
    key: Callable[[ApplicantRow, Screening], Any]
    tone: str = "ink"
    weight: int = 400
    look: Callable[[ApplicantRow, Screening], str | None] | None = None
    chip: bool = False


def _columns() -> tuple[_Column, ...]:
    return (
        _Column(tr("Name"), lambda r, s: r.name, lambda r, s: r.name.casefold(), weight=500),
        _Column(tr("Kana"), lambda r, s: r.kana, lambda r, s: r.kana, tone="ink2"),
        _Column(tr("No."), lambda r, s: r.application_no, lambda r, s: r.application_no, tone="ink2"),
        _Column(tr("Position"), lambda r, s: r.position.value, lambda r, s: r.position.value),
        _Column(tr("Documents"), wording.documents, lambda r, s: (-(s.missing(r.id) or 0), r.documents),
                look=wording.documents_look),
        _Column(tr("Screening"), lambda r, s: status_words(r.status), lambda r, s: _ORDER[r.status],
                look=lambda r, s: STATUS_LOOKS[r.status], chip=True),
        _Column(tr("Panel"), lambda r, s: r.panel or wording.NOTHING, lambda r, s: r.panel or "￿"),
        _Column(tr("Slot"), lambda r, s: wording.slot(r), lambda r, s: r.starts_at.timestamp() if r.starts_at else 9e99,
                tone="ink2"),
        _Column(tr("Flags"), lambda r, s: (wording.flag(r, s) or ("", ""))[1],
                lambda r, s: (wording.flag(r, s) or ("~",))[0], look=lambda r, s: (wording.flag(r, s) or (None,))[0]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """Everything about one cell at once, for painting."""

    text: str
    tone: str
    weight: int
    look: str | None
    chip: bool


class ApplicantsModel(QAbstractTableModel):
    """`set_rows` gives all, `show_only` says which are shown; nothing is ever reset, so the selection stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = _columns()
        self._rows: tuple[ApplicantRow, ...] = ()
        self._ids: list[str] = []
        self._screening = Screening()
        self._only: frozenset[str] | None = None
        self._sorting = (0, False)
        self._order: list[int] = []
        self._shown: list[int] = []

    def set_rows(self, rows: Sequence[ApplicantRow], only: frozenset[str] | None) -> None:
        """All applicants, by name as filed, and the ids to be shown (None: all)."""
        new, self._only = tuple(rows), only
        if [r.id for r in new] == self._ids:
            self._replace(new)
        else:
            self._rearrange(new, self._ordered(new))

    def show_only(self, only: frozenset[str] | None) -> None:
        self._only = only
        self._rearrange(self._rows, self._order)

    def set_screening(self, screening: Screening) -> None:
        """The second reading: documents and flags change their looks."""
        self._screening = screening
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(self._columns) - 1))

    @property
    def shown(self) -> int:
        return len(self._shown)

    def longest(self, field: Literal["application_no", "kana"]) -> str:
        """The longest text that a column holds, shown or not."""
        texts = (row.application_no if field == "application_no" else row.kana for row in self._rows)
        return max(texts, key=len, default="")

    def id_at(self, row: int) -> str:
        return self._ids[self._shown[row]]

    def cell(self, row: int, column: int) -> Cell:
        applicant, shown = self._rows[self._shown[row]], self._columns[column]
        look = shown.look(applicant, self._screening) if shown.look else None
        return Cell(shown.text(applicant, self._screening), shown.tone, shown.weight, look, shown.chip)

    def row_of(self, applicant: str) -> int:
        """The place where an applicant is shown, or −1."""
        return next((n for n, place in enumerate(self._shown) if self._ids[place] == applicant), -1)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        return self._columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row = self._rows[self._shown[index.row()]]
        if role == Role.ID:
            return row.id
        give = _ROLES.get(role)
        return give(self._columns[index.column()], row, self._screening) if give else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self._columns):
            self._sorting = (column, order == Qt.SortOrder.DescendingOrder)
            self._rearrange(self._rows, self._ordered(self._rows))

    def _ordered(self, rows: Sequence[ApplicantRow]) -> list[int]:
        """Places of the rows in the present order; they come by name, so that order costs nothing."""
        column, descending = self._sorting
        places = list(range(len(rows)))
        if column:
            key = self._columns[column].key
            places.sort(key=lambda place: key(rows[place], self._screening), reverse=descending)
        elif descending:
            places.reverse()
        return places

    def _replace(self, rows: tuple[ApplicantRow, ...]) -> None:
        """The same applicants, some with other values: precise signals, unless that changes what is shown."""
        old, order = self._rows, self._ordered(rows)
        shown = self._chosen(order)
        if shown != self._shown or order != self._order:
            self._rearrange(rows, order)
            return
        self._rows = rows
        for n, place in enumerate(shown):
            if old[place] != rows[place]:
                self.dataChanged.emit(self.index(n, 0), self.index(n, len(self._columns) - 1))

    def _rearrange(self, rows: tuple[ApplicantRow, ...], order: list[int]) -> None:
        """Other rows or another order: persistent indexes follow their ids."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [self._ids[self._shown[index.row()]] for index in before]
        if rows is not self._rows:
            self._rows, self._ids = rows, [row.id for row in rows]
        self._order, self._shown = order, self._chosen(order)
        wanted = set(kept)
        ids = map(self._ids.__getitem__, self._shown) if kept else ()
        places = {row: n for n, row in enumerate(ids) if row in wanted}
        after = [
            self.index(places[row], index.column()) if row in places else QModelIndex()
            for row, index in zip(kept, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _chosen(self, order: list[int]) -> list[int]:
        only, ids = self._only, self._ids
        return order if only is None else [place for place in order if ids[place] in only]


def _spoken(column: _Column, row: ApplicantRow, screening: Screening) -> str:
    return f"{column.title}, {column.text(row, screening)}"


_ROLES: dict[int, Callable[[_Column, ApplicantRow, Screening], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row, s: column.text(row, s),
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Role.TONE: lambda column, row, s: column.tone,
    Role.WEIGHT: lambda column, row, s: column.weight,
    Role.STATUS: lambda column, row, s: column.look(row, s) if column.look else None,
    Role.CHIP: lambda column, row, s: column.chip,
    Role.ROW: lambda column, row, s: row,
}
