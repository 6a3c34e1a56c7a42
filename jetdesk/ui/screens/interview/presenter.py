"""What happens on the Interview screen: which applicant, which sheet, and that nothing typed is ever lost."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.document import Document
from jetdesk.domain.office import Person, Role
from jetdesk.domain.rows import Dossier, InterviewRow
from jetdesk.domain.sheet import OVERALL_NAMES, Overall, ScoreSheet
from jetdesk.errors import UserError
from jetdesk.i18n import chosen_language, tr
from jetdesk.services import applicants, interviews
from jetdesk.services.applicants import OpenDocument
from jetdesk.services.interviews import Saved, SheetView
from jetdesk.ui.context import Context, Presenter
from jetdesk.ui.screens.interview import choosing, wording
from jetdesk.ui.screens.interview.drafting import Act, Part, after
from jetdesk.ui.screens.interview.saving import Saving

if TYPE_CHECKING:
    from jetdesk.ui.screens.interview.view import InterviewView

_SHOWN_TABLES = (
    "applicant", "document", "slot", "assignment", "panel", "person", "rating", "draft", "sheet", "seal", "rubric",
    "signoff", "selection",
)  # fmt: skip


class InterviewPresenter(Presenter):
    """Reads beside the window, writes in order; the sheet on the screen is always ahead of the desk."""

    def __init__(self, view: "InterviewView", context: Context) -> None:
        self.view, self.context = view, context
        self.saving = Saving(context.desk, context.tasks, view, self)
        self.person = context.who.person
        self.panelist: Person = self.person
        self.people: tuple[Person, ...] = ()
        self.rows: tuple[InterviewRow, ...] | None = None
        self.applicant = ""
        self.sheet: SheetView | None = None
        self.dossier: Dossier | None = None
        self.document = ""
        self._wanted, self._in_front, self._stale = "", False, False
        self._connect()

    # What the main window asks

    def shown(self) -> None:
        self._in_front = True
        if self.rows is None or self._stale:
            self.refresh()

    def open(self, subject: str) -> None:
        self._wanted = subject
        if self.rows is not None:
            self.choose(subject)

    def hidden(self) -> None:
        self._in_front = False
        self.view.tell_notes()
        self.saving.retry()

    # Which applicant

    def refresh(self) -> None:
        """Read again what is shown; what was typed goes to the desk first."""
        self._stale = False
        self.view.tell_notes()
        if self.is_coordinator:
            self._read(partial(interviews.list_panelists, self.context.desk), self._on_panelists, "panelists")
        self._read_list()
        if self.applicant:
            self._read_applicant()

    @property
    def is_coordinator(self) -> bool:
        return self.person.role is Role.COORDINATOR

    @property
    def is_own(self) -> bool:
        return self.panelist.id == self.person.id

    def choose(self, applicant: str) -> None:
        """Open an applicant: the frame at once, dossier and sheet when they are read."""
        self._wanted = ""
        if applicant == self.applicant:
            return
        self.view.tell_notes()
        self.applicant, self.sheet, self.dossier, self.document = applicant, None, None, ""
        row = choosing.find(self.rows or (), applicant)
        self.view.show_opening(applicant, row)
        self._describe()
        self._read_applicant()

    def _read_list(self) -> None:
        work = partial(interviews.list_interviews, self.context.desk, self.panelist.id)
        self._read(work, partial(self._on_list, self.panelist.id), "list")

    def _read_applicant(self) -> None:
        desk, applicant = self.context.desk, self.applicant
        row = choosing.find(self.rows or (), applicant)
        if row and row.state == "recused" and self.is_own and not self.is_coordinator:
            self.view.show_instead(tr("You are recused"), tr("You take no part in this applicant's case."))
        else:
            self._read(partial(applicants.dossier, desk, applicant), self._on_dossier, "dossier", self._on_no_dossier)
        sheet = partial(interviews.open_sheet, desk, applicant, self.panelist.id)
        self._read(sheet, self._on_sheet, "sheet", self._on_no_sheet)

    def _on_panelists(self, people: tuple[Person, ...]) -> None:
        self.people = people
        self.view.show_panelists(people, self.panelist.id)

    def _on_list(self, panelist: str, rows: tuple[InterviewRow, ...]) -> None:
        if panelist != self.panelist.id:
            return
        self.rows = tuple(self._ahead(row) for row in rows)
        self.view.show_interviews(self.rows)
        self.view.show_sheet_title(self.is_own)
        chosen = self._wanted or self.applicant or choosing.first(self.rows)
        if chosen:
            self.choose(chosen)
        else:
            self._show_empty()
        self._describe()

    def _ahead(self, row: InterviewRow) -> InterviewRow:
        """The row of the open sheet counts what is still being saved."""
        sheet = self.sheet
        is_open = sheet and (sheet.applicant_id, sheet.panelist.id) == (row.applicant_id, self.panelist.id)
        return choosing.counted(row, sheet) if sheet and is_open and row.state == "draft" else row

    def _show_empty(self) -> None:
        line = (
            tr("No interviews for you today")
            if self.is_own
            else tr("No interviews for {name}", name=self.panelist.name)
        )
        if self.is_coordinator:
            todo = tr("Give applicants to a panel in Applicants, or choose a panelist under “Sheet of”.")
            self.view.show_instead(line, todo, tr("Go to Applicants"))
        else:
            self.view.show_instead(line, tr("They appear here when the coordinator has assigned them to your panel."))
        self.view.show_no_sheet()

    def _describe(self) -> None:
        rows = self.rows or ()
        sealed = sum(row.state == "sealed" for row in rows)
        if self._in_front:
            self.context.notify.describe(tr("{n} of {count} sealed", n=sealed, count=len(rows)) if rows else "")

    # The dossier

    def _on_dossier(self, dossier: Dossier) -> None:
        if dossier.id != self.applicant:
            return
        is_new = self.dossier is None or self.dossier.documents != dossier.documents
        self.dossier = dossier
        a = dossier.applicant
        self.view.show_name(a.name, a.name_kana, a.position, a.application_no)
        self.view.show_dossier(wording.head_facts(a), wording.summary(dossier))
        if is_new:
            documents = dossier.documents
            self.view.show_documents([(d.id, wording.document_name(d, documents)) for d in documents])
            first = choosing.first_document(documents, self.document)
            if first:
                self.read_document(first.id)

    def _on_no_dossier(self, error: UserError) -> None:
        first, *rest = error.parts()
        self.view.show_instead(first, " ".join(rest))

    def read_document(self, document_id: str) -> None:
        """Show a document; its bytes are read beside the window and stay in memory."""
        document = self._document(document_id)
        if document is None or self.dossier is None:
            return
        self.document = document_id
        title = wording.document_name(document, self.dossier.documents)
        self.view.show_document_loading(document_id, title)
        if why := wording.why_unreadable(document):
            self.view.show_document_failed(why, title)
            return
        work = partial(applicants.read_document, self.context.desk, document_id)
        failed = partial(self._on_document_failed, document_id, title)
        self._read(work, partial(self._on_document, title), "document", failed)

    def _on_document(self, title: str, opened: OpenDocument) -> None:
        if opened.document.id != self.document:
            return
        kind = choosing.page_format(opened.document.media_type)
        if kind is None:
            self.view.show_document_failed(tr("This kind of file cannot be shown. It is kept unchanged."), title)
        else:
            self.view.show_document(opened.content, kind, title)

    def _on_document_failed(self, document_id: str, title: str, error: UserError) -> None:
        if document_id == self.document:
            self.view.show_document_failed(" ".join(error.parts()), title)

    def _document(self, document_id: str) -> Document | None:
        documents = self.dossier.documents if self.dossier else ()
        return next((d for d in documents if d.id == document_id), None)

    # The sheet

    def _on_sheet(self, read: SheetView) -> None:
        if (read.applicant_id, read.panelist.id) != (self.applicant, self.panelist.id):
            return
        is_new = self.sheet is None
        self.view.tell_notes()
        pending = () if read.read_only else self.saving.unsaved(read.applicant_id, read.panelist.id)
        self.sheet = after(read, pending) if pending else read
        self.view.show_sheet(self.sheet, self.is_own)
        if is_new:
            row = choosing.find(self.rows or (), read.applicant_id)
            planned = row.minutes if row and row.minutes else 30
            self.view.show_timer(planned if self.is_own and not read.read_only else None)

    def _on_no_sheet(self, error: UserError) -> None:
        first, *rest = error.parts()
        self.sheet = None
        self.view.show_sheet_message(first, " ".join(rest))

    def _on_level_chosen(self, criterion: str, level: int | None) -> None:
        self._do(Part.LEVEL, criterion, level=level)

    def _on_cannot_assess_switched(self, criterion: str, on: bool) -> None:
        self._do(Part.CANNOT_ASSESS, criterion, on=on)

    def _on_note_written(self, criterion: str, text: str) -> None:
        self._do(Part.NOTE, criterion, note=text)

    def _on_overall_chosen(self, overall: Overall | None) -> None:
        self._do(Part.OVERALL, overall=overall)

    def _do(
        self, part: Part, criterion: str = "", *, level: int | None = None, on: bool = False, note: str = "",
        overall: Overall | None = None,
    ) -> None:  # fmt: skip
        """Show it, then save it: under the names of the sheet that is on the screen."""
        sheet = self.sheet
        if sheet is None or sheet.read_only:
            return
        act = Act(sheet.applicant_id, sheet.panelist.id, part, criterion, level, on, note, overall)
        self.sheet = after(sheet, [act])
        self.view.show_progress(self.sheet)
        self._update_row(choosing.counted, self.sheet)
        self.saving.put(act)

    def _update_row(self, update: choosing.Update, sheet: SheetView) -> None:
        rows = self.rows or ()
        self.rows = tuple(update(row, sheet) if row.applicant_id == sheet.applicant_id else row for row in rows)
        self.view.show_interviews(self.rows)

    # How saving goes (Listener of Saving)

    def saving_started(self) -> None:
        self.view.show_saving()

    def act_saved(self, act: Act, saved: Saved, *, all_saved: bool) -> None:
        if all_saved:
            self.view.show_saved(wording.clock(saved.at))
        self.context.notify.saved(saved.at)
        self.context.undo.push(self._label(act), saved.change.entries)
        self.context.bus.changed.emit(saved.change, self)

    def saving_failed(self, error: UserError) -> None:
        first, *rest = error.parts()
        self.view.show_not_saved(first, " ".join(rest))

    def act_refused(self, error: UserError) -> None:
        first, *rest = error.parts()
        self.view.show_refused(first, " ".join(rest))
        if self.applicant:
            self._read_applicant()
        self._read_list()

    def _label(self, act: Act) -> str:
        if act.part is Part.OVERALL:
            return tr("Overall recommendation")
        rubric = self.sheet.rubric if self.sheet else None
        known = {c.id: c.title.text(chosen_language()) for c in rubric.criteria} if rubric else {}
        title = known.get(act.criterion, act.criterion)
        noted = act.part is Part.NOTE
        return tr("Note on {criterion}", criterion=title) if noted else tr("Rating of {criterion}", criterion=title)

    # Sealing

    def _on_sealing_asked(self) -> None:
        self.view.tell_notes()
        sheet = self.sheet
        if sheet is None or sheet.read_only or sheet.gaps:
            return
        if self.saving.has_failed:
            self.saving.retry()
            return
        if self.view.confirm_seal(*self._seal_question(sheet)):
            self.view.show_sealing()
            self.saving.when_saved(partial(self._seal, sheet))

    def _seal_question(self, sheet: SheetView) -> tuple[str, str, list[tuple[str, str]]]:
        name = self.dossier.applicant.name if self.dossier else ""
        own = tr("Seal your sheet for {name}?", name=name)
        other = tr("Seal the sheet of {panelist} for {name}?", panelist=sheet.panelist.name, name=name)
        body = tr(
            "After sealing it cannot be changed. It can still be revised during deliberation; the original stays on record."
        )
        total = tr("{n} of {points}", n=wording.figure(sheet.total.points), points=wording.figure(sheet.total.out_of))
        overall = str(OVERALL_NAMES[sheet.draft.overall]) if sheet.draft.overall else ""
        return own if self.is_own else other, body, [(tr("Weighted total"), total), (tr("Overall"), overall)]

    def _seal(self, sheet: SheetView) -> None:
        work = partial(interviews.submit, self.context.desk, sheet.applicant_id, sheet.panelist.id)
        self.context.tasks.write(work, self._on_sealed, self._on_seal_failed, owner=self.view)

    def _on_sealed(self, submitted: ScoreSheet) -> None:
        self.context.notify.saved(submitted.submitted_at)
        ids = frozenset({submitted.id})
        self.context.bus.changed.emit(ChangeSet({"sheet": ids, "seal": ids}), self)
        self.rows = tuple(choosing.sealed(row, submitted) for row in self.rows or ())
        self.view.show_interviews(self.rows)
        self._describe()
        sheet = self.sheet
        if sheet and (sheet.applicant_id, sheet.panelist.id) == (submitted.applicant_id, submitted.panelist_id):
            self.sheet = choosing.with_submitted(sheet, submitted)
            self.view.show_sheet(self.sheet, self.is_own)
            self.view.show_timer(None)
            self._offer_next()

    def _on_seal_failed(self, error: UserError) -> None:
        self.act_refused(error)
        if self.sheet:
            self.view.show_progress(self.sheet)

    def _offer_next(self) -> None:
        row = choosing.next_open(self.rows or (), self.applicant)
        if row is None:
            self.view.show_next("", tr("That was the last one on this list."))
            return
        time = f"{row.starts_at:%H:%M}" if row.starts_at else row.application_no
        self.view.show_next(tr("Open {name}", name=row.name), tr("Next: {time}", time=time))

    def _on_next_asked(self) -> None:
        row = choosing.next_open(self.rows or (), self.applicant)
        if row:
            self.choose(row.applicant_id)

    # The rest

    def _on_panelist_chosen(self, panelist: str) -> None:
        found = next((person for person in self.people if person.id == panelist), None)
        if found is None or found.id == self.panelist.id:
            return
        self.view.tell_notes()
        self.panelist, self.sheet, self.rows = found, None, None
        self.view.show_no_sheet()
        self._read_list()
        if self.applicant:
            self._read_applicant()

    def _on_applicants_asked(self) -> None:
        self.context.bus.wanted.emit("applicants", "")

    def _on_changed(self, change: ChangeSet, initiator: object) -> None:
        if initiator is self or not change.touches(*_SHOWN_TABLES):
            return
        if self._in_front:
            self.refresh()
        else:
            self._stale = True

    def _read(self, work: object, done: object, what: str, failed: object = None) -> None:
        """On the read lane; of several readings of one thing the newest counts."""
        self.context.tasks.read(work, done, failed, owner=self.view, key=f"interview {what}")  # type: ignore[arg-type]

    def _connect(self) -> None:
        view = self.view
        view.interview_chosen.connect(self.choose)
        view.panelist_chosen.connect(self._on_panelist_chosen)
        view.document_chosen.connect(self.read_document)
        view.level_chosen.connect(self._on_level_chosen)
        view.cannot_assess_switched.connect(self._on_cannot_assess_switched)
        view.note_written.connect(self._on_note_written)
        view.overall_chosen.connect(self._on_overall_chosen)
        view.sealing_asked.connect(self._on_sealing_asked)
        view.next_asked.connect(self._on_next_asked)
        view.retry_asked.connect(self.saving.retry)
        view.applicants_asked.connect(self._on_applicants_asked)
        self.context.bus.changed.connect(self._on_changed)
