"""How the parts of a day are painted: heads of panels, cards, free places, the card that is carried."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from jetdesk.i18n import tr
from jetdesk.services.day_view import Card, Column
from jetdesk.ui import theme
from jetdesk.ui.screens.timetable import values
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.status import paint_status, status_width


def head(painter: QPainter, area: QRectF, column: Column) -> None:
    """Panel and room, and below them the members."""
    words = " ".join((tr("Panel {panel}", panel=column.panel), column.room))
    first, second = theme.line("body"), theme.line("small")
    paint.text(painter, QRectF(area.left(), area.top(), area.width(), first), words, theme.font("body", 600), "ink")
    below = QRectF(area.left(), area.top() + first, area.width(), second)
    paint.text(painter, below, ", ".join(column.members), theme.font("small"), "ink2")


def card(painter: QPainter, area: QRectF, shown: Card, *, lifted: bool, hovered: bool) -> None:
    edge = "focus" if lifted else "beni" if shown.grave else "rule"
    paint.box(painter, area, "beni_wash" if shown.grave else "sunken" if hovered else "surface", edge)
    if shown.grave:
        _hatch(painter, area.adjusted(1, 1, -1, -1))
    top, low = _lines(area)
    wide = paint.width(shown.position, theme.font("small"))
    paint.text(painter, top.adjusted(0, 0, -wide - 8, 0), shown.name, theme.font("body", 500), "ink",
               elide=Qt.TextElideMode.ElideMiddle)  # fmt: skip
    paint.text(painter, top, shown.position, theme.font("small"), "ink2", Qt.AlignmentFlag.AlignRight)
    if shown.start:
        paint.text(painter, low, f"{shown.start:%H:%M}", theme.font("small", figures=True), "ink2")
    status, words = values.flag(shown)
    if status:
        low.setLeft(max(low.left() + 44, low.right() - status_width(words) - 2))
        paint_status(painter, low, status, words)


def carried(painter: QPainter, area: QRectF, name: str, status: str, words: str) -> None:
    """Over the place it would be dropped on: who is carried, and what is said about the place."""
    paint.box(painter, area, "surface", None)
    free(painter, area, "", "focus", 2)
    top, low = _lines(area)
    paint.text(painter, top, name, theme.font("body", 600), "ink", elide=Qt.TextElideMode.ElideMiddle)
    if words:
        paint_status(painter, low, status, words)


def free(painter: QPainter, area: QRectF, words: str, role: str = "rule", width: int = 1) -> None:
    """A dashed frame."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour(role), width, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(area, 4, 4)
    painter.restore()
    paint.text(painter, area, words, theme.font("small"), "ink3", Qt.AlignmentFlag.AlignHCenter)


def focus(painter: QPainter, area: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("focus"), 2))
    painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), 4, 4)


def pause(painter: QPainter, area: QRectF) -> None:
    painter.fillRect(area, theme.colour("sunken"))
    paint.text(painter, area, tr("Break"), theme.font("small"), "ink3", Qt.AlignmentFlag.AlignHCenter)


def _hatch(painter: QPainter, area: QRectF) -> None:
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(theme.colour("beni"), Qt.BrushStyle.BDiagPattern))
    painter.setOpacity(0.2)
    painter.drawRect(area)
    painter.restore()


def _lines(area: QRectF) -> tuple[QRectF, QRectF]:
    inner = area.adjusted(11, 4, -10, -3)
    top, low = QRectF(inner), QRectF(inner)
    top.setHeight(theme.line("body"))
    low.setTop(top.bottom())
    low.setHeight(theme.line("small"))
    return top, low
