"""The chance of standing above the cut line, drawn from what the scores leave open."""

from collections.abc import Collection

import numpy as np

from jetdesk.fairness.scores import Floats
from jetdesk.fairness.severity import Severity

DRAWS, BLOCK = 4000, 200


def above_the_line(
    found: Severity, places: int, *, seed: int, draws: int = DRAWS, among: Collection[str] | None = None
) -> dict[str, float]:
    """By applicant, the share of draws in which the adjusted score is among the best `places` (of those `among` only).

    Severities are drawn jointly (they move all applicants of a panelist together), then each applicant's score given
    them. The same seed gives the same shares (PCG64); memory is that of a block of draws.
    """
    scores = found.scores
    kept = np.array([among is None or name in among for name in scores.applicants], dtype=bool)
    names, count = [name for name, own in zip(scores.applicants, kept, strict=True) if own], int(kept.sum())
    if places <= 0 or places >= count:
        return dict.fromkeys(names, 1.0 if places > 0 else 0.0)
    generator = np.random.Generator(np.random.PCG64(seed))
    root = _root(found.covariance)
    noise = np.sqrt(found.variance.residual / scores.per_applicant)
    above = np.zeros(count)
    for start in range(0, draws, BLOCK):
        size = min(BLOCK, draws - start)
        harsh = found.effects + generator.standard_normal((size, len(found.effects))) @ root.T
        drawn = scores.raw + _mean_of(harsh, found) + generator.standard_normal((size, len(kept))) * noise
        drawn = drawn[:, kept]
        best = np.argpartition(-drawn, places - 1, axis=1)[:, :places]
        above += np.bincount(best.ravel(), minlength=count)
    return dict(zip(names, (above / draws).tolist(), strict=True))


def _mean_of(harsh: Floats, found: Severity) -> Floats:
    """By draw and applicant, the mean severity of whoever scored: shape (draws, applicants)."""
    scores = found.scores
    starts = np.concatenate(([0], np.cumsum(scores.per_applicant)[:-1]))
    return np.asarray(np.add.reduceat(harsh[:, scores.panelist], starts, axis=1) / scores.per_applicant)


def _root(covariance: Floats) -> Floats:
    """A matrix whose square the covariance is, also where it is not of full rank."""
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0)))
