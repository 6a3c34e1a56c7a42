"""The selection screen: widgets and signals, no decisions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jetdesk.domain.selection import BASIS_NAMES, Basis
from jetdesk.i18n import tr
from jetdesk.ui.screens.selection.counters import Counters
from jetdesk.ui.screens.selection.reason_dialog import ReasonDialog
from jetdesk.ui.screens.selection.side import SidePane
from jetdesk.ui.screens.selection.table import RankTable
from jetdesk.ui.screens.selection.values import Counter, ListValues, MoveForm, Question, SideValues
from jetdesk.ui.widgets.dialog import ConfirmDialog
from jetdesk.ui.widgets.empty_state import EmptyState
from jetdesk.ui.widgets.field import Number
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.segmented import Option, Segmented
from jetdesk.ui.widgets.shortcut import add_shortcut


class SelectionScreen(Pane):
    """Counters above, the ranked list, and the panel at the right."""

    position_chosen = Signal(str)
    row_selected = Signal(object)
    row_opened = Signal(object)
    move_asked = Signal(str, int)
    move_stepped = Signal(int)
    reason_kept = Signal(str)
    move_undone = Signal()
    places_chosen = Signal(int)
    alternates_chosen = Signal(int)
    basis_chosen = Signal(object)
    preview_asked = Signal()
    record_asked = Signal()
    sign_off_asked = Signal()
    sign_off_confirmed = Signal()
    gap_asked = Signal()
    reopen_asked = Signal()
    reopen_confirmed = Signal(str)
    empty_acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("paper", name="selection", parent=parent)
        self.setAccessibleName(tr("Selection"))
        self.counters, self.table, self.side = Counters(), RankTable(), SidePane()
        self.places = Number(0, 9999, name="places", accessible=tr("Places"))
        self.alternates = Number(0, 9999, name="alternates", accessible=tr("Alternates"))
        bases = [Option(basis, BASIS_NAMES[basis].text()) for basis in reversed(Basis)]
        self.basis = Segmented(bases, name="basis", accessible=tr("Rank by"), clearable=False)
        self._ties = Label(role="small", tone="ink2", wrap=True, name="tie_breaks")
        self.empty = EmptyState("sort", "", name="selection_empty")
        self._stack = QStackedWidget()
        self.strip = QWidget()
        self._side_wanted = True
        self._lay_out()
        self._connect()
        self._order_tabs()

    def show_counters(self, counters: Sequence[Counter], current: str) -> None:
        self.counters.show_counters(counters, current)
        self.counters.setVisible(bool(counters))

    def show_list(self, values: ListValues) -> None:
        self._stack.setCurrentIndex(0)
        self.side.setVisible(self._side_wanted)
        self.table.show_list(values)
        self._ties.setText(values.ties)
        self.basis.set_value(values.basis)
        self.basis.set_read_only(values.read_only)
        self.basis.setVisible(values.can_adjust)
        for field, value in ((self.places, values.places), (self.alternates, values.alternates)):
            field.blockSignals(True)
            field.setValue(value)
            field.blockSignals(False)
            field.setEnabled(not values.read_only)

    def show_empty(self, line: str, sentence: str, action: str) -> None:
        self.empty.set_words(line, sentence, action)
        self._stack.setCurrentIndex(1)
        self.side.hide()

    def show_side(self, values: SideValues) -> None:
        self.side.show_values(values)

    def show_form(self, form: MoveForm) -> None:
        self.side.form.show_form(form)

    def show_form_problem(self, sentence: str) -> None:
        self.side.form.show_problem(sentence)
        self.focus_reason()

    def show_ready(self) -> None:
        self.side.seal.set_ready()

    def show_not_ready(self, gaps: list[str]) -> None:
        self.side.seal.set_not_ready(gaps)
        self.side.seal.setToolTip("\n".join(gaps))

    def show_busy(self) -> None:
        self.side.seal.set_busy()

    def select(self, applicant: str) -> None:
        """Make the applicant's row current without telling anyone."""
        blocked = self.table.blockSignals(True)
        place = self.table.ranks.row_of(applicant)
        if place >= 0 and self.table.currentIndex().row() != place:
            self.table.select_row(place)
        if place >= 0:
            self.table.scrollTo(self.table.model().index(place, 1))
        self.table.blockSignals(blocked)

    def focus_reason(self) -> None:
        self._side_wanted = True
        self.side.show()
        self.side.show_form_in_view()
        self.side.form.focus_reason()

    def focus_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_side(self) -> None:
        """Beside an empty list there is no panel to show."""
        if self._stack.currentIndex() == 0:
            self._side_wanted = not self._side_wanted
            self.side.setVisible(self._side_wanted)
            if not self._side_wanted:
                self.focus_list()

    def typed_reason(self) -> str:
        return self.side.form.reason.toPlainText()

    def ask_sign_off(self, question: Question) -> None:
        safe = tr("Not yet")
        dialog = ConfirmDialog(self, question.title, question.body, question.facts, question.act, safe)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.sign_off_confirmed)
        dialog.open()

    def ask_reopen(self, position: str, shortest: int) -> None:
        dialog = ReasonDialog(position, shortest, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(self.reopen_confirmed)
        dialog.open()

    def _connect(self) -> None:
        side, form = self.side, self.side.form
        self.counters.chosen.connect(self.position_chosen)
        self.table.selected.connect(self.row_selected)
        self.table.opened.connect(self.row_opened)
        self.table.move_asked.connect(self.move_asked)
        self.table.places_asked.connect(self.places_chosen)
        self.places.valueChanged.connect(self.places_chosen)
        self.alternates.valueChanged.connect(self.alternates_chosen)
        self.basis.chosen.connect(self.basis_chosen)
        side.flips.chosen.connect(self._on_name_chosen)
        form.kept.connect(self.reason_kept)
        form.undone.connect(self.move_undone)
        form.stepped.connect(self.move_stepped)
        form.line_chosen.connect(self._on_name_chosen)
        side.near.chosen.connect(self._on_name_chosen)
        side.preview.clicked.connect(self.preview_asked)
        side.record.clicked.connect(self.record_asked)
        side.seal.sealing_asked.connect(self.sign_off_asked)
        side.seal.gap_asked.connect(self.gap_asked)
        side.reopen.clicked.connect(self.reopen_asked)
        self.empty.acted.connect(self.empty_acted)
        add_shortcut(self, "Ctrl+Return", side.seal.click)

    def _on_name_chosen(self, applicant: str) -> None:
        self.table.select_id(applicant)

    def _lay_out(self) -> None:
        for field in (self.places, self.alternates):
            field.setKeyboardTracking(False)
            field.setFixedWidth(76)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.counters)
        left.addWidget(hairline())
        left.addWidget(self._stack, 1)
        self._stack.addWidget(self._list_page())
        self._stack.addWidget(self.empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.side)

    def _list_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        strip = QHBoxLayout(self.strip)
        strip.setContentsMargins(24, 8, 24, 8)
        strip.setSpacing(8)
        strip.addWidget(self._ties, 1)
        strip.addSpacing(16)
        strip.addWidget(self.basis)
        strip.addSpacing(8)
        for label, field in ((tr("Places"), self.places), (tr("Alternates"), self.alternates)):
            words = Label(label, "small", "ink2")
            words.setBuddy(field)
            strip.addWidget(words)
            strip.addWidget(field)
        column.addWidget(self.strip)
        column.addWidget(hairline())
        column.addWidget(self.table, 1)
        return page

    def _order_tabs(self) -> None:
        form, side = self.side.form, self.side
        order = (
            self.basis, self.places, self.alternates, self.table, self.table.pill, form.reason, form.undo, form.keep,
            side.preview, side.record, side.reopen, side.seal,
        )  # fmt: skip
        for first, second in zip(order, order[1:], strict=False):
            QWidget.setTabOrder(first, second)
