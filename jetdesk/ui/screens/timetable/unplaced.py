"""The list of those without a place; a row is dragged onto the day, or Enter picks it up there."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.widgets.list_view import ListView


class Unplaced(ListView):
    """`carried(applicant, point of the screen)` while a row is dragged, `let_go(point)` at its end."""

    carried = Signal(str, QPoint)
    let_go = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="unplaced", accessible=tr("Unplaced"), parent=parent)
        self._pressed: QPoint | None = None
        self._carrying = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not self.current_id:
            super().mouseMoveEvent(event)
            return
        way = (event.position().toPoint() - self._pressed).manhattanLength()
        self._carrying = self._carrying or way >= QApplication.startDragDistance()
        if self._carrying:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.carried.emit(self.current_id, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        carrying, self._pressed, self._carrying = self._carrying, None, False
        self.unsetCursor()
        if carrying:
            self.let_go.emit(event.globalPosition().toPoint())
