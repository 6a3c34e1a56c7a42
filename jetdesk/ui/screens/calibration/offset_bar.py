"""An offset with its interval on the common axis of all panelists, zero in the middle."""

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.screens.calibration.values import OffsetRow
from jetdesk.ui.widgets import paint

INSET, STEP = 16, 4


def reach(rows: tuple[OffsetRow, ...]) -> float:
    """How far the axis goes to either side: whole steps that hold every interval."""
    widest = max((max(abs(row.low), abs(row.high)) for row in rows), default=STEP)
    return max(2 * STEP, math.ceil(widest / STEP) * STEP)


class OffsetBar(QWidget):
    """Painted; its figures are read out and told on hover. Without a row it shows the ticks."""

    def __init__(self, far: float, row: OffsetRow | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._far, self._row = far, row
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(200)
        if row:
            self.setAccessibleName(words(row))

    def sizeHint(self) -> QSize:
        return QSize(320, 40 if self._row else max(18, theme.line("small")))

    def event(self, event: QEvent) -> bool:
        if self._row and isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), words(self._row), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        step = STEP * max(1, math.ceil(self._far / (4 * STEP)))
        ticks = [n * step for n in range(-int(self._far // step), int(self._far // step) + 1)]
        for tick in ticks:
            if self._row:
                painter.setPen(QPen(theme.colour("rule" if tick == 0 else "hairline"), 1))
                painter.drawLine(QPointF(self._x(tick), 0), QPointF(self._x(tick), self.height()))
            else:
                area = QRectF(self._x(tick) - 24, 0, 48, self.height())
                paint.text(painter, area, signed(tick, 0), theme.font("small"), "ink3", Qt.AlignmentFlag.AlignHCenter)
        if self._row:
            self._paint_row(painter, self._row)

    def _paint_row(self, painter: QPainter, row: OffsetRow) -> None:
        middle = self.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("ink2"), 1.2))
        painter.drawLine(QPointF(self._x(row.low), middle), QPointF(self._x(row.high), middle))
        for end in (row.low, row.high):
            painter.drawLine(QPointF(self._x(end), middle - 3.5), QPointF(self._x(end), middle + 3.5))
        paint.circle(painter, QPointF(self._x(row.offset), middle), 9, "fill", None)

    def _x(self, value: float) -> float:
        return self.width() / 2 + value / self._far * (self.width() / 2 - INSET)


def signed(value: float, digits: int = 1) -> str:
    """With a true minus sign; nothing before zero."""
    text = f"{abs(value):.{digits}f}"
    return text if float(text) == 0 else f"{'−' if value < 0 else '+'}{text}"


def words(row: OffsetRow) -> str:
    return tr("{name}: {offset} points, 95 % between {low} and {high}", name=row.name, offset=signed(row.offset),
              low=signed(row.low), high=signed(row.high))  # fmt: skip
