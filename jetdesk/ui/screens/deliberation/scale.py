"""The panelists on the scale of one criterion: open, dashed and filled markers, and the spread between the extremes."""

from collections import defaultdict

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.screens.deliberation.values import CriterionShown, Mark
from jetdesk.ui.widgets.marker import ACROSS, Layer, paint_initials, paint_marker

EDGE = 26
_CROWD = 3
_BESIDE = {1: ((0.0, 0.0),), 2: ((-10.5, 0.0), (10.5, 0.0)), 3: ((-10.5, -9.0), (10.5, -9.0), (0.0, 9.5))}
"""Where markers of one level stand around its place."""


def place_of(level: int, scale: tuple[int, ...], width: float) -> float:
    """The horizontal place of a level; the head of the table uses it too."""
    step = (width - 2 * EDGE) / max(1, len(scale) - 1)
    return EDGE + scale.index(level) * step


class Scale(QWidget):
    """Painted; read out as sentences. Hovering tells who holds what."""

    def __init__(self, scale: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = scale
        self._row: CriterionShown | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(220)

    def show_row(self, row: CriterionShown) -> None:
        self._row = row
        self.setAccessibleName("; ".join(map(mark_words, row.marks)))
        self.setAccessibleDescription(row.spread)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, 56)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.accessibleName().replace("; ", "\n"), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, middle = QPainter(self), self.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = {level: place_of(level, self._scale, self.width()) for level in self._scale}
        painter.setPen(QPen(theme.colour("rule"), 1))
        painter.drawLine(QPointF(EDGE, middle), QPointF(self.width() - EDGE, middle))
        for place in places.values():
            painter.drawLine(QPointF(place, middle - 5), QPointF(place, middle + 5))
        if self._row:
            self._paint_spread(painter, self._row, places, middle)
            self._paint_marks(painter, self._row, places, middle)

    def _paint_spread(self, painter: QPainter, row: CriterionShown, places: dict[int, float], middle: float) -> None:
        held = [places[mark.level] for mark in row.marks if mark.level is not None]
        if row.flagged and held:
            painter.setPen(QPen(theme.colour("amber"), 2))
            painter.drawLine(QPointF(min(held), middle), QPointF(max(held), middle))

    def _paint_marks(self, painter: QPainter, row: CriterionShown, places: dict[int, float], middle: float) -> None:
        now: dict[int, list[tuple[Mark, Layer]]] = defaultdict(list)
        for mark in row.marks:
            if mark.revised and mark.original is not None:
                now[mark.original].append((mark, "since_revised"))
                self._paint_arrow(painter, mark, places, middle)
            if mark.level is not None:
                now[mark.level].append((mark, "revised" if mark.revised else "original"))
        for level, marks in now.items():
            _paint_group(painter, QPointF(places[level], middle), marks)

    def _paint_arrow(self, painter: QPainter, mark: Mark, places: dict[int, float], middle: float) -> None:
        if mark.level is None or mark.original is None:
            return
        start, end = places[mark.original], places[mark.level]
        way = 1 if end > start else -1
        tip = end - way * (ACROSS / 2 + 3)
        painter.setPen(QPen(theme.colour("ink2"), 1.2))
        painter.drawLine(QPointF(start + way * ACROSS / 2, middle), QPointF(tip, middle))
        for side in (-3.5, 3.5):
            painter.drawLine(QPointF(tip - way * 5, middle + side), QPointF(tip, middle))


def mark_words(mark: Mark) -> str:
    """Kenji Moriwaki 3, revised from 2."""
    level = tr("cannot assess") if mark.level is None else str(mark.level)
    if mark.revised and mark.original is not None:
        return tr("{name} {level}, revised from {original}", name=mark.name, level=level, original=mark.original)
    return f"{mark.name} {level}"


def _paint_group(painter: QPainter, centre: QPointF, marks: list[tuple[Mark, Layer]]) -> None:
    if len(marks) > _CROWD:
        paint_marker(painter, centre, "", "original")
        paint_initials(painter, centre, f"×{len(marks)}", "ink")
        return
    for (mark, layer), (x, y) in zip(marks, _BESIDE[len(marks)], strict=True):
        paint_marker(painter, QPointF(centre.x() + x, centre.y() + y), mark.initials, layer)


class ScaleHead(QWidget):
    """The levels above the scales."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale: tuple[int, ...] = ()
        self.setMinimumWidth(220)
        self.setFixedHeight(max(20, theme.line("small")))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_scale(self, scale: tuple[int, ...]) -> None:
        self._scale = scale
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colour("ink3"))
        painter.setFont(theme.font("small"))
        for level in self._scale:
            place = place_of(level, self._scale, self.width())
            area = QRectF(place - 20, 0, 40, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(level))
