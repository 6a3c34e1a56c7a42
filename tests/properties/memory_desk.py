"""Desks whose database lies in memory and is used again: a schedule sets one up in a millisecond.

It is SQLite with the same tables, transactions and statements; without encryption and files, which other tests try.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, create_engine, insert, select
from sqlalchemy.pool import StaticPool

from jetdesk.desk import founding, search
from jetdesk.desk.clock import Wall
from jetdesk.desk.database import Database
from jetdesk.desk.desk import DATABASE, ENVELOPES, Desk
from jetdesk.desk.lock import DeskLock
from jetdesk.desk.tables import metadata


class MemoryDatabase(Database):
    """One connection; what is read during a change reads with it."""

    def __init__(self) -> None:
        self.path = Path(DATABASE)
        self.raw = sqlcipher.connect(":memory:", isolation_level=None, cached_statements=512)
        self._engine = create_engine(
            "sqlite://", module=sqlcipher, creator=lambda: self.raw, poolclass=StaticPool, isolation_level=None
        )
        self._connection = self._engine.connect()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        yield self._connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        self.raw.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
            self.raw.execute("COMMIT")
        except BaseException:
            self._roll_back(self._connection)
            raise

    def outside(self, statement: str) -> list[tuple[object, ...]]:
        return []

    def close(self) -> None:
        """It stays open for the next schedule."""


_FREE: list[MemoryDatabase] = []


class MemoryDesks:
    """The desks of one schedule, each with its folder for envelopes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: list[MemoryDatabase] = []
        self._made = 0

    def database(self) -> MemoryDatabase:
        found = _FREE.pop() if _FREE else MemoryDatabase()
        self._used.append(found)
        return found

    def folder(self) -> Path:
        self._made += 1
        folder = self._folder / str(self._made)
        (folder / "chunks").mkdir(parents=True)
        return folder

    def copy(self, source: MemoryDatabase, envelopes: Path) -> tuple[MemoryDatabase, Path]:
        """A database and a folder as these are now. Envelope files never change, so that links are copies."""
        database, folder = self.database(), self.folder()
        source.raw.backup(database.raw)
        if envelopes.is_dir():
            (folder / ENVELOPES).mkdir()
            for name in os.listdir(envelopes):
                os.link(envelopes / name, folder / ENVELOPES / name)
        return database, folder

    def close(self) -> None:
        """Give the databases back and remove the folders."""
        _FREE.extend(self._used)
        self._used.clear()
        shutil.rmtree(self._folder, ignore_errors=True)


def load(source: Desk) -> MemoryDatabase:
    """A plain copy in memory of a desk on disk."""
    made = MemoryDatabase()
    with source.read() as connection, made.write() as to:
        metadata.create_all(to)
        for statement in search.SCHEMA:
            to.exec_driver_sql(statement)
        for table in metadata.sorted_tables:
            rows = [dict(row) for row in connection.execute(select(table)).mappings()]
            if rows:
                to.execute(insert(table), rows)
        for name, columns in (("find_applicant", "number, applicant, kana"), ("find_words", "rowid, words"),
                              ("find_parts", "rowid, words")):  # fmt: skip
            values = connection.exec_driver_sql(f"SELECT {columns} FROM {name}").all()
            marks = ", ".join("?" * len(columns.split(",")))
            made.raw.executemany(f"INSERT INTO {name} ({columns}) VALUES ({marks})", [tuple(v) for v in values])
    return made


def open_in(database: MemoryDatabase, folder: Path, wall: Wall, *, is_new: bool = False) -> Desk:
    """As `founding` opens a desk: what was restored begins a new epoch. One that `is_new` cannot have been."""
    if not is_new:
        founding._begin_epoch_if_restored(database, folder, wall)
    return Desk(folder, database, DeskLock(folder), founding._identity(founding._read_meta(database)), wall)
