"""Making a laptop pack: how far it is, and then the one-time code, large, once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.services.laptops import PACK_SUFFIX
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.pane import Pane

WIDTH, PADDING = 560, 24


def choose_file(parent: QWidget, suggested: str) -> str:
    """Ask where the pack is saved; empty when the person gives up."""
    kinds = f"{tr('Laptop packs')} (*{PACK_SUFFIX})"
    return QFileDialog.getSaveFileName(parent, tr("Save the laptop pack"), suggested, kinds)[0]


class PackDialog(QDialog):
    """`cancelled` while it is made, `card_asked` to print the code. Closing it after that forgets the code."""

    cancelled = Signal()
    card_asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = tr("Laptop pack for {name}", name=name)
        self.setObjectName("pack_dialog")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH)
        self._doing = Label(tr("Putting everything together…"), wrap=True, name="pack_doing")
        self._bar = QProgressBar(maximum=1000)
        self._bar.setFixedHeight(8)
        self._bar.setTextVisible(False)
        self._problem = Label(tone="beni", wrap=True, name="pack_problem")
        self._problem.hide()
        self.stop = Button(tr("Cancel"), size="large", name="pack_cancel")
        self.stop.clicked.connect(self.reject)
        self.code = Label(role="display", wrap=True, name="pack_code")
        self.code.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.code.setContentsMargins(16, 20, 16, 20)
        self._file = Label(wrap=True, name="pack_file")
        self._copy = Button(tr("Copy"), icon="note", name="pack_copy")
        self._copy.clicked.connect(self._on_copy)
        self.print_card = Button(tr("Print card…"), icon="printer", name="pack_print")
        self.print_card.clicked.connect(self.card_asked)
        self.done_button = Button(tr("Done"), "main", size="large", name="pack_done")
        self.done_button.clicked.connect(self.accept)
        self._making = True
        self._pages = QStackedWidget()
        self._lay_out(title, name)

    def show_progress(self, fraction: float, text: str) -> None:
        self._bar.setValue(round(fraction * 1000))
        if text:
            self._doing.setText(text)

    def show_code(self, code: str, file: str) -> None:
        self._making = False
        self.code.setText(code)
        self.code.setAccessibleName(tr("The code: {code}", code=" ".join(code)))
        self._file.setText(tr("The file is {file}.", file=file))
        self._pages.setCurrentIndex(1)
        self.done_button.setFocus()

    def show_problem(self, sentences: str) -> None:
        self._making = False
        self._doing.hide()
        self._bar.hide()
        self._problem.setText(sentences)
        self._problem.show()
        self.stop.set_words(tr("Close"))

    def reject(self) -> None:
        """Closing stops what is under way."""
        if self._making:
            self.cancelled.emit()
        super().reject()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
        self._copy.set_words(tr("Copied"))

    def _lay_out(self, title: str, name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, 20, PADDING, 20)
        column.setSpacing(12)
        column.addWidget(Label(title, "title", wrap=True))
        column.addWidget(self._pages)
        for lay_out in (self._lay_out_making, lambda page: self._lay_out_code(page, name)):
            page = QWidget()
            self._pages.addWidget(page)
            inner = QVBoxLayout(page)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(12)
            lay_out(inner)

    def _lay_out_making(self, column: QVBoxLayout) -> None:
        for part in (self._doing, self._bar, self._problem):
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.stop)
        column.addLayout(row)

    def _lay_out_code(self, column: QVBoxLayout, name: str) -> None:
        column.addWidget(Label(tr("The code is shown only this once."), weight=600))
        sheet = Pane("sunken")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.code)
        column.addWidget(sheet)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self._copy)
        acts.addWidget(self.print_card)
        acts.addStretch(1)
        column.addLayout(acts)
        column.addWidget(self._file)
        steps = (
            tr("1. Give {name} the file on the stick.", name=name),
            tr("2. Give the code separately: by telephone or on paper, never on the same stick."),
            tr("3. On the new laptop {name} chooses “Join with a laptop pack…” on the first screen.", name=name),
        )
        for step in steps:
            column.addWidget(Label(step, tone="ink2", wrap=True))
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.done_button)
        column.addLayout(row)
