"""The forms beside unlocking: a new coordinator's desk, and a new passphrase by the recovery code."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.screens.unlock.work import NewOffice
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.field import Field, Number, PassphraseField
from jetdesk.ui.widgets.label import Label

_FIRST_YEAR, _LAST_YEAR, _NEXT_CYCLE_FROM = 1987, 2200, 7


class PassphraseTwice(QWidget):
    """A new passphrase and the same again, with a word on its strength. `typed(passphrase)`."""

    typed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PassphraseField(name=f"{name}_passphrase", accessible=tr("Passphrase"), large=False)
        self.again = PassphraseField(name=f"{name}_again", accessible=tr("The same again"), large=False)
        self._hint = Label(role="small", tone="ink2", name=f"{name}_strength")
        self.first.textEdited.connect(self.typed)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(labelled(tr("Passphrase"), self.first), 1)
        row.addLayout(labelled(tr("The same again"), self.again), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._hint)
        self.show_strength("")

    def show_strength(self, strength: str) -> None:
        """too-short, weak, good, strong, or empty for nothing typed."""
        words = {
            "too-short": (tr("Too short: at least 8 characters."), "beni"),
            "weak": (tr("Weak: add a word or two."), "amber"),
            "good": (tr("Good."), "sage"),
            "strong": (tr("Strong."), "sage"),
        }
        text, tone = words.get(strength, (tr("Four words with spaces work well."), "ink2"))
        self._hint.setText(text)
        self._hint.set_tone(tone)


class Form(QWidget):
    """Title, fields, a problem in words, and two buttons. `back_asked` leads back to unlocking."""

    back_asked = Signal()

    def __init__(self, name: str, title: str, about: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.twice = PassphraseTwice(name)
        self._act_text = act
        self.act = Button(act, "main", size="large", name=f"{name}_act")
        self.act.clicked.connect(self._on_act)
        self.twice.again.returnPressed.connect(self._on_act)
        self._back = Button(tr("Back"), size="large", name=f"{name}_back")
        self._back.clicked.connect(self._on_back)
        self._problem = Label(tone="beni", wrap=True, name=f"{name}_problem")
        self._problem.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 0, 6, 6)
        self._column.setSpacing(14)
        self._column.addWidget(Label(title, "title"))
        self._column.addWidget(Label(about, tone="ink2", wrap=True))

    def show_problem(self, sentences: str) -> None:
        self._problem.setText(sentences)
        self._problem.setVisible(bool(sentences))

    def show_working(self, working: bool) -> None:
        self.act.set_words(tr("Please wait…") if working else self._act_text)
        self.show_problem("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        else:
            super().keyPressEvent(event)

    def _finish_layout(self) -> None:
        self._column.addWidget(self.twice)
        self._column.addWidget(self._problem)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self._back)
        row.addWidget(self.act)
        self._column.addLayout(row)
        self._column.addStretch(1)

    def _on_back(self) -> None:
        self.back_asked.emit()

    def _on_act(self) -> None:
        raise NotImplementedError


class CreateForm(Form):
    """`create_asked(NewOffice, passphrase again)`."""

    create_asked = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        about = tr("For the JET desk of an office. The desk is encrypted: without its passphrase or the recovery code "
                   "nobody can open it.")  # fmt: skip
        super().__init__("create_form", tr("Create a coordinator desk"), about, tr("Create the desk"), parent)
        self.office = Field(name="create_office", accessible=tr("Office"),
                            placeholder=tr("Consulate-General of Japan in …"))  # fmt: skip
        self.year = Number(_FIRST_YEAR, _LAST_YEAR, name="create_year", accessible=tr("Cycle"))
        self.year.setValue(_next_cycle(date.today()))
        self.person = Field(name="create_person", accessible=tr("Your name"))
        self._column.addLayout(labelled(tr("Office"), self.office))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(labelled(tr("Your name"), self.person), 1)
        self.year.setFixedWidth(112)
        row.addLayout(labelled(tr("Cycle"), self.year))
        self._column.addLayout(row)
        self._finish_layout()
        self.setFocusProxy(self.office)

    def _on_act(self) -> None:
        form = NewOffice(self.office.text(), self.year.value(), self.person.text(), self.twice.first.text())
        self.create_asked.emit(form, self.twice.again.text())


class RecoverForm(Form):
    """`recover_asked(code, passphrase, again)`."""

    recover_asked = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        about = tr("Type the recovery code from the recovery sheet and choose a new passphrase. Nothing in the desk "
                   "changes.")  # fmt: skip
        super().__init__("recover_form", tr("Forgotten passphrase"), about, tr("Set the passphrase"), parent)
        self.code = Field(name="recover_code", accessible=tr("Recovery code"))
        self._column.addLayout(labelled(tr("Recovery code"), self.code))
        self._finish_layout()
        self.setFocusProxy(self.code)

    def _on_act(self) -> None:
        self.recover_asked.emit(self.code.text(), self.twice.first.text(), self.twice.again.text())


def labelled(text: str, field: QWidget) -> QVBoxLayout:
    """A field under its name."""
    column = QVBoxLayout()
    column.setSpacing(6)
    label = Label(text, weight=500)
    label.setBuddy(field)
    column.addWidget(label)
    column.addWidget(field)
    return column


def _next_cycle(today: date) -> int:
    """From the summer on the office prepares the next year's selection."""
    return today.year + (today.month >= _NEXT_CYCLE_FROM)
