"""Sealing: what is new on this desk, and what others are owed, goes into envelopes. Numbers are used once.

An envelope is first a file in the desk's own folder, durable, and then a row in the same transaction that moves the
mark. A crash between the two leaves a file that nobody names; it is swept before the number is used.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nacl.public import PublicKey

from jetdesk.desk import exchange
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import SELF, Desk
from jetdesk.desk.entry import Entry
from jetdesk.sync import recipients, store
from jetdesk.sync.envelope import FIRST, Content, Header, Through, seal
from jetdesk.sync.recipients import Directory

MOST_CONTENT = 4 * 1024 * 1024
RECEIVED = "custody.received"
"""The action of receipts. They are not acknowledged themselves, or two desks would thank each other for ever."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Entries for one set of desks. `private`: only for this person, so that the recovery code opens it too."""

    to: frozenset[str]
    entries: tuple[Entry, ...]
    private: bool = False


def seal_new(desk: Desk, announcement: str) -> int:
    """Seal everything that is not sealed yet; gives the number of envelopes."""
    with desk.exchanging() as connection:
        who = recipients.directory(connection, desk.identity)
        numbered = list(exchange.unsealed(connection))
        parcels = [*_own(who, [entry for _, entry in numbered]), *_passed_on(connection)]
        if announcement and not parcels and exchange.last_envelope(connection, who.own, desk.identity.epoch) is None:
            parcels = [_mark_only(who)]
        last = numbered[-1][1] if numbered else None
        through = Through(last.epoch, last.seq, last.hash) if last else None
        made = _seal_all(desk, connection, who, parcels, through, announcement)
        if numbered:
            exchange.set_setting(connection, "sealed_through", str(numbered[-1][0]))
        exchange.clear_owed(connection)
    return made


def _own(who: Directory, entries: Iterable[Entry]) -> Iterator[Parcel]:
    """What only its author may read says nothing to coordinators: they get the mark alone, in an empty envelope."""
    groups: dict[tuple[frozenset[str], bool], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[who.readers(entry.audience), entry.audience == SELF].append(entry)
    for (to, private), found in groups.items():
        yield from _cut(to, found, private)
    if groups and not any(who.coordinators <= to for to, _ in groups):
        yield _mark_only(who)


def _mark_only(who: Directory) -> Parcel:
    return Parcel(who.coordinators | {who.own}, ())


def _passed_on(connection: Snapshot) -> Iterator[Parcel]:
    groups: dict[frozenset[str], list[Entry]] = defaultdict(list)
    for each in exchange.owed(connection):
        groups[each.desks].append(each.entry)
    for to, found in groups.items():
        yield from _cut(to, found)


def _cut(to: frozenset[str], entries: Sequence[Entry], private: bool = False) -> Iterator[Parcel]:
    part: list[Entry] = []
    size = 0
    for entry in entries:
        if part and size + len(entry.body) > MOST_CONTENT:
            yield Parcel(to, tuple(part), private)
            part, size = [], 0
        part.append(entry)
        size += len(entry.body)
    if part:
        yield Parcel(to, tuple(part), private)


def _seal_all(
    desk: Desk,
    connection: Snapshot,
    who: Directory,
    parcels: Sequence[Parcel],
    through: Through | None,
    announcement: str,
) -> int:
    me = desk.identity
    last, before = exchange.last_envelope(connection, me.desk, me.epoch) or (0, FIRST)
    for seq, parcel in enumerate(parcels, last + 1):
        header = Header(me.office, me.desk, me.epoch, seq, before)
        content = Content(parcel.entries, parcel.to, through, announcement)
        raw = seal(me.signing, header, content, _keys(desk, who, parcel))
        before = store.keep(desk.envelopes, raw)
        reached = through.seq if through else 0
        exchange.mark_envelope(connection, me.desk, me.epoch, seq, before, desk.now_ms, reached)
    return len(parcels)


def _keys(desk: Desk, who: Directory, parcel: Parcel) -> list[PublicKey]:
    me = desk.identity
    keys: Mapping[str, PublicKey] = {d: m.sealing for d, m in who.active.items()} | {me.desk: me.sealing.public_key}
    found = [keys[each] for each in sorted(parcel.to) if each in keys]
    return [*found, me.recovery] if parcel.private and me.recovery else found
