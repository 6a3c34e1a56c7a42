"""What a level looks like: the anchor of the focused or chosen level, with room kept so that nothing jumps."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.ui import theme
from jetdesk.ui.widgets.label import Label


class AnchorBlock(QFrame):
    """A 2 px bar, level and title, and a description of up to three lines. Empty it keeps its place."""

    def __init__(self, *, name: str = "", lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._lines = lines
        self._level = Label(weight=600)
        self._title = Label(weight=500, elide=Qt.TextElideMode.ElideRight)
        self._description = Label(tone="ink2", wrap=True)
        self._lay_out()

    def show_anchor(self, level: str, title: str, description: str) -> None:
        self._level.setText(level)
        self._title.setText(title)
        self._description.setText(description)
        self._description.setToolTip(description if self._is_cut() else "")
        self.setAccessibleName(f"{level} {title}. {description}")
        self.update()

    def show_none(self) -> None:
        self.show_anchor("", "", "")
        self.setAccessibleName("")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._reserved())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._reserved())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._level.text():
            QPainter(self).fillRect(0, 0, 2, self._bar_height(), theme.colour("fill"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(9)
        head.addWidget(self._level)
        head.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._description)
        column.addStretch(1)
        self._description.setMaximumHeight(self._lines * theme.line("body"))

    def _reserved(self) -> int:
        return (self._lines + 1) * theme.line("body") + 2

    def _is_cut(self) -> bool:
        return self._description.heightForWidth(self._description.width()) > self._lines * theme.line("body")

    def _bar_height(self) -> int:
        shown = self._description.heightForWidth(self._description.width()) if self._description.text() else 0
        return min(self.height(), theme.line("body") + 2 + shown)
