"""The panelist's word that they should not interview an applicant; the coordinator decides."""

from functools import partial
from typing import TYPE_CHECKING

from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.interests import Interest, Kind, State
from jetdesk.domain.rows import InterviewRow
from jetdesk.errors import UserError
from jetdesk.services import interests
from jetdesk.ui.context import Context

if TYPE_CHECKING:
    from jetdesk.ui.screens.interview.view import InterviewView


class InterestPart:
    """Follows the row that is shown on one's own list; others declare nothing here."""

    def __init__(self, view: "InterviewView", context: Context) -> None:
        self._view, self._context = view, context
        self._entry = view.dossier.head.interest
        self._row: InterviewRow | None = None
        self._entry.given.connect(self._on_given)

    def follow(self, row: InterviewRow | None) -> None:
        """Read how the declaration about this applicant stands; None for nobody's."""
        if row is None or self._row is None or row.applicant_id != self._row.applicant_id:
            self._entry.show_nothing()
        self._row = row
        if row is not None:
            work, done = partial(interests.list_interests, self._context.desk), partial(self._on_read, row.applicant_id)
            self._context.tasks.read(work, done, owner=self._view, key="interview interests")

    def _on_read(self, applicant: str, found: tuple[Interest, ...]) -> None:
        if self._row is None or self._row.applicant_id != applicant:
            return
        me = self._context.who.person.id
        mine = next((i.state for i in found if (i.applicant, i.panelist) == (applicant, me)), None)
        self._entry.show_state(self._row.name, mine)

    def _on_given(self, kind: Kind, detail: str) -> None:
        if self._row is None:
            return
        work = partial(interests.declare, self._context.desk, self._row.applicant_id, kind, detail)
        done, failed = partial(self._on_declared, self._row), self._on_failed
        self._context.tasks.write(work, done, failed, owner=self._view)

    def _on_declared(self, row: InterviewRow, change: ChangeSet) -> None:
        """Other laptops take no withdrawal of a declaration from a panelist, so that there is nothing to undo."""
        self._entry.close_dialog()
        if self._row is not None and self._row.applicant_id == row.applicant_id:
            self._entry.show_state(row.name, State.DECLARED)
        self._context.bus.changed.emit(change, self)

    def _on_failed(self, error: UserError) -> None:
        self._entry.show_refused(" ".join(error.parts()))
