"""Commands for what leaves the desk: report, export, and the demonstration."""

from pathlib import Path
from typing import Literal

import click

from jetdesk.cli.session import Session, common
from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position
from jetdesk.i18n import chosen_language, tr
from jetdesk.services import desks, exporting, people, reporting, selection

Language = Literal["en", "ja"]
Paper = Literal["a4", "letter"]
SAMPLE_APPLICANTS, SAMPLE_SEED = 48, 20260218


@click.command()
@click.argument("name", type=click.Choice(["summary", "custody"]))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The PDF file.")
@click.option("--position", type=click.Choice([p.value for p in Position], case_sensitive=False))
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="Otherwise the office's own.")
@click.option("--redact", is_flag=True, help="Application numbers instead of names.")
@common
@click.pass_obj
def report(session: Session, name: str, out: Path, position: str | None, paper: str | None, redact: bool) -> None:
    """Write a report as PDF."""
    with session.opened() as desk:
        language: Language = "ja" if chosen_language() == "ja" else "en"
        size: Paper = "letter" if (paper or people.get_office(desk).paper) == "letter" else "a4"
        names: reporting.Names = "numbers" if redact else "full"
        if name == "custody":
            made = reporting.custody(desk, reporting.CustodyOptions(language, size, names))
        else:
            made = reporting.summary(desk, _position(desk, position), reporting.SummaryOptions(language, size, names))
    reporting.save_report(made, out)
    for missing in made.missing_glyphs:
        session.out.say(tr("No font has the character {character}; it is shown as a box.", character=missing))
    session.out.result(
        {"report": name, "file": str(out), "pages": made.pages, "document_no": made.document_no,
         "content_hash": made.content_hash},
        [tr("{file}: {pages} pages, document {number}", file=out, pages=made.pages, number=made.document_no)],
    )  # fmt: skip


@click.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A file ending in .csv, .xlsx or .json.")
@common
@click.pass_obj
def export(session: Session, out: Path) -> None:
    """Write applicants, scores and decisions to a file. It is not encrypted."""
    with session.opened() as desk:
        count = exporting.export(desk, out)
    session.out.result({"file": str(out), "applicants": count}, [tr("{n} applicants in {file}", n=count, file=out)])


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--applicants", type=click.IntRange(min=6, max=5000), default=SAMPLE_APPLICANTS, show_default=True)
@click.option("--seed", type=int, default=SAMPLE_SEED, show_default=True)
@click.option("--no-window", is_flag=True, help="End after the reports.")
@common
@click.pass_obj
def demo(session: Session, path: Path | None, applicants: int, seed: int, no_window: bool) -> int:
    """Build a sample office of invented applicants, go through every step, write the reports, open the window."""
    from jetdesk.services import sample

    show = session.out.progress(tr("Building the sample office"))
    built = sample.build_sample(
        path or desks.sample_folder(), applicants, seed, progress=lambda fraction, _: show(fraction)
    )
    session.out.result(
        {"desk": str(built.desk), "passphrase": built.passphrase, "reports": [str(file) for file in built.reports]},
        [
            tr("Sample office: {path}", path=built.desk),
            tr("Passphrase: {passphrase}", passphrase=built.passphrase),
            *(tr("Report: {file}", file=file) for file in built.reports),
        ],
    )
    return 0 if no_window else session.show_window(built.desk, built.passphrase)


def _position(desk: Desk, wanted: str | None) -> Position:
    if wanted:
        return Position(wanted.upper())
    known = selection.positions(desk)
    if len(known) == 1:
        return known[0]
    raise click.UsageError(tr("Name the position with --position: {known}.", known=", ".join(known)))
