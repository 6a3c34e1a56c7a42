"""Loading score sheets from a file: own ones (panelist), or transcribed for others (coordinator). All or nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jetdesk.desk.change import Change
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import SELF, Desk
from jetdesk.desk.queries import dossiers
from jetdesk.desk.queries import interviews as queries
from jetdesk.desk.queries import office as office_queries
from jetdesk.domain.applicant import Position
from jetdesk.domain.ids import rating_id
from jetdesk.domain.office import Assignment, Person, Role
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.sheet import Draft, Origin, Rating, ScoreSheet
from jetdesk.errors import Refused
from jetdesk.i18n import Message, msg
from jetdesk.intake.export import Export, Problem
from jetdesk.intake.quarantine import read_export_quarantined
from jetdesk.services.frozen import check_open
from jetdesk.services.interviews import missing_notes, new_sheet, write_sheet
from jetdesk.services.timetable import expect

COLUMNS = ("application_no", "panelist", "criterion", "rating")
BLANK_SHEET = "every criterion left blank in the scores file"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a scores file came to."""

    sheets: int
    ratings: int
    unchanged: int
    recused: int
    assigned: int
    notes_waived: int
    submitted: bool
    warnings: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    row: int
    applicant: str
    panelist: str
    rating: Rating


@dataclass(frozen=True, slots=True)
class _Known:
    """The desk as the file is checked against it."""

    applicants: dict[str, str]
    positions: dict[str, Position]
    people: dict[str, Person]
    rubrics: dict[Position, Rubric]
    sheets: dict[tuple[str, str], ScoreSheet]
    assignments: dict[tuple[str, str], Assignment]


