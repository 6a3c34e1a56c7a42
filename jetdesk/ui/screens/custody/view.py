"""The custody screen: widgets and signals, no decisions."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from jetdesk.domain.custody import AWAITED, Conflict, Laptop
from jetdesk.errors import UserError
from jetdesk.i18n import tr, tr_n
from jetdesk.ui.screens.custody import wording
from jetdesk.ui.screens.custody.bars import Legend, ProgressStrip, RevealButton
from jetdesk.ui.screens.custody.counting import gap_words
from jetdesk.ui.screens.custody.dialogs import CompareDialog, ReasonDialog, RevealDialog
from jetdesk.ui.screens.custody.side import SidePane
from jetdesk.ui.screens.custody.table import MatrixTable
from jetdesk.ui.screens.custody.values import (
    Filters,
    History,
    MailboxValues,
    Matrix,
    Matter,
    Ready,
)
from jetdesk.ui.widgets.banner import Banner
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.empty_state import EmptyState
from jetdesk.ui.widgets.field import Select
from jetdesk.ui.widgets.filter_button import FilterButton
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.segment_cell import Option


class CustodyScreen(Pane):
    """Title and actions, legend, matrix; the panel at the right."""

    day_chosen = Signal(object)
    panel_chosen = Signal(str)
    capacity_changed = Signal(int)
    cell_opened = Signal(str, str)
    close_asked = Signal(str, str)
    close_confirmed = Signal(str, str, str)
    history_closed = Signal()
    read_asked = Signal()
    read_cancelled = Signal()
    reveal_asked = Signal()
    reveal_confirmed = Signal()
    gap_asked = Signal()
    mailbox_chosen = Signal(str, bool)
    conflict_asked = Signal(int)
    conflict_settled = Signal(object, str, str)
    alarm_asked = Signal(int)
    alarm_settled = Signal(str, str)
    receipt_asked = Signal()
    empty_acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("paper", name="custody", parent=parent)
        self.setAccessibleName(tr("Custody"))
        self.day = Select(name="custody_day", accessible=tr("Day"), icon="calendar")
        self.panel = FilterButton(tr("Panel"), [Option("*", tr("all"))], name="custody_panel")
        self.read = Button(tr("Read mailbox"), icon="download", name="read_mailbox", tip=tr("Read mailbox, Ctrl R"))
        self.reveal = RevealButton()
        self.strip, self.banner = ProgressStrip(), Banner(name="custody_banner")
        self.table, self.side = MatrixTable(), SidePane()
        self.empty = EmptyState("box", tr("No sheets yet"), name="custody_empty")
        self._legend, self._stack = Legend(), QStackedWidget()
        self._may_act, self._is_reading, self._side_wanted = True, False, True
        self._history: History | None = None
        self._lay_out()
        self._connect()
        self._order_tabs()

    def show_may_act(self, may: bool) -> None:
        """Only coordinators reveal and close."""
        self._may_act = may
        self.reveal.setVisible(may)

    def show_filters(self, filters: Filters) -> None:
        blocked = self.day.blockSignals(True)
        self.day.clear()
        for day in filters.days:
            self.day.addItem(wording.day_name(day), day)
        self.day.setCurrentIndex(filters.days.index(filters.day))
        self.day.blockSignals(blocked)
        self.day.setVisible(len(filters.days) > 1)
        widest = max((self.fontMetrics().horizontalAdvance(wording.day_name(day)) for day in filters.days), default=0)
        self.day.setMinimumWidth(widest + 76)
        if filters.panels:
            self.panel.set_options([Option(panel, title) for panel, title in filters.panels])
            self.panel.set_value(filters.panel)
        self.panel.setVisible(len(filters.panels) > 1)

    def show_matrix(self, matrix: Matrix) -> None:
        self.table.show_matrix(matrix)
        self._stack.setCurrentIndex(0)
        self._legend.show()

    def show_empty(self, sentence: str, action: str) -> None:
        self.empty.set_words(tr("No sheets yet"), sentence, action)
        self._stack.setCurrentIndex(1)
        self._legend.hide()

    def show_ready(self, ready: Ready) -> None:
        count = len(ready.applicants)
        if count:
            words = tr_n("Reveal {n} ready…", "Reveal {n} ready…", count)
            self.reveal.show_state(words, True, "; ".join(words for _, words in ready.applicants[:12]))
        else:
            missing = gap_words(ready.gaps)
            said = tr("Missing: {names}", names=missing) if missing else tr("Nobody is waiting to be revealed.")
            self.reveal.show_state(tr("Reveal…"), False, said)

    def show_mailbox(self, values: MailboxValues) -> None:
        self.side.mailbox.show_mailbox(values)

    def show_mailbox_taken(self) -> None:
        self.side.mailbox.settle()

    def show_mailbox_refused(self, error: UserError) -> None:
        self.side.mailbox.form.show_problem(" ".join(error.parts()))

    def show_laptops(self, laptops: Sequence[Laptop], now: datetime) -> None:
        self.side.laptops.show_laptops(laptops, now)

    def show_matters(self, conflicts: Sequence[Matter], alarms: Sequence[Matter], proofs: Sequence[Matter]) -> None:
        side = self.side
        side.conflicts.show_matters(conflicts, tr_n("{n} to resolve", "{n} to resolve", len(conflicts)))
        side.alarms.show_matters(alarms, tr_n("{n} to settle", "{n} to settle", len(alarms)), "check")
        side.proofs.show_matters(proofs, tr_n("{n} sheet", "{n} sheets", len(proofs)), "error")

    def show_history(self, history: History) -> None:
        self._history = history
        self.side.history.show_history(history)
        self.side.show_history()
        self._show_side(True)
        self.side.history.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_overview(self) -> None:
        had_focus = self.side.history.isAncestorOf(self.focusWidget())
        self._history = None
        self.side.show_overview()
        if had_focus:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_reading(self, fraction: float | None, words: str) -> None:
        self._is_reading = True
        self.strip.show_progress(fraction, words)

    def show_idle(self) -> None:
        if self.strip.cancel.hasFocus():
            self.read.setFocus(Qt.FocusReason.OtherFocusReason)
        self._is_reading = False
        self.strip.hide()

    def show_banner(self, kind: str, first: str, rest: str) -> None:
        self.banner.show_text(kind, first, rest)

    def settle_banner(self) -> None:
        self.banner.settle()

    def go_to(self, applicant: str, panelist: str) -> bool:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.table.go_to(applicant, panelist)

    def focus_mailbox(self) -> None:
        self._show_side(True)
        self.side.show_overview()
        self.side.mailbox.open_form()

    def ask_reveal(self, names: Sequence[str]) -> None:
        dialog = RevealDialog(names, self)
        dialog.accepted.connect(self.reveal_confirmed)
        dialog.open()

    def ask_close(self, applicant: str, panelist: str, names: tuple[str, str], shortest: int) -> None:
        title = tr("Close {panelist} for {applicant}?", panelist=names[1], applicant=names[0])
        body = tr("No sheet is expected any more. The reason is printed in the ledger.")
        act, safe = tr("Close without a sheet"), tr("Keep waiting")
        dialog = ReasonDialog("close_dialog", title, body, act, safe, shortest, self)
        dialog.given.connect(lambda reason: self.close_confirmed.emit(applicant, panelist, reason))
        dialog.open()

    def ask_conflict(self, conflict: Conflict, now: datetime, shortest: int) -> None:
        dialog = CompareDialog(conflict, now, shortest, self)
        dialog.chosen.connect(lambda entry, reason: self.conflict_settled.emit(conflict, entry, reason))
        dialog.open()

    def ask_alarm(self, alarm: str, matter: Matter, shortest: int) -> None:
        body = " ".join(part for part in (matter.rest, tr("Say what you found and did; it stays on record.")) if part)
        dialog = ReasonDialog("settle_dialog", matter.first, body, tr("Settle"), tr("Leave it open"), shortest, self)
        dialog.given.connect(lambda reason: self.alarm_settled.emit(alarm, reason))
        dialog.open()

    def toggle_side(self) -> None:
        self._show_side(not self._side_wanted)
        if not self._side_wanted:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_side(self, wanted: bool) -> None:
        self._side_wanted = wanted
        self.side.setVisible(wanted)

    def _connect(self) -> None:
        side, table = self.side, self.table
        self.day.activated.connect(lambda place: self.day_chosen.emit(self.day.itemData(place)))
        self.panel.chosen.connect(lambda panel: self.panel_chosen.emit(str(panel)))
        table.capacity_changed.connect(self.capacity_changed)
        table.cell_opened.connect(self.cell_opened)
        table.menu_asked.connect(lambda where, *cell: self.cell_menu(*cell).popup(where))
        self.read.clicked.connect(self._on_read)
        self.strip.cancelled.connect(self.read_cancelled)
        self.reveal.asked.connect(self.reveal_asked)
        self.reveal.gap_asked.connect(self.gap_asked)
        side.mailbox.chosen.connect(self.mailbox_chosen)
        side.conflicts.acted.connect(self.conflict_asked)
        side.alarms.acted.connect(self.alarm_asked)
        side.receipt.clicked.connect(self.receipt_asked)
        side.history.closed.connect(self.history_closed)
        side.history.close_asked.connect(self._on_close_sheet)
        self.empty.acted.connect(self.empty_acted)
        for keys, act in (("Ctrl+R", self._on_read), ("Ctrl+Return", self.reveal.click)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _on_read(self) -> None:
        if self._is_reading:
            self.strip.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.read_asked.emit()

    def _on_close_sheet(self) -> None:
        if self._history is not None:
            cell = self._history.cell
            self.close_asked.emit(cell.applicant_id, cell.panelist_id)

    def cell_menu(self, applicant: str, panelist: str) -> QMenu:
        """What can be done with a cell."""
        menu = QMenu(self)
        menu.setObjectName("cell_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cell = self.table.matrix.cell_at(self.table.currentIndex())
        if cell is not None:
            menu.addAction(tr("Show history")).triggered.connect(lambda: self.cell_opened.emit(applicant, panelist))
        if cell is not None and self._may_act and cell.state in AWAITED:
            close = menu.addAction(tr("Close without a sheet…"))
            close.triggered.connect(lambda: self.close_asked.emit(applicant, panelist))
        menu.addAction(tr("Open the dossier")).triggered.connect(lambda: self.cell_opened.emit(applicant, ""))
        return menu

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(self._head())
        left.addWidget(self._stack, 1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.side)

    def _head(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(tr("Custody"), "display"))
        row.addWidget(self.day)
        row.addWidget(self.panel)
        row.addStretch(1)
        row.addWidget(self.read)
        row.addWidget(self.reveal)
        column = QVBoxLayout()
        column.setContentsMargins(24, 15, 24, 6)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.banner)
        column.addWidget(self.strip)
        column.addWidget(self._legend)
        return column

    def _order_tabs(self) -> None:
        side = self.side
        order = (
            self.day, self.panel, self.read, self.reveal, self.strip.cancel, self.table, self.empty,
            side.mailbox.change, side.mailbox.form.path, side.mailbox.form.browse, side.mailbox.form.prepare,
            side.mailbox.form.use, side.mailbox.form.cancel, side.laptops.table, side.receipt,
        )  # fmt: skip
        for first, second in zip(order, order[1:], strict=False):
            QWidget.setTabOrder(first, second)
