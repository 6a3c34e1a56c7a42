"""Agreement against published results, by brute force, and under changes that must not matter."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.fairness.agreement import agreement, near
from jetdesk.fairness.alpha import Metric, alpha
from jetdesk.fairness.icc import Icc, icc
from jetdesk.fairness.scores import Scores
from tests.fairness.examples import KRIPPENDORFF, SHROUT_FLEISS, across, table

LEVELS = st.integers(1, 5)
COMPLETE = st.integers(2, 5).flatmap(lambda k: st.lists(st.tuples(*[LEVELS] * k), min_size=2, max_size=8))
SPARSE = st.lists(st.tuples(*[st.none() | LEVELS] * 4), min_size=1, max_size=8)
NAMES = ("icc1", "icc1k", "icc2", "icc2k", "icc3", "icc3k")


def six(found: Icc) -> list[float | None]:
    return [getattr(found, name) for name in NAMES]


def close(one: Iterable[float | None], other: Iterable[float | None]) -> bool:
    pairs = list(zip(one, other, strict=True))
    return all((a is None) == (b is None) and (a is None or a == pytest.approx(b, abs=1e-6)) for a, b in pairs)


def test_the_table_of_shrout_and_fleiss() -> None:
    found = [round(value or 0, 2) for value in six(icc(table(SHROUT_FLEISS)))]
    assert dict(zip(NAMES, found, strict=True)) == {
        "icc1": 0.17, "icc1k": 0.44, "icc2": 0.29, "icc2k": 0.62, "icc3": 0.71, "icc3k": 0.91,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("metric", "expected"),
    [(Metric.NOMINAL, 0.743), (Metric.ORDINAL, 0.815), (Metric.INTERVAL, 0.849), (Metric.RATIO, 0.797)],
)
def test_the_example_of_krippendorff_with_missing_data(metric: Metric, expected: float) -> None:
    assert alpha(across(KRIPPENDORFF), metric) == pytest.approx(expected, abs=0.0005)


def mean_squares(rows: list[tuple[int, ...]]) -> list[float | None]:
    """Shrout & Fleiss (1979), straight from a complete table."""
    x = np.array(rows, dtype=float)
    n, k = x.shape
    between = k * ((x.mean(1) - x.mean()) ** 2).sum() / (n - 1)
    judges = n * ((x.mean(0) - x.mean()) ** 2).sum() / (k - 1)
    within = ((x - x.mean(1, keepdims=True)) ** 2).sum() / (n * (k - 1))
    error = ((x - x.mean(1, keepdims=True) - x.mean(0) + x.mean()) ** 2).sum() / ((n - 1) * (k - 1))
    fractions = (
        (between - within, between + (k - 1) * within), (between - within, between),
        (between - error, between + (k - 1) * error + k * (judges - error) / n),
        (between - error, between + (judges - error) / n),
        (between - error, between + (k - 1) * error), (between - error, between),
    )  # fmt: skip
    return [top / bottom if abs(bottom) > 1e-6 else None for top, bottom in fractions]


@given(COMPLETE)
def test_a_complete_table_gives_the_mean_squares_of_shrout_and_fleiss(rows: list[tuple[int, ...]]) -> None:
    found, expected = six(icc(table(tuple(rows)))), mean_squares(rows)
    for one, other in zip(found, expected, strict=True):
        if one is not None and other is not None:
            assert one == pytest.approx(other, abs=1e-6)


@given(SPARSE, st.permutations(range(4)), st.sampled_from([2.0, 0.25]), st.integers(-3, 3))
def test_names_and_the_unit_of_the_scale_do_not_matter(
    rows: list[tuple[int | None, ...]], order: list[int], factor: float, shift: int
) -> None:
    scores = table(tuple(rows))
    if not len(scores):
        return
    shuffled = table(tuple(tuple(row[n] for n in order) for row in rows[::-1]))
    scaled = replace(scores, value=scores.value * factor + shift)
    assert close(six(icc(scores)), six(icc(shuffled)))
    assert close(six(icc(scores)), six(icc(scaled)))
    for metric in Metric:
        assert close([alpha(scores, metric)], [alpha(shuffled, metric)])
    for metric in (Metric.NOMINAL, Metric.ORDINAL, Metric.INTERVAL):
        assert close([alpha(scores, metric)], [alpha(scaled, metric)])


@given(SPARSE)
def test_alpha_by_brute_force(rows: list[tuple[int | None, ...]]) -> None:
    units = [[v for v in row if v is not None] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    flat = [v for unit in units for v in unit]
    apart = sum((a - b) ** 2 for a, b in combinations(flat, 2))
    found = alpha(table(tuple(rows)), Metric.INTERVAL)
    if not apart:
        assert found is None
        return
    seen = sum(2 * sum((a - b) ** 2 for a, b in combinations(unit, 2)) / (len(unit) - 1) for unit in units) / len(flat)
    assert found == pytest.approx(1 - seen / (2 * apart / (len(flat) * (len(flat) - 1))))


def test_full_agreement_is_one_and_a_single_score_says_nothing() -> None:
    same = agreement(table(((1, 1), (4, 4), (5, 5))), range(1, 6))
    assert close(six(same.icc), [1.0] * 6)
    assert (same.alpha_interval, same.exact, same.adjacent, same.pairs) == (1.0, 1.0, 1.0, 3)
    alone = agreement(table(((1, None), (None, 4))), range(1, 6))
    assert (six(alone.icc), alone.alpha_ordinal, alone.exact, alone.pairs) == ([None] * 6, None, None, 0)
    assert alpha(table(((3, 3), (3, 3))), Metric.NOMINAL) is None


def test_scores_that_share_no_panelist_have_no_two_way_coefficients() -> None:
    apart = icc(table(((1, 2, None, None), (3, 4, None, None), (None, None, 5, 3), (None, None, 2, 1))))
    assert apart.icc1 == pytest.approx(0.5962, abs=5e-5), "(3.4583 − 0.875) / (3.4583 + 0.875)"
    assert (apart.icc2, apart.icc3k) == (None, None)


@given(SPARSE)
def test_exact_and_adjacent_by_brute_force_with_uneven_levels(rows: list[tuple[int | None, ...]]) -> None:
    points = {1: 0.0, 2: 29.3, 3: 51.2, 4: 69.5, 5: 100.0}
    pairs = [pair for row in rows for pair in combinations([v for v in row if v is not None], 2)]
    scores = table(tuple(tuple(None if v is None else points[v] for v in row) for row in rows))
    exact, adjacent = near(scores, list(points.values()))
    if not pairs:
        assert (exact, adjacent) == (None, None)
        return
    assert exact == pytest.approx(sum(a == b for a, b in pairs) / len(pairs))
    assert adjacent == pytest.approx(sum(abs(a - b) < 2 for a, b in pairs) / len(pairs))


def test_a_large_sparse_office_needs_no_table() -> None:
    draw = np.random.default_rng(1)
    rows = [
        (f"a{a:04}", f"p{p:02}", float(draw.integers(1, 6)))
        for a in range(5000)
        for p in draw.choice(60, 3, replace=False)
    ]
    found = agreement(Scores.of(rows), range(1, 6))
    assert found.pairs == 15_000
    assert found.icc.icc1 == pytest.approx(0, abs=0.05)
    assert found.exact == pytest.approx(0.2, abs=0.02)


def test_two_scores_of_one_panelist_are_a_fault() -> None:
    with pytest.raises(ValueError, match="twice"):
        Scores.of([("a", "p", 1), ("a", "p", 2)])
