"""Calibration: agreement, severity and adjusted scores, of the desk's sheets or of any scores file."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import Desk
from jetdesk.desk.queries import dossiers, interviews
from jetdesk.desk.queries import office as office_queries
from jetdesk.domain.applicant import Position
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.sheet import ScoreSheet, weighted_total
from jetdesk.errors import Refused
from jetdesk.fairness.agreement import Agreement, agreement
from jetdesk.fairness.connectivity import Component, components
from jetdesk.fairness.scores import Scores
from jetdesk.fairness.severity import NotIdentified, Severity, severity
from jetdesk.i18n import msg
from jetdesk.intake.export import Export
from jetdesk.intake.quarantine import read_export_quarantined

Sheet = tuple[str, str]
"""Applicant and panelist."""
_NEEDED = ("application_no", "panelist", "criterion", "rating")


@dataclass(frozen=True)
class Calibrated:
    """One set of scores: of whole sheets, or of one criterion. `severity` says why where it cannot be told."""

    scores: Scores
    agreement: Agreement
    severity: Severity | NotIdentified


@dataclass(frozen=True)
class Calibration:
    """`sheets`: on the weighted mean of each sheet, in points of the scale; `criteria` as a diagnosis of each."""

    sheets: Calibrated
    criteria: Mapping[str, Calibrated]
    components: tuple[Component, ...]
    most_points: float


@dataclass(frozen=True, slots=True)
class _Given:
    """Points by sheet, over all criteria and of each; and the points that levels have."""

    means: Mapping[Sheet, float]
    criteria: Mapping[str, Mapping[Sheet, float]]
    levels: Sequence[float]


def of_desk(desk: Desk, positions: Sequence[Position] = tuple(Position)) -> Calibration:
    """Of all sheets that are here, on the weighted means by each position's rubric; applicants by application number.

    Raises Refused without sheets.
    """
    with desk.read() as connection:
        given, recused = _of_desk(connection, positions)
    return _calibration(given, recused)


def of_file(file: Path) -> Calibration:
    """Of a scores file (application_no, panelist, criterion, rating) without any desk; every criterion weighs the same.

    Blank ratings are left out. Raises Refused with the place of the first thing that cannot be read.
    """
    return _calibration(_of_file(read_export_quarantined(file)), frozenset())


def sheet_mean(rubric: Rubric, sheet: ScoreSheet) -> float | None:
    """The weighted mean of a sheet in points of the scale; None where nothing was assessed."""
    percent = weighted_total(rubric, sheet.ratings).percent
    return None if percent is None else percent / 100 * rubric.max_points


def _of_desk(connection: Snapshot, positions: Sequence[Position]) -> tuple[_Given, frozenset[Sheet]]:
    numbers = {i: a.application_no for i, a in dossiers.get_applicants(connection).items()}
    means: dict[Sheet, float] = {}
    criteria: dict[str, dict[Sheet, float]] = defaultdict(dict)
    levels: set[float] = set()
    for position in positions:
        rubric = office_queries.rubric_for(connection, position)
        if rubric is None:
            continue
        levels |= {rubric.points(level) for level in rubric.scale}
        for sheet in _sheets(connection, [position]):
            key = numbers[sheet.applicant_id], sheet.panelist_id
            mean = sheet_mean(rubric, sheet)
            if mean is not None:
                means[key] = mean
            for rating in sheet.ratings:
                if rating.counted is not None:
                    criteria[rating.criterion][key] = rubric.points(rating.counted)
    recused = {(numbers[a], p) for a, p in _recused(connection) if a in numbers}
    return _Given(means, criteria, sorted(levels)), frozenset(recused)


def _sheets(connection: Snapshot, positions: Sequence[Position]) -> list[ScoreSheet]:
    of = dossiers.positions(connection)
    found = interviews.list_sheets(connection)
    return [sheet for applicant, sheets in found.items() if of.get(applicant) in positions for sheet in sheets]


def _recused(connection: Snapshot) -> frozenset[Sheet]:
    return frozenset((a.applicant_id, a.panelist_id) for a in interviews.list_assignments(connection) if a.recused)


def _calibration(given: _Given, recused: frozenset[Sheet]) -> Calibration:
    if not given.means:
        raise Refused(
            msg("There are no scores to compare yet."),
            todo=msg("Needs at least two panelists who scored the same applicant."),
        )
    sheets = _calibrated(given.means, given.levels, recused)
    criteria = {name: _calibrated(rows, given.levels, recused) for name, rows in given.criteria.items()}
    return Calibration(sheets, criteria, components(sheets.scores), max(given.levels))


def _calibrated(rows: Mapping[Sheet, float], levels: Sequence[float], recused: frozenset[Sheet]) -> Calibrated:
    scores = _scores(rows)
    return Calibrated(scores, agreement(scores, levels), severity(scores, recused))


def _scores(rows: Mapping[Sheet, float]) -> Scores:
    return Scores.of((applicant, panelist, points) for (applicant, panelist), points in rows.items())


def _of_file(export: Export) -> _Given:
    header = [heading.strip().casefold() for heading in export.header]
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        raise Refused(
            msg("The scores file has no column {columns}.", columns=", ".join(missing)),
            todo=msg("The columns are application_no, panelist, criterion, rating, comment."),
        )
    criteria: dict[str, dict[Sheet, float]] = defaultdict(dict)
    for record in export.records:
        cells = dict(zip(header, record.cells, strict=False))
        number, panelist, criterion, text = (cells.get(name, "").strip() for name in _NEEDED)
        if text:
            key = number, panelist
            if key in criteria[criterion]:
                raise _bad(record.number, "rating", text, "twice")
            criteria[criterion][key] = _rating(record.number, text)
    sheets: dict[Sheet, list[float]] = defaultdict(list)
    for rows in criteria.values():
        for key, value in rows.items():
            sheets[key].append(value)
    means = {key: sum(values) / len(values) for key, values in sheets.items()}
    return _Given(means, criteria, _levels(value for values in sheets.values() for value in values))


def _levels(values: Iterable[float]) -> list[float]:
    """The scale of a bare file: whole levels from the lowest to the highest, or what occurs."""
    known = sorted(set(values))
    whole = all(value == int(value) for value in known)
    return [float(n) for n in range(int(known[0]), int(known[-1]) + 1)] if known and whole else known


def _rating(row: int, text: str) -> float:
    if not re.fullmatch(r"-?\d{1,6}(\.\d{1,6})?", text) or not isfinite(float(text)):
        raise _bad(row, "rating", text, "number")
    return float(text)


def _bad(row: int, column: str, value: str, kind: str) -> Refused:
    why = msg("is there twice") if kind == "twice" else msg("is not a number")
    return Refused(
        msg(
            "Record {row}, column {column}: “{value}” {problem}.", row=row, column=column, value=value[:80], problem=why
        ),
        todo=msg("Correct the file and try again."),
    )
