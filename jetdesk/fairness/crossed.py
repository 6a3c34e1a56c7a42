"""The crossed random-effects model, its likelihood and its solution for given ratios of variances.

y = mu + applicant + panelist + error, applicant and panelist random. Henderson's mixed model equations with the
applicants eliminated: their block is diagonal, so that a system of the panelists' size is all that is solved, and after
one pass over the scores no step depends on their number (Henderson 1953; Bates & DebRoy 2004 for the profiled REML).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jetdesk.fairness.effects import crossings
from jetdesk.fairness.scores import Floats, Ints, Scores


@dataclass(frozen=True)
class Solution:
    """At one pair of ratios: `inverse` is that of the reduced equations (mu, panelists), to be multiplied by `error`.

    `effects`: mu and the panelists' effects (leniency, in points); `fit`: minus twice the REML log-likelihood but for a
    constant; `error`: the residual variance.
    """

    ratios: tuple[float, float]
    effects: Floats
    inverse: Floats
    error: float
    fit: float


class Crossed:
    """One set of scores, prepared. Ratios are variances of applicant and panelist over that of the error."""

    def __init__(self, scores: Scores) -> None:
        self.scores = scores
        self._n, self._a, self._p = len(scores), len(scores.applicants), len(scores.panelists)
        self._mean = float(scores.value.mean())
        self._value = scores.value - self._mean
        self._tables = crossings(scores)

    @cached_property
    def _sums(self) -> dict[int, tuple[int, float, float, Floats]]:
        """By number of scores m: applicants, sum of their totals, of the totals' squares, totals by panelist."""
        total = np.bincount(self.scores.applicant, self._value, self._a)
        size, found = self.scores.per_applicant, {}
        for m in self._tables:
            kept = size == m
            of_score = kept[self.scores.applicant]
            weights = total[self.scores.applicant[of_score]]
            by_panelist = _sums(self.scores.panelist[of_score], weights, self._p)
            totals = total[kept]
            found[m] = (int(kept.sum()), float(totals.sum()), float((totals**2).sum()), by_panelist)
        return found

    @cached_property
    def _plain(self) -> tuple[Floats, Floats, float]:
        """Counts and sums by panelist, and the sum of squares."""
        counts = self.scores.per_panelist.astype(np.float64)
        return counts, _sums(self.scores.panelist, self._value, self._p), float((self._value**2).sum())

    def solve(self, applicant: float, panelist: float) -> Solution:
        """At these ratios, both above zero."""
        left, right, square, pivots = self._reduced(applicant, panelist)
        inverse: Floats = np.linalg.inv(left).astype(np.float64)
        effects: Floats = inverse @ right
        error = self._error(square, effects, right)
        fit = self._minus_twice_log(error, left, pivots, applicant, panelist)
        effects[0] += self._mean
        return Solution((applicant, panelist), effects, inverse, error, fit)

    def fit(self, applicant: float, panelist: float) -> float:
        """`solve(…).fit`, for less."""
        left, right, square, pivots = self._reduced(applicant, panelist)
        effects: Floats = np.linalg.solve(left, right).astype(np.float64)
        error = self._error(square, effects, right)
        return self._minus_twice_log(error, left, pivots, applicant, panelist)

    def _error(self, square: float, effects: Floats, right: Floats) -> float:
        return max((square - float(effects @ right)) / (self._n - 1), 1e-300)

    def _minus_twice_log(self, error: float, left: Floats, pivots: float, applicant: float, panelist: float) -> float:
        log_det = pivots + float(np.linalg.slogdet(left)[1])
        ratios = self._a * np.log(applicant) + self._p * np.log(panelist)
        return float((self._n - 1) * np.log(error) + ratios + log_det)

    def _reduced(self, applicant: float, panelist: float) -> tuple[Floats, Floats, float, float]:
        """Matrix and right side of the equations of mu and panelists, what is left of y'y, and the pivots' log."""
        counts, sums, square = self._plain
        ridge = 1 / applicant
        left = np.empty((self._p + 1, self._p + 1))
        right = np.empty(self._p + 1)
        left[0, 0], left[0, 1:], left[1:, 1:] = self._n, counts, np.diag(counts + 1 / panelist)
        right[0], right[1:] = sums.sum(), sums
        log_det = 0.0
        for m, table in self._tables.items():
            many, total, squares, by_panelist = self._sums[m]
            share = 1 / (m + ridge)
            left[0, 0] -= many * m**2 * share
            left[0, 1:] -= m * share * np.diag(table)
            left[1:, 1:] -= share * table
            right[0] -= m * share * total
            right[1:] -= share * by_panelist
            square -= share * squares
            log_det += many * float(np.log(m + ridge))
        left[1:, 0] = left[0, 1:]
        return left, right, square, log_det


def _sums(group: Ints, value: Floats, count: int) -> Floats:
    return np.bincount(group, value, count).astype(np.float64)
