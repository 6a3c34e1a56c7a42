"""What the presenters read and write in the lanes. Nothing here runs on the main thread."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from jetdesk.desk.desk import Desk
from jetdesk.desk.projection import ChangeSet
from jetdesk.services import applicants, desks, people, screening
from jetdesk.services.screening import Settled
from jetdesk.ui.screens.applicants.values import Listing, Screening


@dataclass(frozen=True, slots=True)
class Written:
    """A change, and when it was saved."""

    change: ChangeSet
    at: datetime
    settled: Settled | None = None


def listing(desk: Desk) -> Listing:
    names = {person.id: person.name for person in people.list_people(desk)}
    office = people.get_office(desk)
    applicants.prepare_search(desk)
    return Listing(applicants.list_applicants(desk), people.list_panels(desk), names, bool(office.quota))


def screen_all(desk: Desk) -> Screening:
    return Screening({screened.applicant_id: screened for screened in screening.screen_all(desk)})


def write(desk: Desk, work: Callable[[], ChangeSet]) -> Written:
    return Written(work(), desks.now(desk))


def settle(desk: Desk) -> Written:
    settled = screening.settle_clear_cases(desk)
    return Written(settled.change, desks.now(desk), settled)
