"""The recovery code of a new desk, shown once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.choice import CheckBox
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.pane import Pane


class CodePage(QWidget):
    """`code_kept` after the person has said that the code is on paper."""

    code_kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = Label(role="heading", wrap=True, name="recovery_code")
        self.code.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.code.setContentsMargins(16, 16, 16, 16)
        self.kept = CheckBox(tr("I have printed the code or written it down"), name="code_kept")
        self.kept.toggled.connect(self._on_kept)
        self._copy = Button(tr("Copy"), icon="note", name="code_copy")
        self._copy.clicked.connect(self._on_copy)
        self.go_on = Button(tr("Open the desk"), "main", size="large", name="code_go_on")
        self.go_on.clicked.connect(self._on_go_on)
        self._problem = Label(role="small", tone="beni", wrap=True, name="code_problem")
        self.setFocusProxy(self.kept)
        self._lay_out()

    def show_code(self, code: str) -> None:
        self.code.setText(code)
        self.kept.setChecked(False)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
        self._copy.set_words(tr("Copied"))

    def _on_kept(self, kept: bool) -> None:
        self._problem.setText("")

    def _on_go_on(self) -> None:
        if self.kept.isChecked():
            self.code.setText("")
            self.code_kept.emit()
        else:
            self._problem.setText(tr("First put the code on paper and tick the box: it is never shown again."))
            self.kept.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 6, 6)
        column.setSpacing(14)
        column.addWidget(Label(tr("The recovery code"), "title"))
        about = tr("Print it or write it down now, and keep it where the office keeps its keys. It opens the desk if "
                   "the passphrase is forgotten. It is shown only this once.")  # fmt: skip
        column.addWidget(Label(about, tone="ink2", wrap=True))
        sheet = Pane("sunken")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.code)
        column.addWidget(sheet)
        column.addWidget(self.kept)
        column.addWidget(self._problem)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._copy)
        row.addStretch(1)
        row.addWidget(self.go_on)
        column.addLayout(row)
        column.addStretch(1)
