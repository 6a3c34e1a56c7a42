"""Files on a medium that can be full, pulled out, or filled by somebody else with anything.

Nothing here follows a link or waits at a pipe, and a file gets its final name when its bytes have been read back.
"""

import errno
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from stat import S_ISREG

from jetdesk.desk.files import discard, sync_folder
from jetdesk.errors import EnvironmentFailed, Untrusted
from jetdesk.i18n import msg
from jetdesk.sync.mailbox import KEPT

_LEFTOVER = re.compile(r"new-[0-9a-f]{32}\.part")
_DAY = 24 * 60 * 60
_OPEN = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextmanager
def in_words() -> Iterator[None]:
    """The medium's own errors become EnvironmentFailed."""
    try:
        yield
    except OSError as problem:
        raise medium_failed(problem) from problem


def folders(place: Path, known: re.Pattern[str]) -> list[str]:
    """Names of the folders in a folder that match; none if it is not there."""
    with suppress(FileNotFoundError), os.scandir(place) as entries:
        return sorted(e.name for e in entries if known.fullmatch(e.name) and e.is_dir(follow_symlinks=False))
    return []


def files(place: Path, known: re.Pattern[str], largest: int) -> Iterator[tuple[re.Match[str], int]]:
    """Files in a folder whose names match and that are not too large, with their sizes in bytes."""
    with suppress(FileNotFoundError), os.scandir(place) as entries:
        for entry in entries:
            match = known.fullmatch(entry.name)
            if match is None:
                _sweep(entry)
                continue
            size = _size_of(entry)
            if size is not None and size <= largest:
                yield match, size


def read(path: Path, count: int, largest: int) -> bytes:
    """The first `count` bytes of a file; empty if it is gone, larger than `largest` bytes or no file at all."""
    if os.name == "nt" and path.is_symlink():
        return b""
    try:
        handle = os.open(path, _OPEN)
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as problem:
        if problem.errno in (errno.ELOOP, errno.ENXIO):  # a link, a socket
            return b""
        raise
    with open(handle, "rb", buffering=0) as stream:
        found = os.fstat(handle)
        if not S_ISREG(found.st_mode) or found.st_size > largest:
            return b""
        return _all_of(stream.fileno(), min(count, found.st_size))


def make_folder(place: Path) -> None:
    """Make it durably unless it is there. Raises Untrusted if a link is in its place."""
    if place.is_symlink():
        raise Untrusted(
            msg("The mailbox holds a link where a folder should be: {name}.", name=str(place)),
            safe=msg("Nothing was written there."),
            todo=msg("Remove the link, or prepare a new folder as the mailbox."),
        )
    if not place.is_dir():
        place.mkdir(exist_ok=True)
        _settle(place.parent)


def write(path: Path, content: bytes) -> None:
    """Whole, durable and read back, or not at all under this name; nothing is written if it lies there already."""
    if _holds(path, content):
        return
    beside = path.with_name(f"new-{token_hex(16)}.part")
    try:
        _write_new(beside, content)
        try:
            os.replace(beside, path)
        except OSError:  # another program has the file open, as happens on Windows: most likely it wrote the same
            if not _holds(path, content):
                raise
        _settle(path.parent)
    finally:
        discard(beside)


def _write_new(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
        if hasattr(os, "posix_fadvise"):  # otherwise the bytes that are read back come from memory
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    if not _holds(path, content):
        raise reads_back_differently()


def _holds(path: Path, content: bytes) -> bool:
    return bool(content) and read(path, len(content), len(content)) == content


def _all_of(handle: int, count: int) -> bytes:
    """Reads may come in parts, and a file may shrink meanwhile."""
    parts: list[bytes] = []
    while count > 0 and (part := os.read(handle, count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _size_of(entry: os.DirEntry[str]) -> int | None:
    with suppress(FileNotFoundError):
        found = entry.stat(follow_symlinks=False)
        return found.st_size if S_ISREG(found.st_mode) else None
    return None


def _sweep(entry: os.DirEntry[str]) -> None:
    """Remove what an interrupted write of ours left; a day is longer than any write that may still be going on."""
    if _LEFTOVER.fullmatch(entry.name):
        with suppress(OSError):
            if time.time() - entry.stat(follow_symlinks=False).st_mtime > _DAY:
                os.unlink(entry.path)


def _settle(folder: Path) -> None:
    """Make names durable; some network shares and stick drivers cannot sync a folder and say so."""
    try:
        sync_folder(folder)
    except OSError as problem:
        if problem.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF):
            raise


def medium_failed(problem: OSError) -> EnvironmentFailed:
    """The medium's own error in words for a person."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return medium_full()
    return EnvironmentFailed(
        msg("The mailbox cannot be used: {reason}.", reason=problem.strerror or type(problem).__name__),
        safe=KEPT,
        todo=msg("Check that the stick or the share is there and may be written to, then sync again."),
    )


def medium_full() -> EnvironmentFailed:
    return EnvironmentFailed(
        msg("The mailbox's disk is full."),
        safe=KEPT,
        todo=msg("Free some space there, then sync again."),
    )


def reads_back_differently() -> EnvironmentFailed:
    return EnvironmentFailed(
        msg("What was written into the mailbox reads back differently."),
        safe=KEPT,
        todo=msg("Use another stick or folder as the mailbox."),
    )
