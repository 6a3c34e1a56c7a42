"""What adjusting for severity changes in a list: who moves, how far, and who crosses the line."""

from dataclasses import dataclass

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position
from jetdesk.domain.selection import Basis, Outcome, Ranking
from jetdesk.errors import Refused
from jetdesk.services.selection import positions, what_if


@dataclass(frozen=True, slots=True)
class Effect:
    """Of one position, against raw means. `largest` and `by` are of the applicant who moves most: above zero is up."""

    position: Position
    ranked: int
    moved: int
    by_two: int
    largest: str
    by: int
    crossing: tuple[str, ...]


def effects(desk: Desk) -> tuple[Effect, ...]:
    """Of every position whose list can be adjusted."""
    found = []
    for position in positions(desk):
        try:
            adjusted = what_if(desk, position, basis=Basis.ADJUSTED).ranking
        except Refused:
            continue
        found.append(_effect(position, what_if(desk, position, basis=Basis.RAW).ranking, adjusted))
    return tuple(found)


def _effect(position: Position, raw: Ranking, adjusted: Ranking) -> Effect:
    """By the scores alone; moves that a person made are left out."""
    before = {s.candidate.applicant_id: s for s in raw.ranked}
    moves = [
        ((before[s.candidate.applicant_id].rank_by_score or 0) - (s.rank_by_score or 0), s.candidate.name)
        for s in adjusted.ranked
        if s.candidate.applicant_id in before
    ]
    by, largest = max(moves, key=lambda move: abs(move[0]), default=(0, ""))
    crossing = tuple(
        s.candidate.name
        for s in adjusted.ranked
        if s.candidate.applicant_id in before
        and (s.outcome is Outcome.RECOMMENDED) != (before[s.candidate.applicant_id].outcome is Outcome.RECOMMENDED)
    )
    changed = [move for move, _ in moves if move]
    small = sum(abs(move) <= 2 for move in changed)
    return Effect(position, len(moves), len(changed), small, largest if by else "", by, crossing)
