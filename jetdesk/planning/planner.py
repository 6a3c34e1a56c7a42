"""Planning a timetable, to proven best or a stated gap; or what makes it impossible."""

from collections.abc import Iterator
from dataclasses import replace
from time import monotonic

from jetdesk.domain.timetable import Candidate, Plan, Problem
from jetdesk.i18n import Message, msg
from jetdesk.planning.model import Model
from jetdesk.planning.program import Solved, Told
from jetdesk.planning.seating import seat

FOR_REASONS = 20.0
"""Seconds at most to find out why there is no timetable."""
MOST_NAMED = 5


def plan(problem: Problem, seconds: float = 30, told: Told = lambda _: None) -> Plan:
    """The best timetable that is found in the time. `told` may raise to end the search; nothing is kept then."""
    began = monotonic()
    model = Model(problem)
    solved = model.solve(seconds - (monotonic() - began), told)
    if not solved.is_feasible:
        return Plan((), (), 1.0, monotonic() - began, tuple(_reasons(problem, told)))
    slots, links = seat(problem, model, solved)
    return Plan(slots, links, solved.gap, monotonic() - began)


def _reasons(problem: Problem, told: Told) -> Iterator[Message]:
    """What would have to be given up, from the timetable that gives up least."""
    places = _places(problem)
    if len(problem.candidates) > places:
        yield msg("{n} applicants are to be interviewed and there are {places} places.",
                  n=len(problem.candidates), places=places)  # fmt: skip
        return
    model = Model(problem, elastic=True)
    solved = model.solve(FOR_REASONS, told)
    if not solved.is_feasible:
        yield msg("No timetable was found in the time that was given.")
        return
    found = [*_left_out(problem, model, solved)]
    yield from found[:MOST_NAMED]
    if len(found) > MOST_NAMED:
        yield msg("And {n} more.", n=len(found) - MOST_NAMED)
    yield from _unlinked(problem, model, solved)
    if not found and not any(solved.whole(v) for v in model.unlinked):
        yield msg("No timetable was found in the time that was given.")


def _places(problem: Problem) -> int:
    starts = len(problem.rules.starts())
    return starts * len(problem.panels) + len(problem.fixed)


def _left_out(problem: Problem, model: Model, solved: Solved) -> Iterator[Message]:
    for single in model.demand.singles:
        if solved.whole(model.left_out[single.candidate.id]):
            yield _why(problem, single.candidate, bool(single.cells))
    for group, variable in zip(model.demand.groups, model.groups_left_out, strict=True):
        for candidate in group.candidates[: solved.whole(variable)]:
            yield _why(problem, candidate, bool(group.panels))


def _why(problem: Problem, candidate: Candidate, has_places: bool) -> Message:
    name = candidate.name
    if not problem.rooms_for(replace(candidate, needs_japanese=False)):
        return msg("{name} has a conflict of interest with every panel.", name=name)
    if not problem.rooms_for(candidate):
        return msg("{name} needs a panel that speaks Japanese, and there is none without a conflict.", name=name)
    if not has_places:
        return msg("{name} can come only when no interview can begin.", name=name)
    return msg("No place is left for {name} with the panels and at the times that are possible.", name=name)


def _unlinked(problem: Problem, model: Model, solved: Solved) -> Iterator[Message]:
    missing = sum(solved.whole(variable) for variable in model.unlinked)
    if missing:
        yield msg(
            "{wanted} links between panels were asked for and {possible} are possible.",
            wanted=problem.rules.links, possible=problem.rules.links - missing,
        )  # fmt: skip
