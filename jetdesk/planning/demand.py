"""Who is to be placed where, brought into a form that is small: applicants that are alike are counted, not listed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from jetdesk.domain.office import Slot
from jetdesk.domain.timetable import Candidate, Problem, Room, couples

Cell = tuple[int, int]
"""(number of the panel, number of the start)."""


@dataclass(frozen=True, slots=True)
class Single:
    """An applicant whose time matters: one that travels, or half of a couple."""

    candidate: Candidate
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Applicants who can go to the same panels at any time."""

    panels: tuple[int, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """`closed`: cells that locked interviews take or overlap; `load`: locked interviews of each panel."""

    panels: tuple[Room, ...]
    starts: tuple[datetime, ...]
    days: tuple[tuple[int, ...], ...]
    singles: tuple[Single, ...]
    groups: tuple[Group, ...]
    couples: tuple[tuple[str, str], ...]
    closed: frozenset[Cell]
    load: tuple[int, ...]
    before: Mapping[str, Cell]


def demand(problem: Problem) -> Demand:
    starts = problem.rules.starts()
    fixed = {slot.applicant_id for slot in problem.fixed}
    waiting = {c.id: c for c in problem.candidates if c.id not in fixed}
    pairs = couples(waiting)
    timed = {one for pair in pairs for one in pair} | {c.id for c in waiting.values() if c.windows}
    allowed = {c.id: _panels(problem, c) for c in waiting.values()}
    groups: dict[tuple[int, ...], list[Candidate]] = defaultdict(list)
    for candidate in waiting.values():
        if candidate.id not in timed:
            groups[allowed[candidate.id]].append(candidate)
    closed = frozenset(_closed(problem, starts))
    length = problem.rules.slot_minutes
    singles = (
        Single(waiting[i], tuple(
            (panel, at) for panel in allowed[i] for at, start in enumerate(starts)
            if (panel, at) not in closed and waiting[i].can_come(start, length)))
        for i in sorted(timed)
    )  # fmt: skip
    numbers = {room.panel: number for number, room in enumerate(problem.panels)}
    return Demand(
        problem.panels, starts, _days(starts), tuple(singles),
        tuple(Group(panels, tuple(sorted(found, key=lambda c: c.id))) for panels, found in sorted(groups.items())),
        pairs, closed, tuple(sum(s.panel_id == room.panel for s in problem.fixed) for room in problem.panels),
        _before(problem, starts, numbers, allowed, closed),
    )  # fmt: skip


def _panels(problem: Problem, candidate: Candidate) -> tuple[int, ...]:
    possible = problem.rooms_for(candidate)
    return tuple(number for number, room in enumerate(problem.panels) if room in possible)


def _days(starts: tuple[datetime, ...]) -> tuple[tuple[int, ...], ...]:
    found: dict[object, list[int]] = defaultdict(list)
    for number, start in enumerate(starts):
        found[start.date()].append(number)
    return tuple(tuple(numbers) for numbers in found.values())


def _closed(problem: Problem, starts: tuple[datetime, ...]) -> set[Cell]:
    """Cells of every panel one of whose members sits in a locked interview at that time."""
    members = {room.panel: {*room.members} for room in problem.panels}
    length = timedelta(minutes=problem.rules.slot_minutes)
    closed = set()
    for slot in problem.fixed:
        if slot.starts_at is None:
            continue
        end = slot.starts_at + timedelta(minutes=slot.minutes)
        for number, room in enumerate(problem.panels):
            if room.panel == slot.panel_id or members[room.panel] & members.get(slot.panel_id, set()):
                closed |= {
                    (number, at) for at, start in enumerate(starts) if start < end and slot.starts_at < start + length
                }
    return closed


def _before(
    problem: Problem, starts: tuple[datetime, ...], numbers: Mapping[str, int],
    allowed: Mapping[str, tuple[int, ...]], closed: frozenset[Cell],
) -> dict[str, Cell]:  # fmt: skip
    """Where applicants were and could be again."""
    at = {start: number for number, start in enumerate(starts)}
    people = {c.id: c for c in problem.candidates}
    found: dict[str, Cell] = {}
    taken: set[Cell] = set()
    for slot in sorted(problem.before, key=lambda slot: slot.applicant_id):
        cell = _cell(slot, at, numbers)
        who = people.get(slot.applicant_id)
        possible = who and cell and cell[0] in allowed.get(who.id, ()) and cell not in closed | taken
        if who and cell and possible and who.can_come(starts[cell[1]], problem.rules.slot_minutes):
            found[who.id] = cell
            taken.add(cell)
    return found


def _cell(slot: Slot, at: Mapping[datetime, int], numbers: Mapping[str, int]) -> Cell | None:
    if slot.starts_at is None or slot.starts_at not in at or slot.panel_id not in numbers:
        return None
    return numbers[slot.panel_id], at[slot.starts_at]
