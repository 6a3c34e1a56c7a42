"""Between the calibration and the services: it is worked out anew when sheets have come in."""

from functools import partial
from typing import TYPE_CHECKING

from jetdesk.desk.projection import ChangeSet
from jetdesk.i18n import tr
from jetdesk.ui.context import Context, Presenter
from jetdesk.ui.screens.calibration.values import Shown, read

if TYPE_CHECKING:
    from jetdesk.ui.screens.calibration.view import CalibrationView

TABLES = (
    "sheet",
    "reopening",
    "assignment",
    "applicant",
    "selection",
    "override",
    "person",
    "panel",
    "rubric",
    "office",
)


class CalibrationPresenter(Presenter):
    def __init__(self, view: "CalibrationView", context: Context) -> None:
        self._view, self._context = view, context
        self._in_front, self._stale = False, True
        context.bus.changed.connect(self._on_changed)

    def shown(self) -> None:
        self._in_front = True
        if self._stale:
            self._read()

    def hidden(self) -> None:
        self._in_front = False

    def _read(self) -> None:
        self._stale = False
        self._context.notify.describe(tr("Working…"))
        work = partial(read, self._context.desk)
        self._context.tasks.read(work, self._on_read, owner=self._view, key="calibration")

    def _on_read(self, shown: Shown | None) -> None:
        self._view.show_values(shown)
        if self._in_front:
            self._context.notify.describe(shown.basis if shown else "")

    def _on_changed(self, change: ChangeSet, _: object) -> None:
        if change.touches(*TABLES):
            self._stale = True
            if self._in_front:
                self._read()
