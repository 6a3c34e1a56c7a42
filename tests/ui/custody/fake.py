"""A desk's services without a desk: three panels, every state, and a mailbox that does as it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.applicant import Position
from jetdesk.domain.custody import (
    Alarm,
    AlarmKind,
    Competing,
    Conflict,
    CustodyCell,
    CustodyEvent,
    CustodyGroup,
    CustodyRow,
    CustodyState,
    Laptop,
    LaptopState,
    Ledger,
    Verdict,
)
from jetdesk.domain.office import Panel, Person, Role
from jetdesk.errors import UserError
from jetdesk.i18n import msg
from jetdesk.services.exchange import Exchanged
from jetdesk.ui import places
from jetdesk.ui.bus import Bus
from jetdesk.ui.courier import Post
from jetdesk.ui.screens.custody.reading import Written
from jetdesk.ui.screens.custody.values import BrokenProof, Everything
from tests.ui.laptops.fakes import exchanged

ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 2, 18, 14, 2, 41, tzinfo=ZONE)
N, E, S, V, C, X = (CustodyState[name] for name in ("NOT_DUE", "EXPECTED", "SEALED", "REVEALED", "CONFLICT", "RECUSED"))

PEOPLE = {
    "ishigami": "Haruka Ishigami", "farrokhzad": "Leila Farrokhzad", "drysdale": "Owen Drysdale",
    "moriwaki": "Kenji Moriwaki", "okonjo": "Amara Okonjo", "villasenor": "Tomás Villaseñor",
    "kanemaru": "Sachiko Kanemaru", "keaney": "Siobhán Keaney", "ramaswamy": "Anand Ramaswamy",
}  # fmt: skip
PANELS = {
    "A": ("Room 1", ("ishigami", "farrokhzad", "drysdale")),
    "B": ("Room 2", ("moriwaki", "okonjo", "villasenor")),
    "C": ("Room 3", ("kanemaru", "keaney", "ramaswamy")),
}
# Time, name, and the three cells: a state, or the time of receipt.
DAY: dict[str, tuple[tuple[str, str, tuple[CustodyState | str, ...]], ...]] = {
    "A": (
        ("09:00", "Oluwaseun Adeyinka", (V, V, V)), ("09:45", "Samir Benyahia", (V, V, V)),
        ("10:30", "Jonah Feldsher", (V, V, V)), ("11:30", "Mateo Ibarra Quiñones", ("12:20", "12:20", "12:20")),
        ("13:00", "Hana Okafor-Lind", ("13:49", "13:49", S)), ("13:45", "Tobias Achterberg", (S, S, S)),
        ("14:30", "Lucas Ferreira Pinho", (E, E, E)),
    ),
    "B": (
        ("09:00", "Freya Lindqvist", (V, V, V)), ("09:45", "Kwame Boateng-Ellis", ("10:44", "10:44", "10:44")),
        ("10:30", "Minh-Anh Truong", ("11:30", S, "11:30")), ("11:30", "Dariusz Kowalewicz", ("12:31", S, "12:31")),
        ("13:00", "Sofia Petrakis", (S, E, E)), ("13:45", "Priya Venkataraman", (E, E, E)),
        ("14:30", "Elijah Whitcomb", (N, N, N)), ("15:30", "Noor al-Rashidi", (N, X, N)),
    ),
    "C": (
        ("09:00", "Rui Carvalhosa", (V, V, V)), ("09:45", "Wren Halloran", (V, V, V)),
        ("10:30", "Hana Beaumont-Sato", ("11:29", C, "11:29")), ("11:30", "Caitlín O’Dwyer", ("12:24", "12:24", S)),
        ("13:00", "Theo Papadimos", (E, CustodyState.CLOSED, S)), ("13:45", "Adaeze Nwosu-Clarke", (N, N, N)),
    ),
}  # fmt: skip


def at(time: str, day: int = 18) -> datetime:
    hour, minute = time.split(":")
    return datetime(2026, 2, day, int(hour), int(minute), tzinfo=ZONE)


def person(ident: str) -> Person:
    return Person(ident, PEOPLE[ident], Role.PANELIST)


def cell(applicant: str, panelist: str, given: CustodyState | str) -> CustodyCell:
    if not isinstance(given, CustodyState):
        return CustodyCell(applicant, panelist, CustodyState.RECEIVED, at(given))
    reason = {X: "A former student", CustodyState.CLOSED: "Ill, went home at noon"}.get(given, "")
    return CustodyCell(applicant, panelist, given, at("12:50") if given is V else None, reason)


def ledger() -> Ledger:
    groups, number = [], 0
    for panel, (room, members) in PANELS.items():
        rows = []
        for time, name, states in DAY[panel]:
            number += 1
            ident = f"a{number}"
            cells = {m: cell(ident, m, given) for m, given in zip(members, states, strict=True)}
            if name == "Noor al-Rashidi":
                cells["farrokhzad"] = cell(ident, "farrokhzad", N)
            rows.append(CustodyRow(ident, f"26-WH-{number:04}", name, Position.ALT, panel, at(time), cells))
        staff = tuple(person(m) for m in members) + ((person("farrokhzad"),) if panel == "B" else ())
        groups.append(CustodyGroup(Panel(panel, members, members[0], room), staff, tuple(rows)))
    last = groups[-1]
    tomorrow = CustodyRow(
        "a99", "26-WH-0099", "Ilse van der Meulen", Position.CIR, "C", at("09:00", 19),
        {m: cell("a99", m, N) for m in PANELS["C"][1]},
    )  # fmt: skip
    groups[-1] = replace(last, rows=(*last.rows, tomorrow))
    return Ledger(tuple(groups))


def laptops() -> tuple[Laptop, ...]:
    seen = ("14:02", "13:51", "13:51", "12:35", "13:48", "12:36", "12:28", "12:24", "13:40")
    sheets, fetch = (1, 1, 2, 2, 1, 0, 0, 0, 2), (0, 0, 0, 0, 0, 0, 3, 0, 0)
    made = [
        Laptop(f"d{n}", person(who), LaptopState.CERTIFIED, False, at(time), files, waiting)
        for n, (who, time, waiting, files) in enumerate(zip(PEOPLE, seen, sheets, fetch, strict=True))
    ]
    made[7] = replace(made[7], state=LaptopState.INVITED, seen=None)
    return tuple(made)


def conflict() -> Conflict:
    first = Competing("4f2a" * 16, "whatever was written", "Siobhán Keaney", at("11:21"))
    second = Competing("9c01" * 16, "something else", "Siobhán Keaney", at("11:29"))
    what = msg("Two sealed sheets with different contents. Neither counts until you choose one.")
    return Conflict("sheet", "row", "seal", "Hana Beaumont-Sato, Siobhán Keaney", what, (first, second))


def alarm() -> Alarm:
    return Alarm(
        "al1", AlarmKind.CLONE, "d3", "Amara Okonjo", msg("Two laptops work with the same desk: its disk was copied."),
        msg("Both edits are kept. Retire this laptop and give the person a new pack."), at("13:10"),
    )  # fmt: skip


def everything() -> Everything:
    names = {**PEOPLE, "brzezicka": "Nadia Brzezicka"}
    return Everything(ledger(), laptops(), (conflict(),), (), (), "/media/usb/WH-BLUE", at("14:02"), names, NOW)


def with_alarms() -> Everything:
    broken = BrokenProof("a1", "drysdale", Verdict.ALTERED)
    return replace(everything(), alarms=(alarm(),), broken=(broken,))


def many(applicants: int, panelists: int) -> Everything:
    """One panel, far too large."""
    members = tuple(Person(f"p{n}", f"Panelist Number{n}", Role.PANELIST) for n in range(panelists))
    states = (N, E, S, V, X)
    rows = tuple(
        CustodyRow(
            f"a{n}", f"26-WH-{n:05}", f"Applicant {n}", Position.ALT, "A", at("09:00") + timedelta(minutes=n),
            {p.id: cell(f"a{n}", p.id, states[(n + k) % 5]) for k, p in enumerate(members)},
        )
        for n in range(applicants)
    )  # fmt: skip
    group = CustodyGroup(Panel("A", tuple(p.id for p in members)), members, rows)
    return Everything(Ledger((group,)), mailbox="/m", names={p.id: p.name for p in members}, now=NOW)


@dataclass
class FakeDoor:
    """Answers from `found`; remembers what was asked of it."""

    found: Everything = field(default_factory=everything)
    there: bool = True
    result: Exchanged = field(default_factory=lambda: exchanged(received=3, sent=1))
    failure: UserError | None = None
    steps: tuple[float, ...] = (0.5,)
    asked: list[tuple[object, ...]] = field(default_factory=list)

    def read(self) -> Everything:
        return self.found

    def read_broken(self) -> tuple[BrokenProof, ...]:
        return self.found.broken

    def is_there(self, url: str) -> bool:
        return self.there

    def history(self, applicant: str, panelist: str) -> tuple[CustodyEvent, ...]:
        return (
            CustodyEvent(msg("Sealed"), at("12:02"), PEOPLE[panelist], "4f2a91c7" * 8),
            CustodyEvent(msg("Received"), at("12:20"), "Nadia Brzezicka", "4f2a91c7" * 8),
        )

    def carry(self, bus: Bus) -> None:
        """What the courier says of a sync on this bus."""
        for step in self.steps:
            bus.posted.emit(Post(self.found.mailbox, self.there, step))
        done = None if self.failure else self.result
        bus.posted.emit(Post(self.found.mailbox, self.there, None, self.failure, done=done))

    def attend(self, bus: Bus) -> None:
        """Stand in for the courier."""
        bus.wanted.connect(lambda name, how: self.carry(bus) if (name, how) == (places.SYNC, "") else None)

    def set_mailbox(self, url: str, prepare: bool) -> None:
        self.asked.append(("set_mailbox", url, prepare))
        if self.failure:
            raise self.failure
        self.found = replace(self.found, mailbox=url, last_read=None)

    def reveal(self, applicants: Sequence[str]) -> Written:
        return self._write("reveal", tuple(applicants), table="reveal", revealed=len(applicants))

    def close(self, applicant: str, panelist: str, reason: str) -> Written:
        return self._write("close", applicant, panelist, reason, table="assignment")

    def resolve(self, conflict: Conflict, entry: str, reason: str) -> Written:
        self.found = replace(self.found, conflicts=())
        return self._write("resolve", entry, reason, table="resolution")

    def settle(self, alarm: str, reason: str) -> datetime:
        self.asked.append(("settle", alarm, reason))
        self.found = replace(self.found, alarms=())
        return NOW

    def _write(self, *asked: object, table: str, revealed: int = 0) -> Written:
        self.asked.append(asked)
        if self.failure:
            raise self.failure
        return Written(ChangeSet({table: frozenset({"x"})}, (f"entry-{len(self.asked)}",)), NOW, revealed)
