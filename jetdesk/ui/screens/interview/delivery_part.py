"""The foot's part of the presenter: what has reached the coordinator, and sending what has not."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from jetdesk.domain.rows import InterviewRow
from jetdesk.errors import UserError
from jetdesk.services import exchange
from jetdesk.services.exchange import Delivery, Exchanged
from jetdesk.ui.context import Context
from jetdesk.ui.screens.interview import standing
from jetdesk.ui.tasks import Job, Progress

if TYPE_CHECKING:
    from jetdesk.ui.screens.interview.view import InterviewView


class DeliveryPart:
    """Only on a panelist's own desk; coordinators have the custody ledger."""

    def __init__(self, view: "InterviewView", context: Context) -> None:
        self._view, self._context = view, context
        self._rows: Sequence[InterviewRow] = ()
        self._delivery: Delivery | None = None
        self._job: Job | None = None
        self._running = False
        view.send_asked.connect(self.send)
        view.mailbox_asked.connect(self.choose_mailbox)
        view.cancel_asked.connect(self._on_cancel_asked)

    def read(self) -> None:
        work = partial(exchange.delivery, self._context.desk)
        self._context.tasks.read(work, self._on_delivery, owner=self._view, key="interview delivery")

    def show_rows(self, rows: Sequence[InterviewRow]) -> None:
        """The list has changed: what it says of sealed sheets must agree."""
        self._rows = rows
        self._show()

    def send(self) -> None:
        """Exchange with the mailbox, beside the window; without one it is asked for first."""
        if self._running:
            return
        if self._delivery is None or not self._delivery.mailbox:
            self.choose_mailbox()
        else:
            self._start(partial(_carry, self._context))

    def choose_mailbox(self) -> None:
        folder = "" if self._running else self._view.ask_folder()
        if folder:
            self._start(partial(_choose_and_carry, self._context, folder))

    def _start(self, work: "partial[Exchanged]") -> None:
        self._running = True
        self._view.show_sending(0.0, "")
        job = self._context.tasks.job(work, self._on_sent, self._on_failed, self._view, self._view.show_sending)
        if self._running:
            self._job = job
            job.ended.connect(self._on_ended)

    def _on_sent(self, exchanged: Exchanged) -> None:
        self._rest()
        self._context.bus.changed.emit(exchanged.change, None)
        self.read()

    def _on_failed(self, error: UserError) -> None:
        self._rest(failed=True)
        self._context.notify.warn(error)
        self.read()

    def _on_cancel_asked(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_ended(self) -> None:
        """After a cancel neither of the others is called."""
        if self._running:
            self._rest()
            self.read()

    def _rest(self, *, failed: bool = False) -> None:
        self._running, self._job = False, None
        self._view.show_sending_ended(failed)

    def _on_delivery(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self._show()

    def _show(self) -> None:
        d = self._delivery
        if d is not None:
            self._view.show_foot(standing.foot(self._rows, d.mailbox, d.last, d.sheets_waiting, d.changes_unsent))


def _carry(context: Context, progress: Progress) -> Exchanged:
    return exchange.sync(context.desk, progress=progress.report)


def _choose_and_carry(context: Context, folder: str, progress: Progress) -> Exchanged:
    exchange.set_mailbox(context.desk, folder)
    return _carry(context, progress)
