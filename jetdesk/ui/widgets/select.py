"""Fields with a given set of values: a list to choose from, and a whole number."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QSpinBox, QWidget

from jetdesk.ui import icons, theme
from jetdesk.ui.widgets import paint


def _wheel_is_meant(control: QWidget, event: QWheelEvent) -> bool:
    """Scrolling past a control must not change it: only a focused one listens."""
    if not control.hasFocus():
        event.ignore()
    return control.hasFocus()


class Select(QComboBox):
    """A choice from a list. Listen to `activated`: it knows only the person's choice."""

    def __init__(
        self, *, name: str = "", accessible: str = "", icon: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setFixedHeight(max(32, theme.line("body") + 6))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if _wheel_is_meant(self, event):
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = "surface" if self.isEnabled() else "paper"
        edge = "beni" if self.property("attention") else "edge" if self.isEnabled() else "hairline"
        paint.box(painter, self.rect(), "sunken" if self.underMouse() and self.isEnabled() else ground, edge)
        left = 11.0
        if self._icon:
            icons.paint(painter, self._icon, QRectF(left, (self.height() - 16) / 2, 16, 16), "ink")
            left += 26
        area = QRectF(left, 0, self.width() - left - 30, self.height())
        words = self.currentText() or self.placeholderText()
        paint.text(painter, area, words, theme.font("body"), "ink" if self.currentIndex() >= 0 else "ink3")
        chevron = QRectF(self.width() - 26, (self.height() - 16) / 2, 16, 16)
        icons.paint(painter, "chevron-down", chevron, "ink" if self.isEnabled() else "ink3")


class Number(QSpinBox):
    """A whole number, with small chevrons."""

    def __init__(
        self,
        least: int,
        most: int,
        *,
        name: str = "",
        accessible: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setRange(least, most)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.UpDownArrows)
        self.setFixedHeight(max(32, theme.line("body") + 6))
        self.lineEdit().setTextMargins(7, 0, 0, 0)  # the style sheet's padding does not reach the figure

    def wheelEvent(self, event: QWheelEvent) -> None:
        if _wheel_is_meant(self, event):
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        for icon, top in (("chevron-up", 4), ("chevron-down", self.height() - 16)):
            icons.paint(painter, icon, QRectF(self.width() - 20, top, 12, 12), "ink2")
