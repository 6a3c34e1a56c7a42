"""An icon on its own, decoration beside words."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jetdesk.ui import icons


class Picture(QWidget):
    """`role` is a colour token."""

    def __init__(self, icon: str, size: int = 16, role: str = "ink2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._size, self._role = icon, size, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_picture(self, icon: str, role: str) -> None:
        self._icon, self._role = icon, role
        self.update()

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(self._size + margins.left() + margins.right(), self._size + margins.top() + margins.bottom())

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self._icon, QRectF(self.contentsRect()), self._role)
