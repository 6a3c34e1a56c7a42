"""The Interview screen: list, dossier, score sheet. Widgets and signals only."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Person
from jetdesk.domain.rows import InterviewRow
from jetdesk.i18n import tr
from jetdesk.services.interviews import SheetView
from jetdesk.services.panel_sheets import PanelSheets
from jetdesk.ui import theme
from jetdesk.ui.screens.interview import list_pane, sheet_pane
from jetdesk.ui.screens.interview.dossier_pane import DOCUMENTS, PANEL, DossierPane
from jetdesk.ui.screens.interview.list_pane import ListPane
from jetdesk.ui.screens.interview.sheet_pane import SheetPane
from jetdesk.ui.screens.interview.standing import Foot, Standing
from jetdesk.ui.screens.interview.wording import Fact, FactGroup
from jetdesk.ui.widgets.dialog import confirm
from jetdesk.ui.widgets.label import hairline
from jetdesk.ui.widgets.page_source import Format
from jetdesk.ui.widgets.pane import Pane

COLLAPSE_BELOW, LEAST_DOSSIER = 1300, 560


class InterviewView(Pane):
    """Every signal is an act of the person."""

    interview_chosen = Signal(str)
    panelist_chosen = Signal(str)
    document_chosen = Signal(str)
    level_chosen = Signal(str, object)
    cannot_assess_switched = Signal(str, bool)
    note_written = Signal(str, str)
    overall_chosen = Signal(object)
    sealing_asked = Signal()
    next_asked = Signal()
    retry_asked = Signal()
    message_acted = Signal()
    reopening_given = Signal(str)
    send_asked = Signal()
    mailbox_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("paper", name="interview_screen", parent=parent)
        self.list_pane, self.dossier, self.sheet = ListPane(), DossierPane(), SheetPane()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list_pane)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.dossier, 1)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.sheet)
        self._connect()
        self._add_shortcuts()

    # What the presenter shows

    def show_panelists(self, people: Sequence[Person], chosen: str) -> None:
        self.sheet.head.show_panelists(people, chosen)

    def show_interviews(self, rows: Sequence[InterviewRow]) -> None:
        self.list_pane.show_rows(rows)

    def show_opening(self, applicant: str, row: InterviewRow | None) -> None:
        """The frame of another applicant at once; facts, pages and sheet follow."""
        self.list_pane.show_current(applicant)
        self.dossier.show_dossier_page()
        self.dossier.head.show_facts(())
        self.dossier.summary.show_groups(())
        self.show_documents(())
        self.sheet.show_waiting()
        if row:
            self.show_name(row.name, row.kana, row.position, row.application_no)

    def show_name(self, name: str, kana: str, position: Position, number: str) -> None:
        self.dossier.head.show_name(name, kana, position, number)

    def show_dossier(self, facts: tuple[Fact, ...], groups: tuple[FactGroup, ...]) -> None:
        self.dossier.head.show_facts(facts)
        self.dossier.summary.show_groups(groups)

    def show_documents(self, documents: Sequence[tuple[str, str]]) -> None:
        self.dossier.documents.show_list(documents)
        self.dossier.tabs.set_count(DOCUMENTS, len(documents) or None)

    def show_document_loading(self, document: str, title: str) -> None:
        self.dossier.documents.show_loading(document, title)

    def show_document(self, data: bytes, kind: Format, title: str) -> None:
        self.dossier.documents.show_document(data, kind, title)

    def show_document_failed(self, sentence: str, title: str) -> None:
        self.dossier.documents.show_failed(sentence, title)

    def show_instead(self, line: str, sentence: str, action: str = "") -> None:
        """A sentence in the place of the dossier."""
        self.dossier.show_message(line, sentence, action)

    def take_focus(self) -> None:
        """To the list, unless the focus is somewhere on this screen already."""
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self.list_pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_interview(self, applicant: str) -> None:
        self.list_pane.show_current(applicant)

    def show_no_sheet(self, own: bool) -> None:
        self.sheet.show_nothing()
        self.sheet.head.show_title(own)

    def show_sheet(self, sheet: SheetView, own: bool, standing: Standing | None = None) -> None:
        if sheet.recused and own:
            self.show_recused(sheet.reason)
        else:
            self.sheet.show_sheet(sheet, own=own, standing=standing)

    def show_recused(self, reason: str) -> None:
        """A recused case opens nothing but the reason."""
        self.dossier.show_message(tr("You are recused"), reason, icon="slash-circle")
        self.sheet.show_nothing()

    def show_left(self, line: str, sentence: str) -> None:
        """The case that was shown is gone: nothing of it stays on the screen."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # in the list, the focus would open the first row
        self.list_pane.show_current("")
        self.dossier.show_message(line, sentence, icon="info")
        self.show_documents(())
        self.dossier.summary.show_groups(())
        self.show_awaiting()
        self.sheet.show_nothing()
        self.sheet.show_nothing_failed()

    def show_first_steps(self, wanted: bool) -> None:
        self.sheet.first_steps.set_wanted(wanted)

    # What has reached the coordinator, and what the panel gave

    def show_foot(self, foot: Foot) -> None:
        self.list_pane.foot.show_foot(foot)

    def show_sending(self, fraction: float, text: str) -> None:
        self.list_pane.foot.show_running(fraction, text)

    def show_sending_ended(self, failed: bool) -> None:
        self.list_pane.foot.show_rest(failed=failed)

    def show_reopening_refused(self, sentence: str) -> None:
        self.sheet.reason.show_refused(sentence)

    def show_reopened(self) -> None:
        """The draft is open; the focus goes to its first criterion."""
        self.sheet.close_reason()
        self.sheet.criteria.focus_first()

    def show_awaiting(self) -> None:
        self.dossier.panel.show_awaiting()
        self.dossier.proof.settle()

    def show_panel(self, panel: PanelSheets) -> None:
        self.dossier.panel.show_sheets(panel)

    def show_panel_failed(self, line: str, sentence: str) -> None:
        self.dossier.panel.show_failed(line, sentence)

    def show_proof(self, first: str, rest: str) -> None:
        """A sheet that does not match its seal; empty for none."""
        self.dossier.proof.show_alarm(first, rest)

    def show_sheet_message(self, line: str, sentence: str) -> None:
        self.sheet.show_message(line, sentence)

    def show_progress(self, sheet: SheetView) -> None:
        self.sheet.show_progress(sheet)

    def plan_minutes(self, minutes: int) -> None:
        """How long the interview is to be."""
        self.sheet.head.timer.plan(minutes)

    def show_timer(self, shown: bool) -> None:
        """For an interview of one's own, from zero."""
        self.sheet.head.show_timer(shown)

    def show_saving(self) -> None:
        self.sheet.show_saving()

    def show_saved(self, time: str) -> None:
        self.sheet.show_saved(time)

    def show_not_saved(self, first: str, rest: str) -> None:
        self.sheet.show_not_saved(first, rest)

    def show_refused(self, first: str, rest: str) -> None:
        self.sheet.show_refused(first, rest)

    def show_sealing(self) -> None:
        self.sheet.footer.seal.set_busy()

    def show_next(self, words: str, title: str) -> None:
        self.sheet.footer.offer_next(words, title)

    def tell_notes(self) -> None:
        """Tell now what was typed and not told yet."""
        self.sheet.criteria.tell_notes()

    def confirm_seal(self, title: str, body: str, facts: Sequence[tuple[str, str]]) -> bool:
        """Ask once; the safe answer is the default."""
        return confirm(self, title, body, facts, tr("Seal now"), tr("Keep editing"))

    # What the person does

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._adapt()

    def _adapt(self) -> None:
        needed = LEAST_DOSSIER + round((list_pane.WIDE + sheet_pane.WIDTH) * theme.state().scale)
        self.list_pane.set_collapsed(self.window().width() < COLLAPSE_BELOW or self.width() < needed)

    def _connect(self) -> None:
        criteria, footer = self.sheet.criteria, self.sheet.footer
        for told, heard in (
            (self.list_pane.interview_selected, self.interview_chosen),
            (self.dossier.message_acted, self.message_acted),
            (self.list_pane.foot.send_asked, self.send_asked),
            (self.list_pane.foot.mailbox_asked, self.mailbox_asked),
            (self.list_pane.foot.cancel_asked, self.cancel_asked),
            (self.sheet.reopening_given, self.reopening_given),
            (self.dossier.documents.document_chosen, self.document_chosen),
            (self.sheet.head.panelist_chosen, self.panelist_chosen),
            (self.sheet.retry_asked, self.retry_asked),
            (criteria.level_chosen, self.level_chosen),
            (criteria.cannot_assess_switched, self.cannot_assess_switched),
            (criteria.note_written, self.note_written),
            (footer.overall_chosen, self.overall_chosen),
            (footer.sealing_asked, self.sealing_asked),
            (footer.next_asked, self.next_asked),
        ):
            told.connect(heard)
        footer.panel_asked.connect(partial(self.dossier.show_tab, PANEL))
        self.sheet.paged.connect(self.dossier.documents.scroll_page)

    def _add_shortcuts(self) -> None:
        documents, steps = self.dossier.documents, self.list_pane.step
        self._shortcut("Ctrl+Down", partial(steps, 1))
        self._shortcut("Ctrl+Up", partial(steps, -1))
        self._shortcut("Ctrl+PgDown", partial(documents.step_document, 1))
        self._shortcut("Ctrl+PgUp", partial(documents.step_document, -1))
        self._shortcut("Ctrl+Return", self.sheet.submit)
        self._shortcut("Ctrl+Enter", self.sheet.submit)
        self._shortcut("F2", self.sheet.show_levels)
        self._shortcut("F8", self._toggle_timer)

    def _shortcut(self, keys: str, act: Callable[[], object]) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(act)

    def _toggle_timer(self) -> None:
        if self.sheet.head.timer.isVisible():
            self.sheet.head.timer.toggle()
