"""What is being done, how far it is, and Cancel."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label


class ProgressRow(QWidget):
    """Hidden until something is under way."""

    cancelled = Signal()

    def __init__(self, name: str, doing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_progress")
        self.doing = Label(doing, "small", "ink2", name=f"{name}_doing")
        self._bar = QProgressBar(maximum=1000)
        self._bar.setFixedHeight(8)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(doing)
        cancel = Button(tr("Cancel"), name=f"{name}_cancel")
        cancel.clicked.connect(self.cancelled)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.doing)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(cancel)
        self.hide()

    def show_progress(self, fraction: float, text: str) -> None:
        """0 to 1, and in words what is being done; without words the last ones stay."""
        self.show()
        self._bar.setValue(round(fraction * 1000))
        if text:
            self.doing.setText(text)
