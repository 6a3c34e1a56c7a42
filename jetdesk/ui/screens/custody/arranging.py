"""The matrix out of the ledger: which rows and columns, in which order, with which counts."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, tzinfo

from jetdesk.domain.custody import CustodyCell, CustodyGroup, CustodyRow, CustodyState, Ledger
from jetdesk.domain.office import Person
from jetdesk.i18n import tr, tr_n
from jetdesk.ui.screens.custody.values import ALL, Everything, Matrix, MatrixRow, PanelistColumn

ARRIVED = (CustodyState.RECEIVED, CustodyState.REVEALED)


def matrix(found: Everything, day: date | None, panel: str) -> Matrix:
    """The rows of a day (None: all) and the columns of a panel (ALL: all)."""
    groups = [group for group in found.ledger.groups if panel in (ALL, group.panel.id)]
    columns = _columns(groups)
    places = {column.panelist_id: place for place, column in enumerate(columns)}
    rows: list[MatrixRow] = []
    for group in groups:
        shown = [row for row in group.rows if day is None or _day(row, found.zone) == day]
        if shown:
            rows.append(_group_row(group, shown))
            rows += [_applicant_row(row, places, found.zone) for row in shown]
    return Matrix(columns, tuple(rows), found.now)


def days(found: Everything) -> tuple[date, ...]:
    """The days of the slots, in order."""
    return tuple(sorted({day for row in found.ledger.rows if (day := _day(row, found.zone))}))


def panel_title(panel: str) -> str:
    return tr("Panel {panel}", panel=panel) if panel else tr("Without a panel")


def panels(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    """(id, label) for the panel filter."""
    return tuple((group.panel.id, group.panel.id or tr("none")) for group in ledger.groups)


def columns_in_all(ledger: Ledger) -> int:
    return len({person.id for group in ledger.groups for person in group.panelists})


def _columns(groups: Sequence[CustodyGroup]) -> tuple[PanelistColumn, ...]:
    """Each panelist once: in the panel that they sit on, else where they help out first."""
    homes = {member: group.panel.id for group in reversed(groups) for member in group.panel.members}
    found: dict[str, tuple[Person, str]] = {}
    for group in groups:
        for person in group.panelists:
            found.setdefault(person.id, (person, homes.get(person.id, group.panel.id)))
    order = {group.panel.id: place for place, group in enumerate(groups)}
    people = sorted(found.values(), key=lambda item: order.get(item[1], len(order)))
    shorts = short_names([person.name for person, _ in people])
    return tuple(
        PanelistColumn(person.id, person.name, short, home)
        for (person, home), short in zip(people, shorts, strict=True)
    )


def short_names(names: Sequence[str]) -> list[str]:
    """The last word of each name; with an initial where two would be the same."""
    lasts = Counter(_last(name) for name in names)
    return [_last(name) if lasts[_last(name)] == 1 else _with_initial(name) for name in names]


def _last(name: str) -> str:
    return name.split()[-1] if name.split() else name


def _with_initial(name: str) -> str:
    words = name.split()
    return f"{words[0][0]}. {words[-1]}" if len(words) > 1 else name


def _group_row(group: CustodyGroup, shown: Sequence[CustodyRow]) -> MatrixRow:
    states = states_of(shown)
    revealed = sum(row.revealed for row in shown)
    received = tr("{received} of {expected} received", received=arrived(states), expected=expected(states))
    counts = (
        (tr_n("{n} applicant revealed", "{n} applicants revealed", revealed), received) if revealed else (received,)
    )
    return MatrixRow(f"panel:{group.panel.id}", "group", panel_title(group.panel.id), "", group.panel.room, counts)


def _applicant_row(row: CustodyRow, places: dict[str, int], zone: tzinfo) -> MatrixRow:
    cells: list[CustodyCell | None] = [None] * len(places)
    for panelist, cell in row.cells.items():
        if panelist in places:
            cells[places[panelist]] = cell
    starts_at = row.starts_at.astimezone(zone) if row.starts_at else None
    return MatrixRow(
        row.applicant_id, "applicant", row.name, row.application_no, starts_at=starts_at, cells=tuple(cells)
    )


def states_of(rows: Sequence[CustodyRow]) -> Counter[CustodyState]:
    return Counter(cell.state for row in rows for cell in row.cells.values())


def arrived(states: Counter[CustodyState]) -> int:
    return sum(states[state] for state in ARRIVED)


def expected(states: Counter[CustodyState]) -> int:
    return states.total() - states[CustodyState.RECUSED] - states[CustodyState.CLOSED]


def _day(row: CustodyRow, zone: tzinfo) -> date | None:
    return row.starts_at.astimezone(zone).date() if row.starts_at else None
