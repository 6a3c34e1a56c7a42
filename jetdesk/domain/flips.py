"""The flip report: who crosses the cut line if something else had been decided or known. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from jetdesk.domain.selection import Outcome, Ranking
from jetdesk.i18n import Message


@dataclass(frozen=True, slots=True)
class Flip:
    """One applicant who crosses the line, and what for: `before` on the list as it is, `after` on the other."""

    applicant_id: str
    application_no: str
    before: Outcome
    after: Outcome
    because: Message


def flips(ranking: Ranking, others: Sequence[tuple[Message, Ranking]]) -> tuple[Flip, ...]:
    """Who is recommended on one list and not on the other, for each of the other lists, in the order of ranks."""
    before = {s.candidate.applicant_id: s for s in ranking.standings}
    found = []
    for because, other in others:
        for standing in other.standings:
            own = before.get(standing.candidate.applicant_id)
            if own and (own.outcome is Outcome.RECOMMENDED) != (standing.outcome is Outcome.RECOMMENDED):
                number = standing.candidate.application_no
                found.append(Flip(standing.candidate.applicant_id, number, own.outcome, standing.outcome, because))
    return tuple(found)
