"""What the custody screen shows of the ledger. Plain Python; blind to what stands in the sheets."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.custody import (
    VERDICT_NAMES,
    Alarm,
    Conflict,
    CustodyCell,
    CustodyEvent,
    CustodyGroup,
    CustodyRow,
    CustodyState,
    Laptop,
    Ledger,
    Verdict,
)
from jetdesk.domain.office import Person
from jetdesk.i18n import Message, tr, tr_n

ALL = "*"
"""The panel filter's "All panels"; an empty id is that of applicants without a panel."""
MOST_PANELS_AT_ONCE = 4
MOST_GAPS = 6
ARRIVED = (CustodyState.RECEIVED, CustodyState.REVEALED)
UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class BrokenProof:
    """A revealed sheet that is not what its author sealed."""

    applicant_id: str
    panelist_id: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Everything:
    """All that the screen reads of a desk. `now` is in the office's zone; `names` are the people's, by id."""

    ledger: Ledger = Ledger(())
    laptops: tuple[Laptop, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    broken: tuple[BrokenProof, ...] = ()
    mailbox: str = ""
    last_read: datetime | None = None
    names: dict[str, str] | None = None
    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)

    @property
    def zone(self) -> tzinfo:
        return self.now.tzinfo or UTC

    def name(self, person: str) -> str:
        return (self.names or {}).get(person, person)


@dataclass(frozen=True, slots=True)
class ReadMailbox:
    """What reading the mailbox brought. `files` counts the refused ones too;
    `parked` are kept until an earlier file of the same laptop arrives."""

    files: int
    sent: int
    refused: tuple[Message, ...]
    parked: int
    revealed: int
    change: ChangeSet


@dataclass(frozen=True, slots=True)
class PanelistColumn:
    """A column of the matrix; `short` is the head, `panel` the id of the group it stands in."""

    panelist_id: str
    name: str
    short: str
    panel: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An applicant with a cell (or None: never expected) for each column, or a panel with its counts."""

    id: str
    kind: Literal["group", "applicant"]
    name: str
    number: str = ""
    room: str = ""
    counts: tuple[str, ...] = ()
    starts_at: datetime | None = None
    cells: tuple[CustodyCell | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    columns: tuple[PanelistColumn, ...] = ()
    rows: tuple[MatrixRow, ...] = ()
    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Filters:
    """What can be chosen and what is: days with `None` for all of them, panels as (id, label)."""

    days: tuple[date | None, ...]
    day: date | None
    panels: tuple[tuple[str, str], ...]
    panel: str


@dataclass(frozen=True, slots=True)
class Gap:
    """An applicant who cannot be revealed yet, whose sheets are missing, and the first such cell."""

    applicant_id: str
    panelist_id: str
    words: str


@dataclass(frozen=True, slots=True)
class Ready:
    """The main action: who is ready as (id, words), else what is missing."""

    applicants: tuple[tuple[str, str], ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted once for each reading, beside the window: a large office has 300,000 cells."""

    ready: Ready = Ready()
    summary: str = ""
    days: tuple[date, ...] = ()
    is_empty: bool = True


@dataclass(frozen=True, slots=True)
class MailboxValues:
    """`connected` is None while it is looked for; `result` says what the last reading in this window brought."""

    url: str = ""
    connected: bool | None = None
    last_read: datetime | None = None
    result: str = ""
    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to look at: its first words, the rest, a small line below, and what its button says."""

    first: str
    rest: str = ""
    more: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """A cell's story. `may_close`: a sheet is still waited for, and this person may stop waiting."""

    cell: CustodyCell
    applicant: str
    panelist: str
    events: tuple[CustodyEvent, ...]
    zone: tzinfo
    may_close: bool


def figures(found: Everything) -> Figures:
    is_empty = not any(row.cells for row in found.ledger.rows)
    return Figures(ready(found), summary(found.ledger), days(found), is_empty)


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


