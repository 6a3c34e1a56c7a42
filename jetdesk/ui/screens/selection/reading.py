"""What the screen reads: every position's list, with the rows it is shown by. Runs in a reading lane."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jetdesk.domain.applicant import Position
from jetdesk.domain.flips import Flip
from jetdesk.services import people, selection
from jetdesk.services.flips import flip_report
from jetdesk.services.selection import SelectionView
from jetdesk.ui.screens.selection import values
from jetdesk.ui.screens.selection.rows import RankRow, list_rows, tie_words

if TYPE_CHECKING:
    from jetdesk.desk.desk import Desk

TABLES = ("applicant", "sheet", "slot", "assignment", "override", "selection", "office", "panel", "person", "rubric")
"""What the lists depend on."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A position's list with its rows."""

    view: SelectionView
    rows: tuple[RankRow, ...]

    def rank(self, applicant: str) -> int | None:
        found = values.find(self.view, applicant)
        return found.rank if found else None


@dataclass(frozen=True, slots=True)
class Everything:
    """All lists, and the names of the office's people by id."""

    lists: dict[Position, Listed]
    names: dict[str, str]

    def holding(self, applicant: str) -> Position | None:
        """The list that an applicant is in, else the first."""
        for position, listed in self.lists.items():
            if any(row.id == applicant for row in listed.rows):
                return position
        return next(iter(self.lists), None)


def read_everything(desk: "Desk") -> Everything:
    lists = {position: _listed(selection.view(desk, position)) for position in selection.positions(desk)}
    return Everything(lists, {person.id: person.name for person in people.list_people(desk)})


def try_move(desk: "Desk", position: Position, applicant: str, to_rank: int) -> Listed:
    """The list as it would be after a move."""
    return _listed(selection.preview_move(desk, position, applicant, to_rank))


def list_values(shown: Listed) -> values.ListValues:
    view = shown.view
    return values.ListValues(
        view.position.value,
        shown.rows,
        values.criteria_of(view),
        values.line_score(view),
        tie_words(view),
        view.ranking.quota,
        view.ranking.alternates,
        view.sign_off is not None,
        view.ranking.basis,
        any(standing.adjusted for standing in view.ranking.ranked),
    )


def flips(desk: "Desk", position: Position) -> tuple[Flip, ...]:
    """Who would cross the line of this list; it is made a dozen times over, so it comes after the list."""
    return flip_report(desk, position)


def side_values(shown: Listed, everything: Everything, crossing: tuple[Flip, ...] = ()) -> values.SideValues:
    view = shown.view
    others = tuple(listed.view for position, listed in everything.lists.items() if position != view.position)
    return values.SideValues(
        view.position.value,
        values.near_line(view),
        values.move_lines(view),
        values.points(view, others),
        values.signed(view, everything.names),
        values.flip_facts([_named(flip, everything.names) for flip in crossing], view),
    )


def _named(flip: Flip, names: dict[str, str]) -> Flip:
    """Panelists by name."""
    known = tuple((key, names.get(str(value), value)) for key, value in flip.because.values)
    return replace(flip, because=replace(flip.because, values=known))


def _listed(view: SelectionView) -> Listed:
    return Listed(view, list_rows(view))
