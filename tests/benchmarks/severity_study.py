"""1,000 simulated offices with planted severities: python -m tests.benchmarks.severity_study [SEEDS]

Prints what is claimed of adjusted scores: the gain in rank correlation with the truth over raw means, the coverage of
the 95 % intervals, and that offices whose panels share nothing are always refused.
"""

import sys
from dataclasses import dataclass

import numpy as np

from jetdesk.fairness.scores import Floats, Scores
from jetdesk.fairness.severity import NotIdentified, severity

PANELS, APPLICANTS = 4, 60


@dataclass(frozen=True, slots=True)
class Office:
    """Scores, and what was planted: merits by applicant, severities by panelist, both in points."""

    scores: Scores
    merits: Floats
    severities: Floats


@dataclass(frozen=True, slots=True)
class Trial:
    """One office: Spearman's correlations with the truth, and the shares of intervals that hold it."""

    raw: float
    adjusted: float
    applicants: float
    panelists: float


def office(seed: int, *, links: int) -> Office:
    """Panels of three, each with its own applicants; `links` applicants are also scored by a guest of the next panel.

    Merit has a standard deviation of 0.7 points, severity 0.4, and a sheet's mean of six criteria an error of 0.3 with
    the halo in it: a sheet is judged as a whole before it is judged by criteria.
    """
    draw = np.random.default_rng(seed)
    merits = 3.3 + draw.normal(0, 0.7, APPLICANTS)
    severities = draw.normal(0, 0.4, 3 * PANELS)
    rows = []
    guests = {applicant: (applicant % PANELS + 1) % PANELS for applicant in range(links * PANELS)}
    for applicant in range(APPLICANTS):
        seats = [3 * (applicant % PANELS) + seat for seat in range(3)]
        if applicant in guests:
            seats.append(3 * guests[applicant] + int(draw.integers(3)))
        for panelist in seats:
            value = merits[applicant] - severities[panelist] + draw.normal(0, 0.3)
            rows.append((f"a{applicant:03}", f"p{panelist:02}", float(value)))
    return Office(Scores.of(rows), merits, severities)


def trial(seed: int, *, links: int = 2) -> Trial:
    made = office(seed, links=links)
    found = severity(made.scores)
    assert not isinstance(found, NotIdentified)
    adjusted = np.array([each.adjusted for each in found.applicants])
    applicants = [each.low <= merit <= each.high for each, merit in zip(found.applicants, made.merits, strict=True)]
    panelists = [
        each.low <= planted <= each.high for each, planted in zip(found.panelists, made.severities, strict=True)
    ]
    return Trial(
        spearman(made.scores.raw, made.merits), spearman(adjusted, made.merits),
        float(np.mean(applicants)), float(np.mean(panelists)),
    )  # fmt: skip


def spearman(one: Floats, other: Floats) -> float:
    """Rank correlation; there are no ties among these."""
    ranks = [np.argsort(np.argsort(each)) for each in (one, other)]
    return float(np.corrcoef(*ranks)[0, 1])


def main(seeds: int) -> None:
    trials = [trial(seed) for seed in range(seeds)]
    refused = sum(isinstance(severity(office(seed, links=0).scores), NotIdentified) for seed in range(seeds))
    gain = np.array([each.adjusted - each.raw for each in trials])
    print(f"{seeds} offices of {APPLICANTS} applicants, {PANELS} panels of three, two links a panel")
    print(
        f"rank correlation with the truth: raw {np.mean([t.raw for t in trials]):.3f}, adjusted "
        f"{np.mean([t.adjusted for t in trials]):.3f}, gain {gain.mean():+.3f}, better in {(gain > 0).mean():.1%}"
    )
    print(
        f"95 % intervals hold the truth: applicants {np.mean([t.applicants for t in trials]):.1%}, "
        f"panelists {np.mean([t.panelists for t in trials]):.1%}"
    )
    print(f"disconnected offices refused: {refused} of {seeds}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
