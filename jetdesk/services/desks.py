"""Founding, opening, checking and keeping safe a desk."""

import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from jetdesk import assets, paths
from jetdesk.desk import backup, founding, vault
from jetdesk.desk.desk import OFFICE, Desk
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import dossiers, history
from jetdesk.desk.queries import office as office_queries
from jetdesk.desk.records import office_fields, person_fields
from jetdesk.desk.vault import Cost
from jetdesk.desk.verify import Verified
from jetdesk.desk.verify import verify as verify_desk
from jetdesk.domain.applicant import Position
from jetdesk.domain.ids import derived_id
from jetdesk.domain.office import Cycle, Office, Person, Role
from jetdesk.domain.rows import Recorded
from jetdesk.domain.rubric import parse_rubric
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services.frozen import check_open
from jetdesk.services.laptop import KnownDesk as KnownDesk
from jetdesk.services.laptop import known_desks as known_desks
from jetdesk.sync import laptops

Progress = Callable[[float], None]
COST = Cost()
TEST_COST = "JETDESK_LIGHT_KEYS"
"""An environment variable for tests and the sample office: the least work that a key slot may cost."""


@dataclass(frozen=True, slots=True)
class Founded:
    """A new desk, open, and the recovery code that is to be printed once."""

    desk: Desk
    recovery_code: str


@dataclass(frozen=True, slots=True)
class Belonging:
    """Whose desk this is."""

    office: Office
    person: Person


class Strength(StrEnum):
    """How much work guessing a passphrase would be, roughly."""

    TOO_SHORT = "too-short"
    WEAK = "weak"
    GOOD = "good"
    STRONG = "strong"


def found_office(
    folder: Path, office: str, year: int, person: str, passphrase: str, code: str = "", *, cost: Cost | None = None
) -> Founded:
    """Found an office: the coordinator's desk with the built-in rubrics. Raises Refused for blank names or a bad year.

    `cost` is the work that a key slot takes; the usual one unless the desk holds nothing secret.
    """
    names = [office.strip(), person.strip()]
    if not all(names) or not 1987 <= year <= 2200:
        raise Refused(
            msg("An office needs a name, a cycle (a year) and the coordinator's name."),
            safe=msg("Nothing was changed."),
            todo=msg("Fill in all three."),
        )
    coordinator = Person(slug(names[1]), names[1], Role.COORDINATOR)
    existed = folder.exists()
    desk, recovery = founding.create_desk(folder, coordinator.id, passphrase, cost=cost or key_cost())
    values = Office(code or _code(names[0]), names[0], Cycle(year), rubrics={p: p.value.lower() for p in Position})
    try:
        _write_office(desk, values, coordinator)
        laptops.certify_self(desk)
    except BaseException:
        desk.close()
        shutil.rmtree(folder, ignore_errors=True)
        if existed:
            folder.mkdir(exist_ok=True)
        raise
    return Founded(desk, recovery)


def open_desk(folder: Path, passphrase: str, progress: Progress | None = None) -> Desk:
    desk = founding.open_desk(folder, passphrase, progress=progress)
    laptops.certify_self(desk)  # of an office that was founded when there was one laptop only
    return desk


def belonging(desk: Desk) -> Belonging:
    """The desk's office and person."""
    with desk.read() as connection:
        office = office_queries.find_office(connection)
        people = office_queries.list_people(connection)
    person = next((p for p in people if p.id == desk.person), None)
    if office is None or person is None:
        raise Refused(
            msg("This desk has no office yet."),
            safe=msg("Nothing was changed."),
            todo=msg("Join the office with a laptop pack, or found one with “jetdesk new”."),
        )
    return Belonging(office, person)


def folder_for(office: str, year: int) -> Path:
    """Where a new desk of this office goes on this laptop; a free name."""
    base = slug(f"{office} {year}")
    root = paths.desks_folder()
    names = [base, *(f"{base}-{n}" for n in range(2, 100))]
    return next(root / name for name in names if not (root / name).exists())


def sample_folder() -> Path:
    """Where the sample office is built on this laptop."""
    return paths.desks_folder().parent / "sample-office"


def change_passphrase(folder: Path, old: str, new: str) -> None:
    founding.change_passphrase(folder, old, new, cost=key_cost())


