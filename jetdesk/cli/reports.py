"""Commands for paper: `report` and the reports it writes."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

import click

from jetdesk.cli.session import Command, Session, common
from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position
from jetdesk.i18n import chosen_language, tr, tr_n
from jetdesk.reports.document import Report
from jetdesk.services import letters as letter_service
from jetdesk.services import people, reporting, selection, timetable_paper

Language = Literal["en", "ja"]
Paper = Literal["a4", "letter"]
DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.Path(path_type=Path)


@click.group()
def report() -> None:
    """Write a report as PDF."""


def _printed(command: Command) -> Command:
    """What every report takes."""
    command = click.option("--paper", type=click.Choice(["a4", "letter"]), help="Otherwise the office's own.")(command)
    return click.option("--out", required=True, type=FILE, help="The PDF file.")(command)


def _redactable(command: Command) -> Command:
    return click.option("--redact", is_flag=True, help="Application numbers instead of names.")(command)


@report.command()
@_printed
@click.option("--position", type=click.Choice([p.value for p in Position], case_sensitive=False))
@_redactable
@common
@click.pass_obj
def summary(session: Session, out: Path, paper: str | None, position: str | None, redact: bool) -> None:
    """The ranked list with its notes and signatures."""
    with session.opened() as desk:
        options = reporting.SummaryOptions(_language(), _paper(desk, paper), _names(redact=redact))
        made = reporting.summary(desk, _position(desk, position), options)
    _write(session, "summary", made, out)


@report.command()
@_printed
@_redactable
@common
@click.pass_obj
def custody(session: Session, out: Path, paper: str | None, redact: bool) -> None:
    """Where every sheet is."""
    with session.opened() as desk:
        options = reporting.CustodyOptions(_language(), _paper(desk, paper), _names(redact=redact))
        made = reporting.custody(desk, options)
    _write(session, "custody", made, out)


@report.command()
@_printed
@click.option("--both", is_flag=True, help="English and Japanese beside each other.")
@click.option("--by", type=click.Choice(["panel", "room"]), default="panel", help="A page for each of these.")
@click.option("--day", type=DAY, help="Only this day.")
@click.option("--panel", default="", help="Only this panel.")
@_redactable
@common
@click.pass_obj
def timetable(
    session: Session, out: Path, paper: str | None, both: bool, by: timetable_paper.By, day: datetime | None,
    panel: str, redact: bool,
) -> None:  # fmt: skip
    """The interview days, panel by panel or room by room."""
    with session.opened() as desk:
        language: timetable_paper.Languages = "both" if both else _language()
        options = timetable_paper.TimetableOptions(language, _paper(desk, paper), _names(redact=redact), by)
        made = timetable_paper.timetable(desk, options, day.date() if day else None, panel)
        _say_left(session, timetable_paper.unplaced(desk))
    _write(session, "timetable", made, out)


@report.command()
@_printed
@click.option("--text", type=FILE, help="The office's own text (see letter-text).")
@click.option("--place", default="", help="Where to come; otherwise the interview site of the application.")
@click.option("--applicant", multiple=True, metavar="NO", help="Only this applicant; may be repeated.")
@click.option("--each", is_flag=True, help="A file for each applicant; --out is then their folder.")
@common
@click.pass_obj
def letters(
    session: Session, out: Path, paper: str | None, text: Path | None, place: str, applicant: tuple[str, ...],
    each: bool,
) -> None:  # fmt: skip
    """Invitations, a page for each applicant who has a time."""
    template = letter_service.read_template(text) if text else letter_service.default_template(_language())
    wanted = letter_service.Wanted(template, place.strip(), applicant)
    with session.opened() as desk:
        options = letter_service.LetterOptions(_language(), _paper(desk, paper))
        if each:
            files = letter_service.letters_each(desk, wanted, options)
        else:
            made = letter_service.letters(desk, wanted, options)
        _say_left(session, timetable_paper.unplaced(desk))
    if each:
        _write_each(session, files, out)
    else:
        _write(session, "letters", made, out)


@report.command(name="letter-text")
@click.option("--out", required=True, type=FILE, help="The text file.")
@common
@click.pass_obj
def letter_text(session: Session, out: Path) -> None:
    """The text of the letters, to be edited."""
    letter_service.write_default(out, _language())
    session.out.result({"report": "letter-text", "file": str(out)}, [tr("Written: {file}", file=out)])


def _write(session: Session, name: str, made: Report, out: Path) -> None:
    reporting.save_report(made, out)
    _say_missing(session, made)
    session.out.result(
        {"report": name, "file": str(out), "pages": made.pages, "document_no": made.document_no,
         "content_hash": made.content_hash},
        [tr("{file}: {pages} pages, document {number}", file=out, pages=made.pages, number=made.document_no)],
    )  # fmt: skip


def _write_each(session: Session, made: Sequence[tuple[str, Report]], folder: Path) -> None:
    letter_service.save_each(made, folder)
    for _, one in made:
        _say_missing(session, one)
    session.out.result(
        {"report": "letters", "folder": str(folder), "files": [name for name, _ in made]},
        [tr_n("{n} letter in {folder}", "{n} letters in {folder}", len(made), folder=folder)],
    )


def _say_left(session: Session, numbers: Sequence[str]) -> None:
    if numbers:
        session.out.say(tr("Without a time, and so left out: {numbers}", numbers=", ".join(numbers)))


def _say_missing(session: Session, made: Report) -> None:
    for missing in made.missing_glyphs:
        session.out.say(tr("No font has the character {character}; it is shown as a box.", character=missing))


def _language() -> Language:
    return "ja" if chosen_language() == "ja" else "en"


def _paper(desk: Desk, wanted: str | None) -> Paper:
    return "letter" if (wanted or people.get_office(desk).paper) == "letter" else "a4"


def _names(*, redact: bool) -> reporting.Names:
    return "numbers" if redact else "full"


def _position(desk: Desk, wanted: str | None) -> Position:
    if wanted:
        return Position(wanted.upper())
    known = selection.positions(desk)
    if len(known) == 1:
        return known[0]
    raise click.UsageError(tr("Name the position with --position: {known}.", known=", ".join(known)))
