"""Between the wizard and intake: read, correct the columns, preview, then load all or the good rows."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from jetdesk.desk.projection import ChangeSet
from jetdesk.errors import UserError
from jetdesk.i18n import tr
from jetdesk.intake.export import FileOptions
from jetdesk.intake.mapping_file import MappingFile, read_mapping_file
from jetdesk.services import desks, intake, mappings
from jetdesk.services.intake import IntakeReport, Suggestion
from jetdesk.services.intake_preview import Preview, preview
from jetdesk.services.mappings import Proposal
from jetdesk.ui.context import Context
from jetdesk.ui.screens.intake import values
from jetdesk.ui.screens.intake.values import Columns, Found, FoundLine
from jetdesk.ui.tasks import Done, Failed, Job, JobWork, Progress

Reading = tuple[Progress, Proposal]
Previewed = tuple[Progress, Preview]


class View(Protocol):
    """What the presenter asks of the dialog."""

    def show_files(self, problem: str = "") -> None: ...
    def show_working(self, text: str) -> None: ...
    def show_progress(self, fraction: float, text: str) -> None: ...
    def show_columns(self, columns: Columns) -> None: ...
    def show_columns_problem(self, problem: str) -> None: ...
    def show_rereading(self) -> None: ...
    def show_found(self, found: Found) -> None: ...
    def show_after(self, words: str, lines: tuple[FoundLine, ...]) -> None: ...
    def finish(self) -> None: ...


class IntakePresenter:
    """One load, from choosing the files to the list of what needs a person."""

    def __init__(self, view: View, context: Context) -> None:
        self._view, self._context = view, context
        self._file = Path()
        self._documents: Path | None = None
        self._proposal: Proposal | None = None
        self._preview: Preview | None = None
        self._taken: tuple[Suggestion, ...] = ()
        self._job: Job | None = None
        self._step_back: Callable[[], None] = view.show_files
        view.show_files()

    # Columns

    def read(self, file: str, documents: str) -> None:
        """Find out how the export is to be read; nothing is changed."""
        if not file.strip():
            self._view.show_files(tr("Choose the export of applications first."))
            return
        self._file = Path(file.strip())
        self._documents = Path(documents.strip()) if documents.strip() else None
        self._view.show_working(tr("Reading the export…"))
        self._step_back = self._view.show_files
        self._start(partial(self._propose, None, ""), self._on_read, self._on_read_failed)

    def choose_column(self, heading: str, column: str) -> None:
        """A heading means another column, or ("") none. A column has one heading."""
        if self._proposal is None:
            return
        kept = {c: h for c, h in self._proposal.mapping.columns.items() if h != heading and c != column}
        self._correct(replace(self._proposal.mapping, columns=kept | ({column: heading} if column else {})))

    def choose_order(self, order: str) -> None:
        """Of dates in digits: DMY, MDY, YMD, or "" where the file says it."""
        if self._proposal is not None:
            mapping = self._proposal.mapping
            self._correct(replace(mapping, options=replace(mapping.options, date_order=order)))

    def choose_zone(self, zone: str) -> None:
        """Of times without an offset; "" refuses them."""
        if self._proposal is not None:
            mapping = self._proposal.mapping
            self._correct(replace(mapping, options=replace(mapping.options, time_zone=zone)))

    def choose_place(self, sheet: str, header_row: int) -> None:
        """Another sheet or row of headings: everything is guessed anew. Row 0: find out."""
        if self._proposal is not None:
            options = replace(self._proposal.options, sheet=sheet, header_row=header_row, group_row=0)
            self._view.show_rereading()
            work = partial(self._propose_elsewhere, options)
            self._start(work, self._on_read, self._on_columns_failed)

    def open_mapping(self, path: str) -> None:
        self._view.show_rereading()
        self._start(partial(self._propose, None, path), self._on_read, self._on_columns_failed)

    def save_mapping(self, path: str) -> None:
        if self._proposal is not None:
            work = partial(mappings.save_mapping, Path(path), self._proposal.mapping)
            said = tr("The mapping is {file}.", file=Path(path).name)
            self._context.tasks.job(
                lambda _: work(), lambda _: self._context.notify.say(said), self._on_columns_failed, self._view
            )

    def back_to_columns(self) -> None:
        if self._proposal is not None:
            self._view.show_columns(values.columns(self._proposal, self._context.who.office.time_zone))

    def _correct(self, mapping: MappingFile) -> None:
        self._view.show_rereading()
        self._start(partial(self._propose, mapping, ""), self._on_read, self._on_columns_failed)

    def _propose(self, mapping: MappingFile | None, path: str, progress: Progress) -> Reading:
        said = read_mapping_file(Path(path)) if path else mapping
        return progress, mappings.propose(self._context.desk, self._file, said)

    def _propose_elsewhere(self, options: FileOptions, progress: Progress) -> Reading:
        return progress, mappings.propose(self._context.desk, self._file, options=options)

    def _on_read(self, result: Reading) -> None:
        progress, proposal = result
        if not progress.cancelled:
            self._job, self._proposal = None, proposal
            self.back_to_columns()

    def _on_read_failed(self, error: UserError) -> None:
        self._job = None
        self._view.show_files(" ".join(error.parts()))

    def _on_columns_failed(self, error: UserError) -> None:
        self._job = None
        self.back_to_columns()
        self._view.show_columns_problem(" ".join(error.parts()))

    # Preview and load

    def look(self) -> None:
        """Read everything, as a load would; nothing is changed."""
        if self._proposal is not None:
            self._taken = ()
            self._view.show_working(tr("Reading the applications and looking at every document…"))
            self._step_back = self.back_to_columns
            self._start(partial(self._look, self._proposal), self._on_previewed, self._on_columns_failed)

    def take(self, place: int) -> None:
        """Follow a suggestion, or leave it again."""
        if self._preview is not None:
            each = self._preview.suggestions[place]
            others = tuple(taken for taken in self._taken if taken != each)
            self._taken = others if each in self._taken else (*others, each)
            self._show_found()

    def load(self, only_good: bool) -> None:
        """All or nothing, unless the person chose the good rows."""
        if self._proposal is not None:
            self._view.show_working(tr("Loading…"))
            self._step_back = self._show_found
            self._start(partial(self._load, self._proposal, only_good), self._on_loaded, self._on_columns_failed)

    def cancel(self) -> None:
        """Back to where the work began; nothing is loaded."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._step_back()

    def _start(self, work: JobWork, done: Done, failed: Failed) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = self._context.tasks.job(work, done, failed, self._view, self._view.show_progress)

    def _look(self, proposal: Proposal, progress: Progress) -> Previewed:
        told = partial(_report, progress)
        return progress, preview(self._context.desk, self._file, self._documents, proposal.mapping, told)

    def _on_previewed(self, result: Previewed) -> None:
        progress, made = result
        if not progress.cancelled:
            self._job, self._preview = None, made
            self._show_found()

    def _show_found(self) -> None:
        if self._preview is not None:
            self._view.show_found(values.found(self._preview, self._taken))

    def _load(self, proposal: Proposal, only_good: bool, progress: Progress) -> IntakeReport:
        desk = self._context.desk
        report = intake.load(
            desk, self._file, self._documents, proposal.mapping,
            skip_rejected=only_good, progress=partial(_report, progress), matched=self._taken,
        )  # fmt: skip
        if not proposal.remembered:
            mappings.remember_mapping(desk, self._file.name, proposal.mapping, proposal.headings)
        self._saved_at = desks.now(desk)
        return report

    def _on_loaded(self, report: IntakeReport) -> None:
        self._job = None
        self._context.notify.saved(self._saved_at)
        self._context.notify.say(values.loaded_words(report))
        self._context.bus.changed.emit(ChangeSet({"applicant": frozenset(), "document": frozenset()}), self)
        left = values.problems(report)
        if left:
            self._view.show_after(values.loaded_words(report), left)
        else:
            self._view.finish()


def _report(progress: Progress, done: int, of: int) -> None:
    words = tr("Document {n} of {total}", n=done, total=of)
    progress.report(done / of if of else 0.0, words)
