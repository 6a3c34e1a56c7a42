"""Measuring: paired runs, medians, and a line that says whether a budget is met."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Line:
    """One budget: what was measured beside its yardstick. `at_most` is a ratio, or an absolute figure in `unit`."""

    what: str
    measured: float
    unit: str
    at_most: float
    yardstick: float | None = None
    against: str = ""

    @property
    def value(self) -> float:
        return self.measured / self.yardstick if self.yardstick else self.measured

    @property
    def met(self) -> bool:
        return self.value <= self.at_most

    def text(self) -> str:
        verdict = "met " if self.met else "MISSED"
        if self.yardstick is None:
            return f"{verdict}  {self.what}: {self.measured:.1f} {self.unit}, at most {self.at_most:g} {self.unit}"
        figures = f"{self.measured:.2f} {self.unit} against {self.yardstick:.2f} {self.unit} ({self.against})"
        return f"{verdict}  {self.what}: {figures}: {self.value:.2f} x, at most {self.at_most:g} x"


def seconds(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def paired(ours: Work, yardstick: Work, rounds: int = 7) -> tuple[float, float]:
    """Medians of both in seconds, taken in turn, so that a slow moment of the machine meets both."""
    pairs = [(seconds(ours), seconds(yardstick)) for _ in range(rounds)]
    return median(a for a, _ in pairs), median(b for _, b in pairs)


def typical(work: Work, rounds: int = 15) -> float:
    """Median seconds."""
    return median(seconds(work) for _ in range(rounds))


def collected(parts: Iterator[Iterator[Line]]) -> list[Line]:
    """Run every part, printing each line as it comes."""
    lines = []
    for part in parts:
        for line in part:
            print(line.text(), flush=True)
            lines.append(line)
    return lines
