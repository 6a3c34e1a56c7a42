"""From an export's headings and cells to applicants: typed, or a problem with record and column."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from jetdesk.domain.applicant import COLUMNS, Applicant, Position
from jetdesk.errors import Refused
from jetdesk.i18n import Message, msg
from jetdesk.intake.dates import read_date, read_moment
from jetdesk.intake.export import Export, FileOptions, Problem, Record, shortened
from jetdesk.intake.headings import column_for, folded
from jetdesk.intake.mapping_file import DocumentTemplate, MappingFile, read_mapping_file
from jetdesk.intake.own_export import without_apostrophes
from jetdesk.intake.quarantine import read_export_quarantined
from jetdesk.intake.values import (
    plain,
    read_birth,
    read_email,
    read_key,
    read_number,
    read_position,
)

REQUIRED_COLUMNS = ("application_no", "submitted_at", "position", "date_of_birth", "nationality")
NAME_COLUMNS = ("family_name", "given_name")
"""One of them is enough."""

_TYPED = {"submitted_at", "position", "date_of_birth", "graduation_date", "statement_words"}
_KEYS = ("application_no", "couple_with")
_TEXTS = tuple(column for column in COLUMNS if column not in _TYPED)
_REQUIRED = msg("is empty and must not be")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """Where a canonical column is found: its heading, its place (from 0), and how sure that is (0 to 1)."""

    heading: str
    index: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Mapping:
    """Canonical name → where it is. `values` turns a site's words into ours; case and width do not matter."""

    columns: dict[str, Column]
    ignored: tuple[str, ...] = ()
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    date_order: str = ""
    time_zone: str = ""
    documents: DocumentTemplate | None = None

    def cell(self, record: Record, column: str) -> str:
        """What the record says in a canonical column; empty where the export has no such column."""
        place = self.columns.get(column)
        if place is None:
            return ""
        written = record.cells[place.index]
        theirs = self.values.get(column)
        return theirs.get(plain(written), written) if theirs else written

    def canonical(self, heading: str) -> str:
        """The canonical name of a heading, or the heading itself where it is not mapped."""
        return next((name for name, column in self.columns.items() if column.heading == heading), heading)


