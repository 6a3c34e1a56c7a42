"""Asks why a signed list is opened again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.dialog import PADDING, WIDTH
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.note_field import NoteField


class ReasonDialog(QDialog):
    """`given(reason)` once the reason has `shortest` characters; Esc leaves the list signed off."""

    given = Signal(str)

    def __init__(self, position: str, shortest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortest = shortest
        title = tr("Reopen the {position} list?", position=position)
        self.setObjectName("reopen_dialog")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setProperty("ground", "surface")
        self.setFixedWidth(WIDTH)
        self.reason = NoteField(name="reopen_reason", accessible=tr("Reason for reopening"))
        self._problem = Label(role="small", tone="beni", wrap=True)
        self.safe = Button(tr("Leave it signed off"), size="large", name="reopen_safe")
        self.act = Button(tr("Reopen list"), size="large", name="reopen_act")
        self.safe.clicked.connect(self.reject)
        self.act.clicked.connect(self._on_act)
        self._lay_out(title)
        self.reason.setFocus()

    def _on_act(self) -> None:
        reason = self.reason.toPlainText().strip()
        if len(reason) < self._shortest:
            self._problem.setText(tr("Write at least {n} characters.", n=self._shortest))
            self._problem.show()
            self.adjustSize()
            self.reason.set_needs_attention(True, self._problem.text())
            self.reason.setFocus()
            return
        self.accept()
        self.given.emit(reason)

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, 20, PADDING, 20)
        column.setSpacing(0)
        column.addWidget(Label(title, "heading", wrap=True))
        column.addSpacing(8)
        body = tr("The sign-off is taken back and the reason stays on record. The next sign-off gets a new number.")
        column.addWidget(Label(body, tone="ink2", wrap=True))
        column.addSpacing(14)
        column.addWidget(Label(tr("Reason"), "small", "ink2"))
        column.addSpacing(6)
        column.addWidget(self.reason)
        column.addSpacing(6)
        column.addWidget(self._problem)
        self._problem.hide()
        column.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.safe)
        row.addWidget(self.act)
        column.addLayout(row)
