"""A banner at the top of the pane it concerns; it stays until the matter is settled."""

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt, Signal
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QWidget

from jetdesk.errors import UserError
from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.notify import Notice
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.picture import Picture

_LOOK = {"say": ("info", "ink2", "wash"), "warn": ("alert-triangle", "amber", "amber_wash")}
_BUG = ("alert-octagon", "beni", "beni_wash")


class Banner(QFrame):
    """Hidden until something is shown. `acted` for its one action, `closed` when the person puts it away."""

    acted = Signal()
    closed = Signal()

    def __init__(self, *, name: str = "banner", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._picture = Picture("alert-triangle", 16, "amber")
        self._words = Label(wrap=True)
        self._action = Button("", size="small", name=f"{name}_action")
        self._close = Button("", "quiet", "x", "small", name=f"{name}_close", accessible=tr("Close this message"))
        self._action.clicked.connect(self.acted)
        self._close.clicked.connect(self._on_close)
        self._lay_out()
        self.hide()

    def show_notice(self, notice: Notice, action: str = "") -> None:
        self.show_text(notice.kind, notice.first, notice.rest, action)

    def show_error(self, error: UserError, action: str = "") -> None:
        first, *rest = error.parts()
        self.show_text("warn", first, " ".join(rest), action)

    def show_text(self, kind: str, first: str, rest: str = "", action: str = "") -> None:
        """`kind`: say, warn, or bug (also for errors in red)."""
        icon, tone, wash = _LOOK.get(kind, _BUG)
        self._picture.set_picture(icon, tone)
        self._words.set_sentences(first, rest)
        self._action.set_words(action)
        self._action.setVisible(bool(action))
        self._close.setVisible(not action or kind == "say")
        self.setProperty("ground", wash)
        self.style().polish(self)
        self.setAccessibleName(first)
        self.setAccessibleDescription(rest)
        self._appear()

    def settle(self) -> None:
        """The matter is settled: the banner goes."""
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._picture.setContentsMargins(0, 2, 0, 2)

    def _appear(self) -> None:
        was_hidden = self.isHidden()
        self.show()
        if was_hidden and self.isVisible() and theme.may_move():
            self._fade_in()

    def _fade_in(self) -> None:
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        fade = QPropertyAnimation(effect, b"opacity", effect)
        fade.setDuration(120)
        fade.setStartValue(0.0)
        fade.setEndValue(1.0)
        fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        fade.finished.connect(self._on_faded)
        fade.start()

    def _on_faded(self) -> None:
        self.setGraphicsEffect(None)  # type: ignore[arg-type]

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()
