"""The flip report of a list: the same list, made in other ways."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from jetdesk.desk.desk import Desk
from jetdesk.desk.queries import selection as queries
from jetdesk.domain.applicant import Position
from jetdesk.domain.flips import Flip, flips
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.selection import Basis, Candidate, Override, Ranking
from jetdesk.fairness.severity import NotIdentified
from jetdesk.i18n import Message, msg
from jetdesk.services.adjusting import fitted
from jetdesk.services.ranking import Ground, ranked, read_ground
from jetdesk.services.selection import read_view

_DRAWS = 8
"""As many other draws are looked at: one in 256 misses that two applicants hang on the draw."""


def flip_report(
    desk: Desk, position: Position, quota: int | None = None, basis: Basis | None = None
) -> tuple[Flip, ...]:
    """Who would cross the line: by the other score, without one panelist, with equal weights, by another draw."""
    with desk.read() as connection:
        ground, overrides = read_ground(connection, position), queries.list_overrides(connection, position)
        shown = read_view(connection, position, quota, basis=basis).ranking
    return flips(shown, list(_others(ground, shown, overrides)))


def _others(ground: Ground, shown: Ranking, overrides: Sequence[Override]) -> Iterator[tuple[Message, Ranking]]:
    whole = fitted(ground.rows, ground.recused)
    places = shown.quota
    if not isinstance(whole, NotIdentified):
        other = Basis.RAW if shown.basis is Basis.ADJUSTED else Basis.ADJUSTED
        because = msg("if severity is not adjusted") if other is Basis.RAW else msg("if severity is adjusted")
        yield because, ranked(ground, whole, other, places, overrides)
    for panelist in sorted({sheet.panelist_id for c in ground.candidates for sheet in c.sheets}):
        elsewhere = tuple(row for row in ground.elsewhere if row[1] != panelist)
        candidates = tuple(_without(candidate, panelist) for candidate in ground.candidates)
        left = replace(ground, candidates=candidates, elsewhere=elsewhere)
        found = fitted(left.rows, left.recused)
        if shown.basis is Basis.RAW or not isinstance(found, NotIdentified):
            yield msg("without {panelist}", panelist=panelist), ranked(left, found, shown.basis, places, overrides)
    equal = replace(ground, rubric=_equal_weights(ground.rubric))
    found = fitted(equal.rows, equal.recused)
    if shown.basis is Basis.RAW or not isinstance(found, NotIdentified):
        yield msg("with equal weights"), ranked(equal, found, shown.basis, places, overrides)
    if any(s.tie_break == "draw" for s in shown.standings):
        because = msg("by another draw of ties")
        again = (replace(ground, seed=f"{ground.seed}|{n}") for n in range(_DRAWS))
        drawn = ((because, ranked(each, whole, shown.basis, places, overrides)) for each in again)
        yield from islice((each for each in drawn if flips(shown, [each])), 1)


def _without(candidate: Candidate, panelist: str) -> Candidate:
    return replace(candidate, sheets=tuple(sheet for sheet in candidate.sheets if sheet.panelist_id != panelist))


def _equal_weights(rubric: Rubric) -> Rubric:
    sections = tuple(replace(s, criteria=tuple(replace(c, weight=1.0) for c in s.criteria)) for s in rubric.sections)
    return replace(rubric, sections=sections)
