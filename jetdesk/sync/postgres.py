"""A mailbox in a PostgreSQL database, 13 or later: the same bytes as in a folder, under the same names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from ipaddress import ip_address
from typing import TYPE_CHECKING

from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.i18n import msg
from jetdesk.sync import postgres_schema as schema
from jetdesk.sync.mailbox import HEAD_BYTES, KEPT, LARGEST_ENVELOPE, Label, newer_mailbox
from jetdesk.sync.medium import medium_full, reads_back_differently
from jetdesk.sync.read_ahead import ReadAhead

if TYPE_CHECKING:
    from psycopg import Connection, Error

OLDEST = 13
_HOSTS = {"host": "PGHOST", "hostaddr": "PGHOSTADDR"}
_NOT_ENDLESS = {
    "connect_timeout": "10",
    "keepalives_idle": "15",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
    "application_name": "jetdesk",
}
_SETTINGS = """
select set_config('jetdesk.office', %s, false), set_config('search_path', 'pg_catalog', false),
    set_config('statement_timeout', '120s', false), set_config('lock_timeout', '20s', false)
"""


def open_postgres(url: str, office: str, *, prepare: bool = False) -> PostgresMailbox:
    """The office's mailbox in a database; `prepare` makes its tables, for which the database's user needs the right.

    Raises Refused (address, version, no mailbox), EnvironmentFailed (unreachable, wrong password).
    """
    address = _address_of(url)
    connection = _connect(address)
    try:
        with _in_words():
            _begin(connection, office, prepare)
    except BaseException:
        connection.close()
        raise
    return PostgresMailbox(connection, _shown(address), office)


class PostgresMailbox:
    """A mailbox in a database. After opening, nothing but INSERT … ON CONFLICT DO NOTHING and SELECT is sent.

    Every statement names the office as well: row-level security does not bind a superuser.
    """

    def __init__(self, connection: Connection, url: str, office: str) -> None:
        self._connection = connection
        self._url = url
        self._office = office
        self._heads = ReadAhead(lambda labels: self._envelopes(labels, HEAD_BYTES), HEAD_BYTES)
        self._wholes = ReadAhead(lambda labels: self._envelopes(labels, LARGEST_ENVELOPE), LARGEST_ENVELOPE)

    @property
    def url(self) -> str:
        return self._url

    def labels(self) -> dict[Label, int]:
        with _in_words():
            rows = self._connection.execute(schema.LABELS, (self._office,), binary=True).fetchall()
        found = {Label(desk, epoch, seq, digest): size for desk, epoch, seq, digest, size in rows}
        for ahead in (self._heads, self._wholes):
            ahead.begin(found)
        return found

    def head(self, label: Label) -> bytes:
        return self._heads.get(label)

    def read(self, label: Label) -> bytes:
        return self._wholes.get(label)

    def write(self, label: Label, content: bytes) -> None:
        name = (self._office, label.desk, label.epoch, label.seq, label.hash)
        self._add(schema.ADD_ENVELOPE, (*name, content), schema.HAS_ENVELOPE, name, sha256(content).hexdigest())

    def chunk_names(self) -> dict[str, int]:
        with _in_words():
            return dict(self._connection.execute(schema.CHUNKS, (self._office,), binary=True).fetchall())

    def read_chunk(self, name: str) -> bytes:
        with _in_words():
            row = self._connection.execute(schema.CHUNK, (self._office, name), binary=True).fetchone()
        return bytes(row[0]) if row else b""

    def write_chunk(self, name: str, content: bytes) -> None:
        digest = sha256(content).hexdigest()
        key = (self._office, name, digest)
        self._add(schema.ADD_CHUNK, (*key, content), schema.HAS_CHUNK, key, digest)

    def close(self) -> None:
        self._connection.close()

    def _add(self, add: str, values: Sequence[object], look: str, key: Sequence[object], digest: str) -> None:
        with _in_words():
            self._connection.execute(add, values)
            row = self._connection.execute(look, key).fetchone()
        if row is None or row[0] != digest:
            raise reads_back_differently()

    def _envelopes(self, labels: list[Label], count: int) -> dict[Label, bytes]:
        """One round trip for all of them."""
        columns = ([label.desk for label in labels], [label.epoch for label in labels])
        more = ([label.seq for label in labels], [label.hash for label in labels])
        with _in_words():
            values = (count, *columns, *more, self._office)
            rows = self._connection.execute(schema.ENVELOPES, values, binary=True).fetchall()
        return {Label(desk, epoch, seq, digest): bytes(content) for desk, epoch, seq, digest, content in rows}


def _address_of(url: str) -> dict[str, str]:
    """libpq's parameters, encrypted unless the server is this machine. Raises Refused if they cannot be used."""
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as problem:
        raise _not_installed() from problem
    try:
        given = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    except (ProgrammingError, UnicodeError):
        raise _unclear() from None  # its words repeat the address, and a password with it
    local = _is_local(given)
    if "sslmode" in given and given["sslmode"] in ("disable", "allow", "prefer") and not local:
        raise _unencrypted(given)
    return {**_NOT_ENDLESS, "sslmode": "prefer" if local else "require", **given}


def _is_local(given: dict[str, str]) -> bool:
    """Whether the connection cannot leave this machine; a service file may say anything."""
    if "service" in given or "PGSERVICE" in os.environ:
        return False
    names = [given.get(key) or os.environ.get(variable, "") for key, variable in _HOSTS.items()]
    return all(_is_loopback(host) for name in names for host in name.split(","))


