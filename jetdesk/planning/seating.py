"""From a solved program to slots with names: who of a group goes to which of the cells that are to be busy."""

from collections import defaultdict
from collections.abc import Iterator

from jetdesk.domain.office import Slot
from jetdesk.domain.timetable import Candidate, Link, Problem
from jetdesk.planning.demand import Cell
from jetdesk.planning.model import Model
from jetdesk.planning.program import Solved


def seat(problem: Problem, model: Model, solved: Solved) -> tuple[tuple[Slot, ...], tuple[Link, ...]]:
    """Slots of everybody, the locked ones included, by time and panel; and the guests of the links."""
    named = _named(model, solved)
    taken = {**named, **_grouped(model, solved, named)}
    rooms, starts, minutes = problem.panels, model.demand.starts, problem.rules.slot_minutes
    slots = [Slot(who, rooms[panel].panel, starts[at], minutes) for (panel, at), who in taken.items()]
    every = sorted([*problem.fixed, *slots], key=lambda s: (str(s.starts_at), s.panel_id))
    return tuple(every), tuple(_links(problem, model, solved, taken))


def _named(model: Model, solved: Solved) -> dict[Cell, str]:
    """Those whose cell is a variable of its own."""
    found = {cell: who for who, cells in model.single.items() for cell, v in cells.items() if solved.whole(v)}
    return found | {model.demand.before[who]: who for who, v in model.kept.items() if solved.whole(v)}


def _grouped(model: Model, solved: Solved, named: dict[Cell, str]) -> dict[Cell, str]:
    """The rest of each group, on the panel and day of before where one can; linked cells are served first."""
    linked = _linked_cells(model, solved)
    free: dict[Cell, list[Cell]] = defaultdict(list)
    day_of = {at: day for day, starts in enumerate(model.demand.days) for at in starts}
    for (panel, at), variable in model.busy.items():
        if solved.whole(variable) and (panel, at) not in named:
            free[panel, day_of[at]].append((panel, at))
    found: dict[Cell, str] = {}
    for cells in free.values():
        cells.sort(key=lambda cell: (cell not in linked, cell))
    for group, counts in zip(model.demand.groups, model.counts, strict=True):
        kept = {who for who in model.kept if solved.whole(model.kept[who])}
        waiting = [c for c in group.candidates if c.id not in kept]
        for place, variable in counts.items():
            for candidate in _drawn(model, waiting, place[0], solved.whole(variable)):
                found[_pick(free[place], linked, group.panels)] = candidate.id
    return found


def _linked_cells(model: Model, solved: Solved) -> dict[Cell, int]:
    """Cells that a guest comes to, with the guest's panel."""
    return {(host, at): guest for (host, guest), moments in zip(model.edges, model.links, strict=True)
            for at, v in moments.items() if solved.whole(v)}  # fmt: skip


def _pick(cells: list[Cell], linked: dict[Cell, int], panels: tuple[int, ...]) -> Cell:
    """The first cell whose guest's panel these applicants may meet; any other if there is none."""
    good = next((cell for cell in cells if linked.get(cell, panels[0]) in panels), cells[0])
    cells.remove(good)
    return good


def _drawn(model: Model, waiting: list[Candidate], panel: int, count: int) -> list[Candidate]:
    """Takes that many out of `waiting`: first those who were with this panel before."""
    order = sorted(waiting, key=lambda c: (model.demand.before.get(c.id, (-1, 0))[0] != panel, c.id))
    drawn = order[:count]
    for candidate in drawn:
        waiting.remove(candidate)
    return drawn


def _links(problem: Problem, model: Model, solved: Solved, taken: dict[Cell, str]) -> Iterator[Link]:
    """A member of the guest's panel who does not sit with the host and has no conflict; by turns."""
    turns: dict[str, int] = defaultdict(int)
    for cell, guest in _linked_cells(model, solved).items():
        who, host = taken[cell], problem.panels[cell[0]].members
        able = [p for p in problem.panels[guest].members if p not in host and (who, p) not in problem.conflicts]
        if able:
            panelist = min(able, key=lambda p: (turns[p], p))
            turns[panelist] += 1
            yield Link(who, panelist)
