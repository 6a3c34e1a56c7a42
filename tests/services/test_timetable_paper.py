"""What the printed timetable and the letters say: gathered from the desk, only what has a time, the same every time."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Status
from jetdesk.domain.office import Slot
from jetdesk.domain.timetable import Link
from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.services import letters, people, screening, timetable, timetable_paper
from jetdesk.services.letters import LetterOptions, Wanted
from jetdesk.services.timetable_paper import TimetableOptions
from tests.services.meeting import Meeting
from tests.services.test_planning import TIMES
from tests.small_office import SETUP, ids_by_number

ZONE = ZoneInfo("America/Los_Angeles")
NINE = datetime(2026, 2, 18, 9, 0, tzinfo=ZONE)


@pytest.fixture
def placed(desk: Desk, tmp_path: Path) -> Desk:
    """Two panels, two days; WH-001 and WH-002 with B, WH-003 with C and a guest; a recusal; the rest without times."""
    file = tmp_path / "office.toml"
    file.write_text(SETUP + TIMES, "utf-8")
    people.set_up(desk, file)
    ids = ids_by_number(desk)
    slots = [
        Slot(ids["WH-001"], "B", NINE, 45),
        Slot(ids["WH-002"], "B", NINE.replace(hour=13), 45),
        Slot(ids["WH-003"], "C", NINE.replace(day=19).astimezone(ZoneInfo("UTC")), 45),
    ]
    timetable.schedule(desk, slots, [Link(ids["WH-003"], "okonjo")])
    timetable.recuse(desk, ids["WH-001"], "villasenor", "is a former teacher")
    return desk


def test_what_the_timetable_says(placed: Desk) -> None:
    values = timetable_paper.timetable_values(placed)
    assert [(e.application_no, e.panel, f"{e.starts_at:%d %H:%M}", e.minutes) for e in values.interviews] == [
        ("WH-001", "B", "18 09:00", 45), ("WH-002", "B", "18 13:00", 45), ("WH-003", "C", "19 09:00", 45),
    ]  # fmt: skip
    assert [(each.guests, each.steps_out) for each in values.interviews] == [
        ((), ("Tomás Villaseñor",)), ((), ()), (("Amara Okonjo",), ()),
    ]  # fmt: skip
    assert values.interviews[0].kana == "ヴェンカタラマン・プリヤ"
    assert [(p.label, p.room, p.members[0].name, p.members[0].chair) for p in values.panels] == [
        ("B", "Room 2", "Kenji Moriwaki", True), ("C", "Room 3", "Siobhán Keaney", False),
    ]  # fmt: skip
    assert values.unplaced == ("WH-004", "WH-005", "WH-006", "WH-007")
    assert "former teacher" not in repr(values)
    section = values.sections("panel")[0]
    assert [f"{line.starts_at:%H:%M}-{line.ends_at:%H:%M}" for line in section.lines] == [
        "09:00-09:45", "11:15-11:30", "12:15-13:00", "13:00-13:45",
    ]  # fmt: skip


def test_only_a_day_or_a_panel(placed: Desk) -> None:
    one = timetable_paper.placed_values(placed, date(2026, 2, 19))
    assert [each.application_no for each in one.interviews] == ["WH-003"]
    assert len(timetable_paper.placed_values(placed, panel="B").interviews) == 2
    with pytest.raises(Refused, match="There is no panel Z"):
        timetable_paper.placed_values(placed, panel="Z")
    with pytest.raises(Refused, match="No interview has a time here"):
        timetable_paper.placed_values(placed, date(2026, 2, 20))


def test_who_is_not_invited_any_more_is_not_printed(placed: Desk) -> None:
    ids = ids_by_number(placed)
    screening.set_status(placed, [ids["WH-001"], ids["WH-004"]], Status.WITHDRAWN, "has found other work")
    screening.set_status(placed, [ids["WH-002"]], Status.ABSENT)
    values = timetable_paper.timetable_values(placed)
    assert [each.application_no for each in values.interviews] == ["WH-002", "WH-003"]
    assert "WH-004" not in values.unplaced


def test_the_same_desk_gives_the_same_bytes(placed: Desk) -> None:
    values = timetable_paper.timetable_values(placed)
    again = timetable_paper.timetable_values(placed)
    assert (again.interviews, again.panels, again.document_no) == (values.interviews, values.panels, values.document_no)
    assert timetable_paper.timetable(placed, TimetableOptions()).pages == 2


def test_only_coordinators_print(meeting: Meeting) -> None:
    desk = meeting.desks["moriwaki"]
    for act in (
        lambda: timetable_paper.timetable(desk, TimetableOptions()),
        lambda: letters.letters(desk, Wanted(letters.default_template("en")), LetterOptions()),
        lambda: timetable_paper.unplaced(desk),
    ):
        with pytest.raises(Refused, match="Only a coordinator"):
            act()


def test_nothing_is_printed_before_there_are_times(desk: Desk) -> None:
    with pytest.raises(Refused, match="No interview has a time"):
        timetable_paper.timetable(desk, TimetableOptions())
    with pytest.raises(Refused, match="No interview has a time"):
        letters.letters(desk, Wanted(letters.default_template("en")), LetterOptions())


def test_letters_go_to_all_who_have_a_time(placed: Desk) -> None:
    made = letters.letter_values(placed, Wanted(letters.default_template("en")), "en")
    assert [(one.application_no, one.room, one.place) for one in made.letters] == [
        ("WH-001", "Room 2", "Westhaven"), ("WH-002", "Room 2", "Westhaven"), ("WH-003", "Room 3", "Westhaven"),
    ]  # fmt: skip
    assert (made.coordinator, made.untimed) == ("Nadia Brzezicka", ("WH-004", "WH-005", "WH-006", "WH-007"))
    assert made.document_no.startswith("WH-2026-LETTERS-")
    assert letters.letters(placed, Wanted(letters.default_template("ja")), LetterOptions("ja")).pages == 3


def test_letters_to_some_and_to_another_place(placed: Desk) -> None:
    wanted = Wanted(letters.default_template("en"), "1 Pier", ("WH-002",))
    (one,) = letters.letter_values(placed, wanted, "en").letters
    assert (one.application_no, one.place) == ("WH-002", "1 Pier")
    with pytest.raises(Refused, match="WH-004 has no interview with a time"):
        letters.letter_values(placed, Wanted(letters.default_template("en"), numbers=("WH-004",)), "en")


def test_a_letter_with_a_hole_is_not_printed(placed: Desk, tmp_path: Path) -> None:
    file = tmp_path / "office.toml"
    file.write_text(SETUP.replace('room = "Room 2"', "") + TIMES, "utf-8")
    people.set_up(placed, file)
    with pytest.raises(Refused, match="WH-001: the letter names {room}"):
        letters.letters(placed, Wanted(letters.default_template("en")), LetterOptions())
    text = tmp_path / "own.txt"
    text.write_text("Title\nDear {name} ({kana}), come at {time}.", "utf-8")
    assert letters.letters(placed, Wanted(letters.read_template(text)), LetterOptions()).pages == 3


def test_a_file_for_each(placed: Desk, tmp_path: Path) -> None:
    made = letters.letters_each(placed, Wanted(letters.default_template("en")), LetterOptions())
    assert [name for name, _ in made] == ["WH-001.pdf", "WH-002.pdf", "WH-003.pdf"]
    assert [report.pages for _, report in made] == [1, 1, 1]
    letters.save_each(made, tmp_path / "new" / "letters")
    assert (tmp_path / "new" / "letters" / "WH-002.pdf").read_bytes() == made[1][1].pdf
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFailed):
        letters.save_each(made, tmp_path / "file")


def test_names_of_files_are_plain_and_different() -> None:
    assert letters._file_names(["26/1", "26-1", "../x", "受付1", "?"]) == [
        "26-1.pdf", "26-1-1.pdf", "x.pdf", "受付1.pdf", "letter.pdf",
    ]  # fmt: skip


def test_the_offices_own_text_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "own.txt"
    letters.write_default(file, "ja")
    assert letters.read_template(file) == letters.default_template("ja")
    file.write_bytes(b"\xef\xbb\xbfTitle\r\n\r\nDear {name},\r\n")
    assert letters.read_template(file).paragraphs == ("Dear {name},",)
    file.write_text("Title\n\nDear {nmae},\n{oom}", "utf-8")
    with pytest.raises(Refused, match=r"Line 3 of own\.txt: there is no place called {nmae}\.") as refused:
        letters.read_template(file)
    assert "1 more" in str(refused.value.todo)
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused, match="not a plain text file"):
        letters.read_template(file)
    with pytest.raises(EnvironmentFailed, match="cannot be read"):
        letters.read_template(tmp_path / "none.txt")
