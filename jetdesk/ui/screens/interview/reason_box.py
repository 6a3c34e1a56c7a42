"""Opening a sealed sheet again: what happens, the reason, and the way back; in the place of the sheet's foot."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from jetdesk.i18n import tr
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.note_field import NoteField
from jetdesk.ui.widgets.pane import Pane


class ReasonBox(Pane):
    """`given(reason)`, or `given_up` for the safe way out (Esc)."""

    given = Signal(str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__("surface", name="reason_box")
        self._title = Label(role="heading", wrap=True, name="reason_title")
        self._happens = Label(tone="ink2", wrap=True, name="reason_happens")
        self._label = Label(tr("Reason"), "small", "ink2")
        self._help = Label(role="small", tone="ink3", wrap=True, name="reason_help")
        self.field = NoteField(name="reopen_reason", accessible=tr("Reason"))
        self.keep = Button("", size="large", name="reopen_keep")
        self.act = Button("", "main", size="large", name="reopen_act")
        self.act.clicked.connect(self._on_act)
        self.keep.clicked.connect(self.given_up)
        self._lay_out()
        self._add_key("Esc", self.given_up.emit)
        self._add_key("Ctrl+Return", self._on_act)
        self._add_key("Ctrl+Enter", self._on_act)
        self.hide()

    def ask(self, *, revises: bool, own: bool) -> None:
        """An empty field with the focus in it. `revises`: after the reveal."""
        self._title.setText(self._question(revises, own))
        self._happens.setText(_what_happens(revises))
        self.keep.set_words(tr("Leave it as it is") if revises else tr("Keep it sealed"))
        self.act.set_words(tr("Revise") if revises else tr("Reopen"))
        who = tr("The whole panel reads it.") if revises else tr("The coordinator reads it.")
        self._help.setText(f"{tr('At least 10 characters.')} {who}")
        self._show_need("")
        self.field.set_text("")
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refused(self, sentence: str) -> None:
        """What was typed stays."""
        self.act.setEnabled(True)
        self._help.setText(sentence)
        self._show_need(sentence)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        self.field.set_text("")
        self.act.setEnabled(True)
        self.hide()

    def _question(self, revises: bool, own: bool) -> str:
        if revises:
            return tr("Revise your sheet?") if own else tr("Revise this sheet?")
        return tr("Reopen your sealed sheet?") if own else tr("Reopen this sealed sheet?")

    def _show_need(self, sentence: str) -> None:
        self.field.set_needs_attention(bool(sentence), sentence)
        self._help.set_tone("beni" if sentence else "ink3")

    def _on_act(self) -> None:
        if self.act.isEnabled():
            self.act.setEnabled(False)
            self.given.emit(self.field.toPlainText().strip())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 14)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._happens)
        column.addSpacing(4)
        self._label.setBuddy(self.field)
        for widget in (self._label, self.field, self._help):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.act)
        column.addSpacing(6)
        column.addLayout(row)

    def _add_key(self, keys: str, act: object) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(act)


def _what_happens(revises: bool) -> str:
    if revises:
        return tr(
            "The sheet opens as a draft, filled in as it was sealed. When you submit it, the revision and your reason "
            "go to the whole panel. The sealed sheet stays on record."
        )
    return tr(
        "The sheet opens as a draft, filled in as it was sealed. The sealed revision stays on record, and the "
        "coordinator sees that it was reopened and why."
    )
