"""Killing the program while it saves: what was called saved is there."""

import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import jetdesk
from jetdesk.desk.founding import create_desk, open_desk
from jetdesk.desk.queries.interviews import find_draft
from jetdesk.desk.vault import LEAST_MEMORY, Cost
from jetdesk.desk.verify import verify

PARTS, KILLS = 4, 50
"""200 kills in all, on four desks so that they can run side by side."""
CRITERIA = ("adaptability", "communication", "motivation", "culture", "teaching", "professionalism")
PASSPHRASE = "four words with spaces"
LONGEST_WAIT = 0.008
"""Seconds between the last acknowledgement waited for and the kill: about two ratings."""

RATE_UNTIL_KILLED = """
import os, sys
from pathlib import Path
from jetdesk.desk import desk, founding

folder, passphrase, criteria = Path(sys.argv[1]), sys.argv[2], sys.argv[3].split(",")
for line in sys.stdin:
    child = os.fork()
    if child:
        os.write(1, f"child {child}\\n".encode())
        os.waitpid(child, 0)
        os.write(1, b"gone\\n")
        continue
    count = int(line)
    with founding.open_desk(folder, passphrase) as opened:
        while True:
            count += 1
            criterion = criteria[count % len(criteria)]
            with opened.change("sheet.rated") as change:
                change.write(
                    "rating", criterion, desk.SELF, applicant="a1", panelist="mori", criterion=criterion,
                    level=count % 5 + 1, note=str(count),
                )
            os.write(1, f"saved {criterion} {count}\\n".encode())
"""
"""Loads the libraries once; for each number on its input it forks a process that opens the desk and rates for ever."""

pytestmark = [
    pytest.mark.fault,
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="forks its processes, which Windows cannot"),
]


class Raters:
    """Processes that rate one after the other, and what they acknowledged: by criterion the last count saved."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._to, self._from = process.stdin, process.stdout
        self.saved: dict[str, int] = {}
        self.acknowledged = 0
        self._child: int | None = None

    def begin(self, count: int) -> None:
        """Start the next one, which counts on from there."""
        self._to.write(f"{count}\n")
        self._to.flush()
        while self._child is None:
            self._read()

    def wait_for(self, acknowledgements: int) -> None:
        wanted = self.acknowledged + acknowledgements
        while self.acknowledged < wanted:
            assert self._read(), "the rating process ended by itself"

    def kill(self, after: float) -> None:
        """kill -9 after so many seconds; then read what it had still acknowledged."""
        select.select([], [], [], after)
        assert self._child is not None
        os.kill(self._child, signal.SIGKILL)
        while self._read():
            pass
        self._child = None

    def _read(self) -> bool:
        """Take in one line; False when the child is gone."""
        what, *rest = self._from.readline().split()
        if what == "child":
            self._child = int(rest[0])
        elif what == "saved":
            self.saved[rest[0]] = int(rest[1])
            self.acknowledged += 1
        return what != "gone"


@contextmanager
def raters(folder: Path) -> Iterator[Raters]:
    environment = {**os.environ, "PYTHONPATH": str(Path(jetdesk.__file__).parent.parent)}
    arguments = [sys.executable, "-c", RATE_UNTIL_KILLED, str(folder), PASSPHRASE, ",".join(CRITERIA)]
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        yield Raters(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0


def check(folder: Path, saved: dict[str, int]) -> int:
    """Every acknowledged rating is there, or one that the person gave later; gives the highest count."""
    with open_desk(folder, PASSPHRASE) as desk, desk.read() as connection:
        draft = find_draft(connection, "a1", "mori")
    counts = {rating.criterion: int(rating.note) for rating in draft.ratings}
    for criterion, count in saved.items():
        assert counts[criterion] >= count, f"{criterion} was saved as {count} and is {counts.get(criterion)}"
    assert all(rating.level == int(rating.note) % 5 + 1 for rating in draft.ratings), "half a rating"
    return max(counts.values(), default=0)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_rating_that_was_called_saved_is_lost_by_a_kill(part: int, tmp_path: Path) -> None:
    chosen = random.Random(part)
    create_desk(tmp_path / "desk", "mori", PASSPHRASE, cost=Cost(1, LEAST_MEMORY))[0].close()
    with raters(tmp_path / "desk") as rating:
        count = 0
        for _ in range(KILLS):
            rating.begin(count)
            rating.wait_for(chosen.choice((0, 1, 1, 2, 5)))
            rating.kill(chosen.uniform(0, LONGEST_WAIT))
            count = check(tmp_path / "desk", rating.saved)
    assert rating.acknowledged > KILLS
    with open_desk(tmp_path / "desk", PASSPHRASE) as desk:
        checked = verify(desk, replay=True)
    assert checked.problems == ()
    assert checked.entries >= rating.acknowledged
