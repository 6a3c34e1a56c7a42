"""What the selection summary says, gathered from the desk and frozen."""

from dataclasses import dataclass, field
from datetime import date, datetime

from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Affiliation, Office
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.selection import Ranking


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    affiliation: Affiliation
    chair: bool = False


@dataclass(frozen=True, slots=True)
class PanelLine:
    label: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class RecusalLine:
    applicant_no: str
    applicant: str
    panelist: str
    reason: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who signed the list off, when; after it nothing in the list changes."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SelectionSummary:
    """All that a printed summary of one position may carry. Times are in the office's zone.

    `received` of `expected` sheets; `notes_waived` counts sheets loaded without a required note, `transcribed` those
    entered for a panelist by somebody else; `cannot_assess` counts by criterion id, of `ratings` in all.
    """

    office: Office
    position: Position
    rubric: Rubric
    ranking: Ranking
    document_no: str
    made_at: datetime
    journal_head: str
    panels: tuple[PanelLine, ...] = ()
    interview_days: tuple[date, ...] = ()
    applied: int = 0
    interviewed: int = 0
    expected: int = 0
    received: int = 0
    transcribed: int = 0
    notes_waived: int = 0
    ratings: int = 0
    cannot_assess: dict[str, int] = field(default_factory=dict)
    recusals: tuple[RecusalLine, ...] = ()
    coordinator: str = ""
    sign_off: SignOff | None = None
