"""Making a pack out of a coordinator's desk, and a desk out of a pack."""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from nacl.signing import SigningKey, VerifyKey

from jetdesk.desk import chunks, exchange, founding, vault
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import Desk
from jetdesk.desk.entry import Entry, signature_holds
from jetdesk.desk.files import disk_failed, sync_folder
from jetdesk.desk.founding import Origin
from jetdesk.desk.queries import dossiers
from jetdesk.desk.vault import Cost
from jetdesk.domain.office import Office, Person, Role
from jetdesk.errors import Untrusted
from jetdesk.i18n import msg
from jetdesk.sync import giving, laptops, recipients
from jetdesk.sync.exchange import ANNOUNCEMENT, EARLIER_KEY
from jetdesk.sync.membership import Certified, announce
from jetdesk.sync.pack import Pack, new_code, read_chunks, read_pack, write_pack
from jetdesk.sync.taking import certificates_in

Told = Callable[[float], None]


def make_pack(desk: Desk, person: Person, office: Office, mailbox: str, out: Path, told: Told) -> tuple[str, str]:
    """Write a pack; gives the id of the laptop-to-be and the one-time code."""
    laptops.certify_self(desk)
    invitation, key = laptops.invite_person(desk, person.id, person.role)
    me, code = desk.identity, new_code()
    with desk.exchanging() as connection:
        topics = _topics(desk, connection, person)
        entries = exchange.get_entries(connection, giving.past_of(connection, topics))
        number = exchange.newest_number(connection)
        exchange.mark_given(connection, [(topic, invitation.desk) for topic in topics], number)
        theirs = {m.desk for m in exchange.list_members(connection) if m.person == person.id}
        seen = tuple(sorted(each for each in exchange.seen(connection) if each[0] not in theirs))
    coordinator = person.role is Role.COORDINATOR and me.authority is not None
    pack = Pack(
        office.name, office.cycle.year, person.name, invitation, bytes(key).hex(), bytes(me.root).hex(),
        bytes(laptops.authority(desk)).hex() if coordinator else "", mailbox, seen,
    )  # fmt: skip
    write_pack(out, code, pack, entries, _chunks(desk, entries), told)
    return invitation.desk, code


def join(
    file: Path, code: str, folder: Path, passphrase: str, cost: Cost, earlier_code: str, told: Told
) -> tuple[Desk, str]:
    """Lay a desk out of a pack; gives it open, and its recovery code. Nothing is left behind when it fails."""
    pack, entries = read_pack(file, code)
    earlier = vault.recovery_key(vault.read_recovery_code(earlier_code)) if earlier_code.strip() else None
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise founding.in_use(folder)
    beside = folder.with_name(folder.name + ".joining")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        authority = SigningKey(bytes.fromhex(pack.authority)) if pack.authority else None
        origin = Origin(pack.invitation.desk, VerifyKey(bytes.fromhex(pack.root)), authority)
        desk, recovery = founding.create_desk(beside, pack.invitation.person, passphrase, cost=cost, origin=origin)
        with desk:
            _fill(desk, file, pack, entries, bytes(earlier).hex() if earlier else "", told)
            desk.database.checkpoint()
        _move(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return founding.open_desk(folder, passphrase), recovery


def _topics(desk: Desk, connection: Snapshot, person: Person) -> tuple[str, ...]:
    """What a desk of this person is given, as if it were certified."""
    who = recipients.directory(connection, desk.identity)
    me = who.members[desk.identity.desk]
    stand_in = Certified("", person.id, person.role, me.verify, me.sealing)
    return who.topics(stand_in)


def _chunks(desk: Desk, entries: Sequence[Entry]) -> list[Path]:
    """Sealed chunks of the documents that these entries speak of and that are on this desk."""
    wanted = {write.row for entry in entries for write in entry.writes if write.table == "document"}
    with desk.read() as connection:
        found = [described for document in sorted(wanted) if (described := dossiers.document_key(connection, document))]
    paths = [desk.chunks / name for document, key in found for name in chunks.chunk_names(key, document.size)]
    return [path for path in paths if path.is_file()]


def _fill(desk: Desk, file: Path, pack: Pack, entries: Sequence[Entry], earlier: str, told: Told) -> None:
    me, key = desk.identity, SigningKey(bytes.fromhex(pack.key))
    _check(desk, entries)
    text = announce(pack.invitation, key, me.signing.verify_key, me.sealing.public_key)
    with desk.exchanging() as connection:
        exchange.accept(connection, entries, desk.now_ms)
        for laptop, epoch, seq, digest in pack.seen:
            exchange.mark_envelope(connection, laptop, epoch, seq, digest, desk.now_ms, 0)
        for name, value in ((ANNOUNCEMENT, text), (EARLIER_KEY, earlier), ("office_mailbox", pack.mailbox)):
            exchange.set_setting(connection, name, value)
        documents = [(key, size) for key, size in dossiers.document_keys(connection) if key]
    names = {n: (k, i) for k, size in documents for i, n in chunks.missing(desk.chunks, k, size)}
    for done, (name, sealed) in enumerate(read_chunks(file, names), 1):
        chunks.take(desk.chunks, *names[name], name, sealed)
        told(done / len(names))


def _check(desk: Desk, entries: Sequence[Entry]) -> None:
    """Every entry is signed by a desk that the office root certifies: who made the pack cannot have invented any."""
    members = certificates_in(entries, desk)
    for entry in entries:
        author = members.get(entry.desk)
        if author is None or not signature_holds(entry, author.verify):
            raise Untrusted(
                msg("The laptop pack holds an entry that is not signed by a laptop of this office."),
                safe=msg("Nothing was changed."),
                todo=msg("Ask the coordinator for a new pack."),
            )


def _move(beside: Path, folder: Path) -> None:
    try:
        if folder.exists():
            folder.rmdir()
        os.replace(beside, folder)
        sync_folder(folder.parent)
    except OSError as problem:
        raise disk_failed(problem) from problem


def look(file: Path, code: str) -> Pack:
    return read_pack(file, code)[0]
