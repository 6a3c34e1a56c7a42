"""Opening a sealed sheet again: before the reveal, or after it for a revision."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from jetdesk.desk.projection import ChangeSet
from jetdesk.errors import UserError
from jetdesk.services import interviews
from jetdesk.services.interviews import SheetView
from jetdesk.ui.context import Context

if TYPE_CHECKING:
    from jetdesk.ui.screens.interview.view import InterviewView


class ReopeningPart:
    """`sheet()` gives the one that is shown; it tells `reopened(change)`."""

    def __init__(
        self, view: "InterviewView", context: Context, sheet: Callable[[], SheetView | None],
        reopened: Callable[[ChangeSet], object],
    ) -> None:  # fmt: skip
        self._view, self._context, self._sheet, self._reopened = view, context, sheet, reopened
        view.reopening_given.connect(self._on_reason_given)

    def _on_reason_given(self, reason: str) -> None:
        sheet = self._sheet()
        if sheet is None or sheet.submitted is None:
            return
        key = (sheet.applicant_id, sheet.panelist.id)
        work = partial(interviews.reopen, self._context.desk, *key, reason)
        done, failed = partial(self._on_reopened, key), partial(self._on_failed, key)
        self._context.tasks.write(work, done, failed, owner=self._view)

    def _on_reopened(self, key: tuple[str, str], change: ChangeSet) -> None:
        self._reopened(change)
        if self._is_shown(key):
            self._view.show_reopened()

    def _on_failed(self, key: tuple[str, str], error: UserError) -> None:
        if self._is_shown(key):
            self._view.show_reopening_refused(" ".join(error.parts()))
        else:
            self._context.notify.warn(error)

    def _is_shown(self, key: tuple[str, str]) -> bool:
        sheet = self._sheet()
        return sheet is not None and (sheet.applicant_id, sheet.panelist.id) == key