@dataclass(frozen=True, slots=True)
class Intake:
    """Applicants with their record numbers, and all that could not be taken, in the order of the file."""

    applicants: tuple[tuple[int, Applicant], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file from cells to applicants."""

    export: Export
    mapping: Mapping
    intake: Intake


def read_and_map(
    path: Path, mapping: Path | MappingFile | None, positions: Collection[Position], today: date
) -> Reading:
    """Read a foreign file in quarantine and take its applicants. Raises Refused for the whole file.

    Without a mapping the row of headings is looked for, and columns are those whose names are known.
    """
    file = mapping or MappingFile(options=FileOptions(header_row=0))
    if isinstance(file, Path):
        file = read_mapping_file(file)
    export = without_apostrophes(read_export_quarantined(path, file.options))
    found = map_columns(export.header, file)
    return Reading(export, found, to_applicants(export, found, positions, today))


def map_columns(header: Sequence[str], file: MappingFile | None = None) -> Mapping:
    """Match headings to canonical columns. Raises Refused naming the required columns that are not there."""
    file = file or MappingFile()
    columns = _named_columns(header, file)
    taken = {column.index for column in columns.values()}
    for index, heading in enumerate(() if file.exact else header):
        found = column_for(heading)
        if found and index not in taken and found[0] not in file.columns:
            _take(columns, found[0], Column(heading, index, found[1]))
    _refuse_missing(columns)
    used = {column.index for column in columns.values()}
    ignored = tuple(heading for index, heading in enumerate(header) if index not in used)
    values = {name: {plain(their): our for their, our in words.items()} for name, words in file.values.items()}
    in_order = {name: columns[name] for name in COLUMNS if name in columns}
    return Mapping(in_order, ignored, values, file.options.date_order, file.options.time_zone, file.documents)


def _named_columns(header: Sequence[str], file: MappingFile) -> dict[str, Column]:
    """The columns that the mapping file names: certain, and there must be such a heading."""
    places = {folded(heading): index for index, heading in reversed(list(enumerate(unique_headings(header))))}
    missing = [heading for heading in file.columns.values() if folded(heading) not in places]
    if missing:
        raise _refused(msg("The file has no column headed {headings}.", headings=", ".join(missing)))
    indexes = {name: places[folded(heading)] for name, heading in file.columns.items()}
    return {name: Column(header[index], index, 1.0) for name, index in indexes.items()}


def _take(columns: dict[str, Column], name: str, column: Column) -> None:
    """The surest heading wins, and among equals the first."""
    if name not in columns or column.confidence > columns[name].confidence:
        columns[name] = column


def unique_headings(header: Sequence[str]) -> tuple[str, ...]:
    """Headings with a number behind those that came before, and "(column 3)" where a cell is blank."""
    seen: dict[str, int] = {}
    found = []
    for index, heading in enumerate(header, 1):
        name = heading.strip() or f"(column {index})"
        seen[folded(name)] = seen.get(folded(name), 0) + 1
        found.append(f"{name} ({seen[folded(name)]})" if seen[folded(name)] > 1 else heading or name)
    return tuple(found)


def missing_columns(columns: Collection[str]) -> tuple[str, ...]:
    """Required columns that are not among these; of the names, one is enough."""
    missing = [name for name in REQUIRED_COLUMNS if name not in columns]
    if not any(name in columns for name in NAME_COLUMNS):
        missing.append("family_name")
    return tuple(missing)


def _refuse_missing(columns: Collection[str]) -> None:
    missing = missing_columns(columns)
    if missing:
        raise _refused(msg("The file has no column for: {columns}.", columns=", ".join(missing)))


def _refused(what: Message) -> Refused:
    todo = msg("Add the column to the file, or say in a mapping file which heading it has.")
    return Refused(what, safe=msg("Nothing was loaded."), todo=todo)


def to_applicants(export: Export, mapping: Mapping, positions: Collection[Position], today: date) -> Intake:
    """Take every record that is right in all its columns; list every problem of the others."""
    applicants: list[tuple[int, Applicant]] = []
    problems = [replace(each, column=mapping.canonical(each.column)) for each in export.problems]
    first: dict[str, int] = {}
    for record in export.records:
        row = _Row(record, mapping, first)
        applicant = row.applicant(positions, today)
        problems.extend(row.problems)
        if applicant:
            applicants.append((record.number, applicant))
    return Intake(tuple(applicants), tuple(sorted(problems, key=lambda problem: problem.row)))


class _Row:
    """One record on its way to an applicant. `first`: in which record each application number came first."""

    def __init__(self, record: Record, mapping: Mapping, first: dict[str, int]) -> None:
        self._record = record
        self._mapping = mapping
        self._first = first
        self.problems: list[Problem] = []

    def applicant(self, positions: Collection[Position], today: date) -> Applicant | None:
        """None where anything is wrong; all of it is then under `problems`."""
        order = self._mapping.date_order
        self._check_texts()
        zone = self._mapping.time_zone
        submitted = self._typed("submitted_at", lambda text: read_moment(text, order, zone))
        position = self._typed("position", lambda text: read_position(text, positions))
        birth = self._typed("date_of_birth", lambda text: read_birth(text, order, today))
        graduation = self._typed("graduation_date", lambda text: read_date(text, order))
        words = self._typed("statement_words", read_number)
        if self.problems or submitted is None or position is None or birth is None:
            return None
        return Applicant(
            submitted_at=submitted,
            position=position,
            date_of_birth=birth,
            graduation_date=graduation,
            statement_words=words,
            **{column: self._text(column) for column in _TEXTS},
        )

    def _text(self, column: str) -> str:
        """As it was written; numbers of applications in usual letters, so that they are the same everywhere."""
        return read_key(self._cell(column)) if column in _KEYS else self._cell(column)

    def _cell(self, column: str) -> str:
        return self._mapping.cell(self._record, column)

    def _typed(self, column: str, read: Callable[[str], T | Message]) -> T | None:
        written = self._cell(column)
        if not written.strip():
            if column in REQUIRED_COLUMNS:
                self._wrong(column, _REQUIRED)
            return None
        found = read(written)
        if isinstance(found, Message):
            self._wrong(column, found)
            return None
        return found

    def _check_texts(self) -> None:
        self._check_number()
        if not any(self._cell(column).strip() for column in NAME_COLUMNS):
            self._wrong(NAME_COLUMNS[0], _REQUIRED)
        self._typed("nationality", str)
        self._typed("email", read_email)

    def _check_number(self) -> None:
        number = self._typed("application_no", str)
        if number is None:
            return
        first = self._first.setdefault(read_key(number).strip().casefold(), self._record.number)
        if first != self._record.number:
            self._wrong("application_no", msg("repeats the number of record {record}", record=first))

    def _wrong(self, column: str, problem: Message) -> None:
        self.problems.append(Problem(self._record.number, column, shortened(self._cell(column)), problem))
