"""Making a desk and opening it, changing its passphrase, and rebuilding its tables after an upgrade."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from nacl.public import PrivateKey
from nacl.signing import SigningKey
from sqlalchemy import Connection, insert, select, text

from jetdesk.desk import journal, search, vault
from jetdesk.desk.clock import Wall, wall_ms
from jetdesk.desk.database import Database, damaged, make_room
from jetdesk.desk.desk import BACKUPS, CHUNKS, DATABASE, Desk, Identity
from jetdesk.desk.entry import Entry
from jetdesk.desk.files import disk_failed
from jetdesk.desk.lock import DeskLock
from jetdesk.desk.projection import project
from jetdesk.desk.tables import FORMAT, PROJECTED, PROJECTION, conflict, meta, metadata, superseded
from jetdesk.desk.vault import Cost, KeySlots
from jetdesk.errors import Refused
from jetdesk.i18n import msg

Progress = Callable[[float], None]


def create_desk(
    folder: Path, person: str, passphrase: str, *, cost: Cost | None = None, wall: Wall = wall_ms
) -> tuple[Desk, str]:
    """A new, empty desk in a folder that does not exist yet or is empty; also its recovery code, to be printed once.

    Raises Refused for a folder in use or a short passphrase; nothing is left behind when it fails.
    """
    vault.check_passphrase(passphrase)
    existed = _check_free(folder)
    lock = DeskLock(folder)
    try:
        _lay_out(folder)
        return _create(folder, lock, person, passphrase, cost or Cost(), wall)
    except _LaidOutByAnother:
        raise _in_use(folder) from None
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


def rebuild(connection: Connection, progress: Progress | None = None) -> None:
    """Empty every projected table and replay the journal into it."""
    for table in (*PROJECTED.values(), conflict, superseded):
        table.drop(connection, checkfirst=True)
        table.create(connection)
    for statement in (*search.DROP, *search.SCHEMA):
        connection.execute(text(statement))
    total, done = journal.count(connection), 0
    for batch in _batches(journal.entries(connection)):
        project(connection, batch)
        done += len(batch)
        if progress:
            progress(done / total)


def _batches(entries: Iterator[Entry], size: int = 500) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


class _LaidOutByAnother(Exception):
    """Another process makes a desk in this folder at this moment."""


def _lay_out(folder: Path) -> None:
    try:
        (folder / CHUNKS).mkdir(parents=True)
    except FileExistsError as problem:
        raise _LaidOutByAnother from problem
    (folder / BACKUPS).mkdir()


def _create(folder: Path, lock: DeskLock, person: str, passphrase: str, cost: Cost, wall: Wall) -> tuple[Desk, str]:
    lock.take()
    key, desk_id, code = os.urandom(32), str(uuid4()), vault.new_recovery_code()
    database = Database(folder / DATABASE, key)
    try:
        _fill(database, desk_id, person)
    finally:
        database.close()
    slots = (
        vault.seal_key(desk_id, "passphrase", passphrase, key, cost),
        vault.seal_key(desk_id, "recovery", code, key, Cost(1, vault.LEAST_MEMORY)),
    )
    vault.write_slots(folder, KeySlots(desk_id, slots))
    return _open(folder, key, lock, wall, None), code


def _fill(database: Database, desk_id: str, person: str) -> None:
    with database.write() as connection:
        metadata.create_all(connection)
        for statement in search.SCHEMA:
            connection.execute(text(statement))
        _write_meta(connection, desk_id, person)
    database.checkpoint()


def _write_meta(connection: Connection, desk: str, person: str) -> None:
    values = {
        "format": str(FORMAT),
        "projection": str(PROJECTION),
        "desk": desk,
        "person": person,
        "epoch": "1",
        "signing_key": bytes(SigningKey.generate()).hex(),
        "sealing_key": bytes(PrivateKey.generate()).hex(),
    }
    connection.execute(insert(meta), [{"key": k, "value": v} for k, v in values.items()])


def _open(folder: Path, key: bytes, lock: DeskLock, wall: Wall, progress: Progress | None) -> Desk:
    if not (folder / DATABASE).is_file():
        raise damaged()
    database = Database(folder / DATABASE, key)
    try:
        values = _read_meta(database)
        if int(values["format"]) > FORMAT or int(values["projection"]) > PROJECTION:
            raise vault.newer_desk()
        if int(values["projection"]) < PROJECTION:
            _upgrade(database, progress)
        signing = SigningKey(bytes.fromhex(values["signing_key"]))
        identity = Identity(values["desk"], values["person"], int(values["epoch"]), signing)
        database.keep_reserve()
        return Desk(folder, database, lock, identity, wall)
    except BaseException:
        database.close()
        raise


def _read_meta(database: Database) -> dict[str, str]:
    with database.read() as connection:
        if not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'meta'").first():
            raise damaged()
        return {row.key: row.value for row in connection.execute(select(meta))}


def _upgrade(database: Database, progress: Progress | None) -> None:
    with database.write() as connection:
        rebuild(connection, progress)
        connection.execute(meta.update().where(meta.c.key == "projection").values(value=str(PROJECTION)))


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
        raise _in_use(folder)
    return folder.exists()


def _in_use(folder: Path) -> Refused:
    return Refused(
        msg("{folder} is already in use.", folder=str(folder)),
        safe=msg("Nothing was changed."),
        todo=msg("Choose a folder that does not exist yet, or an empty one."),
    )


def _remove(folder: Path, existed: bool) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if existed:
        folder.mkdir(exist_ok=True)
