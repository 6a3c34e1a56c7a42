"""A filter: its name and its value, opening a list of values."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import icons, theme
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.segment_cell import Option


class FilterButton(QToolButton):
    """`chosen(value)` for an act of the person; the first option is "all" and counts as no filter."""

    chosen = Signal(object)

    def __init__(self, title: str, options: Sequence[Option], *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = title
        self._menu = QMenu(self)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMenu(self._menu)
        self._menu.triggered.connect(self._on_triggered)
        self.set_options(options)

    @property
    def value(self) -> object:
        return self._now.value

    def set_options(self, options: Sequence[Option]) -> None:
        """New values; keeps the chosen one if it is still there."""
        kept = getattr(self, "_now", None)
        self._options = tuple(options)
        self._menu.clear()
        group = QActionGroup(self._menu)
        for option in options:
            action = QAction(option.label, group, checkable=True)
            action.setData(option.value)
            self._menu.addAction(action)
        self.set_value(kept.value if kept is not None else options[0].value)

    def set_value(self, value: object) -> None:
        """Show a value without telling anyone; an unknown one means all."""
        self._now = next((o for o in self._options if o.value == value), self._options[0])
        for option, action in zip(self._options, self._menu.actions(), strict=True):
            action.setChecked(option is self._now)
        self.setAccessibleName(f"{self._title}, {self._now.label}")
        self.setToolTip(tr("Down opens the list, Delete shows all"))
        self.updateGeometry()
        self.update()

    @property
    def is_active(self) -> bool:
        return self._now is not self._options[0]

    def sizeHint(self) -> QSize:
        words = paint.width(self._title, theme.font("body")) + paint.width(self._now.label, theme.font("body", 500))
        return QSize(round(words) + 11 + 6 + 10 + 16 + 11, max(32, theme.line("body") + 6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.showMenu()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(self._options[0].value)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rest = "sunken" if self.underMouse() else "surface"
        down = self.is_active or self.isDown()
        paint.box(painter, self.rect(), "wash" if down else rest, "fill" if down else "edge")
        left = 11.0
        area = QRectF(self.rect())
        left += paint.text(painter, area.adjusted(left, 0, 0, 0), self._title, theme.font("body"), "ink2") + 6
        paint.text(painter, area.adjusted(left, 0, -26, 0), self._now.label, theme.font("body", 500), "ink")
        icons.paint(painter, "chevron-down", QRectF(self.width() - 27, (self.height() - 16) / 2, 16, 16), "ink")

    def _on_triggered(self, action: QAction) -> None:
        self._choose(action.data())

    def _choose(self, value: object) -> None:
        if value != self._now.value:
            self.set_value(value)
            self.chosen.emit(self._now.value)
