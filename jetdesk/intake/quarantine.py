"""Strangers' files are opened in a child process with limits of time and memory, without keys or a desk."""

import hashlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

import jetdesk
from jetdesk.domain.document import DocumentState
from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.i18n import msg
from jetdesk.intake.export import NO_OPTIONS, Export, FileOptions
from jetdesk.intake.media import media_type
from jetdesk.intake.wire import Line, export_from, from_line, request_to_read, to_line

SECONDS_A_FILE = 10.0
"""For a document; for an export, the longest silence."""
SECONDS_AN_EXPORT = 60.0
SECONDS_TO_START = 60.0
WORKER_OPTION = "--inspect-worker"
"""What a frozen program is called with to be the worker; `app` must hand over to `inspect_worker.main`."""

Progress = Callable[[int, int], None]
"""Files done, files in all. What it raises ends the inspection."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """`pages` is 0 where they cannot be counted; `sha256` in hexadecimal, of the file as it is."""

    path: Path
    state: DocumentState
    media_type: str
    pages: int
    size: int
    sha256: str


def inspect_documents(files: Sequence[Path], progress: Progress | None = None) -> tuple[Inspected, ...]:
    """Whether each document can be shown. A file that takes too long or too much memory counts as damaged."""
    found: list[Inspected] = []
    with Quarantine() as quarantine:
        for path in files:
            found.append(_inspected(path, quarantine))
            if progress:
                progress(len(found), len(files))
    return tuple(found)


def read_export_quarantined(path: Path, options: FileOptions = NO_OPTIONS) -> Export:
    """As `read_export`, in the child process. Raises Refused also where time or memory do not suffice."""
    with Quarantine() as quarantine:
        request = request_to_read(os.fspath(path.absolute()), options)
        try:
            return export_from(quarantine.ask(request, SECONDS_A_FILE, SECONDS_AN_EXPORT))
        except (Lost, ValueError, KeyError) as fault:
            raise Refused(
                msg("The file {file} is too large or too intricate to be read safely.", file=path.name),
                safe=msg("Nothing was loaded."),
                todo=msg("Save only the list of applications as CSV, and choose that file."),
            ) from fault


def _inspected(path: Path, quarantine: "Quarantine") -> Inspected:
    size, sha256 = _fingerprint(path)
    if size == 0:
        return Inspected(path, DocumentState.EMPTY, media_type(path), 0, 0, sha256)
    state, pages = _state(path, quarantine)
    return Inspected(path, state, media_type(path), pages, size, sha256)


def _state(path: Path, quarantine: "Quarantine") -> tuple[DocumentState, int]:
    request: Line = {"task": "inspect", "path": os.fspath(path.absolute())}
    try:
        answer = next(quarantine.ask(request, SECONDS_A_FILE, SECONDS_A_FILE))
        return DocumentState(str(answer["state"])), int(str(answer["pages"]))
    except (Lost, ValueError, KeyError):
        quarantine.stop()
        return DocumentState.TRUNCATED, 0


def _fingerprint(path: Path) -> tuple[int, str]:
    try:
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            return stream.tell(), sha256
    except OSError as fault:
        raise EnvironmentFailed(
            msg("The document {file} cannot be read.", file=path.name),
            safe=msg("Nothing was loaded."),
            todo=msg("Copy the folder to this computer and try again."),
        ) from fault


class Lost(Exception):
    """The worker ended, or said nothing in time, and was killed."""


class Quarantine:
    """One worker process, started when first asked and again after it was lost. Not for several threads."""

    def __init__(self) -> None:
        self._worker: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def __enter__(self) -> "Quarantine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def ask(self, request: Line, silence: float, seconds: float) -> Iterator[Line]:
        """The lines of the answer, all within `seconds` and never `silence` apart.

        Raises Lost where they are not, ValueError for a line that is no JSON.
        """
        worker = self._worker or self._start()
        try:
            assert worker.stdin
            worker.stdin.write(to_line(request))
            worker.stdin.flush()
        except OSError as fault:
            raise Lost from fault
        deadline = time.monotonic() + seconds
        while True:
            yield from_line(self._next(min(silence, deadline - time.monotonic())))

    def stop(self) -> None:
        """Kill the worker and wait for its end."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.kill()
        worker.wait()
        if self._reader:
            self._reader.join()
        for stream in (worker.stdin, worker.stdout):
            _close(stream)

    def _start(self) -> subprocess.Popen[bytes]:
        self._lines = queue.SimpleQueue()
        worker = subprocess.Popen(
            worker_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(os.environ),
            creationflags=_no_console(),
        )
        self._worker = worker
        self._reader = threading.Thread(target=_pump, args=(worker.stdout, self._lines), daemon=True)
        self._reader.start()
        try:
            self._next(SECONDS_TO_START)
        except Lost as fault:
            raise EnvironmentFailed(
                msg("The part of the program that opens documents did not start."),
                safe=msg("Nothing was loaded."),
                todo=msg("Restart the computer; if it happens again, install the program again."),
            ) from fault
        return worker

    def _next(self, seconds: float) -> bytes:
        try:
            line = self._lines.get(timeout=max(0.0, seconds))
        except queue.Empty:
            line = b""
        if not line:
            self.stop()
            raise Lost
        return line


def worker_command() -> list[str]:
    """How the worker is started; a frozen program is its own worker."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_OPTION]
    return [sys.executable, "-P", "-m", "jetdesk.intake.inspect_worker"]


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    """Without our secrets, with the place of our code; one arithmetic thread, as each reserves memory."""
    kept = {name: value for name, value in ours.items() if not name.startswith("JETDESK_")}
    root = str(Path(jetdesk.__file__).parent.parent)
    paths = [root, *filter(None, [ours.get("PYTHONPATH")])]
    return kept | {"PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1"}


def _no_console() -> int:
    """On Windows, no black window for a moment."""
    return int(getattr(subprocess, "CREATE_NO_WINDOW", 0))


def _pump(stream: IO[bytes], lines: "queue.SimpleQueue[bytes]") -> None:
    """In its own thread, as not every system can read a pipe with a time limit. Ends with an empty line."""
    for line in stream:
        lines.put(line)
    lines.put(b"")


def _close(stream: IO[bytes] | None) -> None:
    try:
        if stream:
            stream.close()
    except OSError:
        pass  # what was not yet written to a killed worker does not matter
