"""The quota line's pill: names the line, and moves it by mouse or with Alt and the arrow keys."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import icons, theme
from jetdesk.ui.widgets import paint


class QuotaPill(QAbstractButton):
    """`stepped(by)` for keys; `dragged(point)` by mouse, then `dropped(point)` or, for Esc, `let_go`."""

    stepped = Signal(int)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quota_line")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._start: QPoint | None = None
        self._is_dragging = False
        self._read_only = False

    def show_words(self, words: str, accessible: str, read_only: bool) -> None:
        self._read_only = read_only
        self.setText(words)
        self.setAccessibleName(accessible)
        tip = tr("Drag the line, or move it with Alt and the arrow keys.")
        self.setToolTip("" if read_only else tip)
        self.setAccessibleDescription(self.toolTip())
        self.setCursor(Qt.CursorShape.ArrowCursor if read_only else Qt.CursorShape.SizeVerCursor)
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        words = round(paint.width(self.text(), theme.font("small", 600)))
        return QSize(words + (24 if self._read_only else 42), max(22, theme.line("small") + 6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if self._is_dragging and event.key() == Qt.Key.Key_Escape:
            self._stop()
            self.let_go.emit()
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if not self._read_only:
                self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._start = None if self._read_only else event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        if self._start is not None:
            far = (at - self._start).manhattanLength() >= QApplication.startDragDistance()
            self._is_dragging = self._is_dragging or far
            if self._is_dragging:
                self.dragged.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        was_dragging = self._is_dragging
        self._stop()
        if was_dragging:
            self.dropped.emit(event.globalPosition().toPoint())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        paint.box(painter, area, "paper", "vermilion", area.height() / 2)
        left = 12.0
        if not self._read_only:
            icons.paint(painter, "grip", QRectF(left - 3, (area.height() - 14) / 2, 14, 14), "vermilion")
            left += 18
        paint.text(painter, area.adjusted(left, 0, -8, 0), self.text(), theme.font("small", 600), "vermilion")

    def _stop(self) -> None:
        self._start, self._is_dragging = None, False
