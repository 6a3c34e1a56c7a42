"""What the custody screen shows of the ledger. Plain Python; blind to what stands in the sheets."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from jetdesk.domain.custody import (
    Alarm,
    Conflict,
    CustodyCell,
    CustodyEvent,
    Laptop,
    Ledger,
    Verdict,
)

ALL = "*"
"""The panel filter's "All panels"; an empty id is that of applicants without a panel."""
MOST_PANELS_AT_ONCE = 4
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