def strength(passphrase: str) -> Strength:
    """By length alone, repeated characters not counted as new ones: four words are better than one with signs in it."""
    if len(passphrase) < vault.SHORTEST_PASSPHRASE:
        return Strength.TOO_SHORT
    worth = len(passphrase) if len(set(passphrase)) > 6 else len(set(passphrase))
    return Strength.WEAK if worth < 12 else Strength.GOOD if worth < 20 else Strength.STRONG


def recover(folder: Path, code: str, new_passphrase: str) -> None:
    """Set a new passphrase with the printed recovery code."""
    founding.open_with_recovery_code(folder, code, new_passphrase, cost=key_cost())


def undo(desk: Desk, entries: Sequence[str]) -> ChangeSet:
    """Take back what these entries did, as new entries; undoing those is the redo.

    Raises Refused if it was changed since, or if it bears on a list that is signed off.
    """
    with desk.read() as connection:
        if history.is_final(connection, entries):
            raise Refused(msg("A seal or a reveal is not undone."), safe=msg("Nothing was changed."))
        check_open(connection, history.positions_touched(connection, entries))
    return desk.undo(entries)


def verify(desk: Desk, *, replay: bool = False, progress: Progress | None = None) -> Verified:
    return verify_desk(desk, replay=replay, progress=progress)


def back_up(desk: Desk, out: Path, progress: Progress | None = None) -> int:
    return backup.back_up(desk, out, progress)


def back_up_daily(desk: Desk) -> Path | None:
    return backup.back_up_daily(desk, now(desk))


def restore(file: Path, folder: Path) -> int:
    return backup.restore(file, folder)


def audit(desk: Desk, application_no: str | None = None) -> tuple[Recorded, ...]:
    """The journal, readable, oldest first; of one applicant if given."""
    with desk.read() as connection:
        applicant = None
        if application_no is not None:
            applicant = dossiers.applicant_ids(connection).get(application_no.strip().casefold())
            if applicant is None:
                raise no_applicant(application_no)
        names = {person.id: person.name for person in office_queries.list_people(connection)}
        found = history.list_history(connection, applicant)
    return tuple(Recorded(r.at, names.get(r.author, r.author), r.action, r.subject, r.detail, r.entry) for r in found)


def now(desk: Desk) -> datetime:
    """The laptop's time in the office's zone."""
    with desk.read() as connection:
        office = office_queries.find_office(connection)
    zone = ZoneInfo(office.time_zone if office else "UTC")
    return datetime.fromtimestamp(desk.now_ms / 1000, zone)


def no_applicant(application_no: str) -> Refused:
    return Refused(
        msg("There is no applicant {number} on this desk.", number=application_no),
        safe=msg("Nothing was changed."),
        todo=msg("Look the number up with “jetdesk applicants --find”."),
    )


def key_cost() -> Cost:
    """What opening costs: half a second, or the permitted minimum for tests and the sample office."""
    return Cost(1, vault.LEAST_MEMORY) if os.environ.get(TEST_COST) else COST


def builtin_rubric(name: str) -> str:
    """The TOML of a built-in rubric: alt, cir or sea."""
    return assets.path("rubrics", f"{name}.toml").read_text("utf-8")


def slug(text: str) -> str:
    """Letters, digits and hyphens, for ids and folder names; never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or derived_id("name", text)[:8]


def _code(office: str) -> str:
    letters = [word for word in re.split(r"[^A-Za-z]+", office) if word]
    return letters[-1][:3].upper() if letters else "JET"


def _write_office(desk: Desk, office: Office, coordinator: Person) -> None:
    sources = {position: builtin_rubric(name) for position, name in office.rubrics.items()}
    rubrics = {position: parse_rubric(source) for position, source in sources.items()}
    settled = Office(office.code, office.name, office.cycle, rubrics={p: r.id for p, r in rubrics.items()})
    with desk.change("office.founded") as change:
        change.write("office", office_queries.OFFICE_ROW, OFFICE, **office_fields(settled))
        change.write("person", coordinator.id, OFFICE, **person_fields(coordinator))
        for position, rubric in rubrics.items():
            change.write("rubric", rubric.id, OFFICE, position=rubric.position, version=rubric.version,
                         source=sources[position])  # fmt: skip
