"""Score, interval and raw score on one axis: the whisker in a table's row, and the axis in its header."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from jetdesk.ui import theme
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.cells import AnyIndex, CellDelegate, Role, ground

INSET = 12


@dataclass(frozen=True, slots=True)
class Whisker:
    """Points of 100. Without `adjusted` only the raw ring is drawn; without low and high no interval."""

    raw: float
    adjusted: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """The shared scale of a column, and the score at the cut line, which is drawn dotted."""

    low: float
    high: float
    step: float = 5
    line: float | None = None

    def x(self, value: float, area: QRectF) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1)
        return area.left() + INSET + share * (area.width() - 2 * INSET)

    def ticks(self) -> list[float]:
        first = int(-(-self.low // self.step))
        return [n * self.step for n in range(first, int(self.high // self.step) + 1)]


def axis_for(whiskers: list[Whisker], line: float | None = None, step: float = 5) -> Axis:
    """An axis that holds everything, rounded outward to whole steps."""
    values = [v for w in whiskers for v in (w.raw, w.adjusted, w.low, w.high) if v is not None]
    values += [line] if line is not None else []
    low, high = (min(values), max(values)) if values else (0.0, 100.0)
    return Axis(low // step * step, -(-high // step) * step or step, step, line)


def paint_whisker(painter: QPainter, area: QRectF, whisker: Whisker, axis: Axis) -> None:
    """Interval 1.2 with caps 7, adjusted dot 8, raw ring 6."""
    middle = area.center().y()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if whisker.low is not None and whisker.high is not None:
        _interval(painter, axis.x(whisker.low, area), axis.x(whisker.high, area), middle)
    if whisker.adjusted is not None:
        paint.circle(painter, QPointF(axis.x(whisker.adjusted, area), middle), 8, "fill", None)
    paint.circle(painter, QPointF(axis.x(whisker.raw, area), middle), 6, "paper", "ink2")
    painter.restore()


def paint_line(painter: QPainter, area: QRectF, axis: Axis) -> None:
    """The dotted line of the score at the cut, through the whole height of the row."""
    if axis.line is None:
        return
    x = round(axis.x(axis.line, area)) + 0.5
    dots = QPen(theme.colour("vermilion"), 1.4, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    dots.setDashPattern([1.5, 2.5])
    painter.save()
    painter.setPen(dots)
    painter.drawLine(QLineF(x, area.top(), x, area.bottom() + 1))
    painter.restore()


def paint_axis(painter: QPainter, area: QRectF, axis: Axis) -> None:
    """The ticks' figures, for the header."""
    style = theme.font("small")
    for tick in axis.ticks():
        x = axis.x(tick, area)
        around = QRectF(x - 20, area.top(), 40, area.height())
        paint.text(painter, around, f"{tick:g}", style, "ink3", Qt.AlignmentFlag.AlignHCenter)


class WhiskerDelegate(CellDelegate):
    """Paints Role.WHISKER on the axis of its column; `set_axis` is shared with the header."""

    def __init__(self, axis: Axis, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.axis = axis

    def set_axis(self, axis: Axis) -> None:
        self.axis = axis

    def paint_header(self, painter: QPainter, area: QRectF) -> None:
        paint_axis(painter, area, self.axis)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        ground(painter, option, index)
        area = QRectF(option.rect)
        if not index.data(Role.SECTION):
            paint_line(painter, area, self.axis)
        whisker = index.data(Role.WHISKER)
        if whisker is not None:
            paint_whisker(painter, area, whisker, self.axis)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(216, 31)


def _interval(painter: QPainter, left: float, right: float, y: float) -> None:
    painter.setPen(QPen(theme.colour("ink2"), 1.2))
    painter.drawLine(QLineF(left, y, right, y))
    for x in (left, right):
        painter.drawLine(QLineF(x, y - 3.5, x, y + 3.5))
