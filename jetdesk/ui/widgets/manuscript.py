"""Manuscript paper with vertical writing: decoration, hidden from assistive technology."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFocusFrame, QWidget

from jetdesk.ui import theme

SQUARE, GUTTER, COLUMNS, WIDTH = 40, 16, 9, 584
# (column from the right, first square, text, size px, tone); not a sentence of the interface, so never translated.
_LINES = (
    (0, 1, "面接の机", 26, "ink"),
    (1, 2, "静かに読み、公平に選ぶ。", 22, "ink3"),
)
_CORNERED = "、。"


class Manuscript(QFocusFrame):
    """584 px wide; a focus frame, because Qt leaves those out of what a screen reader sees."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The layout must learn when this goes away; a focus frame keeps that to itself.
        self.setAttribute(Qt.WidgetAttribute.WA_NoChildEventsForParent, False)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("hairline"))
        painter.setPen(QPen(theme.colour("hairline"), 0))
        for column in range(COLUMNS):
            for square in range(self._squares()):
                painter.drawRect(self._square(column, square))
        for column, start, text, size, tone in _LINES:
            self._write(painter, column, start, text, size, tone)

    def _write(self, painter: QPainter, column: int, start: int, text: str, size: int, tone: str) -> None:
        painter.setPen(theme.colour(tone))
        style = QFont(theme.font("body"))
        style.setFamilies(["Noto Serif CJK JP", "Noto Serif JP", "YuMincho", "Hiragino Mincho ProN", *theme.FAMILIES])
        style.setPixelSize(size)
        painter.setFont(style)
        for place, character in enumerate(text):
            cell = self._square(column, start + place)
            if character in _CORNERED:
                # Vertical punctuation sits in the upper right of its square.
                cell.translate(size * 0.6, -size * 0.55)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, character)

    def _squares(self) -> int:
        return max(1, (self.height() - 100) // SQUARE)

    def _square(self, column: int, square: int) -> QRectF:
        """Columns are counted from the right, as they are read."""
        across = COLUMNS * SQUARE + (COLUMNS - 1) * GUTTER
        left = (self.width() - across) // 2 + (COLUMNS - 1 - column) * (SQUARE + GUTTER)
        top = (self.height() - self._squares() * SQUARE) // 2
        return QRectF(QPointF(left, top + square * SQUARE), QPointF(left + SQUARE, top + (square + 1) * SQUARE))
