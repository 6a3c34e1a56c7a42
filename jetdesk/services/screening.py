"""Screening: findings of every applicant by the office's rules, and what a person decides on them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from anyascii import anyascii

from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import Desk, case
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import dossiers as queries
from jetdesk.desk.queries import office as office_queries
from jetdesk.desk.queries import rulings as ruling_queries
from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.office import Cycle
from jetdesk.domain.ruling import Choice, Ruling
from jetdesk.domain.screening import Application, Finding, Rules, Severity, outcome, rules_from_toml, screen
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services.frozen import check_open


@dataclass(frozen=True, slots=True)
class Screened:
    """One applicant's findings; `outcome` is the gravest that stands, None when the application is complete."""

    applicant_id: str
    application_no: str
    position: Position
    status: Status
    findings: tuple[Finding, ...]
    outcome: Severity | None

    @property
    def is_clear(self) -> bool:
        """Still in screening, nothing was asked for, and nothing needs a person: complete, or disqualified."""
        waits = any(finding.choice is Choice.ASKED for finding in self.findings)
        return self.status is Status.IN_SCREENING and not waits and self.outcome in (None, Severity.DISQUALIFIED)

    @property
    def ground(self) -> str:
        """Why it is not invited, in English: the gravest finding that stands, and what was said about it."""
        found = next((f for f in self.findings if f.weight is self.outcome), None)
        said = found.ruling.reason if found and found.ruling else ""
        return " ".join(part for part in (found.detail.text("en") if found else "", said) if part)


def screen_all(desk: Desk, rules: Rules | None = None, cycle: Cycle | None = None) -> tuple[Screened, ...]:
    """Findings of all applicants, by application number; by other rules or another window to see what they would do."""
    with desk.read() as connection:
        applicants = queries.get_applicants(connection)
        documents = queries.list_documents(connection)
        statuses = queries.statuses(connection)
        rulings = ruling_queries.list_rulings(connection)
        office = office_queries.find_office(connection)
        rules = rules or office_rules(connection)
    applications = [Application(i, applicant, documents.get(i, ())) for i, applicant in applicants.items()]
    found = screen(applications, cycle or (office.cycle if office else Cycle(0)), rules, anyascii)
    ruled = {i: _ruled(i, findings, rulings) for i, findings in found.items()}
    screened = (
        Screened(i, applicants[i].application_no, applicants[i].position, statuses[i], each, outcome(each))
        for i, each in ruled.items()
    )
    return tuple(sorted(screened, key=lambda s: s.application_no))


def required_documents(desk: Desk) -> int:
    """How many documents every application needs."""
    with desk.read() as connection:
        return office_rules(connection).count_required()


def set_status(desk: Desk, applicants: Sequence[str], status: Status, reason: str = "") -> ChangeSet:
    """Invite, not invite, withdraw, mark absent, or take back into screening: one change, so that one undo suffices."""
    if status in (Status.WITHDRAWN, Status.NOT_INVITED) and not reason.strip():
        raise Refused(
            msg("This decision needs a reason."), safe=msg("Nothing was changed."), todo=msg("Say why in a few words.")
        )
    with desk.read() as connection:
        positions = queries.positions(connection)
        check_open(connection, {positions[applicant] for applicant in applicants})
    with desk.change("applicant.status") as change:
        for applicant in applicants:
            change.write("applicant", applicant, case(applicant), status=status.value, status_reason=reason.strip())
    return change.result


@dataclass(frozen=True, slots=True)
class Settled:
    """How many were settled which way, and the change that did it (for undo)."""

    counts: Counter[Status]
    change: ChangeSet


def settle_clear_cases(desk: Desk, rules: Rules | None = None) -> Settled:
    """Settle what is clear: complete applications are invited, disqualified ones not; the rest waits for a person."""
    clear = [screened for screened in screen_all(desk, rules) if screened.is_clear]
    with desk.read() as connection:
        check_open(connection, {screened.position for screened in clear})
    counts = Counter({Status.INVITED: 0, Status.NOT_INVITED: 0})
    with desk.change("applicant.screened") as change:
        for each in sorted(clear, key=lambda screened: screened.outcome is not None):
            status = Status.NOT_INVITED if each.outcome else Status.INVITED
            why = each.ground if each.outcome else ""
            change.write(
                "applicant", each.applicant_id, case(each.applicant_id), status=status.value, status_reason=why
            )
            counts[status] += 1
    return Settled(counts, change.result)


def office_rules(connection: Snapshot) -> Rules:
    """The office's own rules, or else the program's."""
    source = office_queries.screening_rules(connection)
    return rules_from_toml(source) if source else Rules()


def _ruled(
    applicant: str, findings: tuple[Finding, ...], rulings: dict[ruling_queries.On, Ruling]
) -> tuple[Finding, ...]:
    """A ruling holds for a finding as it was worded then: once something else is found, a person looks again."""
    if not rulings or not findings:
        return findings
    known = (rulings.get(ruling_queries.On(applicant, f.rule, f.detail.text("en"))) for f in findings)
    return tuple(replace(f, ruling=ruling) if ruling else f for f, ruling in zip(findings, known, strict=True))