def _is_loopback(host: str) -> bool:
    """An empty name or one with a slash is a socket in the file system, one with @ a socket of Linux."""
    if host in ("", "localhost") or host.startswith(("/", "@")) or host[1:3] in (":\\", ":/"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _shown(address: dict[str, str]) -> str:
    """The address for people: without a password, and without settings."""
    user = f"{address['user']}@" if "user" in address else ""
    host = address.get("host") or address.get("hostaddr") or ""
    port = f":{address['port']}" if "port" in address else ""
    return f"postgresql://{user}{host}{port}/{address.get('dbname', '')}"


def _connect(address: dict[str, str]) -> Connection:
    import psycopg

    try:
        connection = psycopg.connect(psycopg.conninfo.make_conninfo("", **address), autocommit=True)
    except psycopg.Error as problem:
        raise _unreachable(problem) from None
    connection.prepare_threshold = None  # a pooler between us may hand the next statement to another session
    return connection


def _begin(connection: Connection, office: str, prepare: bool) -> None:
    version = connection.info.server_version // 10000
    if version < OLDEST:
        raise _too_old(version)
    connection.execute(_SETTINGS, (office,))
    if prepare and _format(connection, office) is None:
        _prepare(connection, office)
    written = _format(connection, office)
    if written is None:
        raise _no_mailbox()
    if written > schema.FORMAT:
        raise newer_mailbox()


def _prepare(connection: Connection, office: str) -> None:
    from psycopg.errors import InsufficientPrivilege

    try:
        with connection.transaction():
            connection.execute(schema.WAIT)
            row = connection.execute(schema.EXISTS).fetchone()
            if row is not None and not row[0]:
                connection.execute(schema.CREATE)
            connection.execute(schema.MARK, (office, schema.FORMAT))
    except InsufficientPrivilege as problem:
        raise _may_not_prepare() from problem


def _format(connection: Connection, office: str) -> int | None:
    """Of the office's mailbox in this database; None if there is none."""
    from psycopg.errors import InsufficientPrivilege, InvalidSchemaName, UndefinedColumn, UndefinedTable

    try:
        row = connection.execute(schema.MARKED, (office,)).fetchone()
    except (InsufficientPrivilege, InvalidSchemaName, UndefinedColumn, UndefinedTable):
        return None
    return int(row[0]) if row else None


@contextmanager
def _in_words() -> Iterator[None]:
    """The server's and the network's errors become EnvironmentFailed; what our own bugs cause stays what it is."""
    import psycopg
    from psycopg.errors import DiskFull, InsufficientPrivilege

    try:
        yield
    except DiskFull as problem:
        raise medium_full() from problem
    except (psycopg.OperationalError, psycopg.InterfaceError, psycopg.InternalError, InsufficientPrivilege) as problem:
        raise _failed(problem) from problem


def _reason(problem: Error) -> str:
    lines = (problem.diag.message_primary or str(problem)).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(problem).__name__


def _failed(problem: Error) -> EnvironmentFailed:
    return EnvironmentFailed(
        msg("The database of the mailbox failed: {reason}.", reason=_reason(problem)),
        safe=KEPT,
        todo=msg("Sync again later. If it stays so, ask whoever runs the database."),
    )


def _unreachable(problem: Error) -> EnvironmentFailed:
    text = str(problem)
    if "password" in text.lower() or getattr(problem.pgconn, "needs_password", False):
        return EnvironmentFailed(
            msg("The database of the mailbox did not accept the user name or the password."),
            safe=KEPT,
            todo=msg("Check the user name and the password of the mailbox, then sync again."),
        )
    return EnvironmentFailed(
        msg("The database of the mailbox cannot be reached: {reason}.", reason=_reason(problem)),
        safe=KEPT,
        todo=msg("Check the network and the address of the mailbox, then sync again."),
    )


def _not_installed() -> Refused:
    return Refused(
        msg("A mailbox in a database needs a part of JetDesk that is not installed here."),
        todo=msg("Install it with this command: {command}", command='pip install "jetdesk[postgres]"'),
    )


def _unclear() -> Refused:
    return Refused(
        msg("This address of a database is not understood."),
        todo=msg("Write it as postgresql://user@host/database."),
    )


def _unencrypted(given: dict[str, str]) -> Refused:
    return Refused(
        msg("The connection to {host} could be read on the way: sslmode={mode}.", **_named(given)),
        todo=msg("Leave sslmode out of the address, or write sslmode=require or sslmode=verify-full."),
    )


def _named(given: dict[str, str]) -> dict[str, str]:
    return {"host": given.get("host") or given.get("hostaddr") or "?", "mode": given["sslmode"]}


def _too_old(version: int) -> Refused:
    need = {"version": version, "oldest": OLDEST}
    return Refused(msg("The database server is PostgreSQL {version}; JetDesk needs {oldest} or later.", **need))


def _no_mailbox() -> Refused:
    return Refused(
        msg("This database holds no mailbox of this office."),
        todo=msg("Check the address, or prepare this database as a new mailbox."),
    )


def _may_not_prepare() -> Refused:
    return Refused(
        msg("This user of the database may not make the tables of a mailbox."),
        todo=msg("Ask whoever runs the database to let this user create a schema in it."),
    )
