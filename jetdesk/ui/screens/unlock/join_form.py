"""Joining an office with a laptop pack: the file and its code, then the own passphrase."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.domain.office import ROLE_NAMES
from jetdesk.i18n import tr
from jetdesk.ui.screens.unlock.forms import Form, labelled
from jetdesk.ui.screens.unlock.progress_row import ProgressRow
from jetdesk.ui.screens.unlock.work import JoinWith, PackLook
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.choice import CheckBox
from jetdesk.ui.widgets.field import Field
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.pane import Pane


class JoinForm(Form):
    """First `look_asked(file, code)`; once the pack is known, `join_asked(JoinWith, passphrase again)`."""

    look_asked = Signal(str, str)
    join_asked = Signal(object, str)
    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        about = tr("Your coordinator gave you a file, perhaps on a stick, and a code. With both you set up your "
                   "desk on this laptop.")  # fmt: skip
        super().__init__("join_form", tr("Join with a laptop pack"), about, tr("Go on"), parent)
        self.setAcceptDrops(True)
        self.file = Field(
            name="join_file", accessible=tr("Laptop pack"), placeholder=tr("Choose the file, or drop it here")
        )
        self.code = Field(name="join_code", accessible=tr("Code"))
        self._pack: PackLook | None = None
        self._asking, self._known = QWidget(), QWidget()
        self._words = Label(wrap=True, name="join_pack")
        self._had_one = CheckBox(tr("I have the recovery code of my earlier laptop"), name="join_had_one")
        self.recovery = Field(name="join_recovery", accessible=tr("Recovery code of the earlier laptop"))
        self.progress = ProgressRow("join", tr("Setting up the desk…"))
        self._lay_out_asking(_column(self._asking))
        self._lay_out_known(_column(self._known))
        for step in (self._asking, self._known):  # into the column first, or they would be windows of their own
            self._column.addWidget(step)
        self._finish_layout()
        self._column.insertWidget(self._column.indexOf(self.twice) + 1, self._earlier())
        self._column.insertWidget(self._column.count() - 2, self.progress)
        self.progress.cancelled.connect(self.cancel_asked)
        self.code.returnPressed.connect(self._on_act)
        self.file.returnPressed.connect(self.code.setFocus)
        self.setFocusProxy(self.file)
        self.begin()

    def begin(self) -> None:
        """Ask for the file and the code; what was typed stays."""
        self._pack = None
        self._show_step()

    def show_pack(self, pack: PackLook) -> None:
        """Whose pack it is; now the passphrase is chosen."""
        self._pack = pack
        role = ROLE_NAMES[pack.role].text()
        self._words.set_sentences(
            tr("For {name}, {role}.", name=pack.person, role=role),
            tr("{office}, {year} cycle.", office=pack.office, year=pack.year),
        )
        self._show_step()
        self.twice.first.setFocus()

    def show_code_wrong(self, wrong: bool) -> None:
        """The code keeps the focus, its text selected."""
        self.code.set_needs_attention(wrong)
        if wrong:
            self.code.setFocus()
            self.code.selectAll()

    def forget(self) -> None:
        """Nothing typed stays behind once the desk is there."""
        for field in (self.file, self.code, self.recovery, self.twice.first, self.twice.again):
            field.clear()
        self.begin()

    def show_working(self, working: bool) -> None:
        super().show_working(working)
        self.code.set_needs_attention(False)
        if not working:
            self.progress.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._pack is None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            event.acceptProposedAction()
            self._on_file_chosen(local[0])

    def _on_act(self) -> None:
        if self._pack is None:
            self.look_asked.emit(self.file.text().strip(), self.code.text())
            return
        recovery = self.recovery.text() if self._had_one.isChecked() else ""
        given = JoinWith(Path(self.file.text().strip()), self.code.text(), self.twice.first.text(), recovery)
        self.join_asked.emit(given, self.twice.again.text())

    def _on_back(self) -> None:
        """From the passphrase back to the pack; from there to the first screen."""
        if self._pack is None:
            self.back_asked.emit()
            return
        self.begin()
        self.show_problem("")
        self.code.setFocus()

    def _on_browse(self) -> None:
        dialog = QFileDialog(self, tr("Laptop pack"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file_chosen(self, file: str) -> None:
        self.file.setText(file)
        self.code.setFocus()

    def _on_had_one(self, had_one: bool) -> None:
        self.recovery.setVisible(had_one)
        if had_one:
            self.recovery.setFocus()

    def _show_step(self) -> None:
        known = self._pack is not None
        self._asking.setVisible(not known)
        self._known.setVisible(known)
        self.twice.setVisible(known)
        self._earlier_box.setVisible(known)
        self._act_text = tr("Set up my desk") if known else tr("Go on")
        self.act.set_words(self._act_text)

    def _lay_out_asking(self, column: QVBoxLayout) -> None:
        browse = Button(tr("Browse…"), name="join_browse")
        browse.clicked.connect(self._on_browse)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.file, 1)
        row.addWidget(browse)
        file = QWidget()
        file.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        column.addLayout(labelled(tr("Laptop pack"), file))
        column.addLayout(labelled(tr("Code"), self.code))
        column.addWidget(Label(tr("Capital or small letters and blanks do not matter."), "small", "ink2", wrap=True))

    def _lay_out_known(self, column: QVBoxLayout) -> None:
        sheet = Pane("sunken")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.addWidget(self._words)
        column.addWidget(sheet)
        about = tr("Choose your own passphrase. You type it whenever you open the desk; nobody else needs it.")
        column.addWidget(Label(about, tone="ink2", wrap=True))

    def _earlier(self) -> QWidget:
        self._earlier_box = QWidget()
        column = _column(self._earlier_box)
        column.setSpacing(6)
        column.addWidget(self._had_one)
        column.addWidget(self.recovery)
        self.recovery.hide()
        self._had_one.toggled.connect(self._on_had_one)
        return self._earlier_box


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    return column
