"""After the sign-off: the signed list stays, and beside it who withdrew, who moved up and why, and Tokyo's result."""

import json
from pathlib import Path

import pytest

from jetdesk.cli.main import main
from jetdesk.desk.desk import Desk
from jetdesk.domain.aftermath import After, Event, Result
from jetdesk.domain.applicant import Position
from jetdesk.domain.rubric import parse_rubric
from jetdesk.domain.selection import Outcome
from jetdesk.errors import Refused
from jetdesk.services import aftermath, desks, scores, selection
from tests.small_office import PASSPHRASE, ids_by_number, score_lines, write_scores

LEVELS = {"WH-001": 5, "WH-002": 4, "WH-003": 3, "WH-004": 2, "WH-005": 1}
"""Two places, two alternates: 001 and 002 are recommended, 003 and 004 alternates."""
GAVE_UP = "took another job"


@pytest.fixture
def signed(desk: Desk, tmp_path: Path) -> Desk:
    rubric = parse_rubric(desks.builtin_rubric("alt"))
    scores.load(desk, write_scores(tmp_path / "s.csv", score_lines(rubric, LEVELS)), submit=True)
    selection.sign_off(desk, Position.ALT)
    return desk


def listed(desk: Desk) -> dict[str, After]:
    return {after.application_no: after for after in aftermath.list_after(desk, Position.ALT)}


def test_an_alternate_moves_up_in_order_after_a_withdrawal(signed: Desk) -> None:
    ids = ids_by_number(signed)
    aftermath.withdraw(signed, ids["WH-001"], GAVE_UP)
    aftermath.promote(signed, ids["WH-003"])
    found = listed(signed)
    assert {n: (a.signed, a.now) for n, a in found.items() if n < "WH-005"} == {
        "WH-001": (Outcome.RECOMMENDED, Outcome.WITHDRAWN),
        "WH-002": (Outcome.RECOMMENDED, Outcome.RECOMMENDED),
        "WH-003": (Outcome.ALTERNATE, Outcome.RECOMMENDED),
        "WH-004": (Outcome.ALTERNATE, Outcome.ALTERNATE),
    }
    assert found["WH-001"].events[Event.WITHDRAWN].reason == GAVE_UP
    shown = selection.view(signed, Position.ALT)
    assert [s.outcome for s in shown.ranking.ranked[:2]] == [Outcome.RECOMMENDED] * 2, "the signed list stays"


def test_out_of_order_and_beyond_the_places_need_a_reason(signed: Desk) -> None:
    ids = ids_by_number(signed)
    with pytest.raises(Refused, match="beyond those signed needs a reason"):
        aftermath.promote(signed, ids["WH-003"])
    aftermath.withdraw(signed, ids["WH-002"], GAVE_UP)
    with pytest.raises(Refused, match="out of order needs a reason"):
        aftermath.promote(signed, ids["WH-004"])
    aftermath.promote(signed, ids["WH-004"], "WH-003 cannot leave before September")
    aftermath.promote(signed, ids["WH-003"], "Tokyo gave the post one more place")
    assert [listed(signed)[n].now for n in ("WH-003", "WH-004")] == [Outcome.RECOMMENDED] * 2


@pytest.mark.parametrize("number", ["WH-001", "WH-005", "WH-006"])
def test_only_alternates_move_up(signed: Desk, number: str) -> None:
    with pytest.raises(Refused):
        aftermath.promote(signed, ids_by_number(signed)[number], "because we would like to")


def test_nobody_withdraws_twice_or_without_a_reason(signed: Desk) -> None:
    one = ids_by_number(signed)["WH-001"]
    with pytest.raises(Refused, match="at least 10"):
        aftermath.withdraw(signed, one, "job")
    aftermath.withdraw(signed, one, GAVE_UP)
    with pytest.raises(Refused, match="has withdrawn already"):
        aftermath.withdraw(signed, one, GAVE_UP)


def test_before_the_sign_off_there_is_no_after(desk: Desk) -> None:
    with pytest.raises(Refused, match="not signed off yet"):
        aftermath.list_after(desk, Position.ALT)


def test_the_result_from_tokyo_stands_beside_the_recommendation_and_can_be_undone(signed: Desk) -> None:
    change = aftermath.record_result(signed, ids_by_number(signed)["WH-002"], Result.DECLINED, "letter of 2 April")
    happened = listed(signed)["WH-002"].events[Event.RESULT]
    assert (happened.result, happened.reason) == (Result.DECLINED, "letter of 2 April")
    signed.undo(change.entries)
    assert listed(signed)["WH-002"].events == {}


def test_the_commands_tell_the_same_and_the_audit_the_order(
    signed: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    signed.close()
    monkeypatch.setenv("JETDESK_DESK", str(signed.folder))
    monkeypatch.setenv("JETDESK_PASSPHRASE", PASSPHRASE)
    assert main(["after", "withdraw", "WH-001", "--reason", GAVE_UP]) == 0
    assert main(["after", "promote", "WH-004"]) == 1
    assert main(["after", "promote", "WH-003"]) == 0
    assert main(["after", "result", "WH-003", "accepted"]) == 0
    capsys.readouterr()
    assert main(["after", "--json"]) == 0
    data = {each["application_no"]: each for each in json.loads(capsys.readouterr().out)["applicants"]}
    assert (data["WH-003"]["now"], data["WH-003"]["result"]) == ("recommended", "accepted")
    assert data["WH-001"]["reasons"] == {"withdrawn": GAVE_UP}
    assert main(["audit", "--json"]) == 0
    told = capsys.readouterr().out
    order = [told.index(f"aftermath.{kind}") for kind in ("withdrawn", "promoted", "result")]
    assert order == sorted(order)
