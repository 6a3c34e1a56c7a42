"""A very small office for schedules: two coordinators, three panelists, six laptops; made once and copied.

Twice: `new`, where everybody joined from a pack and nobody has met yet, and `met`, where all know all.
"""

import shutil
import uuid
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from unittest.mock import patch

from nacl.public import PrivateKey

from jetdesk.desk import founding
from jetdesk.desk.clock import wall_ms
from jetdesk.desk.database import driver
from jetdesk.desk.desk import OFFICE, Desk, case
from jetdesk.desk.entry import Entry, read_entry
from jetdesk.desk.records import office_fields, panel_fields, person_fields
from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Cycle, Office, Panel, Person, Role
from jetdesk.services import laptops, timetable
from jetdesk.services.desks import key_cost
from jetdesk.sync import exchange
from tests.properties.memory_desk import MemoryDatabase, load
from tests.properties.memory_mailbox import MemoryMailbox

PASSPHRASE = "four words with spaces"
COORDINATORS = ("nadia", "second")
PANELISTS = ("moriwaki", "okonjo", "villasenor")
LAPTOPS = (("nadia", 0), ("moriwaki", 0), ("okonjo", 0), ("villasenor", 0), ("second", 0), ("moriwaki", 1))
"""Person and which of their laptops; a schedule calls them by their place here."""
APPLICANTS = ("a0", "a1")
PANELS = {"A": ("moriwaki", "okonjo"), "B": ("okonjo", "villasenor"), "C": ("moriwaki", "villasenor"), "D": ()}
RUBRIC = """
title = { en = "Tiny" }
position = "ALT"
version = "1"
gap_threshold = 2

[scale]
levels = [
  { level = 1, points = 1, label = { en = "Weak" } },
  { level = 2, points = 2, label = { en = "Fair" } },
  { level = 3, points = 3, label = { en = "Strong" } },
]

[[sections]]
title = { en = "All" }

[[sections.criteria]]
id = "motivation"
title = { en = "Motivation" }
short = { en = "Mot" }
weight = 1
comment = "never"

[sections.criteria.anchors]
1.en = "Weak"
2.en = "Fair"
3.en = "Strong"
"""


@dataclass(frozen=True)
class Laptop:
    """A desk to be copied: its database and envelopes, whose it is, and the private keys that open envelopes."""

    database: MemoryDatabase
    envelopes: Path
    desk: str
    person: str
    opens: tuple[PrivateKey, ...]

    @property
    def is_coordinator(self) -> bool:
        return self.person in COORDINATORS


@dataclass(frozen=True)
class Template:
    """The office at one moment: laptops by their place, what lies in the mailbox, all entries that were made so far."""

    laptops: tuple[Laptop, ...]
    mailbox: MemoryMailbox
    entries: dict[str, Entry]
    made_at: int


def build(folder: Path) -> tuple[Template, Template]:
    """The office when nobody has met yet, and when all know all. Desk ids are the same in every run."""
    made = iter(range(1, 1000))
    with (
        patch("nacl.pwhash.argon2id.kdf", _quick_kdf),
        patch.object(founding, "uuid4", lambda: uuid.UUID(int=next(made))),
        patch("jetdesk.sync.laptops.uuid4", lambda: uuid.UUID(int=next(made))),
    ):
        folders = _found(folder / "new")
        desks = [founding.open_desk(path, PASSPHRASE) for path in folders]
    new = _template(desks, folder / "new-envelopes", MemoryMailbox("memory:0"))
    mailbox = MemoryMailbox("memory:0")
    for _ in range(4):
        for desk in desks:
            exchange.take_in(desk, mailbox, _silent)
            exchange.give_out(desk, mailbox, _silent)
    met = _template(desks, folder / "met-envelopes", mailbox)
    for desk in desks:
        desk.close()
    return new, met


def _quick_kdf(size: int, password: bytes, salt: bytes, **_: int) -> bytes:
    """No key slot is opened here by anybody but us."""
    return blake2b(password, salt=salt, digest_size=size).digest()


def _found(folder: Path) -> list[Path]:
    folder.mkdir(parents=True)
    founder = folder / "0-nadia-0"
    folders = [founder]
    desk, _ = founding.create_desk(founder, "nadia", PASSPHRASE, cost=key_cost())
    with desk:
        _fill(desk)
        for place, (person, number) in list(enumerate(LAPTOPS))[1:]:
            packed = laptops.pack(desk, person, folder / "pack")
            folders.append(folder / f"{place}-{person}-{number}")
            laptops.join(packed.file, packed.code, folders[-1], PASSPHRASE).desk.close()
    return folders


def _fill(desk: Desk) -> None:
    office = Office("WH", "Westhaven", Cycle(2026), rubrics={Position.ALT: "tiny"})
    people = [Person(i, i.title(), Role.COORDINATOR) for i in COORDINATORS]
    people += [Person(i, i.title(), Role.PANELIST) for i in PANELISTS]
    with desk.change("office.set_up") as change:
        change.write("office", "office", OFFICE, **office_fields(office))
        change.write("rubric", "tiny", OFFICE, position="ALT", version="1", source=RUBRIC)
        for person in people:
            change.write("person", person.id, OFFICE, **person_fields(person))
        for panel, members in PANELS.items():
            change.write("panel", panel, OFFICE, **panel_fields(Panel(panel, members, members[0] if members else "")))
        for applicant in APPLICANTS:
            change.write("applicant", applicant, case(applicant), application_no=applicant, position="ALT",
                         family_name=applicant, status="invited")  # fmt: skip
    timetable.assign_panel(desk, ["a0"], "A")
    timetable.assign_panel(desk, ["a1"], "B")


def _silent(_: float) -> None:
    pass


def _template(desks: list[Desk], folder: Path, mailbox: MemoryMailbox) -> Template:
    found, entries = [], {}
    for desk in desks:
        entries.update(journal_of(desk))
        me = desk.identity
        envelopes = folder / me.desk
        envelopes.mkdir(parents=True)
        for path in desk.envelopes.glob("*.jde"):
            shutil.copy(path, envelopes)
        found.append(Laptop(load(desk), envelopes, me.desk, me.person, (me.sealing,)))
    return Template(tuple(found), mailbox, entries, wall_ms())


def journal_of(desk: Desk) -> dict[str, Entry]:
    """Every entry that is on a desk, by id."""
    with desk.read() as connection:
        rows = driver(connection).execute("SELECT body, signature FROM journal").fetchall()
    return {entry.id: entry for body, signature in rows for entry in [_read(body, signature)]}


_read = lru_cache(maxsize=2048)(read_entry)
"""The same entries lie on several desks."""
