"""What a desk does about what it took in: receipts, and on coordinators' desks what others are owed or must forget."""

import json
from collections.abc import Iterable, Iterator

from jetdesk.desk import exchange
from jetdesk.desk.change import Change
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import SELF, Desk, sheet_of
from jetdesk.domain.ids import derived_id, sheet_key
from jetdesk.sync import recipients
from jetdesk.sync.recipients import ALL, CASE, REVEAL, Directory
from jetdesk.sync.sealing import RECEIVED
from jetdesk.sync.taking import Taken

NO_LONGER = "case.withdrawn"
AGAIN = "case.given"
SETTLED = "audiences_settled"
JOINED = "joined"
"""Not an audience: marks a desk that was given what came between its pack and its certificate."""


def write_receipts(desk: Desk, taken: Taken) -> None:
    """Acknowledge, to each desk whose work came, how far it came. Panelists do so to coordinators only."""
    own = desk.identity.desk
    with desk.read() as connection:
        who = recipients.directory(connection, desk.identity)
        mine = own in who.coordinators
        due = {d: at for d, at in taken.senders.items() if d in who.active and (mine or d in who.coordinators)}
        person = {sender: who.active[sender].person if mine else desk.person for sender in due}
    if not due:
        return
    with desk.change(RECEIVED) as change:
        for sender, through in due.items():
            _write_receipt(change, desk, sender, sheet_of(person[sender]), through, taken.sheets.get(sender, []))


def _write_receipt(
    change: Change, desk: Desk, sender: str, audience: str, through: tuple[int, int, str], sheets: Iterable[str]
) -> None:
    epoch, seq, digest = through
    own = desk.identity.desk
    row = derived_id("receipt", own, sender, str(epoch), str(seq))
    change.write("receipt", row, audience, by=own, of=sender, epoch=epoch, seq=seq, hash=digest, at=desk.now_ms,
                 sheets=json.dumps(sorted(sheets)))  # fmt: skip


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
            exchange.forget_given(connection, REVEAL + topic.removeprefix(CASE), laptop)
        _owe(connection, due - given.keys())
        exchange.set_setting(connection, SETTLED, state)


def _catch_up(connection: Snapshot, laptop: str) -> None:
    """What came since its pack was made is owed to a desk that was just certified."""
    for (topic, desk), number in exchange.given_topics(connection).items():
        if desk == laptop:
            exchange.owe(connection, ((entry, laptop) for entry in _past(connection, topic, number)))


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
    number = exchange.newest_number(connection)
    for topic, laptop in sorted(pairs):
        if topic == JOINED:
            _catch_up(connection, laptop)
        else:
            exchange.owe(connection, ((entry, laptop) for entry in _past(connection, topic)))
    exchange.mark_given(connection, pairs, number)


def past_of(connection: Snapshot, topics: Iterable[str]) -> list[str]:
    """Ids of all entries behind these topics, once each."""
    return list(dict.fromkeys(entry for topic in topics for entry in _past(connection, topic)))


def _past(connection: Snapshot, topic: str, after: int = 0) -> Iterator[str]:
    """Ids of the entries behind a topic, above a number of this journal."""
    if topic.startswith(REVEAL):
        yield from exchange.sheet_entries(connection, topic.removeprefix(REVEAL))
    elif topic == ALL:
        yield from exchange.ids_without(connection, SELF, after)
    else:
        yield from exchange.ids_of(connection, topic, after)

