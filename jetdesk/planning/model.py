"""The timetable as a program: variables say who sits where, rows what must hold, costs what is wished."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from jetdesk.domain.timetable import Problem
from jetdesk.planning.demand import Cell, Demand, demand
from jetdesk.planning.program import Program, Solved, Told

UNEVEN, APART, MOVED, LEFT_OUT, UNLINKED, LATER = 10.0, 100.0, 50.0, 10_000.0, 2_000.0, 0.001
"""Costs: an interview more on the fullest panel than on the emptiest, a couple far apart, somebody moved; where not
everything is possible, an applicant left out and a link that was asked for and is missing; and, so that days fill
from the front, each start that an interview comes later."""


class Model:
    """`elastic`: applicants may be left out and links be missing, to see what makes a timetable impossible."""

    def __init__(self, problem: Problem, *, elastic: bool = False) -> None:
        self.demand: Demand = demand(problem)
        self.program = Program()
        self.edges = link_edges(problem)
        self._rules, self._elastic = problem.rules, elastic
        self._in_cell: dict[Cell, list[int]] = defaultdict(list)
        self._in_day: dict[Cell, list[int]] = defaultdict(list)
        self.busy = {cell: self.program.variable(cost=LATER * cell[1]) for cell in self._open_cells()}
        self.single: dict[str, dict[Cell, int]] = {}
        self.kept: dict[str, int] = {}
        self.counts: list[dict[Cell, int]] = []
        self.left_out: dict[str, int] = {}
        self.groups_left_out: list[int] = []
        self.links: list[dict[int, int]] = []
        self.unlinked: list[int] = []
        self._place_singles()
        self._place_groups()
        self._fill()
        self._share_members()
        self._link()
        self._keep_couples_near()
        self._level()

    def solve(self, seconds: float, told: Told) -> Solved:
        return self.program.solve(seconds, told)

    def _open_cells(self) -> Iterable[Cell]:
        every = range(len(self.demand.starts))
        return ((panel, at) for panel in range(len(self.demand.panels)) for at in every
                if (panel, at) not in self.demand.closed)  # fmt: skip

    def _place_singles(self) -> None:
        for single in self.demand.singles:
            who, before = single.candidate.id, self.demand.before.get(single.candidate.id)
            places = {
                cell: self.program.variable(cost=MOVED if before and cell != before else 0) for cell in single.cells
            }
            self.single[who] = places
            for cell, variable in places.items():
                self._in_cell[cell].append(variable)
            self.program.row([*_ones(places.values()), *self._may_be_left_out(who)], 1, 1)

    def _may_be_left_out(self, who: str) -> list[tuple[int, float]]:
        if not self._elastic:
            return []
        self.left_out[who] = self.program.variable(cost=LEFT_OUT)
        return [(self.left_out[who], 1.0)]

    def _place_groups(self) -> None:
        """How many of a group a panel sees on a day; those who stay where they were are named."""
        for group in self.demand.groups:
            size = len(group.candidates)
            counts = {(panel, day): self.program.variable(min(size, len(starts)))
                      for panel in group.panels for day, starts in enumerate(self.demand.days)}  # fmt: skip
            stay = [self._keep(c.id) for c in group.candidates if c.id in self.demand.before]
            left_out = [self.program.variable(size, LEFT_OUT)] if self._elastic else []
            self.groups_left_out += left_out
            self.counts.append(counts)
            for place, variable in counts.items():
                self._in_day[place].append(variable)
            self.program.row(_ones([*counts.values(), *stay, *left_out]), size, size)

    def _keep(self, who: str) -> int:
        """Staying saves what moving costs."""
        self.program.constant += MOVED
        self.kept[who] = self.program.variable(cost=-MOVED)
        self._in_cell[self.demand.before[who]].append(self.kept[who])
        return self.kept[who]

    def _fill(self) -> None:
        """As many cells of a panel's day are busy as applicants are there; named ones have their own."""
        for cell, variables in self._in_cell.items():
            self.program.row([*_ones(variables), (self.busy[cell], -1.0)], most=0)
        for panel in range(len(self.demand.panels)):
            for day, starts in enumerate(self.demand.days):
                cells = [(panel, at) for at in starts if (panel, at) in self.busy]
                named = [variable for cell in cells for variable in self._in_cell.get(cell, ())]
                terms = [*_ones([*self._in_day.get((panel, day), ()), *named])]
                self.program.row([*terms, *((self.busy[cell], -1.0) for cell in cells)], 0, 0)

    def _share_members(self) -> None:
        """Panels that share a member do not sit at the same time."""
        for one, other in combinations(range(len(self.demand.panels)), 2):
            if {*self.demand.panels[one].members} & {*self.demand.panels[other].members}:
                for at in range(len(self.demand.starts)):
                    both = [self.busy[cell] for cell in ((one, at), (other, at)) if cell in self.busy]
                    if len(both) == 2:
                        self.program.row(_ones(both), most=1)

    def _link(self) -> None:
        """For each link a moment at which the host has an interview and the guest's panel has none."""
        hosts, guests = defaultdict(list), defaultdict(list)
        for host, guest in self.edges:
            moments = {at: self.program.variable() for at in range(len(self.demand.starts))
                       if (host, at) in self.busy and (guest, at) in self.busy}  # fmt: skip
            missing = [self.program.variable(cost=UNLINKED)] if self._elastic else []
            self.unlinked += missing
            self.links.append(moments)
            self.program.row(_ones([*moments.values(), *missing]), 1, 1)
            for at, variable in moments.items():
                hosts[host, at].append(variable)
                guests[guest, at].append(variable)
                self._keep_strangers_out(variable, (host, at), guest)
        for cell, variables in hosts.items():
            self.program.row([*_ones(variables), (self.busy[cell], -1.0)], most=0)
        for cell, variables in guests.items():
            self.program.row(_ones([*variables, self.busy[cell]]), most=1)

    def _keep_strangers_out(self, variable: int, cell: Cell, guest: int) -> None:
        """Who may not meet the guest's panel is not the one that links it."""
        for single in self.demand.singles:
            place = self.single[single.candidate.id].get(cell)
            if place is not None and all(panel != guest for panel, _ in single.cells):
                self.program.row(_ones([variable, place]), most=1)
        for group in self.demand.groups:
            for candidate in group.candidates if guest not in group.panels else ():
                if self.demand.before.get(candidate.id) == cell:
                    self.program.row(_ones([variable, self.kept[candidate.id]]), most=1)

    def _keep_couples_near(self) -> None:
        """A start of the one needs a start of the other within the minutes, or the couple is apart."""
        for one, other in self.demand.couples:
            apart = self.program.variable(cost=APART)
            mine, theirs = self._by_start(one), self._by_start(other)
            for own, others in ((mine, theirs), (theirs, mine)):
                for at, variables in own.items():
                    near = [v for start, found in others.items() if self._is_near(at, start) for v in found]
                    terms = [*_ones(variables), *((v, -1.0) for v in near), (apart, -1.0)]
                    self.program.row([*terms, *self._unplaced(one, other)], most=0)

    def _unplaced(self, *pair: str) -> list[tuple[int, float]]:
        return [(self.left_out[who], -1.0) for who in pair if who in self.left_out]

    def _by_start(self, who: str) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for (_, at), variable in self.single[who].items():
            found[at].append(variable)
        return found

    def _is_near(self, one: int, other: int) -> bool:
        apart = abs((self.demand.starts[one] - self.demand.starts[other]).total_seconds())
        return apart <= self._rules.couple_minutes * 60

    def _level(self) -> None:
        """The difference between the fullest and the emptiest panel."""
        most = len(self.demand.starts) + max(self.demand.load, default=0)
        fullest, emptiest = self.program.variable(most, UNEVEN), self.program.variable(most, -UNEVEN)
        for panel, load in enumerate(self.demand.load):
            cells = [variable for (number, _), variable in self.busy.items() if number == panel]
            self.program.row([(fullest, 1.0), *((cell, -1.0) for cell in cells)], least=load)
            self.program.row([(emptiest, 1.0), *((cell, -1.0) for cell in cells)], most=load)


def link_edges(problem: Problem) -> tuple[tuple[int, int], ...]:
    """(host, guest) for each link that is asked for: first those that join panels which nobody sits on together."""
    part = list(range(len(problem.panels)))

    def root(panel: int) -> int:
        while part[panel] != panel:
            panel = part[panel]
        return panel

    pairs = list(combinations(range(len(problem.panels)), 2))
    for one, other in pairs:
        if {*problem.panels[one].members} & {*problem.panels[other].members}:
            part[root(other)] = root(one)
    joining, rest = [], []
    for one, other in sorted(pairs, key=lambda pair: (pair[1] - pair[0], pair)):
        if root(one) != root(other):
            part[root(other)] = root(one)
            joining.append((one, other))
        elif not {*problem.panels[one].members} & {*problem.panels[other].members}:
            rest.append((one, other))
    again = [*joining, *rest, *((other, one) for one, other in joining + rest)]
    wanted = problem.rules.links
    return tuple((again * (wanted // len(again) + 1))[:wanted]) if again else ()


def _ones(variables: Iterable[int]) -> list[tuple[int, float]]:
    return [(variable, 1.0) for variable in variables]
