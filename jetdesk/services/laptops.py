"""People and their laptops: packs, joining, retiring, and wiping a desk that is safely received."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jetdesk.desk import exchange
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import OFFICE, Desk
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import office as office_queries
from jetdesk.desk.records import person_fields
from jetdesk.domain.custody import Laptop, LaptopState
from jetdesk.domain.office import Affiliation, Person, Role
from jetdesk.errors import Refused
from jetdesk.i18n import Message, msg
from jetdesk.services.desks import Founded, belonging, key_cost, now, slug
from jetdesk.services.people import get_office, list_people
from jetdesk.services.roles import checked_reason
from jetdesk.sync import joining, recipients
from jetdesk.sync import laptops as certificates
from jetdesk.sync.pack import SUFFIX
from jetdesk.sync.sealing import RECEIVED

PACK_SUFFIX = SUFFIX
"""How the file of a laptop pack ends."""
Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Packed:
    """A laptop pack and the code that is told the person separately; it is shown once."""

    person: Person
    file: Path
    code: str
    laptop: str


@dataclass(frozen=True, slots=True)
class PackContents:
    """Whom a pack is for."""

    office: str
    year: int
    person: str
    role: Role


@dataclass(frozen=True, slots=True)
class Wipe:
    """Whether a desk may be removed from this laptop, and why (or why not)."""

    allowed: bool
    why: Message


def list_laptops(desk: Desk) -> tuple[Laptop, ...]:
    """Every laptop of the office that this desk knows, by person and the time it was certified."""
    people = {person.id: person for person in list_people(desk)}
    zone = now(desk).tzinfo
    with desk.read() as connection:
        members = exchange.list_members(connection)
        arrived = exchange.last_arrivals(connection)
        sheets = exchange.seals_without_sheet(connection)
        waiting = _waiting(desk, connection)
    found = [
        Laptop(
            desk=m.desk,
            person=people.get(m.person, Person(m.person, m.person, Role(m.role))),
            state=_state(m),
            own=m.desk == desk.identity.desk,
            seen=datetime.fromtimestamp(arrived[m.desk] / 1000, zone) if m.desk in arrived else None,
            waiting=waiting.get(m.desk, 0),
            sheets_waiting=sheets.get(m.person, 0) if _state(m) is LaptopState.CERTIFIED else 0,
            reason=m.reason,
        )
        for m in members
    ]
    return tuple(sorted(found, key=lambda laptop: (laptop.person.name, laptop.state, laptop.desk)))


def pack(desk: Desk, person_id: str, out: Path, progress: Progress | None = None) -> Packed:
    """Make a laptop pack: one file with everything this person may see, and a one-time code."""
    office = get_office(desk)
    person = next((p for p in list_people(desk) if p.id == person_id), None)
    if person is None:
        raise Refused(
            msg("There is no person “{person}” in this office.", person=person_id),
            safe=msg("Nothing was changed."),
            todo=msg("Add the person under People and laptops, or with “jetdesk setup”."),
        )
    told = _told(progress, msg("Packing documents"))
    with desk.read() as connection:
        mailbox = office_queries.mailbox_of(connection)
    laptop, code = joining.make_pack(desk, person, office, mailbox, out, told)
    return Packed(person, out, code, laptop)


def look(file: Path, code: str) -> PackContents:
    """Whom a pack is for. Raises Refused or Untrusted if the code does not open it."""
    found = joining.look(file, code)
    return PackContents(found.office_name, found.year, found.person_name, Role(found.invitation.role))


def join(
    file: Path, code: str, folder: Path, passphrase: str, *, recovery_code: str = "", progress: Progress | None = None
) -> Founded:
    """Set up this person's desk from a pack. `recovery_code`: of their earlier laptop, so that drafts come back."""
    told = _told(progress, msg("Unpacking documents"))
    desk, recovery = joining.join(file, code, folder, passphrase, key_cost(), recovery_code, told)
    return Founded(desk, recovery)


