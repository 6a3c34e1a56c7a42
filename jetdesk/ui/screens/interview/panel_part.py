"""The panel's part of the presenter: nothing of the others before the reveal, all of it afterwards, with the proof."""

from functools import partial
from typing import TYPE_CHECKING

from jetdesk.errors import UserError
from jetdesk.services import panel_sheets
from jetdesk.services.interviews import SheetView
from jetdesk.services.panel_sheets import PanelSheets
from jetdesk.ui.context import Context
from jetdesk.ui.screens.interview import standing

if TYPE_CHECKING:
    from jetdesk.ui.screens.interview.view import InterviewView


class PanelPart:
    """Follows the sheet that is shown."""

    def __init__(self, view: "InterviewView", context: Context) -> None:
        self._view, self._context = view, context
        self._wanted = ("", "")
        self._shown: PanelSheets | None = None

    def forget(self) -> None:
        self._wanted, self._shown = ("", ""), None
        self._view.show_awaiting()

    def follow(self, sheet: SheetView) -> None:
        """Read the panel's sheets if they are revealed."""
        key = (sheet.applicant_id, sheet.panelist.id)
        if not sheet.revealed or sheet.recused:
            self.forget()
            return
        if key != self._wanted:
            self.forget()
        self._wanted = key
        work = partial(panel_sheets.read_panel, self._context.desk, *key)
        done, failed = partial(self._on_panel, key), partial(self._on_failed, key)
        self._context.tasks.read(work, done, failed, owner=self._view, key="interview panel")

    def _on_panel(self, key: tuple[str, str], panel: PanelSheets) -> None:
        if key != self._wanted or panel == self._shown:
            return
        self._shown = panel
        self._view.show_panel(panel)
        self._view.show_proof(*standing.alarm(panel.verdicts))

    def _on_failed(self, key: tuple[str, str], error: UserError) -> None:
        if key == self._wanted:
            first, *rest = error.parts()
            self._view.show_panel_failed(first, " ".join(rest))
