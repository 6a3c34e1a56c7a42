"""The mailbox between the view, the services and the courier: choosing it, looking for it, having it read."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from jetdesk.i18n import tr, tr_n
from jetdesk.services.exchange import Exchanged
from jetdesk.ui import places
from jetdesk.ui.context import Context
from jetdesk.ui.courier import Post
from jetdesk.ui.screens.custody import counting
from jetdesk.ui.screens.custody.reading import Door
from jetdesk.ui.screens.custody.values import Everything, MailboxValues

if TYPE_CHECKING:
    from jetdesk.ui.screens.custody.view import CustodyScreen


class MailboxPresenter:
    """`refresh` reads the desk again."""

    def __init__(self, view: "CustodyScreen", context: Context, door: Door, refresh: Callable[[], None]) -> None:
        self._view, self._context, self._door, self._refresh = view, context, door, refresh
        self._all = Everything()
        self._connected: bool | None = None
        self._result = ""
        self._is_reading = False
        view.read_asked.connect(self.read)
        view.read_cancelled.connect(self.cancel)
        view.mailbox_chosen.connect(self.choose)
        context.bus.posted.connect(self._on_posted)

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
        """The courier reads it, and says so in words if that fails."""
        if not self._all.mailbox:
            self._view.focus_mailbox()
        else:
            self._view.settle_banner()
            self._context.bus.wanted.emit(places.SYNC, "")

    def cancel(self) -> None:
        """It stops at the next file; what was read stays."""
        self._view.show_reading(None, tr("Stopping…"))
        self._context.bus.wanted.emit(places.SYNC, places.STOP)

    def _on_posted(self, post: Post) -> None:
        if post.reading is not None:
            self._is_reading = True
            self._view.show_reading(post.reading, tr("Reading the mailbox…"))
        elif self._is_reading:
            self._is_reading = False
            self._view.show_idle()
            self._connected = post.here
            if post.done is not None:
                self._show_done(post.done)
            self._refresh()

    def _show_done(self, done: Exchanged) -> None:
        self._result = counting.result_words(done)
        if done.refused:
            self._view.show_banner("bug", *counting.refusal_words(done))
        elif done.parked:
            first = tr_n("{n} file waits for an earlier one.", "{n} files wait for earlier ones.", done.parked)
            self._view.show_banner("say", first, tr("They are read as soon as those arrive."))

    def _on_chosen(self, _: object) -> None:
        self._view.show_mailbox_taken()
        self._connected = None
        self._refresh()

    def _on_looked(self, is_there: bool) -> None:
        self._connected = is_there
        self._show()

    def _show(self) -> None:
        found = self._all
        self._view.show_mailbox(MailboxValues(found.mailbox, self._connected, found.last_read, self._result, found.now))
