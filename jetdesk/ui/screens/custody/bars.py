"""Above the matrix: what the marks mean, and how far the reading of the mailbox is."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.screens.custody import wording
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.status import paint_status, status_width

WIDEST_GAP, LEAST_GAP = 18, 8


class Legend(QWidget):
    """The states in the order in which a sheet goes through them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("custody_legend")
        self._parts = [(wording.STATUS[state], word.text()) for state, word in wording.LEGEND]
        self.setAccessibleName(tr("Legend"))
        self.setAccessibleDescription(", ".join(word for _, word in self._parts))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(self._words_width()) + WIDEST_GAP * len(self._parts), theme.line("small") + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, left = QPainter(self), 0.0
        spare = (self.width() - self._words_width()) / max(1, len(self._parts))
        gap = max(LEAST_GAP, min(WIDEST_GAP, spare))
        for name, word in self._parts:
            area = QRectF(left, 0, self.width() - left, self.height())
            left += paint_status(painter, area, name, word) + gap

    def _words_width(self) -> float:
        return sum(status_width(word) for _, word in self._parts)


class ProgressStrip(QWidget):
    """What is being done, how far it is, and a way to stop it. Hidden while nothing is under way."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading")
        self._words = Label(role="small", tone="ink2", elide=Qt.TextElideMode.ElideRight, name="reading_words")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(220, 8)
        self.cancel = Button(tr("Cancel"), size="small", name="reading_cancel")
        self.cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._bar)
        row.addWidget(self._words, 1)
        row.addWidget(self.cancel)
        self.hide()

    def show_progress(self, fraction: float | None, words: str) -> None:
        """None: under way, nobody knows how far."""
        self._bar.setRange(0, 0 if fraction is None else 1000)
        self._bar.setValue(round((fraction or 0) * 1000))
        self._bar.setAccessibleName(words)
        self._words.setText(words)
        self.show()


class RevealButton(Button):
    """The main action. Not ready it is only outlined; it stays reachable and says who is missing."""

    asked = Signal()
    gap_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._is_ready = False
        super().__init__(tr("Reveal…"), "main", "envelope-open", name="reveal", parent=parent)
        self.clicked.connect(lambda: (self.asked if self._is_ready else self.gap_asked).emit())

    def show_state(self, words: str, is_ready: bool, description: str) -> None:
        self._is_ready = is_ready
        self.set_words(words)
        self.setAccessibleDescription(description)
        self.setToolTip(description)

    def _colours(self) -> tuple[str | None, str | None, str]:
        if self.isEnabled() and not self._is_ready:
            ground, edge, _ = self._plain_colours()
            return "surface" if self.underMouse() else ground, "edge" if edge is None else edge, "ink2"
        return super()._colours()
