"""Krippendorff's alpha: agreement with any number of panelists, any missing scores, and four metrics."""

from enum import StrEnum

import numpy as np

from jetdesk.fairness.scores import Floats, Scores

_BLOCK = 1000


class Metric(StrEnum):
    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def alpha(scores: Scores, metric: Metric) -> float | None:
    """1 − observed / expected disagreement (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability).

    Only applicants with two scores and more count. None with fewer than two of them in all, or where all scores are
    equal. The ordinal difference of two values is that of their middle ranks among the values that count, squared.
    """
    sizes = scores.per_applicant[scores.applicant]
    kept = scores.value[sizes > 1]
    if not len(kept):
        return None
    values = _ranked(scores.value, kept) if metric is Metric.ORDINAL else scores.value
    expected = _expected(values[sizes > 1], metric)
    if expected <= 0:
        return None
    first, second = scores.pairs
    weights = 2 / (sizes[first] - 1)
    observed = float((weights * _difference(values[first], values[second], metric)).sum()) / len(kept)
    return 1 - observed / expected


def _difference(one: Floats, other: Floats, metric: Metric) -> Floats:
    if metric is Metric.NOMINAL:
        return np.where(one != other, 1.0, 0.0)
    apart: Floats = one - other
    if metric is Metric.RATIO:
        total = one + other
        apart = np.divide(apart, total, out=np.zeros_like(apart), where=total != 0)
    squared: Floats = np.square(apart)
    return squared


def _expected(values: Floats, metric: Metric) -> float:
    """Mean difference of two different scores of the whole, whoever they are of."""
    n = len(values)
    if metric is Metric.NOMINAL:
        counts = np.unique(values, return_counts=True)[1].astype(np.float64)
        return float(n**2 - (counts**2).sum()) / (n * (n - 1))
    if metric is Metric.RATIO:
        return _expected_ratio(values) / (n * (n - 1))
    centred = values - values.mean()
    return float(2 * n * (centred**2).sum()) / (n * (n - 1))


def _expected_ratio(values: Floats) -> float:
    known, counts = np.unique(values, return_counts=True)
    total = 0.0
    for start in range(0, len(known), _BLOCK):
        part = slice(start, start + _BLOCK)
        apart = _difference(known[part, None], np.broadcast_to(known, (len(known[part]), len(known))), Metric.RATIO)
        total += float(counts[part] @ apart @ counts)
    return total


def _ranked(values: Floats, kept: Floats) -> Floats:
    """The middle rank of each value among those kept."""
    known, counts = np.unique(kept, return_counts=True)
    middle = np.cumsum(counts) - counts / 2
    ranked: Floats = middle[np.minimum(np.searchsorted(known, values), len(known) - 1)]
    return ranked
