"""What a person marks on a page: highlights over text, and notes at the margin."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from jetdesk.ui import icons, theme

Area = tuple[float, float, float, float]  # left, top, width, height


@dataclass(frozen=True, slots=True)
class Mark:
    """On a page (from 1), rectangles in points from its top left corner."""

    id: str
    page: int
    kind: Literal["highlight", "note"]
    areas: tuple[Area, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """Text that the person has selected on a page."""

    page: int
    text: str
    areas: tuple[Area, ...]


def paint_marks(painter: QPainter, paper: QRectF, scale: float, marks: Iterable[Mark]) -> None:
    """`paper` is the page on the screen, `scale` pixels a point."""
    painter.save()
    for mark in marks:
        if mark.kind == "highlight":
            paint_areas(painter, paper.topLeft(), scale, mark.areas, theme.colour("highlight"))
        else:
            top = paper.top() + (mark.areas[0][1] * scale if mark.areas else 24)
            painter.drawPixmap(round(paper.right() - 32), round(top), _note_icon(painter))
    painter.restore()


def _note_icon(painter: QPainter) -> QPixmap:
    """In the light amber always, as the sheet is light always."""
    return icons.pixmap("note", 16, theme.LIGHT.colour("amber"), painter.device().devicePixelRatioF())


def paint_selection(painter: QPainter, paper: QRectF, scale: float, selection: Selection) -> None:
    """A light blue in both themes, as the sheet is light always."""
    shade = theme.LIGHT.colour("focus").lighter(185)
    paint_areas(painter, paper.topLeft(), scale, selection.areas, shade)


def paint_areas(painter: QPainter, corner: QPointF, scale: float, areas: Iterable[Area], shade: QColor) -> None:
    """Multiplied over the text, so that the text stays as dark as it was."""
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for x, y, width, height in areas:
        area = QRectF(corner.x() + x * scale, corner.y() + y * scale, width * scale, height * scale)
        painter.fillRect(area.adjusted(-1, -2, 1, 2), shade)
    painter.restore()
