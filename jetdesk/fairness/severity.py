"""Severity: how far each panelist scores from the others, and scores that allow for it; or why data do not tell."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from jetdesk.fairness.connectivity import Bridge, Component, bridges, components, weak_links
from jetdesk.fairness.crossed import Crossed, Solution
from jetdesk.fairness.reml import most_likely, weighted
from jetdesk.fairness.scores import Floats, Scores
from jetdesk.i18n import Message, msg

Z = 1.959963984540054
"""The normal deviate of 95 %."""


@dataclass(frozen=True, slots=True)
class Variance:
    """Of applicants, of panelists, and of what is left, in squared points."""

    applicant: float
    panelist: float
    residual: float


class Tendency(StrEnum):
    """What an interval allows to be said of a panelist: nothing while it holds zero."""

    IN_RANGE = "in range"
    SEVERE = "severe"
    LENIENT = "lenient"


@dataclass(frozen=True, slots=True)
class PanelistSeverity:
    """`severity` above zero is harsher than panelists are, in points of the scale; `low` and `high` are 95 %."""

    panelist: str
    n: int
    mean: float
    severity: float
    se: float
    low: float
    high: float

    @property
    def tendency(self) -> Tendency:
        if self.low > 0:
            return Tendency.SEVERE
        return Tendency.LENIENT if self.high < 0 else Tendency.IN_RANGE


@dataclass(frozen=True, slots=True)
class AdjustedScore:
    """`adjusted` is on the raw scale: what the same panelists would have given were none harsher than others."""

    applicant: str
    n: int
    raw: float
    adjusted: float
    se: float
    low: float
    high: float


@dataclass(frozen=True)
class Severity:
    """What was found. `effects` and `covariance` are the panelists' severities, jointly, for drawing from."""

    variance: Variance
    panelists: tuple[PanelistSeverity, ...]
    applicants: tuple[AdjustedScore, ...]
    scores: Scores = field(repr=False)
    effects: Floats = field(repr=False)
    covariance: Floats = field(repr=False)
    weak_links: tuple[tuple[str, ...], ...] = ()
    """Groups of panelists that single applicants alone join to the others."""


@dataclass(frozen=True, slots=True)
class NotIdentified:
    """Why no severity is given, the parts that cannot be compared, and the scores that would join them."""

    reason: Message
    components: tuple[Component, ...]
    bridges: tuple[Bridge, ...]


def severity(scores: Scores, forbidden: Collection[tuple[str, str]] = ()) -> Severity | NotIdentified:
    """Fit y = mu + applicant − severity + error by REML.

    Severities are best linear unbiased predictions: shrunk towards nothing as far as the scores allow for chance. An
    applicant's adjusted score is the raw mean plus the mean severity of whoever scored; it is not drawn to the middle
    for having fewer scores. Standard errors hold the error of the variances too (`reml.weighted`). `forbidden` pairs
    are not proposed as bridges.
    """
    parts = components(scores)
    reason = _why_not(scores, parts)
    if reason is not None:
        return NotIdentified(reason, parts, bridges(scores, forbidden) if len(parts) > 1 else ())
    crossed = Crossed(scores)
    best = most_likely(crossed)
    spread = weighted(crossed, best)
    quantile = student(max(1, len(scores) - len(scores.applicants) - len(scores.panelists) + 1))
    return Severity(
        Variance(best.ratios[0] * best.error, best.ratios[1] * best.error, best.error),
        _panelists(scores, best, spread, quantile),
        _applicants(scores, best, spread, quantile),
        scores,
        -best.effects[1:],
        best.inverse[1:, 1:] * best.error,
        weak_links(scores)[1:],
    )


def student(freedom: int) -> float:
    """The two-sided 95 % quantile of Student's t (expansion of Abramowitz & Stegun 1964, 26.7.5)."""
    if freedom < 3:
        return (12.706, 4.303)[freedom - 1]
    z, v = Z, float(freedom)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / v**power for power, term in enumerate(terms, 1))


