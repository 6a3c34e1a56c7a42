"""The CA toggle beside a segment: cannot assess, with a reason instead of a level."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.widgets import paint


class CannotAssess(QToolButton):
    """32 x 30. `switched(bool)` is emitted only for an act of the person."""

    switched = Signal(bool)

    def __init__(self, criterion: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setText(tr("CA"))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Cannot assess {criterion}", criterion=criterion))
        self.setToolTip(tr("Cannot assess"))
        self.clicked.connect(self.switched)

    def set_on(self, on: bool) -> None:
        self.setChecked(on)

    def sizeHint(self) -> QSize:
        return QSize(max(32, round(paint.width(self.text(), theme.font("body", 600))) + 10), 30)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        if on:
            paint.box(painter, self.rect(), "fill" if self.isEnabled() else "wash", None)
        else:
            paint.box(painter, self.rect(), "sunken" if self.underMouse() else None, "rule")
        ink = ("on_fill" if self.isEnabled() else "ink") if on else "ink3"
        style = theme.font("body", 600 if on else 400)
        paint.text(painter, self.rect(), self.text(), style, ink, Qt.AlignmentFlag.AlignHCenter)
