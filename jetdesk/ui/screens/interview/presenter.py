"""What happens on the Interview screen: whose list, which applicant, and what comes next."""

from functools import partial
from typing import TYPE_CHECKING

from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.office import Person, Role
from jetdesk.domain.rows import InterviewRow
from jetdesk.domain.sheet import ScoreSheet
from jetdesk.i18n import tr
from jetdesk.services import interviews
from jetdesk.services.interviews import SheetView
from jetdesk.ui.context import Context, Presenter
from jetdesk.ui.screens.interview import choosing
from jetdesk.ui.screens.interview.delivery_part import DeliveryPart
from jetdesk.ui.screens.interview.dossier_part import DossierPart
from jetdesk.ui.screens.interview.interest_part import InterestPart
from jetdesk.ui.screens.interview.panel_part import PanelPart
from jetdesk.ui.screens.interview.reopening_part import ReopeningPart
from jetdesk.ui.screens.interview.sheet_part import SheetPart
from jetdesk.ui.screens.interview.standing import SEALED_STATES

if TYPE_CHECKING:
    from jetdesk.ui.screens.interview.view import InterviewView

SHOWN_TABLES = (
    "applicant", "document", "slot", "assignment", "panel", "person", "rubric", "rating", "draft", "sheet", "seal",
    "receipt", "reveal", "reopening", "withdrawn", "attendance", "interest",
)  # fmt: skip


