"""The score sheet: totals, what leaves them, and what is left to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.domain.rubric import Rubric
from jetdesk.domain.sheet import (
    OVERALL_NAMES,
    Draft,
    Gap,
    GapKind,
    Overall,
    Rating,
    Total,
    bonus_points,
    gaps,
    weighted_total,
)
from jetdesk.errors import Refused

HALFWAY = (
    Rating("adaptability", 5),
    Rating("professionalism", 4),
    Rating("motivation", 4, note="Dialect glossary and the Uwajima correspondence."),
    Rating("communication", 4),
    Rating("teaching", 3),
)
"""The sheet of the interview screen: five of six rated, no note for the 5, no overall."""


def test_a_part_never_looks_like_a_low_whole(alt: Rubric) -> None:
    total = weighted_total(alt, HALFWAY)
    assert total == Total(points=67, out_of=85, scored=5, criteria=6)
    assert total.percent == pytest.approx(78.8235, abs=1e-4)


def test_what_is_left_is_listed_in_the_order_of_the_rubric(alt: Rubric) -> None:
    left = gaps(alt, HALFWAY, None)
    assert left == (
        Gap(GapKind.NOTE, "adaptability", 5),
        Gap(GapKind.RATE, "culture"),
        Gap(GapKind.OVERALL),
    )
    assert [gap.message(alt, "en").text("en") for gap in left] == [
        "Add a note for the 5 in Adaptability",
        "Score Cultural ambassadorship",
        "Choose an overall recommendation",
    ]


def test_the_order_of_rating_does_not_change_the_order_of_gaps(alt: Rubric) -> None:
    assert gaps(alt, HALFWAY[::-1], None) == gaps(alt, HALFWAY, None)


def test_an_empty_sheet_has_no_percent_and_every_gap(alt: Rubric) -> None:
    assert weighted_total(alt, ()) == Total(0, 0, 0, 6)
    assert weighted_total(alt, ()).percent is None
    assert [gap.criterion for gap in gaps(alt, (), None)] == [*(c.id for c in alt.criteria), ""]


def test_a_full_sheet_has_no_gaps(alt: Rubric) -> None:
    ratings = [Rating(criterion.id, 3) for criterion in alt.criteria]
    assert gaps(alt, ratings, Overall.RECOMMEND) == ()
    assert weighted_total(alt, ratings).percent == 60


def test_cannot_assess_leaves_both_sums(alt: Rubric) -> None:
    without = Rating("teaching", cannot_assess=True, note="The mock lesson fell out.")
    assert weighted_total(alt, (*HALFWAY[:4], without)) == Total(55, 65, 4, 6)


def test_a_level_left_behind_by_cannot_assess_does_not_count(alt: Rubric) -> None:
    both = Rating("teaching", 3, cannot_assess=True)
    assert both.counted is None
    assert weighted_total(alt, (*HALFWAY[:4], both)) == Total(55, 65, 4, 6)


def test_cannot_assess_needs_a_reason(alt: Rubric) -> None:
    ratings = [Rating(criterion.id, 3) for criterion in alt.criteria[:-1]]
    gap = Gap(GapKind.REASON, "teaching")
    assert gaps(alt, (*ratings, Rating("teaching", cannot_assess=True, note=" ")), Overall.RESERVE) == (gap,)
    assert gaps(alt, (*ratings, Rating("teaching", cannot_assess=True, note="No time")), Overall.RESERVE) == ()
    assert gap.message(alt, "en").text("en") == "Say why Teaching aptitude (mock lesson) cannot be assessed"


@pytest.mark.parametrize(("level", "needed"), [(1, True), (2, False), (3, False), (4, False), (5, True)])
def test_the_extremes_need_a_note_and_blanks_are_none(alt: Rubric, level: int, needed: bool) -> None:
    ratings = [Rating(criterion.id, 3) for criterion in alt.criteria[1:]]
    left = gaps(alt, (Rating("adaptability", level, note="  \n"), *ratings), Overall.DECLINE)
    assert left == ((Gap(GapKind.NOTE, "adaptability", level),) if needed else ())


def test_gaps_name_the_criterion_in_the_language_asked_for(small: Rubric) -> None:
    assert "志望動機" in Gap(GapKind.RATE, "motivation").message(small, "ja").text("en")


def test_a_bonus_stands_beside_the_total_and_is_never_missing(small: Rubric) -> None:
    ratings = (Rating("motivation", 3), Rating("communication", 2))
    assert gaps(small, ratings, Overall.RESERVE) == ()
    with_bonus = (*ratings, Rating("extra", 5))
    assert weighted_total(small, with_bonus) == weighted_total(small, ratings) == Total(16, 30, 2, 2)
    assert bonus_points(small, with_bonus) == 15
    assert bonus_points(small, (Rating("extra", cannot_assess=True), *ratings)) == 0


@pytest.mark.parametrize(("level", "percent"), [(6, 100), (5, 86.7), (4, 69.5), (3, 51.2), (2, 29.3), (1, 0)])
def test_levels_are_worth_their_points_not_their_number(uneven: Rubric, level: int, percent: float) -> None:
    total = weighted_total(uneven, (Rating("first", level), Rating("second", level)))
    assert total.percent == pytest.approx(percent)
    assert total.out_of == 300


def test_uneven_points_are_weighted(uneven: Rubric) -> None:
    assert weighted_total(uneven, (Rating("first", 6), Rating("second", 1))).percent == pytest.approx(100 / 3)


def test_a_level_outside_the_scale_is_refused(small: Rubric) -> None:
    with pytest.raises(Refused, match="no level 6"):
        weighted_total(small, (Rating("motivation", 6),))


def test_ratings_of_other_rubrics_are_left_out(small: Rubric) -> None:
    assert weighted_total(small, (Rating("coaching", 5), Rating("motivation", 1))) == Total(4, 20, 1, 2)


def test_a_draft_gives_an_empty_rating_for_what_is_not_yet_rated() -> None:
    draft = Draft("applicant", "panelist", (Rating("motivation", 4),))
    assert draft.rating("motivation").level == 4
    assert draft.rating("culture") == Rating("culture")


def test_overall_rises_from_decline_to_strongly() -> None:
    assert [overall.step for overall in Overall] == [1, 2, 3, 4]
    assert set(OVERALL_NAMES) == set(Overall)


LEVELS = st.one_of(st.none(), st.integers(1, 6))


@given(LEVELS, LEVELS)
def test_a_percent_lies_between_none_and_all(uneven: Rubric, first: int | None, second: int | None) -> None:
    ratings = (Rating("first", first), Rating("second", second))
    total = weighted_total(uneven, ratings)
    assert total == weighted_total(uneven, ratings[::-1])
    assert total.scored == sum(level is not None for level in (first, second))
    assert (total.percent is None) == (total.scored == 0)
    assert total.percent is None or 0 <= total.percent <= 100.0000001


@given(st.permutations(range(6)), st.lists(st.integers(1, 5), min_size=6, max_size=6))
def test_the_total_does_not_depend_on_the_order_of_ratings(alt: Rubric, order: list[int], levels: list[int]) -> None:
    ratings = [Rating(criterion.id, level) for criterion, level in zip(alt.criteria, levels, strict=True)]
    assert weighted_total(alt, [ratings[i] for i in order]) == weighted_total(alt, ratings)
