"""The office (post), its cycle, its people and panels."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from jetdesk.domain.applicant import Position
from jetdesk.i18n import Message, msg


@dataclass(frozen=True, slots=True)
class Window:
    """The time in which applications are accepted. The last minute (or second) named counts to its end."""

    opens: datetime
    closes: datetime

    @property
    def closed_from(self) -> datetime:
        """The first instant that is too late."""
        if self.closes.microsecond:
            return self.closes
        last = timedelta(seconds=1) if self.closes.second else timedelta(minutes=1)
        return self.closes + last

    def is_early(self, at: datetime) -> bool:
        return at < self.opens

    def is_late(self, at: datetime) -> bool:
        return at >= self.closed_from


@dataclass(frozen=True, slots=True)
class Cycle:
    """One year's selection. `nationalities` are ISO country codes whose nationals the office interviews."""

    year: int
    window: Window | None = None
    arrival: date | None = None
    nationalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """The post and the rules it chose for this cycle. `paper` is a4 or letter."""

    code: str
    name: str
    cycle: Cycle
    name_ja: str = ""
    time_zone: str = "UTC"
    paper: str = "a4"
    languages: tuple[str, ...] = ("en", "ja")
    quota: dict[Position, int] = field(default_factory=dict)
    alternates: dict[Position, int] = field(default_factory=dict)
    rubrics: dict[Position, str] = field(default_factory=dict)
    tie_breaks: tuple[str, ...] = ("overall", "criterion:motivation", "criterion:communication", "draw")
    retention_years: int = 3

    @property
    def positions(self) -> tuple[Position, ...]:
        """What the office selects for: the positions with a quota; before it is set up, ALT and CIR."""
        return tuple(sorted(self.quota)) or (Position.ALT, Position.CIR)

    def name_in(self, language: str) -> str:
        return self.name_ja if language == "ja" and self.name_ja else self.name

    def alternates_for(self, position: Position) -> int:
        """As many alternates as the office says, else half the quota, rounded up."""
        return self.alternates.get(position, (self.quota.get(position, 0) + 1) // 2)


class Role(StrEnum):
    COORDINATOR = "coordinator"
    PANELIST = "panelist"
    APPROVER = "approver"


ROLE_NAMES: dict[Role, Message] = {
    Role.COORDINATOR: msg("Coordinator"),
    Role.PANELIST: msg("Panelist"),
    Role.APPROVER: msg("Approver"),
}


class Affiliation(StrEnum):
    CONSULATE = "consulate"
    ALUMNI = "alumni"
    ACADEMIC = "academic"
    COMMUNITY = "community"
    NONE = ""


AFFILIATION_NAMES: dict[Affiliation, Message] = {
    Affiliation.CONSULATE: msg("consulate staff"),
    Affiliation.ALUMNI: msg("JET alumni"),
    Affiliation.ACADEMIC: msg("academic"),
    Affiliation.COMMUNITY: msg("community"),
}


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    role: Role
    affiliation: Affiliation = Affiliation.NONE
    employer: str = ""
    institution: str = ""
    speaks_japanese: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Two to five panelists who interview together; members and chair are person ids."""

    id: str
    members: tuple[str, ...]
    chair: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """When an applicant meets which panel; without `starts_at` only the panel is settled.

    `locked`: planning again leaves it where it is. `reason`: why it is there against a wish.
    """

    applicant_id: str
    panel_id: str
    starts_at: datetime | None = None
    minutes: int = 30
    locked: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One expected score sheet: this panelist for this applicant, unless recused (then `reason` says why).

    `closed_reason`: why the coordinator no longer waits for it.
    """

    applicant_id: str
    panelist_id: str
    recused: bool = False
    reason: str = ""
    closed_reason: str = ""
