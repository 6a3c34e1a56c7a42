"""One process a desk: the second is told who has it."""

import json
import os
import platform
from pathlib import Path

from filelock import FileLock, Timeout

from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.i18n import msg

FILE = "desk.lock"
OWNER = "desk.owner"


class DeskLock:
    """Held from opening to closing. The system lets go of it by itself when the process dies."""

    def __init__(self, folder: Path) -> None:
        self._owner = folder / OWNER
        self._lock = FileLock(folder / FILE, timeout=0, thread_local=False)

    def take(self) -> None:
        """Raises Refused, naming process and computer, if another process has the desk open."""
        try:
            self._lock.acquire()
            self._owner.write_text(json.dumps({"process": os.getpid(), "computer": platform.node()}), "utf-8")
        except Timeout as problem:
            raise self._taken() from problem
        except OSError as problem:
            self._lock.release(force=True)
            raise EnvironmentFailed(
                msg("The desk's folder cannot be written to: {reason}.", reason=problem.strerror or ""),
                safe=msg("Nothing was changed."),
                todo=msg("Check the disk and the folder's permissions, then try again."),
            ) from problem

    def release(self) -> None:
        if self._lock.is_locked:
            self._owner.unlink(missing_ok=True)
            self._lock.release()

    def _taken(self) -> Refused:
        try:
            owner = json.loads(self._owner.read_text("utf-8"))
            who = msg("process {process} on {computer}", process=owner["process"], computer=owner["computer"])
        except (OSError, ValueError, KeyError, TypeError):
            who = msg("another process")
        return Refused(
            msg("This desk is already open ({who}).", who=who),
            safe=msg("Nothing was changed."),
            todo=msg("Use the window that is open, or close it first."),
        )
