"""Buttons: plain, main, quiet, and the one that seals."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from jetdesk.i18n import tr, tr_n
from jetdesk.ui import icons, theme
from jetdesk.ui.widgets import paint

Kind = Literal["plain", "main", "quiet", "seal"]
Size = Literal["small", "normal", "large"]
_HEIGHTS: dict[Size, int] = {"small": 26, "normal": 32, "large": 40}
_PADDING: dict[Size, int] = {"small": 10, "normal": 14, "large": 20}


class Button(QPushButton):
    """A button with an optional icon; without text it is square and needs `accessible`."""

    def __init__(
        self,
        text: str,
        kind: Kind = "plain",
        icon: str | None = None,
        size: Size = "normal",
        *,
        name: str = "",
        accessible: str = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._kind: Kind = kind
        self._size: Size = size
        self._icon = icon
        self.setObjectName(name)
        self.setProperty("kind", kind)
        self.setAccessibleName(accessible or text)
        self.setToolTip(tip or ("" if text else accessible))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    @property
    def words(self) -> str:
        return self.text().replace("&&", "&")

    def set_words(self, text: str) -> None:
        """Change text and accessible name together."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_icon(self, icon: str | None) -> None:
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        height = max(_HEIGHTS[self._size], theme.line("body") + 6)
        if not self.words:
            return QSize(height, height)
        return QSize(round(self._content_width() + 2 * self._padding() + 2), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor)
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, edge, ink = self._colours()
        if ground or edge:
            paint.box(painter, self.rect(), ground, edge)
        left = (self.width() - self._content_width()) / 2
        if self._icon:
            size = self._icon_size()
            area = QRectF(left if self.words else (self.width() - size) / 2, (self.height() - size) / 2, size, size)
            icons.paint(painter, self._icon, area, ink)
            left += size + self._gap()
        paint.text(painter, QRectF(left, 0, self.width() - left, self.height()), self.words, self._type(), ink)

    def _content_width(self) -> float:
        beside = self._icon_size() + self._gap() if self._icon else 0
        return paint.width(self.words, self._type()) + beside

    def _type(self) -> QFont:
        if self._size == "small":
            return theme.font("small", 500)
        return theme.font("body", 600 if self._kind == "seal" else 500)

    def _padding(self) -> int:
        return _PADDING[self._size]

    def _icon_size(self) -> int:
        return 18 if self._kind == "seal" else 14 if self._size == "small" else 16

    def _gap(self) -> int:
        return 7 if self._size == "small" else 9

    def _colours(self) -> tuple[str | None, str | None, str]:
        """Ground, edge and ink for the present state."""
        if not self.isEnabled():
            return (None if self._kind == "quiet" else "surface", None if self._kind == "quiet" else "rule", "ink3")
        if self._kind == "main":
            return ("ink2" if self._is_down() else "fill", None, "on_fill")
        if self._kind == "seal":
            return ("vermilion_fill", None, "on_vermilion")
        return self._plain_colours()

    def _plain_colours(self) -> tuple[str | None, str | None, str]:
        edge = None if self._kind == "quiet" else "edge"
        if self._is_down():
            return ("wash", edge and "fill", "ink")
        if self.underMouse():
            return ("sunken", edge, "ink")
        return (None if self._kind == "quiet" else "surface", edge, "ink")

    def _is_down(self) -> bool:
        return self.isDown() or self.isChecked()


def button(
    text: str, kind: Kind = "plain", icon: str | None = None, size: Size = "normal", *, name: str = ""
) -> Button:
    """A button with its text; see `Button` for more."""
    return Button(text, kind, icon, size, name=name)


class SealButton(Button):
    """Not ready: outlined and leads to the first gap. Then ready, busy, and at last only a mark and a time."""

    sealing_asked = Signal()
    gap_asked = Signal()

    def __init__(self, text: str, *, name: str = "seal", accessible: str = "", parent: QWidget | None = None) -> None:
        self._state = "ready"
        super().__init__(text, "seal", "seal", "large", name=name, parent=parent)
        self._text, self._said = text, accessible or text.replace("&", tr("and"))
        self.clicked.connect(self._on_clicked)
        self.set_ready()

    @property
    def state(self) -> str:
        """not_ready, ready, busy or sealed."""
        return self._state

    def set_text(self, text: str, accessible: str = "") -> None:
        """What it is called while it can be pressed; it shows with the next state but busy and sealed."""
        self._text, self._said = text, accessible or text.replace("&", tr("and"))
        if self._state == "ready":
            self.set_ready()

    def set_not_ready(self, gaps: list[str]) -> None:
        """`gaps` are the sentences listed beside the button."""
        left = tr_n("{n} thing left", "{n} things left", len(gaps))
        self._enter("not_ready", self._text, f"{self._said}, {left}", "\n".join(gaps))

    def set_ready(self) -> None:
        self._enter("ready", self._text, self._said)

    def set_busy(self) -> None:
        self._enter("busy", tr("Sealing…"), tr("Sealing…"))

    def set_sealed(self, time: str) -> None:
        words = tr("Sealed {time}", time=time)
        self._enter("sealed", words, words)

    def _enter(self, state: str, text: str, accessible: str, description: str = "") -> None:
        self._state = state
        self.set_words(text)
        self.setAccessibleName(accessible)
        self.setAccessibleDescription(description)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if state == "sealed" else Qt.FocusPolicy.StrongFocus)
        self.update()

    def _on_clicked(self) -> None:
        if self._state == "ready":
            self.sealing_asked.emit()
        elif self._state == "not_ready":
            self.gap_asked.emit()

    def _padding(self) -> int:
        return 0 if self._state == "sealed" else super()._padding()

    def _type(self) -> QFont:
        return theme.font("body", 500) if self._state == "sealed" else super()._type()

    def _colours(self) -> tuple[str | None, str | None, str]:
        if self._state == "sealed":
            return (None, None, "vermilion")
        if self._state == "not_ready":
            return ("sunken" if self.underMouse() else "surface", "vermilion", "vermilion")
        return super()._colours()
