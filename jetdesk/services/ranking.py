"""What a ranked list is made from, read once, and the list by raw or adjusted scores."""

from collections.abc import Sequence
from dataclasses import dataclass

from jetdesk.desk.database import Snapshot
from jetdesk.desk.queries import interviews, office
from jetdesk.desk.queries import selection as queries
from jetdesk.desk.queries.selection import SelectionState
from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.office import Office
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.selection import Basis, Candidate, Override, Ranking, rank
from jetdesk.errors import Refused
from jetdesk.fairness.severity import NotIdentified, Severity
from jetdesk.i18n import msg
from jetdesk.services.adjusting import Row, adjusted, rows_of


@dataclass(frozen=True, slots=True)
class Ground:
    """What a list is made from."""

    position: Position
    office: Office
    rubric: Rubric
    state: SelectionState
    candidates: tuple[Candidate, ...]
    recused: frozenset[tuple[str, str]]
    seed: str
    """Of draws that anybody can repeat."""
    elsewhere: tuple[Row, ...] = ()
    """Totals of the other positions' sheets."""

    @property
    def rows(self) -> tuple[Row, ...]:
        return (*rows_of(self.rubric, self.candidates), *self.elsewhere)


def read_ground(connection: Snapshot, position: Position) -> Ground:
    settled, rubric = _office(connection), office.rubric_for(connection, position)
    if rubric is None:
        raise Refused(msg("The office has no rubric for {position}.", position=position.value))
    recused = frozenset((a.applicant_id, a.panelist_id) for a in interviews.list_assignments(connection) if a.recused)
    state = queries.find_state(connection, position)
    candidates = queries.list_candidates(connection, position)
    seed = f"{settled.code}|{settled.cycle.year}|{position.value}"
    return Ground(position, settled, rubric, state, candidates, recused, seed, _elsewhere(connection, position))


def _elsewhere(connection: Snapshot, position: Position) -> tuple[Row, ...]:
    found: list[Row] = []
    for other in Position:
        rubric = office.rubric_for(connection, other) if other is not position else None
        if rubric is not None:
            found += rows_of(rubric, queries.list_candidates(connection, other))
    return tuple(found)


def ranked(
    ground: Ground, found: Severity | NotIdentified, basis: Basis, quota: int | None, overrides: Sequence[Override]
) -> Ranking:
    settled, state, position = ground.office, ground.state, ground.position
    places = next(n for n in (quota, state.quota, settled.quota.get(position, 0)) if n is not None)
    out = (Status.ABSENT, Status.WITHDRAWN)
    competing = {c.applicant_id for c in ground.candidates if c.sheets and c.status not in out}
    known = {} if isinstance(found, NotIdentified) else adjusted(found, competing, places, ground.seed)
    return rank(
        position, ground.rubric, ground.candidates, quota=places,
        alternates=settled.alternates_for(position) if state.alternates is None else state.alternates,
        tie_breaks=settled.tie_breaks, overrides=overrides, draw_seed=ground.seed, basis=basis, adjusted=known,
    )  # fmt: skip


def _office(connection: Snapshot) -> Office:
    found = office.find_office(connection)
    if found is None:
        raise Refused(msg("This desk has no office yet."))
    return found
