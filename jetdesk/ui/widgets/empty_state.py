"""What an empty pane says: one line, one sentence, one action."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.picture import Picture

WORDS_WIDTH = 400
"""Fixed: the height of a wrapped sentence is asked for before its width is known."""


class EmptyState(QWidget):
    """Centred; the action takes the focus first."""

    acted = Signal()

    def __init__(
        self,
        icon: str,
        line: str,
        sentence: str = "",
        action: str = "",
        action_icon: str | None = None,
        *,
        name: str = "empty",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._picture = Picture(icon, 24, "ink2")
        centre = Qt.AlignmentFlag.AlignHCenter
        self._line = Label(weight=500, wrap=True)
        self._sentence = Label(role="small", tone="ink2", wrap=True)
        for label in (self._line, self._sentence):
            label.setAlignment(centre)
            label.setFixedWidth(WORDS_WIDTH)
        self._action = Button("", icon=action_icon, size="small", name=f"{name}_action")
        self._action.clicked.connect(self.acted)
        self._lay_out(centre)
        self.set_words(line, sentence, action)

    def set_words(self, line: str, sentence: str = "", action: str = "") -> None:
        self._line.setText(line)
        self._sentence.setText(sentence)
        self._action.set_words(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(line)
        self.setAccessibleDescription(sentence)
        self.setFocusProxy(self._action if action else None)  # type: ignore[arg-type]

    def _lay_out(self, centre: Qt.AlignmentFlag) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(2)
        column.addStretch(1)
        column.addWidget(self._picture, 0, centre)
        column.addSpacing(6)
        column.addWidget(self._line, 0, centre)
        column.addWidget(self._sentence, 0, centre)
        column.addSpacing(8)
        column.addWidget(self._action, 0, centre)
        column.addStretch(1)
