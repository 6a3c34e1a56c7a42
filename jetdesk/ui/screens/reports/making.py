"""The long work of the screen: making, saving and printing a report. Runs in the job lane."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jetdesk.domain.applicant import Position
from jetdesk.domain.summary import SelectionSummary
from jetdesk.i18n import tr, tr_n
from jetdesk.reports.custody import custody_receipt
from jetdesk.reports.document import Report
from jetdesk.reports.summary import selection_summary
from jetdesk.services import letters, reporting, timetable_paper
from jetdesk.ui.screens.reports.values import Kind, Made, Nothing, Options, custody_state, list_state
from jetdesk.ui.tasks import Progress

if TYPE_CHECKING:
    from jetdesk.desk.desk import Desk
    from jetdesk.ui.printing import PrintJob


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the preview is to show. Only the summary has a position."""

    kind: Kind
    position: Position | None
    options: Options


def make(desk: "Desk", wanted: Wanted, progress: Progress) -> Made | Nothing:
    """The report, or why there is nothing to print yet."""
    progress.report(0.1, tr("Updating…"))
    if wanted.kind is Kind.CUSTODY:
        return _custody(desk, wanted, progress)
    if wanted.kind in (Kind.TIMETABLE, Kind.LETTERS):
        return _of_the_day(desk, wanted, progress)
    return _summary(desk, wanted, wanted.position, progress) if wanted.position else without_positions()


def _summary(desk: "Desk", wanted: Wanted, position: Position, progress: Progress) -> Made | Nothing:
    summary = reporting.summary_values(desk, position)
    if not summary.ranking.ranked:
        return _nothing(summary)
    progress.report(0.5, tr("Updating…"))
    report = selection_summary(summary, wanted.options.summary)
    progress.check()
    state = list_state(position.value, summary.sign_off)
    return Made(wanted.kind, position.value, wanted.options, report, state)


def _custody(desk: "Desk", wanted: Wanted, progress: Progress) -> Made | Nothing:
    receipt = reporting.custody_values(desk)
    if not receipt.ledger.cells:
        sentence = tr("Assign applicants to a panel; then a sheet of every panelist is expected.")
        return Nothing(tr("Nothing to print until sheets are expected"), sentence, tr("Open Applicants"), "applicants")
    progress.report(0.5, tr("Updating…"))
    report = custody_receipt(receipt, wanted.options.custody)
    progress.check()
    return Made(wanted.kind, "", wanted.options, report, custody_state(receipt))


def _of_the_day(desk: "Desk", wanted: Wanted, progress: Progress) -> Made | Nothing:
    """The timetable, or the letters from the office's own text if there is one."""
    count = len(timetable_paper.timetable_values(desk).interviews)
    if not count:
        sentence = tr("Plan the timetable; then every panel has its pages and every applicant a letter.")
        return Nothing(tr("Nothing to print until interviews have a time"), sentence, tr("Open Timetable"), "timetable")
    progress.report(0.5, tr("Updating…"))
    options = wanted.options
    if wanted.kind is Kind.LETTERS:
        own = options.text
        text = letters.read_template(own) if own else letters.default_template(options.language)
        report = letters.letters(desk, letters.Wanted(text), options.letters)
        state = " · ".join((tr_n("{n} letter", "{n} letters", count), *([own.name] if own else [])))
    else:
        report = timetable_paper.timetable(desk, options.timetable)
        state = tr_n("{n} interview", "{n} interviews", count)
    progress.check()
    return Made(wanted.kind, "", options, report, state)


def save(report: Report, path: Path, progress: Progress) -> None:
    progress.check()
    reporting.save_report(report, path)


def send(printer: "PrintJob", report: Report, progress: Progress) -> None:
    printer.run(report.pdf, progress.report)


def without_positions() -> Nothing:
    sentence = tr("Import applicants, then set the places of each position.")
    return Nothing(tr("Nothing to print until applicants are invited"), sentence, tr("Open Applicants"), "applicants")


def _nothing(summary: SelectionSummary) -> Nothing:
    line = tr("Nothing to print until a sheet is submitted")
    counts = {"received": summary.received, "expected": summary.expected}
    sentence = tr("{received} of {expected} expected sheets received.", **counts)
    return Nothing(line, sentence, tr("Open Selection"), "selection")
