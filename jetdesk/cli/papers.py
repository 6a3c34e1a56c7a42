"""Commands for what leaves the desk: report, export, and the demonstration."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import click

from jetdesk.cli.session import Session, common
from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position
from jetdesk.i18n import chosen_language, tr, tr_n
from jetdesk.reports.document import Report
from jetdesk.services import desks, exporting, letters, people, reporting, selection, timetable_paper

Language = Literal["en", "ja"]
Paper = Literal["a4", "letter"]
DAY = click.DateTime(["%Y-%m-%d"])
SAMPLE_APPLICANTS, SAMPLE_SEED = 48, 20260218


@dataclass(frozen=True, slots=True)
class _Asked:
    """The options of `report`; each report takes what it has."""

    position: str | None
    paper: Paper | None
    redact: bool
    both: bool
    by: timetable_paper.By
    day: datetime | None
    panel: str
    text: Path | None
    place: str
    applicant: tuple[str, ...]


@click.command()
@click.argument("name", type=click.Choice(["summary", "custody", "timetable", "letters", "letter-text"]))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file; with --each the folder.")
@click.option("--position", type=click.Choice([p.value for p in Position], case_sensitive=False))
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="Otherwise the office's own.")
@click.option("--redact", is_flag=True, help="Application numbers instead of names.")
@click.option("--both", is_flag=True, help="timetable: English and Japanese beside each other.")
@click.option(
    "--by", type=click.Choice(["panel", "room"]), default="panel", help="timetable: a page for each of these."
)
@click.option("--day", type=DAY, help="timetable: only this day.")
@click.option("--panel", default="", help="timetable: only this panel.")
@click.option("--text", type=click.Path(path_type=Path), help="letters: the office's own text (see letter-text).")
@click.option("--place", default="", help="letters: where to come; otherwise the interview site of the application.")
@click.option("--applicant", multiple=True, metavar="NO", help="letters: only this applicant; may be repeated.")
@click.option("--each", is_flag=True, help="letters: a file for each applicant.")
@common
@click.pass_obj
def report(session: Session, /, name: str, out: Path, each: bool, **options: Any) -> None:
    """Write a report as PDF; letter-text writes the text of the letters, to be edited."""
    asked = _Asked(**options)
    if name == "letter-text":
        letters.write_default(out, _language())
        session.out.result({"report": name, "file": str(out)}, [tr("Written: {file}", file=out)])
        return
    with session.opened() as desk:
        if name == "letters" and each:
            _write_each(session, desk, asked, out)
            return
        made = _made(desk, name, asked)
        unplaced = timetable_paper.unplaced(desk) if name in ("timetable", "letters") else ()
    reporting.save_report(made, out)
    _say_left(session, unplaced)
    _say_missing(session, made)
    session.out.result(
        {"report": name, "file": str(out), "pages": made.pages, "document_no": made.document_no,
         "content_hash": made.content_hash},
        [tr("{file}: {pages} pages, document {number}", file=out, pages=made.pages, number=made.document_no)],
    )  # fmt: skip


def _made(desk: Desk, name: str, asked: _Asked) -> Report:
    language, size = _language(), _paper(desk, asked)
    names: reporting.Names = "numbers" if asked.redact else "full"
    if name == "custody":
        return reporting.custody(desk, reporting.CustodyOptions(language, size, names))
    if name == "letters":
        return letters.letters(desk, _letters_wanted(asked), letters.LetterOptions(language, size))
    if name == "timetable":
        shown = timetable_paper.TimetableOptions("both" if asked.both else language, size, names, asked.by)
        return timetable_paper.timetable(desk, shown, asked.day.date() if asked.day else None, asked.panel)
    return reporting.summary(desk, _position(desk, asked.position), reporting.SummaryOptions(language, size, names))


def _write_each(session: Session, desk: Desk, asked: _Asked, folder: Path) -> None:
    options = letters.LetterOptions(_language(), _paper(desk, asked))
    made = letters.letters_each(desk, _letters_wanted(asked), options)
    letters.save_each(made, folder)
    _say_left(session, timetable_paper.unplaced(desk))
    for _, one in made:
        _say_missing(session, one)
    session.out.result(
        {"report": "letters", "folder": str(folder), "files": [name for name, _ in made]},
        [tr_n("{n} letter in {folder}", "{n} letters in {folder}", len(made), folder=folder)],
    )


def _letters_wanted(asked: _Asked) -> letters.Wanted:
    template = letters.read_template(asked.text) if asked.text else letters.default_template(_language())
    return letters.Wanted(template, asked.place.strip(), asked.applicant)


def _say_left(session: Session, numbers: Sequence[str]) -> None:
    if numbers:
        session.out.say(tr("Without a time, and so left out: {numbers}", numbers=", ".join(numbers)))


def _say_missing(session: Session, made: Report) -> None:
    for missing in made.missing_glyphs:
        session.out.say(tr("No font has the character {character}; it is shown as a box.", character=missing))


def _language() -> Language:
    return "ja" if chosen_language() == "ja" else "en"


def _paper(desk: Desk, asked: _Asked) -> Paper:
    return "letter" if (asked.paper or people.get_office(desk).paper) == "letter" else "a4"


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
