"""What the import dialog shows, as frozen values made from an intake report."""

from dataclasses import dataclass

from jetdesk.i18n import tr, tr_n
from jetdesk.services.intake import IntakeReport


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One line of the list of problems. `id` is its place."""

    id: str
    row: str
    column: str
    value: str
    problem: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What loading would do. `good` rows can be loaded; `blocked` says that some cannot."""

    summary: tuple[str, ...]
    problems: tuple[ProblemLine, ...]
    good: int
    blocked: bool
    nothing_new: bool


def checked(report: IntakeReport) -> Checked:
    lines = [
        ProblemLine(f"r{n}", str(p.row), p.column or "–", p.value or "", p.problem.text())
        for n, p in enumerate(report.rejected)
    ]
    lines += [
        ProblemLine(f"u{n}", "–", tr("Document"), u.file, tr("The file {problem}.", problem=u.problem))
        for n, u in enumerate(report.unreadable)
    ]
    lines += [
        ProblemLine(f"m{n}", "–", tr("Document"), file, tr("Belongs to no applicant of this export."))
        for n, file in enumerate(report.unmatched)
    ]
    good = report.loaded + report.changed
    new = good or report.new_documents
    return Checked(_summary(report), tuple(lines), good, bool(report.rejected), not new)


def _summary(report: IntakeReport) -> tuple[str, ...]:
    """Short sentences, one a line."""
    told = [tr_n("{n} new applicant", "{n} new applicants", report.loaded)]
    if report.changed:
        told.append(tr_n("{n} with changed facts", "{n} with changed facts", report.changed))
    if report.unchanged:
        told.append(tr_n("{n} already here", "{n} already here", report.unchanged))
    if report.rejected:
        rows = len({problem.row for problem in report.rejected})
        told.append(tr_n("{n} row that cannot be taken", "{n} rows that cannot be taken", rows))
    told.append(tr_n("{n} document matched", "{n} documents matched", report.matched))
    if report.unmatched:
        told.append(tr_n("{n} document that belongs to nobody", "{n} documents that belong to nobody",
                         len(report.unmatched)))  # fmt: skip
    if report.unreadable:
        told.append(tr_n("{n} unreadable document", "{n} unreadable documents", len(report.unreadable)))
    return tuple(told)


def loaded_words(report: IntakeReport) -> str:
    people = tr_n("{n} applicant", "{n} applicants", report.loaded + report.changed)
    files = tr_n("{n} document", "{n} documents", report.new_documents)
    return tr("Loaded: {applicants} and {documents}.", applicants=people, documents=files)
