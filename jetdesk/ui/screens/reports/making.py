"""The long work of the screen: making, saving and printing a report. Runs in the job lane."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jetdesk.domain.applicant import Position
from jetdesk.domain.summary import SelectionSummary
from jetdesk.i18n import tr
from jetdesk.reports.document import Report
from jetdesk.reports.summary import selection_summary
from jetdesk.services import reporting
from jetdesk.services.reporting import SummaryOptions
from jetdesk.ui.screens.reports.values import Made, Nothing
from jetdesk.ui.tasks import Progress

if TYPE_CHECKING:
    from jetdesk.desk.desk import Desk
    from jetdesk.ui.screens.reports.printing import PrintJob


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the preview is to show."""

    position: Position
    options: SummaryOptions


def make(desk: "Desk", wanted: Wanted, progress: Progress) -> Made | Nothing:
    """The report, or why there is nothing to print yet."""
    progress.report(0.1, tr("Updating…"))
    summary = reporting.summary_values(desk, wanted.position)
    if not summary.ranking.ranked:
        return _nothing(summary)
    progress.report(0.5, tr("Updating…"))
    report = selection_summary(summary, wanted.options)
    progress.check()
    return Made(wanted.position.value, wanted.options, report, summary.sign_off)


def save(report: Report, path: Path, progress: Progress) -> None:
    progress.check()
    reporting.save_report(report, path)


def send(printer: "PrintJob", report: Report, progress: Progress) -> None:
    printer.run(report.pdf, progress.report)


def without_positions() -> Nothing:
    sentence = tr("Import applicants, then set the places of each position.")
    return Nothing(tr("Nothing to print until applicants are invited"), sentence, tr("Open Applicants"))


def _nothing(summary: SelectionSummary) -> Nothing:
    line = tr("Nothing to print until a sheet is submitted")
    counts = {"received": summary.received, "expected": summary.expected}
    return Nothing(line, tr("{received} of {expected} expected sheets received.", **counts), tr("Open Selection"))
