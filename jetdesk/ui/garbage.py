"""Cyclic garbage is collected on the main thread only, while a window is open.

Python collects in whichever thread happens to allocate. What a lane's thread finds may hold widgets and timers, and Qt
ends the process when those die outside the main thread.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 250


class MainThreadCollector(QObject):
    """Does what Python would do by itself, by the same thresholds. `close` gives it back to Python."""

    _open = 0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()
        MainThreadCollector._open += 1
        gc.disable()

    def collect(self) -> None:
        """The oldest generation that is due, and with it the younger ones."""
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, limit) in enumerate(counts) if count > limit]
        if due:
            gc.collect(due[-1])

    def close(self) -> None:
        """When no thread of ours is left."""
        if self._timer.isActive():
            self._timer.stop()
            MainThreadCollector._open -= 1
            if not MainThreadCollector._open:
                gc.enable()
