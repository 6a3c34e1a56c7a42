"""Reading from a far mailbox in batches, behind a method that asks for one envelope at a time."""

from bisect import bisect_left
from collections.abc import Callable

from jetdesk.sync.mailbox import Label

_BATCH_BYTES = 8 * 1024 * 1024
_BATCH_LABELS = 512


class ReadAhead:
    """Fetches what will be asked for next along with what is asked for now, as a round trip for each would be slow.

    Twice as many each time while the labels are asked for in their order, one by one otherwise.
    """

    def __init__(self, fetch: Callable[[list[Label]], dict[Label, bytes]], most_of_each: int) -> None:
        self._fetch = fetch
        self._most_of_each = most_of_each
        self.begin({})

    def begin(self, sizes: dict[Label, int]) -> None:
        self._sizes = sizes
        self._order = sorted(sizes)
        self._held: dict[Label, bytes] = {}
        self._next: Label | None = None
        self._count = 1

    def get(self, label: Label) -> bytes:
        if label not in self._held:
            self._count = min(self._count * 2, _BATCH_LABELS) if label == self._next else 1
            self._held = self._fetch(self._batch(label))
        return self._held.get(label, b"")

    def _batch(self, label: Label) -> list[Label]:
        start = bisect_left(self._order, label)
        batch, room = [label], _BATCH_BYTES
        for following in self._order[start + 1 : start + self._count]:
            room -= min(self._sizes[following], self._most_of_each)
            if room < 0:
                break
            batch.append(following)
        self._next = next(iter(self._order[start + len(batch) : start + len(batch) + 1]), None)
        return batch