class InterviewPresenter(Presenter):
    """The list and the choice; dossier, sheet, the panel's sheets and the foot have parts of their own."""

    def __init__(self, view: "InterviewView", context: Context) -> None:
        self.view, self.context = view, context
        self.dossier = DossierPart(view, context)
        self.sheet = SheetPart(
            view, context, self.dossier.name,
            acted=self._on_acted, saved=self._on_saved, sealed=self._on_sealed, refused=self._on_refused,
            shown=self._on_sheet_shown,
        )  # fmt: skip
        self.panel, self.delivery = PanelPart(view, context), DeliveryPart(view, context)
        self.interest = InterestPart(view, context)
        self.reopening = ReopeningPart(view, context, self._shown_sheet, self._on_reopened)
        self.person = context.who.person
        self.panelist: Person = self.person
        self.people: tuple[Person, ...] = ()
        self.rows: tuple[InterviewRow, ...] | None = None
        self.applicant = ""
        self._wanted_document, self._asked_whose, self._has_left = "", False, False
        self._wanted, self._in_front, self._stale, self._panelist_changed = "", False, False, False
        self._connect()

    def shown(self) -> None:
        self._in_front = True
        if self.rows is None or self._stale:
            self.refresh()
        self._describe()
        self.view.take_focus()

    def open(self, subject: str) -> None:
        """An applicant, or “applicant#document” to open the dossier at that document."""
        self._wanted, _, self._wanted_document = subject.partition("#")
        if self.rows is not None:
            self.choose(self._wanted)

    def hidden(self) -> None:
        self._in_front = False
        self.view.tell_notes()
        self.sheet.saving.retry()

    @property
    def is_coordinator(self) -> bool:
        return self.person.role is Role.COORDINATOR

    @property
    def is_own(self) -> bool:
        return self.panelist.id == self.person.id

    def refresh(self) -> None:
        """Read again what is shown; what was typed goes to the desk first."""
        self._stale = False
        self.view.tell_notes()
        if self.is_coordinator:
            work = partial(interviews.list_panelists, self.context.desk)
            self.context.tasks.read(work, self._on_panelists, owner=self.view, key="interview panelists")
        self._read_list()
        if not self.is_coordinator:
            self.delivery.read()
        if self.applicant:
            self._read_applicant()

    def choose(self, applicant: str) -> None:
        """Open an applicant: the frame at once, dossier and sheet when they are read."""
        document, self._wanted, self._wanted_document = self._wanted_document, "", ""
        if applicant == self.applicant:
            if document:
                self.dossier.read_document(document)
            return
        self.view.tell_notes()
        self.applicant, self._has_left = applicant, False
        row = choosing.find(self.rows or (), applicant)
        self.dossier.forget(applicant)
        self.dossier.document = document
        self.sheet.forget(applicant, self.panelist.id)
        self.panel.forget()
        self.view.show_opening(applicant, row)
        self.view.plan_minutes(row.minutes if row and row.minutes else 30)
        self._read_applicant()

    def _read_list(self) -> None:
        work = partial(interviews.list_interviews, self.context.desk, self.panelist.id)
        done = partial(self._on_list, self.panelist.id)
        self.context.tasks.read(work, done, owner=self.view, key="interview list")

    def _read_applicant(self) -> None:
        row = choosing.find(self.rows or (), self.applicant)
        if row and row.state == "recused" and self.is_own:
            self.view.show_recused("")
        else:
            self.dossier.read()
        self.interest.follow(row if self.is_own else None)
        self.sheet.read()

    def _on_panelists(self, people: tuple[Person, ...]) -> None:
        self.people = people
        self.view.show_panelists(people, self.panelist.id)
        if not self._asked_whose:
            self._asked_whose = True
            work = partial(interviews.usual_panelist, self.context.desk, self._wanted or self.applicant)
            self.context.tasks.read(work, self._on_usual_panelist, owner=self.view, key="usual panelist")

    def _on_usual_panelist(self, panelist: str) -> None:
        """A coordinator without interviews of their own begins with somebody whose sheets are open."""
        if self.is_own and not self.rows:
            self.view.show_panelists(self.people, panelist)
            self._on_panelist_chosen(panelist)

    def _on_list(self, panelist: str, rows: tuple[InterviewRow, ...]) -> None:
        if panelist != self.panelist.id:
            return
        rows = choosing.listed(rows, own_desk=not self.is_coordinator)
        was_listed = choosing.find(self.rows or (), self.applicant)
        self._show_rows(tuple(self._ahead(row) for row in rows))
        is_elsewhere = self._panelist_changed and not choosing.find(rows, self.applicant)
        self._panelist_changed = False
        kept = "" if is_elsewhere and rows else self.applicant
        if was_listed and not self.is_coordinator and not choosing.find(rows, self.applicant):
            self._leave()
        elif not self._has_left or self._wanted:
            self._go_on(rows, kept)

    def _go_on(self, rows: tuple[InterviewRow, ...], kept: str) -> None:
        chosen = self._wanted or kept or choosing.first(rows)
        if chosen:
            self.choose(chosen)
            self.view.mark_interview(self.applicant)
        else:
            self._show_empty()

    def _leave(self) -> None:
        """The case that was shown is not this panelist's any more; who and why is nobody's business here."""
        self.sheet.saving.drop(self.applicant)
        self.applicant, self._has_left = "", True
        self.dossier.forget("")
        self.sheet.forget("", "")
        self.panel.forget()
        self.interest.follow(None)
        line = tr("This interview is no longer on your list")
        self.view.show_left(line, tr("The coordinator changed who sits on it. Choose another interview at the left."))

    def _ahead(self, row: InterviewRow) -> InterviewRow:
        """The row of the open sheet counts what is still being saved."""
        sheet = self.sheet.sheet
        is_open = sheet is not None and self.sheet.is_shown(row.applicant_id, self.panelist.id)
        return choosing.counted(row, sheet) if sheet and is_open and row.state == "draft" else row

    def _show_rows(self, rows: tuple[InterviewRow, ...]) -> None:
        self.rows = rows
        self.view.show_interviews(rows)
        self.view.show_first_steps(self.is_own and bool(rows) and not any(r.state in SEALED_STATES for r in rows))
        if not self.is_coordinator:
            self.delivery.show_rows(rows)
        self._describe()

    def _show_empty(self) -> None:
        other = tr("No interviews for {name}", name=self.panelist.name)
        line = tr("No interviews for you today") if self.is_own else other
        if self.is_coordinator:
            todo = tr("Choose a panelist under “Sheet of”, or give applicants to a panel in Applicants.")
            self.view.show_instead(line, todo, tr("Go to Applicants"))
        else:
            todo = tr(
                "They come with the stick: put it in and press the button at the lower left. Else ask the coordinator."
            )
            self.view.show_instead(line, todo)
        self.view.show_no_sheet(self.is_own)

    def _describe(self) -> None:
        rows = self.rows or ()
        sealed = sum(row.state in SEALED_STATES for row in rows)
        if self._in_front:
            self.context.notify.describe(tr("{n} of {count} sealed", n=sealed, count=len(rows)) if rows else "")

    # What the sheet tells

    def _on_acted(self, sheet: SheetView) -> None:
        rows = self.rows or ()
        self._show_rows(
            tuple(choosing.counted(row, sheet) if row.applicant_id == sheet.applicant_id else row for row in rows)
        )

    def _on_saved(self, change: ChangeSet) -> None:
        self.context.bus.changed.emit(change, self)

    def _on_refused(self) -> None:
        self._read_list()
        if self.applicant:
            self._read_applicant()

    def _on_sealed(self, submitted: ScoreSheet) -> None:
        ids = frozenset({submitted.id})
        self.context.bus.changed.emit(ChangeSet({"sheet": ids, "seal": ids, "assignment": ids}), self)
        if submitted.panelist_id != self.panelist.id:
            return
        self._show_rows(tuple(choosing.sealed(row, submitted) for row in self.rows or ()))
        if submitted.revision > 1 or not choosing.find(self.rows or (), submitted.applicant_id):
            self._read_list()
            self.sheet.read()
        if not self.is_coordinator:
            self.delivery.read()
        if submitted.applicant_id == self.applicant:
            self._offer_next()

    def _on_sheet_shown(self, sheet: SheetView) -> None:
        self.panel.follow(sheet)

    def _shown_sheet(self) -> SheetView | None:
        return self.sheet.sheet

    def _on_reopened(self, change: ChangeSet) -> None:
        self.context.bus.changed.emit(change, self)
        self._read_list()
        self.sheet.read()

    def _offer_next(self) -> None:
        row = choosing.next_open(self.rows or (), self.applicant)
        if row is None:
            self.view.show_next("", tr("That was the last one on this list."))
            return
        time = f"{row.starts_at:%H:%M}" if row.starts_at else row.application_no
        self.view.show_next(tr("Open {name}", name=row.name), tr("Next: {time}", time=time))

    # What the person asks

    def _on_next_asked(self) -> None:
        row = choosing.next_open(self.rows or (), self.applicant)
        if row:
            self.choose(row.applicant_id)

    def _on_panelist_chosen(self, panelist: str) -> None:
        found = next((person for person in self.people if person.id == panelist), None)
        if found is None or found.id == self.panelist.id:
            return
        self.view.tell_notes()
        self.panelist, self.rows, self._panelist_changed = found, None, True
        self.sheet.forget(self.applicant, found.id)
        self.view.show_no_sheet(self.is_own)
        self._read_list()
        if self.applicant:
            self._read_applicant()

    def _on_message_acted(self) -> None:
        self.context.bus.wanted.emit("applicants", "")

    def _on_changed(self, change: ChangeSet, initiator: object) -> None:
        if initiator is self or not change.touches(*SHOWN_TABLES):
            return
        if self._in_front:
            self.refresh()
        else:
            self._stale = True

    def _connect(self) -> None:
        self.view.interview_chosen.connect(self.choose)
        self.view.panelist_chosen.connect(self._on_panelist_chosen)
        self.view.document_chosen.connect(self.dossier.read_document)
        self.view.next_asked.connect(self._on_next_asked)
        self.view.message_acted.connect(self._on_message_acted)
        self.context.bus.changed.connect(self._on_changed)
