"""Lists by adjusted scores: what harsh panelists cost is given back, the basis is recorded, flips are named."""

from pathlib import Path

import pytest

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.rubric import parse_rubric
from jetdesk.domain.selection import Basis, Outcome, Standing
from jetdesk.errors import Refused
from jetdesk.services import desks, flips, scores, screening, selection
from jetdesk.services.selection import SelectionView
from tests.small_office import PANELISTS, ids_by_number, write_scores

LEVELS = {"WH-001": 4, "WH-002": 3, "WH-003": 5, "WH-004": 2, "WH-005": 3, "WH-006": 4}
HARSH = "moriwaki"


def load(desk: Desk, folder: Path, seats: dict[str, tuple[str, ...]]) -> None:
    """The level of the applicant, in one criterion (of WH-001 in two) one more, and the harsh panelist one less."""
    rubric = parse_rubric(desks.builtin_rubric("alt"))
    lines: list[list[object]] = []
    for place, (number, panelists) in enumerate(seats.items()):
        for panelist in panelists:
            for at, criterion in enumerate(rubric.weighted):
                more = (at - place - len(panelist)) % 6 < (2 if number == "WH-001" else 1)
                level = LEVELS[number] + more - (panelist == HARSH)
                lines.append([number, panelist, criterion.id, min(5, max(1, level)), ""])
    scores.load(desk, write_scores(folder / "s.csv", lines), submit=True)


@pytest.fixture
def uneven(desk: Desk, tmp_path: Path) -> Desk:
    """WH-001 is better than WH-006 by a little, but WH-006 did not meet the harsh panelist."""
    others = tuple(p for p in PANELISTS if p != HARSH)
    seats = {number: PANELISTS if number != "WH-006" else others for number in LEVELS}
    load(desk, tmp_path, seats)
    return desk


def standing(view: SelectionView, number: str) -> Standing:
    return next(s for s in view.ranking.standings if s.candidate.application_no == number)


def test_both_scores_stand_side_by_side_with_interval_and_chance(uneven: Desk) -> None:
    shown = selection.view(uneven, Position.ALT)
    assert shown.ranking.basis is Basis.RAW
    alike, lucky = standing(shown, "WH-001"), standing(shown, "WH-006")
    assert lucky.raw > alike.raw + 2
    assert lucky.adjusted.score < alike.adjusted.score
    for each in shown.ranking.ranked:
        assert 0 <= each.adjusted.low < each.adjusted.score < each.adjusted.high <= 100
    assert sum(s.adjusted.above for s in shown.ranking.ranked) == pytest.approx(shown.ranking.quota)
    assert selection.view(uneven, Position.ALT) == shown, "the chances are drawn the same again"


def test_the_basis_is_tried_out_and_then_recorded(uneven: Desk) -> None:
    tried = selection.what_if(uneven, Position.ALT, basis=Basis.ADJUSTED)
    assert tried.ranking.basis is Basis.ADJUSTED
    order = [s.adjusted.score for s in tried.ranking.ranked]
    assert order == sorted(order, reverse=True)
    assert selection.view(uneven, Position.ALT).ranking.basis is Basis.RAW
    change = selection.set_basis(uneven, Basis.ADJUSTED)
    assert selection.view(uneven, Position.ALT).ranking.basis is Basis.ADJUSTED
    uneven.undo(change.entries)
    assert selection.view(uneven, Position.ALT).ranking.basis is Basis.RAW


def test_a_signed_list_keeps_its_basis(uneven: Desk) -> None:
    selection.sign_off(uneven, Position.ALT)
    with pytest.raises(Refused, match="signed off"):
        selection.set_basis(uneven, Basis.ADJUSTED)


def test_what_cannot_be_told_is_refused_and_the_list_stays_raw(desk: Desk, tmp_path: Path) -> None:
    one, two, three = PANELISTS
    seats = {"WH-001": (one, two), "WH-002": (one, two), "WH-003": (three,), "WH-004": (three,)}
    load(desk, tmp_path, seats)
    shown = selection.view(desk, Position.ALT)
    assert all(s.adjusted is None for s in shown.ranking.standings)
    with pytest.raises(Refused, match=r"2 parts .* 1 more sheets would link them"):
        selection.what_if(desk, Position.ALT, basis=Basis.ADJUSTED)


def test_the_flip_report_names_who_crosses_the_line_and_why(uneven: Desk) -> None:
    found = flips.flip_report(uneven, Position.ALT, quota=2)
    assert found
    reasons = {flip.because.text("en") for flip in found}
    assert {"if severity is adjusted", "without moriwaki"} <= reasons
    for flip in found:
        assert (flip.before is Outcome.RECOMMENDED) != (flip.after is Outcome.RECOMMENDED)
    crossing = {flip.application_no for flip in found if flip.because.text("en") == "without moriwaki"}
    assert crossing == {"WH-001", "WH-006"}
    head = uneven.head_hash
    flips.flip_report(uneven, Position.ALT, quota=3, basis=Basis.ADJUSTED)
    assert uneven.head_hash == head


def test_withdrawn_applicants_compete_for_no_place(uneven: Desk) -> None:
    screening.set_status(uneven, [ids_by_number(uneven)["WH-003"]], Status.WITHDRAWN, "took another job")
    shown = selection.view(uneven, Position.ALT)
    assert standing(shown, "WH-003").rank is None
    assert sum(s.adjusted.above for s in shown.ranking.ranked) == pytest.approx(shown.ranking.quota)
