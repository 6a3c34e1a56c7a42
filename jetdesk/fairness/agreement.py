"""How far the panelists agree, in all the figures that are printed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jetdesk.fairness.alpha import Metric, alpha
from jetdesk.fairness.icc import Icc, icc
from jetdesk.fairness.scores import Scores

_HAIR = 1e-9
ENOUGH = 0.6
"""Alpha below it: panelists read a criterion differently. Krippendorff (2004) asks .667 of tentative conclusions."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """`exact` and `adjacent` are shares of the `pairs` of scores of one applicant; None where there is none."""

    icc: Icc
    alpha_nominal: float | None
    alpha_ordinal: float | None
    alpha_interval: float | None
    alpha_ratio: float | None
    exact: float | None
    adjacent: float | None
    pairs: int


def agreement(scores: Scores, levels: Sequence[float]) -> Agreement:
    """`levels`: the points of the scale's levels. Scores between two levels count by their place between them."""
    exact, adjacent = near(scores, levels)
    nominal, ordinal, interval, ratio = (alpha(scores, metric) for metric in Metric)
    return Agreement(icc(scores), nominal, ordinal, interval, ratio, exact, adjacent, len(scores.pairs[0]))


def near(scores: Scores, levels: Sequence[float]) -> tuple[float | None, float | None]:
    """Shares of pairs at the same place, and at most one level apart, whatever the levels are worth."""
    first, second = scores.pairs
    if not len(first):
        return None, None
    known = np.sort(np.asarray(levels, dtype=np.float64))
    place = np.interp(scores.value, known, np.arange(len(known), dtype=np.float64))
    apart = np.abs(place[first] - place[second])
    return float((apart < _HAIR).mean()), float((apart < 1 + _HAIR).mean())
