"""The way to a declaration in the dossier's head: a quiet menu, and in its place how the declaration stands."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from jetdesk.domain.interests import State
from jetdesk.i18n import tr
from jetdesk.ui.screens.interview.interest_dialog import InterestDialog
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.status import StatusLabel


class InterestEntry(QWidget):
    """`given(kind, detail)` once it is declared in the dialog. `standing` is laid out by the head."""

    given = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self.dialog: InterestDialog | None = None
        self.button = Button("", "quiet", "more", size="small", name="interest_menu_button")
        self.button.setAccessibleName(tr("More about this applicant"))
        self.button.setToolTip(tr("More about this applicant"))
        self.menu = QMenu(self)
        self.menu.setObjectName("interest_menu")
        self.action = self.menu.addAction(tr("I should not interview this applicant…"))
        self.standing = StatusLabel("info", name="interest_standing")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        self.button.clicked.connect(self._on_button)
        self.action.triggered.connect(self._on_asked)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nobody's to declare, or not read yet."""
        self.hide()
        self.standing.hide()
        self.close_dialog()

    def show_state(self, name: str, state: State | None) -> None:
        """What this panelist declared about this applicant so far, if anything."""
        self._name = name
        self.setVisible(state in (None, State.DETECTED))
        self.standing.setVisible(state in (State.DECLARED, State.DISMISSED))
        if state is State.DECLARED:
            self.standing.set_status("expected", tr("Declared; the coordinator decides"))
        elif state is State.DISMISSED:
            self.standing.set_status("info", tr("Not a conflict, the coordinator decided"))

    def show_refused(self, sentence: str) -> None:
        if self.dialog is not None:
            self.dialog.show_problem(sentence)

    def close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()

    def _on_button(self) -> None:
        self.menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _on_asked(self) -> None:
        self.dialog = InterestDialog(self._name, self.window())
        self.dialog.given.connect(self.given)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    def _on_finished(self) -> None:
        self.dialog = None
