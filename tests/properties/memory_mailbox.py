"""A mailbox in memory, and a view of it through a bad connection: hidden, cut, late, broken off."""

from collections.abc import Callable
from dataclasses import dataclass, field

from jetdesk.sync.mailbox import HEAD_BYTES, Label


@dataclass
class MemoryMailbox:
    """What lies in one mailbox. `laid` gathers everything that was ever written, for whoever wants to look."""

    url: str
    envelopes: dict[Label, bytes] = field(default_factory=dict)
    chunks: dict[str, bytes] = field(default_factory=dict)
    laid: list[tuple[Label, bytes]] = field(default_factory=list)

    def labels(self) -> dict[Label, int]:
        return {label: len(raw) for label, raw in self.envelopes.items()}

    def head(self, label: Label) -> bytes:
        return self.envelopes.get(label, b"")[:HEAD_BYTES]

    def read(self, label: Label) -> bytes:
        return self.envelopes.get(label, b"")

    def write(self, label: Label, content: bytes) -> None:
        self.envelopes[label] = content
        self.laid.append((label, content))

    def chunk_names(self) -> dict[str, int]:
        return {name: len(raw) for name, raw in self.chunks.items()}

    def read_chunk(self, name: str) -> bytes:
        return self.chunks.get(name, b"")

    def write_chunk(self, name: str, content: bytes) -> None:
        self.chunks[name] = content

    def close(self) -> None:
        pass


@dataclass
class Unsteady:
    """A mailbox as one desk sees it once. Every operation is announced to `at`, which may raise to break off.

    Every so many names one is not shown (`hide`), and one envelope comes only half or as zeros (`cut`); 0 is none.
    Listed `backwards` if so asked.
    """

    inner: MemoryMailbox
    at: Callable[[], None]
    hide: int = 0
    cut: int = 0
    backwards: bool = False

    @property
    def url(self) -> str:
        return self.inner.url

    def labels(self) -> dict[Label, int]:
        self.at()
        sizes = sorted(self.inner.labels().items(), reverse=self.backwards)
        return {label: size for n, (label, size) in enumerate(sizes, 1) if not self.hide or n % (self.hide + 1)}

    def head(self, label: Label) -> bytes:
        return self.read(label)[:HEAD_BYTES]

    def read(self, label: Label) -> bytes:
        self.at()
        raw = self.inner.read(label)
        if not self.cut or (label.seq + len(label.desk)) % (self.cut + 1):
            return raw
        return raw[: len(raw) // 2] if label.seq % 2 else bytes(len(raw))

    def write(self, label: Label, content: bytes) -> None:
        self.at()
        self.inner.write(label, content)

    def chunk_names(self) -> dict[str, int]:
        self.at()
        return self.inner.chunk_names()

    def read_chunk(self, name: str) -> bytes:
        return self.inner.read_chunk(name)

    def write_chunk(self, name: str, content: bytes) -> None:
        self.inner.write_chunk(name, content)

    def close(self) -> None:
        pass


def nothing() -> None:
    """What an undisturbed meeting does between one thing and the next."""
