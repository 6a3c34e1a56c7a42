"""Export: what this desk may see, as CSV, XLSX or JSON. Nothing in it is ever a formula."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jetdesk.desk.desk import Desk
from jetdesk.desk.entry import Value
from jetdesk.desk.files import replace_file
from jetdesk.desk.queries import dossiers, interviews
from jetdesk.desk.queries import office as office_queries
from jetdesk.desk.queries import selection as selection_queries
from jetdesk.desk.records import applicant_fields
from jetdesk.domain.applicant import COLUMNS, Applicant, Status
from jetdesk.domain.office import Office, Panel, Person
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.sheet import ScoreSheet
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services.people import get_office

if TYPE_CHECKING:
    from openpyxl import Workbook

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The wide ones too: a Japanese spreadsheet program may take them for the narrow ones."""
NO_CHARACTERS = "\ufffe\uffff"
"""What no workbook can hold, apart from control characters."""
SCORE_COLUMNS = ("application_no", "panelist", "criterion", "rating", "comment")
DECISION_COLUMNS = ("application_no", "position", "outcome", "rank", "alternate", "raw", "reason")
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class _Content:
    """Everything that goes out, in a fixed order."""

    office: Office
    rubrics: dict[str, Rubric]
    people: tuple[Person, ...]
    panels: tuple[Panel, ...]
    applicants: tuple[tuple[str, Applicant], ...]
    statuses: dict[str, Status]
    sheets: tuple[ScoreSheet, ...]
    decisions: tuple[Row, ...]


def export(desk: Desk, out: Path) -> int:
    """Write the file whose ending says the format; gives the number of applicants. Replaces it only when complete."""
    content = _content(desk)
    writers = {".csv": _csv, ".xlsx": _xlsx, ".json": _json}
    writer = writers.get(out.suffix.lower())
    if writer is None:
        raise Refused(
            msg("Exports end in .csv, .xlsx or .json, not “{suffix}”.", suffix=out.suffix),
            safe=msg("Nothing was written."),
            todo=msg("Give the file one of these endings."),
        )
    replace_file(out, writer(content))
    return len(content.applicants)


def _content(desk: Desk) -> _Content:
    with desk.read() as connection:
        applicants = dossiers.get_applicants(connection)
        sheets = [sheet for found in interviews.list_sheets(connection).values() for sheet in found]
        numbers = {i: applicant.application_no for i, applicant in applicants.items()}
        decisions = [
            (numbers.get(d.applicant_id, ""), d.position, d.outcome, d.rank, d.alternate, d.raw, d.reason)
            for d in selection_queries.list_decisions(connection)
        ]
        return _Content(
            get_office(desk),
            office_queries.list_rubrics(connection),
            office_queries.list_people(connection),
            office_queries.list_panels(connection),
            tuple(sorted(applicants.items(), key=lambda item: item[1].application_no)),
            dossiers.statuses(connection),
            tuple(sorted(sheets, key=lambda s: (numbers.get(s.applicant_id, ""), s.panelist_id))),
            tuple(sorted(decisions)),
        )


def _applicant_rows(content: _Content) -> list[Row]:
    """Canonical columns and the status; dates as YYYY/MM/DD, as they come in."""
    return [(*_columns(applicant), content.statuses[i].value) for i, applicant in content.applicants]


def _columns(applicant: Applicant) -> Row:
    fields = applicant_fields(applicant)
    for name in ("date_of_birth", "graduation_date"):
        fields[name] = str(fields[name]).replace("-", "/")
    return tuple(fields[name] for name in COLUMNS)


def _score_rows(content: _Content) -> list[Row]:
    numbers = {i: applicant.application_no for i, applicant in content.applicants}
    return [
        (numbers.get(s.applicant_id, ""), s.panelist_id, r.criterion, r.level, r.note)
        for s in content.sheets
        for r in s.ratings
    ]


def _csv(content: _Content) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow((*COLUMNS, "status"))
    writer.writerows([_disarmed(value) for value in row] for row in _applicant_rows(content))
    return stream.getvalue().encode("utf-8-sig", "replace")


def _disarmed(value: Value) -> str:
    """No spreadsheet takes it for a formula. What has such apostrophes already gets one more, to come back whole."""
    text = "" if value is None else str(value)
    return "'" + text if text.lstrip("'").startswith(FORMULA_STARTS) else text


def _xlsx(content: _Content) -> bytes:
    from openpyxl import Workbook  # takes half a second to import, and few exports need it

    book = Workbook(write_only=True)
    _sheet(book, "applicants", (*COLUMNS, "status"), _applicant_rows(content))
    _sheet(book, "scores", SCORE_COLUMNS, _score_rows(content))
    _sheet(book, "decisions", DECISION_COLUMNS, content.decisions)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _sheet(book: "Workbook", title: str, header: Sequence[str], rows: Sequence[Row]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append(list(header))
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: object, value: Value) -> object:
    """Text stays text, whatever it begins with."""
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value="")
    cell.value = "".join(c for c in value if (c in "\t\n\r" or ord(c) >= 32) and c not in NO_CHARACTERS)[:32_767]
    cell.data_type = "s"
    return cell


def _json(content: _Content) -> bytes:
    numbers = {i: applicant.application_no for i, applicant in content.applicants}
    data: Mapping[str, object] = {
        "office": {"code": content.office.code, "name": content.office.name},
        "cycle": content.office.cycle.year,
        "rubrics": {
            position.value: _rubric(content.rubrics[rubric])
            for position, rubric in content.office.rubrics.items()
            if rubric in content.rubrics
        },
        "people": [{"id": p.id, "name": p.name, "role": p.role, "affiliation": p.affiliation} for p in content.people],
        "panels": [{"id": p.id, "members": p.members, "chair": p.chair, "room": p.room} for p in content.panels],
        "applicants": [
            {**dict(zip(COLUMNS, _columns(a), strict=True)), "status": content.statuses[i]}
            for i, a in content.applicants
        ],
        "sheets": [_sheet_data(sheet, numbers) for sheet in content.sheets],
        "consensus": [],
        "decisions": [dict(zip(DECISION_COLUMNS, row, strict=True)) for row in content.decisions],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _rubric(rubric: Rubric) -> Mapping[str, object]:
    return {
        "version": rubric.version,
        "scale": [{"level": level.level, "points": level.points} for level in rubric.levels],
        "sections": [
            {"criteria": [{"id": c.id, "title": c.title.en, "weight": c.weight} for c in section.criteria]}
            for section in rubric.sections
        ],
    }


def _sheet_data(sheet: ScoreSheet, numbers: Mapping[str, str]) -> Mapping[str, object]:
    return {
        "application_no": numbers.get(sheet.applicant_id, ""),
        "panelist": sheet.panelist_id,
        "revision": sheet.revision,
        "origin": sheet.origin,
        "overall": sheet.overall,
        "ratings": [{"criterion": r.criterion, "level": r.level, "comment": r.note} for r in sheet.ratings],
    }
