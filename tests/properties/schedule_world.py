"""The laptops and mailboxes of one schedule while it is played, and what was promised to whom."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from jetdesk.desk.desk import RESTORED, Desk
from jetdesk.desk.entry import Entry, read_entry
from jetdesk.errors import UserError
from jetdesk.services import exchange, timetable
from jetdesk.sync.envelope import Content, read_envelope
from tests.properties.memory_desk import MemoryDatabase, MemoryDesks, open_in
from tests.properties.memory_mailbox import MemoryMailbox, Unsteady, nothing
from tests.properties.schedule_office import APPLICANTS, LAPTOPS, PANELISTS, PANELS, Laptop, Template

STEP_MS = 60_000
PLACES = len(LAPTOPS)


class BrokenOff(Exception):
    """The person, or the medium, ended a meeting in the middle."""


@dataclass
class Machine:
    """A laptop in use. `number` is how far its journal was looked through; a clone keeps the place of its original."""

    place: int
    laptop: Laptop
    desk: Desk
    database: MemoryDatabase
    number: int = 0
    acknowledged: set[str] = field(default_factory=set)

    @property
    def person(self) -> str:
        return self.laptop.person


class World:
    """All laptops and mailboxes of one schedule, and what was promised to whom."""

    def __init__(self, template: Template, folder: Path, clocks: Sequence[int], boxes: int = 1) -> None:
        self.template = template
        self.desks = MemoryDesks(folder)
        self.offsets = [clocks[place % len(clocks)] for place in range(PLACES)] if clocks else [0] * PLACES
        self.passed = 0
        self.machines: list[Machine] = []
        self.backups: dict[int, tuple[Machine, MemoryDatabase, Path]] = {}
        first = dict(template.mailbox.envelopes)
        self.boxes = [MemoryMailbox(f"memory:{n}", dict(first) if n == 0 else {}) for n in range(boxes)]
        self.made: dict[str, Entry] = {}
        self.places: dict[tuple[str, int, int], str] = {
            (e.desk, e.epoch, e.seq): e.id for e in template.entries.values()
        }
        self._readers: dict[bytes, dict[str, Content]] = {}
        self.met = bool(template.mailbox.envelopes)
        self.forked: set[str] = set()
        self.may_be_lost: set[str] = set()
        self.retired: set[str] = set()
        self.revealed: set[str] = set()
        self.assigned = {(a, p) for a, panel in (("a0", "A"), ("a1", "B")) for p in PANELS[panel]}
        self.steady: dict[tuple[int, str], tuple[int, ...]] = {}

    def close(self) -> None:
        self.desks.close()

    # Laptops

    def machine(self, which: int) -> Machine:
        """The laptop at that place, switched on at its first use; higher numbers are clones, if there are any."""
        clones = [m for n, m in enumerate(self.machines) if any(m.place == o.place for o in self.machines[:n])]
        if which >= PLACES and clones:
            return clones[which % len(clones)]
        place = which % PLACES
        found = next((m for m in self.machines if m.place == place), None)
        if found is None:
            laptop = self.template.laptops[place]
            database, folder = self.desks.copy(laptop.database, laptop.envelopes)
            found = self._start(place, laptop, database, folder)
            self.machines.append(found)
        return found

    def coordinator(self, which: int) -> Machine:
        return self.machine(4 if which % 2 else 0)

    def _start(self, place: int, laptop: Laptop, database: MemoryDatabase, folder: Path) -> Machine:
        desk = open_in(database, folder, self.wall(place), is_new=True)
        return Machine(place, laptop, desk, database, _newest(database))

    def wall(self, place: int) -> "Wall":
        return Wall(self, place)

    def clone(self, which: int) -> None:
        original = self.machine(which)
        database, folder = self.desks.copy(original.database, original.desk.envelopes)
        made = self._start(original.place, original.laptop, database, folder)
        made.acknowledged = set(original.acknowledged)
        self.machines.append(made)
        self.forked.add(original.laptop.desk)

    def keep_backup(self, which: int) -> None:
        machine = self.machine(which)
        self.backups[which] = (machine, *self.desks.copy(machine.database, machine.desk.envelopes))

    def restore(self, which: int, *, knowing: bool) -> None:
        """Use an earlier copy instead of the laptop. Not `knowing`: somebody put an image of the disk back."""
        if which not in self.backups:
            return
        machine, database, folder = self.backups.pop(which)
        if machine not in self.machines:
            return
        if knowing:
            (folder / RESTORED).touch()
        else:
            self.forked.add(machine.laptop.desk)
        before = set(_ids(database))
        lost = machine.acknowledged - before
        self.may_be_lost |= lost
        machine.acknowledged &= before
        machine.database = database
        machine.desk = open_in(database, folder, self.wall(machine.place))
        machine.number = _newest(database)

    # What was written

    @contextmanager
    def written(self, machine: Machine) -> Iterator[None]:
        """Whatever is in the journal after the block was acknowledged; what was refused is not."""
        self.passed += STEP_MS
        try:
            yield
        except UserError:
            pass
        finally:
            self.gather(machine)

    def gather(self, machine: Machine) -> None:
        """New entries of this laptop's own making."""
        rows = machine.database.raw.execute(
            "SELECT number, body, signature, arrived FROM journal WHERE number > ? ORDER BY number", (machine.number,)
        ).fetchall()
        for number, body, signature, arrived in rows:
            machine.number = number
            if arrived is None:
                self._promise(machine, read_entry(body, signature))

    def _promise(self, machine: Machine, entry: Entry) -> None:
        place = (entry.desk, entry.epoch, entry.seq)
        other = self.places.setdefault(place, entry.id)
        assert other == entry.id or entry.desk in self.forked, f"I7: {place} was used twice"
        self.made[entry.id] = entry
        machine.acknowledged.add(entry.id)
        for write in entry.writes:
            if write.table == "assignment":
                panelist = write.fields.get("panelist")
                self.assigned |= {(a, p) for a in APPLICANTS for p in PANELISTS
                                  if p == panelist or timetable.assignment_id(a, p) == write.row}  # fmt: skip

    # Meetings

    def meet(self, machine: Machine, view: "Unsteady", stop_after: int = 0) -> bool:
        """One sync. True if it came to its end; it is broken off at the n-th thing it does, 0 is never."""
        left = [stop_after]

        def at() -> None:
            if left[0]:
                left[0] -= 1
                if not left[0]:
                    raise BrokenOff

        view.at = at
        self.passed += STEP_MS
        before = len(machine.acknowledged)
        try:
            with patch.multiple(exchange, open_mailbox=lambda *_, **__: view, list_alarms=lambda _: ()):
                exchange.sync(machine.desk, view.url, progress=lambda *_: at())
        except BrokenOff:
            self._reopen(machine)
            return False
        finally:
            self.gather(machine)
            assert len(machine.acknowledged) >= before
        return True

    def _reopen(self, machine: Machine) -> None:
        """As after a crash: only what was committed, and files that nobody names."""
        machine.desk = open_in(machine.database, machine.desk.folder, self.wall(machine.place))

    def settle(self, rounds: int = 12) -> None:
        """Everybody syncs until nothing changes any more. A laptop that nothing can have come to is left out.

        The founder's laptop is on by then: nobody else lets the others in.
        """
        self.machine(0)
        for _ in range(rounds):
            busy = False
            for machine in sorted(self.machines, key=lambda one: one.laptop.is_coordinator):
                for box in self.boxes:
                    if self._is_new_to(machine, box):
                        self.meet(machine, Unsteady(box, nothing))
                        self.steady[id(machine), box.url] = (
                            id(machine.database), _newest(machine.database), len(box.envelopes), len(box.laid)
                        )  # fmt: skip
                        busy = True
            if not busy:
                return
        raise AssertionError(f"they are still busy after {rounds} rounds")

    def _is_new_to(self, machine: Machine, box: MemoryMailbox) -> bool:
        """Since their last meeting here. What a panelist cannot open changes nothing for them."""
        *state, laid = self.steady.get((id(machine), box.url), (0,))
        if state[:2] != [id(machine.database), _newest(machine.database)]:
            return True
        if machine.laptop.is_coordinator:
            return laid < len(box.laid) or state[2] != len(box.envelopes)
        return any(machine.laptop.desk in self.readers(raw) for _, raw in box.laid[laid:])

    def readers(self, raw: bytes) -> dict[str, Content]:
        """By desk, what a panelist's keys open of an envelope that was laid; looked at once."""
        found = self._readers.get(raw[-32:])
        if found is None:
            envelope = read_envelope(raw)
            opened = {p.desk: envelope.open(p.opens) for p in self.template.laptops if not p.is_coordinator}
            found = self._readers[raw[-32:]] = {desk: content for desk, content in opened.items() if content}
        return found


@dataclass(frozen=True)
class Wall:
    """A laptop's clock: off by what the schedule says."""

    world: World
    place: int

    def __call__(self) -> int:
        return self.world.template.made_at + self.world.passed + self.world.offsets[self.place]


def _newest(database: MemoryDatabase) -> int:
    return int(database.raw.execute("SELECT coalesce(max(number), 0) FROM journal").fetchone()[0])


def _ids(database: MemoryDatabase) -> list[str]:
    return [row[0] for row in database.raw.execute("SELECT id FROM journal")]
