"""Selection: ranking, tie-breaks, the cut line, alternates, overrides with a reason. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from math import fsum, inf

from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.sheet import Overall, Rating, weighted_total
from jetdesk.i18n import Message, msg


class Outcome(StrEnum):
    RECOMMENDED = "recommended"
    ALTERNATE = "alternate"
    NOT_RECOMMENDED = "not-recommended"
    WITHDRAWN = "withdrawn"
    ABSENT = "absent"


OUTCOME_NAMES: dict[Outcome, Message] = {
    Outcome.RECOMMENDED: msg("Recommended"),
    Outcome.ALTERNATE: msg("Alternate"),
    Outcome.NOT_RECOMMENDED: msg("Not recommended"),
    Outcome.WITHDRAWN: msg("Withdrawn"),
    Outcome.ABSENT: msg("Absent"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What selection needs of one submitted sheet (its latest revision)."""

    panelist_id: str
    ratings: tuple[Rating, ...]
    overall: Overall | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An applicant with the sheets received. `panel` is its label, empty if none."""

    applicant_id: str
    application_no: str
    name: str
    kana: str
    panel: str
    status: Status
    sheets: tuple[Sheet, ...]


class Basis(StrEnum):
    """What applicants are ranked by: the raw score, or the one adjusted for their panelists' severity."""

    RAW = "raw"
    ADJUSTED = "adjusted"


BASIS_NAMES: dict[Basis, Message] = {Basis.RAW: msg("Raw score"), Basis.ADJUSTED: msg("Adjusted score")}


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A score out of 100 that allows for severity, its 95 % interval, and the chance of standing above the line."""

    score: float
    low: float
    high: float
    above: float


@dataclass(frozen=True, slots=True)
class Override:
    """A person moved an applicant to `rank` (from 1), with a reason that is printed."""

    applicant_id: str
    rank: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Mean:
    """Mean of a criterion's points over the `n` panelists who assessed it; None when nobody did."""

    value: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an applicant stands. Scores are out of 100; `rank` is None for those who are not ranked."""

    candidate: Candidate
    raw: float | None
    raters: int
    means: dict[str, Mean]
    bonus: float
    overall: float | None
    rank: int | None = None
    outcome: Outcome = Outcome.NOT_RECOMMENDED
    alternate: int | None = None
    tie_break: str | None = None
    override: Override | None = None
    rank_by_score: int | None = None
    adjusted: Adjusted | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The list of one position: ranked in order, then those without a rank (absent, withdrawn, no sheet)."""

    position: Position
    quota: int
    alternates: int
    tie_breaks: tuple[str, ...]
    standings: tuple[Standing, ...] = field(default=())
    basis: Basis = Basis.RAW

    def score(self, standing: Standing) -> float | None:
        """What this list ranks by."""
        if self.basis is Basis.RAW:
            return standing.raw
        return standing.adjusted.score if standing.adjusted else None

    @property
    def ranked(self) -> tuple[Standing, ...]:
        return tuple(s for s in self.standings if s.rank is not None)

    def with_outcome(self, outcome: Outcome) -> tuple[Standing, ...]:
        return tuple(s for s in self.standings if s.outcome is outcome)


def rank(
    position: Position,
    rubric: Rubric,
    candidates: Sequence[Candidate],
    *,
    quota: int,
    alternates: int,
    tie_breaks: Sequence[str],
    overrides: Sequence[Override] = (),
    draw_seed: str = "",
    basis: Basis = Basis.RAW,
    adjusted: Mapping[str, Adjusted] | None = None,
) -> Ranking:
    """Rank by raw score: the mean over panelists of each sheet's weighted total, out of 100; or by the `adjusted` one.

    Means, never sums, over the panelists who rated. Equal scores are parted by `tie_breaks` in order:
    `overall` (mean overall recommendation), `criterion:<id>` (mean of that criterion), `draw` (SHA-256 of the
    seed and application number, so that anyone can draw again). Not assessed comes after assessed. Then
    overrides move applicants in the order in which they were made.
    """
    known = adjusted or {}
    standings = [replace(_standing(rubric, c), adjusted=known.get(c.applicant_id)) for c in candidates]
    ordered = _ordered([s for s in standings if _is_ranked(s)], tie_breaks, draw_seed, basis)
    placed = [_placed(s, at, quota, alternates) for at, s in enumerate(_moved(ordered, overrides), 1)]
    rest = [_unranked(s) for s in standings if not _is_ranked(s)]
    rest.sort(key=lambda s: s.candidate.application_no)
    return Ranking(position, quota, alternates, tuple(tie_breaks), (*placed, *rest), basis)


_OUT = {Status.WITHDRAWN: Outcome.WITHDRAWN, Status.ABSENT: Outcome.ABSENT}


