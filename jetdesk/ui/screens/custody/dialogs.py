"""The questions of the custody screen: reveal, compare seals, and a reason for what is closed or settled."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jetdesk.domain.custody import Competing, Conflict
from jetdesk.i18n import tr, tr_n
from jetdesk.ui import theme
from jetdesk.ui.screens.custody import wording
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.choice import RadioButton
from jetdesk.ui.widgets.dialog import PADDING, WIDTH
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.note_field import NoteField

MOST_NAMES = 10


class Question(QDialog):
    """A title, a body, what a kind of question adds, a safe button and one that acts. Enter and Esc are safe."""

    def __init__(self, name: str, title: str, body: str, act: str, safe: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(body)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH)
        self.safe = Button(safe, size="large", name=f"{name}_safe")
        self.act = Button(act, "main", size="large", name=f"{name}_act")
        self._title, self._body = title, body
        self.safe.setDefault(True)
        self.safe.clicked.connect(self.reject)
        letter = act[:1].upper()
        if letter.isascii() and letter.isalpha():
            self.act.setShortcut(QKeySequence(f"Alt+{letter}"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.act.hasFocus():
            self.reject()
        else:
            super().keyPressEvent(event)

    def lay_out(self, *parts: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, 20, PADDING, PADDING - 4)
        column.setSpacing(8)
        column.addWidget(Label(self._title, "heading", wrap=True))
        column.addWidget(Label(self._body, tone="ink2", wrap=True))
        for part in parts:
            column.addWidget(part)
        column.addSpacing(8)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.safe)
        row.addWidget(self.act)
        column.addLayout(row)


class RevealDialog(Question):
    """Names every applicant. `accepted` to reveal."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        title = tr_n("Reveal {n} applicant?", "Reveal {n} applicants?", len(names))
        body = tr("Every panelist of these applicants can then read all their sheets. This cannot be undone.")
        super().__init__("reveal_dialog", title, body, tr("Reveal"), tr("Not yet"), parent)
        self.names = Label("\n".join(names), weight=500, wrap=True, name="reveal_names")
        self.act.clicked.connect(self.accept)
        area = QScrollArea()
        area.setWidget(self.names)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFixedHeight(min(len(names), MOST_NAMES) * theme.line("body") + 4)
        self.lay_out(area)
        self.safe.setFocus()


class ReasonPart(QWidget):
    """A reason of at least so many characters, and what is wrong with it."""

    def __init__(self, name: str, shortest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortest = shortest
        label = Label(tr("Reason"), "small", "ink2")
        self.field = NoteField(name=f"{name}_reason", accessible=tr("Reason"))
        self._problem = Label(role="small", tone="beni", wrap=True, name=f"{name}_problem")
        label.setBuddy(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        for part in (label, self.field, self._problem):
            column.addWidget(part)
        self._problem.hide()

    def checked(self) -> str:
        """The reason, or nothing after saying that it is too short."""
        reason = self.field.toPlainText().strip()
        if len(reason) >= self._shortest:
            return reason
        self.say(tr("Write at least {n} characters.", n=self._shortest))
        self.field.setFocus()
        return ""

    def say(self, sentence: str, about_reason: bool = True) -> None:
        self._problem.setText(sentence)
        self._problem.show()
        self.field.set_needs_attention(about_reason, sentence)
        self.window().adjustSize()


class ReasonDialog(Question):
    """`given(reason)` once it is long enough."""

    given = Signal(str)

    def __init__(
        self, name: str, title: str, body: str, act: str, safe: str, shortest: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, title, body, act, safe, parent)
        self.reason = ReasonPart(name, shortest)
        self.act.clicked.connect(self._on_act)
        self.lay_out(self.reason)
        self.reason.field.setFocus()

    def _on_act(self) -> None:
        if reason := self.reason.checked():
            self.accept()
            self.given.emit(reason)


class CompareDialog(Question):
    """What stands in the same place, side by side: who, when, hash. `chosen(entry, reason)`."""

    chosen = Signal(str, str)

    def __init__(self, conflict: Conflict, now: datetime, shortest: int, parent: QWidget | None = None) -> None:
        title = tr("Which one counts? {subject}", subject=conflict.subject)
        body = tr("Both stay on record. Choose the one that counts and say why; the reason is kept with it.")
        super().__init__("compare", title, body, tr("Use this one"), tr("Leave it open"), parent)
        self.setFixedWidth(WIDTH + 120)
        self._conflict, self._now = conflict, now
        self._group = QButtonGroup(self)
        self.reason = ReasonPart("compare", shortest)
        self.act.clicked.connect(self._on_act)
        columns = QWidget()
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(24)
        for place, value in enumerate(conflict.values):
            row.addWidget(self._column(place, value), 1)
        self.lay_out(columns, self.reason)
        self._group.buttons()[0].setFocus()

    def _column(self, place: int, value: Competing) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        zone = self._now.tzinfo
        assert zone is not None
        at = wording.moment_to_the_second(value.at, zone, self._now.date())
        choice = RadioButton(at, name=f"compare_{place}")
        facts = [value.author, value.value, wording.short_hash(value.entry)]
        choice.setAccessibleName(", ".join((at, *facts)))
        self._group.addButton(choice, place)
        column.addWidget(choice)
        for tone, words in zip(("ink2", "ink", "ink3"), facts, strict=True):
            column.addWidget(Label(words, "small" if tone == "ink3" else "body", tone, wrap=True))
        column.addStretch(1)
        return made

    def _on_act(self) -> None:
        place = self._group.checkedId()
        if place < 0:
            self.reason.say(tr("Choose one of them first."), about_reason=False)
            self._group.buttons()[0].setFocus()
        elif reason := self.reason.checked():
            self.accept()
            self.chosen.emit(self._conflict.values[place].entry, reason)
