"""The mailbox in the side panel: whether it is there, when it was read last, and choosing another."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.screens.custody import wording
from jetdesk.ui.screens.custody.values import MailboxValues
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.choice import CheckBox
from jetdesk.ui.widgets.field import Field
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.picture import Picture


class MailboxForm(QWidget):
    """Where the mailbox is. `given(url, prepare)`, `given_up`."""

    given = Signal(str, bool)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mailbox_form")
        words = tr("Folder of the mailbox")
        self.path = Field(name="mailbox_path", accessible=words, placeholder=tr("Path"))
        self.browse = Button(tr("Browse…"), name="mailbox_browse")
        self.prepare = CheckBox(tr("Prepare an empty folder"), name="mailbox_prepare")
        self.use = Button(tr("Use this mailbox"), name="mailbox_use")
        self.cancel = Button(tr("Cancel"), "quiet", name="mailbox_cancel")
        self._problem = Label(role="small", tone="beni", wrap=True, name="mailbox_problem")
        self._label = Label(words, "small", "ink2")
        self._label.setBuddy(self.path)
        self._lay_out()
        self.browse.clicked.connect(self._on_browse)
        self.use.clicked.connect(self._on_use)
        self.path.returnPressed.connect(self._on_use)
        self.path.textEdited.connect(lambda: self.show_problem(""))
        self.cancel.clicked.connect(self.given_up)

    def show_problem(self, sentence: str) -> None:
        self.path.set_needs_attention(bool(sentence), sentence)
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.cancel.isVisible():
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _on_use(self) -> None:
        url = self.path.text().strip()
        if url:
            self.given.emit(url, self.prepare.isChecked())
        else:
            self.show_problem(tr("Choose the folder first."))
            self.path.setFocus()

    def _on_browse(self) -> None:
        dialog = QFileDialog(self, tr("Folder of the mailbox"), self.path.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._label)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        column.addLayout(row)
        column.addWidget(self._problem)
        column.addWidget(self.prepare)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.use)
        acts.addWidget(self.cancel)
        acts.addStretch(1)
        column.addLayout(acts)
        self._problem.hide()


class MailboxPart(QWidget):
    """The state of the mailbox, or the form where there is none."""

    chosen = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mailbox")
        self._picture = Picture("clock", 16, "ink3")
        self._state = Label(wrap=True, name="mailbox_state")
        self._last = Label(role="small", tone="ink2", wrap=True, name="mailbox_last")
        self.change = Button(tr("Change…"), "quiet", size="small", name="mailbox_change")
        self.form = MailboxForm()
        self._shown = QWidget()
        self._lay_out()
        self.change.clicked.connect(self.open_form)
        self.form.given.connect(self.chosen)
        self.form.given_up.connect(self._close_form)

    def show_mailbox(self, values: MailboxValues) -> None:
        self._picture.set_picture(*_LOOKS[values.connected])
        words = _state_words(values)
        self._state.setText(words)
        self._state.setToolTip(wording.mailbox_place(values.url))
        self._last.setText(_last_words(values))
        self._shown.setVisible(bool(values.url))
        self.change.setVisible(bool(values.url))
        self.setAccessibleName(", ".join((words, self._last.text())) if values.url else tr("No mailbox chosen"))
        self.form.cancel.setVisible(bool(values.url))
        if not values.url:
            self.form.show()

    def open_form(self) -> None:
        self.form.show()
        self.change.hide()
        self.form.path.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """The mailbox that was named is taken."""
        self.form.show_problem("")
        self.form.path.clear()
        self.form.prepare.setChecked(False)
        self.form.hide()

    def _close_form(self) -> None:
        self.settle()
        self.change.show()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._picture.setContentsMargins(0, 2, 0, 2)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._state)
        words.addWidget(self._last)
        row.addLayout(words, 1)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(Label(tr("Mailbox"), "heading"))
        head.addStretch(1)
        head.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._shown)
        column.addWidget(self.form)
        self.form.hide()


_LOOKS = {None: ("clock", "ink3"), True: ("check-circle", "sage"), False: ("alert-triangle", "amber")}


def _state_words(values: MailboxValues) -> str:
    name = wording.mailbox_name(values.url)
    if values.connected is None:
        return tr("Looking for {mailbox}…", mailbox=name)
    return tr("{mailbox} connected", mailbox=name) if values.connected else tr("{mailbox} not connected", mailbox=name)


def _last_words(values: MailboxValues) -> str:
    if values.last_read is None:
        return tr("Not read yet")
    zone = values.now.tzinfo
    assert zone is not None
    at = wording.moment_to_the_second(values.last_read, zone, values.now.date())
    if values.result:
        return tr("Last read {time}, {result}", time=at, result=values.result)
    return tr("Last read {time}", time=at)
