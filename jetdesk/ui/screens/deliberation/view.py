"""The screen: agenda, the case, and its totals and notes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.screens.deliberation.agenda import Agenda
from jetdesk.ui.screens.deliberation.side import Side
from jetdesk.ui.screens.deliberation.table import CaseTable
from jetdesk.ui.screens.deliberation.values import CaseShown
from jetdesk.ui.widgets.ask import Ask
from jetdesk.ui.widgets.dialog import ConfirmDialog
from jetdesk.ui.widgets.empty_state import EmptyState
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.note_field import NoteField
from jetdesk.ui.widgets.pane import Pane

LEAST, COLLAPSED_BELOW = 1060, 1370
"""Width below which the agenda shows no names."""


class DeliberationView(QWidget):
    """Signals only by acts of the person."""

    sealing_confirmed = Signal()
    reopening_given = Signal(str)
    custody_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deliberation")
        self.agenda, self.table, self.side = Agenda(), CaseTable(), Side()
        self.dialog: ConfirmDialog | Ask | None = None
        self._message = Label(wrap=True, tone="ink2", name="deliberation_message")
        self._empty = EmptyState(
            "messages", tr("Nothing to deliberate yet"),
            tr("When all expected sheets of an applicant are in, their reveal opens the case here."),
            name="deliberation_empty",
        )  # fmt: skip
        self._lay_out()
        self.setMinimumWidth(LEAST)  # or the agenda's names would keep the window from getting narrower
        self.side.gap_asked.connect(self._on_gap_asked)
        self._case: CaseShown | None = None
        self._add_keys()

    def show_case(self, case: CaseShown) -> None:
        if self._case is None or self._case.applicant_id != case.applicant_id:
            self.table.forget()
        self._case = case
        self.table.show_case(case)
        self.side.show_case(case)
        self._pages.setCurrentWidget(self.table)

    def show_message(self, words: str) -> None:
        """In the place of a case: who is awaited, or that the viewer is recused."""
        self._case = None
        self._message.setText(words)
        self.side.show_case(None)
        self._pages.setCurrentWidget(self._told)

    def show_empty(self) -> None:
        self._case = None
        self.side.show_case(None)
        self._pages.setCurrentWidget(self._nothing)

    def ask_seal(self, name: str, facts: list[tuple[str, str]]) -> None:
        body = tr(
            "The consensus does not change afterwards. Taking it up again needs a reason and makes a new edition."
        )
        title = tr("Seal the consensus on {name}?", name=name)
        self.dialog = ConfirmDialog(self, title, body, facts, tr("Seal consensus"), tr("Not yet"))
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.accepted.connect(self.sealing_confirmed)
        self.dialog.open()

    def ask_reopen(self, name: str) -> None:
        about = tr("What was sealed stays readable. The reason is kept with the record and printed.")
        dialog = Ask("reopen_consensus_dialog", tr("Take up {name} again?", name=name), about, tr("Take up"), self)
        field = NoteField(name="reopen_consensus_reason", accessible=tr("Reason"))
        dialog.add(tr("Reason"), field)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.act.clicked.connect(lambda: self.reopening_given.emit(field.toPlainText()))
        self.dialog = dialog
        dialog.open()

    def close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
            self.dialog = None

    def show_dialog_problem(self, sentences: str) -> None:
        if isinstance(self.dialog, Ask):
            self.dialog.show_problem(sentences)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.agenda.set_collapsed(self.width() < COLLAPSED_BELOW * theme.state().scale)

    def toggle_side(self) -> None:
        self.side.setVisible(self.side.isHidden())

    def _on_gap_asked(self) -> None:
        if self._case and self._case.gaps:
            criterion = self._case.gaps[0][0]
            if any(row.criterion == criterion for row in self.table.rows):
                self.table.focus_row(criterion)
            else:
                self.side.overall.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_keys(self) -> None:
        acts = {
            "Ctrl+Down": lambda: self.table.step(1), "Ctrl+Up": lambda: self.table.step(-1),
            "Alt+Down": lambda: self.agenda.list.step(1), "Alt+Up": lambda: self.agenda.list.step(-1),
            "Ctrl+M": self.side.note.setFocus, "Ctrl+Return": self.side.seal.click, "Ctrl+Enter": self.side.seal.click,
        }  # fmt: skip
        for keys, act in acts.items():
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)

    def _lay_out(self) -> None:
        self._told, self._nothing = Pane("paper"), Pane("paper")
        told = QVBoxLayout(self._told)
        told.setContentsMargins(28, 28, 28, 28)
        told.addWidget(self._message)
        told.addStretch(1)
        nothing = QVBoxLayout(self._nothing)
        nothing.addStretch(2)
        nothing.addWidget(self._empty)
        nothing.addStretch(3)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.agenda)
        row.addWidget(hairline(vertical=True))
        self._pages = QStackedWidget()
        row.addWidget(self._pages, 1)
        for page in (self._nothing, self._told, self.table):
            self._pages.addWidget(page)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.side)
