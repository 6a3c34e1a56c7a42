"""The timetable of an office: planned, accepted, moved, locked, planned again; by coordinators, with reasons."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from jetdesk.desk.desk import Desk
from jetdesk.desk.queries import interviews as queries
from jetdesk.domain.office import Slot
from jetdesk.domain.timetable import Attendance, ClashKind, Plan, Window, check
from jetdesk.errors import Refused
from jetdesk.services import applicants, attendance, people, planning, timetable
from jetdesk.services.calendar import _folded, _text, icalendar
from tests.services.meeting import Meeting
from tests.small_office import SETUP, ids_by_number

ZONE = ZoneInfo("America/Los_Angeles")
TIMES = """
[[people]]
id = "keaney"
name = "Siobhán Keaney"
affiliation = "alumni"
employer = "Harbour Rail"
speaks_japanese = true

[[people]]
id = "ramaswamy"
name = "Nikhil Ramaswamy"
affiliation = "academic"
institution = "Harbour State University"

[[panels]]
id = "C"
members = ["keaney", "ramaswamy"]
room = "Room 3"

[timetable]
days = [2026-02-18, 2026-02-19]
slot_minutes = 45
break_every = 3
links = 1
"""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 2, day, hour, minute, tzinfo=ZONE)


def slots(desk: Desk) -> dict[str, Slot]:
    with desk.read() as connection:
        return queries.list_slots(connection)


def expected(desk: Desk, applicant: str) -> set[str]:
    with desk.read() as connection:
        return {a.panelist_id for a in queries.list_assignments(connection)
                if a.applicant_id == applicant and not a.recused}  # fmt: skip


@pytest.fixture
def office(desk: Desk, tmp_path: Path) -> Desk:
    """Two panels, two days, rules; everybody is still with panel B and without a time."""
    file = tmp_path / "office.toml"
    file.write_text(SETUP + TIMES, "utf-8")
    people.set_up(desk, file)
    return desk


@pytest.fixture
def planned(office: Desk) -> Desk:
    planning.accept(office, planning.propose(office))
    return office


def test_a_proposal_writes_nothing(office: Desk) -> None:
    head = office.head_hash
    found = planning.propose(office)
    assert office.head_hash == head
    assert (len(found.slots), len(found.links), found.gap) == (7, 1, 0)


def test_what_is_accepted_is_the_timetable(office: Desk) -> None:
    found = planning.propose(office)
    change = planning.accept(office, found)
    assert {(s.applicant_id, s.panel_id, s.starts_at) for s in slots(office).values()} == {
        (s.applicant_id, s.panel_id, s.starts_at) for s in found.slots
    }
    assert check(planning.problem(office), found.slots, found.links) == ()
    assert change.touches("slot", "assignment")
    office.undo(change.entries)
    assert {slot.starts_at for slot in slots(office).values()} == {None}


def test_everybody_of_the_panel_and_the_guest_is_expected(office: Desk) -> None:
    found = planning.propose(office)
    planning.accept(office, found)
    panels = {panel.id: set(panel.members) for panel in people.list_panels(office)}
    guests = {link.applicant: {link.panelist} for link in found.links}
    for slot in found.slots:
        wanted = panels[slot.panel_id] | guests.get(slot.applicant_id, set())
        assert expected(office, slot.applicant_id) == wanted


def test_a_cir_is_interviewed_where_somebody_speaks_japanese(planned: Desk) -> None:
    assert slots(planned)[ids_by_number(planned)["WH-007"]].panel_id == "C"


def test_a_recused_panelist_is_not_met(office: Desk) -> None:
    who = ids_by_number(office)["WH-001"]
    timetable.recuse(office, who, "moriwaki", "taught this applicant")
    planning.accept(office, planning.propose(office))
    assert slots(office)[who].panel_id == "C"


def test_who_travels_is_placed_in_their_time(office: Desk) -> None:
    who = ids_by_number(office)["WH-002"]
    planning.set_availability(office, who, (Window(at(19, 15), at(19, 18)),), "arrives by train at noon")
    planning.accept(office, planning.propose(office))
    start = slots(office)[who].starts_at
    assert start is not None
    assert start >= at(19, 15)


def test_planning_again_moves_nobody_without_need(planned: Desk) -> None:
    before = slots(planned)
    planning.accept(planned, planning.propose(planned))
    assert slots(planned) == before


def test_a_locked_interview_stays_and_moves_only_when_unlocked(planned: Desk) -> None:
    who, slot = next(iter(sorted(slots(planned).items())))
    planning.lock(planned, [who], locked=True)
    assert slot.starts_at is not None
    free = at(19, 16, 15)
    with pytest.raises(Refused, match="locked"):
        planning.move(planned, who, slot.panel_id, free)
    planning.lock(planned, [who], locked=False)
    planning.move(planned, who, slot.panel_id, free)
    assert slots(planned)[who].starts_at == free


def test_two_at_once_are_refused_whatever_the_reason(planned: Desk) -> None:
    one, other = sorted(slots(planned).values(), key=lambda s: (s.panel_id, str(s.starts_at)))[:2]
    assert one.panel_id == other.panel_id
    assert other.starts_at is not None
    with pytest.raises(Refused, match="another interview at this time"):
        planning.move(planned, one.applicant_id, other.panel_id, other.starts_at, "because the chair says so")


def test_against_a_wish_a_reason_is_needed_and_kept(planned: Desk) -> None:
    who = ids_by_number(planned)["WH-003"]
    panel, odd = slots(planned)[who].panel_id, at(19, 16, 40)
    with pytest.raises(Refused, match="No interview begins at this time"):
        planning.move(planned, who, panel, odd)
    planning.move(planned, who, panel, odd, "the only train of the day")
    assert (slots(planned)[who].starts_at, slots(planned)[who].reason) == (odd, "the only train of the day")


def test_a_guest_follows_where_they_can(planned: Desk) -> None:
    panels = {panel.id: set(panel.members) for panel in people.list_panels(planned)}
    who = next(w for w, slot in slots(planned).items() if expected(planned, w) - panels[slot.panel_id])
    guest = expected(planned, who) - panels[slots(planned)[who].panel_id]
    planning.move(planned, who, slots(planned)[who].panel_id, at(19, 16, 15))
    assert guest <= expected(planned, who)


def test_what_was_scored_stays(meeting: Meeting) -> None:
    desk, who = meeting.coordinator, meeting.priya
    meeting.submit("moriwaki", who)
    meeting.meet()
    with pytest.raises(Refused, match="a sheet is sealed"):
        planning.move(desk, who, "B", at(18, 9))


def test_a_plan_that_is_out_of_date_is_not_accepted(office: Desk) -> None:
    found = planning.propose(office)
    first = next(slot for slot in found.slots if slot.panel_id == "B")
    timetable.recuse(office, first.applicant_id, "moriwaki", "a cousin of the applicant")
    head = office.head_hash
    with pytest.raises(Refused, match="conflict of interest"):
        planning.accept(office, found)
    with pytest.raises(Refused, match="no timetable"):
        planning.accept(office, Plan((), (), 1.0, 0.0))
    assert office.head_hash == head


def test_a_locked_place_that_was_accepted_with_a_reason_holds_up_no_later_plan(planned: Desk) -> None:
    who, slot = next(iter(sorted(slots(planned).items())))
    planning.set_availability(planned, who, (Window(at(18, 6), at(18, 7)),), "said so on the telephone")
    planning.lock(planned, [who], locked=True)
    planning.accept(planned, planning.propose(planned))
    assert slots(planned)[who].starts_at == slot.starts_at


def test_an_interview_moves_within_its_panel_when_a_member_steps_out(planned: Desk) -> None:
    who, slot = next((who, slot) for who, slot in sorted(slots(planned).items()) if slot.panel_id == "B")
    timetable.recuse(planned, who, "moriwaki", "taught this applicant")
    planning.move(planned, who, "B", at(19, 16, 15))
    assert slots(planned)[who].starts_at == at(19, 16, 15)


def test_before_days_are_set_nothing_is_planned(desk: Desk) -> None:
    with pytest.raises(Refused, match="No interview days are set"):
        planning.propose(desk)


def test_rules_are_kept(office: Desk) -> None:
    rules = planning.get_rules(office)
    assert (rules.slot_minutes, rules.break_every, rules.links, rules.time_zone) == (45, 3, 1, "America/Los_Angeles")
    assert [day.date for day in rules.days] == [date(2026, 2, 18), date(2026, 2, 19)]
    planning.set_rules(office, rules)
    assert planning.get_rules(office) == rules


def test_rules_that_could_not_be_read_again_are_refused(office: Desk) -> None:
    rules = planning.get_rules(office)
    day = rules.days[0]
    many = tuple(replace(day, date=day.date + timedelta(n)) for n in range(61))
    turned = (replace(day, starts=day.ends, ends=day.starts),)
    lunch = (replace(day, breaks=((time(13), time(12)),)),)
    for days, said in ((many, "at most 60 days"), (turned, "ends before it begins"), (lunch, "ends before it begins")):
        with pytest.raises(Refused, match=said):
            planning.set_rules(office, replace(rules, days=days))
    assert planning.get_rules(office) == rules


def test_availability_needs_a_reason_and_an_order(office: Desk) -> None:
    who = ids_by_number(office)["WH-002"]
    with pytest.raises(Refused, match="needs a reason"):
        planning.set_availability(office, who, (), "no")
    with pytest.raises(Refused, match="ends before it begins"):
        planning.set_availability(office, who, (Window(at(19, 12), at(19, 9)),), "arrives by train at noon")


def test_panelists_plan_nothing(meeting: Meeting) -> None:
    desk = meeting.desks["moriwaki"]
    for act in (
        lambda: planning.propose(desk),
        lambda: planning.move(desk, "x", "B", at(18, 9)),
        lambda: planning.lock(desk, [], locked=True),
        lambda: planning.set_availability(desk, "x", (), "a reason that is long enough"),
        lambda: planning.set_rules(desk, planning.get_rules(desk)),
        lambda: attendance.check_in(desk, "x", Attendance.ARRIVED),
    ):
        with pytest.raises(Refused, match="Only a coordinator"):
            act()


def test_clashes_tell_what_a_place_breaks(planned: Desk) -> None:
    who = ids_by_number(planned)["WH-007"]
    moved = {**slots(planned), who: Slot(who, "B", at(19, 16, 15), 45)}
    assert [c.kind for c in planning.clashes(planning.problem(planned), moved, who)] == [ClashKind.JAPANESE]


# The day


def test_check_in_is_noted_changed_and_taken_back(planned: Desk) -> None:
    who = ids_by_number(planned)["WH-001"]
    for state in (Attendance.LATE, Attendance.ARRIVED, Attendance.ABSENT, Attendance.EXPECTED):
        attendance.check_in(planned, who, state)
        assert attendance.list_attendance(planned)[who] is state


def test_who_is_not_invited_does_not_check_in(planned: Desk) -> None:
    with pytest.raises(Refused, match="not invited"):
        attendance.check_in(planned, ids_by_number(planned)["WH-008"], Attendance.ARRIVED)


def test_the_calendar_holds_every_interview_and_no_name(planned: Desk) -> None:
    text = icalendar(planned).decode()
    lines = text.replace("\r\n ", "").split("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert (lines.count("BEGIN:VEVENT"), lines[0], lines[-2]) == (7, "BEGIN:VCALENDAR", "END:VCALENDAR")
    by_uid = dict(zip((x[4:] for x in lines if x.startswith("UID:")),
                      (x[8:] for x in lines if x.startswith("DTSTART:")), strict=True))  # fmt: skip
    for who, slot in slots(planned).items():
        assert slot.starts_at is not None
        assert by_uid[f"{who}@jetdesk"] == slot.starts_at.astimezone(ZoneInfo("UTC")).strftime("%Y%m%dT%H%M%SZ")
    assert not any(row.name in text for row in applicants.list_applicants(planned))
    assert icalendar(planned, "C").decode().count("BEGIN:VEVENT") < 7


def test_long_and_odd_texts_are_escaped_and_folded() -> None:
    assert _text("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"
    folded = _folded("SUMMARY:" + "面" * 60)
    assert all(len(line) <= 75 for line in folded.split(b"\r\n"))
    assert folded.replace(b"\r\n ", b"").decode() == "SUMMARY:" + "面" * 60 + "\r\n"
