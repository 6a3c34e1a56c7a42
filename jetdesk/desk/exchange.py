"""What a desk keeps about other desks: envelopes seen, what was given to whom, alarms; and taking in their entries.

Everything here works inside a transaction that the caller holds.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from nacl.signing import VerifyKey
from sqlalchemy import Connection, delete, func, select, update

from jetdesk.desk import journal, replay
from jetdesk.desk import tables as t
from jetdesk.desk.clock import COUNTER_BITS, HOUR_MS
from jetdesk.desk.database import driver
from jetdesk.desk.entry import Entry, read_entry
from jetdesk.desk.projection import AUDIENCES, project

CASE = "case:"
Rows = dict[str, frozenset[str]]
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Member:
    """A desk of the office as its certificate says. Keys are hexadecimal, empty before it has joined."""

    desk: str
    person: str
    role: str
    verify_key: str
    sealing_key: str
    certificate: str
    certified_at: int | None
    retired: tuple[int, int] | None
    retirement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """What came of a batch of entries: rows touched by table, and the entries that were new and count."""

    rows: Mapping[str, frozenset[str]]
    new: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """An entry that is to be passed on, in its stored bytes, and to whom."""

    entry: Entry
    desks: frozenset[str]


# This desk


def own_desk(connection: Connection) -> str:
    return get_setting(connection, "desk")


def get_setting(connection: Connection, key: str) -> str:
    """One of the desk's own settings; empty if it was never set."""
    found = driver(connection).execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return found[0] if found else ""


def set_setting(connection: Connection, key: str, value: str) -> None:
    driver(connection).execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))


def next_epoch(connection: Connection) -> int:
    epoch = int(get_setting(connection, "epoch")) + 1
    set_setting(connection, "epoch", str(epoch))
    return epoch


def audiences_state(connection: Connection) -> str:
    """Another value whenever members, assignments or reveals have changed."""
    return get_setting(connection, AUDIENCES)


def lost_tail(connection: Connection) -> bool:
    """Whether own entries that were sealed are not in the journal any more: an older copy of the database is back."""
    epoch = int(get_setting(connection, "epoch"))
    return _sealed_place(connection, epoch) > journal.head(connection, own_desk(connection), epoch).seq


def forget_lost(connection: Connection) -> None:
    """Own envelopes with entries that are not here any more count as not seen: they are taken in again."""
    own, epoch, e = own_desk(connection), int(get_setting(connection, "epoch")), t.envelope.c
    last = journal.head(connection, own, epoch).seq
    connection.execute(delete(t.envelope).where(e.desk == own, e.epoch == epoch, e.through > last))


def _sealed_place(connection: Connection, epoch: int) -> int:
    query = "SELECT coalesce(max(through), 0) FROM envelope WHERE desk = ? AND epoch = ?"
    return int(driver(connection).execute(query, (own_desk(connection), epoch)).fetchone()[0])


# Members


def list_members(connection: Connection) -> tuple[Member, ...]:
    query = (
        "SELECT id, coalesce(person, ''), coalesce(role, ''), coalesce(verify_key, ''), coalesce(sealing_key, ''),"
        " coalesce(certificate, ''), certified_at, retired_epoch, coalesce(retired_seq, 0), coalesce(retirement, ''),"
        " coalesce(reason, '') FROM member WHERE deleted IS NOT 1 ORDER BY id"
    )
    rows = driver(connection).execute(query)
    return tuple(
        Member(desk, person, role, verify, sealing, signed, at, (epoch, seq) if end else None, end, reason)
        for desk, person, role, verify, sealing, signed, at, epoch, seq, end, reason in rows
    )


def verify_keys(connection: Connection) -> dict[str, VerifyKey]:
    return {m.desk: VerifyKey(bytes.fromhex(m.verify_key)) for m in list_members(connection) if m.verify_key}


# Envelopes


def seen(connection: Connection) -> set[tuple[str, int, int, str]]:
    """(desk, epoch, seq, hash) of every envelope that was sealed here or taken in."""
    return set(driver(connection).execute("SELECT desk, epoch, seq, hash FROM envelope"))


