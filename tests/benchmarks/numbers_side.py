"""The severity of a large office, beside one sparse least-squares solve of the same system."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from jetdesk.fairness.scores import Floats, Scores
from jetdesk.fairness.severity import severity
from tests.benchmarks.measure import Line, typical

APPLICANTS, PANELISTS, EACH = 5000, 60, 3
CLOSE = 1e-6


def lines(folder: Path) -> Iterator[Line]:
    scores = office(APPLICANTS)
    solve, fit = typical(lambda: least_squares(scores), 5), typical(lambda: severity(fresh(scores)), 5)
    yield Line(f"severity of {APPLICANTS:,} applicants x {EACH} of {PANELISTS} panelists", fit, "s", 10 * solve)
    larger = office(2 * APPLICANTS)
    twice = typical(lambda: severity(fresh(larger)), 5)
    yield Line("severity of twice as many", twice, "s", 2.4 * fit)


def office(applicants: int) -> Scores:
    draw = np.random.default_rng(1)
    merits, severities = draw.normal(60, 14, applicants), draw.normal(0, 8, PANELISTS)
    of = np.repeat(np.arange(applicants), EACH)
    by = np.concatenate([draw.choice(PANELISTS, EACH, replace=False) for _ in range(applicants)])
    value = merits[of] - severities[by] + draw.normal(0, 6, len(of))
    names = tuple(f"a{n:05}" for n in range(applicants)), tuple(f"p{n:02}" for n in range(PANELISTS))
    return Scores(*names, of.astype(np.intp), by.astype(np.intp), value)


def fresh(scores: Scores) -> Scores:
    """Without what was worked out before."""
    return Scores(scores.applicants, scores.panelists, scores.applicant, scores.panelist, scores.value)


def least_squares(scores: Scores) -> Floats:
    """Conjugate gradients on the normal equations (Hestenes & Stiefel 1952), the matrix never formed."""
    a, p = len(scores.applicants), len(scores.panelists)

    def times(x: Floats) -> Floats:
        return x[:a][scores.applicant] + x[a:][scores.panelist]

    def transposed(y: Floats) -> Floats:
        return np.concatenate((np.bincount(scores.applicant, y, a), np.bincount(scores.panelist, y, p)))

    x = np.zeros(a + p)
    residual = scores.value.copy()
    gradient = transposed(residual)
    direction, size = gradient, float(gradient @ gradient)
    least = size * CLOSE**2
    while size > least:
        step = times(direction)
        length = size / float(step @ step)
        x, residual = x + length * direction, residual - length * step
        gradient = transposed(residual)
        before, size = size, float(gradient @ gradient)
        direction = gradient + size / before * direction
    return x
