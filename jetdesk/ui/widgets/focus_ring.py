"""The focus ring: 2 px with a 2 px gap, outside the focused control. One for the whole program."""

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from jetdesk.ui import theme

REACH = 4
_RINGED = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)
_TYPED_IN = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


class _RingStyle(QProxyStyle):
    """Makes room for the ring around the control, and keeps it above its neighbours."""

    def pixelMetric(self, metric, option=None, widget=None):  # noqa: ANN001, ANN202
        margins = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)
        return REACH if metric in margins else super().pixelMetric(metric, option, widget)

    def styleHint(self, hint, option=None, widget=None, data=None):  # noqa: ANN001, ANN202
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, data)


class FocusRing(QFocusFrame):
    """Painted around the control it is given; assistive technology does not see it."""

    def __init__(self, style: QStyle) -> None:
        super().__init__()
        self.setStyle(style)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)


class _Follower(QObject):
    """Moves the ring to whatever gets the focus."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._style = _RingStyle("Fusion")
        self._style.setParent(self)
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        target = ring_target(new) if new is not None else None
        if target is not None and new is not None and not _was_clicked(new):
            self._fresh_ring().setWidget(target)
        elif self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
            self._ring = None

    def _fresh_ring(self) -> FocusRing:
        """The ring dies with the window that it was last shown in."""
        if self._ring is None or not isValid(self._ring):
            self._ring = FocusRing(self._style)
        return self._ring


def install(app: QApplication) -> None:
    """Once for a program; further calls do nothing."""
    if app.findChild(_Follower) is None:
        _Follower(app)


def ring_target(focused: QWidget) -> QWidget | None:
    """What to draw the ring around: a control may name another by its method `ring_target`, or none."""
    named = getattr(focused, "ring_target", None)
    if named is not None:
        return named()
    return focused if isinstance(focused, _RINGED) else None


def _was_clicked(focused: QWidget) -> bool:
    """Who clicks a button knows where it is; a field shows its ring always."""
    pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
    return pressed and not isinstance(focused, _TYPED_IN)
