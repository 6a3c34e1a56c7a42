"""One day as the coordinator sees it, over a real small desk."""

from datetime import date
from pathlib import Path

import pytest

from jetdesk.desk.desk import Desk
from jetdesk.domain.timetable import Attendance, ClashKind, Link, Window
from jetdesk.services import attendance, people, planning, timetable
from jetdesk.services.day_view import Card, DayView, day_view, try_place
from tests.services.test_planning import TIMES, at
from tests.small_office import SETUP, ids_by_number


def cards(view: DayView) -> dict[str, Card]:
    return {card.number: card for column in view.columns for card in column.cards}


@pytest.fixture
def office(desk: Desk, tmp_path: Path) -> Desk:
    file = tmp_path / "office.toml"
    file.write_text(SETUP + TIMES, "utf-8")
    people.set_up(desk, file)
    return desk


def test_before_anything_is_placed_everybody_waits(office: Desk) -> None:
    view = day_view(office, None)
    assert (view.day, view.days) == (date(2026, 2, 18), (date(2026, 2, 18), date(2026, 2, 19)))
    assert [card.number for card in view.unplaced] == [f"WH-00{n}" for n in range(1, 8)]
    assert [(c.panel, c.room, len(c.members), c.cards) for c in view.columns] == [
        ("B", "Room 2", 3, ()),
        ("C", "Room 3", 2, ()),
    ]
    assert view.starts[0] == at(18, 9)


def test_a_card_tells_all_about_its_interview(office: Desk) -> None:
    who = ids_by_number(office)["WH-001"]
    planning.move(office, who, "B", at(19, 9, 45))
    attendance.check_in(office, who, Attendance.LATE)
    planning.lock(office, [who], locked=True)
    assert cards(day_view(office, date(2026, 2, 18))) == {}
    card = cards(day_view(office, date(2026, 2, 19)))["WH-001"]
    assert (card.name, card.position, card.panel, card.start) == ("Priya Venkataraman", "ALT", "B", at(19, 9, 45))
    assert (card.locked, card.movable, card.attendance, card.clashes) == (True, False, Attendance.LATE, ())


def test_clashes_are_on_the_card_and_to_be_checked_on_any_day(office: Desk) -> None:
    who = ids_by_number(office)["WH-002"]
    planning.move(office, who, "B", at(18, 9))
    planning.set_availability(office, who, (Window(at(19, 9), at(19, 12)),), "arrives by train at noon")
    view = day_view(office, date(2026, 2, 19))
    assert [(card.number, card.clashes[0].kind, card.grave) for card in view.to_check] == [
        ("WH-002", ClashKind.TRAVEL, False)
    ]


def test_trying_a_place_says_what_it_breaks(office: Desk) -> None:
    ids = ids_by_number(office)
    planning.move(office, ids["WH-001"], "B", at(18, 9))
    timetable.recuse(office, ids["WH-003"], "keaney", "a cousin of the applicant")
    view = day_view(office, None)
    assert try_place(view, ids["WH-002"], "B", at(18, 9, 45)).clear
    taken = try_place(view, ids["WH-002"], "B", at(18, 9))
    assert taken.refused
    assert "another interview" in taken.texts[0].text()
    spoken = try_place(view, ids["WH-007"], "B", at(18, 9, 45))
    assert (spoken.clear, spoken.refused) == (False, False)


def test_a_guest_is_named(office: Desk) -> None:
    who = ids_by_number(office)["WH-001"]
    planning.move(office, who, "B", at(18, 9))
    slot = day_view(office, None).slots[who]
    timetable.schedule(office, [slot], [Link(who, "keaney")])
    assert cards(day_view(office, None))["WH-001"].guests == ("Siobhán Keaney",)
