"""Deliberation: who sees what differently, how far it is settled, and in which order cases are taken. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from jetdesk.domain.rubric import Criterion, Rubric
from jetdesk.domain.sheet import Overall, Rating, ScoreSheet, Total, weighted_total

OVERALL = "overall"
"""What the overall consensus is called among the criteria."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """One panelist on one criterion as it stands; `original` is the sealed level where it was revised since."""

    panelist_id: str
    level: int | None
    cannot_assess: bool
    note: str
    original: int | None = None
    revised: bool = False


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion: what the panelists hold, how far apart they are in points, and what was agreed.

    `spread` is None with fewer than two ratings; `flagged`: it reaches the rubric's threshold.
    """

    criterion: Criterion
    opinions: tuple[Opinion, ...]
    spread: float | None
    flagged: bool
    consensus: int | None

    @property
    def agreed(self) -> int | None:
        """The level on which all who rated agree without more words; None where they do not, or one alone rated."""
        levels = {opinion.level for opinion in self.opinions if opinion.level is not None}
        return next(iter(levels)) if self.spread == 0 and len(levels) == 1 else None


@dataclass(frozen=True, slots=True)
class PanelistTotal:
    """One panelist's weighted total of 100 and overall recommendation: as sealed, and as revised if it was."""

    panelist_id: str
    original: float | None
    original_overall: Overall | None
    now: float | None
    overall: Overall | None
    revised: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What was said, by whom (a person's id), when."""

    id: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sealed consensus: the level of every criterion and the overall recommendation. Later ones are new editions."""

    edition: int
    levels: Mapping[str, int]
    overall: Overall
    by: str
    at: datetime
    reason: str = ""
    reopened_reason: str = ""


def lines(
    rubric: Rubric, revisions: Mapping[str, Sequence[ScoreSheet]], consensus: Mapping[str, int]
) -> tuple[CriterionLine, ...]:
    """By criterion in the order of the rubric; `revisions` by panelist, the sealed original first."""
    return tuple(_line(rubric, criterion, revisions, consensus.get(criterion.id)) for criterion in rubric.criteria)


def _line(
    rubric: Rubric, criterion: Criterion, revisions: Mapping[str, Sequence[ScoreSheet]], consensus: int | None
) -> CriterionLine:
    opinions = tuple(_opinion(criterion, who, sheets) for who, sheets in revisions.items() if sheets)
    points = [rubric.points(opinion.level) for opinion in opinions if opinion.level is not None]
    spread = max(points) - min(points) if len(points) > 1 else None
    flagged = spread is not None and spread > 0 and spread >= rubric.gap_threshold
    return CriterionLine(criterion, opinions, spread, flagged, consensus)


def _opinion(criterion: Criterion, panelist: str, sheets: Sequence[ScoreSheet]) -> Opinion:
    first, last = _rating(sheets[0], criterion), _rating(sheets[-1], criterion)
    revised = first.counted != last.counted
    return Opinion(panelist, last.counted, last.cannot_assess, last.note, first.counted if revised else None, revised)


def _rating(sheet: ScoreSheet, criterion: Criterion) -> Rating:
    return next((r for r in sheet.ratings if r.criterion == criterion.id), Rating(criterion.id))


def totals(rubric: Rubric, revisions: Mapping[str, Sequence[ScoreSheet]]) -> tuple[PanelistTotal, ...]:
    return tuple(_total(rubric, who, sheets[0], sheets[-1]) for who, sheets in revisions.items() if sheets)


def _total(rubric: Rubric, panelist: str, first: ScoreSheet, last: ScoreSheet) -> PanelistTotal:
    was, now = (weighted_total(rubric, sheet.ratings).percent for sheet in (first, last))
    return PanelistTotal(panelist, was, first.overall, now, last.overall, first.id != last.id)


def consensus_total(rubric: Rubric, levels: Mapping[str, int]) -> Total:
    """The weighted total of what was agreed so far."""
    return weighted_total(rubric, [Rating(criterion, level) for criterion, level in levels.items()])


def to_settle(found: Sequence[CriterionLine], overall: Overall | None) -> tuple[str, ...]:
    """Ids of the criteria without a consensus, bonus ones left out, and OVERALL if it is open."""
    open_ones = [line.criterion.id for line in found if line.consensus is None and not line.criterion.bonus]
    return (*open_ones, *(() if overall else (OVERALL,)))


# The agenda


@dataclass(frozen=True, slots=True)
class AgendaCase:
    """What decides about the order: how many criteria are flagged, how wide the spreads are, who has to leave."""

    applicant_id: str
    flagged: int
    spread: float
    recused: frozenset[str]


def agenda(cases: Sequence[AgendaCase]) -> tuple[AgendaCase, ...]:
    """The widest disagreement first, but cases for which the same members leave the room stand together.

    Cases without a recusal come first; then from group to group the fewest people go out or come in.
    """
    groups: dict[frozenset[str], list[AgendaCase]] = {}
    for case in cases:
        groups.setdefault(case.recused, []).append(case)
    outside: frozenset[str] = frozenset()
    found: list[AgendaCase] = []
    while groups:
        outside = min(groups, key=lambda group: (len(group ^ outside), sorted(group)))
        found += sorted(groups.pop(outside), key=lambda case: (-case.flagged, -case.spread, case.applicant_id))
    return tuple(found)
