"""Check-in on the day: who has arrived, who is late, who did not come."""

from datetime import datetime

from jetdesk.desk.desk import Desk, case
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import dossiers
from jetdesk.desk.queries import timetable as queries
from jetdesk.domain.applicant import Status
from jetdesk.domain.timetable import Attendance
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services.desks import now
from jetdesk.services.roles import check_coordinator


def check_in(desk: Desk, applicant: str, state: Attendance, at: datetime | None = None) -> ChangeSet:
    """Note how an applicant came, now unless `at` says otherwise. Taking it back is noting `EXPECTED`."""
    with desk.read() as connection:
        check_coordinator(connection)
        if dossiers.statuses(connection).get(applicant) is not Status.INVITED:
            raise Refused(msg("This applicant is not invited."), safe=msg("Nothing was changed."))
    with desk.change("applicant.checked_in") as change:
        moment = (at or now(desk)).isoformat()
        change.write("attendance", applicant, case(applicant), state=state.value, at=moment)
    return change.result


def list_attendance(desk: Desk) -> dict[str, Attendance]:
    """By applicant id; who is not named is expected."""
    with desk.read() as connection:
        return queries.attendance(connection)
