"""How a site's export is to be read: proposed from its headings and contents, corrected by a person, remembered."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jetdesk.desk.desk import OFFICE, Desk
from jetdesk.desk.files import replace_file
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import mappings as queries
from jetdesk.desk.queries.mappings import Remembered
from jetdesk.domain.ids import derived_id
from jetdesk.intake.dates import has_offset
from jetdesk.intake.export import Export, FileOptions
from jetdesk.intake.guess import (
    DATE_COLUMNS,
    SURE_ENOUGH,
    ColumnGuess,
    Question,
    guess_columns,
    proved_orders,
    two_days,
)
from jetdesk.intake.headings import folded
from jetdesk.intake.mapping import missing_columns, unique_headings
from jetdesk.intake.mapping_file import MappingFile, mapping_from_toml, read_mapping_file
from jetdesk.intake.mapping_writer import mapping_to_toml
from jetdesk.intake.quarantine import read_export_quarantined
from jetdesk.services.people import get_office

FIND_OUT = FileOptions(header_row=0)
"""The reader looks for the sheet and the row of headings."""
_TRIED = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a file would be read. `mapping` holds what is proposed and is `exact`: headings it does not name are ignored.

    `questions` must be answered (by `mapping.options.date_order`) before a load; `missing`: required columns that no
    heading was found for; `remembered`: the title of the mapping that was used, empty if none.
    """

    file: Path
    options: FileOptions
    sheets: tuple[str, ...]
    columns: tuple[ColumnGuess, ...]
    questions: tuple[Question, ...]
    missing: tuple[str, ...]
    remembered: str
    mapping: MappingFile

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(guess.heading for guess in self.columns)


def propose(
    desk: Desk | None, file: Path, mapping: MappingFile | None = None, options: FileOptions | None = None
) -> Proposal:
    """Read a file and say how it would be taken. Nothing is changed, and nothing ambiguous is guessed.

    `mapping`: as it was corrected so far. `options`: another sheet, row of headings, encoding, … than was found.
    Without either, the remembered mapping for the same headings is used. Raises Refused for an unreadable file.
    """
    if mapping is not None:
        return _proposal(desk, file, read_export_quarantined(file, options or mapping.options), mapping, "")
    export = read_export_quarantined(file, options or FIND_OUT)
    known = _known(desk) if options is None else ()
    if found := _fitting(known, export):
        return _proposal(desk, file, export, *_recalled(found, export))
    for options_before in _other_places(known, export):
        elsewhere = read_export_quarantined(file, options_before)
        if found := _fitting(known, elsewhere):
            return _proposal(desk, file, elsewhere, *_recalled(found, elsewhere))
    return _proposal(desk, file, export, None, "")


def propose_by_file(desk: Desk, file: Path, mapping: Path | None) -> Proposal:
    """The same, with the mapping in a file."""
    return propose(desk, file, read_mapping_file(mapping) if mapping else None)


def save_mapping(out: Path, mapping: MappingFile) -> None:
    """As a file to be corrected, kept or given to another office; whole or not at all."""
    replace_file(out, mapping_to_toml(mapping).encode())


def remember_mapping(desk: Desk, title: str, mapping: MappingFile, headings: Sequence[str]) -> ChangeSet:
    """Keep it for the next file with the same headings, in place of the one that was kept for them before."""
    compared = json.dumps(_compared(headings), ensure_ascii=False)
    with desk.change("mapping.remembered") as change:
        row = derived_id("mapping", compared)
        change.write("mapping", row, OFFICE, title=title, headings=compared, source=mapping_to_toml(mapping))
    return change.result


def recall_mapping(desk: Desk | None, file: Path) -> MappingFile | None:
    """The remembered mapping for a file's headings, if there is one: what a load without a mapping uses."""
    if not _known(desk):
        return None
    proposal = propose(desk, file)
    return proposal.mapping if proposal.remembered else None


def _known(desk: Desk | None) -> tuple[Remembered, ...]:
    if desk is None:
        return ()
    with desk.read() as connection:
        return queries.list_mappings(connection)


def _compared(headings: Sequence[str]) -> list[str]:
    """Neither order nor width, case and spaces matter; blank headings at the end do not either."""
    return sorted(folded(heading) for heading in unique_headings(headings))


