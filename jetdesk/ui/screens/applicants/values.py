"""What the list of applicants shows, as frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from jetdesk.domain.applicant import STATUS_NAMES, Status
from jetdesk.domain.office import Panel
from jetdesk.domain.rows import ApplicantRow
from jetdesk.domain.ruling import Choice
from jetdesk.domain.screening import RULE_NAMES, Severity
from jetdesk.services.rulings import On
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
class FilterValue:
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
    """`said`: what was decided on it, by whom and why; empty before."""

    words: str
    severity: Severity
    choice: Choice | None = None
    said: str = ""


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
        return None if found is None else sum(f.rule == "missing-document" and bool(f.weight) for f in found.findings)

    def waits(self, applicant: str) -> bool:
        """Whether something was asked for that has not come."""
        found = self.by_id.get(applicant)
        return found is not None and any(f.choice is Choice.ASKED for f in found.findings)

    def rules(self, applicants: Iterable[str]) -> tuple[str, ...]:
        """The rules by which something was found with these applicants, in the order of the rules."""
        found = {f.rule for i in applicants if i in self.by_id for f in self.by_id[i].findings}
        return tuple(rule for rule in RULE_NAMES if rule in found)

    def found(self, applicants: Iterable[str], rule: str) -> tuple[On, ...]:
        """The findings of a rule with these applicants."""
        known = ((i, self.by_id[i]) for i in applicants if i in self.by_id)
        return tuple(On(i, rule, f.detail.text("en")) for i, each in known for f in each.findings if f.rule == rule)

    def outcome(self, applicant: str) -> Severity | None:
        found = self.by_id.get(applicant)
        return found.outcome if found else None


def status_words(status: Status) -> str:
    return STATUS_NAMES[status].text()
