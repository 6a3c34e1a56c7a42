"""Custody: where every expected score sheet is. Values only; blind to what stands in the sheets."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Panel, Person
from jetdesk.i18n import Message, msg


class CustodyState(StrEnum):
    """How far an expected sheet has come, as far as this desk has proof of it."""

    NOT_DUE = "not-due"
    EXPECTED = "expected"
    SEALED = "sealed"
    RECEIVED = "received"
    REVEALED = "revealed"
    RECUSED = "recused"
    CLOSED = "closed"
    CONFLICT = "conflict"


CUSTODY_NAMES: dict[CustodyState, Message] = {
    CustodyState.NOT_DUE: msg("Not due"),
    CustodyState.EXPECTED: msg("Expected"),
    CustodyState.SEALED: msg("Sealed on laptop"),
    CustodyState.RECEIVED: msg("Received"),
    CustodyState.REVEALED: msg("Revealed"),
    CustodyState.RECUSED: msg("Recused"),
    CustodyState.CLOSED: msg("Closed without a sheet"),
    CustodyState.CONFLICT: msg("Conflict"),
}

AWAITED = frozenset({CustodyState.NOT_DUE, CustodyState.EXPECTED, CustodyState.SEALED, CustodyState.CONFLICT})
"""States in which the coordinator still waits for a sheet; in none of them can the applicant be revealed."""


@dataclass(frozen=True, slots=True)
class CustodyCell:
    """One expected sheet. `at`: when it was received, or revealed; `reason`: of a recusal or closing."""

    applicant_id: str
    panelist_id: str
    state: CustodyState
    at: datetime | None = None
    reason: str = ""
    revision: int = 0
    origin: str = ""


@dataclass(frozen=True, slots=True)
class CustodyRow:
    """One applicant with the cells of those who are (or were) expected, by panelist's id."""

    applicant_id: str
    application_no: str
    name: str
    position: Position
    panel_id: str
    starts_at: datetime | None
    cells: dict[str, CustodyCell]

    @property
    def ready(self) -> bool:
        """Nothing is awaited, and a sheet is in that was not revealed yet: also one that came after a reveal."""
        states = {cell.state for cell in self.cells.values()}
        return CustodyState.RECEIVED in states and not states & AWAITED

    @property
    def revealed(self) -> bool:
        return any(cell.state is CustodyState.REVEALED for cell in self.cells.values())

    @property
    def missing(self) -> tuple[CustodyCell, ...]:
        return tuple(cell for cell in self.cells.values() if cell.state in AWAITED)


@dataclass(frozen=True, slots=True)
class CustodyGroup:
    """A panel (id "" for applicants without one), who scores there, and its applicants by time and number."""

    panel: Panel
    panelists: tuple[Person, ...]
    rows: tuple[CustodyRow, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The custody ledger: every expected sheet, grouped by panel."""

    groups: tuple[CustodyGroup, ...]

    @property
    def rows(self) -> tuple[CustodyRow, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def cells(self) -> tuple[CustodyCell, ...]:
        return tuple(cell for row in self.rows for cell in row.cells.values())

    def count(self, *states: CustodyState) -> int:
        return sum(cell.state in states for cell in self.cells)

    @property
    def expected(self) -> int:
        """Sheets that are expected at all: neither recused nor closed."""
        return len(self.cells) - self.count(CustodyState.RECUSED, CustodyState.CLOSED)

    @property
    def ready(self) -> tuple[CustodyRow, ...]:
        """Applicants who can be revealed now."""
        return tuple(row for row in self.rows if row.ready)


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """One step in a sheet's history: what happened, when, on whose desk; `hash` is of the signed entry."""

    what: Message
    at: datetime
    person: str
    hash: str = ""


class LaptopState(StrEnum):
    INVITED = "invited"
    CERTIFIED = "certified"
    RETIRED = "retired"


LAPTOP_STATE_NAMES: dict[LaptopState, Message] = {
    LaptopState.INVITED: msg("Pack made, not joined yet"),
    LaptopState.CERTIFIED: msg("In use"),
    LaptopState.RETIRED: msg("Retired"),
}


@dataclass(frozen=True, slots=True)
class Laptop:
    """A person's desk as this desk knows it. `seen`: when something from it last arrived here; `waiting`: own sealed
    envelopes that it has not acknowledged; `sheets_waiting`: sheets sealed there that are not here."""

    desk: str
    person: Person
    state: LaptopState
    own: bool
    seen: datetime | None
    waiting: int
    sheets_waiting: int
    reason: str = ""


class AlarmKind(StrEnum):
    CLONE = "clone"
    RESTORED = "restored"
    CLOCK = "clock"
    REFUSED = "refused"
    PACK = "pack"
    REVEAL = "reveal"


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that a person has to look at; stays until settled with a reason."""

    id: str
    kind: AlarmKind
    desk: str
    person: str
    what: Message
    todo: Message
    at: datetime
    settled: str = ""


class Verdict(StrEnum):
    """What the commitment says about a revealed sheet."""

    AS_SEALED = "as-sealed"
    ALTERED = "altered"
    LEFT_OUT = "left-out"
    NO_SEAL = "no-seal"
    ENTERED = "entered"


VERDICT_NAMES: dict[Verdict, Message] = {
    Verdict.AS_SEALED: msg("As sealed"),
    Verdict.ALTERED: msg("Not as sealed"),
    Verdict.LEFT_OUT: msg("Left out of the reveal"),
    Verdict.NO_SEAL: msg("No seal by its author"),
    Verdict.ENTERED: msg("Entered by the coordinator"),
}


_WORST_FIRST = (Verdict.ALTERED, Verdict.LEFT_OUT, Verdict.NO_SEAL, Verdict.ENTERED, Verdict.AS_SEALED)


def worst(verdicts: Collection[Verdict]) -> Verdict | None:
    """The one that has to be told first; None of none."""
    return next((verdict for verdict in _WORST_FIRST if verdict in verdicts), None)


@dataclass(frozen=True, slots=True)
class Proof:
    """One sheet of a revealed applicant, compared with what its author's desk committed to."""

    panelist_id: str
    revision: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Competing:
    """One of several values that stand in the same place."""

    entry: str
    value: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that was set on several desks. The value that shows now comes first."""

    table: str
    row: str
    field: str
    subject: str
    what: Message
    values: tuple[Competing, ...]
