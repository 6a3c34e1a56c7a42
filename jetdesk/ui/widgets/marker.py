"""A panelist on a scale: a circle with initials. Open: original; dashed: since revised; filled: revised."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from jetdesk.ui import theme
from jetdesk.ui.widgets import paint

Layer = Literal["original", "since_revised", "revised"]
ACROSS = 20


def paint_marker(painter: QPainter, centre: QPointF, initials: str, layer: Layer) -> None:
    filled = layer == "revised"
    tone = "ink3" if layer == "since_revised" else "fill"
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour("fill" if filled else "surface"))
    painter.setPen(QPen(theme.colour(tone), 1.3, Qt.PenStyle.SolidLine))
    if layer == "since_revised":
        dashed = QPen(theme.colour(tone), 1.3)
        dashed.setDashPattern([1.8, 1.8])
        painter.setPen(dashed)
    painter.drawEllipse(centre, ACROSS / 2 - 0.7, ACROSS / 2 - 0.7)
    painter.restore()
    paint_initials(painter, centre, initials, "on_fill" if filled else "ink3" if layer == "since_revised" else "ink")


def paint_initials(painter: QPainter, centre: QPointF, initials: str, tone: str, size: int = 9) -> None:
    style = theme.font("tick", 600)
    style.setPixelSize(size)
    area = QRectF(centre.x() - 14, centre.y() - 8, 28, 16)
    paint.text(painter, area, initials[:3], style, tone, Qt.AlignmentFlag.AlignHCenter)


def initials_of(name: str) -> str:
    """At most two letters: the first of the first and of the last word."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


class Marker(QWidget):
    """A marker on its own, for legends."""

    def __init__(self, initials: str, layer: Layer = "original", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials, self._layer = initials, layer
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(ACROSS + 2, ACROSS + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_marker(QPainter(self), QRectF(self.rect()).center(), self._initials, self._layer)
