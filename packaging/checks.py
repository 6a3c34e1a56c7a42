"""The verbs `test` and `check`: what has to pass before a change is handed in."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path

import postgres
from environment import ROOT, run, say, script

_ROOMS = ("domain", "desk")
_BRANCHES_WANTED = 95.0
_SELECTORS = ("-k", "-m", "--lf", "--last-failed", "--sw", "--co", "--collect-only", "--deselect", "--ignore")


def test(arguments: list[str]) -> int:
    """The whole suite is also measured: the branches of the two rooms where a fault would cost most."""
    whole = not _selects(arguments)
    parallel = [] if _names_workers(arguments) else ["-n", "2"]
    rooms = [f"--cov=jetdesk.{room}" for room in _ROOMS]
    measured = [*rooms, "--cov-branch", "--cov-report="] if whole else []
    platform = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    with postgres.server(install=whole) as database:
        code = run(["-m", "pytest", *parallel, *measured, *arguments], settings={**platform, **database})
    return code or (_judge_coverage() if whole else 0)


def schedules(arguments: list[str]) -> int:
    """10,000 generated schedules of syncing laptops, on all cores; fewer, or others, by the environment."""
    number = os.environ.get("JETDESK_SCHEDULES", "10000")
    parallel = [] if _names_workers(arguments) else ["-n", str(os.cpu_count() or 1)]
    tests = ["tests/properties/test_schedules.py", "-p", "no:randomly", "-q"]
    return run(["-m", "pytest", *parallel, *tests, *arguments], settings={"JETDESK_SCHEDULES": number})


def check() -> int:
    """Every check runs, also after one has failed; only what failed is shown."""
    catalogue = str(ROOT / "packaging" / "catalogue.py")
    steps = {
        "ruff": [script("ruff"), "check", "."],
        "mypy": [script("mypy")],
        "import-linter": [script("lint-imports")],
        "catalogue": [script("python"), catalogue, "check"],
    }
    failed = [name for name, command in steps.items() if not _passes(name, command)]
    say(f"Not ready: {', '.join(failed)}." if failed else "All checks pass.")
    return 1 if failed else 0


def _selects(arguments: list[str]) -> bool:
    paths = (Path(ROOT, a.partition("::")[0]) for a in arguments if not a.startswith("-"))
    return any(a.startswith(_SELECTORS) for a in arguments) or any(path.exists() for path in paths)


def _names_workers(arguments: list[str]) -> bool:
    return any(a.startswith(("-n", "--numprocesses", "--dist")) or a.endswith("no:xdist") for a in arguments)


def _passes(name: str, command: list[str]) -> bool:
    started = time.monotonic()
    say(f"{name} ... ", end="")
    plain = {**os.environ, "NO_COLOR": "1", "COLUMNS": "140"}
    result = subprocess.run(command, cwd=ROOT, env=plain, capture_output=True, encoding="utf-8", check=False)
    passed = result.returncode == 0
    say(f"{'passed' if passed else 'FAILED'} in {time.monotonic() - started:.1f} s")
    if not passed:
        say(result.stdout + result.stderr)
    return passed


def _judge_coverage() -> int:
    """Lines that no test reached, then the share of branches of each room."""
    shares = {room: _branches_of(room) for room in _ROOMS}
    run(["-m", "coverage", "report"])
    for room, share in shares.items():
        say(f"Branches of jetdesk/{room}: {share:.1f} % (wanted: {_BRANCHES_WANTED:.0f} %)")
    return 0 if min(shares.values()) >= _BRANCHES_WANTED else 1


def _branches_of(room: str) -> float:
    command = [script("python"), "-m", "coverage", "json", "-q", f"--include=jetdesk/{room}/*", "-o", "-"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if result.returncode:
        return 0.0
    totals: dict[str, int] = json.loads(result.stdout)["totals"]
    return 100.0 * totals["covered_branches"] / max(totals["num_branches"], 1)