def _why_not(scores: Scores, parts: tuple[Component, ...]) -> Message | None:
    if len(scores.panelists) < 2 or not len(scores.pairs[0]):
        return msg("At least two panelists must have scored the same applicant.")
    if len(parts) > 1:
        return msg("The scores fall into {n} parts that share neither an applicant nor a panelist.", n=len(parts))
    if len(scores) - len(scores.applicants) - len(scores.panelists) + 1 < 1:
        return msg("There are too few scores to tell severity from chance.")
    if float(np.ptp(scores.value)) == 0:
        return msg("All scores are the same.")
    return None


def weakly_linked(panelists: Sequence[str]) -> Message:
    """The warning about one group of them, by the names that it is given."""
    return msg("{panelists}: linked to the others by single applicants only.", panelists=", ".join(panelists))


Spread = tuple[tuple[float, Solution], ...]


def _panelists(scores: Scores, best: Solution, spread: Spread, quantile: float) -> tuple[PanelistSeverity, ...]:
    means = np.bincount(scores.panelist, scores.value, len(scores.panelists)) / scores.per_panelist
    found = -best.effects[1:]
    errors = [np.diag(solution.inverse)[1:] * solution.error for _, solution in spread]
    se = _pooled(found, [(w, -s.effects[1:], e) for (w, s), e in zip(spread, errors, strict=True)])
    low, high = found - quantile * se, found + quantile * se
    columns = (scores.per_panelist, means, found, se, low, high)
    return tuple(
        PanelistSeverity(name, int(n), *map(float, figures))
        for name, (n, *figures) in zip(scores.panelists, zip(*columns, strict=True), strict=True)
    )


def _applicants(scores: Scores, best: Solution, spread: Spread, quantile: float) -> tuple[AdjustedScore, ...]:
    found = _adjusted(scores, best)
    se = _pooled(found, [(w, _adjusted(scores, s), _errors(scores, s)) for w, s in spread])
    low, high = found - quantile * se, found + quantile * se
    columns = (scores.per_applicant, scores.raw, found, se, low, high)
    return tuple(
        AdjustedScore(name, int(n), *map(float, figures))
        for name, (n, *figures) in zip(scores.applicants, zip(*columns, strict=True), strict=True)
    )


def _adjusted(scores: Scores, solution: Solution) -> Floats:
    return scores.raw - _mean_over(scores, solution.effects[1:])


def _errors(scores: Scores, solution: Solution) -> Floats:
    """Variance of an adjusted score's error: its own errors, the severities taken out, and what is between the two.

    With u the shares of an applicant's panelists, B the inverse of the reduced equations, b its column of mu, and
    t = 1 / (1 + n · ratio): (1/n + u'Bu − 2t(u'Bu + u'b)) times the residual variance. The last part is there as an
    applicant's own errors are part of what the severities were estimated from.
    """
    n = scores.per_applicant.astype(np.float64)
    shrunk = 1 / (1 + n * solution.ratios[0])
    quadratic = _quadratic(scores, solution.inverse[1:, 1:])
    mu = _mean_over(scores, solution.inverse[1:, 0])
    variance = 1 / n + quadratic - 2 * shrunk * (quadratic + mu)
    return np.maximum(variance, 0) * solution.error


def _quadratic(scores: Scores, matrix: Floats) -> Floats:
    """u'Mu for every applicant, u the shares of their panelists, M symmetric."""
    first, second = scores.pairs
    one, other = scores.panelist[first], scores.panelist[second]
    both = np.bincount(scores.applicant[first], 2 * matrix[one, other], len(scores.applicants))
    own = np.bincount(scores.applicant, np.diag(matrix)[scores.panelist], len(scores.applicants))
    return np.asarray((own + both) / scores.per_applicant**2)


def _mean_over(scores: Scores, panelists: Floats) -> Floats:
    """The mean of something of the panelists over those who scored an applicant."""
    total = np.bincount(scores.applicant, panelists[scores.panelist], len(scores.applicants))
    return np.asarray(total / scores.per_applicant)


def _pooled(best: Floats, drawn: list[tuple[float, Floats, Floats]]) -> Floats:
    """Standard errors around the best estimates: those at each weighted solution, and how far the solutions differ."""
    total = np.zeros_like(best)
    for weight, value, variance in drawn:
        total += weight * (variance + (value - best) ** 2)
    return np.asarray(np.sqrt(total))
