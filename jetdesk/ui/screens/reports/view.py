"""The reports screen: chooser, preview, options. Widgets and signals only."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jetdesk.errors import UserError
from jetdesk.i18n import tr
from jetdesk.ui.printing import PrintDialogService, PrintJob, PrintService
from jetdesk.ui.screens.reports.options import OptionsPane
from jetdesk.ui.screens.reports.preview import PreviewPane
from jetdesk.ui.screens.reports.values import Kind, Options
from jetdesk.ui.widgets.empty_state import EmptyState
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.list_view import ListRow, ListView
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.shortcut import add_shortcut

CHOOSER = 248
ChooseFile = Callable[[QWidget, str], str]


def choose_file(parent: QWidget, suggested: str) -> str:
    """Ask where to save; empty when the person gives up."""
    return QFileDialog.getSaveFileName(parent, tr("Save the report"), suggested, tr("PDF files (*.pdf)"))[0]


def choose_text(parent: QWidget) -> str:
    """Ask for a file with a letter text; empty when the person gives up."""
    return QFileDialog.getOpenFileName(parent, tr("Choose the text of the letters"), "", tr("Text files (*.txt)"))[0]


class ReportsScreen(Pane):
    """Listen to the signals of `options` and `preview` too."""

    empty_acted = Signal()
    banner_acted = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        choose_file: ChooseFile = choose_file,
        choose_text: Callable[[QWidget], str] = choose_text,
        printing: PrintService | None = None,
    ) -> None:
        super().__init__("paper", name="reports", parent=parent)
        self.setAccessibleName(tr("Reports"))
        self._choose_file, self._choose_text = choose_file, choose_text
        self._printing: PrintService = printing or PrintDialogService()
        self.reports = ListView(name="report_list", accessible=tr("Reports"), lines=False, row_height=48)
        self.preview, self.options = PreviewPane(), OptionsPane()
        self.empty = EmptyState("document", "", name="reports_empty")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_kind(self, kind: Kind) -> None:
        blocked = self.reports.blockSignals(True)
        self.reports.select_id(kind.value)
        self.reports.blockSignals(blocked)
        self.options.show_kind(kind)

    def show_options(self, positions: Sequence[str], position: str, options: Options) -> None:
        self.options.show_positions(positions, position)
        self.options.show_options(options)

    def show_words(self, state: str, warning: str) -> None:
        self.options.show_words(state, warning)

    def show_report(self, pdf: bytes, title: str) -> None:
        self._stack.setCurrentIndex(0)
        self.preview.show_pdf(pdf, title)
        self.options.show_ready(True)

    def show_nothing(self, line: str, sentence: str, action: str) -> None:
        self.preview.clear()
        self.options.show_ready(False)
        self.empty.set_words(line, sentence, action)
        self._stack.setCurrentIndex(1)

    def show_running(self, fraction: float, words: str) -> None:
        self._stack.setCurrentIndex(0)
        self.preview.show_running(fraction, words)

    def show_current(self) -> None:
        self.preview.show_current()

    def show_not_current(self) -> None:
        self.preview.show_not_current()

    def show_banner(self, first: str, rest: str) -> None:
        self.preview.banner.show_text("warn", first, rest)

    def show_error(self, error: UserError, action: str) -> None:
        self.preview.banner.show_error(error, action)

    def settle_banner(self) -> None:
        self.preview.banner.settle()

    def toggle_side(self) -> None:
        self.options.setVisible(self.options.isHidden())
        if self.options.isHidden():
            self.reports.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_file(self, suggested: str) -> str:
        return self._choose_file(self, suggested)

    def ask_text(self) -> str:
        return self._choose_text(self)

    def ask_printer(self, paper: str, pages: int) -> PrintJob | None:
        return self._printing.choose(self, paper, pages)

    def _connect(self) -> None:
        self.empty.acted.connect(self.empty_acted)
        self.preview.banner.acted.connect(self.banner_acted)
        add_shortcut(self, "Ctrl+Return", self.options.print.click)
        add_shortcut(self, "Ctrl+S", self.options.save.click)
        add_shortcut(self, "PgUp", lambda: self.preview.turn(-1))
        add_shortcut(self, "PgDown", lambda: self.preview.turn(1))

    def _lay_out(self) -> None:
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._chooser())
        row.addWidget(hairline(vertical=True))
        row.addWidget(self._stack, 1)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.options)

    def _chooser(self) -> QWidget:
        pane = Pane("paper")
        pane.setFixedWidth(CHOOSER)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = Label(tr("Reports"), "display")
        title.setContentsMargins(24, 15, 24, 15)
        column.addWidget(title)
        column.addWidget(hairline())
        self.reports.set_rows(
            [
                ListRow("interview-days", tr("Interview days"), kind="section"),
                ListRow(Kind.TIMETABLE, tr("Timetable"), tr("For panels or rooms, day by day")),
                ListRow(Kind.LETTERS, tr("Invitation letters"), tr("A page for every applicant")),
                ListRow(Kind.CUSTODY, tr("Custody receipt"), tr("Where every sheet is, laptops")),
                ListRow("selection", tr("Selection"), kind="section"),
                ListRow(Kind.SUMMARY, tr("Selection summary"), tr("Ranked list, notes, signatures")),
            ]
        )
        self.reports.select_id(Kind.SUMMARY)
        column.addWidget(self.reports, 1)
        return pane
