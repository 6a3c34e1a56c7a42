"""Screening: findings of every applicant by the office's rules, and what a person decides on them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import Desk, case
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import dossiers as queries
from jetdesk.desk.queries import office as office_queries
from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.office import Cycle
from jetdesk.domain.screening import Application, Finding, Rules, Severity, outcome, rules_from_toml, screen
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services.frozen import check_open


@dataclass(frozen=True, slots=True)
class Screened:
    """One applicant's findings; `outcome` is the gravest, None when the application is complete."""

    applicant_id: str
    application_no: str
    position: Position
    status: Status
    findings: tuple[Finding, ...]
    outcome: Severity | None

    @property
    def is_clear(self) -> bool:
        """Still in screening, and nothing about it needs a person: complete, or disqualified."""
        return self.status is Status.IN_SCREENING and self.outcome in (None, Severity.DISQUALIFIED)


def screen_all(desk: Desk, rules_file: Path | None = None) -> tuple[Screened, ...]:
    """Findings of all applicants, by application number."""
    with desk.read() as connection:
        applicants = queries.get_applicants(connection)
        documents = queries.list_documents(connection)
        statuses = queries.statuses(connection)
        office = office_queries.find_office(connection)
        rules = _rules(connection, rules_file)
    applications = [Application(i, applicant, documents.get(i, ())) for i, applicant in applicants.items()]
    found = screen(applications, office.cycle if office else Cycle(0), rules)
    screened = (
        Screened(i, a.application_no, a.position, statuses[i], found.get(i, ()), outcome(found.get(i, ())))
        for i, a in applicants.items()
    )
    return tuple(sorted(screened, key=lambda s: s.application_no))


def required_documents(desk: Desk) -> int:
    """How many documents every application needs."""
    with desk.read() as connection:
        return sum(count for _, count in _rules(connection, None).documents.always)


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


def invite_complete(desk: Desk, rules_file: Path | None = None) -> Counter[Status]:
    """As `settle_clear_cases`; gives the counts alone."""
    return settle_clear_cases(desk, rules_file).counts


def settle_clear_cases(desk: Desk, rules_file: Path | None = None) -> Settled:
    """Settle what is clear: complete applications are invited, disqualified ones not; the rest waits for a person."""
    settled: dict[Status, list[str]] = {Status.INVITED: [], Status.NOT_INVITED: []}
    screened = screen_all(desk, rules_file)
    for application in screened:
        if application.status is Status.IN_SCREENING:
            if application.outcome is None:
                settled[Status.INVITED].append(application.applicant_id)
            elif application.outcome is Severity.DISQUALIFIED:
                settled[Status.NOT_INVITED].append(application.applicant_id)
    touched = {i for applicants in settled.values() for i in applicants}
    with desk.read() as connection:
        check_open(connection, {a.position for a in screened if a.applicant_id in touched})
    reasons = {a.applicant_id: a.findings[0].detail.text("en") for a in screened if a.findings}
    with desk.change("applicant.screened") as change:
        for status, applicants in settled.items():
            for applicant in applicants:
                why = reasons.get(applicant, "") if status is Status.NOT_INVITED else ""
                change.write("applicant", applicant, case(applicant), status=status.value, status_reason=why)
    return Settled(Counter({status: len(applicants) for status, applicants in settled.items()}), change.result)


def _rules(connection: Snapshot, file: Path | None) -> Rules:
    if file is None:
        source = office_queries.screening_rules(connection)
        return rules_from_toml(source) if source else Rules()
    try:
        return rules_from_toml(file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as problem:
        raise Refused(
            msg("{file} cannot be read: {problem}.", file=file.name, problem=str(problem)),
            safe=msg("Nothing was changed."),
        ) from problem
