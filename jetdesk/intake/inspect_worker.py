"""The quarantine's inside (`python -m jetdesk.intake.inspect_worker`): opens strangers' files, one a line.

It holds no key, knows no desk, and may be killed at any time.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from jetdesk.errors import UserError
from jetdesk.intake.wire import GOING_ON, Line, error_line, from_line, lines_of, options_from, to_line

MEMORY_BYTES = 512 * 1024 * 1024


def main() -> None:
    answers = _own_output()
    _limit()
    _send(answers, {"kind": "ready"})
    for request in sys.stdin.buffer:
        _answer(from_line(request), answers)


def _own_output() -> BinaryIO:
    """The answers' own channel; what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return answers


def _limit() -> None:
    """Memory, and no core dumps or written files, where the system allows it (Linux; partly macOS)."""
    if sys.platform == "win32":
        return
    import resource

    limits = ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0))
    for limit, value in limits:
        try:
            resource.setrlimit(limit, (value, value))
        except (OSError, ValueError):
            continue  # this system does not have it; the time limit still holds


def _answer(request: Line, answers: BinaryIO) -> None:
    path = Path(str(request["path"]))
    if request["task"] == "read":
        _read(path, request, answers)
    else:
        _inspect(path, answers)


def _inspect(path: Path, answers: BinaryIO) -> None:
    from jetdesk.intake.inspection import inspect

    state, pages = inspect(path)
    _send(answers, {"kind": "inspected", "state": state.value, "pages": pages})


def _read(path: Path, request: Line, answers: BinaryIO) -> None:
    from jetdesk.intake.reader import read_export

    try:
        export = read_export(path, options_from(request), lambda: _send(answers, GOING_ON))
    except UserError as error:
        _send(answers, error_line(error))
        return
    for line in lines_of(export):
        _send(answers, line)


def _send(answers: BinaryIO, line: Mapping[str, object]) -> None:
    answers.write(to_line(line))
    if line["kind"] not in ("head", "record", "problem"):
        answers.flush()


if __name__ == "__main__":
    main()
