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


def append(connection: Connection, entries: Sequence[Entry], arrived: int | None = None) -> None:
    """Add entries; `arrived` is when they came from another desk, in milliseconds since 1970."""
    rows = [(*(getattr(entry, name) for name in _COLUMNS), arrived) for entry in entries]
    driver(connection).executemany(_APPEND, rows)


_COLUMNS = ("id", "desk", "epoch", "seq", "clock", "action", "audience", "body", "signature")
_APPEND = f"INSERT INTO journal ({', '.join(_COLUMNS)}, arrived) VALUES ({', '.join('?' * (len(_COLUMNS) + 1))})"


def head(connection: Connection, desk: str, epoch: int) -> Head:
    """Where the desk's chain ends in this epoch; before the first entry seq is 0.

    The clock is the desk's own: another laptop's clock, years ahead, must not drag it along.
    """
    run, query = driver(connection).execute, "SELECT max(clock) FROM journal WHERE desk = ?"
    clock = run(query, (desk,)).fetchone()[0] or 0
    query = "SELECT seq, body, signature FROM journal WHERE desk = ? AND epoch = ? ORDER BY seq DESC LIMIT 1"
    last = run(query, (desk, epoch)).fetchone()
    return Head(last[0], clock, read_entry(last[1], last[2]).hash) if last else Head(0, clock, FIRST)


def get(connection: Connection, entry: str) -> Entry | None:
    row = connection.execute(select(journal).where(journal.c.id == entry)).first()
    return read_entry(row.body, row.signature) if row else None


def count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(journal)).scalar_one()


def entries(connection: Connection, newest_first: bool = False) -> Iterator[Entry]:
    """All entries that count, in the order in which they were applied here."""
    order = journal.c.number.desc() if newest_first else journal.c.number
    standing = select(journal.c.body, journal.c.signature).where(journal.c.revoked.is_not(True))
    for row in connection.execute(standing.order_by(order)):
        yield read_entry(row.body, row.signature)


@dataclass(frozen=True, slots=True)
class Checked:
    entries: int
    chains: int
    problems: tuple[Message, ...]


def check_chains(connection: Connection, keys: dict[str, VerifyKey], own: str) -> Checked:
    """Follow every chain: labels, hashes that name the one before, signatures. Names the first bad entry of each.

    `keys` are the verify keys by desk id. The desk's `own` chain must be whole; of others only what concerns this desk
    is here. A chain may fork where a disk was cloned: an entry then follows any one with the number before.
    """
    query = select(journal).order_by(journal.c.desk, journal.c.epoch, journal.c.seq)
    chain = _Chain("", 0, whole=False)
    total, chains, problems = 0, 0, []
    for row in connection.execute(query):
        total += 1
        if (row.desk, row.epoch) != (chain.desk, chain.epoch):
            chain = _Chain(row.desk, row.epoch, whole=row.desk == own)
            chains += 1
        problem = None if chain.broken else chain.check(row, keys.get(row.desk))
        if problem:
            chain.broken = True
            problems.append(problem)
    return Checked(total, chains, tuple(problems))


class _Chain:
    """One desk's entries in one epoch, in order."""

    def __init__(self, desk: str, epoch: int, *, whole: bool) -> None:
        self.desk, self.epoch, self.whole = desk, epoch, whole
        self.broken = False
        self._seq = 0
        self._here: set[str] = set()
        self._before = {FIRST}

    def check(self, row: Row[tuple[object, ...]], key: VerifyKey | None) -> Message | None:
        where = msg("entry {seq} of desk {desk}", seq=row.seq, desk=row.desk[:8])
        try:
            entry = read_entry(row.body, row.signature)
        except Untrusted:
            return msg("The journal is altered: {where} cannot be read.", where=where)
        if not self._follows(entry, row.seq):
            return msg("The journal is altered: before {where} an entry is missing or changed.", where=where)
        if entry.id != row.id or not _agrees(entry, row):
            return msg("The journal is altered: {where} does not match its label.", where=where)
        if key is None or not signature_holds(entry, key):
            return msg("The journal is altered: {where} is not signed by its desk.", where=where)
        return None

    def _follows(self, entry: Entry, seq: int) -> bool:
        if seq != self._seq:
            self._before = self._here if seq == self._seq + 1 and (self._here or not self._seq) else set()
            self._before = {FIRST} if seq == 1 else self._before
            self._seq, self._here = seq, set()
        self._here.add(entry.hash)
        return entry.previous in self._before or not (self._before or self.whole)


def _agrees(entry: Entry, row: Row[tuple[object, ...]]) -> bool:
    names: Iterable[str] = ("desk", "epoch", "seq", "clock", "action", "audience")
    return all(getattr(entry, name) == getattr(row, name) for name in names)
