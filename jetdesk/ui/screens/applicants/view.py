"""The screen of applicants: search and filters, the table, the side panel."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.screens.applicants import acts
from jetdesk.ui.screens.applicants.bars import Bars
from jetdesk.ui.screens.applicants.model import ApplicantsModel
from jetdesk.ui.screens.applicants.side_panel import SidePanel
from jetdesk.ui.screens.applicants.table import FLAGS, KANA, SLOT, ApplicantsTable
from jetdesk.ui.screens.applicants.values import Counts, FilterValue, Listing, Screening, Side
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.empty_state import EmptyState
from jetdesk.ui.widgets.field import SearchField
from jetdesk.ui.widgets.filter_button import FilterButton
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.segment_cell import Option

DRAWER_BELOW = 1144
"""Width of this screen below which the side panel is a drawer: a window of 1200 px less the rail."""
_WIDTHS = {0: 140, 1: 122, 2: 106, 3: 64, 4: 78, 5: 122, 6: 48, 7: 98, 8: 104}


class ApplicantsView(QWidget):
    """Signals only by acts of the person."""

    search_edited = Signal(str)
    filter_chosen = Signal(str, object)
    filters_cleared = Signal()
    row_selected = Signal(object)
    selection_changed = Signal(object)
    dossier_asked = Signal(object)
    document_asked = Signal(str, str)
    act_chosen = Signal(str)
    finding_ruled = Signal(int, str)
    reason_given = Signal(str)
    reason_cancelled = Signal()
    import_asked = Signal()
    interests_asked = Signal()
    rules_asked = Signal()
    settle_asked = Signal()
    setup_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("applicants")
        self._side_wanted: bool | None = None
        self._panels: tuple[str, ...] = ()
        self._rules: tuple[str, ...] = ()
        self.model = ApplicantsModel(self)
        self.table = ApplicantsTable(self.model)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        scale = max(1.0, theme.state().scale * 0.96)
        self.table.set_widths({column: round(width * scale) for column, width in _WIDTHS.items()}, stretch=0)
        self.table.set_drop_order((KANA, SLOT, FLAGS))
        self.search = SearchField(tr("Name, kana or number"), name="search")
        self.bars, self.side = Bars(), SidePanel()
        self._make_buttons()
        self._make_pages()
        self._connect()
        self._lay_out()

    def show_list(self, listing: Listing, only: frozenset[str] | None) -> None:
        """All applicants, and the ids that search and filters leave (None: all)."""
        self.model.set_rows(listing.rows, only)
        self.table.fit()
        self._panels = tuple(panel.id for panel in listing.panels)
        self.side.set_panels(self._panels)
        self._pages.setCurrentWidget(self._list_page if listing.rows else self._empty_page)
        self._setup.setVisible(not listing.is_set_up)
        self._show_page_of_list()
        self._adapt()
        if self.model.shown and not self.table.currentIndex().isValid():
            self.table.select_row(0)
            self.table.setFocus()

    def show_only(self, only: frozenset[str] | None) -> None:
        self.model.show_only(only)
        self._show_page_of_list()

    def show_screening(self, screening: Screening) -> None:
        self.model.set_screening(screening)

    def show_choices(self, name: str, choices: tuple[FilterValue, ...], chosen: str | None) -> None:
        """The values of the filter position, screening or panel; the first one is all."""
        button = self.filters[name]
        button.set_options([Option(choice.value, choice.words) for choice in choices])
        button.set_value(chosen)

    def show_counts(self, counts: Counts) -> None:
        self.bars.counts.show_counts(counts)

    def show_settle(self, offered: bool) -> None:
        self.settle_button.setVisible(offered)

    def show_side(self, side: Side | None) -> None:
        self.side.show_side(side)

    def show_selected(self, count: int, rules: tuple[str, ...]) -> None:
        """Several rows: what to do with them, and with their findings, takes the place of the counts."""
        self._rules = rules
        self.bars.bulk.show_selected(count, self._panels, rules)
        if not self.bars.is_asking:
            self.bars.show_bar(self.bars.bulk if count > 1 else self.bars.counts)

    def ask_reason(self, title: str, act: str, *, needed: bool = True) -> None:
        self.bars.show_bar(self.bars.reason)
        self.bars.reason.ask(title, act, needed=needed)

    def close_reason(self) -> None:
        several = len(self.table.selected_ids) > 1
        self.bars.show_bar(self.bars.bulk if several else self.bars.counts)
        self.table.setFocus()

    def clear_search(self) -> None:
        self.search.clear()

    def select(self, applicant: str) -> None:
        """Make this row the current one, where it is shown."""
        row = self.model.row_of(applicant)
        if row >= 0:
            self.table.select_row(row)
            self.table.scrollTo(self.model.index(row, 0))

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def toggle_side(self) -> None:
        self._side_wanted = self.side.isHidden()
        self._adapt()
        if self.side.isHidden():
            self.table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the table Space shows or hides the side panel; Delete never deletes, it offers to withdraw."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space and not event.modifiers():
                self.toggle_side()
                return True
            if event.key() == Qt.Key.Key_Delete:
                self.act_chosen.emit("withdraw")
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt()

    def _adapt(self) -> None:
        room = self.width() >= DRAWER_BELOW
        wanted = room if self._side_wanted is None else self._side_wanted
        self.side.setVisible(wanted and self._pages.currentWidget() is self._list_page)
        self._line.setVisible(self.side.isVisibleTo(self))

    def _show_page_of_list(self) -> None:
        self._table_or_none.setCurrentWidget(self.table if self.model.shown else self._no_match)

    def _make_buttons(self) -> None:
        self.import_button = Button(tr("Import…"), "main", "upload", name="import")
        self.rules_button = Button("", icon="gear", name="screening_rules", accessible=tr("Screening rules…"))
        self.interests_button = Button(tr("Conflicts of interest…"), name="interests")
        self.settle_button = Button(tr("Settle the clear cases"), icon="check", name="settle",
                                    tip=tr("Invite those who are complete, do not invite those who are disqualified; "
                                           "the rest waits for you"))  # fmt: skip
        self.settle_button.hide()
        everything = [Option(None, tr("All"))]
        titles = (("position", tr("Position")), ("screening", tr("Screening")), ("panel", tr("Panel")))
        self.filters = {name: FilterButton(title, everything, name=f"filter_{name}") for name, title in titles}

    def _make_pages(self) -> None:
        self._no_match = EmptyState("search", tr("Nothing matches"), tr("Nobody fits the search and the filters."),
                                    tr("Clear filters"), name="no_match")  # fmt: skip
        self._empty = EmptyState(
            "users", tr("No applicants yet"), tr("Load the export of applications and the folder of documents."),
            tr("Import…"), "upload", name="empty",
        )  # fmt: skip
        self._setup = Button(tr("Set up office from a file…"), "quiet", "gear", name="setup")
        self._table_or_none, self._pages = QStackedWidget(), QStackedWidget()
        self._table_or_none.addWidget(self.table)
        self._table_or_none.addWidget(self._no_match)

    def _connect(self) -> None:
        self.search.textEdited.connect(self.search_edited)
        self.search.returnPressed.connect(self.table.setFocus)
        for name, button in self.filters.items():
            button.chosen.connect(lambda value, chosen=name: self.filter_chosen.emit(chosen, value))
        self.table.selected.connect(self.row_selected)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.table.opened.connect(self.dossier_asked)
        self.table.installEventFilter(self)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.bars.bulk.act_chosen.connect(self.act_chosen)
        self.bars.bulk.none_asked.connect(self._on_none)
        self.bars.reason.given.connect(self.reason_given)
        self.bars.reason.cancelled.connect(self.reason_cancelled)
        self.side.act_chosen.connect(self.act_chosen)
        self.side.ruled.connect(self.finding_ruled)
        self.side.dossier_asked.connect(self.dossier_asked)
        self.side.document_asked.connect(self.document_asked)
        self.side.closed.connect(self.toggle_side)
        self.import_button.clicked.connect(self.import_asked)
        self.rules_button.clicked.connect(self.rules_asked)
        self.interests_button.clicked.connect(self.interests_asked)
        self.settle_button.clicked.connect(self.settle_asked)
        self._empty.acted.connect(self.import_asked)
        self._no_match.acted.connect(self.filters_cleared)
        self._setup.clicked.connect(self._on_setup)
        QShortcut(QKeySequence("Ctrl+I"), self).activated.connect(self.import_asked)

    def _lay_out(self) -> None:
        self._list_page, self._empty_page = Pane("paper"), self._lay_out_empty()
        column = QVBoxLayout(self._list_page)
        column.setContentsMargins(0, 18, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addSpacing(14)
        column.addLayout(self._filter_row())
        column.addSpacing(2)
        bars = QHBoxLayout()
        bars.setContentsMargins(24, 0, 24, 0)
        bars.addWidget(self.bars)
        self.bars.setFixedHeight(max(40, theme.line("body") + 16))
        column.addLayout(bars)
        table = QHBoxLayout()
        table.setContentsMargins(16, 0, 0, 0)
        table.addWidget(self._table_or_none)
        column.addLayout(table, 1)
        self._pages.addWidget(self._list_page)
        self._pages.addWidget(self._empty_page)
        self._line = hairline(vertical=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._pages, 1)
        row.addWidget(self._line)
        row.addWidget(self.side)
        self._adapt()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(Label(tr("Applicants"), "display"))
        row.addStretch(1)
        for button in (self.settle_button, self.rules_button, self.interests_button, self.import_button):
            row.addWidget(button)
        return row

    def _filter_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        self.search.setMinimumWidth(200)
        self.search.setMaximumWidth(320)
        row.addWidget(self.search, 1)
        for button in self.filters.values():
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _lay_out_empty(self) -> QWidget:
        page = Pane("paper")
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._empty)
        column.addWidget(self._setup, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    def _on_selection_changed(self) -> None:
        self.selection_changed.emit(self.table.selected_ids)

    def _on_none(self) -> None:
        self.table.select_row(max(0, self.table.currentIndex().row()))
        self.table.setFocus()

    def _on_menu(self, place: QPoint) -> None:
        menu = acts.menu(self, self._panels, self.act_chosen.emit, self._rules)
        menu.addSeparator()
        sort = self.table.sort_menu()
        sort.setTitle(tr("Sort"))
        menu.addMenu(sort)
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _on_setup(self) -> None:
        dialog = QFileDialog(self, tr("Set up office from a file"), "", tr("Setup file (*.toml)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.setup_chosen)
        dialog.open()
