"""Ranking, places, moves with a reason, decisions, sign-off."""

from pathlib import Path

import pytest

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.rubric import parse_rubric
from jetdesk.domain.selection import Outcome
from jetdesk.errors import Refused
from jetdesk.services import desks, scores, screening, selection
from tests.small_office import ids_by_number, score_lines, write_scores

ALT = Position.ALT
LEVELS = {"WH-001": 5, "WH-002": 4, "WH-003": 4, "WH-004": 3, "WH-005": 2, "WH-006": 1}


@pytest.fixture
def scored(desk: Desk, tmp_path: Path) -> Desk:
    rubric = parse_rubric(desks.builtin_rubric("alt"))
    scores.load(desk, write_scores(tmp_path / "scores.csv", score_lines(rubric, LEVELS)), submit=True)
    return desk


def outcomes(desk: Desk) -> list[tuple[str, Outcome]]:
    return [(s.candidate.application_no, s.outcome) for s in selection.view(desk, ALT).ranking.ranked]


def test_ranked_by_mean_out_of_a_hundred_with_cut_line_and_alternates(scored: Desk) -> None:
    view = selection.view(scored, ALT)
    assert [s.raw for s in view.ranking.ranked] == [100, 80, 80, 60, 40, 20]
    assert [s.outcome for s in view.ranking.ranked] == [
        Outcome.RECOMMENDED, Outcome.RECOMMENDED, Outcome.ALTERNATE, Outcome.ALTERNATE,
        Outcome.NOT_RECOMMENDED, Outcome.NOT_RECOMMENDED,
    ]  # fmt: skip
    assert {s.tie_break for s in view.ranking.ranked if s.raw == 80} == {"draw"}
    assert (view.expected, view.received) == (18, 18)
    assert view.ranking.ranked[0].candidate.panel == "B"


def test_places_move_the_line_and_undo_moves_it_back(scored: Desk) -> None:
    before = outcomes(scored)
    change = selection.set_places(scored, ALT, 3, 1)
    assert [outcome for _, outcome in outcomes(scored)].count(Outcome.RECOMMENDED) == 3
    scored.undo(change.entries)
    assert outcomes(scored) == before
    with pytest.raises(Refused, match="below zero"):
        selection.set_places(scored, ALT, -1, 0)


def test_trying_out_a_quota_records_nothing(scored: Desk) -> None:
    head = scored.head_hash
    assert selection.what_if(scored, ALT, 5).ranking.quota == 5
    assert selection.view(scored, ALT).ranking.quota == 2
    assert scored.head_hash == head


def test_a_move_needs_a_reason_and_keeps_it(scored: Desk) -> None:
    freya = ids_by_number(scored)["WH-005"]
    with pytest.raises(Refused, match="reason"):
        selection.move(scored, ALT, freya, 1, "because")
    selection.move(scored, ALT, freya, 2, "Only applicant with a teaching licence")
    standing = selection.view(scored, ALT).ranking.ranked[1]
    assert (standing.candidate.applicant_id, standing.rank_by_score) == (freya, 5)
    assert standing.override is not None
    assert standing.override.reason == "Only applicant with a teaching licence"
    selection.take_back(scored, ALT, freya)
    assert selection.view(scored, ALT).ranking.ranked[4].candidate.applicant_id == freya


def test_moves_stay_within_the_list(scored: Desk) -> None:
    ids = ids_by_number(scored)
    with pytest.raises(Refused, match="within the list"):
        selection.move(scored, ALT, ids["WH-001"], 7, "far down the list, please")
    with pytest.raises(Refused, match="within the list"):
        selection.move(scored, ALT, ids["WH-008"], 1, "was not interviewed at all")


def test_absent_and_withdrawn_are_not_ranked_but_listed(scored: Desk) -> None:
    ids = ids_by_number(scored)
    screening.set_status(scored, [ids["WH-001"]], Status.WITHDRAWN, "took another job")
    screening.set_status(scored, [ids["WH-002"]], Status.ABSENT)
    ranking = selection.view(scored, ALT).ranking
    assert [s.outcome for s in ranking.standings if s.rank is None] == [Outcome.WITHDRAWN, Outcome.ABSENT]
    assert len(ranking.ranked) == 4


def test_sign_off_records_decisions_and_freezes(scored: Desk) -> None:
    ids = ids_by_number(scored)
    signed = selection.sign_off(scored, ALT)
    view = selection.view(scored, ALT)
    assert (view.sign_off, view.document_no) == (signed, "WH-2026-ALT-S01")
    for attempt in (
        lambda: selection.set_places(scored, ALT, 5, 5),
        lambda: selection.move(scored, ALT, ids["WH-005"], 1, "a reason long enough"),
        lambda: selection.take_back(scored, ALT, ids["WH-005"]),
        lambda: selection.apply_decisions(scored, [ALT]),
        lambda: selection.sign_off(scored, ALT),
        lambda: screening.set_status(scored, [ids["WH-001"]], Status.ABSENT),
    ):
        with pytest.raises(Refused, match="signed off"):
            attempt()


def test_reopening_needs_a_reason_and_the_next_sign_off_is_a_new_edition(scored: Desk) -> None:
    selection.sign_off(scored, ALT)
    with pytest.raises(Refused, match="reason"):
        selection.reopen(scored, ALT, "oops")
    selection.reopen(scored, ALT, "A sheet was transcribed wrongly")
    assert selection.view(scored, ALT).sign_off is None
    selection.sign_off(scored, ALT)
    assert selection.view(scored, ALT).document_no == "WH-2026-ALT-S02"


def test_an_empty_list_cannot_be_signed_off(desk: Desk) -> None:
    with pytest.raises(Refused, match="Nobody is ranked"):
        selection.sign_off(desk, ALT)


def test_open_points_are_said_in_words(desk: Desk) -> None:
    points = [point.text() for point in selection.view(desk, ALT).open_points]
    assert points == ["18 of 18 expected sheets are not in", "2 of 2 places are open"]
    assert selection.positions(desk) == (ALT, Position.CIR)


def test_decisions_are_recorded_together(scored: Desk) -> None:
    assert selection.apply_decisions(scored, [ALT, Position.CIR]) == {ALT: 6, Position.CIR: 1}
    actions = [line.action for line in desks.audit(scored)]
    assert actions[-1] == "selection.decided"


def test_undo_does_not_reach_into_a_signed_list(scored: Desk) -> None:
    change = selection.move(scored, ALT, ids_by_number(scored)["WH-005"], 1, "Only applicant with a licence")
    selection.sign_off(scored, ALT)
    with pytest.raises(Refused, match="signed off"):
        desks.undo(scored, change.entries)
    assert selection.view(scored, ALT).ranking.ranked[0].candidate.application_no == "WH-005"
