"""The foot's part of the presenter: what has reached the coordinator, and sending what has not."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from jetdesk.domain.office import Role
from jetdesk.domain.rows import InterviewRow
from jetdesk.services import exchange
from jetdesk.services.exchange import Delivery
from jetdesk.ui import places
from jetdesk.ui.context import Context
from jetdesk.ui.courier import Post
from jetdesk.ui.screens.interview import standing

if TYPE_CHECKING:
    from jetdesk.ui.screens.interview.view import InterviewView


class DeliveryPart:
    """Only on a panelist's own desk; coordinators have the custody ledger. The courier does the carrying."""

    def __init__(self, view: "InterviewView", context: Context) -> None:
        self._view, self._context = view, context
        self._rows: Sequence[InterviewRow] = ()
        self._delivery: Delivery | None = None
        self._running = False
        view.send_asked.connect(partial(self._ask, ""))
        view.mailbox_asked.connect(partial(self._ask, places.OTHER))
        view.cancel_asked.connect(partial(self._ask, places.STOP))
        if context.who.person.role is not Role.COORDINATOR:
            context.bus.posted.connect(self._on_posted)

    def read(self) -> None:
        work = partial(exchange.delivery, self._context.desk)
        self._context.tasks.read(work, self._on_delivery, owner=self._view, key="interview delivery")

    def show_rows(self, rows: Sequence[InterviewRow]) -> None:
        """The list has changed: what it says of sealed sheets must agree."""
        self._rows = rows
        self._show()

    def _ask(self, how: str) -> None:
        self._context.bus.wanted.emit(places.SYNC, how)

    def _on_posted(self, post: Post) -> None:
        if post.reading is not None:
            self._running = True
            self._view.show_sending(post.reading, "")
        elif self._running:
            self._running = False
            self._view.show_sending_ended(post.problem is not None)
            self.read()

    def _on_delivery(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self._show()

    def _show(self) -> None:
        d = self._delivery
        if d is not None:
            self._view.show_foot(standing.foot(self._rows, d.mailbox, d.last, d.sheets_waiting, d.changes_unsent))
