"""Between the import dialog and intake: check first, then load all or the good rows."""

from functools import partial
from pathlib import Path
from typing import Protocol

from jetdesk.desk.projection import ChangeSet
from jetdesk.errors import UserError
from jetdesk.i18n import tr
from jetdesk.services import desks, intake
from jetdesk.services.intake import IntakeReport
from jetdesk.ui.context import Context
from jetdesk.ui.screens.applicants.import_values import Checked, checked, loaded_words
from jetdesk.ui.tasks import Done, Job, JobWork, Progress


class View(Protocol):
    """What the presenter asks of the dialog."""

    def show_choosing(self, problem: str = "") -> None: ...
    def show_working(self, text: str) -> None: ...
    def show_progress(self, fraction: float, text: str) -> None: ...
    def show_checked(self, found: Checked) -> None: ...
    def finish(self) -> None: ...


class ImportPresenter:
    """One import, from choosing the files to the end."""

    def __init__(self, view: View, context: Context) -> None:
        self._view, self._context = view, context
        self._file = Path()
        self._documents: Path | None = None
        self._job: Job | None = None
        self._view.show_choosing()

    def check(self, file: str, documents: str) -> None:
        """Read everything; nothing is changed."""
        if not file.strip():
            self._view.show_choosing(tr("Choose the export of applications first."))
            return
        self._file = Path(file.strip())
        self._documents = Path(documents.strip()) if documents.strip() else None
        self._view.show_working(tr("Reading the applications and looking at every document…"))
        self._start(self._check, self._on_checked)

    def load(self, only_good: bool) -> None:
        """All or nothing, unless the person chose the good rows."""
        self._view.show_working(tr("Loading…"))
        self._start(partial(self._load, only_good), self._on_loaded)

    def cancel(self) -> None:
        """Back to choosing; nothing is loaded."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._view.show_choosing()

    def _start(self, work: JobWork, done: Done) -> None:
        self._job = self._context.tasks.job(work, done, self._on_failed, self._view, self._view.show_progress)

    def _check(self, progress: Progress) -> tuple[Progress, IntakeReport]:
        report = intake.check(self._context.desk, self._file, self._documents, progress=partial(_report, progress))
        return progress, report

    def _load(self, only_good: bool, progress: Progress) -> IntakeReport:
        report = intake.load(
            self._context.desk, self._file, self._documents,
            skip_rejected=only_good, progress=partial(_report, progress),
        )  # fmt: skip
        self._saved_at = desks.now(self._context.desk)
        return report

    def _on_checked(self, result: tuple[Progress, IntakeReport]) -> None:
        progress, report = result
        if not progress.cancelled:
            self._job = None
            self._view.show_checked(checked(report))

    def _on_loaded(self, report: IntakeReport) -> None:
        self._job = None
        self._context.notify.saved(self._saved_at)
        self._context.notify.say(loaded_words(report))
        self._context.bus.changed.emit(ChangeSet({"applicant": frozenset(), "document": frozenset()}), self)
        self._view.finish()

    def _on_failed(self, error: UserError) -> None:
        self._job = None
        self._view.show_choosing(" ".join(error.parts()))


def _report(progress: Progress, done: int, of: int) -> None:
    words = tr("Document {n} of {total}", n=done, total=of)
    progress.report(done / of if of else 0.0, words)
