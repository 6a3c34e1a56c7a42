"""What a column of a foreign export seems to be, and what only a person can say. Shown, never taken silently."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jetdesk.intake.contents import fitness, kind_by_contents
from jetdesk.intake.dates import is_two_days, proved_order
from jetdesk.intake.export import Export
from jetdesk.intake.headings import likely_column

SAMPLES = 3
SURE_ENOUGH = 0.6
"""Guesses below it are left to the person."""
DATE_COLUMNS = ("date_of_birth", "graduation_date", "submitted_at")
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A heading with its place (from 0), the canonical column it seems to be ("": ignored), and how sure (0 to 1)."""

    heading: str
    index: int
    column: str
    confidence: float
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What the file does not say: `kind` is "date_order", `choices` are values of `FileOptions.date_order`."""

    column: str
    kind: str
    samples: tuple[str, ...]
    choices: tuple[str, ...]


def guess_columns(export: Export, headings: Sequence[str]) -> tuple[ColumnGuess, ...]:
    """One guess a heading, by name and contents; each canonical column goes to the surest, among equals the first."""
    cells = [_filled(export, index) for index in range(len(headings))]
    guessed = [_guess(heading, found) for heading, found in zip(headings, cells, strict=True)]
    owners: dict[str, int] = {}
    for index, (column, confidence) in enumerate(guessed):
        if column and (column not in owners or confidence > guessed[owners[column]][1]):
            owners[column] = index
    return tuple(
        ColumnGuess(
            heading, index, *(guessed[index] if owners.get(guessed[index][0]) == index else ("", 0.0)),
            tuple(_distinct(cells[index])),
        )
        for index, heading in enumerate(headings)
    )  # fmt: skip


def _filled(export: Export, index: int) -> list[str]:
    return [cell for record in export.records if (cell := record.cells[index]).strip()]


def _guess(heading: str, cells: Sequence[str]) -> tuple[str, float]:
    """By its name, less sure where the contents speak against it; else by the contents alone."""
    named = likely_column(heading)
    if named is None:
        return kind_by_contents(cells)
    column, confidence = named
    fit = fitness(column, cells)
    return column, round(confidence if fit >= 0.5 else confidence * max(fit, 0.4), 2)


def _distinct(cells: Iterable[str]) -> list[str]:
    found: list[str] = []
    for cell in cells:
        shown = cell if len(cell) <= _SHOWN else cell[: _SHOWN - 1] + "…"
        if shown not in found:
            found.append(shown)
        if len(found) == SAMPLES:
            break
    return found


def proved_orders(export: Export, index: int) -> frozenset[str]:
    """The orders that dates of this column can only have; both where people wrote as they liked."""
    return frozenset(order for cell in _filled(export, index) if (order := proved_order(cell)))


def two_days(export: Export, index: int) -> tuple[str, ...]:
    """Some dates of the column that name two different days, depending on the order."""
    return tuple(_distinct(cell for cell in _filled(export, index) if is_two_days(cell)))
