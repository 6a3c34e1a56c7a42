"""The right pane: the score sheet, 480 px, its foot always in sight."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QRadioButton, QStackedLayout, QVBoxLayout, QWidget

from jetdesk.domain.sheet import Gap, GapKind
from jetdesk.i18n import chosen_language, tr
from jetdesk.services.interviews import SheetView
from jetdesk.ui import theme
from jetdesk.ui.screens.interview.criteria_list import CriteriaList
from jetdesk.ui.screens.interview.first_steps import FirstSteps
from jetdesk.ui.screens.interview.message import PaneMessage
from jetdesk.ui.screens.interview.reason_box import ReasonBox
from jetdesk.ui.screens.interview.sheet_footer import SheetFooter
from jetdesk.ui.screens.interview.sheet_head import SheetHead
from jetdesk.ui.screens.interview.standing import Standing
from jetdesk.ui.screens.interview.wording import clock
from jetdesk.ui.widgets.banner import Banner
from jetdesk.ui.widgets.label import hairline
from jetdesk.ui.widgets.pane import Pane

WIDTH = 480
RETRY_MS = 5000


class SheetPane(Pane):
    """Shows a sheet; what the person does is told by the signals of its parts. `paged(by)` for Page Up and Down."""

    retry_asked = Signal()
    reopening_given = Signal(str)
    paged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", name="sheet_pane", parent=parent)
        self.setFixedWidth(round(WIDTH * theme.state().scale))
        self.head = SheetHead()
        self.banner = Banner(name="sheet_banner")
        self.criteria = CriteriaList()
        self.footer = SheetFooter()
        self.reason = ReasonBox()
        self.first_steps = FirstSteps()
        self.message = PaneMessage("slash-circle", name="sheet_message")
        self._shown: SheetView | None = None
        self._standing: Standing | None = None
        self._own = True
        self._had_focus = False
        self._again = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._again.timeout.connect(self.retry_asked)
        self.banner.acted.connect(self.retry_asked)
        self.footer.gap_asked.connect(self.focus_gap)
        self.footer.reopening_asked.connect(self._on_reopening_asked)
        self.reason.given.connect(self.reopening_given)
        self.reason.given_up.connect(self.close_reason)
        self._lay_out()
        self._chain_tabs()
        self.criteria.rebuilt.connect(self._chain_tabs)
        self._add_key("PgUp", -1)
        self._add_key("PgDown", 1)
        self.show_nothing()

    def show_sheet(self, sheet: SheetView, *, own: bool, standing: Standing | None) -> None:
        """A sheet as it is saved, with what is still on its way; nobody is told. `standing`: of a submitted one."""
        is_same = self._key(self._shown) == self._key(sheet)
        self._own, self._standing = own, standing
        if not is_same or standing is None or not standing.act:
            self.close_reason()
        self.head.show_sheet(sheet, own=own)
        self.footer.show_reader(own)
        if sheet.recused:
            self.show_message(tr("{name} is recused from this applicant", name=sheet.panelist.name), sheet.reason)
            return
        self.criteria.show_rubric(sheet.rubric)
        self.criteria.set_read_only(sheet.read_only)
        self.criteria.show_notes(sheet.draft)
        self.footer.set_read_only(sheet.read_only)
        self.show_progress(sheet)
        self._body.setCurrentIndex(0)
        if not is_same:
            self.criteria.open_first()
            self.footer.autosave.hide()
        if self._had_focus:
            self._had_focus = False
            self.criteria.focus_first()

    def show_progress(self, sheet: SheetView) -> None:
        """Levels, total and what is left, after an act."""
        self._shown = sheet
        self.criteria.show_ratings(sheet.draft, sheet.gaps)
        self.footer.overall.set_value(sheet.draft.overall)
        self.footer.show_total(sheet.total)
        if sheet.submitted and self._standing:
            self.footer.show_sealed(clock(sheet.submitted.submitted_at), self._standing)
        else:
            self.footer.name_seal(sheet.revision)
            language = chosen_language()
            self.footer.show_gaps([(gap, gap.message(sheet.rubric, language).text()) for gap in sheet.gaps])

    def show_waiting(self) -> None:
        """The sheet is being read: the frame stays, empty and unchangeable, and the focus comes back to it."""
        focused = QApplication.focusWidget()
        self._had_focus = focused is not None and self._sheet.isAncestorOf(focused)
        self._shown = None
        self.close_reason()
        self.head.show_timer(False)
        self.criteria.show_blank()
        self.footer.show_waiting()

    def show_nothing(self) -> None:
        """No sheet."""
        self._shown = None
        self.close_reason()
        self.head.show_nothing()
        self._body.setCurrentIndex(2)

    def show_message(self, line: str, sentence: str) -> None:
        self._shown = None
        self.head.show_timer(False)
        self.message.set_words(line, sentence)
        self._body.setCurrentIndex(1)

    def show_saving(self) -> None:
        self.footer.autosave.show_saving()

    def show_saved(self, time: str) -> None:
        self._again.stop()
        self.banner.settle()
        self.footer.autosave.show_saved(time)

    def show_not_saved(self, first: str, rest: str) -> None:
        """What was entered stays; it is tried again in a while, or when the person says so."""
        self.footer.autosave.show_failed()
        self.banner.show_text("bug", first, rest, tr("Try again"))
        self._again.start()

    def show_refused(self, first: str, rest: str) -> None:
        self.footer.autosave.hide()
        self.banner.show_text("warn", first, rest)

    def show_nothing_failed(self) -> None:
        """What could not be saved does not matter any more."""
        self._again.stop()
        self.banner.settle()
        self.footer.autosave.hide()

    def ask_reason(self) -> None:
        """In the place of the foot: nothing covers the sheet."""
        self.footer.hide()
        self.reason.ask(revises=bool(self._shown and self._shown.revealed), own=self._own)

    def close_reason(self) -> None:
        if not self.reason.isHidden():
            self.reason.put_away()
        self.footer.show()

    def focus_gap(self, gap: Gap) -> None:
        """To the control where it is done."""
        if gap.kind is GapKind.OVERALL:
            self.footer.overall.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.criteria.focus_row(gap.criterion, note=gap.kind in (GapKind.NOTE, GapKind.REASON))

    def submit(self) -> None:
        """Ctrl Enter: as a click on the seal button."""
        self.criteria.tell_notes()
        if self._shown and not self._shown.read_only:
            self.footer.seal.click()

    def show_levels(self) -> None:
        row = self.criteria.open_criterion
        if self._shown and row:
            row.show_levels()

    def _lay_out(self) -> None:
        self._sheet = QWidget()
        inner = QVBoxLayout(self._sheet)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.criteria, 1)
        inner.addWidget(hairline("rule"))
        inner.addWidget(self.footer)
        inner.addWidget(self.reason)
        self._body = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(hairline())
        column.addWidget(self.banner)
        column.addWidget(self.first_steps)
        column.addLayout(self._body, 1)
        for page in (self._sheet, self.message, QWidget()):
            self._body.addWidget(page)

    def _chain_tabs(self) -> None:
        """From the criteria to the foot, through what is left, to the seal."""
        footer = self.footer
        overall = footer.overall.findChildren(QRadioButton)
        stops = (
            *self.criteria.ends,
            *overall,
            *footer.gap_links,
            footer.panel,
            footer.next,
            footer.reopen,
            footer.seal,
        )
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _on_reopening_asked(self) -> None:
        if self._shown and self._shown.submitted:
            self.ask_reason()

    def _add_key(self, key: str, by: int) -> None:
        """Page Up and Page Down belong to the document, also while a note is written."""
        made = QShortcut(QKeySequence(key), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(partial(self.paged.emit, by))

    def _key(self, sheet: SheetView | None) -> tuple[str, str] | None:
        return (sheet.applicant_id, sheet.panelist.id) if sheet else None
