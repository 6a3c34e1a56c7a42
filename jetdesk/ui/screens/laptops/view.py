"""The screen of people and laptops: the table, the mailbox below it, the chosen person at the right."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.printing import PrintDialogService, PrintJob, PrintService
from jetdesk.ui.screens.laptops import pack_dialog, values
from jetdesk.ui.screens.laptops.forms import PersonDialog, RetireDialog
from jetdesk.ui.screens.laptops.mailbox_part import MailboxPart
from jetdesk.ui.screens.laptops.pack_dialog import PackDialog
from jetdesk.ui.screens.laptops.side import SidePanel
from jetdesk.ui.screens.laptops.values import Line
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.table import Table
from jetdesk.ui.widgets.table_model import Column, RowsModel

DRAWER_BELOW = 1000
AFFILIATION, SEEN = 2, 4


class LaptopsView(QWidget):
    """Signals only by acts of the person; `mailbox` has its own."""

    line_selected = Signal(object)
    person_given = Signal(str, object, object)
    pack_asked = Signal()
    renew_asked = Signal()
    retire_asked = Signal()
    reason_given = Signal(str)
    pack_cancelled = Signal()
    card_asked = Signal()
    pack_closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("laptops")
        self._side_wanted: bool | None = None
        self.add = Button(tr("Add a person…"), "main", "plus", name="add_person")
        self.table = Table(name="laptops_table", accessible=tr("People and laptops"))
        self._model: RowsModel[Line] = RowsModel(_columns(), lambda line: line.id, self)
        self.table.setModel(self._model)
        self.table.set_widths({0: 200, 1: 104, 2: 132, 3: 196, 4: 104, 5: 144}, stretch=0)
        self.table.set_drop_order((AFFILIATION, SEEN))
        self.mailbox, self.side = MailboxPart(), SidePanel()
        self.person_dialog: PersonDialog | None = None
        self.retire_dialog: RetireDialog | None = None
        self.pack_dialog: PackDialog | None = None
        self.printers: PrintService = PrintDialogService()
        self._connect()
        self._lay_out()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        self._model.set_rows(lines)
        if lines and not self.table.currentIndex().isValid():
            self.table.select_row(0)

    def show_line(self, line: Line | None) -> None:
        self.side.show_line(line)

    def select(self, line_id: str) -> None:
        self.table.select_id(line_id)

    def ask_file(self, suggested: str) -> str:
        return pack_dialog.choose_file(self, suggested)

    def ask_reason(self, name: str, renew: bool) -> None:
        self.retire_dialog = RetireDialog(name, renew=renew, parent=self)
        self.retire_dialog.given.connect(self.reason_given)
        self.retire_dialog.finished.connect(self.retire_dialog.deleteLater)
        self.retire_dialog.open()

    def show_reason_problem(self, sentences: str) -> None:
        if self.retire_dialog is not None:
            self.retire_dialog.show_problem(sentences)

    def close_reason(self) -> None:
        if self.retire_dialog is not None:
            self.retire_dialog.accept()
            self.retire_dialog = None

    def show_person_problem(self, sentences: str) -> None:
        if self.person_dialog is not None:
            self.person_dialog.show_problem(sentences)

    def close_person(self) -> None:
        if self.person_dialog is not None:
            self.person_dialog.accept()
            self.person_dialog = None

    def show_packing(self, name: str) -> None:
        self.pack_dialog = PackDialog(name, self)
        self.pack_dialog.cancelled.connect(self.pack_cancelled)
        self.pack_dialog.card_asked.connect(self.card_asked)
        self.pack_dialog.finished.connect(self._on_pack_finished)
        self.pack_dialog.open()

    def show_pack_progress(self, fraction: float, text: str) -> None:
        if self.pack_dialog is not None:
            self.pack_dialog.show_progress(fraction, text)

    def show_code(self, code: str, file: str) -> None:
        if self.pack_dialog is not None:
            self.pack_dialog.show_code(code, file)

    def choose_printer(self, paper: str) -> PrintJob | None:
        """None when the person gives up."""
        return self.printers.choose(self.pack_dialog or self, paper, 1)

    def show_pack_problem(self, sentences: str) -> None:
        if self.pack_dialog is not None:
            self.pack_dialog.show_problem(sentences)

    def focus_mailbox(self) -> None:
        self.mailbox.place.setFocus()

    def toggle_side(self) -> None:
        self._side_wanted = self.side.isHidden()
        self._adapt()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt()

    def _adapt(self) -> None:
        room = self.width() >= DRAWER_BELOW * theme.state().scale
        self.side.setVisible(room if self._side_wanted is None else self._side_wanted)
        self._line.setVisible(self.side.isVisibleTo(self))

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.table.selected.connect(self.line_selected)
        self.table.opened.connect(self._on_opened)
        self.side.pack_asked.connect(self.pack_asked)
        self.side.renew_asked.connect(self.renew_asked)
        self.side.retire_asked.connect(self.retire_asked)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self._on_add)

    def _on_add(self) -> None:
        self.person_dialog = PersonDialog(self)
        self.person_dialog.given.connect(self.person_given)
        self.person_dialog.finished.connect(self.person_dialog.deleteLater)
        self.person_dialog.open()

    def _on_opened(self) -> None:
        """Enter does what the panel offers first."""
        for button in (self.side.pack, self.side.renew):
            if not button.isHidden():
                button.click()
                return

    def _on_pack_finished(self) -> None:
        self.pack_dialog = None
        self.pack_closed.emit()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 18, 0, 0)
        left.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(24, 0, 24, 14)
        head.addWidget(Label(tr("People and laptops"), "display"))
        head.addStretch(1)
        head.addWidget(self.add)
        left.addLayout(head)
        table = QHBoxLayout()
        table.setContentsMargins(18, 0, 0, 0)
        table.addWidget(self.table)
        left.addLayout(table, 1)
        left.addWidget(hairline())
        left.addWidget(self.mailbox)
        self._line = hairline(vertical=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self._line)
        row.addWidget(self.side)


def _columns() -> tuple[Column[Line], ...]:
    return (
        Column(tr("Name"), lambda line: line.person.name, weight=500, tip=lambda line: line.person.name),
        Column(tr("Role"), values.role),
        Column(tr("Affiliation"), values.affiliation, tone="ink2"),
        Column(tr("Laptop"), values.state, status=values.look),
        Column(tr("Seen"), values.seen, tone="ink2"),
        Column(tr("Waiting"), values.waiting, status=values.waiting_look, tone="ink3"),
    )
