"""An office of four laptops: the small office's coordinator and its three panelists, who joined by pack and met once.

Desks are kept closed, in folders, so that a test can copy, damage or kill them.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from sqlalchemy import select

from jetdesk.desk.desk import Desk
from jetdesk.desk.tables import PROJECTED
from jetdesk.domain.sheet import Overall
from jetdesk.services import desks, exchange, intake, interviews, laptops
from jetdesk.services.exchange import Exchanged
from tests import small_office
from tests.small_office import PANELISTS, PASSPHRASE, ids_by_number, rows, write_export

COORDINATOR = "nadia-brzezicka"
EVERYBODY = (*PANELISTS, COORDINATOR)
DOCUMENTED = ("WH-001", "WH-002", "WH-003")
"""Applicants with one document each."""
LAPTOP_S_OWN = frozenset(
    [
        *("heads", "at", "certified_at", "submitted_at", "signed_at", "hash", "nonce", "commitment", "key"),
        *("certificate", "verify_key", "sealing_key", "retirement"),
    ]
)
"""Columns with random or timely content, by which two runs of the same day differ."""


@dataclass(frozen=True, slots=True)
class Office:
    """Four desks and a mailbox, in folders under `root`."""

    root: Path

    @property
    def mailbox(self) -> Path:
        return self.root / "mailbox"

    def folder(self, person: str) -> Path:
        return self.root / person

    @contextmanager
    def opened(self, person: str) -> Iterator[Desk]:
        with desks.open_desk(self.folder(person), PASSPHRASE) as desk:
            yield desk

    def sync(self, *people: str) -> dict[str, Exchanged]:
        """Each of them meets the mailbox, in this order."""
        met = {}
        for person in people or EVERYBODY:
            with self.opened(person) as desk:
                met[person] = exchange.sync(desk, str(self.mailbox))
        return met

    def settle(self) -> dict[str, Exchanged]:
        """Everybody meets until nothing moves any more; gives what the last round came to."""
        for _ in range(8):
            met = self.sync()
            if not any(each.sent or each.applied for each in met.values()):
                return met
        raise AssertionError("they never come to rest")

    def envelopes(self, person: str) -> list[Path]:
        """The envelopes of a person's laptop in the mailbox, in order."""
        with self.opened(person) as desk:
            return self.envelopes_of(desk.identity.desk)

    def envelopes_of(self, laptop: str) -> list[Path]:
        found = self.mailbox.rglob(f"{laptop}/*.jde")
        return sorted(found, key=lambda path: [int(n) for n in path.name.split("-")[:2]])

    def copy(self, root: Path) -> "Office":
        shutil.copytree(self.root, root)
        return Office(root)


def build(root: Path) -> Office:
    """Found, load, give documents, pack, join; then everybody meets until all is at rest."""
    office = Office(root)
    small_office.build(office.folder(COORDINATOR))
    office.mailbox.mkdir()
    with office.opened(COORDINATOR) as desk:
        export = write_export(root / "applications.csv", rows())
        intake.load(desk, export, make_documents(root / "documents", *DOCUMENTED))
        exchange.sync(desk, str(office.mailbox))
        for person in PANELISTS:
            made = laptops.pack(desk, person, root / f"{person}.jetdesk-pack")
            laptops.join(made.file, made.code, office.folder(person), PASSPHRASE).desk.close()
    office.settle()
    return office


def make_documents(folder: Path, *numbers: str) -> Path:
    """One document for each of these applicants."""
    folder.mkdir()
    for number in numbers:
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.docinfo["/Title"] = f"Statement of {number}"
            pdf.save(folder / f"{number}_statement_1.pdf")
    return folder


def fill_in(desk: Desk, number: str, levels: Iterable[int] = (), note: str = "", panelist: str = "") -> None:
    """A complete draft of this desk's person (or of somebody whose paper sheet is typed in)."""
    applicant, person = ids_by_number(desk)[number], panelist or desk.person
    view = interviews.open_sheet(desk, applicant, person)
    given = [*levels] or [3] * len(view.rubric.criteria)
    for criterion, level in zip(view.rubric.criteria, given, strict=False):
        interviews.rate(desk, applicant, person, criterion.id, level)
        interviews.note(desk, applicant, person, criterion.id, note or f"noted for {number}")
    interviews.choose_overall(desk, applicant, person, Overall.RECOMMEND)


def submit(office: Office, person: str, *numbers: str, levels: Iterable[int] = (), note: str = "") -> None:
    """This panelist scores these applicants and submits."""
    given = [*levels]
    with office.opened(person) as desk:
        for number in numbers:
            fill_in(desk, number, given, note)
            interviews.submit(desk, ids_by_number(desk)[number], person)


def whole(desk: Desk) -> Mapping[str, list[str]]:
    """Every row of every projected table, with all columns: equal only if nothing at all was changed."""
    return _rows(desk, frozenset())


def state(desk: Desk) -> Mapping[str, list[str]]:
    """Every row of every projected table but receipts, without what differs from run to run."""
    found = dict(_rows(desk, LAPTOP_S_OWN))
    del found["receipt"]
    return found


def _rows(desk: Desk, besides: frozenset[str]) -> Mapping[str, list[str]]:
    with desk.read() as connection:
        return {
            name: sorted(
                json.dumps({k: v for k, v in row.items() if k not in besides}, sort_keys=True)
                for row in connection.execute(select(table)).mappings()
            )
            for name, table in PROJECTED.items()
        }


def wholes(office: Office) -> dict[str, Mapping[str, list[str]]]:
    """`whole` of all four desks."""
    found = {}
    for person in EVERYBODY:
        with office.opened(person) as desk:
            found[person] = whole(desk)
    return found


def alarms(desk: Desk) -> list[str]:
    return sorted(alarm.kind.value for alarm in exchange.list_alarms(desk) if not alarm.settled)


def is_sound(desk: Desk) -> bool:
    """Chains, documents, and tables against a replay."""
    return desks.verify(desk, replay=True).problems == ()


def surroundings() -> dict[str, str]:
    """Of a process that is to open a desk of the office."""
    path = os.pathsep.join(p for p in sys.path if p)
    return {**os.environ, "JETDESK_PASSPHRASE": PASSPHRASE, "PYTHONPATH": path}


def jetdesk(*arguments: object, code: int = 0) -> str:
    """What a command prints on a desk of the office, as a process of its own."""
    command = [sys.executable, "-m", "jetdesk", *map(str, arguments)]
    done = subprocess.run(command, env=surroundings(), capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr or done.stdout
    return done.stdout + done.stderr
