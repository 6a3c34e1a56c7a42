"""What the list of applicants shows, as frozen values."""

from dataclasses import dataclass, field

from jetdesk.domain.applicant import STATUS_NAMES, Status
from jetdesk.domain.office import Panel
from jetdesk.domain.rows import ApplicantRow
from jetdesk.domain.screening import Severity
from jetdesk.services.screening import Screened

# Names of the statuses in ui.widgets.status.
STATUS_LOOKS: dict[Status, str] = {
    Status.IN_SCREENING: "in_screening",
    Status.INVITED: "invited",
    Status.NOT_INVITED: "not_invited",
    Status.WITHDRAWN: "withdrawn",
    Status.ABSENT: "absent",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """One reading of the desk for this screen."""

    rows: tuple[ApplicantRow, ...]
    panels: tuple[Panel, ...]
    people: dict[str, str]
    is_set_up: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter; None is all."""

    value: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the list beside the search; None is all."""

    position: str | None = None
    screening: str | None = None
    panel: str | None = None

    @property
    def any(self) -> bool:
        return any((self.position, self.screening, self.panel))


@dataclass(frozen=True, slots=True)
class Counts:
    """The line above the table."""

    shown: int
    total: int
    statuses: tuple[tuple[Status, int], ...]
    positions: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """`problem` says why it cannot be read; empty if it can."""

    id: str
    name: str
    pages: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FindingLine:
    words: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Side:
    """The side panel about one applicant. `findings` is None as long as screening is under way."""

    id: str
    name: str
    kana: str
    number: str
    position: str
    status: Status
    reason: str
    facts: tuple[tuple[str, str], ...]
    documents: tuple[DocumentLine, ...]
    recusals: tuple[str, ...]
    findings: tuple[FindingLine, ...] | None = None


@dataclass(frozen=True, slots=True)
class Screening:
    """The findings of all applicants by id, and what the table shows of them."""

    by_id: dict[str, Screened] = field(default_factory=dict)

    def missing(self, applicant: str) -> int | None:
        """How many required documents are missing; None as long as it is not known."""
        found = self.by_id.get(applicant)
        return None if found is None else sum(f.rule == "missing-document" for f in found.findings)

    def outcome(self, applicant: str) -> Severity | None:
        found = self.by_id.get(applicant)
        return found.outcome if found else None


def status_words(status: Status) -> str:
    return STATUS_NAMES[status].text()
