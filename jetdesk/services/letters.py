"""Letters of invitation: the office's text is read and checked, and what goes into it gathered from the desk."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from jetdesk import assets
from jetdesk.desk.desk import Desk
from jetdesk.desk.files import replace_file
from jetdesk.desk.queries import dossiers
from jetdesk.domain.letters import LONGEST, Letter, Letters, Template, check_template, parse_template
from jetdesk.domain.office import Role
from jetdesk.domain.timetable_paper import PaperInterview, TimetablePaper
from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.i18n import msg
from jetdesk.reports.document import Report
from jetdesk.reports.letters import LetterOptions as LetterOptions
from jetdesk.reports.letters import invitation_letters
from jetdesk.reports.letters import letter_values as _filled
from jetdesk.services.people import list_people
from jetdesk.services.timetable_paper import placed_values

_MAY_BE_EMPTY = frozenset({"kana"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose letters (application numbers; all who have a time if none is named), from which text, and the place
    they are to come to, if it is not the interview site of their application."""

    template: Template
    place: str = ""
    numbers: tuple[str, ...] = ()


def default_text(language: Literal["en", "ja"]) -> str:
    """The letter text that comes with the program, to be used or edited."""
    return assets.path("letters", f"invitation.{language}.txt").read_text("utf-8")


def default_template(language: Literal["en", "ja"]) -> Template:
    return parse_template(default_text(language))


def write_default(path: Path, language: Literal["en", "ja"]) -> None:
    """Write the text that comes with the program to a file, to be edited."""
    replace_file(path, default_text(language).encode())


def read_template(path: Path) -> Template:
    """The office's own text. Raises Refused with line and name of every place that does not exist."""
    try:
        with path.open("rb") as stream:
            text = stream.read(4 * LONGEST + 4).decode("utf-8-sig")
    except OSError as problem:
        raise EnvironmentFailed(
            msg("The letter text {file} cannot be read.", file=path.name), safe=msg("Nothing was written.")
        ) from problem
    except UnicodeDecodeError as problem:
        raise Refused(
            msg("The letter text {file} is not a plain text file.", file=path.name),
            safe=msg("Nothing was written."),
            todo=msg("Save it as plain text in UTF-8."),
        ) from problem
    faults = check_template(text)
    if faults:
        first = msg("Line {line} of {file}: {fault}.", line=faults[0].line, file=path.name, fault=faults[0].text)
        more = msg("Mend it, and {n} more after it.", n=len(faults) - 1) if faults[1:] else msg("Mend the line.")
        raise Refused(first, safe=msg("Nothing was written."), todo=more)
    return parse_template(text)


def letters(desk: Desk, wanted: Wanted, options: LetterOptions) -> Report:
    """All letters as one PDF. Raises Refused where something that the text names is not known."""
    return invitation_letters(letter_values(desk, wanted, options.language), options)


def letters_each(desk: Desk, wanted: Wanted, options: LetterOptions) -> list[tuple[str, Report]]:
    """Every letter as a file of its own, with the name it is to have: its application number."""
    values = letter_values(desk, wanted, options.language)
    alone = (replace(values, letters=(letter,)) for letter in values.letters)
    names = _file_names([letter.application_no for letter in values.letters])
    return [(name, invitation_letters(one, options)) for name, one in zip(names, alone, strict=True)]


def save_each(made: Sequence[tuple[str, Report]], folder: Path) -> None:
    """Write the letters into a folder, which is made if it does not exist. They are not encrypted."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise EnvironmentFailed(
            msg("The folder {file} cannot be made.", file=folder.name), safe=msg("Nothing was written.")
        ) from problem
    for name, report in made:
        replace_file(folder / name, report.pdf)


def letter_values(desk: Desk, wanted: Wanted, language: str) -> Letters:
    """All that the letters say, checked: nothing the text names is empty. Coordinators only."""
    paper = placed_values(desk)
    chosen = _chosen(paper, wanted.numbers)
    with desk.read() as connection:
        sites = {i: a.interview_site for i, a in dossiers.get_applicants(connection).items()}
    rooms = {panel.label: panel.room for panel in paper.panels}
    made = Letters(
        office=paper.office,
        template=wanted.template,
        letters=tuple(_letter(e, rooms[e.panel], wanted.place or sites[e.applicant_id]) for e in chosen),
        document_no=paper.document_no.replace("-TIMETABLE-", "-LETTERS-"),
        made_at=paper.made_at,
        journal_head=paper.journal_head,
        coordinator=next((p.name for p in list_people(desk) if p.role is Role.COORDINATOR), ""),
        untimed=paper.unplaced,
    )
    for letter in made.letters:
        _check_known(made, letter, language)
    return made


def _chosen(paper: TimetablePaper, numbers: Collection[str]) -> list[PaperInterview]:
    """By application number, as letters are filed and sent."""
    known = {each.application_no for each in paper.interviews}
    for number in numbers:
        if number not in known:
            raise Refused(
                msg("Application {number} has no interview with a time.", number=number),
                safe=msg("Nothing was written."),
            )
    wanted = [each for each in paper.interviews if not numbers or each.application_no in numbers]
    return sorted(wanted, key=lambda each: each.application_no)


def _letter(each: PaperInterview, room: str, place: str) -> Letter:
    return Letter(
        each.application_no, each.name, each.kana, each.position, each.starts_at, each.minutes, each.panel, room, place
    )


def _check_known(values: Letters, letter: Letter, language: str) -> None:
    filled = _filled(values, letter, language)
    for place in values.template.places:
        if not filled[place] and place not in _MAY_BE_EMPTY:
            raise Refused(
                msg("Application {number}: the letter names {place}, which is not known.",
                    number=letter.application_no, place=f"{{{place}}}"),
                safe=msg("Nothing was written."),
                todo=msg("Add what is missing to the office's setup, or take the place out of the letter's text."),
            )  # fmt: skip


def _file_names(numbers: list[str]) -> list[str]:
    """Numbers as names of files, each once whatever they are made of."""
    names: list[str] = []
    for number in numbers:
        plain = "".join(c if c.isalnum() or c in "-_" else "-" for c in number).strip("-") or "letter"
        taken = sum(name.casefold() == f"{plain}.pdf".casefold() for name in names)
        names.append(f"{plain}-{len(names)}.pdf" if taken else f"{plain}.pdf")
    return names
