"""The crossed model: against statsmodels, an independent dense likelihood, and changes that must not matter."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jetdesk.fairness.crossed import Crossed
from jetdesk.fairness.cutline import above_the_line
from jetdesk.fairness.scores import Scores
from jetdesk.fairness.severity import (
    NotIdentified,
    PanelistSeverity,
    Severity,
    Tendency,
    severity,
    student,
    weakly_linked,
)
from tests.benchmarks.severity_study import office, trial
from tests.fairness.examples import BALANCED, SHROUT_FLEISS, UNBALANCED, table

Rows = tuple[tuple[float | None, ...], ...]


def fitted(scores: Scores) -> Severity:
    found = severity(scores)
    assert isinstance(found, Severity)
    return found


def severities(found: Severity) -> list[float]:
    return [each.severity for each in found.panelists]


@pytest.mark.parametrize(
    ("rows", "applicant", "panelist", "residual", "expected"),
    [
        (BALANCED, 0.211455, 0.126536, 0.129538, (-0.3528, 0.0326, -0.134, 0.4542)),
        (UNBALANCED, 0.416264, 0.094463, 0.160151, (0.0267, 0.1914, -0.4664, 0.2252, -0.1785, 0.2016)),
    ],
)
def test_it_agrees_with_statsmodels(
    rows: tuple[tuple[float | None, ...], ...],
    applicant: float,
    panelist: float,
    residual: float,
    expected: Iterable[float],
) -> None:
    """statsmodels 0.15.0: MixedLM of y ~ 1 with variance components 0 + C(applicant) and 0 + C(panelist), REML."""
    found = fitted(table(rows))
    assert found.variance.applicant == pytest.approx(applicant, rel=1e-4)
    assert found.variance.panelist == pytest.approx(panelist, rel=1e-4)
    assert found.variance.residual == pytest.approx(residual, rel=1e-4)
    assert severities(found) == pytest.approx(list(expected), abs=1e-4)


def test_a_balanced_table_gives_the_components_of_its_mean_squares() -> None:
    """Shrout & Fleiss (1979): mean squares 11.24 (targets), 32.49 (judges), 1.02 (error), six targets, four judges."""
    found = fitted(table(SHROUT_FLEISS)).variance
    assert found.residual == pytest.approx(1.0194, abs=5e-4)
    assert found.applicant == pytest.approx((11.2417 - 1.0194) / 4, abs=5e-4)
    assert found.panelist == pytest.approx((32.4861 - 1.0194) / 6, abs=5e-4)


def dense_fit(scores: Scores, applicant: float, panelist: float) -> float:
    """Minus twice the REML log-likelihood with the residual variance profiled out, from the whole matrix V."""
    n = len(scores)
    za, zp = np.eye(len(scores.applicants))[scores.applicant], np.eye(len(scores.panelists))[scores.panelist]
    v = np.eye(n) + applicant * za @ za.T + panelist * zp @ zp.T
    inverse, ones = np.linalg.inv(v), np.ones((n, 1))
    information = ones.T @ inverse @ ones
    p = inverse - inverse @ ones @ np.linalg.inv(information) @ ones.T @ inverse
    error = float(scores.value @ p @ scores.value) / (n - 1)
    return float(np.linalg.slogdet(v)[1] + np.linalg.slogdet(information)[1] + (n - 1) * np.log(error))


@pytest.mark.parametrize("ratios", [(0.01, 0.02), (1.0, 1.0), (5.0, 0.3), (0.2, 40.0)])
def test_the_sparse_likelihood_is_the_dense_one(ratios: tuple[float, float]) -> None:
    scores = table(UNBALANCED)
    crossed = Crossed(scores)
    apart = [crossed.solve(*at).fit - dense_fit(scores, *at) for at in (ratios, (0.7, 0.7))]
    assert apart[0] == pytest.approx(apart[1], abs=1e-8), "they differ by a constant only"


@pytest.mark.parametrize("rows", [BALANCED, UNBALANCED])
def test_nothing_around_the_estimate_is_likelier(rows: Rows) -> None:
    scores = table(rows)
    found = fitted(scores).variance
    best = found.applicant / found.residual, found.panelist / found.residual
    least = dense_fit(scores, *best)
    for factors in ((1.05, 1), (0.95, 1), (1, 1.05), (1, 0.95), (1.03, 0.97)):
        assert dense_fit(scores, best[0] * factors[0], best[1] * factors[1]) > least


@given(st.permutations(range(6)), st.sampled_from([0.1, 3.0]), st.integers(-5, 5))
@settings(max_examples=12)
def test_order_and_scale_do_not_matter(order: list[int], factor: float, shift: int) -> None:
    before = fitted(table(UNBALANCED))
    shuffled = fitted(table(tuple(tuple(row[n] for n in order) for row in UNBALANCED)))
    assert [severities(before)[n] for n in order] == pytest.approx(severities(shuffled), abs=1e-4)
    scaled = fitted(replace(before.scores, value=before.scores.value * factor + shift))
    assert [x * factor for x in severities(before)] == pytest.approx(severities(scaled), rel=1e-3, abs=1e-4)
    moved = [each.adjusted * factor + shift for each in before.applicants]
    assert moved == pytest.approx([each.adjusted for each in scaled.applicants], rel=1e-3, abs=1e-4)


def test_panelists_who_do_not_differ_leave_the_scores_as_they_are() -> None:
    draw = np.random.default_rng(5)
    rows = [
        (f"a{a}", f"p{p}", merit + draw.normal(0, 0.1))
        for a, merit in enumerate(draw.normal(3, 1, 30))
        for p in range(3)
    ]
    found = fitted(Scores.of(rows))
    assert max(abs(x) for x in severities(found)) < 0.05
    assert all(abs(each.adjusted - each.raw) < 0.05 for each in found.applicants)
    assert all(each.low < each.adjusted < each.high for each in found.applicants)


# Refusals

PARTS = st.lists(st.integers(2, 4), min_size=2, max_size=4)


@given(PARTS, st.integers(2, 4), st.integers(0, 10_000))
@settings(max_examples=30)
def test_what_is_not_linked_is_always_refused(panels: list[int], applicants: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    rows = [
        (f"a{part}-{a}", f"p{part}-{p}", float(draw.integers(1, 6)))
        for part, size in enumerate(panels)
        for a in range(applicants)
        for p in range(size)
    ]
    found = severity(Scores.of(rows))
    assert isinstance(found, NotIdentified)
    assert len(found.components) == len(panels)
    assert len(found.bridges) == len(panels) - 1
    joined = severity(Scores.of([*rows, *((b.applicant, b.panelist, 3.0) for b in found.bridges)]))
    assert isinstance(joined, Severity) or not joined.bridges


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (((3, None), (4, None), (5, None)), "two panelists"),
        (((3, None), (None, 4)), "two panelists"),
        (((3, 4), (4, None)), "too few"),
        (((3, 3), (3, 3), (3, 3)), "All scores are the same"),
    ],
)
def test_too_little_is_refused_with_its_reason(rows: Rows, why: str) -> None:
    found = severity(table(rows))
    assert isinstance(found, NotIdentified)
    assert why in found.reason.text("en")


def test_a_weak_link_is_a_warning() -> None:
    made = office(3, links=1)
    groups = fitted(made.scores).weak_links
    assert groups
    assert weakly_linked(groups[0]).text("en").endswith("linked to the others by single applicants only.")
    assert fitted(table(UNBALANCED)).weak_links == ()


def test_a_tendency_is_told_only_where_the_interval_leaves_zero_out() -> None:
    given = {(0.1, 0.5): Tendency.SEVERE, (-0.5, -0.1): Tendency.LENIENT, (-0.1, 0.5): Tendency.IN_RANGE}
    for (low, high), expected in given.items():
        assert PanelistSeverity("p", 9, 3.0, (low + high) / 2, 0.1, low, high).tendency is expected


def test_quantiles_of_student() -> None:
    assert [round(student(n), 2) for n in (1, 2, 5, 10, 30, 1000)] == [12.71, 4.3, 2.57, 2.23, 2.04, 1.96]


# Offices that are made up


def test_adjusted_scores_are_nearer_to_the_truth_and_intervals_hold_it() -> None:
    """A short run of the study in tests/benchmarks/severity_study."""
    trials = [trial(seed) for seed in range(60)]
    gain = [each.adjusted - each.raw for each in trials]
    assert np.mean(gain) > 0.015
    assert np.mean([g > 0 for g in gain]) > 0.8
    assert 0.93 < np.mean([each.applicants for each in trials]) < 0.975
    assert 0.92 < np.mean([each.panelists for each in trials]) < 0.985


# The cut line


def test_the_chances_add_up_to_the_places_and_follow_the_scores() -> None:
    found = fitted(office(1, links=2).scores)
    chances = above_the_line(found, 20, seed=7)
    assert sum(chances.values()) == pytest.approx(20)
    assert chances == above_the_line(found, 20, seed=7)
    assert chances != above_the_line(found, 20, seed=8)
    best = sorted(found.applicants, key=lambda each: -each.adjusted)
    assert chances[best[0].applicant] > 0.95
    assert chances[best[-1].applicant] < 0.05
    assert np.corrcoef([chances[x.applicant] for x in best], [x.adjusted for x in best])[0, 1] > 0.8


def test_no_places_and_places_for_all_are_certain() -> None:
    found = fitted(table(BALANCED))
    assert set(above_the_line(found, 0, seed=1).values()) == {0.0}
    assert set(above_the_line(found, 12, seed=1).values()) == {1.0}


def test_two_who_scored_the_same_have_the_same_chance() -> None:
    draw = np.random.default_rng(2)
    rows = [tuple(float(v) for v in draw.normal(merit, 0.4, 3)) for merit in draw.normal(3, 0.5, 20)]
    chances = above_the_line(fitted(table((*rows, rows[0]))), 8, seed=3)
    assert chances["a000"] == pytest.approx(chances["a020"], abs=0.04)