def last_envelope(connection: Connection, desk: str, epoch: int) -> tuple[int, str] | None:
    """(seq, hash) of the desk's newest envelope in this epoch."""
    query = "SELECT seq, hash FROM envelope WHERE desk = ? AND epoch = ? ORDER BY seq DESC, at DESC LIMIT 1"
    row = driver(connection).execute(query, (desk, epoch)).fetchone()
    return (row[0], row[1]) if row else None


def mark_envelope(connection: Connection, desk: str, epoch: int, seq: int, digest: str, at: int, through: int) -> None:
    statement = "INSERT INTO envelope (desk, epoch, seq, hash, at, through) VALUES (?, ?, ?, ?, ?, ?)"
    driver(connection).execute(statement, (desk, epoch, seq, digest, at, through))


def last_arrivals(connection: Connection) -> dict[str, int]:
    """By desk id, when an envelope of it was last taken in, in milliseconds since 1970."""
    e = t.envelope.c
    return {row[0]: row[1] for row in connection.execute(select(e.desk, func.max(e.at)).group_by(e.desk))}


# Taking in entries


def accept(connection: Connection, entries: Sequence[Entry], arrived: int) -> Accepted:
    """Add entries of other desks (or own ones that were lost) that are new here, and project those that count.

    What takes a case away or gives it back comes first: the rest may be about that case.
    """
    deciding = [entry for entry in entries if any(write.table == "withdrawn" for write in entry.writes)]
    first = _add(connection, deciding, arrived) if deciding else Accepted({}, ())
    second = _add(connection, entries, arrived)
    return Accepted(_settle(connection, joined_rows(first.rows, second.rows)), (*first.new, *second.new))


def _add(connection: Connection, entries: Sequence[Entry], arrived: int) -> Accepted:
    known = _known(connection, [entry.id for entry in entries])
    closed = withdrawn_cases(connection)
    new = {e.id: e for e in entries if e.id not in known and e.audience not in closed}
    before = newest_number(connection)
    journal.append(connection, list(new.values()), arrived)
    _announce_forks(connection, before, arrived)
    retired = {m.desk: m.retired for m in list_members(connection) if m.retired}
    revoked = [e.id for e in new.values() if _is_revoked(e, retired)]
    _revoke(connection, revoked)
    standing = [entry for entry in new.values() if entry.id not in set(revoked)]
    rows: Rows = {}
    for start in range(0, len(standing), CHUNK):
        rows = joined_rows(rows, project(connection, standing[start : start + CHUNK]))
    return Accepted(rows, tuple(standing))


def _announce_forks(connection: Connection, before: int, at: int) -> None:
    """Two entries of one place mean a copied disk, also where its envelopes have numbers of their own.

    The copy that comes second finds the first one's envelopes, begins a new epoch, and seals there what it wrote.
    """
    query = (
        "SELECT DISTINCT one.desk FROM journal AS one JOIN journal AS other"
        " ON other.desk = one.desk AND other.epoch = one.epoch AND other.seq = one.seq AND other.number <> one.number"
        " WHERE one.number > ?"
    )
    for row in driver(connection).execute(query, (before,)).fetchall():
        raise_alarm(connection, "clone", row[0], "", at)


def _settle(connection: Connection, rows: Rows) -> Rows:
    """What came may say that other entries do not count, or must not be here."""
    again = "member" in rows and _revoke_retired(connection)
    if "withdrawn" in rows and _forget_withdrawn(connection):
        again = True
    if again:
        replay.rebuild(connection)
        return {name: frozenset({"*"}) for name in t.PROJECTED}
    return rows


