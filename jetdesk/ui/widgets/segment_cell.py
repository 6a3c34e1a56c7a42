"""One cell of a segmented control: a radio button, so that its role and state are read out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QWidget

from jetdesk.ui import theme
from jetdesk.ui.widgets import paint

if TYPE_CHECKING:
    from jetdesk.ui.widgets.segmented import Segmented

HEIGHT = 30


@dataclass(frozen=True, slots=True)
class Option:
    """One cell: what it stands for, what it shows, what is read out."""

    value: object
    label: str
    accessible: str = ""


class SegmentCell(QRadioButton):
    """A radio button painted as a cell; keys go to the whole."""

    def __init__(self, option: Option, whole: "Segmented") -> None:
        super().__init__(whole)
        self.option = option
        self._whole = whole
        self.setAccessibleName(option.accessible or option.label)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def ring_target(self) -> QWidget:
        return self._whole

    def sizeHint(self) -> QSize:
        bold = paint.width(self.option.label, theme.font("body", 600))
        return QSize(HEIGHT if self._whole.is_terse else max(HEIGHT, round(bold) + 26), HEIGHT - 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(28, round(paint.width(self.option.label, theme.font("body", 600)) + 8)), HEIGHT - 2)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position) and not self._whole.is_read_only

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._whole.take_key(event):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._whole.pointed.emit(self.option.value)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._whole.pointed.emit(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, ink, weight = self._whole.cell_look(self.isChecked(), self.underMouse())
        if ground:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(self._shape(), theme.colour(ground))
        align = Qt.AlignmentFlag.AlignHCenter
        paint.text(painter, self.rect(), self.option.label, theme.font("body", weight), ink, align)

    def _shape(self) -> QPainterPath:
        """The whole cell, rounded where it lies in a corner of the edge."""
        shape = QPainterPath()
        shape.setFillRule(Qt.FillRule.WindingFill)
        area = QRectF(self.rect())
        shape.addRoundedRect(area, 3, 3)
        if not self._whole.is_first(self):
            shape.addRect(area.adjusted(0, 0, -4, 0))
        if not self._whole.is_last(self):
            shape.addRect(area.adjusted(4, 0, 0, 0))
        return shape
