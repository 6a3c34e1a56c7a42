"""The journal's table: appending entries, reading them back, and checking that none was changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nacl.signing import VerifyKey
from sqlalchemy import Connection, Row, func, select

from jetdesk.desk.database import driver
from jetdesk.desk.entry import FIRST, Entry, read_entry, signature_holds
from jetdesk.desk.tables import journal
from jetdesk.errors import Untrusted
from jetdesk.i18n import Message, msg


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: the last number and its hash."""

    seq: int
    clock: int
    hash: str


def append(connection: Connection, entries: Sequence[Entry]) -> None:
    names = ("id", "desk", "epoch", "seq", "clock", "action", "audience", "body", "signature")
    marks = ", ".join("?" * len(names))
    rows = [tuple(getattr(entry, name) for name in names) for entry in entries]
    driver(connection).executemany(f"INSERT INTO journal ({', '.join(names)}) VALUES ({marks})", rows)


def head(connection: Connection, desk: str, epoch: int) -> Head:
    """Where the desk's chain ends in this epoch; before the first entry seq is 0."""
    query = select(journal).where(journal.c.desk == desk, journal.c.epoch == epoch).order_by(journal.c.seq.desc())
    last = connection.execute(query.limit(1)).first()
    if last is None:
        return Head(0, last_clock(connection), FIRST)
    return Head(last.seq, last_clock(connection), read_entry(last.body, last.signature).hash)


def last_clock(connection: Connection) -> int:
    return connection.execute(select(func.max(journal.c.clock))).scalar() or 0


def get(connection: Connection, entry: str) -> Entry | None:
    row = connection.execute(select(journal).where(journal.c.id == entry)).first()
    return read_entry(row.body, row.signature) if row else None


def count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(journal)).scalar_one()


def entries(connection: Connection, newest_first: bool = False) -> Iterator[Entry]:
    """All entries in the order in which they were applied here."""
    order = journal.c.number.desc() if newest_first else journal.c.number
    for row in connection.execute(select(journal.c.body, journal.c.signature).order_by(order)):
        yield read_entry(row.body, row.signature)


@dataclass(frozen=True, slots=True)
class Checked:
    entries: int
    chains: int
    problems: tuple[Message, ...]


def check_chains(connection: Connection, keys: dict[str, VerifyKey]) -> Checked:
    """Follow every chain: numbers without gaps, hashes that name the one before, signatures. Names the first bad entry.

    `keys` are the verify keys by desk id.
    """
    query = select(journal).order_by(journal.c.desk, journal.c.epoch, journal.c.seq)
    chains: set[tuple[str, int]] = set()
    broken: set[tuple[str, int]] = set()
    problems: list[Message] = []
    seq, previous, total = 0, FIRST, 0
    for row in connection.execute(query):
        total += 1
        chain = (row.desk, row.epoch)
        if chain not in chains:
            chains.add(chain)
            seq, previous = 0, FIRST
        if chain in broken:
            continue
        problem, previous = _check(row, seq, previous, keys.get(row.desk))
        seq += 1
        if problem:
            broken.add(chain)
            problems.append(problem)
    return Checked(total, len(chains), tuple(problems))


def _check(row: Row[tuple[object, ...]], seq: int, previous: str, key: VerifyKey | None) -> tuple[Message | None, str]:
    entry_id, desk, number = row.id, row.desk, row.seq
    where = msg("entry {seq} of desk {desk}", seq=number, desk=desk[:8])
    try:
        entry = read_entry(row.body, row.signature)
    except Untrusted:
        return msg("The journal is altered: {where} cannot be read.", where=where), previous
    if number != seq + 1 or entry.previous != previous:
        return msg("The journal is altered: before {where} an entry is missing or changed.", where=where), previous
    if entry.id != entry_id or not _agrees(entry, row):
        return msg("The journal is altered: {where} does not match its label.", where=where), previous
    if key is None or not signature_holds(entry, key):
        return msg("The journal is altered: {where} is not signed by its desk.", where=where), previous
    return None, entry.hash


def _agrees(entry: Entry, row: Row[tuple[object, ...]]) -> bool:
    names: Iterable[str] = ("desk", "epoch", "seq", "clock", "action", "audience")
    return all(getattr(entry, name) == getattr(row, name) for name in names)
