"""Making a desk and opening it, changing its passphrase, and rebuilding its tables after an upgrade."""

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from nacl.public import PrivateKey, PublicKey
from nacl.signing import SigningKey, VerifyKey
from sqlalchemy import Connection, insert, text

from jetdesk.desk import exchange, search, vault
from jetdesk.desk.clock import Wall, wall_ms
from jetdesk.desk.database import Database, damaged, driver, make_room
from jetdesk.desk.desk import BACKUPS, CHUNKS, DATABASE, RESTORED, Desk, Identity
from jetdesk.desk.files import disk_failed
from jetdesk.desk.lock import DeskLock
from jetdesk.desk.replay import Progress, rebuild
from jetdesk.desk.tables import FORMAT, PROJECTION, meta, metadata
from jetdesk.desk.vault import Cost, KeySlots
from jetdesk.errors import Refused
from jetdesk.i18n import msg


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a desk's trust comes from: a new office root, or the one that a laptop pack brings.

    `desk` is the id the office gave it, `authority` the root's own key, which only coordinators get.
    """

    desk: str
    root: VerifyKey
    authority: SigningKey | None = None

    @classmethod
    def founding(cls) -> "Origin":
        authority = SigningKey.generate()
        return cls(str(uuid4()), authority.verify_key, authority)


def create_desk(
    folder: Path,
    person: str,
    passphrase: str,
    *,
    cost: Cost | None = None,
    wall: Wall = wall_ms,
    origin: Origin | None = None,
) -> tuple[Desk, str]:
    """A new, empty desk in a folder that does not exist yet or is empty; also its recovery code, to be printed once.

    Without an `origin` it founds an office. Raises Refused for a folder in use or a short passphrase; nothing is left
    behind when it fails.
    """
    vault.check_passphrase(passphrase)
    existed = _check_free(folder)
    lock = DeskLock(folder)
    try:
        _lay_out(folder)
        return _create(folder, lock, person, passphrase, cost or Cost(), wall, origin or Origin.founding())
    except _LaidOutByAnother:
        raise in_use(folder) from None
    except BaseException as problem:
        lock.release()
        _remove(folder, existed)
        if isinstance(problem, OSError):
            raise disk_failed(problem) from problem
        raise


def open_desk(folder: Path, passphrase: str, *, wall: Wall = wall_ms, progress: Progress | None = None) -> Desk:
    """Open a desk. Raises Refused for no desk, a newer one, or one that is open; Untrusted for a wrong passphrase."""
    slots = vault.read_slots(folder)
    make_room(folder)
    lock = DeskLock(folder)
    lock.take()
    try:
        key = vault.open_key(slots, "passphrase", passphrase)
        vault.forget_generation_before(folder)
        return _open(folder, key, lock, wall, progress)
    except BaseException:
        lock.release()
        raise


def open_with_recovery_code(folder: Path, code: str, new_passphrase: str, *, cost: Cost | None = None) -> None:
    """Set a new passphrase with the printed code."""
    vault.check_passphrase(new_passphrase)
    slots = vault.read_slots(folder)
    key = vault.open_key(slots, "recovery", vault.read_recovery_code(code))
    _replace_slot(folder, slots, "passphrase", new_passphrase, key, cost or Cost())


def change_passphrase(folder: Path, old: str, new: str, *, cost: Cost | None = None) -> None:
    """Wrap the key under the new passphrase; the old one no longer opens the desk afterwards."""
    vault.check_passphrase(new)
    slots = vault.read_slots(folder)
    key = vault.open_key(slots, "passphrase", old)
    _replace_slot(folder, slots, "passphrase", new, key, cost or Cost())


class _LaidOutByAnother(Exception):
    """Another process makes a desk in this folder at this moment."""


def _lay_out(folder: Path) -> None:
    try:
        (folder / CHUNKS).mkdir(parents=True)
    except FileExistsError as problem:
        raise _LaidOutByAnother from problem
    (folder / BACKUPS).mkdir()


def _create(
    folder: Path, lock: DeskLock, person: str, passphrase: str, cost: Cost, wall: Wall, origin: Origin
) -> tuple[Desk, str]:
    lock.take()
    key, code = os.urandom(32), vault.new_recovery_code()
    database = Database(folder / DATABASE, key)
    try:
        _fill(database, person, origin, code)
    finally:
        database.close()
    slots = (
        vault.seal_key(origin.desk, "passphrase", passphrase, key, cost),
        vault.seal_key(origin.desk, "recovery", code, key, Cost(1, vault.LEAST_MEMORY)),
    )
    vault.write_slots(folder, KeySlots(origin.desk, slots))
    return _open(folder, key, lock, wall, None), code


def _fill(database: Database, person: str, origin: Origin, code: str) -> None:
    values = {
        "format": str(FORMAT),
        "projection": str(PROJECTION),
        "desk": origin.desk,
        "person": person,
        "epoch": "1",
        "signing_key": bytes(SigningKey.generate()).hex(),
        "sealing_key": bytes(PrivateKey.generate()).hex(),
        "recovery_key": bytes(vault.recovery_key(code).public_key).hex(),
        **_root_values(origin),
    }
    with database.write() as connection:
        metadata.create_all(connection)
        for statement in search.SCHEMA:
            connection.execute(text(statement))
        connection.execute(insert(meta), [{"key": k, "value": v} for k, v in values.items()])
    database.checkpoint()


def _root_values(origin: Origin) -> dict[str, str]:
    authority = bytes(origin.authority).hex() if origin.authority else ""
    return {"root": bytes(origin.root).hex(), "root_key": authority}


def _open(folder: Path, key: bytes, lock: DeskLock, wall: Wall, progress: Progress | None) -> Desk:
    if not (folder / DATABASE).is_file():
        raise damaged()
    database = Database(folder / DATABASE, key)
    try:
        values = _read_meta(database)
        if int(values["format"]) > FORMAT or int(values["projection"]) > PROJECTION:
            raise vault.newer_desk()
        if int(values["format"]) < FORMAT or int(values["projection"]) < PROJECTION:
            _upgrade(database, int(values["format"]), progress)
        _begin_epoch_if_restored(database, folder, wall)
        database.keep_reserve()
        return Desk(folder, database, lock, _identity(_read_meta(database)), wall)
    except BaseException:
        database.close()
        raise


def _read_meta(database: Database) -> dict[str, str]:
    with database.read() as connection:
        run = driver(connection).execute
        if not run("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            raise damaged()
        return dict(run("SELECT key, value FROM meta"))


def _identity(values: dict[str, str]) -> Identity:
    authority = values["root_key"]
    return Identity(
        desk=values["desk"],
        person=values["person"],
        epoch=int(values["epoch"]),
        signing=SigningKey(bytes.fromhex(values["signing_key"])),
        sealing=PrivateKey(bytes.fromhex(values["sealing_key"])),
        recovery=PublicKey(bytes.fromhex(values["recovery_key"])) if values["recovery_key"] else None,
        root=VerifyKey(bytes.fromhex(values["root"])),
        authority=SigningKey(bytes.fromhex(authority)) if authority else None,
    )


def _begin_epoch_if_restored(database: Database, folder: Path, wall: Wall) -> None:
    """A restored backup does not know what was written after it: it never uses those numbers again."""
    with database.read() as connection:
        if not (folder / RESTORED).exists() and not exchange.lost_tail(connection):
            return
    with database.write() as connection:
        exchange.forget_lost(connection)
        exchange.next_epoch(connection)
        exchange.raise_alarm(connection, "restored", exchange.own_desk(connection), "", wall())
    (folder / RESTORED).unlink(missing_ok=True)


def _upgrade(database: Database, before: int, progress: Progress | None) -> None:
    with database.write() as connection:
        if before < 2:
            _to_format_2(connection)
        rebuild(connection, progress)
        for name, value in (("format", FORMAT), ("projection", PROJECTION)):
            connection.execute(meta.update().where(meta.c.key == name).values(value=str(value)))


def _to_format_2(connection: Connection) -> None:
    """Format 1 knew one laptop only: it gets an office root, and the journal two columns."""
    for column in ("arrived INTEGER", "revoked BOOLEAN"):
        connection.exec_driver_sql(f"ALTER TABLE journal ADD COLUMN {column}")
    metadata.create_all(connection)
    values = {"recovery_key": "", **_root_values(Origin.founding())}
    connection.execute(insert(meta), [{"key": k, "value": v} for k, v in values.items()])


def _replace_slot(folder: Path, slots: KeySlots, kind: str, secret: str, key: bytes, cost: Cost) -> None:
    fresh = vault.seal_key(slots.desk, kind, secret, key, cost)
    others = tuple(slot for slot in slots.slots if slot.kind != kind)
    changed = replace(slots, slots=(fresh, *others))
    if vault.open_key(changed, kind, secret) != key:
        raise RuntimeError("the new key slot does not open")
    vault.write_slots(folder, changed)
    vault.forget_generation_before(folder)


def _check_free(folder: Path) -> bool:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise in_use(folder)
    return folder.exists()


def in_use(folder: Path) -> Refused:
    return Refused(
        msg("{folder} is already in use.", folder=str(folder)),
        safe=msg("Nothing was changed."),
        todo=msg("Choose a folder that does not exist yet, or an empty one."),
    )


def _remove(folder: Path, existed: bool) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if existed:
        folder.mkdir(exist_ok=True)
