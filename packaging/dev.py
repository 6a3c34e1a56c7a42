#!/usr/bin/env python3
"""The one command menu of JetDesk: python3 packaging/dev.py VERB [arguments].

It needs only Python 3.11 or later; the first use of any verb makes .venv and installs what the lock lists.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import checks
import environment
from environment import LOCK, ROOT

MENU = """\
  setup                 make .venv and install everything, then stop
  demo [arguments]      build the sample office, write its reports, open the window on it
  run [arguments]       start JetDesk
  test [arguments]      run the tests in parallel and in random order; arguments go to pytest
  schedules [arguments] play 10,000 schedules of syncing laptops (JETDESK_SCHEDULES, JETDESK_SEED); minutes
  check                 ruff, mypy, import-linter, and whether every word is translated
  bench [arguments]     measure the budgets
  catalogue [FILE ...]  collect the words of the source, take in FILE (English<TAB>Japanese), compile
  lock [arguments]      renew packaging/requirements.lock; arguments go to the resolver, as --upgrade
"""


def setup(arguments: list[str]) -> int:
    environment.say("Ready.")
    return 0


def demo(arguments: list[str]) -> int:
    return environment.run(["-m", "jetdesk", "demo", *arguments], folder=Path.cwd())


def run(arguments: list[str]) -> int:
    return environment.run(["-m", "jetdesk", *arguments], folder=Path.cwd())


def test(arguments: list[str]) -> int:
    return checks.test([_from_here(argument) for argument in arguments])


def schedules(arguments: list[str]) -> int:
    return checks.schedules(arguments)


def check(arguments: list[str]) -> int:
    return checks.check()


def bench(arguments: list[str]) -> int:
    return environment.run(["-m", "tests.benchmarks.run", *arguments])


def catalogue(arguments: list[str]) -> int:
    files = [_from_here(argument) for argument in arguments]
    return environment.run([str(ROOT / "packaging" / "catalogue.py"), "update", *files])


def lock(arguments: list[str]) -> int:
    """Resolve for every platform at once; the file names no index, so it installs from any."""
    environment.pip("install", "uv")
    resolve = ["-m", "uv", "pip", "compile", "pyproject.toml", "--extra", "test", "--quiet", "--no-config"]
    shape = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
    bare = ["--no-header", "--no-annotate", "--output-file", str(LOCK.relative_to(ROOT))]
    return environment.run([*resolve, *shape, *bare, *arguments])


def _from_here(argument: str) -> str:
    """A path typed in the person's folder, for a command that runs in the project's."""
    name, colons, test_id = argument.partition("::")
    path = Path(name)
    return str(path.resolve()) + colons + test_id if not name.startswith("-") and path.exists() else argument


VERBS = {verb.__name__: verb for verb in (setup, demo, run, test, schedules, check, bench, catalogue, lock)}


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):
        print(f"JetDesk needs Python 3.11 or later; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 4
    if not arguments or arguments[0] not in VERBS:
        print(f"python3 packaging/dev.py VERB [arguments]\n\n{MENU}", end="")
        return 0 if arguments and arguments[0] in ("help", "--help", "-h") else 2
    try:
        if arguments[0] != "lock":
            environment.prepare()
        else:
            environment.make_bare()
        return VERBS[arguments[0]](arguments[1:])
    except environment.NotReady as problem:
        print(problem, file=sys.stderr)
        return 4


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    raise SystemExit(main(sys.argv[1:]))
