"""After the sign-off: withdrawals, promotion of alternates, the result from Tokyo. Coordinators only.

The signed list, its decisions and its document number do not change; what happens stands beside them.
"""

from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import Desk, sheet_of
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import dossiers
from jetdesk.desk.queries import selection as selection_queries
from jetdesk.desk.queries.aftermath import list_aftermath
from jetdesk.domain.aftermath import After, Event, Happened, Result, next_alternate, open_places
from jetdesk.domain.applicant import Position
from jetdesk.domain.ids import aftermath_id
from jetdesk.domain.selection import Outcome
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services.desks import now
from jetdesk.services.roles import check_coordinator, checked_reason


def list_after(desk: Desk, position: Position) -> tuple[After, ...]:
    """The signed list of a position, by rank, with what happened since. Raises Refused while it is not signed off."""
    with desk.read() as connection:
        return _list(connection, position)


def withdraw(desk: Desk, applicant: str, reason: str) -> ChangeSet:
    """Somebody recommended or an alternate gives up the place, for a reason of at least ten characters."""
    kept = checked_reason(reason, msg("A withdrawal"))
    with desk.read() as connection:
        after, _ = _find(connection, applicant)
    if after.now not in (Outcome.RECOMMENDED, Outcome.ALTERNATE):
        raise _refused_now(after)
    return _write(desk, applicant, Event.WITHDRAWN, kept)


def promote(desk: Desk, applicant: str, reason: str = "") -> ChangeSet:
    """An alternate moves up. Out of order, or where no withdrawal left a place, it needs a reason."""
    with desk.read() as connection:
        after, listed = _find(connection, applicant)
    if after.now is not Outcome.ALTERNATE:
        raise _refused_now(after)
    following = next_alternate(listed)
    if open_places(listed) == 0:
        reason = checked_reason(reason, msg("A promotion to a place beyond those signed"))
    elif following is not None and following.applicant_id != applicant:
        reason = checked_reason(reason, msg("A promotion out of order"))
    return _write(desk, applicant, Event.PROMOTED, reason.strip())


def record_result(desk: Desk, applicant: str, result: Result, note: str = "") -> ChangeSet:
    """What Tokyo decided, beside the recommendation."""
    with desk.read() as connection:
        _find(connection, applicant)
    return _write(desk, applicant, Event.RESULT, note.strip(), result)


def _write(desk: Desk, applicant: str, event: Event, reason: str, result: Result | None = None) -> ChangeSet:
    at = now(desk).isoformat()
    with desk.change(f"aftermath.{event.value}") as change:
        check_coordinator(change.snapshot)
        change.write(
            "aftermath", aftermath_id(applicant, event.value), sheet_of(desk.person), applicant=applicant,
            kind=event.value, result=result.value if result else "", reason=reason, by=desk.person, at=at,
        )  # fmt: skip
    return change.result


def _find(connection: Snapshot, applicant: str) -> tuple[After, tuple[After, ...]]:
    position = dossiers.position_of(connection, applicant)
    if position is None:
        raise Refused(msg("This applicant is not on this desk."))
    listed = _list(connection, position)
    found = next((after for after in listed if after.applicant_id == applicant), None)
    if found is None:
        raise Refused(msg("The signed list does not name this applicant."), safe=msg("Nothing was changed."))
    return found, listed


def _list(connection: Snapshot, position: Position) -> tuple[After, ...]:
    if selection_queries.find_state(connection, position).sign_off is None:
        raise Refused(
            msg("The {position} list is not signed off yet.", position=position.value),
            safe=msg("Nothing was changed."),
            todo=msg("Until then use the status of the applicant; afterwards what happens is kept beside the list."),
        )
    events: dict[str, dict[Event, Happened]] = {}
    for happened in list_aftermath(connection):
        events.setdefault(happened.applicant_id, {})[happened.event] = happened
    decided = [d for d in selection_queries.list_decisions(connection) if d.position == position.value]
    people = dossiers.get_applicants(connection, [d.applicant_id for d in decided])
    listed = [
        After(d.applicant_id, people[d.applicant_id].application_no, people[d.applicant_id].name,
              Outcome(d.outcome), d.rank, d.alternate, events.get(d.applicant_id, {}))
        for d in decided
        if d.applicant_id in people
    ]  # fmt: skip
    return tuple(sorted(listed, key=lambda after: (after.rank is None, after.rank or 0, after.application_no)))


def _refused_now(after: After) -> Refused:
    what = {
        Outcome.WITHDRAWN: msg("{number} has withdrawn already.", number=after.application_no),
        Outcome.RECOMMENDED: msg("{number} is recommended already.", number=after.application_no),
    }.get(after.now, msg("{number} is neither recommended nor an alternate.", number=after.application_no))
    return Refused(what, safe=msg("Nothing was changed."))
