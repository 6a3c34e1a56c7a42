"""Read models: what the screens and the command line are given, frozen."""

from dataclasses import dataclass
from datetime import datetime

from jetdesk.domain.applicant import Applicant, Position, Status
from jetdesk.domain.document import Document
from jetdesk.domain.office import Assignment, Slot
from jetdesk.domain.sheet import Overall
from jetdesk.domain.timetable import Attendance


@dataclass(frozen=True, slots=True)
class ApplicantRow:
    """One line of the list of applicants. `name` is as filed (family name first)."""

    id: str
    application_no: str
    name: str
    kana: str
    position: Position
    status: Status
    documents: int
    panel: str
    starts_at: datetime | None
    recusals: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """Facts and documents of one applicant, and who is expected to score them."""

    id: str
    applicant: Applicant
    status: Status
    status_reason: str
    documents: tuple[Document, ...]
    slot: Slot | None
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """One line of a panelist's list: the applicant and how far the panelist's own sheet is.

    `state` is one of not_started, draft (also opened again), sealed, received (a coordinator's desk has confirmed it),
    revealed, recused.
    """

    applicant_id: str
    application_no: str
    name: str
    kana: str
    position: Position
    panel: str
    room: str
    starts_at: datetime | None
    minutes: int
    state: str
    gaps: int
    overall: Overall | None
    attendance: Attendance = Attendance.EXPECTED


@dataclass(frozen=True, slots=True)
class Recorded:
    """One line of the audit: what was done, when, by whom; `subject` names the applicant where there is one."""

    at: datetime
    author: str
    action: str
    subject: str
    detail: str
    entry: str
