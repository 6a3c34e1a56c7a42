"""The few shapes that several controls paint alike."""

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from jetdesk.ui import icons, theme

RADIUS = 4


def box(painter: QPainter, rect: QRect | QRectF, ground: str | None, edge: str | None, radius: float = RADIUS) -> None:
    """A rounded plane with a 1 px edge; either may be None."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(edge), 1) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
    inner = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5) if edge else QRectF(rect)
    painter.drawRoundedRect(inner, radius, radius)
    painter.restore()


def row_line(painter: QPainter, left: float, right: float, y: float, role: str = "hairline") -> None:
    """A 1 px line, never blurred."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(theme.colour(role), 0))
    painter.drawLine(QLineF(left, y, right, y))
    painter.restore()


def text(
    painter: QPainter,
    rect: QRect | QRectF,
    words: str,
    font: QFont,
    role: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> float:
    """One line in the vertical middle, elided where it does not fit; gives its width."""
    area = QRectF(rect)
    shown = QFontMetricsF(font).elidedText(words, elide, area.width() + 0.5)
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    # A little more room than measured, or rounding would clip the last letter.
    roomy = area.adjusted(0, 0, 1, 0) if align == Qt.AlignmentFlag.AlignLeft else area
    painter.drawText(roomy, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
    return width(shown, font)


def width(words: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(words)


def icon_and_word(
    painter: QPainter, rect: QRect | QRectF, icon: str, words: str, font: QFont, role: str, size: int = 14, gap: int = 5
) -> float:
    """An icon, a gap and one line of text from the left edge of `rect`; gives the width used."""
    area = QRectF(rect)
    icons.paint(painter, icon, QRectF(area.left(), area.center().y() - size / 2, size, size), role)
    used = size + gap
    return used + text(painter, area.adjusted(used, 0, 0, 0), words, font, role)


def circle(
    painter: QPainter, centre: QPointF, across: float, ground: str | None, edge: str | None, line: float = 1.2
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(edge), line) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, across / 2, across / 2)
    painter.restore()
