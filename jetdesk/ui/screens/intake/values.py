"""What the wizard shows, as frozen values made from what intake found."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from jetdesk.domain.column_names import column_name
from jetdesk.domain.document import KIND_NAMES
from jetdesk.i18n import Message, msg, tr, tr_n
from jetdesk.services.intake import IntakeReport, Suggestion
from jetdesk.services.intake_preview import Preview
from jetdesk.services.mappings import Proposal

SURE = 0.85


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A heading of the export. `column` is canonical, "" for one that is left out; `status` how sure that is."""

    heading: str
    samples: str
    column: str
    status: str
    sure: str


@dataclass(frozen=True, slots=True)
class Columns:
    """`todo`: what must be done before going on, empty if nothing; `asks_order`: the file does not say it."""

    lines: tuple[ColumnLine, ...]
    todo: str
    about: str
    asks_order: bool
    order: str
    zone: str
    zones: tuple[str, ...]
    sheet: str
    sheets: tuple[str, ...]
    header_row: int


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One line of what was found. `kind`: added, changed, rejected or document."""

    id: str
    kind: str
    where: str
    column: str
    value: str
    problem: str


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """A document and the applicant to whom it may belong."""

    id: str
    file: str
    belongs: str
    is_taken: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What loading would do. `good` rows can be loaded; `blocked` says that some cannot."""

    summary: tuple[str, ...]
    lines: tuple[FoundLine, ...]
    suggestions: tuple[SuggestionLine, ...]
    good: int
    blocked: bool
    nothing_new: bool


KINDS: dict[str, tuple[str, Message]] = {
    "added": ("done", msg("New")),
    "changed": ("info", msg("Changed")),
    "rejected": ("error", msg("Rejected")),
    "document": ("check", msg("Document")),
}
"""By kind of line: its status and its word."""


def columns(proposal: Proposal, office_zone: str) -> Columns:
    options = proposal.mapping.options
    lines = tuple(
        ColumnLine(each.heading, " · ".join(each.samples), each.column, *_sure(each.column, each.confidence))
        for each in proposal.columns
    )
    about = tr("Read as the last time: {title}.", title=proposal.remembered) if proposal.remembered else ""
    zones = tuple(dict.fromkeys(zone for zone in (office_zone, options.time_zone) if zone))
    return Columns(
        lines, _todo(proposal), about, bool(proposal.questions), options.date_order, options.time_zone, zones,
        proposal.options.sheet, proposal.sheets, proposal.options.header_row,
    )  # fmt: skip


def _sure(column: str, confidence: float) -> tuple[str, str]:
    if not column:
        return "waiting", tr("Left out")
    return ("done", tr("Sure")) if confidence >= SURE else ("check", tr("Please check"))


def _todo(proposal: Proposal) -> str:
    told = []
    if proposal.missing:
        names = tr(", ").join(map(column_name, proposal.missing))
        told.append(tr("Say which columns hold: {names}.", names=names))
    for question in proposal.questions[:1]:
        told.append(tr("Day or month first? Dates such as {sample} do not say.", sample=question.samples[0]))
    return " ".join(told)


def found(preview: Preview, taken: Collection[Suggestion]) -> Found:
    report = preview.report
    good = report.loaded + report.changed
    suggestions = tuple(
        SuggestionLine(f"s{n}", each.file, f"{each.application_no} · {KIND_NAMES[each.kind].text()}", each in taken)
        for n, each in enumerate(preview.suggestions)
    )
    new = good or report.new_documents or taken
    return Found(
        summary(report), (*problems(report), *_changed(preview), *_added(preview)), suggestions, good,
        bool(report.rejected), not new,
    )  # fmt: skip


def problems(report: IntakeReport) -> tuple[FoundLine, ...]:
    """What needs a person, before and after loading."""
    return (
        *(FoundLine(f"r{n}", "rejected", tr("Row {n}", n=p.row), column_name(p.column or "–"), p.value or "",
                    p.problem.text()) for n, p in enumerate(report.rejected)),
        *(FoundLine(f"u{n}", "document", u.file, "–", "", tr("The file {problem}.", problem=u.problem))
          for n, u in enumerate(report.unreadable)),
        *(FoundLine(f"m{n}", "document", file, "–", "", tr("Belongs to no applicant of this export."))
          for n, file in enumerate(report.unmatched)),
    )  # fmt: skip


def _changed(preview: Preview) -> Iterator[FoundLine]:
    for who in preview.changed:
        for each in who.differences:
            value = f"{each.before or '–'} → {each.after or '–'}"
            where = f"{who.application_no} {who.name}"
            yield FoundLine(
                f"c{who.application_no}.{each.column}", "changed", where, column_name(each.column), value, ""
            )


def _added(preview: Preview) -> Iterator[FoundLine]:
    for n, who in enumerate(preview.added):
        yield FoundLine(f"a{n}", "added", who, "", "", "")


def summary(report: IntakeReport) -> tuple[str, ...]:
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
