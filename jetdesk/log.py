"""The program's log file: ids and counts, never words about a person.

An exception's message and locals may hold a name, a score or a passphrase, so only its type and the places it
passed through are written. Callers log ids: `log.get(__name__).info("entry %s applied", entry.id)`.
"""

import logging
from copy import copy
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_tb
from types import FrameType, TracebackType

_ROOT = "jetdesk"
_BYTES_A_FILE = 1_000_000
_OLD_FILES = 3

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class BareFormatter(logging.Formatter):
    """Writes exceptions as types, files, lines and functions only."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: ExceptionInfo) -> str:
        _, error, _ = ei
        return "\n".join(_chain(error)) if error else ""

    def format(self, record: logging.LogRecord) -> str:
        """Nothing another handler cached is used; an exception among the arguments is named by its type."""
        bare = copy(record)
        bare.exc_text = None
        if isinstance(record.args, tuple):
            bare.args = tuple(map(_without_message, record.args))
        return super().format(bare)


def start(path: Path) -> None:
    """Write the log to this file from now on; a log that cannot be written stops nobody."""
    stop()
    handler = _file_handler(path)
    handler.setFormatter(BareFormatter())
    root = logging.getLogger(_ROOT)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    root.propagate = False


def stop() -> None:
    """Close the log file; what comes later goes nowhere."""
    root = logging.getLogger(_ROOT)
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
    root.propagate = True


def get(name: str) -> logging.Logger:
    """The logger of one module, under JetDesk's own root."""
    inside = name == _ROOT or name.startswith(f"{_ROOT}.")
    return logging.getLogger(name if inside else f"{_ROOT}.{name}")


def _file_handler(path: Path) -> logging.Handler:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return RotatingFileHandler(path, maxBytes=_BYTES_A_FILE, backupCount=_OLD_FILES, encoding="utf-8")
    except OSError:
        return logging.NullHandler()


def _without_message(argument: object) -> object:
    return type(argument).__qualname__ if isinstance(argument, BaseException) else argument


def _chain(error: BaseException) -> list[str]:
    lines: list[str] = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines += [_place(frame, line) for frame, line in walk_tb(cause.__traceback__)]
        cause = cause.__cause__ or cause.__context__
    return lines


def _place(frame: FrameType, line: int) -> str:
    code = frame.f_code
    return f"  {Path(code.co_filename).name}:{line} {code.co_qualname}"
