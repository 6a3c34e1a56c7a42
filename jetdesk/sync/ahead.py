"""Envelopes opened ahead of where they are taken in, so that another core checks their signatures meanwhile.

What is opened ahead says with which keys it was checked: who takes it in checks again where other keys hold by then.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from nacl.public import PrivateKey

from jetdesk.desk.entry import Entry, signature_holds
from jetdesk.errors import EnvironmentFailed, Untrusted
from jetdesk.sync.envelope import Content, Envelope, read_envelope
from jetdesk.sync.mailbox import Label
from jetdesk.sync.membership import Certified

FEW = 8
"""Fewer entries are checked when they are taken in: asking another thread would take longer."""
MOST, MOST_BYTES = 64, 8 * 1024 * 1024
"""So many envelopes, and about so many bytes of them, are held at a time."""
_POOL = ThreadPoolExecutor(1, thread_name_prefix="signatures")
"""Checking a signature leaves the interpreter free."""
Members = Mapping[str, Certified]


class Ahead:
    """An envelope that was read; also opened if it bears the signature of a member."""

    def __init__(self, raw: bytes, keys: Iterable[PrivateKey], members: Members) -> None:
        """Raises Untrusted for what is no whole envelope."""
        self.envelope: Envelope = read_envelope(raw)
        self._keys, self._members = keys, members
        self._content: Content | None = None
        self._problem: Untrusted | None = None
        self._checked: Future[bool] | None = None
        sender = members.get(self.envelope.header.desk)
        self._signer = sender if sender and self.envelope.is_signed_by(sender.verify) else None
        if self._signer:
            self._open()

    def _open(self) -> None:
        try:
            self._content = self.envelope.open(self._keys)
        except Untrusted as problem:
            self._problem = problem
        entries = self._content.entries if self._content else ()
        if len(entries) >= FEW and all(entry.desk in self._members for entry in entries):
            self._checked = _POOL.submit(all_signed, entries, self._members)

    def is_from(self, sender: Certified) -> bool:
        """Whether this member signed it."""
        checked = self._signer is not None and (self._signer is sender or self._signer.verify == sender.verify)
        return checked or self.envelope.is_signed_by(sender.verify)

    def content(self) -> Content | None:
        """What is in it, if it is sealed to one of the keys. Raises Untrusted for what its sender cannot have made."""
        if self._problem:
            raise self._problem
        return self._content if self._signer else self.envelope.open(self._keys)

    def is_signed(self, entries: Sequence[Entry], members: Members) -> bool:
        """Whether each of its entries bears the signature of its desk, all of which are members."""
        if self._checked and all(members[d].verify == self._members[d].verify for d in {e.desk for e in entries}):
            return self._checked.result()
        return all_signed(entries, members)


def all_signed(entries: Sequence[Entry], members: Members) -> bool:
    return all(signature_holds(entry, members[entry.desk].verify) for entry in entries)


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading one label: an envelope, or why there is none."""

    label: Label
    found: Ahead | Untrusted | EnvironmentFailed
    size: int


Reading = Callable[[Label], bytes]
Opening = Callable[[bytes], Ahead]


def read_ahead(labels: Iterable[Label], read: Reading, open_: Opening) -> Iterator[Read]:
    """Each label with what it holds, in order. A medium that fails does so in its turn, after what came before it."""
    waiting: deque[Read] = deque()
    for label in labels:
        waiting.append(_read(label, read, open_))
        while len(waiting) > MOST or sum(each.size for each in waiting) > MOST_BYTES:
            yield waiting.popleft()
    yield from waiting


def _read(label: Label, read: Reading, open_: Opening) -> Read:
    try:
        raw = read(label)
        return Read(label, open_(raw), len(raw))
    except (Untrusted, EnvironmentFailed) as problem:
        return Read(label, problem, 0)
