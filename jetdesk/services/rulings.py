"""What a person decides on findings: they stand, they do not count, or the applicant is asked. Coordinators only."""

from collections.abc import Collection, Sequence

from jetdesk.desk.desk import Desk, case
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import dossiers as queries
from jetdesk.desk.queries.rulings import On
from jetdesk.domain.ids import ruling_id
from jetdesk.domain.ruling import Choice
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services.desks import now
from jetdesk.services.frozen import check_open
from jetdesk.services.roles import check_coordinator
from jetdesk.services.screening import screen_all

__all__ = ["On", "found", "rule_on"]


def found(desk: Desk, applicants: Collection[str], rule: str) -> tuple[On, ...]:
    """The present findings of a rule with these applicants."""
    return tuple(
        On(screened.applicant_id, rule, finding.detail.text("en"))
        for screened in screen_all(desk)
        if screened.applicant_id in applicants
        for finding in screened.findings
        if finding.rule == rule
    )


def rule_on(desk: Desk, findings: Sequence[On], choice: Choice | None, reason: str = "") -> ChangeSet:
    """One decision on one or many findings, in one change; None takes back what was decided before.

    Raises Refused without findings, for a waiver without a reason, and where the list is signed off.
    """
    said = reason.strip()
    if not findings:
        raise Refused(msg("There is no such finding."), safe=msg("Nothing was changed."))
    if choice is Choice.WAIVED and not said:
        todo = msg("Say why in a few words.")
        raise Refused(msg("This decision needs a reason."), safe=msg("Nothing was changed."), todo=todo)
    with desk.read() as connection:
        check_coordinator(connection)
        positions = queries.positions(connection)
        check_open(connection, {positions[on.applicant] for on in findings})
    at = now(desk).isoformat()
    with desk.change(f"finding.{choice}" if choice else "finding.taken_back") as change:
        for on in findings:
            change.write(
                "ruling", ruling_id(on.applicant, on.rule, on.detail), case(on.applicant), applicant=on.applicant,
                rule=on.rule, detail=on.detail, choice=choice.value if choice else "", reason=said,
                by=desk.person, at=at,
            )  # fmt: skip
    return change.result
