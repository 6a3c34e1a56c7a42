"""The encrypted database: connections, transactions, and the database's errors in words for a person."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from jetdesk.desk.files import disk_full
from jetdesk.errors import EnvironmentFailed, Untrusted, UserError
from jetdesk.i18n import msg

Snapshot = Connection
"""What `Desk.read` gives: all that is read with it belongs together. Outside the desk it is only handed to queries."""

OLDEST_SQLITE = (3, 51, 3)
BUSY_SECONDS = 10
FULL, NOT_A_DATABASE, CORRUPT, BUSY, READ_ONLY, IO_ERROR, CANNOT_OPEN = 13, 26, 11, 5, 8, 10, 14
RESERVE = "reserve"
RESERVE_BYTES = 1024 * 1024


class Database:
    """One encrypted SQLite file. Reads are snapshots on several connections; writes are one at a time."""

    def __init__(self, path: Path, key: bytes) -> None:
        if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
            raise RuntimeError(f"SQLite {sqlcipher.sqlite_version} is too old")
        self.path = path
        self._key = key.hex()
        self._reserve = path.with_name(RESERVE)
        self._writing = Lock()
        self._writer: Connection | None = None
        self._engine: Engine = create_engine(
            "sqlite://", module=sqlcipher, creator=self._connect, poolclass=QueuePool, pool_size=4, max_overflow=4,
            isolation_level=None,
        )  # fmt: skip

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot: what is read inside belongs together, whatever is written meanwhile."""
        with self._in_words(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                self._roll_back(connection)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, all or nothing; durable when the block has ended.

        The connection is kept and begun by the driver: taking one from the pool costs as much as a commit.
        """
        with self._writing, self._in_words():
            connection = self._writer = self._writer or self._engine.connect()
            run = driver(connection).execute
            run("BEGIN IMMEDIATE")
            try:
                yield connection
                run("COMMIT")
            except BaseException:
                self._roll_back(connection)
                raise

    def outside(self, statement: str) -> list[tuple[object, ...]]:
        """Run a statement outside transactions (VACUUM INTO, checkpoints, integrity checks)."""
        with self._writing, self._in_words(), self._engine.connect() as connection:
            result = connection.exec_driver_sql(statement)
            return [tuple(row) for row in result.all()] if result.returns_rows else []

    def copy_to(self, path: Path) -> None:
        """A copy under the same key, as of now, opened and read through. Raises Untrusted if it is not sound."""
        self.outside("VACUUM INTO '" + str(path).replace("'", "''") + "'")
        copy = Database(path, bytes.fromhex(self._key))
        try:
            if copy.outside("PRAGMA cipher_integrity_check"):
                raise damaged()
        finally:
            copy.close()

    def checkpoint(self) -> None:
        """Move what the write-ahead log holds into the database file."""
        self.outside("PRAGMA wal_checkpoint(TRUNCATE)")

    def keep_reserve(self) -> None:
        """Hold a little disk space back: on a full disk it is given free, so that opening and tidying still work."""
        if not self._reserve.exists() and shutil.disk_usage(self.path.parent).free > 4 * RESERVE_BYTES:
            try:
                self._reserve.write_bytes(b"\0" * RESERVE_BYTES)
            except OSError:
                self._reserve.unlink(missing_ok=True)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self._engine.dispose()

    def _connect(self) -> sqlcipher.Connection:
        connection = sqlcipher.connect(
            str(self.path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        for pragma in (
            "cipher_log_level = NONE",
            f"key = \"x'{self._key}'\"",
            "foreign_keys = ON",
            "journal_mode = WAL",
            "synchronous = FULL",
            "temp_store = MEMORY",
            "secure_delete = ON",
            "cache_size = -8192",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    @staticmethod
    def _roll_back(connection: Connection) -> None:
        if driver(connection).in_transaction:
            driver(connection).execute("ROLLBACK")

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as problem:
            said = self._said(problem.orig)
            if said is None:
                raise
            raise said from problem
        except sqlcipher.Error as problem:
            said = self._said(problem)
            if said is None:
                raise
            raise said from problem

    def _said(self, problem: BaseException | None) -> UserError | None:
        code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
        if code == FULL:
            self._reserve.unlink(missing_ok=True)
            return disk_full()
        if code in (NOT_A_DATABASE, CORRUPT):
            return damaged()
        if code in (IO_ERROR, READ_ONLY, CANNOT_OPEN, BUSY):
            return _unreachable()
        return None


def _unreachable() -> EnvironmentFailed:
    return EnvironmentFailed(
        msg("The desk's database cannot be reached or written."),
        safe=msg("Everything that was saved before is safe."),
        todo=msg("Check the disk and the folder's permissions, close other programs that use it, and try again."),
    )


def make_room(folder: Path) -> None:
    """Give the reserve of this desk free if the disk is full: opening needs a few pages."""
    if shutil.disk_usage(folder).free < RESERVE_BYTES:
        (folder / RESERVE).unlink(missing_ok=True)


def driver(connection: Connection) -> sqlcipher.Connection:
    """The driver's own connection, for the few statements that run at every keystroke."""
    own = connection.connection.driver_connection
    assert own is not None, "the connection is closed"
    return own


def damaged() -> Untrusted:
    return Untrusted(
        msg("The desk's database is damaged or was altered."),
        safe=msg("Backups in the desk's folder were not touched."),
        todo=msg("Restore the newest backup with “jetdesk restore”, and keep the damaged folder for examination."),
    )
