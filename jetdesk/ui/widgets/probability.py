"""A probability: the figure, then a bar 56 x 8."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from jetdesk.ui import theme
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.cells import AnyIndex, CellDelegate, Role, ground, inner

BAR, GAP = 56, 8


def percent(share: float) -> str:
    """Whole per cent; never 0 % or 100 % for what is not certain."""
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{round(share * 100)}%"


def paint_probability(painter: QPainter, area: QRectF, share: float) -> None:
    """Right aligned in `area`."""
    bar = QRectF(area.right() - BAR, round(area.center().y() - 4), BAR, 8)
    figure = area.adjusted(0, 0, -(BAR + GAP), 0)
    right, whole = Qt.AlignmentFlag.AlignRight, Qt.TextElideMode.ElideNone
    paint.text(painter, figure, percent(share), theme.font("body"), "ink", right, whole)
    painter.fillRect(bar, theme.colour("rule"))
    painter.fillRect(bar.adjusted(1, 1, -1, -1), theme.colour("surface"))
    painter.fillRect(QRectF(bar.left(), bar.top(), round(BAR * share), 8), theme.colour("fill"))


class ProbabilityDelegate(CellDelegate):
    """Paints Role.PROBABILITY, 0 to 1."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        share = index.data(Role.PROBABILITY)
        if share is None:
            super().paint(painter, option, index)
            return
        ground(painter, option, index)
        paint_probability(painter, QRectF(inner(option)), share)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(round(paint.width(">99%", theme.font("body"))) + GAP + BAR + 16, 31)
