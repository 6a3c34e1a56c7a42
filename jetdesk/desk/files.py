"""Writing files so that an interruption leaves the old or the new one, never half."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from jetdesk.errors import EnvironmentFailed
from jetdesk.i18n import msg


def replace_file(path: Path, content: bytes) -> None:
    """Write beside, sync to disk, rename over, sync the folder. Raises EnvironmentFailed when the disk refuses."""
    beside = path.with_name(path.name + ".new")
    try:
        with beside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, path)
        sync_folder(path.parent)
    except OSError as problem:
        discard(beside)
        raise disk_failed(problem) from problem


def discard(path: Path) -> None:
    """Remove a leftover, if the disk lets us: a first error must not be hidden by a second."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make renames in the folder durable, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def disk_failed(problem: OSError) -> EnvironmentFailed:
    """The disk's own error in words for a person."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full()
    return EnvironmentFailed(
        msg("The disk refused: {reason}.", reason=problem.strerror or type(problem).__name__),
        safe=msg("Nothing was changed."),
        todo=msg("Check that the folder exists and may be written to, then try again."),
    )


def disk_full() -> EnvironmentFailed:
    return EnvironmentFailed(
        msg("The disk is full."),
        safe=msg("Everything that was saved before is safe and can be read."),
        todo=msg("Free some space on this disk, then try again."),
    )
