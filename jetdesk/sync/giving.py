"""What a desk does about what it took in: receipts, and on coordinators' desks what others are owed or must forget."""

import json
from collections.abc import Iterable

from jetdesk.desk import exchange
from jetdesk.desk.change import Change
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import SELF, Desk, sheet_of
from jetdesk.domain.ids import receipt_id, sheet_key
from jetdesk.sync import recipients
from jetdesk.sync.due import DUE, Due
from jetdesk.sync.recipients import ALL, CASE, REVEAL, Directory
from jetdesk.sync.sealing import RECEIVED

NO_LONGER = "case.withdrawn"
AGAIN = "case.given"
SETTLED = "audiences_settled"
JOINED = "joined"
"""Not an audience: marks a desk that was given what came between its pack and its certificate."""


def write_receipts(desk: Desk, due: Due) -> None:
    """Acknowledge, to each desk whose work came, how far it came. Panelists do so to coordinators only."""
    if due == Due():
        return
    own = desk.identity.desk
    with desk.change(RECEIVED) as change:
        who = recipients.directory(change.snapshot, desk.identity)
        mine = own in who.coordinators
        for sender, place in due.senders.items():
            if sender in who.active and (mine or sender in who.coordinators):
                person = who.active[sender].person if mine else desk.person
                _write_receipt(change, desk, sender, sheet_of(person), place, due.sheets.get(sender, []))
        exchange.set_setting(change.snapshot, DUE, "")


def _write_receipt(
    change: Change, desk: Desk, sender: str, audience: str, place: tuple[int, int, str], sheets: Iterable[str]
) -> None:
    (epoch, seq, digest), own, at = place, desk.identity.desk, desk.now_ms
    change.write("receipt", receipt_id(own, sender, epoch, seq, at), audience, by=own, of=sender, epoch=epoch, seq=seq,
                 hash=digest, at=at, sheets=json.dumps(sorted(sheets)))  # fmt: skip


def settle_debts(desk: Desk) -> None:
    """On a coordinator's desk: give desks the past of what they newly may read, and take back what they no longer may.

    A case that was taken off somebody is named to their desk, which forgets it.
    """
    with desk.read() as connection:
        who, state = recipients.directory(connection, desk.identity), exchange.audiences_state(connection)
        if desk.identity.desk not in who.coordinators or exchange.get_setting(connection, SETTLED) == state:
            return
        given, due = exchange.given_topics(connection), _due(who)
        withdrawn = exchange.withdrawals(connection)
    lost = {pair for pair in given if pair not in due and pair[0].startswith(CASE) and pair[1] in who.active}
    _tell(desk, who, lost, due - given.keys(), withdrawn)
    with desk.exchanging() as connection:
        for topic, laptop in lost:
            exchange.forget_given(connection, topic, laptop)
            exchange.forget_given(connection, REVEAL + topic.removeprefix(CASE) + ":%", laptop)
        _owe(connection, due - given.keys())
        exchange.set_setting(connection, SETTLED, state)


def _due(who: Directory) -> set[tuple[str, str]]:
    others = [member for desk, member in who.active.items() if desk != who.own]
    return {(topic, member.desk) for member in others for topic in (JOINED, *who.topics(member))}


def _tell(
    desk: Desk,
    who: Directory,
    lost: set[tuple[str, str]],
    new: set[tuple[str, str]],
    withdrawn: frozenset[tuple[str, str]],
) -> None:
    off = {(topic.removeprefix(CASE), who.active[laptop].person) for topic, laptop in lost}
    on = {(t.removeprefix(CASE), who.active[laptop].person) for t, laptop in new if t.startswith(CASE)} & withdrawn
    for action, pairs in ((NO_LONGER, off - withdrawn), (AGAIN, on)):
        if pairs:
            with desk.change(action) as change:
                for applicant, person in sorted(pairs):
                    change.write("withdrawn", sheet_key(applicant, person), sheet_of(person), applicant=applicant,
                                 panelist=person, deleted=action == AGAIN)  # fmt: skip


def _owe(connection: Snapshot, pairs: set[tuple[str, str]]) -> None:
    number, past = exchange.newest_number(connection), Past(connection)
    given = exchange.given_topics(connection)
    joined = {laptop for topic, laptop in pairs if topic == JOINED}
    since = {pair: after for pair, after in given.items() if pair[1] in joined}
    for (topic, laptop), after in {**dict.fromkeys(sorted(pairs), 0), **since}.items():
        exchange.owe(connection, ((entry, laptop) for entry in past.of(topic, after)))
    exchange.mark_given(connection, pairs, number)


class Past:
    """Ids of the entries behind topics, from one reading of the journal's labels."""

    def __init__(self, connection: Snapshot) -> None:
        self._connection = connection
        self._by_audience = exchange.ids_by_audience(connection)

    def of(self, topic: str, after: int = 0) -> list[str]:
        """Those above a number of this journal, in order."""
        if topic.startswith(REVEAL):
            return list(exchange.sheet_entries(self._connection, topic.split(":")[1]))
        if topic == ALL:
            found = sorted(pair for audience, ids in self._by_audience.items() if audience != SELF for pair in ids)
        else:
            found = self._by_audience.get(topic, [])
        return [entry for number, entry in found if number > after]


def past_of(connection: Snapshot, topics: Iterable[str]) -> list[str]:
    """Ids of all entries behind these topics, once each."""
    past = Past(connection)
    return list(dict.fromkeys(entry for topic in topics for entry in past.of(topic)))
