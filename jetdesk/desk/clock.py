"""A hybrid logical clock: wall time that never goes back, so that later changes on a desk always sort later.

Source: Kulkarni et al., "Logical Physical Clocks" (2014). A stamp is one integer: milliseconds since 1970 in the high
bits, a counter in the low 16.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime

COUNTER_BITS = 16
HOUR_MS = 3_600_000
Wall = Callable[[], int]


def wall_ms() -> int:
    """Milliseconds since 1970 by the laptop's clock."""
    return time.time_ns() // 1_000_000


class HybridClock:
    """Gives rising stamps; `wall` is the laptop's clock in milliseconds."""

    def __init__(self, wall: Wall = wall_ms, last: int = 0) -> None:
        self.wall = wall
        self._last = last

    def tick(self) -> int:
        """The next stamp, later than all before."""
        self._last = max(self.wall() << COUNTER_BITS, self._last + 1)
        return self._last

    def see(self, stamp: int) -> None:
        """Follow a stamp from another desk, but never more than an hour ahead of the own wall clock."""
        limit = (self.wall() + HOUR_MS) << COUNTER_BITS
        self._last = max(self._last, min(stamp, limit))


def moment(stamp: int) -> datetime:
    """The wall time of a stamp, in UTC."""
    return datetime.fromtimestamp((stamp >> COUNTER_BITS) / 1000, UTC)
