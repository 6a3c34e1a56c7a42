"""The check of a timetable: whatever is broken is found, and nothing else."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Slot
from jetdesk.domain.timetable import Candidate, Day, Link, Problem, Room, TimetableRules, Window, check, couples

ZONE = ZoneInfo("America/Chicago")
MONDAY = date(2026, 2, 16)
RULES = TimetableRules(
    (Day(MONDAY, time(9), time(12), ((time(10), time(10, 15)),)),), slot_minutes=30, time_zone="America/Chicago"
)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 2, 16, hour, minute, tzinfo=ZONE)


ANNA = Candidate("anna", "Anna", Position.CIR, needs_japanese=True)
BEN = Candidate("ben", "Ben", Position.ALT, windows=(Window(at(9), at(10)),), couple_with="cora")
CORA = Candidate("cora", "Cora", Position.ALT, couple_with="ben")
PROBLEM = Problem(
    RULES,
    (Room("A", ("a1", "a2"), frozenset({"a1"})), Room("B", ("b1", "b2"))),
    (ANNA, BEN, CORA),
    frozenset({("cora", "b1")}),
)
GOOD = (Slot("anna", "A", at(9)), Slot("ben", "B", at(9)), Slot("cora", "A", at(9, 30)))


def kinds(slots: tuple[Slot, ...], links: tuple[Link, ...] = (), problem: Problem = PROBLEM) -> list[str]:
    return [clash.kind.value for clash in check(problem, slots, links)]


def test_a_good_timetable_has_no_clash() -> None:
    assert check(PROBLEM, GOOD, (Link("cora", "b2"),)) == ()


@pytest.mark.parametrize(
    ("number", "changed", "kind"),
    [
        (2, Slot("cora", "B", at(9, 30)), "conflict"),
        (0, Slot("anna", "B", at(9, 30)), "japanese"),
        (1, Slot("ben", "B", at(10, 15)), "travel"),
        (2, Slot("cora", "A", at(9)), "double"),
        (2, Slot("cora", "A", at(11, 15)), "couple"),
        (0, Slot("anna", "A", at(11)), "grid"),
        (2, Slot("cora", "A", None), "missing"),
    ],
)
def test_what_is_broken_is_named(number: int, changed: Slot, kind: str) -> None:
    slots = tuple(changed if place == number else slot for place, slot in enumerate(GOOD))
    assert kinds(slots) == [kind]


def test_a_longer_interview_runs_into_the_next() -> None:
    longer = (replace(GOOD[0], minutes=45), *GOOD[1:])
    assert kinds(longer) == ["double"]


def test_one_who_sits_on_two_panels_is_in_one_place() -> None:
    shared = replace(PROBLEM, panels=(PROBLEM.panels[0], Room("B", ("a1", "b2"))))
    assert kinds(GOOD, problem=shared) == ["double"]


def test_a_locked_interview_stays() -> None:
    locked = replace(PROBLEM, fixed=(Slot("cora", "A", at(10, 15), locked=True),))
    assert kinds(GOOD, problem=locked) == ["moved"]


@pytest.mark.parametrize(
    ("link", "why"),
    [
        (Link("anna", "a1"), "sits there already"),
        (Link("cora", "b1"), "conflict"),
        (Link("anna", "b1"), "busy with Ben"),
        (Link("ben", "a2"), "busy with Anna"),
    ],
)
def test_a_guest_who_cannot_come_is_named(link: Link, why: str) -> None:
    assert kinds(GOOD, (link,)) == ["link"], why


def test_one_guest_cannot_be_with_two_at_once() -> None:
    problem = replace(PROBLEM, panels=(*PROBLEM.panels, Room("C", ("c1",))))
    assert kinds(GOOD, (Link("anna", "c1"), Link("ben", "c1")), problem) == ["link"]


def test_interviews_begin_one_after_the_other_and_after_breaks() -> None:
    assert RULES.starts() == tuple(at(9) + timedelta(minutes=m) for m in (0, 30, 75, 105, 135))


def test_a_day_of_the_clock_change_keeps_the_wall_s_time() -> None:
    spring = TimetableRules((Day(date(2026, 3, 8), time(1), time(4)),), 60, time_zone="America/Chicago")
    assert [start.hour for start in spring.starts()] == [1, 2, 3]


def test_a_couple_is_one_pair_also_when_only_one_says_so() -> None:
    said_once = {"ben": BEN, "cora": replace(CORA, couple_with="")}
    assert couples(said_once) == (("ben", "cora"),)
    assert couples({"ben": replace(BEN, couple_with="ben")}) == ()
    assert couples({"ben": BEN}) == ()
