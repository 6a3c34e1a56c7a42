"""Intraclass correlations: how much of what parts the scores are the applicants."""

from dataclasses import dataclass

import numpy as np

from jetdesk.fairness.connectivity import components
from jetdesk.fairness.effects import residual_sum
from jetdesk.fairness.scores import Floats, Ints, Scores


@dataclass(frozen=True, slots=True)
class Icc:
    """The six coefficients of Shrout & Fleiss (1979); None where the scores do not determine one.

    `k` is the number of scores an applicant that the averaged ones speak of. Negative estimates are given as they are.
    """

    icc1: float | None = None
    icc1k: float | None = None
    icc2: float | None = None
    icc2k: float | None = None
    icc3: float | None = None
    icc3k: float | None = None
    k: float = 0.0


def icc(scores: Scores) -> Icc:
    """From mean squares; with missing scores by components of variance, which give the same where none is missing.

    One-way: analysis of variance with k0 = (N − Σn²/N) / (a − 1) scores a group (Searle, Casella & McCulloch 1992).
    Two-way without interaction: Henderson's (1953) method III. With one score a cell its coefficients are N − p for
    applicants after panelists and N − a for panelists after applicants, on a connected design.
    """
    n, sizes = len(scores), scores.per_applicant
    groups = len(scores.applicants)
    if groups < 2 or n <= groups:
        return Icc()
    k = float((n - (sizes**2).sum() / n) / (groups - 1))
    within = _sum_within(scores.value, scores.applicant, sizes)
    between = float((sizes * (scores.raw - scores.value.mean()) ** 2).sum())
    error = within / (n - groups)
    one_way = _shares((between / (groups - 1) - error) / k, error, k)
    two, three = _two_way(scores, within, k)
    return Icc(*one_way, *two, *three, k)


Pair = tuple[float | None, float | None]


def _two_way(scores: Scores, within_applicants: float, k: float) -> tuple[Pair, Pair]:
    n, a, p = len(scores), len(scores.applicants), len(scores.panelists)
    left = n - a - p + 1
    if p < 2 or left < 1 or n == p or len(components(scores)) > 1:
        return (None, None), (None, None)
    residual = residual_sum(scores)
    error = residual / left
    within_panelists = _sum_within(scores.value, scores.panelist, scores.per_panelist)
    applicant = (within_panelists - residual - (a - 1) * error) / (n - p)
    panelist = (within_applicants - residual - (p - 1) * error) / (n - a)
    return _shares(applicant, panelist + error, k), _shares(applicant, error, k)


def _shares(applicant: float, rest: float, k: float) -> Pair:
    """Of one score, and of the mean of k."""
    return _share(applicant, rest), _share(applicant, rest / k)


def _share(part: float, rest: float) -> float | None:
    whole = part + rest
    return part / whole if abs(whole) > 1e-12 * (abs(part) + abs(rest)) and abs(whole) > 1e-12 else None


def _sum_within(value: Floats, group: Ints, sizes: Ints) -> float:
    """Sum of squares within groups."""
    means = np.bincount(group, value, len(sizes)) / np.maximum(sizes, 1)
    return float(((value - means[group]) ** 2).sum())
