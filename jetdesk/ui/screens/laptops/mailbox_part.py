"""Where this office's mailbox is: a folder on a stick or share, or a PostgreSQL server."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.screens.laptops.values import Mailbox
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.field import Field
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.status import StatusLabel


def choose_folder(parent: QWidget) -> str:
    """Ask for the folder of the mailbox; empty when the person gives up."""
    return QFileDialog.getExistingDirectory(parent, tr("Where is the mailbox?"))


class MailboxPart(QWidget):
    """`use_asked(place, prepare)`, and `sync_asked`."""

    use_asked = Signal(str, bool)
    sync_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mailbox")
        self._state = StatusLabel("not_started", name="mailbox_state")
        self.place = Field(name="mailbox_place", accessible=tr("Folder or address of the mailbox"),
                           placeholder=tr("Folder, or postgresql://…"))  # fmt: skip
        self.choose = Button(tr("Choose a folder…"), name="mailbox_choose")
        self.use = Button(tr("Use"), name="mailbox_use")
        self.prepare = Button(tr("Prepare it as the mailbox"), name="mailbox_prepare")
        self.sync = Button(tr("Sync now"), icon="download", name="mailbox_sync")
        self._problem = Label(tone="beni", wrap=True, name="mailbox_problem")
        self.choose.clicked.connect(self._on_choose)
        self.use.clicked.connect(lambda: self._ask(False))
        self.prepare.clicked.connect(lambda: self._ask(True))
        self.place.returnPressed.connect(lambda: self._ask(False))
        self.place.textEdited.connect(lambda _: self.show_problem("", False))
        self.sync.clicked.connect(self.sync_asked)
        self._lay_out()
        self.show_problem("", False)

    def show_mailbox(self, mailbox: Mailbox) -> None:
        if not mailbox.place:
            self._state.set_status("not_started", tr("No mailbox yet"))
        elif mailbox.here:
            self._state.set_status("complete", tr("Here: {place}", place=mailbox.place))
        else:
            self._state.set_status("waiting", tr("Not here now: {place}", place=mailbox.place))
        self.sync.setVisible(bool(mailbox.place))

    def show_problem(self, sentences: str, may_prepare: bool) -> None:
        """Why it cannot be used; `may_prepare` offers to make a mailbox of the folder."""
        self._problem.setText(sentences)
        self._problem.setVisible(bool(sentences))
        self.place.set_needs_attention(bool(sentences), sentences)
        self.prepare.setVisible(may_prepare)

    def show_working(self, working: bool) -> None:
        self.use.set_words(tr("Please wait…") if working else tr("Use"))

    def show_used(self) -> None:
        self.place.clear()
        self.show_problem("", False)

    def _ask(self, prepare: bool) -> None:
        self.use_asked.emit(self.place.text().strip(), prepare)

    def _on_choose(self) -> None:
        if folder := choose_folder(self):
            self.place.setText(folder)
            self._ask(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 18)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(tr("Mailbox"), "heading"))
        head.addWidget(self._state)
        head.addStretch(1)
        head.addWidget(self.sync)
        column.addLayout(head)
        about = tr("Laptops exchange through it: a stick that goes round, a folder on the network, or a server. "
                   "Everything in it is sealed; whoever finds it can read nothing.")  # fmt: skip
        column.addWidget(Label(about, "small", "ink2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        for button in (self.choose, self.use, self.prepare):
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(self._problem)
