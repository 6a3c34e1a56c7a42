"""A PostgreSQL server for the length of a test run: on loopback, as an unprivileged user, gone afterwards."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import system
from environment import say

VARIABLE = "JETDESK_TEST_POSTGRES"
_USERS = ("postgres", "nobody")
_PROGRAMS = ("initdb", "pg_ctl", "postgres")
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB", "max_connections=60")


@contextmanager
def server(install: bool) -> Iterator[dict[str, str]]:
    """Settings under which tests find the server; empty if there can be none, and then it is said why."""
    if os.environ.get(VARIABLE) or os.name == "nt":
        yield {}
        return
    programs = _programs()
    if programs is None and install and system.can_install():
        say("Installing postgresql from Debian, for the tests of mailboxes in a database.")
        system.install(["postgresql"])
        programs = _programs()
    if programs is None:
        say("No PostgreSQL here: the tests that need one are skipped. Debian's package is called postgresql.")
        yield {}
        return
    with _own_folder() as folder:
        yield from _running(programs, folder)


def _running(programs: Path, folder: Path) -> Iterator[dict[str, str]]:
    data, password = folder / "data", secrets.token_hex(16)
    try:
        try:
            url = _start(programs, folder, data, password)
        except subprocess.CalledProcessError as problem:
            say(f"PostgreSQL did not start, the tests that need it are skipped: {problem.stderr.strip()}")
            yield {}
            return
        yield {VARIABLE: url}
    finally:
        if (data / "postmaster.pid").exists():
            _as_user([programs / "pg_ctl", "stop", "-D", data, "-m", "immediate", "-w"], folder, check=False)


def _start(programs: Path, folder: Path, data: Path, password: str) -> str:
    """The url of the new server's administrator. Raises CalledProcessError."""
    words = folder / "password"
    words.write_text(password)
    words.chmod(0o644)  # its folder is closed to everybody else
    shape = ["--username=tester", f"--pwfile={words}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]
    _as_user([programs / "initdb", "-D", data, "--no-sync", *shape], folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"-c {setting}" for setting in (*_FAST, "listen_addresses=127.0.0.1", f"port={port}")]
    line = " ".join([*options, "-c unix_socket_directories=''"])
    _as_user([programs / "pg_ctl", "start", "-D", data, "-w", "-l", folder / "log", "-o", line], folder)
    return f"postgresql://tester:{password}@127.0.0.1:{port}/postgres"


@contextmanager
def _own_folder() -> Iterator[Path]:
    """A temporary folder of the server's user. Being told to end counts as an interrupt, so that it is cleared away."""
    before = {name: signal.signal(name, _interrupt) for name in (signal.SIGTERM, signal.SIGHUP)}
    folder = Path(tempfile.mkdtemp(prefix="jetdesk-postgres-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, *_user())
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        for name, handler in before.items():
            signal.signal(name, handler)


def _interrupt(number: int, frame: object) -> None:
    raise SystemExit(128 + number)


def _as_user(command: list[str | Path], folder: Path, check: bool = True) -> None:
    """PostgreSQL refuses to run as root. Output goes to a file: the server would hold a pipe open for ever."""
    plain = {**os.environ, "LC_ALL": "C"}
    user, group = _user() if os.geteuid() == 0 else (None, None)
    extra: list[int] | None = [] if user else None
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            command, cwd=folder, env=plain, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            user=user, group=group, extra_groups=extra, check=False,
        )  # fmt: skip
        said.seek(0)
        if check and done.returncode:
            raise subprocess.CalledProcessError(done.returncode, command, stderr=said.read())


def _user() -> tuple[str, int]:
    """Name and group of somebody with few rights; Debian's package brings the first."""
    import pwd  # not on Windows

    known = {entry.pw_name: entry.pw_gid for entry in pwd.getpwall()}
    return next((name, known[name]) for name in _USERS if name in known)


def _programs() -> Path | None:
    """The folder of the newest server's programs."""
    versions = sorted(Path("/usr/lib/postgresql").glob("[1-9][0-9]/bin"))
    on_path = shutil.which("initdb")
    folders = [*reversed(versions), *([Path(on_path).resolve().parent] if on_path else [])]
    return next((f for f in folders if all((f / name).exists() for name in _PROGRAMS)), None)
