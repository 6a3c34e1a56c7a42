"""Invented offices of any size to plan for: panels, days, conflicts, travel, couples, links."""

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from jetdesk.domain.applicant import Position
from jetdesk.domain.timetable import Candidate, Day, Problem, Room, TimetableRules, Window

ZONE = "America/Chicago"
BREAKS = ((time(10, 30), time(10, 45)), (time(12, 0), time(13, 0)), (time(15, 0), time(15, 15)))


def rules(days: int, links: int = 0, ends: time = time(17)) -> TimetableRules:
    every = tuple(Day(date(2026, 2, 16) + timedelta(n), time(9), ends, BREAKS) for n in range(days))
    return TimetableRules(every, slot_minutes=30, links=links, couple_minutes=60, time_zone=ZONE)


def office(
    seed: int, *, applicants: int, panels: int, days: int, conflicts: int = 0, travel: int = 0, couples: int = 0,
    japanese: int = 0, links: int = 0,
) -> Problem:  # fmt: skip
    """An office in which every wish can usually be met; the first half of the panels speaks Japanese."""
    random, plan = Random(seed), rules(days, links)
    rooms = tuple(
        Room(f"P{n}", tuple(f"p{n}{m}" for m in range(3)), frozenset({f"p{n}0"} if n < (panels + 1) // 2 else ()))
        for n in range(panels)
    )
    ids = [f"a{n:03}" for n in range(applicants)]
    travelling = set(random.sample(ids, travel))
    partner = _partners(random.sample(ids, 2 * couples))
    speaking = set(random.sample(ids, japanese))
    people = tuple(
        Candidate(i, f"Applicant {i}", Position.CIR if i in speaking else Position.ALT, i in speaking,
                  partner.get(i, ""), _windows(random, plan) if i in travelling else ())
        for i in ids
    )  # fmt: skip
    members = [person for room in rooms for person in room.members]
    meet = frozenset((random.choice(ids), random.choice(members)) for _ in range(conflicts))
    return Problem(plan, rooms, people, meet)


def _partners(drawn: list[str]) -> dict[str, str]:
    pairs = list(zip(drawn[::2], drawn[1::2], strict=True))
    return dict(pairs) | {other: one for one, other in pairs}


def _windows(random: Random, plan: TimetableRules) -> tuple[Window, ...]:
    """One day, from some hour on or up to one."""
    day, zone = random.choice(plan.days), ZoneInfo(ZONE)
    noon = datetime.combine(day.date, time(12), zone)
    start, end = datetime.combine(day.date, time(8), zone), datetime.combine(day.date, time(18), zone)
    return (Window(start, noon),) if random.random() < 0.5 else (Window(noon, end),)
