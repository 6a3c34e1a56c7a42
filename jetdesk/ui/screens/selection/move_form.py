"""The form of an override: who moved where, and the reason that is printed; and the list of those made."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr, tr_n
from jetdesk.ui.screens.selection.near_list import FactButton
from jetdesk.ui.screens.selection.values import MoveForm, MoveLine
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.note_field import NoteField


class ReasonField(NoteField):
    """`stepped(by)` for Alt and the arrow keys, which move the row on; `given_up` for Esc."""

    stepped = Signal(int)
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class MoveFormPane(QWidget):
    """`kept(reason)`, `undone`, `stepped(by)`, `line_chosen(applicant id)`."""

    kept = Signal(str)
    undone = Signal()
    stepped = Signal(int)
    line_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = MoveForm()
        self._read_only = False
        self._count = Label(role="small", tone="ink2")
        self._hint = Label(role="small", tone="ink2", wrap=True)
        self._who = Label(wrap=True, name="move_who")
        self._label = Label(tr("Reason, printed in the summary"), "small", "ink2")
        self.reason = ReasonField(name="move_reason", accessible=tr("Reason for the move"), most_lines=5)
        self._problem = Label(role="small", tone="beni", wrap=True, name="move_problem")
        self.undo = Button(tr("Undo move"), icon="undo", name="undo_move")
        self.keep = Button(tr("Keep reason"), name="keep_reason")
        self._lines = QVBoxLayout()
        self._buttons: list[FactButton] = []
        self._lay_out()
        self.reason.stepped.connect(self.stepped)
        self.reason.given_up.connect(self.undone)
        self.undo.clicked.connect(self.undone)
        self.keep.clicked.connect(lambda: self.kept.emit(self.reason.toPlainText()))
        self.show_form(self._form)

    def show_form(self, form: MoveForm) -> None:
        same = (form.state, form.applicant_id) == (self._form.state, self._form.applicant_id)
        self._form = form
        is_open = form.state != "none"
        if not same or (form.state == "kept" and not self.reason.hasFocus()):
            self.reason.set_text(form.reason)
            self.show_problem("")
        values = {"before": form.before, "after": form.after}
        self._who.set_sentences(form.name, tr("moved from {before} to {after}", **values) if is_open else "")
        for part in (self._who, self._label, self.reason, self.undo, self.keep):
            part.setVisible(is_open)
        for part in (self.undo, self.keep):
            part.setVisible(is_open and not self._read_only)
        self._hint.setVisible(not is_open and not self._read_only)

    def show_moves(self, moves: Sequence[MoveLine], read_only: bool) -> None:
        """The overrides of the list, each leading to its row."""
        self._read_only = read_only
        self.reason.setReadOnly(read_only)
        self._count.setText(tr_n("{n} in this list", "{n} in this list", len(moves)) if moves else "")
        none = tr("None in this list.") if read_only and not moves else ""
        hint = tr("Drag a row, or press Alt with the arrow keys, to move it. Each move needs a reason.")
        self._hint.setText(none or hint)
        for button in self._buttons:
            button.deleteLater()
        self._buttons = [_line(move) for move in moves]
        for button in self._buttons:
            self._lines.addWidget(button)
            button.chosen.connect(self.line_chosen)
        self.show_form(self._form)
        self._hint.setVisible(self._form.state == "none" and (not read_only or not moves))

    def show_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.reason.set_needs_attention(bool(sentence), sentence)

    def focus_reason(self) -> None:
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Override"), "heading"))
        head.addStretch(1)
        head.addWidget(self._count)
        column.addLayout(head)
        column.addSpacing(4)
        column.addWidget(self._hint)
        column.addWidget(self._who)
        column.addSpacing(6)
        column.addWidget(self._label)
        column.addSpacing(6)
        column.addWidget(self.reason)
        column.addWidget(self._problem)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.undo)
        row.addStretch(1)
        row.addWidget(self.keep)
        column.addLayout(row)
        self._lines.setSpacing(0)
        column.addLayout(self._lines)


def _line(move: MoveLine) -> FactButton:
    return FactButton(move.applicant_id, move.name, move.words, name=f"move_{move.applicant_id}")
