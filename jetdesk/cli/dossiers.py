"""Commands for dossiers: intake, applicants."""

from pathlib import Path

import click

from jetdesk.cli.output import table
from jetdesk.cli.session import Session, common
from jetdesk.domain.applicant import STATUS_NAMES, Status
from jetdesk.i18n import tr
from jetdesk.services import applicants as service
from jetdesk.services import intake as intake_service
from jetdesk.services import mappings as mapping_service
from jetdesk.services.intake import IntakeRejected, IntakeReport
from jetdesk.services.mappings import Proposal

PATH = click.Path(path_type=Path)


@click.group()
@common
def intake() -> None:
    """Read an export of applications and its documents."""


@intake.command()
@click.argument("file", type=PATH)
@click.option("--documents", type=PATH, help="The folder of documents.")
@click.option("--mapping", type=PATH, help="A mapping file.")
@common
@click.pass_obj
def check(session: Session, file: Path, documents: Path | None, mapping: Path | None) -> int:
    """Read and report; nothing is changed. Works without a desk."""
    report = intake_service.check(None, file, documents, mapping)
    session.out.result(_data(report), _lines(report))
    return 1 if report.rejected else 0


@intake.command("map")
@click.argument("file", type=PATH)
@click.option("--mapping", type=PATH, help="A mapping file to start from.")
@click.option("--out", type=PATH, help="Write the mapping to this file, to be corrected.")
@click.option("--remember", metavar="TITLE", help="Keep the mapping for the next file with the same headings.")
@common
@click.pass_obj
def map_columns(session: Session, file: Path, mapping: Path | None, out: Path | None, remember: str | None) -> int:
    """Show what each heading is taken for, with samples; 1 if something is missing or has to be answered."""
    with session.opened() as desk:
        proposal = mapping_service.propose_by_file(desk, file, mapping)
        if remember:
            mapping_service.remember_mapping(desk, remember, proposal.mapping, proposal.headings)
    if out:
        mapping_service.save_mapping(out, proposal.mapping)
    session.out.result(_proposal_data(proposal), _proposal_lines(proposal))
    return 1 if proposal.missing or proposal.questions else 0


def _proposal_data(proposal: Proposal) -> dict[str, object]:
    return {
        "remembered": proposal.remembered,
        "columns": [
            {"heading": c.heading, "column": c.column, "confidence": c.confidence, "samples": list(c.samples)}
            for c in proposal.columns
        ],
        "missing": list(proposal.missing),
        "questions": [
            {"column": q.column, "kind": q.kind, "samples": list(q.samples), "choices": list(q.choices)}
            for q in proposal.questions
        ],
    }


def _proposal_lines(proposal: Proposal) -> list[str]:
    header = (tr("Heading"), tr("Taken for"), tr("How sure"), tr("Samples"))
    rows = [(c.heading, c.column or "–", f"{c.confidence:.0%}" if c.column else "", " | ".join(c.samples))
            for c in proposal.columns]  # fmt: skip
    lines = table(header, rows)
    if proposal.remembered:
        lines.append(tr("Remembered as {title}.", title=proposal.remembered))
    lines += [tr("No heading was found for {column}.", column=column) for column in proposal.missing]
    for question in proposal.questions:
        samples = ", ".join(question.samples)
        lines.append(tr("{column}: say with date_order in the mapping whether the day or the month comes first in "
                        "{samples}.", column=question.column, samples=samples))  # fmt: skip
    return lines


@intake.command()
@click.argument("file", type=PATH)
@click.option("--documents", type=PATH, help="The folder of documents.")
@click.option("--mapping", type=PATH, help="A mapping file.")
@click.option("--skip-rejected", is_flag=True, help="Load the good records although others are bad.")
@common
@click.pass_obj
def load(session: Session, file: Path, documents: Path | None, mapping: Path | None, skip_rejected: bool) -> None:
    """Load, all or nothing; a second load of the same file adds nothing."""
    show = session.out.progress(tr("Inspecting documents"))
    with session.opened() as desk:
        try:
            report = intake_service.load(
                desk, file, documents, mapping, skip_rejected=skip_rejected, progress=lambda done, of: show(done / of)
            )
        except IntakeRejected as rejected:
            session.out.result({**_data(rejected.report), "loaded": 0}, _lines(rejected.report))
            raise
    session.out.result(_data(report), _lines(report))


@click.command()
@click.option("--find", "typed", default="", help="Name, kana or number; every word must match.")
@click.option("--status", type=click.Choice([status.value for status in Status]), help="Only these.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@common
@click.pass_obj
def applicants(session: Session, typed: str, status: str | None, limit: int | None) -> None:
    """List and search applicants."""
    with session.opened() as desk:
        rows = service.select(desk, typed, Status(status) if status else None)
    shown = rows[:limit] if limit else rows
    header = (tr("No."), tr("Name"), tr("Position"), tr("Status"))
    lines = [(r.application_no, r.name, r.position.value, STATUS_NAMES[r.status].text()) for r in shown]
    data = [
        {"application_no": r.application_no, "name": r.name, "position": r.position, "status": r.status} for r in shown
    ]
    ending = tr("{n} of {total} applicants", n=len(shown), total=len(rows))
    session.out.result({"applicants": data, "total": len(rows)}, [*table(header, lines), ending])


def _data(report: IntakeReport) -> dict[str, object]:
    return {
        "rows": report.rows,
        "loaded": report.loaded,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "rejected": [
            {"row": p.row, "column": p.column, "value": p.value, "problem": p.problem.text()} for p in report.rejected
        ],
        "documents": {
            "matched": report.matched,
            "new": report.new_documents,
            "unmatched": list(report.unmatched),
            "unreadable": [{"file": u.file, "problem": u.problem.text()} for u in report.unreadable],
        },
        "mapping": {
            "columns": {c.name: {"heading": c.heading, "confidence": c.confidence} for c in report.columns},
            "ignored": list(report.ignored),
        },
    }


def _lines(report: IntakeReport) -> list[str]:
    lines = [
        tr("{rows} records: {loaded} new, {changed} changed, {unchanged} unchanged, {rejected} rejected.",
           rows=report.rows, loaded=report.loaded, changed=report.changed, unchanged=report.unchanged,
           rejected=len({p.row for p in report.rejected})),
        tr("{n} documents matched.", n=report.matched),
    ]  # fmt: skip
    for p in report.rejected:
        where = tr("Record {row}, {column}", row=p.row, column=p.column or "–")
        lines.append(f"{where}: {p.problem.text()} [{p.value}]")
    lines += [tr("No applicant for the file {file}", file=name) for name in report.unmatched]
    lines += [f"{unreadable.file} {unreadable.problem.text()}" for unreadable in report.unreadable]
    return lines
