"""Least squares of applicants and panelists: applicants are eliminated, a system of the panelists' size is solved."""

import numpy as np

from jetdesk.fairness.scores import Floats, Scores


def crossings(scores: Scores) -> dict[int, Floats]:
    """By number of scores m: how often each two panelists scored the same applicant with m scores, (p, p).

    Everything that a crossed model needs of who scored whom, in time and memory linear in pairs of scores.
    """
    p = len(scores.panelists)
    size = scores.per_applicant[scores.applicant]
    first, second = scores.pairs
    found = {}
    for m in np.unique(scores.per_applicant):
        own = np.bincount(scores.panelist[size == m], minlength=p).astype(np.float64)
        of_size = size[first] == m
        one, other = scores.panelist[first[of_size]], scores.panelist[second[of_size]]
        flat = np.bincount(one * p + other, minlength=p * p).reshape(p, p).astype(np.float64)
        found[int(m)] = flat + flat.T + np.diag(own)
    return found


def residual_sum(scores: Scores) -> float:
    """What fixed effects of applicants and panelists leave unexplained (sum of squares)."""
    reduced = np.diag(scores.per_panelist.astype(np.float64))
    for m, table in crossings(scores).items():
        reduced -= table / m
    inner = scores.value - scores.raw[scores.applicant]
    right = np.bincount(scores.panelist, inner, len(scores.panelists))
    solved = np.linalg.lstsq(reduced, right, rcond=None)[0]
    return max(0.0, float((inner**2).sum() - right @ solved))
