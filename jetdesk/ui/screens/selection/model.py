"""The table model of the ranked list: one column a fact, one a criterion."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from jetdesk.i18n import tr
from jetdesk.ui.screens.selection.rows import RankRow, figure
from jetdesk.ui.widgets.cells import Role
from jetdesk.ui.widgets.probability import percent
from jetdesk.ui.widgets.table_model import Column, RowsModel
from jetdesk.ui.widgets.whisker import Whisker

AnyIndex = QModelIndex | QPersistentModelIndex
GRIP, RANK, NAME, NUMBER, PANEL, RATERS, FIRST_MEAN = range(7)


class RankModel(RowsModel[RankRow]):
    """Rows of the list for a rubric's criteria, given as (short head, title)."""

    def __init__(self, criteria: Sequence[tuple[str, str]], parent: QObject | None = None) -> None:
        super().__init__(_columns(criteria), _row_id, parent)
        self.criteria = tuple(criteria)
        self.means = range(FIRST_MEAN, FIRST_MEAN + len(criteria))
        self.raw = self.means.stop
        self.adjusted, self.axis, self.above, self.note, self.decision = range(self.raw + 1, self.raw + 6)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.rows_at(index.row()).kind != "applicant":
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index) | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Role.SECTION and index.isValid():
            return self.rows_at(index.row()).kind == "group"
        if role == Role.ID and index.isValid() and self.rows_at(index.row()).kind != "applicant":
            return None
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Horizontal:
            if section in self.means:
                return tr("{criterion}, mean", criterion=self.criteria[section - FIRST_MEAN][1])
            return tr("Panelists who rated") if section == RATERS else None
        return super().headerData(section, orientation, role)

    def rows_at(self, place: int) -> RankRow:
        return self._rows[place]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """The list has one order only: that of the ranks."""


def _row_id(row: RankRow) -> str:
    return row.id


def _columns(criteria: Sequence[tuple[str, str]]) -> list[Column[RankRow]]:
    return [
        Column("", lambda row: row.text),
        Column(tr("Rank"), lambda row: row.place, right=True, tone=_tone),
        Column(tr("Applicant"), lambda row: row.name, tone=_tone, weight=500, tip=_who),
        Column(tr("Number"), lambda row: row.number, tone=_quiet_tone),
        Column(tr("Panel"), lambda row: row.panel, tone=_quiet_tone),
        Column(tr("n"), lambda row: row.raters, right=True, tone=_quiet_tone),
        *(Column(short, _mean(n), right=True, tone=_quiet_tone) for n, (short, _) in enumerate(criteria)),
        Column(tr("Raw"), lambda row: figure(row.raw) if row.raw is not None else "", right=True, weight=600),
        Column(tr("Adjusted"), lambda row: figure(row.adjusted.score) if row.adjusted else "", right=True, weight=600),
        Column("", lambda row: "", whisker=_whisker, tip=_interval),
        Column(tr("Above line"), _above, right=True, probability=_chance),
        Column(tr("Remark"), lambda row: row.note, tone="ink2", status=_note_status, tip=lambda row: row.tip),
        Column(tr("Decision"), lambda row: row.decision, tone=_tone, status=lambda row: row.outcome or None),
    ]


def _mean(place: int) -> Callable[[RankRow], str]:
    return lambda row: row.means[place] if row.means else ""


def _tone(row: RankRow) -> str:
    return "ink" if row.rank else "ink3"


def _quiet_tone(row: RankRow) -> str:
    return "ink2" if row.rank else "ink3"


def _note_status(row: RankRow) -> str | None:
    return row.note_status or None


def _whisker(row: RankRow) -> Whisker | None:
    if row.raw is None:
        return None
    found = row.adjusted
    return Whisker(row.raw, found.score, found.low, found.high) if found else Whisker(row.raw)


def _interval(row: RankRow) -> str:
    """The figures of the whisker."""
    if row.raw is None or row.adjusted is None:
        return tr("Raw {raw}", raw=figure(row.raw)) if row.raw is not None else ""
    found = row.adjusted
    return tr("Adjusted {score}, 95 % between {low} and {high}; raw {raw}", score=figure(found.score),
              low=figure(found.low), high=figure(found.high), raw=figure(row.raw))  # fmt: skip


def _chance(row: RankRow) -> float | None:
    return row.adjusted.above if row.adjusted else None


def _above(row: RankRow) -> str:
    return percent(row.adjusted.above) if row.adjusted else ""


def _who(row: RankRow) -> str:
    return f"{row.name}, {row.number}"