def retire(desk: Desk, laptop: str, reason: str) -> ChangeSet:
    """Nothing that this laptop signs from now on counts, and nothing new is sealed to it. Needs a reason."""
    return certificates.retire(desk, laptop, checked_reason(reason, msg("Retiring a laptop")))


def add_person(desk: Desk, name: str, role: Role, affiliation: Affiliation = Affiliation.NONE) -> Person:
    """Add somebody to the office. Raises Refused for a blank name or one that is there already."""
    if not name.strip():
        raise Refused(msg("A person needs a name."), safe=msg("Nothing was changed."))
    taken = {person.id for person in list_people(desk)}
    if any(person.name.casefold() == name.strip().casefold() for person in list_people(desk)):
        raise Refused(
            msg("{name} is in this office already.", name=name.strip()),
            safe=msg("Nothing was changed."),
            todo=msg("Add the first letter of a middle name if it is somebody else."),
        )
    base = slug(name)
    person_id = next(i for i in (base, *(f"{base}-{n}" for n in range(2, 1000))) if i not in taken)
    person = Person(person_id, name.strip(), role, affiliation)
    with desk.change("person.added") as change:
        change.write("person", person.id, OFFICE, **person_fields(person))
    return person


def can_wipe(desk: Desk) -> Wipe:
    """A panelist's desk may go once a coordinator's receipt covers everything that was written on it."""
    if belonging(desk).person.role is Role.COORDINATOR:
        return Wipe(False, msg("A coordinator's desk holds the office's keys and is never wiped from here."))
    with desk.read() as connection:
        who = recipients.directory(connection, desk.identity)
        last = max((seq for _, seq, _ in exchange.own_audiences(connection, RECEIVED)), default=0)
        receipts = [r for r in exchange.list_receipts(connection, desk.identity.desk) if r.by in who.coordinators]
        acknowledged = {sheet for receipt in receipts for sheet in receipt.sheets}
        sheets = exchange.own_sheets(connection, desk.person)
        reached = max((r.seq for r in receipts if r.epoch == desk.identity.epoch), default=0)
    missing = len(sheets - acknowledged)
    if missing:
        return Wipe(False, msg("{n} sheets are not yet received by the coordinator.", n=missing))
    if reached < last:
        return Wipe(False, msg("The coordinator has not yet acknowledged everything that was written here."))
    return Wipe(True, msg("The coordinator's receipt covers all {n} sheets sealed here.", n=len(sheets)))


def wipe(folder: Path, desk: Desk) -> None:
    """Close the desk and remove its folder. Raises Refused without a matching receipt."""
    verdict = can_wipe(desk)
    if not verdict.allowed:
        raise Refused(
            verdict.why,
            safe=msg("Nothing was changed."),
            todo=msg("Sync with the coordinator's mailbox, wait until it was read there, and sync again."),
        )
    desk.close()
    shutil.rmtree(folder)


def _state(member: exchange.Member) -> LaptopState:
    if member.retired:
        return LaptopState.RETIRED
    return LaptopState.CERTIFIED if member.certificate else LaptopState.INVITED


def _waiting(desk: Desk, connection: Snapshot) -> dict[str, int]:
    """By laptop, how many own changes it may read and has not acknowledged."""
    who = recipients.directory(connection, desk.identity)
    mine = exchange.own_audiences(connection, RECEIVED)
    given = exchange.given_topics(connection)
    packed = {laptop: number for (topic, laptop), number in given.items() if topic == OFFICE}
    reached = {r.by: r.seq for r in exchange.list_receipts(connection, desk.identity.desk)
               if r.epoch == desk.identity.epoch}  # fmt: skip
    counts = dict.fromkeys(who.active.keys() - {desk.identity.desk}, 0)
    for number, seq, audience in mine:
        for laptop in who.readers(audience) & counts.keys():
            counts[laptop] += seq > reached.get(laptop, 0) and number > packed.get(laptop, 0)
    return counts


def _told(progress: Progress | None, what: Message) -> Callable[[float], None]:
    return lambda done: progress(done, what.text()) if progress else None
