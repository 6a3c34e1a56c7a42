"""The three lanes of work beside the window, and the only place where anything crosses threads.

*write*: one thread, in order. *read*: two threads, the newest query of a key wins. *job*: one thread, with progress
and cancel. Results come back on the main thread, or are dropped when their owner is gone.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from itertools import count
from threading import Event
from typing import Any, Protocol

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from jetdesk.errors import UserError
from jetdesk.ui import immortals

Work = Callable[[], Any]
Done = Callable[[Any], object]
Failed = Callable[[UserError], object]
ProgressShown = Callable[[float, str], object]


class Cancelled(Exception):
    """Raised by `Progress.check` inside a job that the person has cancelled."""


class Progress:
    """Given to the work of a job; used from its thread."""

    def __init__(self, tell: ProgressShown | None = None) -> None:
        self.tell = tell
        self._cancelled = Event()

    def report(self, fraction: float, text: str = "") -> None:
        """Show how far it is, 0 to 1; ends the work when it was cancelled."""
        self.check()
        if self.tell:
            self.tell(fraction, text)

    def check(self) -> None:
        if self._cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()


class Job(QObject):
    """A running job, seen from the main thread. `ended` comes in every case, after done or failed."""

    progressed = Signal(float, str)
    ended = Signal()

    def __init__(self, progress: Progress, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._progress = progress

    def cancel(self) -> None:
        self._progress.cancel()

    @property
    def cancelled(self) -> bool:
        return self._progress.cancelled


JobWork = Callable[[Progress], Any]


class Lanes(Protocol):
    """What a presenter sees of the tasks."""

    def write(
        self, work: Work, done: Done | None = None, failed: Failed | None = None, owner: object = None
    ) -> None: ...

    def read(
        self, work: Work, done: Done, failed: Failed | None = None, owner: object = None, key: object = None
    ) -> None: ...

    def job(
        self,
        work: JobWork,
        done: Done | None = None,
        failed: Failed | None = None,
        owner: object = None,
        progress: ProgressShown | None = None,
    ) -> Job: ...


@dataclass(slots=True)
class _Task:
    """Some work, who waits for it, and what came of it. Keeps `work` so that it is let go on the main thread."""

    work: Work
    done: Done | None
    failed: Failed | None
    owner: object
    key: object = None
    ticket: int = 0
    job: Job | None = None
    value: Any = None
    error: BaseException | None = None

    def run(self) -> None:
        try:
            self.value = self.work()
        except BaseException as error:
            self.error = error


class _Outcomes:
    """What to do with results, the same for both kinds of tasks."""

    def __init__(self, warn: Failed, bug: Callable[[BaseException], object]) -> None:
        self._warn, self._bug = warn, bug

    def settle(self, task: _Task) -> None:
        """Hand the result to its owner, if there still is one."""
        if not (isinstance(task.owner, QObject) and not isValid(task.owner)):
            self._hand_over(task)
        if task.job is not None and isValid(task.job):
            task.job.ended.emit()

    def _hand_over(self, task: _Task) -> None:
        match task.error:
            case None if task.done is not None:
                task.done(task.value)
            case None | Cancelled():
                pass
            case UserError() as error:
                (task.failed or self._warn)(error)
            case error:
                self._bug(error)


class Tasks(QObject):
    """The real lanes. `warn` takes user errors that nobody else takes, `bug` takes everything else."""

    idle = Signal()
    _arrived = Signal()

    def __init__(self, warn: Failed, bug: Callable[[BaseException], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        immortals.hold()
        self._outcomes = _Outcomes(warn, bug)
        self._lanes = {name: ThreadPoolExecutor(n, f"jetdesk-{name}") for name, n in _WIDTHS.items()}
        self._results: deque[Callable[[], None]] = deque()
        self._newest: dict[object, int] = {}
        self._running: dict[int, tuple[_Task, Future[None]]] = {}
        self._tickets = count(1)
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def write(self, work: Work, done: Done | None = None, failed: Failed | None = None, owner: object = None) -> None:
        """Run in the order of asking; `done(result)` afterwards."""
        self._start("write", _Task(work, done, failed, _owner(owner, done)))

    def read(
        self, work: Work, done: Done, failed: Failed | None = None, owner: object = None, key: object = None
    ) -> None:
        """Run beside others; of several with one key only the newest is delivered."""
        self._start("read", _Task(work, done, failed, _owner(owner, done), key))

    def job(
        self,
        work: JobWork,
        done: Done | None = None,
        failed: Failed | None = None,
        owner: object = None,
        progress: ProgressShown | None = None,
    ) -> Job:
        """Run one long work at a time; `progress(fraction, text)` is called on the main thread."""
        report = Progress()
        job = Job(report)
        if progress is not None:
            job.progressed.connect(progress)
        report.tell = partial(self._post_progress, job)
        self._start("job", _Task(partial(work, report), done, failed, _owner(owner, done), job=job))
        return job

    def wait_idle(self, timeout_ms: int = 10_000) -> None:
        """Process events until nothing is under way; for tests and for closing."""
        loop, timer = QEventLoop(), QTimer(singleShot=True)
        self.idle.connect(loop.quit)
        timer.timeout.connect(loop.quit)
        timer.start(timeout_ms)
        while self._running and timer.isActive():
            loop.exec()  # what ends may begin something else
        if self._running:
            raise TimeoutError("tasks are still running")

    def close(self, timeout: float = 10.0) -> bool:
        """Take no more work, cancel jobs, finish the rest; False if some was still running after `timeout` s."""
        self._closed = True
        for task, _ in self._running.values():
            if task.job is not None:
                task.job.cancel()
        left = wait([future for _, future in self._running.values()], timeout).not_done
        self._deliver()
        for lane in self._lanes.values():
            lane.shutdown(wait=not left, cancel_futures=True)
        return not left

    def _start(self, lane: str, task: _Task) -> None:
        if self._closed:
            return
        task.ticket = next(self._tickets)
        if task.key is not None:
            self._newest[task.key] = task.ticket
        self._running[task.ticket] = (task, self._lanes[lane].submit(self._run, task))

    def _run(self, task: _Task) -> None:
        """In the lane's thread."""
        if not self._is_stale(task):
            task.run()
        self._post(partial(self._finish, task))

    def _post(self, result: Callable[[], None]) -> None:
        self._results.append(result)
        self._arrived.emit()

    def _post_progress(self, job: Job, fraction: float, text: str) -> None:
        self._post(partial(_show_progress, job, fraction, text))

    def _deliver(self) -> None:
        while self._results:
            self._results.popleft()()

    def _finish(self, task: _Task) -> None:
        stale = self._is_stale(task)
        del self._running[task.ticket]
        if task.key is not None and not stale:
            del self._newest[task.key]
        if not stale:
            self._outcomes.settle(task)
        if not self._running:
            self.idle.emit()

    def _is_stale(self, task: _Task) -> bool:
        return task.key is not None and self._newest.get(task.key) != task.ticket