def _is_ranked(standing: Standing) -> bool:
    return standing.raw is not None and standing.candidate.status not in _OUT


def _unranked(standing: Standing) -> Standing:
    return replace(standing, outcome=_OUT.get(standing.candidate.status, Outcome.NOT_RECOMMENDED))


def _ordered(standings: Sequence[Standing], tie_breaks: Sequence[str], seed: str, basis: Basis) -> list[Standing]:
    keyed = sorted((_key(s, tie_breaks, seed, basis), i) for i, s in enumerate(standings))
    keys = [key for key, _ in keyed]
    return [
        replace(standings[i], rank_by_score=at + 1, tie_break=_parted(keys, at, tie_breaks))
        for at, (_, i) in enumerate(keyed)
    ]


def _standing(rubric: Rubric, candidate: Candidate) -> Standing:
    totals = [weighted_total(rubric, sheet.ratings).percent for sheet in candidate.sheets]
    scores = [total for total in totals if total is not None]
    overalls = [sheet.overall.step for sheet in candidate.sheets if sheet.overall]
    means = {criterion.id: _criterion_mean(rubric, criterion.id, candidate) for criterion in rubric.criteria}
    return Standing(
        candidate,
        raw=_mean(scores),
        raters=len(scores),
        means=means,
        bonus=fsum(c.weight * (means[c.id].value or 0.0) for c in rubric.criteria if c.bonus),
        overall=_mean(overalls),
    )


def _criterion_mean(rubric: Rubric, criterion: str, candidate: Candidate) -> Mean:
    points = [
        rubric.points(rating.counted)
        for sheet in candidate.sheets
        for rating in sheet.ratings
        if rating.criterion == criterion and rating.counted is not None
    ]
    return Mean(_mean(points), len(points))


def _mean(values: Sequence[float]) -> float | None:
    return fsum(values) / len(values) if values else None


def _key(standing: Standing, tie_breaks: Sequence[str], seed: str, basis: Basis) -> tuple[float | str, ...]:
    assert standing.raw is not None
    score = standing.adjusted.score if basis is Basis.ADJUSTED and standing.adjusted else standing.raw
    ties = (_tie_value(standing, rule, seed) for rule in tie_breaks)
    return (-round(score, 6), *ties, standing.candidate.application_no)


def _tie_value(standing: Standing, rule: str, seed: str) -> float | str:
    if rule == "draw":
        return sha256(f"{seed}|{standing.candidate.application_no}".encode()).hexdigest()
    value = standing.overall if rule == "overall" else _criterion_value(standing, rule)
    return -round(value, 6) if value is not None else inf


def _criterion_value(standing: Standing, rule: str) -> float | None:
    mean = standing.means.get(rule.removeprefix("criterion:")) if rule.startswith("criterion:") else None
    return mean.value if mean else None


def _parted(keys: Sequence[tuple[float | str, ...]], at: int, tie_breaks: Sequence[str]) -> str | None:
    """The rule that parts this place from an equal neighbour, if there is one."""
    for neighbour in (at - 1, at + 1):
        if 0 <= neighbour < len(keys) and keys[neighbour][0] == keys[at][0]:
            pairs = zip((*tie_breaks, "application_no"), keys[at][1:], keys[neighbour][1:], strict=True)
            return next((rule for rule, own, other in pairs if own != other), None)
    return None


def _moved(ranked: Sequence[Standing], overrides: Sequence[Override]) -> list[Standing]:
    order = list(ranked)
    for override in sorted(overrides, key=lambda o: o.at):
        at = next((i for i, s in enumerate(order) if s.candidate.applicant_id == override.applicant_id), None)
        if at is not None:
            standing = order.pop(at)
            order.insert(max(0, min(override.rank - 1, len(order))), replace(standing, override=override))
    return order


def _placed(standing: Standing, at: int, quota: int, alternates: int) -> Standing:
    if at <= quota:
        return replace(standing, rank=at, outcome=Outcome.RECOMMENDED)
    if at <= quota + alternates:
        return replace(standing, rank=at, outcome=Outcome.ALTERNATE, alternate=at - quota)
    return replace(standing, rank=at, outcome=Outcome.NOT_RECOMMENDED)


def tie_break_name(rule: str, rubric: Rubric, language: str) -> Message:
    """A tie-break rule in words."""
    if rule == "overall":
        return msg("higher overall recommendation")
    if rule == "draw":
        return msg("draw by application number")
    if rule.startswith("criterion:"):
        wanted = rule.removeprefix("criterion:")
        titles = (c.title.text(language) for c in rubric.criteria if c.id == wanted)
        return msg("higher mean of {criterion}", criterion=next(titles, wanted))
    return msg("application number")
