"""Who meets which panel when, and who is expected to score."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Slot
from jetdesk.domain.rubric import parse_rubric
from jetdesk.errors import Refused
from jetdesk.services import applicants, desks, interviews, people, reporting, scores, selection, timetable
from tests.small_office import SETUP, ids_by_number, score_lines, write_scores

NINE = datetime(2026, 2, 18, 9, 0, tzinfo=ZoneInfo("America/Los_Angeles"))
SECOND_PANEL = """
[[people]]
id = "delacroix"
name = "Odile Delacroix"

[[panels]]
id = "C"
members = ["okonjo", "delacroix"]
chair = "delacroix"
room = "Room 4"
"""


@pytest.fixture
def two_panels(desk: Desk, tmp_path: Path) -> Desk:
    file = tmp_path / "two.toml"
    file.write_text(SETUP + SECOND_PANEL, "utf-8")
    people.set_up(desk, file)
    return desk


def expected(desk: Desk, applicant: str) -> dict[str, bool]:
    """By panelist, whether recused."""
    return {a.panelist_id: a.recused for a in applicants.dossier(desk, applicant).assignments}


def submitted(desk: Desk, folder: Path, number: str, panelist: str) -> None:
    lines = score_lines(parse_rubric(desks.builtin_rubric("alt")), {number: 4}, [panelist])
    scores.load(desk, write_scores(folder / f"{number}.csv", lines), submit=True)


def test_interviews_come_in_the_order_of_the_day(desk: Desk) -> None:
    ids = ids_by_number(desk)
    order = ["WH-005", "WH-001", "WH-003"]
    timetable.schedule(
        desk, [Slot(ids[number], "B", NINE + timedelta(minutes=40 * at), 35) for at, number in enumerate(order)]
    )
    rows = interviews.list_interviews(desk, "villasenor")
    assert [row.application_no for row in rows] == [*order, "WH-002", "WH-004", "WH-006", "WH-007"]
    assert (rows[0].starts_at, rows[0].minutes, rows[0].room) == (NINE, 35, "Room 2")
    assert rows[1].starts_at == NINE + timedelta(minutes=40)
    assert rows[-1].starts_at is None
    assert reporting.interview_days(desk) == (NINE.date(),)
    assert reporting.summary_values(desk, Position.ALT).interview_days == (NINE.date(),)


def test_one_undo_takes_a_whole_timetable_back(desk: Desk) -> None:
    ids = ids_by_number(desk)
    change = timetable.schedule(desk, [Slot(ids[n], "B", NINE) for n in ("WH-001", "WH-002")])
    desk.undo(change.entries)
    assert {row.starts_at for row in interviews.list_interviews(desk, "okonjo")} == {None}


def test_another_panel_moves_who_is_expected(two_panels: Desk) -> None:
    priya = ids_by_number(two_panels)["WH-001"]
    timetable.assign_panel(two_panels, [priya], "C")
    assert expected(two_panels, priya) == {"okonjo": False, "delacroix": False}
    assert [row.applicant_id for row in interviews.list_interviews(two_panels, "delacroix")] == [priya]
    assert priya not in {row.applicant_id for row in interviews.list_interviews(two_panels, "moriwaki")}
    timetable.assign_panel(two_panels, [priya], "B")
    assert expected(two_panels, priya) == {"moriwaki": False, "okonjo": False, "villasenor": False}


def test_a_sheet_that_is_in_stays_expected(two_panels: Desk, tmp_path: Path) -> None:
    priya = ids_by_number(two_panels)["WH-001"]
    submitted(two_panels, tmp_path, "WH-001", "moriwaki")
    timetable.assign_panel(two_panels, [priya], "C")
    assert set(expected(two_panels, priya)) == {"okonjo", "delacroix", "moriwaki"}
    assert selection.view(two_panels, Position.ALT).received == 1


def test_a_recusal_stays_whatever_the_panel_is(two_panels: Desk) -> None:
    priya = ids_by_number(two_panels)["WH-001"]
    timetable.recuse(two_panels, priya, "moriwaki", "is a cousin of the applicant")
    timetable.assign_panel(two_panels, [priya], "C")
    timetable.assign_panel(two_panels, [priya], "B")
    assert expected(two_panels, priya) == {"moriwaki": True, "okonjo": False, "villasenor": False}
    with pytest.raises(Refused, match="recused"):
        interviews.rate(two_panels, priya, "moriwaki", "culture", 5)


def test_a_recused_panelist_is_not_expected_by_the_new_panel(two_panels: Desk) -> None:
    priya = ids_by_number(two_panels)["WH-001"]
    timetable.recuse(two_panels, priya, "okonjo", "taught this applicant")
    timetable.assign_panel(two_panels, [priya], "C")
    assert expected(two_panels, priya) == {"okonjo": True, "delacroix": False}


def test_setting_the_same_slot_again_changes_no_expectation(desk: Desk) -> None:
    priya = ids_by_number(desk)["WH-001"]
    before = expected(desk, priya)
    timetable.schedule(desk, [Slot(priya, "B", NINE)])
    assert expected(desk, priya) == before
    assert applicants.dossier(desk, priya).slot == Slot(priya, "B", NINE, 30)


def test_strange_panels_and_applicants_change_nothing(desk: Desk) -> None:
    priya, head = ids_by_number(desk)["WH-001"], desk.head_hash
    with pytest.raises(Refused, match="no panel Z"):
        timetable.schedule(desk, [Slot(priya, "B", NINE), Slot(priya, "Z")])
    with pytest.raises(Refused, match="not on this desk"):
        timetable.schedule(desk, [Slot(priya, "B", NINE), Slot("nobody", "B")])
    assert desk.head_hash == head


def test_a_signed_list_keeps_its_panels(desk: Desk, tmp_path: Path) -> None:
    submitted(desk, tmp_path, "WH-001", "okonjo")
    selection.sign_off(desk, Position.ALT)
    ids = ids_by_number(desk)
    with pytest.raises(Refused, match="signed off"):
        timetable.assign_panel(desk, [ids["WH-001"]], "B")
    timetable.assign_panel(desk, [ids["WH-007"]], "B")
