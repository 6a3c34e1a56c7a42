"""What the unlock screen asks of the services. Runs beside the window; the services are imported here, not before."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jetdesk import paths
from jetdesk.domain.office import Role
from jetdesk.services import laptop

if TYPE_CHECKING:
    from jetdesk.desk.desk import Desk
    from jetdesk.services.desks import Belonging

Report = Callable[[float, str], None]
SAMPLE = "sample-office"


@dataclass(frozen=True, slots=True)
class DeskChoice:
    """A desk folder on this laptop, with nothing in its name about a person."""

    folder: Path
    name: str


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What the form for a coordinator's desk says."""

    office: str
    year: int
    person: str
    passphrase: str


@dataclass(frozen=True, slots=True)
class PackLook:
    """For whom a laptop pack is: office, cycle, the person's name and role."""

    office: str
    year: int
    person: str
    role: Role


@dataclass(frozen=True, slots=True)
class JoinWith:
    """A laptop pack with its code, the new passphrase, and the recovery code of an earlier laptop if there is one."""

    file: Path
    code: str
    passphrase: str
    recovery_code: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open desk; the recovery code only when it was just founded."""

    desk: "Desk"
    who: "Belonging"
    recovery_code: str = ""


def known() -> tuple[DeskChoice, ...]:
    return tuple(DeskChoice(found.folder, found.name) for found in laptop.known_desks())


def open_desk(folder: Path, passphrase: str) -> Opened:
    """Half a second of key derivation."""
    from jetdesk.services import desks

    desk = desks.open_desk(folder, passphrase)
    try:
        return Opened(desk, desks.belonging(desk))
    except BaseException:
        desk.close()
        raise


def found(form: NewOffice) -> Opened:
    from jetdesk.services import desks

    folder = desks.folder_for(form.office, form.year)
    founded = desks.found_office(folder, form.office, form.year, form.person, form.passphrase)
    return Opened(founded.desk, desks.belonging(founded.desk), founded.recovery_code)


def look(file: Path, code: str) -> PackLook:
    """Open the pack without setting anything up; a second of key derivation."""
    from jetdesk.services import laptops

    found = laptops.look(file, code)
    return PackLook(found.office, found.year, found.person, found.role)


def join(given: JoinWith, pack: PackLook, report: Report) -> Opened:
    """Set up the desk that the pack is for, in a folder of its own."""
    from jetdesk.services import desks, laptops

    folder = desks.folder_for(pack.office, pack.year)
    joined = laptops.join(given.file, given.code, folder, given.passphrase,
                          recovery_code=given.recovery_code, progress=report)  # fmt: skip
    return Opened(joined.desk, desks.belonging(joined.desk), joined.recovery_code)


def recover(folder: Path, code: str, passphrase: str) -> Opened:
    """Set the new passphrase and open."""
    from jetdesk.services import desks

    desks.recover(folder, code, passphrase)
    return open_desk(folder, passphrase)


def open_sample(report: Report) -> Opened:
    """The sample office of this laptop, built the first time."""
    from jetdesk.services import sample

    office = sample.build_sample(paths.desks_folder() / SAMPLE, progress=report)
    return open_desk(office.desk, office.passphrase)


def strength(passphrase: str) -> str:
    """too-short, weak, good or strong."""
    from jetdesk.services import desks

    return desks.strength(passphrase).value
