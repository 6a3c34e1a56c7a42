"""The desk: one person's encrypted working copy on one laptop. Every change goes through `Desk.change`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from threading import Lock

from nacl.public import PrivateKey, PublicKey
from nacl.signing import SigningKey, VerifyKey

from jetdesk.desk import exchange, journal
from jetdesk.desk.change import Change
from jetdesk.desk.clock import HybridClock, Wall
from jetdesk.desk.database import Database, Snapshot
from jetdesk.desk.entry import Entry, Place, Write, sign_entry
from jetdesk.desk.lock import DeskLock
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.search import Finder

DATABASE = "desk.db"
CHUNKS = "chunks"
BACKUPS = "backups"
ENVELOPES = "envelopes"
RESTORED = "restored"
"""A file that `restore` leaves: the next opening begins a new epoch."""
SELF = "self"
OFFICE = "office"


def case(applicant: str) -> str:
    """The audience of an applicant's case: the panel less the recused, and coordinators."""
    return f"case:{applicant}"


def sheet_of(person: str) -> str:
    """The audience of what only this person and the coordinators may read."""
    return f"sheet:{person}"


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose desk it is and what it can prove; `desk` and `person` are ids.

    `root` certifies the office's desks; its own key (`authority`) is with coordinators only. `recovery` belongs to the
    printed code: what only this person may read is sealed to it too.
    """

    desk: str
    person: str
    epoch: int
    signing: SigningKey
    sealing: PrivateKey
    recovery: PublicKey | None
    root: VerifyKey
    authority: SigningKey | None

    @property
    def office(self) -> str:
        """The id of the office: 32 hexadecimal digits that stand for its root."""
        return sha256(bytes(self.root)).hexdigest()[:32]


class Desk:
    """An open desk. `read` gives snapshots; `change` is the only way to write."""

    def __init__(self, folder: Path, database: Database, lock: DeskLock, identity: Identity, wall: Wall) -> None:
        self.folder = folder
        self.database = database
        self.identity = identity
        self._lock = lock
        self._changing = Lock()
        with database.read() as connection:
            self._head = journal.head(connection, identity.desk, identity.epoch)
        self._clock = HybridClock(wall, self._head.clock)
        self._finder = Finder()
        self.read = database.read

    @property
    def person(self) -> str:
        """The id of the person whose desk it is."""
        return self.identity.person

    @property
    def chunks(self) -> Path:
        return self.folder / CHUNKS

    @property
    def head_hash(self) -> str:
        """The hash of the newest own entry: it stands for the whole journal up to now."""
        return self._head.hash

    @property
    def now_ms(self) -> int:
        """The laptop's clock, in milliseconds since 1970."""
        return self._clock.wall()

    @property
    def envelopes(self) -> Path:
        """Copies of the envelopes that this desk sealed or carries, sealed as they lie in a mailbox."""
        return self.folder / ENVELOPES

    def verify_keys(self) -> dict[str, VerifyKey]:
        """By desk id, the keys that entries must be signed with."""
        with self.read() as connection:
            others = exchange.verify_keys(connection)
        return {**others, self.identity.desk: self.identity.signing.verify_key}

    @contextmanager
    def exchanging(self) -> Iterator[Snapshot]:
        """One transaction of what comes from other desks, and of what this desk remembers about them."""
        with self._changing, self.database.write() as connection:
            yield connection

    def follow(self, clock: int) -> None:
        """Stamp what comes next after this stamp of another desk, if it is not far in the future."""
        self._clock.see(clock)

    def begin_epoch(self) -> None:
        """Start a new chain: numbers that a lost part of the old one may hold are never used again."""
        with self._changing:
            with self.database.write() as connection:
                epoch = exchange.next_epoch(connection)
                self._head = journal.head(connection, self.identity.desk, epoch)
            self.identity = replace(self.identity, epoch=epoch)

    @contextmanager
    def change(self, action: str, *, checkpoint: bool = False) -> Iterator[Change]:
        """One transaction: entries are signed, appended and projected together, or not at all."""
        with self._changing:
            before = self._head
            try:
                with self.database.write() as connection:
                    change = Change(connection, action, self._sign)
                    yield change
                    change.finish()
            except BaseException:
                self._head = before
                raise
            if checkpoint:
                self.database.checkpoint()

    def find_applicants(self, typed: str) -> frozenset[str] | None:
        """Ids of the applicants that match every word typed; None when nothing was."""
        with self.read() as connection:
            return self._finder.find(connection, typed)

    def prepare_search(self) -> None:
        """So that the first letter typed is answered as fast as the second."""
        with self.read() as connection:
            self._finder.learn(connection)

    def undo(self, entries: Sequence[str], action: str = "undone") -> ChangeSet:
        """Write the inverse of these entries as new ones. Raises Refused if one was changed again since."""
        with self.change(action) as change:
            for entry in reversed(entries):
                change.invert(entry)
        return change.result

    def close(self) -> None:
        self.database.close()
        self._lock.release()

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _sign(self, action: str, audience: str, writes: tuple[Write, ...], undoes: str) -> Entry:
        identity, stamp = self.identity, self._clock.tick()
        place = Place(identity.desk, identity.epoch, self._head.seq + 1, stamp, identity.person, self._head.hash)
        entry = sign_entry(identity.signing, place, action, audience, writes, undoes)
        self._head = journal.Head(entry.seq, stamp, entry.hash)
        return entry
