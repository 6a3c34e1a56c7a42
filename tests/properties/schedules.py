"""Schedules: what three to six laptops of a small office do one after another, and what goes wrong meanwhile.

Each step is a frozen value that plays itself in a `World`; a failing schedule is printed as it would be written down.
What a person may not do at that moment is refused and counts as not done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from jetdesk.desk import exchange as records
from jetdesk.domain.applicant import Status
from jetdesk.domain.sheet import Overall
from jetdesk.services import interviews, laptops, reveal, screening, timetable
from tests.properties import forgeries
from tests.properties.memory_mailbox import Unsteady, nothing
from tests.properties.schedule_office import APPLICANTS, PANELISTS, PANELS
from tests.properties.schedule_world import PLACES, World

YEARS_MS = 365 * 24 * 3_600_000
REASON = "a reason that is long enough"


class Step(Protocol):
    def play(self, world: World) -> None: ...


@dataclass(frozen=True)
class Rate:
    desk: int
    applicant: int = 0
    level: int = 1
    note: str = ""

    def play(self, world: World) -> None:
        machine, applicant = world.machine(self.desk), APPLICANTS[self.applicant]
        with world.written(machine):
            interviews.rate(machine.desk, applicant, machine.person, "motivation", self.level)
            if self.note:
                interviews.note(machine.desk, applicant, machine.person, "motivation", self.note)


@dataclass(frozen=True)
class Submit:
    """Fill the sheet in and submit it; if it was, open it again first."""

    desk: int
    applicant: int = 0
    level: int = 1

    def play(self, world: World) -> None:
        machine, applicant = world.machine(self.desk), APPLICANTS[self.applicant]
        desk, person = machine.desk, machine.person
        if machine.laptop.is_coordinator:
            person = PANELISTS[self.level % 3]
        with world.written(machine):
            if interviews.open_sheet(desk, applicant, person).submitted:
                interviews.reopen(desk, applicant, person, REASON)
            interviews.rate(desk, applicant, person, "motivation", self.level)
            interviews.choose_overall(desk, applicant, person, Overall.RECOMMEND)
            interviews.submit(desk, applicant, person)


@dataclass(frozen=True)
class SetStatus:
    coordinator: int
    applicant: int = 0
    status: int = 0

    def play(self, world: World) -> None:
        machine = world.coordinator(self.coordinator)
        status = (Status.WITHDRAWN, Status.NOT_INVITED, Status.INVITED)[self.status]
        with world.written(machine):
            screening.set_status(machine.desk, [APPLICANTS[self.applicant]], status, REASON + str(world.passed))


@dataclass(frozen=True)
class Assign:
    coordinator: int
    applicant: int = 0
    panel: int = 0

    def play(self, world: World) -> None:
        machine = world.coordinator(self.coordinator)
        with world.written(machine):
            timetable.assign_panel(machine.desk, [APPLICANTS[self.applicant]], sorted(PANELS)[self.panel])


@dataclass(frozen=True)
class Recuse:
    coordinator: int
    applicant: int = 0
    panelist: int = 0

    def play(self, world: World) -> None:
        machine = world.coordinator(self.coordinator)
        with world.written(machine):
            timetable.recuse(machine.desk, APPLICANTS[self.applicant], PANELISTS[self.panelist], REASON)


@dataclass(frozen=True)
class Reveal:
    coordinator: int
    applicant: int = 0

    def play(self, world: World) -> None:
        machine = world.coordinator(self.coordinator)
        with world.written(machine):
            reveal.reveal(machine.desk, [APPLICANTS[self.applicant]])
        with machine.desk.read() as connection:
            world.revealed |= set(records.revealed(connection))


@dataclass(frozen=True)
class Sync:
    """Meet with a mailbox; broken off at the n-th thing that happens, and tried again at once or not."""

    desk: int
    box: int = 0
    stop_after: int = 0
    retry: bool = True
    hide: int = 0
    cut: int = 0
    backwards: bool = False

    def play(self, world: World) -> None:
        machine, box = world.machine(self.desk), world.boxes[self.box % len(world.boxes)]
        view = Unsteady(box, nothing, self.hide, self.cut, self.backwards)
        if not world.meet(machine, view, self.stop_after) and self.retry:
            world.meet(machine, view)


@dataclass(frozen=True)
class Clone:
    desk: int

    def play(self, world: World) -> None:
        if len(world.machines) < PLACES:
            world.clone(self.desk)


@dataclass(frozen=True)
class Backup:
    desk: int

    def play(self, world: World) -> None:
        world.keep_backup(self.desk)


@dataclass(frozen=True)
class Restore:
    desk: int
    knowing: bool = True

    def play(self, world: World) -> None:
        world.restore(self.desk, knowing=self.knowing)


@dataclass(frozen=True)
class Retire:
    coordinator: int
    desk: int = 1

    def play(self, world: World) -> None:
        machine, target = world.coordinator(self.coordinator), world.template.laptops[self.desk % PLACES]
        if not world.met and target is world.template.laptops[0]:
            return  # nobody else could let the others in; their packs would have to be made again
        with world.written(machine):
            laptops.retire(machine.desk, target.desk, REASON)
            world.retired.add(target.desk)


@dataclass(frozen=True)
class Empty:
    """Somebody empties a mailbox, or one envelope of it is lost."""

    box: int = 0
    only: int | None = None

    def play(self, world: World) -> None:
        box = world.boxes[self.box % len(world.boxes)]
        if self.only is None:
            box.envelopes.clear()
        elif box.envelopes:
            del box.envelopes[sorted(box.envelopes)[self.only % len(box.envelopes)]]


@dataclass(frozen=True)
class Clock:
    desk: int
    offset: int = 0

    def play(self, world: World) -> None:
        world.offsets[self.desk % PLACES] = self.offset


@dataclass(frozen=True)
class Throw:
    """Somebody puts a bad envelope into a mailbox; `how` says what is bad about it."""

    how: str = "flipped"
    desk: int = 1
    box: int = 0
    which: int = 0

    def play(self, world: World) -> None:
        box = world.boxes[self.box % len(world.boxes)]
        label, raw = forgeries.bad_envelope(self.how, world.machine(self.desk).desk, box, self.which)
        if self.how == "overreaching":
            world.forked.add(label.desk)
        if raw:
            box.envelopes[label] = raw


def play(world: World, steps: Sequence[Step], after: Callable[[], None] = nothing) -> None:
    """The steps, then everybody syncs until nothing changes. `after` looks at each moment."""
    for step in steps:
        step.play(world)
        after()
    world.settle()
    after()