def ready(found: Everything) -> Ready:
    ledger = found.ledger
    applicants = tuple((row.applicant_id, f"{row.name}, {row.application_no}") for row in ledger.ready)
    waiting = [(len(missing), row) for row in ledger.rows if (missing := row.missing) and not row.revealed]
    waiting.sort(key=lambda one: (one[0], one[1].starts_at is None, str(one[1].starts_at), one[1].application_no))
    return Ready(applicants, tuple(_gap(row, found) for _, row in waiting))


def gap_words(gaps: Sequence[Gap]) -> str:
    """The first gaps, and how many more there are."""
    words = [gap.words for gap in gaps[:MOST_GAPS]]
    if len(gaps) > MOST_GAPS:
        more = len(gaps) - MOST_GAPS
        words.append(tr_n("{n} more applicant", "{n} more applicants", more))
    return "; ".join(words)


def summary(ledger: Ledger) -> str:
    """34 of 63 sheets received · 9 sealed on laptops · 1 conflict."""
    states = _states(ledger.rows)
    parts = [tr("{received} of {expected} sheets received", received=_arrived(states), expected=_expected(states))]
    if sealed := states[CustodyState.SEALED]:
        parts.append(tr_n("{n} sealed on a laptop", "{n} sealed on laptops", sealed))
    if conflicts := states[CustodyState.CONFLICT]:
        parts.append(tr_n("{n} conflict", "{n} conflicts", conflicts))
    return " · ".join(parts)


def result_words(result: ReadMailbox) -> str:
    """3 files, all valid."""
    if not result.files:
        return tr("nothing new")
    files = tr_n("{n} file", "{n} files", result.files)
    if not result.refused:
        return tr("{files}, all valid", files=files)
    return tr("{files}, {refused} refused", files=files, refused=len(result.refused))


def refusal_words(result: ReadMailbox) -> tuple[str, str]:
    """What was set aside, as a first sentence and the reasons."""
    first = tr_n(
        "{n} file was refused and set aside; it is not counted.",
        "{n} files were refused and set aside; they are not counted.",
        len(result.refused),
    )
    return first, " ".join(dict.fromkeys(why.text() for why in result.refused))


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
    states = _states(shown)
    revealed = sum(row.revealed for row in shown)
    received = tr("{received} of {expected} received", received=_arrived(states), expected=_expected(states))
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


def _states(rows: Sequence[CustodyRow]) -> Counter[CustodyState]:
    return Counter(cell.state for row in rows for cell in row.cells.values())


def _arrived(states: Counter[CustodyState]) -> int:
    return sum(states[state] for state in ARRIVED)


def _expected(states: Counter[CustodyState]) -> int:
    return states.total() - states[CustodyState.RECUSED] - states[CustodyState.CLOSED]


def _day(row: CustodyRow, zone: tzinfo) -> date | None:
    return row.starts_at.astimezone(zone).date() if row.starts_at else None


def _gap(row: CustodyRow, found: Everything) -> Gap:
    names = ", ".join(found.name(cell.panelist_id) for cell in row.missing)
    return Gap(
        row.applicant_id, row.missing[0].panelist_id, tr("{applicant}: {names}", applicant=row.name, names=names)
    )


def matters(found: Everything) -> tuple[list[Matter], list[Matter], list[Matter]]:
    """Conflicts, alarms and failed proofs, in the order of the reading."""
    conflicts = [
        Matter(conflict.subject, conflict.what.text(), action=tr("Compare seals…")) for conflict in found.conflicts
    ]
    names = {row.applicant_id: row.name for row in found.ledger.rows}
    proofs = [
        Matter(names.get(broken.applicant_id, ""), f"{found.name(broken.panelist_id)}: {_verdict(broken)}")
        for broken in found.broken
    ]
    return conflicts, [alarm_matter(alarm) for alarm in found.alarms], proofs


def alarm_matter(alarm: Alarm) -> Matter:
    rest = f"{alarm.person}." if alarm.person else ""
    return Matter(alarm.what.text(), rest, alarm.todo.text(), tr("Settle…"))


def _verdict(broken: BrokenProof) -> str:
    return VERDICT_NAMES[broken.verdict].text()
