"""How long the interview has run: beside the title, quiet, with a pause."""

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.picture import Picture

_LAST_MINUTES = 5


class Timer(QWidget):
    """Elapsed of planned since the applicant was opened. Never flashes, never sounds; F8 pauses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("interview_timer")
        self._planned = 30
        self._before_ms = 0
        self._running = QElapsedTimer()
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show)
        self._picture = Picture("clock", 14, "ink2")
        self._elapsed = Label(role="title", weight=500)
        self._plan = Label(role="small", tone="ink2")
        self._button = Button("", "quiet", "pause", "small", name="interview_pause", accessible=tr("Pause (F8)"))
        self._button.clicked.connect(self.toggle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self._picture, self._elapsed, self._plan, self._button):
            row.addWidget(widget)

    def plan(self, minutes: int) -> None:
        self._planned = minutes

    def start(self) -> None:
        """From zero."""
        self._before_ms = 0
        self._running.start()
        self._tick.start()
        self._show()

    def stop(self) -> None:
        self._tick.stop()
        self._running.invalidate()

    def toggle(self) -> None:
        """Pause or go on."""
        if self._running.isValid():
            self._before_ms = self._ms()
            self.stop()
        else:
            self._running.start()
            self._tick.start()
        self._show()

    def _ms(self) -> int:
        return self._before_ms + (self._running.elapsed() if self._running.isValid() else 0)

    def _show(self) -> None:
        minutes, seconds = divmod(self._ms() // 1000, 60)
        left = self._planned - minutes
        self._elapsed.setText(f"{minutes:02}:{seconds:02}")
        ending = 0 < left <= _LAST_MINUTES
        self._plan.setText(tr("{n} min left", n=left) if ending else f"/ {self._planned}:00")
        self._plan.set_tone("amber" if ending else "ink2")
        self._elapsed.set_tone("ink2" if not self._running.isValid() else "amber" if left <= _LAST_MINUTES else "ink")
        self._button.set_icon("pause" if self._running.isValid() else "play")
        spoken = tr("{n} minutes {s} of {planned}", n=minutes, s=seconds, planned=self._planned)
        self.setAccessibleName(spoken)