def _known(connection: Connection, ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for part in _chunks(ids):
        query = f"SELECT id FROM journal WHERE id IN ({_marks(part)})"
        found |= {row[0] for row in driver(connection).execute(query, part)}
    return found


def _chunks(ids: Collection[str]) -> Iterator[list[str]]:
    listed = list(ids)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


def _marks(part: Sequence[str]) -> str:
    return ",".join("?" * len(part))


def joined_rows(rows: Mapping[str, frozenset[str]], more: Mapping[str, frozenset[str]]) -> Rows:
    """Touched rows by table, of both."""
    return {name: rows.get(name, frozenset()) | more.get(name, frozenset()) for name in {*rows, *more}}


def _is_revoked(entry: Entry, retired: Mapping[str, tuple[int, int] | None]) -> bool:
    limit = retired.get(entry.desk)
    return limit is not None and (entry.epoch, entry.seq) > limit


def _revoke(connection: Connection, ids: Iterable[str]) -> None:
    driver(connection).executemany("UPDATE journal SET revoked = 1 WHERE id = ?", [(i,) for i in ids])


def _revoke_retired(connection: Connection) -> bool:
    """Entries that a desk signed after the place at which it was retired do not count, whenever they came.

    Where two coordinators retired it at once, the one that shows decides: entries may come to count again.
    """
    j, changed = t.journal.c, 0
    for member in list_members(connection):
        if member.retired:
            epoch, seq = member.retired
            after = (j.epoch > epoch) | ((j.epoch == epoch) & (j.seq > seq))
            for which, late in ((after, True), (~after, False)):
                other = j.revoked.is_not(True) if late else j.revoked.is_(True)
                marked = update(t.journal).where(j.desk == member.desk, which, other).values(revoked=late)
                changed += connection.execute(marked).rowcount
    return changed > 0


def withdrawn_cases(connection: Connection) -> set[str]:
    """Audiences of the cases that this desk's person was taken off."""
    query = "SELECT applicant FROM withdrawn WHERE panelist = ? AND deleted IS NOT 1"
    return {CASE + row[0] for row in driver(connection).execute(query, (get_setting(connection, "person"),))}


def _forget_withdrawn(connection: Connection) -> bool:
    """Remove what others wrote about cases that are no longer this person's."""
    gone, own = withdrawn_cases(connection), own_desk(connection)
    j = t.journal.c
    foreign = delete(t.journal).where(j.audience.in_(gone), j.desk != own)
    return connection.execute(foreign).rowcount > 0


# Giving to others

_OWN_AFTER = "desk = ? AND number > ? AND arrived IS NULL"
"""Naming the desk lets the index find the few own entries among everybody's."""


def unsealed(connection: Connection) -> Iterator[tuple[int, Entry]]:
    """(journal number, entry) of own entries that no envelope holds yet, in order."""
    query = f"SELECT number, body, signature FROM journal WHERE {_OWN_AFTER} ORDER BY number"
    marks = own_desk(connection), sealed_through(connection)
    for number, body, signature in driver(connection).execute(query, marks):
        yield number, read_entry(body, signature)


def count_own(connection: Connection, after: int) -> int:
    """Own entries above a journal number."""
    query = f"SELECT count(*) FROM journal WHERE {_OWN_AFTER}"
    return int(driver(connection).execute(query, (own_desk(connection), after)).fetchone()[0])


def rows_written(connection: Connection, after: int) -> Rows:
    """By table, the rows that own entries above a journal number wrote."""
    found: dict[str, set[str]] = defaultdict(set)
    query = f"SELECT body, signature FROM journal WHERE {_OWN_AFTER}"
    for body, signature in driver(connection).execute(query, (own_desk(connection), after)):
        for write in read_entry(body, signature).writes:
            found[write.table].add(write.row)
    return {name: frozenset(ids) for name, ids in found.items()}


def sealed_through(connection: Connection) -> int:
    """The journal number up to which everything of this desk is in an envelope."""
    return int(get_setting(connection, "sealed_through") or 0)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Desk `by` holds what desk `of` sealed up to (epoch, seq), whose hash this is; `sheets` came with it."""

    by: str
    of: str
    epoch: int
    seq: int
    hash: str
    at: int
    sheets: tuple[str, ...]


def list_receipts(connection: Connection, of: str) -> tuple[Receipt, ...]:
    """What others acknowledged of a desk's work, oldest first."""
    r = t.receipt.c
    rows = connection.execute(select(t.receipt).where(r.of == of).order_by(r.epoch, r.seq))
    return tuple(Receipt(x.by, x.of, x.epoch, x.seq, x.hash, x.at, tuple(json.loads(x.sheets or "[]"))) for x in rows)


def own_audiences(connection: Connection, besides: str) -> list[tuple[int, int, str]]:
    """(journal number, seq, audience) of own entries of this epoch with other actions than this one."""
    j, epoch = t.journal.c, int(get_setting(connection, "epoch"))
    query = select(j.number, j.seq, j.audience).where(j.arrived.is_(None), j.epoch == epoch, j.action != besides)
    return [(row.number, row.seq, row.audience) for row in connection.execute(query)]


def own_sheets(connection: Connection, person: str) -> frozenset[str]:
    """Rows of this person's sheets that were submitted on this desk."""
    s, j, own = t.sheet.c, t.journal.c, own_desk(connection)
    made = select(s.id).join(t.journal, j.id == func.json_extract(s.heads, '$."*"'))
    return frozenset(connection.execute(made.where(s.panelist == person, j.desk == own)).scalars())


def seals_without_sheet(connection: Connection) -> dict[str, int]:
    """By person, how many sheets are sealed somewhere and not here."""
    s = t.seal.c
    query = select(s.panelist, func.count()).outerjoin(t.sheet, t.sheet.c.id == s.id)
    query = query.where(t.sheet.c.id.is_(None), s.deleted.is_not(True)).group_by(s.panelist)
    return {row[0]: row[1] for row in connection.execute(query)}


def given_topics(connection: Connection) -> dict[tuple[str, str], int]:
    """(topic, desk) → up to which journal number the desk was given what is behind it."""
    rows = driver(connection).execute("SELECT topic, desk, number FROM given")
    return {(topic, desk): number for topic, desk, number in rows}


def mark_given(connection: Connection, pairs: Iterable[tuple[str, str]], number: int) -> None:
    rows = [(topic, desk, number) for topic, desk in pairs]
    driver(connection).executemany("INSERT OR REPLACE INTO given (topic, desk, number) VALUES (?, ?, ?)", rows)


def forget_given(connection: Connection, topic: str, desk: str) -> None:
    """`topic` may be a pattern with %."""
    connection.execute(delete(t.given).where(t.given.c.topic.like(topic), t.given.c.desk == desk))


def newest_number(connection: Connection) -> int:
    return int(driver(connection).execute("SELECT coalesce(max(number), 0) FROM journal").fetchone()[0])


def ids_by_audience(connection: Connection) -> dict[str, list[tuple[int, str]]]:
    """By audience, (journal number, id) of the entries that count, in order."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    query = "SELECT audience, number, id FROM journal WHERE revoked IS NOT 1 ORDER BY number"
    for audience, number, entry in driver(connection).execute(query):
        found[audience].append((number, entry))
    return found


def get_entries(connection: Connection, ids: Sequence[str]) -> list[Entry]:
    """Entries by id, in the order of this journal."""
    found: list[tuple[int, Entry]] = []
    j = t.journal.c
    for part in _chunks(ids):
        query = select(j.number, j.body, j.signature).where(j.id.in_(part))
        found += [(row.number, read_entry(row.body, row.signature)) for row in connection.execute(query)]
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]


def sheet_entries(connection: Connection, applicant: str) -> Iterator[str]:
    """Ids of the entries that made the sheets of an applicant, all revisions."""
    query = select(t.sheet.c.heads).where(t.sheet.c.applicant == applicant, t.sheet.c.deleted.is_not(True))
    for row in connection.execute(query):
        yield from set(json.loads(row.heads).values())
    r = t.resolution.c
    chosen = select(r.chosen).join(t.sheet, t.sheet.c.id == r.of_row)
    yield from connection.execute(chosen.where(r.of_table == "sheet", t.sheet.c.applicant == applicant)).scalars()


def people_on(connection: Connection, applicants: Collection[str]) -> dict[str, list[str]]:
    """By applicant, the panelists who sit on the case, less the recused."""
    found: dict[str, list[str]] = defaultdict(list)
    for part in _chunks(applicants):
        query = (
            f"SELECT applicant, panelist FROM assignment WHERE applicant IN ({_marks(part)})"
            " AND recused IS NOT 1 AND deleted IS NOT 1"
        )
        for applicant, panelist in driver(connection).execute(query, part):
            found[applicant].append(panelist)
    return found


def seats(connection: Connection) -> Iterator[tuple[str, str]]:
    """(applicant, panelist) of everybody who sits on a case."""
    query = "SELECT applicant, panelist FROM assignment WHERE recused IS NOT 1 AND deleted IS NOT 1 ORDER BY id"
    yield from driver(connection).execute(query)


def revealed(connection: Connection) -> dict[str, str]:
    """Applicants whose sheets were revealed, each with a short hash of which ones."""
    query = "SELECT applicant, coalesce(sheets, '') FROM reveal WHERE deleted IS NOT 1"
    rows = driver(connection).execute(query)
    return {applicant: sha256(sheets.encode()).hexdigest()[:16] for applicant, sheets in rows}


def withdrawals(connection: Connection) -> frozenset[tuple[str, str]]:
    """(applicant, panelist) of every case that was taken from somebody who had it."""
    return frozenset(driver(connection).execute("SELECT applicant, panelist FROM withdrawn WHERE deleted IS NOT 1"))


def owner_of(connection: Connection, table: str, row: str) -> str | None:
    """The panelist whose row of sheets, seals or drafts it is."""
    columns = t.PROJECTED[table].c
    return connection.execute(select(columns.panelist).where(columns.id == row)).scalar()


def reached(connection: Connection, desk: str) -> tuple[int, int] | None:
    """(epoch, seq) of the newest journal entry of a desk that an envelope spoke of here."""
    e = t.envelope.c
    query = select(e.epoch, func.max(e.through)).where(e.desk == desk).group_by(e.epoch).order_by(e.epoch.desc())
    row = connection.execute(query.limit(1)).first()
    return (row[0], row[1]) if row else None


def owe(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Remember (entry id, desk id): to be passed on."""
    driver(connection).executemany("INSERT OR IGNORE INTO owed (entry, desk) VALUES (?, ?)", list(pairs))


def owed(connection: Connection) -> tuple[Owed, ...]:
    """What is to be passed on, in the order of this journal."""
    query = (
        "SELECT body, signature, group_concat(owed.desk) FROM owed JOIN journal ON journal.id = owed.entry"
        " GROUP BY owed.entry ORDER BY number"
    )
    rows = driver(connection).execute(query)
    return tuple(Owed(read_entry(body, signature), frozenset(desks.split(","))) for body, signature, desks in rows)


def clear_owed(connection: Connection) -> None:
    driver(connection).execute("DELETE FROM owed")


# Alarms


def raise_alarm(connection: Connection, kind: str, desk: str, detail: str, at: int) -> None:
    """Once for each kind, desk and detail; a settled one does not come again."""
    alarm_id = sha256(json.dumps([kind, desk, detail]).encode()).hexdigest()[:32]
    driver(connection).execute(
        "INSERT OR IGNORE INTO alarm (id, kind, desk, detail, at) VALUES (?, ?, ?, ?, ?)",
        (alarm_id, kind, desk, detail, at),
    )


@dataclass(frozen=True, slots=True)
class Raised:
    id: str
    kind: str
    desk: str
    detail: str
    at: int
    settled: str


def list_alarms(connection: Connection) -> tuple[Raised, ...]:
    query = "SELECT id, kind, desk, detail, at, coalesce(settled, '') FROM alarm ORDER BY at, id"
    return tuple(Raised(*row) for row in driver(connection).execute(query))


def settle_alarm(connection: Connection, alarm: str, reason: str) -> bool:
    settled = update(t.alarm).where(t.alarm.c.id == alarm).values(settled=reason)
    return connection.execute(settled).rowcount > 0


def is_far_ahead(clock: int, now: int) -> bool:
    """Whether a stamp lies more than an hour after this laptop's clock (milliseconds since 1970)."""
    return (clock >> COUNTER_BITS) > now + HOUR_MS
