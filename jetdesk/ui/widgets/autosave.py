"""The word that stands where other programs have a Save button."""

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from jetdesk.i18n import tr
from jetdesk.ui.widgets.status import StatusLabel


class AutosaveLabel(StatusLabel):
    """Saving…, Saved 14:03:12, Not saved. Announced on failure only."""

    def __init__(self, *, name: str = "autosave", parent: QWidget | None = None) -> None:
        super().__init__("saved", " ", name=name, parent=parent)
        self.hide()

    def show_saving(self) -> None:
        self._show("clock", tr("Saving…"))

    def show_saved(self, time: str) -> None:
        self._show("saved", tr("Saved {time}", time=time))

    def show_failed(self) -> None:
        self._show("error", tr("Not saved, trying again"))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _show(self, status_name: str, words: str) -> None:
        self.set_status("waiting" if status_name == "clock" else status_name, words)
        self.show()
