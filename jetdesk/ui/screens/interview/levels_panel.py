"""F2: what every level of a criterion looks like, all at once."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.screens.interview.wording import Anchor
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.label import Label

WIDTH = 432


class LevelsPanel(QFrame):
    """Lies over the window; `chosen(level)` on a digit, a click or Enter. Esc, F2 and a click elsewhere close it."""

    chosen = Signal(int)
    closed = Signal()

    def __init__(
        self, title: str, anchors: Sequence[Anchor], level: int | None, *, read_only: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("levels_panel")
        self.setAccessibleName(tr("All levels of {criterion}", criterion=title))
        self.setFixedWidth(_width())
        self._read_only = read_only
        self._rows = [_LevelRow(anchor, anchor.level == level) for anchor in anchors]
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 8)
        column.setSpacing(0)
        heading = Label(title, weight=600)
        heading.setContentsMargins(16, 0, 16, 6)
        column.addWidget(heading)
        for row in self._rows:
            row.clicked.connect(self._on_row_clicked)
            column.addWidget(row)
        self._start = self._focused(level)

    def open_below(self, widget: QWidget) -> None:
        """Under the widget, or higher where the window ends."""
        self.adjustSize()
        window = widget.window()
        corner = widget.mapTo(window, QPoint(widget.width() - self.width(), widget.height() + 5))
        self.move(max(8, corner.x()), max(8, min(corner.y(), window.height() - self.height() - 8)))
        self.show()
        self.raise_()
        self._start.setFocus(Qt.FocusReason.PopupFocusReason)
        application = QApplication.instance()
        if application:
            application.installEventFilter(self)

    def put_away(self) -> None:
        application = QApplication.instance()
        if application:
            application.removeEventFilter(self)
        if self.isVisible():
            self.closed.emit()
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            outside = not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint()))
            if outside and isinstance(watched, QWidget):
                self.put_away()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self._place()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self._rows[min(max(place + steps[Qt.Key(event.key())], 0), len(self._rows) - 1)].setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._rows[place].anchor.level)
        elif event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Escape):
            self.put_away()
        elif (level := self._level_of(event.text())) is not None:
            self._choose(level)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.setPen(theme.colour("rule"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _level_of(self, text: str) -> int | None:
        levels = [row.anchor.level for row in self._rows]
        return int(text) if text.isdecimal() and int(text) in levels else None

    def _place(self) -> int:
        return next((n for n, row in enumerate(self._rows) if row.hasFocus()), 0)

    def _focused(self, level: int | None) -> "_LevelRow":
        return next((row for row in self._rows if row.anchor.level == level), self._rows[0])

    def _on_row_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, _LevelRow):
            self._choose(row.anchor.level)

    def _choose(self, level: int) -> None:
        if not self._read_only:
            self.chosen.emit(level)
        self.put_away()


class _LevelRow(QPushButton):
    """A level, its title and description; the chosen one has the bar of a selection."""

    def __init__(self, anchor: Anchor, is_chosen: bool) -> None:
        super().__init__()
        self.anchor, self._is_chosen = anchor, is_chosen
        self.setObjectName(f"level_{anchor.level}")
        self.setAccessibleName(anchor.spoken)
        self.setAccessibleDescription(anchor.description)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._words = Label(anchor.description, tone="ink2", wrap=True)
        self._title = Label(anchor.title, weight=500, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 7, 16, 7)
        column.setSpacing(1)
        for label in (self._title, self._words):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
            label.setVisible(bool(label.text()))
        described = bool(anchor.title or anchor.description)
        self.setFixedHeight(column.heightForWidth(_width() - 2) if described else 34)

    def ring_target(self) -> None:
        """Painted here instead: the ring would not fit between the rows."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._is_chosen or self.underMouse():
            painter.fillRect(self.rect(), theme.colour("wash" if self._is_chosen else "sunken"))
        if self._is_chosen:
            painter.fillRect(0, 0, 2, self.height(), theme.colour("fill"))
        number = QRectF(24, 7, 20, theme.line("body"))
        paint.text(painter, number, str(self.anchor.level), theme.font("body", 600), "ink")
        if self.hasFocus():
            paint.box(painter, self.rect().adjusted(2, 1, -3, -2), None, "focus")


def _width() -> int:
    return round(WIDTH * theme.state().scale)
