"""Timetables by the solver, checked by a check that knows nothing of it."""

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from jetdesk.domain.office import Slot
from jetdesk.domain.timetable import Plan, Problem, Window, check
from jetdesk.planning import plan
from jetdesk.planning.model import link_edges
from tests.planning.offices import ZONE, office, rules


def loads(problem: Problem, found: Plan) -> list[int]:
    count = Counter(slot.panel_id for slot in found.slots)
    return [count[room.panel] for room in problem.panels]


def words(found: Plan) -> str:
    return " ".join(reason.text("en") for reason in found.impossible)


def any_office(seed: int) -> Problem:
    random = Random(seed)
    applicants, panels = random.randint(1, 40), random.randint(1, 4)
    days = -(-applicants // (panels * 13)) + random.randint(0, 2)
    return office(
        seed, applicants=applicants, panels=panels, days=days, conflicts=random.randint(0, applicants // 6),
        travel=random.randint(0, applicants // 5), couples=random.randint(0, applicants // 10),
        japanese=random.randint(0, applicants // 4), links=random.randint(0, panels),
    )  # fmt: skip


@pytest.mark.parametrize("part", range(8))
def test_every_constraint_holds_in_200_offices(part: int) -> None:
    for seed in range(part * 25, part * 25 + 25):
        problem = any_office(seed)
        found = plan(problem)
        if found.impossible:
            assert found.slots == (), seed
            continue
        clashes = check(problem, found.slots, found.links)
        apart = [clash for clash in clashes if clash.kind == "couple"]
        assert [clash for clash in clashes if clash not in apart] == [], seed
        assert len({slot.applicant_id for slot in found.slots}) == len(problem.candidates), seed
        assert found.gap == 0, seed
        if link_edges(problem):
            assert len(found.links) >= problem.rules.links, seed


def test_most_of_those_offices_are_possible() -> None:
    assert sum(not plan(any_office(seed)).impossible for seed in range(20)) >= 12


def test_an_office_of_90_is_planned_to_proven_best() -> None:
    problem = office(1, applicants=90, panels=4, days=5, conflicts=12, travel=10, couples=3, japanese=12, links=4)
    found = plan(problem, 30)
    assert found.gap <= 0.01
    assert check(problem, found.slots, found.links) == ()
    assert max(loads(problem, found)) - min(loads(problem, found)) <= 1


def test_links_join_panels_that_nobody_sits_on_together() -> None:
    problem = office(2, applicants=30, panels=4, days=2, links=3)
    found = plan(problem)
    panel_of = {slot.applicant_id: slot.panel_id for slot in found.slots}
    joined = {frozenset((panel_of[link.applicant], f"P{link.panelist[1]}")) for link in found.links}
    assert joined == {frozenset(pair) for pair in (("P0", "P1"), ("P1", "P2"), ("P2", "P3"))}


def test_panels_that_share_a_member_need_no_link_and_never_sit_at_once() -> None:
    problem = office(3, applicants=20, panels=2, days=3, links=1)
    rooms = (problem.panels[0], replace(problem.panels[1], members=(*problem.panels[1].members[:2], "p00")))
    problem = replace(problem, panels=rooms)
    assert link_edges(problem) == ()
    found = plan(problem)
    assert check(problem, found.slots, found.links) == ()


def test_couples_begin_within_the_hour() -> None:
    problem = office(4, applicants=40, panels=3, days=3, couples=6)
    found = plan(problem)
    assert [clash for clash in check(problem, found.slots) if clash.kind == "couple"] == []


def test_the_same_office_is_planned_alike() -> None:
    problem = office(5, applicants=40, panels=3, days=3, conflicts=5, travel=5, links=3)
    assert plan(problem).slots == plan(problem).slots


# Planning again


def test_without_a_new_wish_nothing_moves() -> None:
    problem = office(6, applicants=40, panels=3, days=3, conflicts=4, travel=4, couples=2, links=2)
    first = plan(problem)
    again = plan(replace(problem, before=first.slots))
    assert {*again.slots} == {*first.slots}


def test_one_new_conflict_moves_one_applicant() -> None:
    problem = office(7, applicants=30, panels=3, days=3)
    first = plan(problem)
    who = first.slots[5]
    member = next(room.members[0] for room in problem.panels if room.panel == who.panel_id)
    changed = replace(problem, conflicts=frozenset({(who.applicant_id, member)}), before=first.slots)
    again = plan(changed)
    assert check(changed, again.slots) == ()
    assert {slot.applicant_id for slot in {*again.slots} - {*first.slots}} == {who.applicant_id}


def test_locked_interviews_stay() -> None:
    problem = office(8, applicants=30, panels=3, days=2, travel=3, links=2)
    first = plan(problem)
    locked = tuple(replace(slot, locked=True) for slot in first.slots[:10])
    again = plan(replace(problem, fixed=locked))
    assert {*locked} <= {*again.slots}
    assert check(replace(problem, fixed=locked), again.slots, again.links) == ()


def test_a_locked_interview_off_the_grid_takes_what_it_overlaps() -> None:
    problem = office(9, applicants=14, panels=1, days=2)
    odd = Slot("a003", "P0", datetime(2026, 2, 16, 9, 10, tzinfo=ZoneInfo(ZONE)), 45, locked=True)
    found = plan(replace(problem, fixed=(odd,)))
    assert odd in found.slots
    assert check(replace(problem, fixed=(odd,)), found.slots) == ()


# What makes it impossible


def test_too_few_places_are_counted() -> None:
    problem = office(10, applicants=40, panels=2, days=1)
    places = 2 * len(problem.rules.starts())
    assert words(plan(problem)) == f"40 applicants are to be interviewed and there are {places} places."


def test_a_conflict_with_every_panel_is_named() -> None:
    problem = office(11, applicants=10, panels=3, days=1)
    conflicts = frozenset(("a004", f"p{n}{m}") for n in range(3) for m in range(2))
    assert words(plan(replace(problem, conflicts=conflicts))) == (
        "Applicant a004 has a conflict of interest with every panel."
    )


def test_where_every_panel_has_a_conflict_one_member_steps_out() -> None:
    problem = office(11, applicants=10, panels=1, days=1)
    problem = replace(problem, conflicts=frozenset({("a004", "p01")}))
    found = plan(problem)
    assert (len(found.slots), check(problem, found.slots, found.links)) == (10, ())


def test_who_speaks_japanese_does_not_step_out_of_the_interview_that_needs_it() -> None:
    problem = office(12, applicants=10, panels=1, days=1, japanese=1)
    who = next(candidate for candidate in problem.candidates if candidate.needs_japanese)
    found = plan(replace(problem, conflicts=frozenset({(who.id, "p00")})))
    assert words(found) == (f"{who.name} needs a panel that speaks Japanese, and there is none without a conflict.")


def test_a_missing_panel_that_speaks_japanese_is_named() -> None:
    problem = office(12, applicants=10, panels=2, days=1, japanese=1)
    problem = replace(problem, panels=tuple(replace(room, speakers=frozenset()) for room in problem.panels))
    assert "needs a panel that speaks Japanese" in words(plan(problem))


def test_travel_outside_the_days_is_named() -> None:
    problem = office(13, applicants=10, panels=2, days=1)
    evening = datetime(2026, 2, 16, 20, tzinfo=ZoneInfo(ZONE))
    late = replace(problem.candidates[3], windows=(Window(evening, evening + timedelta(hours=2)),))
    problem = replace(problem, candidates=(*problem.candidates[:3], late, *problem.candidates[4:]))
    assert words(plan(problem)) == "Applicant a003 can come only when no interview can begin."


def test_two_that_need_the_same_place_are_told() -> None:
    problem = office(14, applicants=3, panels=1, days=1)
    nine = datetime(2026, 2, 16, 9, tzinfo=ZoneInfo(ZONE))
    early = (Window(nine, nine + timedelta(minutes=30)),)
    problem = replace(problem, candidates=tuple(replace(c, windows=early) for c in problem.candidates[:2]))
    assert "No place is left for Applicant a00" in words(plan(problem))


def test_links_for_which_no_panel_has_time_are_counted() -> None:
    problem = replace(office(15, applicants=8, panels=2, days=1, links=2), rules=rules(1, links=2, ends=time(11, 15)))
    assert words(plan(problem)) == "2 links between panels were asked for and 0 are possible."


def test_who_is_told_can_end_the_search() -> None:
    class Enough(Exception):
        pass

    def told(_: float) -> None:
        raise Enough

    with pytest.raises(Enough):
        plan(office(16, applicants=90, panels=4, days=5, conflicts=12, travel=10, couples=4, links=4), 30, told)


def test_nothing_is_printed() -> None:
    script = (
        "from tests.planning.offices import office; from jetdesk.planning import plan;"
        " plan(office(1, applicants=3, panels=1, days=1))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert (ran.stdout, ran.stderr) == (b"", b"")


def test_an_office_without_applicants_or_panels() -> None:
    empty = office(17, applicants=0, panels=2, days=1)
    assert plan(empty).slots == ()
    assert plan(empty).impossible == ()
    assert "there are 0 places" in words(plan(replace(office(18, applicants=2, panels=1, days=1), panels=())))
