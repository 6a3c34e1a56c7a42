"""An open desk in the window: its lanes, its undo, and the way to close it."""

from functools import partial

from PySide6.QtCore import QObject

from jetdesk.desk.desk import Desk
from jetdesk.services import desks
from jetdesk.services.desks import Belonging
from jetdesk.ui.bus import Bus
from jetdesk.ui.context import Context
from jetdesk.ui.courier import Courier
from jetdesk.ui.notify import Notifier
from jetdesk.ui.tasks import Done, Failed, Job, JobWork, Progress, ProgressShown, Tasks
from jetdesk.ui.undo import UndoStack

LONGEST_WAIT = 60.0
"""Seconds for what is under way to end; a slow stick takes its time for one file, and is not left in the middle."""


class CountingTasks(Tasks):
    """The lanes, knowing whether a job is under way: an idle laptop is not locked in the middle of an import."""

    jobs = 0

    def job(
        self,
        work: JobWork,
        done: Done | None = None,
        failed: Failed | None = None,
        owner: object = None,
        progress: ProgressShown | None = None,
    ) -> Job:
        made = super().job(work, done, failed, owner, progress)
        self.jobs += 1
        made.ended.connect(self._on_job_ended)
        return made

    def _on_job_ended(self) -> None:
        self.jobs -= 1


class Session(QObject):
    """From unlocking to locking. The window may be rebuilt meanwhile: each time it takes a new context."""

    def __init__(self, desk: Desk, who: Belonging, notify: Notifier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk, self.who, self._notify = desk, who, notify
        self.tasks = CountingTasks(notify.warn, notify.bug, self)
        self.undo = UndoStack(partial(desks.undo, desk), self.tasks, notify, self)
        self.undo.applied.connect(self._on_undone)
        self._bus = Bus(self)
        self.courier = Courier(desk, self.tasks, notify, self)

    @property
    def is_working(self) -> bool:
        return self.tasks.jobs > 0

    def new_context(self) -> Context:
        """For a new frame. Whoever listened to the old bus hears nothing any more."""
        self._bus.deleteLater()
        self._bus = Bus(self)
        self.courier.attend(self._bus)
        return Context(self.desk, self.who, self.tasks, self._bus, self._notify, self.undo)

    def back_up_daily(self) -> None:
        """Once a day, in the job lane; nobody waits for it."""
        self.tasks.job(self._back_up, owner=self)

    def close(self) -> None:
        """Finish what is written, stop the rest, close the desk."""
        self.courier.stop()
        self.tasks.close(LONGEST_WAIT)
        self.desk.close()

    def _back_up(self, progress: Progress) -> None:
        progress.check()
        desks.back_up_daily(self.desk)

    def _on_undone(self, change: object) -> None:
        self._bus.changed.emit(change, None)
