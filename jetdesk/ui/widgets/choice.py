"""Check boxes and radio buttons with the design's marks."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from jetdesk.ui import icons, theme
from jetdesk.ui.widgets import paint

MARK, GAP = 16, 10


class CheckBox(QCheckBox):
    """Yes or no."""

    def __init__(self, text: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        _prepare(self, name, text)

    def sizeHint(self) -> QSize:
        return _size(self)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mark = _mark_area(self)
        if self.checkState() == Qt.CheckState.Unchecked:
            paint.box(painter, mark, _ground(self), "edge" if self.isEnabled() else "rule", 3)
        else:
            paint.box(painter, mark, "fill" if self.isEnabled() else "ink3", None, 3)
            name = "check" if self.checkState() == Qt.CheckState.Checked else "minus"
            icons.paint(painter, name, mark.adjusted(1, 1, -1, -1), "on_fill")
        _paint_words(painter, self)


class RadioButton(QRadioButton):
    """One of several."""

    def __init__(self, text: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        _prepare(self, name, text)

    def sizeHint(self) -> QSize:
        return _size(self)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        centre: QPointF = _mark_area(self).center()
        edge = "fill" if self.isChecked() and self.isEnabled() else "edge"
        paint.circle(painter, centre, 14, _ground(self), edge, 1.4 if self.isChecked() else 1.0)
        if self.isChecked():
            paint.circle(painter, centre, 8, "fill" if self.isEnabled() else "ink3", None)
        _paint_words(painter, self)


def _prepare(control: QAbstractButton, name: str, text: str) -> None:
    control.setObjectName(name)
    control.setAccessibleName(text)
    control.setAttribute(Qt.WidgetAttribute.WA_Hover)


def _size(control: QAbstractButton) -> QSize:
    words = paint.width(control.text().replace("&&", "&"), theme.font("body"))
    return QSize(MARK + GAP + round(words) + 4, max(28, theme.line("body")))


def _mark_area(control: QAbstractButton) -> QRectF:
    return QRectF(0, (control.height() - MARK) // 2, MARK, MARK)


def _ground(control: QAbstractButton) -> str:
    return "sunken" if control.underMouse() and control.isEnabled() else "surface"


def _paint_words(painter: QPainter, control: QAbstractButton) -> None:
    area = QRectF(control.rect()).adjusted(MARK + GAP, 0, 0, 0)
    words = control.text().replace("&&", "&")
    paint.text(painter, area, words, theme.font("body"), "ink" if control.isEnabled() else "ink3")
