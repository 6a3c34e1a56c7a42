"""Conflicts of interest: panelists declare them, the data shows some, a coordinator recuses or dismisses."""

from jetdesk.desk.desk import Desk, sheet_of
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import dossiers, interviews
from jetdesk.desk.queries import interests as queries
from jetdesk.desk.queries import office as office_queries
from jetdesk.domain.ids import interest_id
from jetdesk.domain.interests import Interest, Kind, State, detect
from jetdesk.domain.office import Role
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services import timetable
from jetdesk.services.roles import check_coordinator, checked_reason


def list_interests(desk: Desk) -> tuple[Interest, ...]:
    """What needs a person first: declared, then detected, then what was decided. A panelist sees only their own."""
    with desk.read() as connection:
        applicants = dossiers.get_applicants(connection)
        people = [p for p in office_queries.list_people(connection) if p.role is not Role.APPROVER]
        recused = {(a.applicant_id, a.panelist_id): a.reason
                   for a in interviews.list_assignments(connection) if a.recused}  # fmt: skip
        said = queries.list_said(connection)
        coordinator = {p.id: p.role for p in people}.get(desk.person) is Role.COORDINATOR
    shown = people if coordinator else [person for person in people if person.id == desk.person]
    found = {(i.applicant, i.panelist): i for i in detect(applicants, shown, frozenset(recused))}
    for each in said:
        detail = msg("{detail}", detail=each.detail) if each.detail else None
        known = found.get((each.applicant, each.panelist))
        explanation = detail or (known.explanation if known else msg("{detail}", detail="–"))
        found[each.applicant, each.panelist] = Interest(
            each.applicant, each.panelist, Kind.read(each.kind), explanation, State.read(each.state), each.reason
        )
    settled = [_recused(interest, recused) for interest in found.values() if interest.applicant in applicants]
    order = (State.DECLARED, State.DETECTED, State.CONFIRMED, State.DISMISSED)
    return tuple(sorted(settled, key=lambda i: (order.index(i.state), i.applicant, i.panelist)))


def declare(desk: Desk, applicant: str, kind: Kind, detail: str) -> ChangeSet:
    """A panelist's own word; the coordinators read it, nobody else. It counts at once when it is planned."""
    said = checked_reason(detail, msg("A declaration"))
    return _say(desk, applicant, desk.person, "interest.declared", kind=kind.value, detail=said,
                state=State.DECLARED.value)  # fmt: skip


def confirm(desk: Desk, applicant: str, panelist: str, reason: str) -> ChangeSet:
    """Take the panelist off the case: nothing of it reaches their desk any more. Coordinators only."""
    return timetable.recuse(desk, applicant, panelist, checked_reason(reason, msg("A recusal")))


def dismiss(desk: Desk, applicant: str, panelist: str, reason: str) -> ChangeSet:
    """Say why it is none. A recusal stays what it is. Coordinators only."""
    said = checked_reason(reason, msg("A dismissal"))
    with desk.read() as connection:
        check_coordinator(connection)
    known = {(i.applicant, i.panelist): i for i in list_interests(desk)}.get((applicant, panelist))
    if known is None or known.state is State.CONFIRMED:
        raise Refused(msg("There is nothing to dismiss."), safe=msg("Nothing was changed."))
    return _say(desk, applicant, panelist, "interest.dismissed", kind=known.kind.value,
                state=State.DISMISSED.value, reason=said)  # fmt: skip


def _say(desk: Desk, applicant: str, panelist: str, action: str, **fields: str) -> ChangeSet:
    with desk.change(action) as change:
        row = interest_id(applicant, panelist)
        change.write("interest", row, sheet_of(panelist), applicant=applicant, panelist=panelist, **fields)
    return change.result


def _recused(interest: Interest, recused: dict[tuple[str, str], str]) -> Interest:
    why = recused.get((interest.applicant, interest.panelist))
    if why is None:
        return interest
    return Interest(interest.applicant, interest.panelist, interest.kind, interest.explanation, State.CONFIRMED, why)
