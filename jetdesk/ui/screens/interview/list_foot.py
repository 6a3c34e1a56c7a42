"""The foot of the list: what has not reached the coordinator, and the way to send it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.screens.interview.standing import Foot
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.status import StatusLabel


class WideButton(Button):
    """As wide as the pane."""

    def __init__(self, text: str, *, name: str) -> None:
        super().__init__(text, icon="usb", name=name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())


class ListFoot(QWidget):
    """`send_asked`, `mailbox_asked` where there is none yet (or another is wanted), `cancel_asked` while it runs."""

    send_asked = Signal()
    mailbox_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("list_foot")
        self._foot: Foot | None = None
        self._running = self._collapsed = self._failed = False
        self._status = StatusLabel("received", name="delivery_status")
        self._words = Label(role="small", tone="ink2", wrap=True, name="delivery_words")
        self._hint = Label(role="small", tone="ink3", wrap=True, name="delivery_hint")
        self._bar = QProgressBar(textVisible=False, maximum=1000)
        self._bar.setAccessibleName(tr("Progress"))
        self.act = WideButton("", name="send_now")
        self.other = Button(tr("Choose the stick…"), "quiet", size="small", name="choose_stick")
        self._lay_out()
        self.act.clicked.connect(self._on_act)
        self.other.clicked.connect(self.mailbox_asked)
        self.hide()

    def show_foot(self, foot: Foot) -> None:
        """How things stand; while something runs it is shown afterwards."""
        self._foot = foot
        self.show()
        self._show()

    def show_running(self, fraction: float, text: str) -> None:
        self._running, self._failed = True, False
        self._bar.setValue(round(fraction * 1000))
        self._words.setText(text or tr("Exchanging with the stick…"))
        self._show()

    def show_rest(self, *, failed: bool = False) -> None:
        """It has ended; after a failure another stick is offered."""
        self._running, self._failed = False, failed
        self._show()

    def set_collapsed(self, collapsed: bool) -> None:
        self._collapsed = collapsed
        side = 16 if collapsed else 20
        self._column.setContentsMargins(side, 12, side, 14)
        self._show()

    def _show(self) -> None:
        foot = self._foot
        if foot is None:
            return
        wide = not self._collapsed
        if not self._running:
            self._words.setText(foot.words)
            self._hint.setText(foot.hint)
            self._status.set_status(foot.status or "received", foot.words)
        is_plain = self._running or not foot.status
        self._status.setVisible(wide and not is_plain)
        self._words.setVisible(wide and is_plain)
        self._hint.setVisible(wide and not self._running and bool(foot.hint))
        self._bar.setVisible(self._running)
        self.other.setVisible(wide and self._failed and not foot.chooses)
        self._show_act(foot)

    def _show_act(self, foot: Foot) -> None:
        action = tr("Cancel") if self._running else foot.action
        self.act.set_icon(("x" if self._running else "usb") if self._collapsed or not self._running else None)
        self.act.set_words("" if self._collapsed else action)
        spoken = f"{action}. {self._words.text()}" if self._collapsed else action
        self.act.setAccessibleName(spoken)
        self.act.setToolTip(spoken if self._collapsed else "")

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        for widget in (self._status, self._words, self._hint):
            self._column.addWidget(widget)
        self._column.addSpacing(8)
        self._column.addWidget(self._bar)
        self._column.addSpacing(2)
        self._column.addWidget(self.act)
        below = QHBoxLayout()
        below.addWidget(self.other)
        below.addStretch(1)
        self._column.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addLayout(self._column)
        self.set_collapsed(False)

    def _on_act(self) -> None:
        if self._running:
            self.cancel_asked.emit()
        elif self._foot is not None and self._foot.chooses:
            self.mailbox_asked.emit()
        else:
            self.send_asked.emit()