class ScoresRejected(Refused):
    """The file has problems; nothing was loaded. `problems` lists all of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(
            msg("The scores were not loaded: {n} problems, the first in record {row}, column {column}: {problem}.",
                n=len(problems), row=first.row, column=first.column, problem=first.problem),
            safe=msg("Nothing was changed."),
            todo=msg("Correct the file and load it again."),
        )  # fmt: skip
        self.problems = tuple(problems)


def load(desk: Desk, file: Path, *, submit: bool = False, paper: bool = False) -> Loaded:
    """Load a scores CSV. Raises ScoresRejected with every problem; then nothing was changed.

    Sheets that are on the desk already with the same ratings are left; a sheet with only blanks is a recusal.
    """
    export = read_export_quarantined(file)
    with desk.read() as connection:
        known = _known(connection)
        lines = _lines(export, known, desk.person)
        sheets = _grouped(lines)
        check_open(connection, {known.positions[applicant] for applicant, _ in sheets})
    return _write(desk, sheets, known, submit=submit, origin=Origin.PAPER if paper else Origin.SCREEN)


def _known(connection: Snapshot) -> _Known:
    rubrics = {position: office_queries.rubric_for(connection, position) for position in Position}
    sheets = [sheet for found in queries.list_sheets(connection).values() for sheet in found]
    return _Known(
        applicants=dossiers.applicant_ids(connection),
        positions=dossiers.positions(connection),
        people={person.id: person for person in office_queries.list_people(connection)},
        rubrics={position: rubric for position, rubric in rubrics.items() if rubric},
        sheets={(s.applicant_id, s.panelist_id): s for s in sheets},
        assignments={(a.applicant_id, a.panelist_id): a for a in queries.list_assignments(connection)},
    )


def _lines(export: Export, known: _Known, me: str) -> list[_Line]:
    header = [heading.strip().casefold() for heading in export.header]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise Refused(
            msg("The scores file has no column {columns}.", columns=", ".join(missing)),
            safe=msg("Nothing was changed."),
            todo=msg("The columns are application_no, panelist, criterion, rating, comment."),
        )
    coordinator = known.people[me].role is Role.COORDINATOR if me in known.people else False
    problems = list(export.problems)
    lines = []
    for record in export.records:
        cells = dict(zip(header, record.cells, strict=False))
        line, problem = _line(record.number, cells, known, None if coordinator else me)
        if problem:
            problems.append(problem)
        elif line:
            lines.append(line)
    problems += _repeated(lines)
    if problems:
        raise ScoresRejected(sorted(problems, key=lambda p: p.row))
    return lines


def _line(row: int, cells: Mapping[str, str], known: _Known, only: str | None) -> tuple[_Line | None, Problem | None]:
    number, panelist, criterion = cells["application_no"], cells["panelist"].strip(), cells["criterion"].strip()
    applicant = known.applicants.get(number.strip().casefold())
    if applicant is None:
        return None, Problem(row, "application_no", number, msg("no applicant on this desk has this number"))
    if panelist not in known.people:
        return None, Problem(row, "panelist", panelist, msg("nobody in this office has this id"))
    if only is not None and panelist != only:
        return None, Problem(row, "panelist", panelist, msg("a panelist loads only their own sheets"))
    rubric = known.rubrics[known.positions[applicant]]
    if criterion not in {c.id for c in rubric.criteria}:
        return None, Problem(
            row, "criterion", criterion, msg("the rubric {rubric} has no such criterion", rubric=rubric.id)
        )
    text = cells["rating"].strip()
    levels = {str(level.level): level.level for level in rubric.levels}
    if text and text not in levels:
        return None, Problem(row, "rating", text, msg("the scale has no such level; blank means cannot assess"))
    rating = Rating(criterion, levels.get(text), not text, cells.get("comment", ""))
    return _Line(row, applicant, panelist, rating), None


def _repeated(lines: Sequence[_Line]) -> Iterator[Problem]:
    seen: set[tuple[str, str, str]] = set()
    for line in lines:
        key = (line.applicant, line.panelist, line.rating.criterion)
        if key in seen:
            yield Problem(line.row, "criterion", line.rating.criterion, msg("this rating stands in the file twice"))
        seen.add(key)


def _grouped(lines: Sequence[_Line]) -> dict[tuple[str, str], tuple[Rating, ...]]:
    sheets: dict[tuple[str, str], list[Rating]] = defaultdict(list)
    for line in lines:
        sheets[line.applicant, line.panelist].append(line.rating)
    return {key: tuple(ratings) for key, ratings in sheets.items()}


@dataclass(slots=True)
class _Tally:
    sheets: int = 0
    ratings: int = 0
    unchanged: int = 0
    recused: int = 0
    assigned: int = 0
    notes_waived: int = 0


def _write(
    desk: Desk, sheets: Mapping[tuple[str, str], tuple[Rating, ...]], known: _Known, *, submit: bool, origin: Origin
) -> Loaded:
    tally = _Tally()
    _check_submitted(sheets, known)
    with desk.change("scores.loaded", checkpoint=True) as change:
        for (applicant, panelist), ratings in sheets.items():
            if (applicant, panelist) in known.sheets:
                tally.unchanged += 1
                continue
            _expected(change, known, applicant, panelist, ratings, tally)
            if all(rating.level is None for rating in ratings):
                continue
            tally.sheets += 1
            tally.ratings += len(ratings)
            rubric = known.rubrics[known.positions[applicant]]
            draft = Draft(applicant, panelist, ratings)
            if submit:
                waived = bool(missing_notes(rubric, ratings))
                tally.notes_waived += waived
                write_sheet(change, new_sheet(desk, rubric, draft, origin, notes_waived=waived))
            else:
                _write_draft(change, draft)
    return Loaded(
        tally.sheets, tally.ratings, tally.unchanged, tally.recused, tally.assigned, tally.notes_waived, submit,
        tuple(_warnings(tally)),
    )  # fmt: skip


def _expected(
    change: Change, known: _Known, applicant: str, panelist: str, ratings: Sequence[Rating], tally: _Tally
) -> None:
    blank = all(rating.level is None for rating in ratings)
    assigned = known.assignments.get((applicant, panelist))
    if blank and not (assigned and assigned.recused):
        expect(change, applicant, panelist, recused=True, reason=BLANK_SHEET)
        tally.recused += 1
    elif assigned is None:
        expect(change, applicant, panelist)
        tally.assigned += 1


def _check_submitted(sheets: Mapping[tuple[str, str], tuple[Rating, ...]], known: _Known) -> None:
    """A submitted sheet never changes: a file that says something else about it is refused."""
    for key, ratings in sheets.items():
        sheet = known.sheets.get(key)
        if sheet and {(r.criterion, r.level) for r in sheet.ratings} != {(r.criterion, r.level) for r in ratings}:
            person = known.people[key[1]].name
            raise Refused(
                msg(
                    "{person} has already submitted a sheet with other ratings for one of these applicants.",
                    person=person,
                ),
                safe=msg("Nothing was changed."),
                todo=msg(
                    "Take that sheet out of the file; a submitted sheet is changed only by a revision with a reason."
                ),
            )


def _write_draft(change: Change, draft: Draft) -> None:
    for rating in draft.ratings:
        row = rating_id(draft.applicant_id, draft.panelist_id, rating.criterion)
        change.write("rating", row, SELF, applicant=draft.applicant_id, panelist=draft.panelist_id,
                     criterion=rating.criterion, level=rating.level, cannot_assess=rating.cannot_assess,
                     note=rating.note)  # fmt: skip


def _warnings(tally: _Tally) -> Iterator[Message]:
    if tally.assigned:
        yield msg("{n} sheets came from panelists who were not assigned; they are assigned now.", n=tally.assigned)
    if tally.recused:
        yield msg("{n} sheets had only blanks and were recorded as recusals.", n=tally.recused)
    if tally.notes_waived:
        yield msg("{n} sheets lacked a required note; it is recorded as waived.", n=tally.notes_waived)
