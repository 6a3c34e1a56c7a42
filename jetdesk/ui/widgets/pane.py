"""Flat planes of one colour, and the splitter between them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QWidget


class Pane(QFrame):
    """A plane: `ground` is a colour token (paper, surface, sunken)."""

    def __init__(self, ground: str = "paper", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.set_ground(ground)

    def set_ground(self, ground: str) -> None:
        if self.property("ground") != ground:
            self.setProperty("ground", ground)
            self.style().polish(self)


class PaneSplitter(QSplitter):
    """Panes side by side with 1 px between them; Qt widens the grab area of so thin a handle."""

    def __init__(self, *panes: QWidget, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName(name)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in panes:
            self.addWidget(pane)
