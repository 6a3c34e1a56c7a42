"""Choosing a desk of this laptop and typing its passphrase; below, the ways to a new one."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from jetdesk import paths
from jetdesk.i18n import tr, tr_n
from jetdesk.ui import theme
from jetdesk.ui.screens.unlock.link import LinkButton
from jetdesk.ui.screens.unlock.progress_row import ProgressRow
from jetdesk.ui.screens.unlock.work import DeskChoice
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.field import PassphraseField
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.list_view import ListRow, ListView
from jetdesk.ui.widgets.status import StatusLabel

ROW, MOST_ROWS = 60, 3


class OpenForm(QWidget):
    """`desk_chosen(folder)`, `unlock_asked(passphrase)`, `form_asked(name)`, and the sample office."""

    unlock_asked = Signal(str)
    desk_chosen = Signal(str)
    form_asked = Signal(str)
    wait_over = Signal()
    sample_asked = Signal()
    sample_cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desks = ListView(name="desks", accessible=tr("Desks on this laptop"), row_height=_row_height())
        self.desks.selected.connect(self.desk_chosen)
        self.passphrase = PassphraseField(name="passphrase")
        self.desks.opened.connect(lambda _: self.passphrase.setFocus())
        self.passphrase.installEventFilter(self)
        self.passphrase.returnPressed.connect(self._on_unlock)
        self.passphrase.textEdited.connect(self._on_edited)
        self.passphrase.caps_lock.connect(self._on_caps_lock)
        self.unlock = Button(tr("Unlock"), "main", "key", "large", name="unlock_button")
        self.unlock.clicked.connect(self._on_unlock)
        self._caps = StatusLabel("check", tr("Caps Lock is on."), name="caps_lock")
        self._hint = Label(tr("Four words with spaces work well."), "small", "ink2")
        self._message = Label(role="small", tone="ink2", wrap=True, name="unlock_message")
        self._wait = QTimer(self, interval=1000)
        self._wait.timeout.connect(self._on_second)
        self._seconds = 0
        self._lay_out()
        self.setFocusProxy(self.passphrase)
        self._on_edited("")

    def show_desks(self, desks: tuple[DeskChoice, ...], chosen: Path | None) -> None:
        """Without any, the list and the passphrase are replaced by the ways to a first desk."""
        rows = [ListRow(str(d.folder), d.name, _shortened(d.folder), icon="desk") for d in desks]
        self.desks.set_rows(rows)
        self._box.setFixedHeight(2 + _row_height() * max(1, min(MOST_ROWS, len(rows))))
        self._existing.setVisible(bool(rows))
        self._divider.setVisible(bool(rows))
        self._title.setText(tr("Open a desk") if rows else tr("Begin"))
        if chosen is not None:
            self._select(chosen)
        if rows:
            self.passphrase.setFocus()

    def show_opening(self, opening: bool) -> None:
        self.unlock.set_words(tr("Opening…") if opening else tr("Unlock"))
        self.passphrase.setReadOnly(opening)

    def show_refused(self, sentences: str, wrong: bool) -> None:
        self._say(sentences, "beni")
        if wrong:
            self.passphrase.set_needs_attention(True, sentences)
            self.passphrase.select_again()

    def show_wait(self, seconds: int) -> None:
        """Count down in words; what is typed stays."""
        self._seconds = seconds
        self._wait.start()
        self._show_seconds()

    def show_sample_progress(self, fraction: float, text: str) -> None:
        self._sample_row.hide()
        self.progress.show_progress(fraction, text)

    def hide_sample_progress(self) -> None:
        self.progress.hide()
        self._sample_row.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the passphrase change the desk."""
        if watched is self.passphrase and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step:
                self.desks.step(step)
                return True
        return False

    def _select(self, chosen: Path) -> None:
        blocked = self.desks.blockSignals(True)
        self.desks.select_id(str(chosen))
        self.desks.blockSignals(blocked)

    def _on_unlock(self) -> None:
        self.unlock_asked.emit(self.passphrase.text())

    def _on_edited(self, text: str) -> None:
        self.passphrase.set_needs_attention(False)
        if not self._wait.isActive():
            self._say("", "ink2")

    def _on_caps_lock(self, on: bool) -> None:
        self._caps.setVisible(on)
        self._hint.setHidden(on)

    def _on_second(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._show_seconds()
        else:
            self._wait.stop()
            self._say(tr("You can try again now."), "ink2")
            self.wait_over.emit()

    def _show_seconds(self) -> None:
        wait = tr_n("Please wait {n} second before the next try.", "Please wait {n} seconds before the next try.",
                    self._seconds)  # fmt: skip
        self._say(f"{tr('That passphrase does not open this desk.')} {wait}", "beni")

    def _say(self, text: str, tone: str) -> None:
        self._message.set_tone(tone)
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def _on_other(self) -> None:
        dialog = QFileDialog(self, tr("Open another desk"), str(paths.desks_folder()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.desk_chosen)
        dialog.open()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 6, 6)
        column.setSpacing(0)
        self._title = Label(tr("Open a desk"), "title")
        column.addWidget(self._title)
        column.addSpacing(4)
        about = tr("A desk is one person's place in one cycle. Everything in it stays on this laptop.")
        column.addWidget(Label(about, tone="ink2", wrap=True))
        column.addSpacing(16)
        self._existing = QWidget()
        self._lay_out_existing(QVBoxLayout(self._existing))
        column.addWidget(self._existing)
        self._divider = _divider(tr("New on this laptop"))
        column.addWidget(self._divider)
        column.addSpacing(16)
        column.addWidget(self._ways())
        self.progress = ProgressRow("sample", tr("Preparing the sample office…"))
        self.progress.cancelled.connect(self.sample_cancelled)
        column.addWidget(self.progress)
        column.addSpacing(18)
        column.addLayout(self._create_row())
        column.addLayout(self._other_row())

    def _lay_out_existing(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 0, 0, 28)
        column.setSpacing(6)
        self._box = _Box()
        box = QVBoxLayout(self._box)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self.desks)
        self._box.setFixedHeight(2 + _row_height())
        column.addWidget(self._box)
        column.addSpacing(16)
        label = Label(tr("Passphrase"), weight=500)
        label.setBuddy(self.passphrase)
        column.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.passphrase, 1)
        row.addWidget(self.unlock)
        column.addLayout(row)
        column.addLayout(self._below_passphrase())
        column.addWidget(self._message)

    def _below_passphrase(self) -> QHBoxLayout:
        forgotten = LinkButton(tr("Forgotten passphrase"), name="forgotten")
        forgotten.clicked.connect(lambda: self.form_asked.emit("recover"))
        self._caps.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._caps)
        row.addWidget(self._hint)
        row.addStretch(1)
        row.addWidget(forgotten)
        return row

    def _ways(self) -> QWidget:
        self._sample_row = QWidget()
        row = QHBoxLayout(self._sample_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        join = Button(tr("Join with a laptop pack…"), icon="usb", name="join")
        join.clicked.connect(lambda: self.form_asked.emit("join"))
        sample = Button(tr("Open the sample office"), icon="envelope-open", name="sample")
        sample.clicked.connect(self.sample_asked)
        row.addLayout(_way(join, tr("A file from your coordinator. It sets up your desk on this laptop.")), 1)
        row.addLayout(_way(sample, tr("Invented applicants to practise with. Nothing to set up.")), 1)
        return self._sample_row

    def _create_row(self) -> QHBoxLayout:
        create = LinkButton(tr("Create a coordinator desk"), name="create")
        create.clicked.connect(lambda: self.form_asked.emit("create"))
        return _question(tr("Starting a new cycle?"), create)

    def _other_row(self) -> QHBoxLayout:
        other = LinkButton(tr("Open another desk…"), name="open_other")
        other.clicked.connect(self._on_other)
        return _question(tr("Is the desk in another folder?"), other)


class _Box(QWidget):
    """The edge around the list."""

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.box(QPainter(self), self.rect(), "surface", "rule")


def _row_height() -> int:
    return max(ROW, theme.line("body") + theme.line("small") + 22)


def _divider(text: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    row.addWidget(hairline(), 1)
    row.addWidget(Label(text, "small", "ink3"))
    row.addWidget(hairline(), 1)
    return made


def _question(words: str, link: LinkButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(Label(words, "small", "ink2"))
    row.addWidget(link)
    row.addStretch(1)
    return row


def _way(button: Button, about: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(button)
    column.addWidget(Label(about, "small", "ink2", wrap=True))
    column.addStretch(1)
    return column


def _shortened(folder: Path) -> str:
    """The place of the folder, from the person's own folder on."""
    try:
        return f"~/{folder.parent.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return str(folder.parent)
