"""What a mailbox is: a dumb store of envelopes and sealed document chunks. It can be emptied; it cannot be believed.

Names carry the hash of the bytes, so that two desks which write the same name write the same bytes, and no locks are
needed. Every implementation gives back the bytes as they lie there; whoever reads checks them.
"""

from dataclasses import dataclass
from typing import Protocol

from jetdesk.errors import Refused
from jetdesk.i18n import msg

HEAD_BYTES = 4096
"""As much of an envelope as `head` gives: header and wraps lie at the front."""
LARGEST_ENVELOPE = 256 * 1024 * 1024
LARGEST_CHUNK = 1024 * 1024 + 64
"""In bytes. Whatever is larger in a mailbox is none of ours and is left out."""
KEPT = msg("Nothing is lost: this desk keeps everything that it has.")
"""What is safe whenever a mailbox fails."""


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """The name of an envelope: who sealed it as number `seq` of which epoch, and the SHA-256 of its bytes in hex."""

    desk: str
    epoch: int
    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.desk}/{self.epoch}-{self.seq}-{self.hash}"


class Mailbox(Protocol):
    """One office's mailbox, open. Methods raise EnvironmentFailed when the medium fails; nothing is lost then."""

    @property
    def url(self) -> str:
        """How a person names it, without a password."""
        ...

    def labels(self) -> dict[Label, int]:
        """Every envelope that lies here with its size in bytes. Names that are none of ours are left out."""
        ...

    def head(self, label: Label) -> bytes:
        """The first HEAD_BYTES of an envelope (or all of it, if it is shorter); empty if it is gone."""
        ...

    def read(self, label: Label) -> bytes:
        """All bytes of an envelope; empty if it is gone."""
        ...

    def write(self, label: Label, content: bytes) -> None:
        """Lay an envelope in, whole and durable, and read it back. A bad copy of the same name is replaced."""
        ...

    def chunk_names(self) -> dict[str, int]:
        """Every sealed document chunk that lies here (40 hexadecimal digits) with its size in bytes."""
        ...

    def read_chunk(self, name: str) -> bytes:
        """A sealed chunk; empty if it is gone."""
        ...

    def write_chunk(self, name: str, content: bytes) -> None: ...

    def close(self) -> None: ...


def newer_mailbox() -> Refused:
    return Refused(
        msg("This mailbox was made by a newer version of JetDesk."),
        safe=KEPT,
        todo=msg("Update JetDesk on this laptop, then sync again."),
    )