def _fitting(known: Sequence[Remembered], export: Export) -> Remembered | None:
    compared = tuple(_compared(export.header))
    return next((each for each in known if each.headings == compared), None)


def _recalled(found: Remembered, export: Export) -> tuple[MappingFile, str]:
    """The meaning is remembered; where the headings stand and in which encoding is this file's own."""
    mapping = mapping_from_toml(found.source)
    kept = _options_of(export, mapping.options.date_order, mapping.options.time_zone)
    return replace(mapping, options=replace(kept, decimal=mapping.options.decimal)), found.title


def _other_places(known: Sequence[Remembered], export: Export) -> list[FileOptions]:
    """Where headings that were pointed out by hand may stand in this file, too."""
    found: list[FileOptions] = []
    for each in known:
        said = mapping_from_toml(each.source).options
        place = FileOptions(header_row=said.header_row, group_row=said.group_row)
        if said.sheet in export.sheets:
            place = replace(place, sheet=said.sheet)
        here = (place.header_row, place.group_row) == (export.header_row, export.group_row)
        if place not in found and not (here and place.sheet in ("", export.sheet)):
            found.append(place)
    return found[:_TRIED]


def _options_of(export: Export, date_order: str, time_zone: str) -> FileOptions:
    return FileOptions(
        delimiter=export.delimiter,
        encoding=export.encoding,
        sheet=export.sheet,
        header_row=export.header_row,
        group_row=export.group_row,
        date_order=date_order,
        time_zone=time_zone,
    )


def _proposal(desk: Desk | None, file: Path, export: Export, given: MappingFile | None, title: str) -> Proposal:
    headings = unique_headings(export.header)
    guesses = guess_columns(export, headings)
    if given is not None:
        mapping, columns = _as_said(guesses, given)
        order, zone = given.options.date_order, given.options.time_zone
    else:
        columns = tuple(each if each.confidence >= SURE_ENOUGH else replace(each, column="") for each in guesses)
        mapping = MappingFile(columns={each.column: each.heading for each in columns if each.column}, exact=True)
        order, zone = _proved(export, columns), _zone(desk, export, columns)
    options = replace(_options_of(export, order, zone), decimal=mapping.options.decimal)
    questions = () if given is not None and order else _questions(export, columns)
    missing = missing_columns([each.column for each in columns])
    mapping = replace(mapping, options=options)
    return Proposal(file, options, export.sheets, columns, questions, missing, title, mapping)


def _as_said(guesses: Sequence[ColumnGuess], given: MappingFile) -> tuple[MappingFile, tuple[ColumnGuess, ...]]:
    """What the mapping names is certain. One that is not exact is completed by known names, as a load would do."""
    said = {folded(heading): column for column, heading in given.columns.items()}
    found = []
    for each in guesses:
        column = said.get(folded(each.heading))
        if column:
            found.append(replace(each, column=column, confidence=1.0))
        elif given.exact or each.column in given.columns or each.confidence < SURE_ENOUGH:
            found.append(replace(each, column="", confidence=0.0))
        else:
            found.append(each)
    columns = {each.column: each.heading for each in found if each.column}
    return replace(given, columns=columns, exact=True), tuple(found)


def _proved(export: Export, columns: Sequence[ColumnGuess]) -> str:
    """The order that dates of the file can only have; empty where nothing or too much is proved."""
    proved = [proved_orders(export, each.index) for each in columns if each.column in DATE_COLUMNS]
    orders = frozenset[str]().union(*proved)
    return next(iter(orders)) if len(orders) == 1 else ""


def _questions(export: Export, columns: Sequence[ColumnGuess]) -> tuple[Question, ...]:
    """Columns with dates that may be two days, unless other dates of the same column prove their order."""
    return tuple(
        Question(each.column, "date_order", samples, ("DMY", "MDY"))
        for each in columns
        if each.column in DATE_COLUMNS
        and len(proved_orders(export, each.index)) != 1
        and (samples := two_days(export, each.index))
    )


def _zone(desk: Desk | None, export: Export, columns: Sequence[ColumnGuess]) -> str:
    """The office's own where no time of the file says its offset: where some do, the others are mistakes."""
    index = next((each.index for each in columns if each.column == "submitted_at"), None)
    if desk is None or index is None:
        return ""
    written = [record.cells[index] for record in export.records if record.cells[index].strip()]
    return "" if any(map(has_offset, written)) else get_office(desk).time_zone
