"""The mailbox between the view and the services: choosing it, looking for it, reading it, and when that fails."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from jetdesk.desk.projection import ChangeSet
from jetdesk.errors import EnvironmentFailed, UserError
from jetdesk.i18n import tr, tr_n
from jetdesk.ui.context import Context
from jetdesk.ui.screens.custody import counting
from jetdesk.ui.screens.custody.reading import Door
from jetdesk.ui.screens.custody.values import Everything, MailboxValues, ReadMailbox
from jetdesk.ui.tasks import Job, Progress

if TYPE_CHECKING:
    from jetdesk.ui.screens.custody.view import CustodyScreen


_PERHAPS = ("applicant", "assignment", "slot", "sheet", "seal", "receipt", "reveal")


class MailboxPresenter:
    """`refresh` reads the desk again; `initiator` is in whose name things change."""

    def __init__(
        self, view: "CustodyScreen", context: Context, door: Door, refresh: Callable[[], None], initiator: object
    ) -> None:
        self._view, self._context, self._door = view, context, door
        self._refresh, self._initiator = refresh, initiator
        self._all = Everything()
        self._connected: bool | None = None
        self._result = ""
        self._job: Job | None = None
        self._had_begun, self._is_reading = False, False
        view.read_asked.connect(self.read)
        view.read_cancelled.connect(self.cancel)
        view.mailbox_chosen.connect(self.choose)

    def show(self, found: Everything) -> None:
        """What the desk knows of its mailbox."""
        if found.mailbox != self._all.mailbox:
            self._connected, self._result = None, ""
        self._all = found
        self._show()
        if self._connected is None:
            self.look()

    def look(self) -> None:
        """Whether it is there now: the stick may have come or gone."""
        if self._all.mailbox:
            work = partial(self._door.is_there, self._all.mailbox)
            self._context.tasks.read(work, self._on_looked, owner=self._view, key="custody.mailbox")

    def choose(self, url: str, prepare: bool) -> None:
        work = partial(self._door.set_mailbox, url, prepare)
        self._context.tasks.write(work, self._on_chosen, self._view.show_mailbox_refused, self._view)

    def read(self) -> None:
        """A job with progress; one at a time."""
        if self._is_reading:
            return
        if not self._all.mailbox:
            self._view.focus_mailbox()
            return
        self._had_begun, self._is_reading = False, True
        self._view.settle_banner()
        self._view.show_reading(None, tr("Reading the mailbox…"))
        tasks, view = self._context.tasks, self._view
        job = tasks.job(self._work, self._on_read, self._on_failed, view, self._on_progress)
        if self._is_reading:
            self._job = job
            job.ended.connect(self._on_ended)

    def cancel(self) -> None:
        """It stops at the next file; what was read stays."""
        if self._job is not None:
            self._view.show_reading(None, tr("Stopping…"))
            self._job.cancel()

    def _work(self, progress: Progress) -> ReadMailbox:
        return self._door.read_mailbox(progress.report)

    def _on_progress(self, fraction: float, words: str) -> None:
        self._had_begun = self._had_begun or fraction > 0
        self._view.show_reading(fraction, words or tr("Reading the mailbox…"))

    def _on_read(self, result: ReadMailbox) -> None:
        self._end()
        self._result, self._connected = counting.result_words(result), True
        if result.refused:
            self._view.show_banner("bug", *counting.refusal_words(result))
        elif result.parked:
            first = tr_n("{n} file waits for an earlier one.", "{n} files wait for earlier ones.", result.parked)
            self._view.show_banner("say", first, tr("They are read as soon as those arrive."))
        else:
            self._context.notify.say(tr("Mailbox read: {result}.", result=self._result))
        self._context.bus.changed.emit(result.change, self._initiator)
        self._refresh()

    def _on_failed(self, error: UserError) -> None:
        self._end()
        if isinstance(error, EnvironmentFailed):
            work = partial(self._door.is_there, self._all.mailbox)
            done = partial(self._on_interrupted, error)
            self._context.tasks.read(work, done, owner=self._view, key="custody.mailbox")
        else:
            self._say(error)
        self._tell_partly()

    def _on_interrupted(self, error: UserError, is_there: bool) -> None:
        self._on_looked(is_there)
        if is_there or not self._had_begun:
            self._say(error)
            return
        first = tr("The mailbox was removed while reading.")
        rest = tr("What was read by then is kept. Insert it again to finish.")
        self._view.show_banner("warn", first, rest, tr("Try again"))

    def _say(self, error: UserError) -> None:
        first, *rest = error.parts()
        self._view.show_banner("warn", first, " ".join(rest), tr("Try again"))

    def _on_chosen(self, _: object) -> None:
        self._view.show_mailbox_taken()
        self._connected = None
        self._refresh()

    def _on_looked(self, is_there: bool) -> None:
        self._connected = is_there
        self._show()

    def _on_ended(self) -> None:
        """Also after a cancel, when nothing else is heard; what was read by then shows."""
        if self._is_reading:
            self._end()
            self._tell_partly()

    def _tell_partly(self) -> None:
        """What was taken in before it stopped stays, but nobody says what it was."""
        self._context.bus.changed.emit(ChangeSet(dict.fromkeys(_PERHAPS, frozenset())), self._initiator)
        self._refresh()

    def _end(self) -> None:
        self._is_reading, self._job = False, None
        self._view.show_idle()

    def _show(self) -> None:
        found = self._all
        self._view.show_mailbox(MailboxValues(found.mailbox, self._connected, found.last_read, self._result, found.now))
