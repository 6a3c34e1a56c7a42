"""Spreads and flags in points, the layers of a rating, what is left to settle, and the order of the agenda."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from jetdesk.domain.deliberation import OVERALL, AgendaCase, agenda, consensus_total, lines, to_settle, totals
from jetdesk.domain.rubric import Rubric, parse_rubric
from jetdesk.domain.sheet import Overall, Rating, ScoreSheet

AT = datetime(2026, 2, 18, tzinfo=UTC)


def rubric(points: tuple[float, ...] = (1, 2, 3, 4, 5), threshold: float = 2) -> Rubric:
    levels = ", ".join(f"{{ level = {n}, points = {p} }}" for n, p in enumerate(points, 1))
    return parse_rubric(
        f'title = "T"\nposition = "ALT"\nversion = 1\ngap_threshold = {threshold}\n[scale]\nlevels = [{levels}]\n'
        '[[sections]]\ntitle = "S"\n[[sections.criteria]]\nid = "culture"\ntitle = "Culture"\nweight = 3\n'
        '[[sections.criteria]]\nid = "teaching"\ntitle = "Teaching"\n'
        '[[sections.criteria]]\nid = "extra"\ntitle = "Extra"\nbonus = true\n'
    )


def sheet(panelist: str, levels: dict[str, int | None], revision: int = 1, **more: object) -> ScoreSheet:
    ratings = tuple(Rating(c, level, cannot_assess=level is None) for c, level in levels.items())
    return ScoreSheet(f"{panelist}{revision}", "a", panelist, revision, "alt-1", ratings, Overall.RESERVE, AT, **more)


def test_a_spread_is_in_points_and_flagged_at_the_threshold() -> None:
    sheets = {"k": [sheet("k", {"culture": 3, "teaching": 2})], "l": [sheet("l", {"culture": 5, "teaching": 3})]}
    culture, teaching, extra = lines(rubric(), sheets, {})
    assert (culture.spread, culture.flagged) == (2, True)
    assert (teaching.spread, teaching.flagged) == (1, False)
    assert (extra.spread, extra.flagged) == (None, False)
    uneven = lines(rubric((0, 29.3, 51.2, 69.5, 100), threshold=30), sheets, {})
    assert [line.flagged for line in uneven] == [True, False, False]


def test_cannot_assess_takes_no_part() -> None:
    sheets = {"k": [sheet("k", {"culture": None})], "l": [sheet("l", {"culture": 5})]}
    line = lines(rubric(), sheets, {})[0]
    assert (line.spread, line.flagged, line.agreed) == (None, False, None)
    assert [opinion.cannot_assess for opinion in line.opinions] == [True, False]


def test_the_original_stays_beside_what_was_revised() -> None:
    first, then = sheet("k", {"culture": 2, "teaching": 4}), sheet("k", {"culture": 3, "teaching": 4}, 2)
    culture, teaching, _ = lines(rubric(), {"k": [first, then]}, {})
    assert (culture.opinions[0].original, culture.opinions[0].level, culture.opinions[0].revised) == (2, 3, True)
    assert (teaching.opinions[0].original, teaching.opinions[0].revised) == (None, False)
    total = totals(rubric(), {"k": [first, then]})[0]
    assert (total.original, total.now, total.revised) == (50, 65, True)


def test_agreement_is_offered_and_never_a_consensus_by_itself() -> None:
    sheets = {"k": [sheet("k", {"culture": 5})], "l": [sheet("l", {"culture": 5})]}
    line = lines(rubric(), sheets, {})[0]
    assert (line.agreed, line.consensus) == (5, None)


def test_everything_but_a_bonus_has_to_be_settled() -> None:
    found = lines(rubric(), {}, {"culture": 4})
    assert to_settle(found, None) == ("teaching", OVERALL)
    assert to_settle(lines(rubric(), {}, {"culture": 4, "teaching": 1}), Overall.RECOMMEND) == ()
    assert consensus_total(rubric(), {"culture": 4}).percent == 80


def case(name: str, flagged: int, *recused: str, spread: float = 0) -> AgendaCase:
    return AgendaCase(name, flagged, spread, frozenset(recused))


def test_the_widest_disagreement_comes_first_and_nobody_leaves_twice() -> None:
    cases = [
        case("a", 1), case("b", 3, "okonjo"), case("c", 3), case("d", 0, "okonjo", "kato"),
        case("e", 1, spread=4), case("f", 2, "okonjo"), case("g", 9, "kato"),
    ]  # fmt: skip
    assert [each.applicant_id for each in agenda(cases)] == ["c", "e", "a", "g", "d", "b", "f"]


@given(st.lists(st.tuples(st.integers(0, 6), st.frozensets(st.sampled_from("klm"), max_size=2)), max_size=12))
def test_the_agenda_has_every_case_once_and_each_group_together(drawn: list[tuple[int, frozenset[str]]]) -> None:
    cases = [AgendaCase(str(at), flagged, 0, away) for at, (flagged, away) in enumerate(drawn)]
    found = agenda(cases)
    assert sorted(found, key=lambda c: int(c.applicant_id)) == cases
    groups = [c.recused for n, c in enumerate(found) if n == 0 or found[n - 1].recused != c.recused]
    assert len(groups) == len(set(groups))
    assert agenda(cases[::-1]) == found
