"""What must hold of any ranking, whatever the candidates."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.selection import Candidate, Outcome, Override, Ranking, Sheet, Standing, rank
from jetdesk.domain.sheet import Overall, Rating

RULES = ("overall", "criterion:motivation", "criterion:communication", "draw")
LEVELS = st.one_of(st.none(), st.integers(1, 5))
CRITERIA = ("motivation", "communication", "extra")
SHEETS = st.builds(
    lambda levels, overall: Sheet("p", tuple(map(Rating, CRITERIA, levels)), overall),
    st.tuples(LEVELS, LEVELS, LEVELS),
    st.one_of(st.none(), st.sampled_from(Overall)),
)
STATUSES = st.sampled_from([Status.INVITED] * 4 + [Status.WITHDRAWN, Status.ABSENT])


@st.composite
def candidates(draw: st.DrawFn, least: int = 0) -> list[Candidate]:
    parts = draw(st.lists(st.tuples(st.lists(SHEETS, max_size=3), STATUSES), min_size=least, max_size=8))
    return [
        Candidate(f"id-{n}", f"{n:03}", f"Name {n}", "", "", status, tuple(sheets))
        for n, (sheets, status) in enumerate(parts)
    ]


@st.composite
def overrides(draw: st.DrawFn) -> list[Override]:
    start = datetime(2026, 2, 20, tzinfo=UTC)
    moves = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(-1, 10)), max_size=4))
    return [
        Override(f"id-{who}", to, "Reason", "Chair", start + timedelta(minutes=n)) for n, (who, to) in enumerate(moves)
    ]


def ranking_of(
    rubric: Rubric, people: list[Candidate], moves: list[Override], quota: int = 2, alternates: int = 2
) -> Ranking:
    return rank(
        Position.ALT,
        rubric,
        people,
        quota=quota,
        alternates=alternates,
        tie_breaks=RULES,
        overrides=moves,
        draw_seed="seed",
    )


@given(candidates(), overrides(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    small: Rubric, people: list[Candidate], moves: list[Override], random: Random
) -> None:
    shuffled, moves_shuffled = list(people), list(moves)
    random.shuffle(shuffled)
    random.shuffle(moves_shuffled)
    assert ranking_of(small, shuffled, moves_shuffled) == ranking_of(small, people, moves)


@given(candidates(), overrides(), st.integers(0, 9), st.integers(0, 9))
def test_everyone_appears_once_and_the_outcomes_add_up(
    small: Rubric, people: list[Candidate], moves: list[Override], quota: int, alternates: int
) -> None:
    ranking = ranking_of(small, people, moves, quota, alternates)
    assert Counter(s.candidate.applicant_id for s in ranking.standings) == Counter(c.applicant_id for c in people)
    placed = len(ranking.ranked)
    assert [s.rank for s in ranking.ranked] == list(range(1, placed + 1))
    assert sorted(s.rank_by_score or 0 for s in ranking.ranked) == list(range(1, placed + 1))
    found = Counter(s.outcome for s in ranking.standings)
    assert found[Outcome.RECOMMENDED] == min(quota, placed)
    assert found[Outcome.ALTERNATE] == min(alternates, max(0, placed - quota))
    assert found[Outcome.WITHDRAWN] == sum(c.status is Status.WITHDRAWN for c in people)
    assert found[Outcome.ABSENT] == sum(c.status is Status.ABSENT for c in people)
    assert sum(found.values()) == len(people)


@given(candidates())
def test_a_better_score_is_never_ranked_lower(small: Rubric, people: list[Candidate]) -> None:
    scores = [standing.raw or 0 for standing in ranking_of(small, people, []).ranked]
    assert all(0 <= score <= 100.000001 for score in scores)
    assert all(better >= worse - 1e-6 for better, worse in zip(scores, scores[1:], strict=False))


@given(candidates(), overrides())
def test_who_is_not_moved_keeps_the_order_by_score(
    small: Rubric, people: list[Candidate], moves: list[Override]
) -> None:
    ranking = ranking_of(small, people, moves)
    kept = [standing.rank_by_score or 0 for standing in ranking.ranked if standing.override is None]
    assert kept == sorted(kept)


@given(candidates(least=1), st.data())
def test_raising_one_rating_never_lowers_the_rank_by_score(
    small: Rubric, people: list[Candidate], data: st.DataObject
) -> None:
    who = data.draw(st.integers(0, len(people) - 1))
    ratings = [
        (s, r) for s, sheet in enumerate(people[who].sheets) for r in range(2) if (sheet.ratings[r].level or 5) < 5
    ]
    assume(ratings)
    raised = with_raised(people[who], *data.draw(st.sampled_from(ratings)))
    before = ranking_of(small, people, []).standings
    after = ranking_of(small, [raised if c is people[who] else c for c in people], []).standings
    assert place(after, raised) <= place(before, raised)


def with_raised(candidate: Candidate, sheet: int, rating: int) -> Candidate:
    sheets = list(candidate.sheets)
    ratings = list(sheets[sheet].ratings)
    ratings[rating] = replace(ratings[rating], level=(ratings[rating].level or 0) + 1)
    sheets[sheet] = replace(sheets[sheet], ratings=tuple(ratings))
    return replace(candidate, sheets=tuple(sheets))


def place(standings: tuple[Standing, ...], candidate: Candidate) -> int:
    found = next(s for s in standings if s.candidate.applicant_id == candidate.applicant_id)
    return found.rank_by_score or 0


@given(candidates(least=1), st.integers(2, 3))
def test_the_same_sheets_handed_in_twice_change_no_score(small: Rubric, people: list[Candidate], times: int) -> None:
    """Means, never sums."""
    doubled = [replace(c, sheets=c.sheets * times) for c in people]
    once, more = ranking_of(small, people, []), ranking_of(small, doubled, [])
    assert [s.candidate.applicant_id for s in once.standings] == [s.candidate.applicant_id for s in more.standings]
    pairs = zip(once.ranked, more.ranked, strict=True)
    assert all(abs((one.raw or 0) - (other.raw or 0)) < 1e-9 for one, other in pairs)


@given(candidates())
def test_the_bonus_never_moves_anyone(small: Rubric, people: list[Candidate]) -> None:
    plain = [replace(c, sheets=tuple(replace(s, ratings=s.ratings[:2]) for s in c.sheets)) for c in people]
    with_bonus = [s.candidate.applicant_id for s in ranking_of(small, people, []).standings]
    assert with_bonus == [s.candidate.applicant_id for s in ranking_of(small, plain, []).standings]
