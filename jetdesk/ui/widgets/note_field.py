"""A note that grows from one to four lines, then scrolls."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from jetdesk.ui import theme

PAUSE_MS = 400


class NoteField(QPlainTextEdit):
    """`edited(text)` follows what the person typed, after a pause or on leaving; never what the program put in."""

    edited = Signal(str)

    def __init__(
        self,
        *,
        name: str = "",
        accessible: str = "",
        placeholder: str = "",
        most_lines: int = 4,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(4)
        self._most_lines, self._known = most_lines, ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.tell_now)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.state().changed.connect(self._fit)
        self._fit()

    def set_text(self, text: str) -> None:
        """Put in a text without it counting as an edit; the cursor stays where it can."""
        self._pause.stop()
        self._known = text
        if text != self.toPlainText():
            self.setPlainText(text)
        self._fit()

    def set_needs_attention(self, needed: bool, sentence: str = "") -> None:
        """Required and empty; the sentence is read out as the description."""
        if self.property("attention") != needed:
            self.setProperty("attention", needed)
            self.style().polish(self)
        self.setAccessibleDescription(sentence if needed else "")

    def tell_now(self) -> None:
        """Emit what has not been told yet; call before the field goes away."""
        self._pause.stop()
        text = self.toPlainText()
        if text != self._known:
            self._known = text
            self.edited.emit(text)

    def sizeHint(self) -> QSize:
        return QSize(240, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 32)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.tell_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tell_now()
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if not event.commitString() and event.preeditString():
            self._pause.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_text_changed(self) -> None:
        if self.toPlainText() != self._known:
            self._pause.start()

    def _fit(self, *_: object) -> None:
        spacing = QFontMetricsF(self.font()).lineSpacing()
        lines = max(1, round(self.document().size().height()))
        shown = min(lines, self._most_lines)
        needed = round(shown * spacing) + 2 * 4 + 2 * 2 + 4
        always = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > shown else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != always:
            self.setVerticalScrollBarPolicy(always)
        if self.height() != max(32, needed):
            self.setFixedHeight(max(32, needed))
