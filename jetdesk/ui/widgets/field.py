"""Fields: one line of text, search, passphrase, select; with a sentence below when one needs attention."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import icons, theme
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.select import Number, Select

__all__ = ["Field", "Number", "PassphraseField", "SearchField", "Select"]


class Field(QLineEdit):
    """A line of text, 32 high (`large` 40). Listen to `textEdited`: it knows only the person's typing."""

    def __init__(
        self,
        *,
        name: str = "",
        accessible: str = "",
        placeholder: str = "",
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(40 if large else max(32, theme.line("body") + 6))

    def set_needs_attention(self, needed: bool, sentence: str = "") -> None:
        """The edge and an icon; show `sentence` below in `beni`, it is also read out."""
        self.setProperty("attention", needed)
        self.setAccessibleDescription(sentence if needed else "")
        self.setTextMargins(0, 0, 26 if needed else 0, 0)
        self.style().polish(self)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.property("attention"):
            area = QRectF(self.width() - 28, (self.height() - 16) / 2, 16, 16)
            icons.paint(QPainter(self), "alert-octagon", area, "beni")


class SearchField(Field):
    """With a glass at the left and the key that leads here at the right. Esc clears."""

    def __init__(
        self,
        placeholder: str,
        *,
        name: str = "search",
        key: str = "Ctrl F",
        accessible: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, accessible=accessible or placeholder, placeholder=placeholder, parent=parent)
        self._key = key
        self.setTextMargins(24, 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        icons.paint(painter, "search", QRectF(11, (self.height() - 16) / 2, 16, 16), "ink3")
        if self._key and not self.text() and not self.hasFocus() and self._has_room():
            paint_key(painter, QRectF(0, 0, self.width() - 10, self.height()), self._key)

    def _has_room(self) -> bool:
        words = paint.width(self.placeholderText(), theme.font("body"))
        return self.width() > 36 + words + paint.width(self._key, theme.font("tick")) + 36


def paint_key(painter: QPainter, area: QRectF, key: str) -> None:
    """A key cap at the right end of `area`."""
    style = theme.font("tick")
    wide = paint.width(key, style) + 14
    cap = QRectF(area.right() - wide, area.center().y() - 9, wide, 18)
    paint.box(painter, cap, None, "rule", 3)
    paint.text(painter, cap, key, style, "ink3", Qt.AlignmentFlag.AlignHCenter)


class PassphraseField(Field):
    """Hidden text with an eye to show it. `caps_lock(bool)` tells when Caps Lock seems to be on."""

    caps_lock = Signal(bool)

    def __init__(
        self, *, name: str = "passphrase", accessible: str = "", large: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(name=name, accessible=accessible or tr("Passphrase"), large=large, parent=parent)
        self._caps = False
        self._eye = QToolButton(self)
        self._eye.setCheckable(True)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._eye.setObjectName(f"{name}_eye")
        self._eye.toggled.connect(self._on_eye_toggled)
        self.setTextMargins(0, 0, 30, 0)
        self._on_eye_toggled(False)

    def select_again(self) -> None:
        """After a wrong passphrase: focus stays, the text is selected."""
        self.setFocus()
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        text = event.text()
        if len(text) == 1 and text.isalpha() and text.lower() != text.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tell_caps(text.isupper() != shift)
        elif event.key() == Qt.Key.Key_CapsLock:
            self._tell_caps(not self._caps)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._eye.setGeometry(self.width() - 36, (self.height() - 28) // 2, 30, 28)

    def _on_eye_toggled(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icons.icon("eye-off" if shown else "eye"))
        self._eye.setAccessibleName(tr("Hide the passphrase") if shown else tr("Show the passphrase"))
        self._eye.setToolTip(self._eye.accessibleName())

    def _tell_caps(self, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self.caps_lock.emit(on)
