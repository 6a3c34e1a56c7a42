"""The window beside bare Qt windows, each measurement in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from jetdesk.services import desks, sample
from jetdesk.services.sample import generate_applicants
from tests.benchmarks import offices
from tests.benchmarks.measure import Line
from tests.small_office import PASSPHRASE

ROUNDS = 5
ROOT = Path(__file__).parents[2]


def lines(folder: Path) -> Iterator[Line]:
    office = sample.build_sample(folder / "sample")
    yield _starting(office.desk)
    everyone = generate_applicants(5000, 1)
    five, fifty = offices.build(folder / "w5000", everyone), offices.build(folder / "w50", everyone[:50])
    many = [_run("unlock", five, PASSPHRASE) for _ in range(ROUNDS)]
    few = [_run("unlock", fifty, PASSPHRASE) for _ in range(ROUNDS)]
    unlocked, of_fifty = _ms(many, "unlock"), _ms(few, "unlock")
    yield Line("unlock to interactive, 5,000 applicants", unlocked, "ms", 1.5, of_fifty, "with 50")
    yield Line("keystroke in the search, 5,000: longest turn of the UI thread", _ms(many, "turn"), "ms", 16)
    yield Line("keystroke in the search, 5,000: to result", _ms(many, "result"), "ms", 16)
    bare = _run("bare")["memory"]
    yield Line("memory with 5,000 applicants open, above a bare window", _figure(many, "memory") - bare, "MB", 120)
    first = ("dossier", office.desk, office.passphrase, "26-WH-0142", "statement")
    opened = [_run(*first) for _ in range(ROUNDS)]
    ours, bare_view = _ms(opened, "dossier"), _ms(opened, "yardstick")
    yield Line("open a dossier to its first page", ours, "ms", 1.3, bare_view, "a bare QPdfView")


def _starting(desk: Path) -> Line:
    pairs = [(_run("start", desk)["start"], _run("bare")["start"]) for _ in range(ROUNDS)]
    ours, bare = median(p[0] for p in pairs), median(p[1] for p in pairs)
    return Line("process start to window shown", ours * 1e3, "ms", 3, bare * 1e3, "a bare window with a table")


def _run(*arguments: object) -> dict[str, float]:
    environment = {k: v for k, v in os.environ.items() if k != desks.TEST_COST}
    command = [sys.executable, "-m", "tests.benchmarks.window_run", *map(str, arguments)]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(ended.stderr[-2000:])
    found: dict[str, float] = json.loads(ended.stdout)
    return found


def _ms(runs: list[dict[str, float]], name: str) -> float:
    return _figure(runs, name) * 1e3


def _figure(runs: list[dict[str, float]], name: str) -> float:
    return median(run[name] for run in runs)
