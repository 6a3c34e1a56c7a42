"""The score sheet's part of the presenter: the sheet on the screen is ahead of the desk, and nothing typed is lost."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from jetdesk.domain.sheet import OVERALL_NAMES, Overall, ScoreSheet
from jetdesk.errors import UserError
from jetdesk.i18n import chosen_language, tr
from jetdesk.services import interviews
from jetdesk.services.interviews import Saved, SheetView
from jetdesk.ui.context import Context
from jetdesk.ui.screens.interview import choosing, standing, wording
from jetdesk.ui.screens.interview.drafting import Act, Part, after
from jetdesk.ui.screens.interview.saving import Saving

if TYPE_CHECKING:
    from jetdesk.ui.screens.interview.view import InterviewView

Told = Callable[..., object]


class SheetPart:
    """`name()` gives the applicant's.

    It tells `acted(sheet)` after an act, `saved(change)`, `sealed(submitted)`, `refused()` when the desk says no, and
    `shown(sheet)` when a sheet was read.
    """

    def __init__(
        self, view: "InterviewView", context: Context, name: Callable[[], str], *,
        acted: Told, saved: Told, sealed: Told, refused: Told, shown: Told,
    ) -> None:  # fmt: skip
        self._view, self._context, self._name = view, context, name
        self._acted, self._saved, self._sealed, self._refused, self._shown = acted, saved, sealed, refused, shown
        self.saving = Saving(context.desk, context.tasks, view, self)
        self.sheet: SheetView | None = None
        self._wanted = ("", "")
        self._written: dict[tuple[str, str], list[str]] = {}
        self._connect()

    def forget(self, applicant: str, panelist: str) -> None:
        """Another sheet comes; what was typed on the one before has been told."""
        self._wanted, self.sheet = (applicant, panelist), None

    def read(self) -> None:
        """Read the sheet again; what is still being saved stays on it."""
        work = partial(interviews.open_sheet, self._context.desk, *self._wanted)
        self._context.tasks.read(work, self._on_sheet, self._on_no_sheet, owner=self._view, key="interview sheet")

    @property
    def is_own(self) -> bool:
        return self._wanted[1] == self._context.who.person.id

    def is_shown(self, applicant: str, panelist: str) -> bool:
        return self.sheet is not None and self._wanted == (applicant, panelist)

    def _on_sheet(self, read: SheetView) -> None:
        if (read.applicant_id, read.panelist.id) != self._wanted:
            return
        is_new = self.sheet is None
        self._view.tell_notes()
        pending = () if read.read_only else self.saving.unsaved(*self._wanted)
        self.sheet = after(read, pending) if pending else read
        self._show()
        if is_new:
            self._view.show_timer(self.is_own and not read.read_only)
        self._shown(self.sheet)

    def _show(self) -> None:
        if self.sheet:
            self._view.show_sheet(self.sheet, self.is_own, self._standing(self.sheet))

    def _standing(self, sheet: SheetView) -> standing.Standing | None:
        """Own sheets, and those that were entered on this desk, can be opened again here."""
        if sheet.submitted is None:
            return None
        entered = sheet.submitted.entered_by == self._context.who.person.id
        return standing.standing(sheet, may_reopen=self.is_own or entered)

    def _on_no_sheet(self, error: UserError) -> None:
        if not self._wanted[0]:
            return
        first, *rest = error.parts()
        self.sheet = None
        self._view.show_sheet_message(first, " ".join(rest))

    # Acts of the person

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
        """Show it, then save it under the names of the sheet that is on the screen."""
        sheet = self.sheet
        if sheet is None or sheet.read_only:
            return
        act = Act(sheet.applicant_id, sheet.panelist.id, part, criterion, level, on, note, overall)
        self.sheet = after(sheet, [act])
        self._view.show_progress(self.sheet)
        self._acted(self.sheet)
        self.saving.put(act)

    # How saving goes (Listener of Saving)

    def saving_started(self) -> None:
        self._view.show_saving()

    def act_saved(self, act: Act, saved: Saved, *, all_saved: bool) -> None:
        if all_saved:
            self._view.show_saved(wording.clock(saved.at))
        self._context.notify.saved(saved.at)
        self._written.setdefault((act.applicant, act.panelist), []).extend(saved.change.entries)
        self._context.undo.push(self._label(act), saved.change.entries)
        self._saved(saved.change)

    def saving_failed(self, error: UserError) -> None:
        first, *rest = error.parts()
        self._view.show_not_saved(first, " ".join(rest))

    def act_refused(self, error: UserError) -> None:
        first, *rest = error.parts()
        self._view.show_refused(first, " ".join(rest))
        self._refused()

    def _label(self, act: Act) -> str:
        if act.part is Part.OVERALL:
            return tr("Overall recommendation")
        criteria = self.sheet.rubric.criteria if self.sheet else ()
        titles = {c.id: c.title.text(chosen_language()) for c in criteria}
        title = titles.get(act.criterion, act.criterion)
        noted = act.part is Part.NOTE
        return tr("Note on {criterion}", criterion=title) if noted else tr("Rating of {criterion}", criterion=title)

    # Sealing

    def _on_sealing_asked(self) -> None:
        self._view.tell_notes()
        sheet = self.sheet
        if sheet is None or sheet.read_only or sheet.gaps:
            return
        if self.saving.has_failed:
            self.saving.retry()
        elif self._view.confirm_seal(*self._seal_question(sheet)):
            self._view.show_sealing()
            self.saving.when_saved(partial(self._submit, sheet))

    def _seal_question(self, sheet: SheetView) -> tuple[str, str, list[tuple[str, str]]]:
        name = self._name()
        own = tr("Seal your sheet for {name}?", name=name)
        other = tr("Seal the sheet of {panelist} for {name}?", panelist=sheet.panelist.name, name=name)
        body = _what_sealing_does(sheet)
        total = tr("{n} of {points}", n=wording.figure(sheet.total.points), points=wording.figure(sheet.total.out_of))
        overall = str(OVERALL_NAMES[sheet.draft.overall]) if sheet.draft.overall else ""
        return own if self.is_own else other, body, [(tr("Weighted total"), total), (tr("Overall"), overall)]

    def _submit(self, sheet: SheetView) -> None:
        work = partial(interviews.submit, self._context.desk, sheet.applicant_id, sheet.panelist.id)
        self._context.tasks.write(work, self._on_submitted, self._on_submit_failed, owner=self._view)

    def _on_submitted(self, submitted: ScoreSheet) -> None:
        self._context.notify.saved(submitted.submitted_at)
        self._context.undo.forget(self._written.pop((submitted.applicant_id, submitted.panelist_id), []))
        if self.sheet and self.is_shown(submitted.applicant_id, submitted.panelist_id):
            self.sheet = choosing.with_submitted(self.sheet, submitted)
            self._show()
            self._view.show_timer(False)
        self._sealed(submitted)

    def _on_submit_failed(self, error: UserError) -> None:
        self.act_refused(error)
        if self.sheet:
            self._view.show_progress(self.sheet)

    def _connect(self) -> None:
        view = self._view
        view.level_chosen.connect(self._on_level_chosen)
        view.cannot_assess_switched.connect(self._on_cannot_assess_switched)
        view.note_written.connect(self._on_note_written)
        view.overall_chosen.connect(self._on_overall_chosen)
        view.sealing_asked.connect(self._on_sealing_asked)
        view.retry_asked.connect(self.saving.retry)


def _what_sealing_does(sheet: SheetView) -> str:
    if sheet.revealed:
        return tr("The revision and your reason go to the whole panel. What was sealed before stays on record.")
    if sheet.revision > 1:
        return tr("It is sealed beside what you sealed before. Both stay on record, with your reason.")
    return tr(
        "Only you and the coordinator can read it before the reveal. It does not change any more; you can reopen it "
        "with a reason, and the original stays on record."
    )
