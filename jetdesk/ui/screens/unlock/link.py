"""A button that looks like a link: a few words in the colour of links."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from jetdesk.ui import theme
from jetdesk.ui.widgets import paint


class LinkButton(QAbstractButton):
    """`strong` marks the choice that is the present one; it is then in ink."""

    def __init__(self, text: str, *, name: str = "", strong: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._strong = strong

    def sizeHint(self) -> QSize:
        return QSize(round(paint.width(self.text(), self._type())) + 3, max(24, theme.line("small") + 6))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        style = self._type()
        style.setUnderline(self.underMouse())
        paint.text(QPainter(self), QRectF(self.rect()), self.text(), style, "ink" if self._strong else "focus")

    def _type(self) -> QFont:
        return theme.font("small", 600 if self._strong else 400)
