"""The picture of a key, beside what it does."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from jetdesk.ui import theme
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.field import paint_key


class KeyCap(QWidget):
    """Decoration: what it says belongs to the control beside it."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setFixedSize(self.sizeHint())

    def set_key(self, key: str) -> None:
        self._key = key
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(paint.width(self._key, theme.font("tick"))) + 14, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_key(QPainter(self), QRectF(self.rect()), self._key)