class ImmediateTasks(QObject):
    """The same lanes without threads: everything is done on return. For tests of presenters."""

    idle = Signal()

    def __init__(self, warn: Failed, bug: Callable[[BaseException], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outcomes = _Outcomes(warn, bug)

    def write(self, work: Work, done: Done | None = None, failed: Failed | None = None, owner: object = None) -> None:
        self._settle(_Task(work, done, failed, _owner(owner, done)))

    def read(
        self, work: Work, done: Done, failed: Failed | None = None, owner: object = None, key: object = None
    ) -> None:
        self._settle(_Task(work, done, failed, _owner(owner, done)))

    def job(
        self,
        work: JobWork,
        done: Done | None = None,
        failed: Failed | None = None,
        owner: object = None,
        progress: ProgressShown | None = None,
    ) -> Job:
        report = Progress(progress)
        job = Job(report)
        self._settle(_Task(partial(work, report), done, failed, _owner(owner, done), job=job))
        return job

    def wait_idle(self, timeout_ms: int = 10_000) -> None:
        """Nothing is ever under way."""

    def close(self, timeout: float = 10.0) -> bool:
        return True

    def _settle(self, task: _Task) -> None:
        task.run()
        self._outcomes.settle(task)
        self.idle.emit()


def _show_progress(job: Job, fraction: float, text: str) -> None:
    if isValid(job) and not job.cancelled:
        job.progressed.emit(fraction, text)


def _owner(owner: object, done: Done | None) -> object:
    """The owner that was named, or else the object whose method waits for the result."""
    return owner if owner is not None else getattr(done, "__self__", None)


_WIDTHS = {"write": 1, "read": 2, "job": 1}
