"""Chips, 22 high: a tinted status, or a fact in a line."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jetdesk.ui import theme
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.status import paint_chip, status, status_width


class Chip(QWidget):
    """`status_name` gives it icon, colour and tint; without one it is a lined fact."""

    def __init__(self, text: str = "", status_name: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_chip(text, status_name)

    def set_chip(self, text: str, status_name: str = "") -> None:
        self._status = status_name
        self._text = text or (status(status_name).word.text() if status_name else "")
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        plain = paint.width(self._text, theme.font("small")) + 16
        return QSize(round(status_width(self._text) + 16 if self._status else plain), 22)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._status:
            paint_chip(painter, QRectF(self.rect()), self._status, self._text)
        else:
            paint.box(painter, self.rect(), None, "rule", 3)
            paint.text(painter, self.rect(), self._text, theme.font("small"), "ink", Qt.AlignmentFlag.AlignHCenter)
