"""The project's own Python: .venv beside pyproject.toml, made once, renewed with the lock or the project."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import system

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
_STAMP = VENV / "jetdesk.stamp"
_SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")


class NotReady(Exception):
    """The environment cannot be made; the message says what to do."""


def say(text: str, end: str = "\n") -> None:
    print(text, end=end, flush=True)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Says what is being done and, when it is done, how long it took."""
    started = time.monotonic()
    say(f"{what} ... ", end="")
    try:
        yield
    except BaseException:
        say("failed")
        raise
    say(f"{time.monotonic() - started:.1f} s")


def script(name: str) -> str:
    """The path of a program in .venv: `python`, or one that a package brings."""
    return str(_SCRIPTS / (f"{name}.exe" if os.name == "nt" else name))


def prepare() -> None:
    """Make .venv fit for use; nothing is done when it already is."""
    wanted = _fingerprint()
    if not Path(script("python")).exists() or not _STAMP.exists() or _STAMP.read_text() != wanted:
        make_bare()
        _install()
        _STAMP.write_text(wanted)
    _check_system_libraries()


def make_bare() -> None:
    """A .venv with pip and nothing else, unless one that works is there; pip is the last part to come."""
    if Path(script("python")).exists() and Path(script("pip")).exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        _bring(f"python3.{sys.version_info[1]}-venv")
    with timed("Making .venv"):
        _must([sys.executable, "-m", "venv", "--clear", str(VENV)])


def pip(*arguments: str) -> None:
    _must([script("python"), "-m", "pip", "--disable-pip-version-check", "-qq", *arguments])


def run(arguments: list[str], folder: Path = ROOT, settings: Mapping[str, str] | None = None) -> int:
    """Run .venv's Python and give back its exit code; the person's interrupt is the child's business."""
    surroundings = {**os.environ, **(settings or {})}
    process = subprocess.Popen([script("python"), *arguments], cwd=folder, env=surroundings)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while True:
        try:
            code = process.wait()
        except KeyboardInterrupt:
            continue
        return code if code >= 0 else 128 - code


def _install() -> None:
    count = LOCK.read_text(encoding="utf-8").count("==")
    with timed(f"Installing the {count} packages of {LOCK.name}, about 600 MB"):
        # The lock names everything; resolving again, an extra ("coverage[toml]") asks for a newer release than it has.
        pip("install", "--no-deps", "--require-hashes", "--requirement", str(LOCK))
        pip("check")
    with timed("Installing JetDesk from this folder"):
        pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))


def _fingerprint() -> str:
    """Changes when .venv has to be renewed; the folder belongs to it, as the install points there."""
    facts = [LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(facts)).hexdigest()


def _check_system_libraries() -> None:
    """Once all are there this is not asked again for the same .venv."""
    done = VENV / "system-libraries.checked"
    if done.exists() or not sys.platform.startswith("linux"):
        return
    missing = system.missing_libraries(VENV)
    if missing and system.can_install():
        _bring(*system.packages_for(missing))
        missing = system.missing_libraries(VENV)
    if not missing:
        done.touch()
        return
    _explain(missing)


def _explain(missing: list[str]) -> None:
    command = system.command(system.packages_for(missing))
    text = f"Qt lacks {', '.join(missing)} on this machine. This installs what it needs:\n  {command}"
    if system.needed_without_window(missing) or system.has_display():
        raise NotReady(text)
    say(f"{text}\nGoing on without: nothing is shown here, as there is no display.")


def _bring(*packages: str) -> None:
    if not system.can_install():
        raise NotReady(f"Something of the system is missing. This installs it:\n  {system.command(packages)}")
    with timed(f"Installing {', '.join(packages)} from Debian"):
        system.install(packages)


def _must(command: list[str]) -> None:
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise NotReady("This step failed; the lines above say why. Run the same command again to go on.")
