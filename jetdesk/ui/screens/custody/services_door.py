"""The real services behind the custody screen."""

from collections.abc import Sequence
from datetime import datetime

from jetdesk.desk.desk import Desk
from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.custody import Conflict, CustodyEvent
from jetdesk.services import conflicts, custody, desks, exchange, laptops, people, reveal
from jetdesk.ui.screens.custody.reading import Written
from jetdesk.ui.screens.custody.values import BrokenProof, Everything


class ServicesDoor:
    """Everything for one open desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._proving = desk, reveal.Proving(desk)

    def read(self) -> Everything:
        desk = self._desk
        delivery = exchange.delivery(desk)
        return Everything(
            custody.ledger(desk),
            tuple(laptop for laptop in laptops.list_laptops(desk) if not laptop.own),
            conflicts.list_conflicts(desk),
            tuple(alarm for alarm in exchange.list_alarms(desk) if not alarm.settled),
            mailbox=delivery.mailbox,
            last_read=delivery.last,
            names={person.id: person.name for person in people.list_people(desk)},
            now=desks.now(desk),
        )

    def read_broken(self) -> tuple[BrokenProof, ...]:
        problems = self._proving.problems()
        return tuple(BrokenProof(applicant, proof.panelist_id, proof.verdict) for applicant, proof in problems)

    def is_there(self, url: str) -> bool:
        return exchange.reachable(url)

    def history(self, applicant: str, panelist: str) -> tuple[CustodyEvent, ...]:
        return custody.history(self._desk, applicant, panelist)

    def set_mailbox(self, url: str, prepare: bool) -> None:
        exchange.set_mailbox(self._desk, url, prepare)

    def reveal(self, applicants: Sequence[str]) -> Written:
        done = reveal.reveal(self._desk, applicants)
        return self._written(done.change, len(done.applicants))

    def close(self, applicant: str, panelist: str, reason: str) -> Written:
        return self._written(custody.close_expected(self._desk, applicant, panelist, reason))

    def resolve(self, conflict: Conflict, entry: str, reason: str) -> Written:
        return self._written(conflicts.resolve(self._desk, conflict, entry, reason))

    def settle(self, alarm: str, reason: str) -> datetime:
        exchange.settle_alarm(self._desk, alarm, reason)
        return desks.now(self._desk)

    def _written(self, change: ChangeSet, revealed: int = 0) -> Written:
        return Written(change, desks.now(self._desk), revealed)
