"""The budgets, measured: `python packaging/dev.py bench [part …]`. Ends with 1 if one is missed."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks import desk_side, exchange_side, numbers_side, paper_side, preparing_side, window_side
from tests.benchmarks.measure import Line, collected

PARTS: dict[str, Callable[[Path], Iterator[Line]]] = {
    "desk": desk_side.lines,
    "exchange": exchange_side.lines,
    "preparing": preparing_side.lines,
    "numbers": numbers_side.lines,
    "paper": paper_side.lines,
    "window": window_side.lines,
}


def main(names: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JETDESK_HOME"] = folder
        lines = collected(PARTS[name](Path(folder)) for name in names or PARTS)
    missed = [line.what for line in lines if not line.met]
    print(
        f"{len(lines) - len(missed)} of {len(lines)} budgets met" + (f"; missed: {', '.join(missed)}" if missed else "")
    )
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
