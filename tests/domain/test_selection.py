"""Ranking: means, ties, the draw, the cut line, overrides, those without a rank."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.selection import (
    OUTCOME_NAMES,
    Candidate,
    Mean,
    Outcome,
    Override,
    Ranking,
    Sheet,
    rank,
    tie_break_name,
)
from jetdesk.domain.sheet import Overall, Rating

MakeCandidate = Callable[..., Candidate]
RULES = ("overall", "criterion:motivation", "criterion:communication", "draw")


def ranked(
    rubric: Rubric,
    *candidates: Candidate,
    quota: int = 1,
    alternates: int = 1,
    tie_breaks: tuple[str, ...] = RULES,
    overrides: tuple[Override, ...] = (),
    seed: str = "WH-2026-ALT",
) -> Ranking:
    return rank(
        Position.ALT,
        rubric,
        candidates,
        quota=quota,
        alternates=alternates,
        tie_breaks=tie_breaks,
        overrides=overrides,
        draw_seed=seed,
    )


def moved(number: str, to: int, minute: int = 0) -> Override:
    at = datetime(2026, 2, 20, 11, minute, tzinfo=UTC)
    return Override(f"id-{number}", to, "Committee decision", "Haruka Ishigami", at)


def numbers(ranking: Ranking) -> list[str]:
    return [standing.candidate.application_no for standing in ranking.ranked]


def ladder(candidate: MakeCandidate, count: int) -> list[Candidate]:
    """Candidates 1, 2, … from best to worst, all different."""
    steps = [(m, c) for m in range(5, 0, -1) for c in range(5, 0, -1)]
    best_first = sorted(set(steps), key=lambda s: (-(4 * s[0] + 2 * s[1]), s))
    apart = {4 * m + 2 * c: (m, c) for m, c in best_first}
    return [candidate(str(n), sheet) for n, sheet in enumerate(list(apart.values())[:count], 1)]


class TestScores:
    def test_the_raw_score_is_the_mean_of_the_sheets_percents(self, small: Rubric, candidate: MakeCandidate) -> None:
        ranking = ranked(small, candidate("1", (5, 5, 4), (1, 1, 1)))
        (one,) = ranking.standings
        assert one.raw == pytest.approx((100 + 20) / 2)
        assert one.raters == 2
        assert one.overall == 2.5
        assert one.means["motivation"] == Mean(3, 2)
        assert one.means["extra"] == Mean(None, 0)

    def test_more_panelists_do_not_make_more_points(self, small: Rubric, candidate: MakeCandidate) -> None:
        many = candidate("many", (3, 3), (3, 3), (3, 3), (3, 3), (3, 3))
        few = candidate("few", (4, 3), (4, 3))
        assert numbers(ranked(small, many, few)) == ["few", "many"]

    def test_cannot_assess_leaves_the_means_and_the_count(self, small: Rubric, candidate: MakeCandidate) -> None:
        (one,) = ranked(small, candidate("1", (5, None), (3, 2), (None, None))).standings
        assert one.means["motivation"] == Mean(4, 2)
        assert one.means["communication"] == Mean(2, 1)
        assert one.raters == 2
        assert one.raw == pytest.approx((100 + 100 * 16 / 30) / 2)

    def test_a_level_left_behind_by_cannot_assess_leaves_the_means(
        self, small: Rubric, candidate: MakeCandidate
    ) -> None:
        sheet = Sheet("p", (Rating("motivation", 2), Rating("communication", 5, cannot_assess=True)), None)
        (one,) = ranked(small, replace(candidate("1"), sheets=(sheet,))).standings
        assert one.means["communication"] == Mean(None, 0)
        assert one.raw == 40

    def test_uneven_points_make_the_means(self, uneven: Rubric, candidate: MakeCandidate) -> None:
        sheets = tuple(Sheet("p", (Rating("first", a), Rating("second", b)), None) for a, b in ((6, 5), (1, 2)))
        (one,) = ranked(uneven, replace(candidate("1"), sheets=sheets)).standings
        assert one.means["first"] == Mean(50, 2)
        assert one.means["second"].value == pytest.approx((86.7 + 29.3) / 2)
        assert one.raw == pytest.approx(((100 + 2 * 86.7) / 3 + (2 * 29.3) / 3) / 2)

    def test_a_bonus_is_a_mean_over_those_who_gave_it_and_moves_nobody(
        self, small: Rubric, candidate: MakeCandidate
    ) -> None:
        plain = (Rating("motivation", 3), Rating("communication", 3))
        sheets = (Sheet("p", (*plain, Rating("extra", 4)), None), Sheet("q", plain, None))
        with_bonus = replace(candidate("b"), sheets=sheets)
        ranking = ranked(small, with_bonus, candidate("a", (3, 4)))
        assert numbers(ranking) == ["a", "b"]
        assert [standing.bonus for standing in ranking.ranked] == [0, 12]

    def test_without_any_overall_there_is_no_mean_of_it(self, small: Rubric, candidate: MakeCandidate) -> None:
        assert ranked(small, candidate("1", (3, 3))).standings[0].overall is None


class TestTies:
    """All pairs here have a raw score of 60 (motivation ×4, communication ×2)."""

    def test_no_tie_no_rule(self, small: Rubric, candidate: MakeCandidate) -> None:
        ranking = ranked(small, candidate("1", (3, 3)), candidate("2", (3, 2)))
        assert [standing.tie_break for standing in ranking.ranked] == [None, None]

    def test_the_overall_recommendation_parts_first(self, small: Rubric, candidate: MakeCandidate) -> None:
        ranking = ranked(small, candidate("1", (4, 1, 2)), candidate("2", (3, 3, 3)))
        assert numbers(ranking) == ["2", "1"]
        assert [standing.tie_break for standing in ranking.ranked] == ["overall", "overall"]

    def test_then_the_first_criterion_named(self, small: Rubric, candidate: MakeCandidate) -> None:
        ranking = ranked(small, candidate("1", (3, 3, 3)), candidate("2", (4, 1, 3)))
        assert numbers(ranking) == ["2", "1"]
        assert {standing.tie_break for standing in ranking.ranked} == {"criterion:motivation"}

    def test_the_rules_apply_in_the_order_of_the_office(self, small: Rubric, candidate: MakeCandidate) -> None:
        pair = (candidate("1", (3, 3, 3)), candidate("2", (4, 1, 4)))
        ranking = ranked(small, *pair, tie_breaks=("criterion:communication", "overall"))
        assert numbers(ranking) == ["1", "2"]
        assert ranking.tie_breaks == ("criterion:communication", "overall")
        assert ranking.ranked[0].tie_break == "criterion:communication"

    def test_equal_in_all_else_they_are_drawn(self, small: Rubric, candidate: MakeCandidate) -> None:
        same = [candidate(f"26-WH-{n:04}", (3, 3, 3)) for n in range(12)]
        drawn = ranked(small, *same, seed="WH-2026-ALT")
        by_hand = sorted((c.application_no for c in same), key=lambda no: digest(f"WH-2026-ALT|{no}"))
        assert numbers(drawn) == by_hand
        assert {standing.tie_break for standing in drawn.ranked} == {"draw"}
        assert numbers(ranked(small, *reversed(same), seed="WH-2026-ALT")) == by_hand
        assert numbers(ranked(small, *same, seed="WH-2027-ALT")) != by_hand

    def test_drawing_does_not_depend_on_who_else_is_drawn(self, small: Rubric, candidate: MakeCandidate) -> None:
        same = [candidate(str(n), (3, 3)) for n in range(9)]
        assert numbers(ranked(small, *same[:5])) == [no for no in numbers(ranked(small, *same)) if no in set("01234")]

    def test_without_a_draw_the_application_number_decides(self, small: Rubric, candidate: MakeCandidate) -> None:
        ranking = ranked(small, candidate("b", (3, 3)), candidate("a", (3, 3)), tie_breaks=())
        assert numbers(ranking) == ["a", "b"]
        assert {standing.tie_break for standing in ranking.ranked} == {"application_no"}

    def test_not_assessed_comes_after_assessed(self, small: Rubric, candidate: MakeCandidate) -> None:
        nobody, somebody = candidate("1", (3, None)), candidate("2", (3, 3))
        ranking = ranked(small, nobody, somebody, tie_breaks=("criterion:communication",))
        assert numbers(ranking) == ["2", "1"]
        assert numbers(ranked(small, candidate("1", (3, 3)), candidate("2", (3, 3, 1)))) == ["2", "1"]

    def test_not_assessed_comes_after_the_worst_level_even_at_no_points(
        self, uneven: Rubric, candidate: MakeCandidate
    ) -> None:
        zero = Sheet("p", (Rating("first", 1), Rating("second", 1)), None)
        nobody = replace(candidate("1"), sheets=(replace(zero, ratings=zero.ratings[:1]),))
        worst = replace(candidate("2"), sheets=(zero,))
        ranking = ranked(uneven, nobody, worst, tie_breaks=("criterion:second",))
        assert numbers(ranking) == ["2", "1"]
        assert ranking.ranked[0].tie_break == "criterion:second"

    @pytest.mark.parametrize("rule", ["criterion:coaching", "motivation", "shoe-size"])
    def test_a_rule_that_says_nothing_here_is_passed_over(
        self, small: Rubric, candidate: MakeCandidate, rule: str
    ) -> None:
        pair = (candidate("1", (3, 3)), candidate("2", (4, 1)))
        ranking = ranked(small, *pair, tie_breaks=(rule, "criterion:motivation"))
        assert numbers(ranking) == ["2", "1"]
        assert ranking.ranked[0].tie_break == "criterion:motivation"

    def test_three_in_a_tie_each_name_a_rule_that_parted_them(self, small: Rubric, candidate: MakeCandidate) -> None:
        three = (candidate("1", (3, 3, 2)), candidate("2", (4, 1, 2)), candidate("3", (3, 3, 4)))
        ranking = ranked(small, *three)
        assert numbers(ranking) == ["3", "2", "1"]
        assert [s.tie_break for s in ranking.ranked] == ["overall", "overall", "criterion:motivation"]

    def test_the_last_bit_of_a_mean_makes_no_difference(self, small: Rubric, candidate: MakeCandidate) -> None:
        """Both have a third of all points; in binary the one mean is larger by a hair."""
        pair = (candidate("1", (1, 3, 1)), candidate("2", (1, 1, 4), (1, 5, 4)))
        ranking = ranked(small, *pair)
        assert numbers(ranking) == ["2", "1"]
        assert ranking.ranked[0].tie_break == "overall"

    def test_sheets_in_another_order_make_the_same_tie(self, small: Rubric, candidate: MakeCandidate) -> None:
        sheets = [(3, 2), (4, 5), (5, 3)]
        pair = (candidate("1", *sheets), candidate("2", *reversed(sheets)))
        first, second = ranked(small, *pair).ranked
        assert first.raw == second.raw
        assert first.tie_break == "draw"


class TestCutLine:
    @pytest.mark.parametrize(("quota", "alternates"), [(0, 0), (0, 2), (2, 3), (6, 0), (6, 3), (99, 99)])
    def test_quota_then_alternates_then_the_rest(
        self, small: Rubric, candidate: MakeCandidate, quota: int, alternates: int
    ) -> None:
        ranking = ranked(small, *ladder(candidate, 6), quota=quota, alternates=alternates)
        recommended, waiting = min(quota, 6), min(alternates, max(0, 6 - quota))
        assert len(ranking.with_outcome(Outcome.RECOMMENDED)) == recommended
        assert [s.alternate for s in ranking.with_outcome(Outcome.ALTERNATE)] == list(range(1, waiting + 1))
        assert len(ranking.with_outcome(Outcome.NOT_RECOMMENDED)) == 6 - recommended - waiting
        assert [standing.rank for standing in ranking.ranked] == [1, 2, 3, 4, 5, 6]
        assert (ranking.quota, ranking.alternates, ranking.position) == (quota, alternates, Position.ALT)

    def test_nobody_to_rank(self, small: Rubric) -> None:
        assert ranked(small).standings == ()


class TestWithoutRank:
    @pytest.mark.parametrize(
        ("status", "outcome"),
        [(Status.WITHDRAWN, Outcome.WITHDRAWN), (Status.ABSENT, Outcome.ABSENT)],
    )
    def test_withdrawn_and_absent_take_no_place_however_good(
        self, small: Rubric, candidate: MakeCandidate, status: Status, outcome: Outcome
    ) -> None:
        gone = candidate("1", (5, 5, 4), status=status)
        ranking = ranked(small, gone, candidate("2", (2, 2)))
        assert numbers(ranking) == ["2"]
        assert ranking.ranked[0].outcome is Outcome.RECOMMENDED
        last = ranking.standings[-1]
        assert (last.rank, last.rank_by_score, last.alternate, last.outcome) == (None, None, None, outcome)

    def test_no_sheet_or_nothing_assessed_is_not_ranked(self, small: Rubric, candidate: MakeCandidate) -> None:
        ranking = ranked(small, candidate("1"), candidate("2", (None, None, 4)), candidate("3", (1, 1)))
        assert numbers(ranking) == ["3"]
        rest = ranking.standings[1:]
        assert [(s.rank, s.raw, s.raters, s.outcome) for s in rest] == [(None, None, 0, Outcome.NOT_RECOMMENDED)] * 2

    def test_they_are_listed_last_by_application_number(self, small: Rubric, candidate: MakeCandidate) -> None:
        ranking = ranked(small, candidate("9"), candidate("1", status=Status.ABSENT), candidate("5", (3, 3)))
        assert [s.candidate.application_no for s in ranking.standings] == ["5", "1", "9"]


class TestOverrides:
    def test_one_moves_and_the_others_keep_their_order(self, small: Rubric, candidate: MakeCandidate) -> None:
        ranking = ranked(small, *ladder(candidate, 5), quota=2, overrides=(moved("4", 2),))
        assert numbers(ranking) == ["1", "4", "2", "3", "5"]
        second, third = ranking.ranked[1:3]
        assert (second.rank, second.rank_by_score, second.outcome) == (2, 4, Outcome.RECOMMENDED)
        assert second.override == moved("4", 2)
        assert (third.rank, third.rank_by_score, third.outcome) == (3, 2, Outcome.ALTERNATE)
        assert third.override is None

    def test_down_the_list(self, small: Rubric, candidate: MakeCandidate) -> None:
        assert numbers(ranked(small, *ladder(candidate, 4), overrides=(moved("1", 3),))) == [
            "2",
            "3",
            "1",
            "4",
        ]

    @pytest.mark.parametrize(("to", "order"), [(-3, "312"), (0, "312"), (1, "312"), (3, "123"), (99, "123")])
    def test_a_rank_beyond_the_list_is_its_end(
        self, small: Rubric, candidate: MakeCandidate, to: int, order: str
    ) -> None:
        assert numbers(ranked(small, *ladder(candidate, 3), overrides=(moved("3", to),))) == list(order)

    def test_they_apply_in_the_order_of_time_and_the_last_word_counts(
        self, small: Rubric, candidate: MakeCandidate
    ) -> None:
        moves = (moved("3", 1, minute=2), moved("4", 1, minute=1), moved("4", 4, minute=3))
        ranking = ranked(small, *ladder(candidate, 4), overrides=moves)
        assert numbers(ranking) == ["3", "1", "2", "4"]
        assert ranking.ranked[3].override == moved("4", 4, minute=3)
        assert ranking == ranked(small, *ladder(candidate, 4), overrides=moves[::-1])

    def test_nobody_without_a_rank_is_moved_into_the_list(self, small: Rubric, candidate: MakeCandidate) -> None:
        gone = candidate("x", (5, 5), status=Status.WITHDRAWN)
        moves = (moved("x", 1), moved("unknown", 1))
        ranking = ranked(small, gone, *ladder(candidate, 2), overrides=moves)
        assert numbers(ranking) == ["1", "2"]
        assert ranking.standings[-1].outcome is Outcome.WITHDRAWN


@pytest.mark.parametrize(
    ("rule", "language", "name"),
    [
        ("overall", "en", "higher overall recommendation"),
        ("draw", "en", "draw by application number"),
        ("application_no", "en", "application number"),
        ("criterion:motivation", "en", "higher mean of Motivation"),
        ("criterion:motivation", "ja", "higher mean of 志望動機"),
        ("criterion:coaching", "en", "higher mean of coaching"),
    ],
)
def test_a_tie_break_in_words(small: Rubric, rule: str, language: str, name: str) -> None:
    assert tie_break_name(rule, small, language).text("en") == name


def test_every_outcome_has_a_name() -> None:
    assert set(OUTCOME_NAMES) == set(Outcome)


def test_overalls_are_averaged_in_their_steps(small: Rubric, candidate: MakeCandidate) -> None:
    (one,) = ranked(small, candidate("1", (3, 3, 1), (3, 3, 4), (3, 3))).standings
    assert one.overall == (Overall.DECLINE.step + Overall.STRONGLY.step) / 2


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
