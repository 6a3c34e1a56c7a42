"""Carries between this desk and its mailbox by itself: when the mailbox appears, after a submit, and at intervals."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from jetdesk.desk.projection import ChangeSet
from jetdesk.errors import UserError
from jetdesk.i18n import tr, tr_n
from jetdesk.services import exchange
from jetdesk.services.exchange import Delivery, Exchanged
from jetdesk.ui.bus import Bus
from jetdesk.ui.notify import Notifier
from jetdesk.ui.tasks import Job, Lanes, Progress

if TYPE_CHECKING:
    from jetdesk.desk.desk import Desk

LOOK_MS, SYNC_MS = 5_000, 300_000
AT_ONCE = ("seal", "reveal", "reopening", "assignment", "withdrawn", "member")
"""A change of these tables does not wait for the interval."""


@dataclass(frozen=True, slots=True)
class Post:
    """What the courier knows. `reading` is how far a sync is, 0 to 1; None while there is none.

    `done` is what the last sync came to; without it and without a `problem` it was cancelled, or there was none.
    """

    url: str = ""
    here: bool = False
    reading: float | None = None
    problem: UserError | None = None
    delivery: Delivery | None = None
    done: Exchanged | None = None


class Courier(QObject):
    """`told(Post)` whenever something is different, `alarmed(alarms)` for new ones, `mailbox_wanted` when the person
    asked for a sync and there is no mailbox, `rested` when a sync that `stop` cancelled has ended.

    One sync at a time, in the job lane. The interval counts from the end of a sync, so that it can not meet the
    idle lock again and again.
    """

    told = Signal(object)
    alarmed = Signal(object)
    mailbox_wanted = Signal()
    rested = Signal()

    def __init__(
        self, desk: "Desk", tasks: Lanes, notify: Notifier, parent: QObject | None = None,
        *, look_ms: int = LOOK_MS, sync_ms: int = SYNC_MS,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._tasks, self._notify = desk, tasks, notify
        self.post = Post()
        self._bus: Bus | None = None
        self._job: Job | None = None
        self._running = self._again = self._looking = self._asked = self._stopped = False
        self._known_alarms: set[str] = set()
        self._cut_short = ChangeSet()
        self._look_timer = QTimer(self, interval=look_ms)
        self._look_timer.timeout.connect(self.look)
        self._sync_timer = QTimer(self, interval=sync_ms, singleShot=True)
        self._sync_timer.timeout.connect(self._on_interval)

    def attend(self, bus: Bus) -> None:
        """Listen to this bus, and tell it what arrived; each frame of the window brings its own."""
        self._bus = bus
        bus.changed.connect(self._on_changed)

    def start(self) -> None:
        """Look for the mailbox now and every few seconds."""
        self._look_timer.start()
        self._count()
        self.look()

    def stop(self) -> None:
        """Before locking: begin nothing more, cancel what runs."""
        self._stopped = True
        self._look_timer.stop()
        self._sync_timer.stop()
        self.cancel()

    def cancel(self) -> None:
        """End the sync that runs at its next step; what was taken in stays."""
        if self._job is not None:
            self._job.cancel()

    @property
    def is_busy(self) -> bool:
        return self._running

    def sync_now(self) -> None:
        """The person asks: then a failure is told in words, too."""
        self._asked = True
        self.look()

    def use_mailbox(self, url: str) -> None:
        """From now on this laptop exchanges through this mailbox."""
        self._tasks.job(lambda _: exchange.set_mailbox(self._desk, url), self._on_mailbox_set, self._notify.warn, self)

    def look(self) -> None:
        """Is the mailbox there? Asked beside the window; a medium that hangs is asked once."""
        if not (self._running or self._looking or self._stopped):
            self._looking = True
            self._tasks.read(self._read_mailbox, self._on_looked, self._on_look_failed, self)

    def _read_mailbox(self) -> tuple[str, bool]:
        url = exchange.mailbox_url(self._desk)
        return url, bool(url) and exchange.reachable(url)

    def _on_looked(self, found: tuple[str, bool]) -> None:
        url, here = found
        self._looking = False
        appeared = here and (not self.post.here or url != self.post.url)
        problem = self.post.problem if here and not appeared else None
        self._tell(replace(self.post, url=url, here=here, problem=problem))
        if self._asked and not url:
            self._asked = False
            self.mailbox_wanted.emit()
        elif self._asked or appeared:
            self._sync()

    def _on_look_failed(self, error: UserError) -> None:
        self._looking = self._asked = False
        self._tell(replace(self.post, here=False, problem=error))

    def _on_mailbox_set(self, _: object) -> None:
        self.sync_now()

    def _on_interval(self) -> None:
        if self.post.here:
            self._sync()
        else:
            self._sync_timer.start()

    def _on_changed(self, change: ChangeSet, initiator: object) -> None:
        if initiator is self or self._stopped:
            return
        self._count()
        if self.post.here and change.touches(*AT_ONCE):
            self._sync()

    def _count(self) -> None:
        """What waits here has changed; the chip must not say more than is so."""
        self._tasks.read(self._read_delivery, self._on_counted, owner=self, key="courier.delivery")

    def _read_delivery(self) -> Delivery:
        return exchange.delivery(self._desk)

    def _on_counted(self, delivery: Delivery) -> None:
        self._tell(replace(self.post, delivery=delivery))
        if delivery.mailbox != self.post.url:  # another screen chose one
            self.look()

    def _sync(self) -> None:
        if self._stopped:
            return
        if self._running:
            self._again = True
            return
        self._running, self._again = True, False
        self._sync_timer.stop()
        self._cut_short = ChangeSet()
        self._tell(replace(self.post, reading=0.0, problem=None, done=None))
        job = self._tasks.job(self._carry, self._on_carried, self._on_failed, self, self._on_progress)
        if self._running:
            self._job = job
            job.ended.connect(self._on_ended)

    def _carry(self, progress: Progress) -> tuple[Exchanged, Delivery]:
        progress.check()
        exchanged = exchange.sync(self._desk, progress=progress.report, cut_short=self._keep_cut_short)
        return exchanged, exchange.delivery(self._desk)

    def _keep_cut_short(self, change: ChangeSet) -> None:
        """In the lane; told to the screens when the sync has ended."""
        self._cut_short = change

    def _on_progress(self, fraction: float, text: str) -> None:
        before = self.post.reading
        if self._running and (before is None or round(before * 100) != round(fraction * 100)):
            self._tell(replace(self.post, reading=fraction))

    def _on_carried(self, result: tuple[Exchanged, Delivery]) -> None:
        exchanged, delivery = result
        asked, self._asked = self._asked, False
        again = self._again
        self._rest(replace(self.post, here=True, delivery=delivery, done=exchanged))
        if self._stopped:
            return
        self._tell_screens(change_of(exchanged))
        self._tell_alarms(exchanged)
        if asked:
            self._notify.say(said_of(exchanged))
        if again:
            self._sync()

    def _on_failed(self, error: UserError) -> None:
        asked, self._asked = self._asked, False
        self._rest(replace(self.post, problem=error))
        if asked and not self._stopped:
            self._notify.warn(error)
        self._tell_screens(self._cut_short)
        self.look()

    def _on_ended(self) -> None:
        """After done or failed there is nothing left to do; after a cancel or a bug there is."""
        if self._running:
            self._asked = False
            self._rest(self.post)
            self._tell_screens(self._cut_short)

    def _rest(self, post: Post) -> None:
        self._running, self._job = False, None
        self._tell(replace(post, reading=None))
        if self._stopped:
            self.rested.emit()
        else:
            self._sync_timer.start()

    def _tell(self, post: Post) -> None:
        if post != self.post:
            self.post = post
            self.told.emit(post)
            if self._bus is not None:
                self._bus.posted.emit(post)

    def _tell_screens(self, change: ChangeSet) -> None:
        if self._bus is not None and change.rows and not self._stopped:
            self._bus.changed.emit(change, self)

    def _tell_alarms(self, exchanged: Exchanged) -> None:
        new = tuple(a for a in exchanged.alarms if not a.settled and a.id not in self._known_alarms)
        self._known_alarms.update(alarm.id for alarm in new)
        if new:
            self.alarmed.emit(new)


def change_of(exchanged: Exchanged) -> ChangeSet:
    """What the screens have to read again: what came in, and what a sync writes because of it."""
    written = ["member", "receipt"] if exchanged.received else []
    if exchanged.revealed:
        written.append("reveal")
    own: dict[str, frozenset[str]] = dict.fromkeys(written, frozenset())
    return ChangeSet({**own, **exchanged.change.rows}, exchanged.change.entries)


def said_of(exchanged: Exchanged) -> str:
    """A sync in words, for the person who asked for it."""
    parts = [
        tr_n("Mailbox read: {n} new envelope.", "Mailbox read: {n} new envelopes.", exchanged.received),
        tr_n("{n} envelope put in.", "{n} envelopes put in.", exchanged.sent),
    ]
    if exchanged.refused:
        parts.append(tr_n("{n} was set aside and is not counted.", "{n} were set aside and are not counted.",
                          len(exchanged.refused)))  # fmt: skip
    if exchanged.waiting_for:
        parts.append(tr("Some parts are still on the way."))
    return " ".join(parts)
