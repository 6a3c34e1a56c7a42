"""The database's own rules: what nobody may do there, what is encrypted, what an address gives away."""

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import CheckViolation, InsufficientPrivilege

from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.sync import postgres
from jetdesk.sync.mailbox import HEAD_BYTES, Label
from jetdesk.sync.opening import is_reachable, open_mailbox
from jetdesk.sync.postgres import PostgresMailbox, open_postgres
from jetdesk.sync.read_ahead import ReadAhead
from tests.sync.conftest import SERVER, url_of
from tests.sync.test_mailboxes import DESK, OFFICE, OTHER, SECOND, chunk, envelope

TABLES = ("office", "envelope", "chunk")


@pytest.fixture
def guest_url(postgres_url: str) -> Iterator[str]:
    """The same database for a user without any rights but to connect."""
    yield from _role(postgres_url)


@pytest.fixture
def owner_url(postgres_url: str) -> Iterator[str]:
    """The same database for a user who may make a schema in it, and no more."""
    for url in _role(postgres_url):
        name = conninfo_to_dict(url)["user"]
        database = conninfo_to_dict(url)["dbname"]
        with psycopg.connect(postgres_url, autocommit=True) as administrator:
            grant = sql.SQL("grant create on database {} to {}")
            administrator.execute(grant.format(sql.Identifier(str(database)), sql.Identifier(str(name))))
        yield url


def _role(postgres_url: str) -> Iterator[str]:
    name, password = f"role_{token_hex(8)}", token_hex(8)
    role = sql.Identifier(name)
    with psycopg.connect(postgres_url, autocommit=True) as administrator:
        administrator.execute(sql.SQL("create role {} login password {}").format(role, sql.Literal(password)))
        yield url_of(postgres_url, user=name, password=password)
        administrator.execute(sql.SQL("drop owned by {} cascade").format(role))
        administrator.execute(sql.SQL("drop role {}").format(role))


def filled(url: str, office: str = OFFICE, *, prepare: bool = True) -> PostgresMailbox:
    mailbox = open_postgres(url, office, prepare=prepare)
    mailbox.write(*envelope(1))
    mailbox.write_chunk(*chunk(1))
    return mailbox


def session(url: str, office: str) -> psycopg.Connection:
    """What somebody with the address and another program could send."""
    connection = psycopg.connect(url, autocommit=True)
    connection.execute("select set_config('jetdesk.office', %s, false)", (office,))
    return connection


# What nobody may do


@pytest.mark.parametrize("who", ["guest_url", "owner_url"])
@pytest.mark.parametrize("table", TABLES)
def test_a_user_may_neither_change_nor_delete(who: str, table: str, request: pytest.FixtureRequest) -> None:
    url, owner = request.getfixturevalue(who), request.getfixturevalue("owner_url")
    filled(owner).close()
    with session(url, OFFICE) as connection:
        for statement in (
            f"update jetdesk.{table} set office = office",
            f"delete from jetdesk.{table}",
            f"truncate jetdesk.{table}",
            f"insert into jetdesk.{table} select * from jetdesk.{table} on conflict (office) do update set office = 'x'"
            if table == "office"
            else f"select * from jetdesk.{table} for update",
        ):
            with pytest.raises(InsufficientPrivilege):
                connection.execute(statement)
    mailbox = open_postgres(url, OFFICE)
    assert mailbox.labels() == {envelope(1)[0]: 1024}
    mailbox.close()


def test_a_user_without_rights_can_lay_in_and_read(owner_url: str, guest_url: str) -> None:
    filled(owner_url).close()
    mailbox = open_postgres(guest_url, OFFICE, prepare=True)
    mailbox.write(*envelope(2))
    assert set(mailbox.labels()) == {envelope(1)[0], envelope(2)[0]}
    assert mailbox.read(envelope(1)[0]) == envelope(1)[1]
    mailbox.close()


@pytest.mark.parametrize("table", TABLES)
def test_another_office_is_invisible_to_users(owner_url: str, table: str) -> None:
    for office in (OFFICE, OTHER):
        filled(owner_url, office).close()
    for setting in (OTHER, OFFICE, "", "nobody"):
        with session(owner_url, setting) as connection:
            seen = connection.execute(f"select distinct office from jetdesk.{table}").fetchall()
        assert seen == ([(setting,)] if setting in (OFFICE, OTHER) else [])
    with psycopg.connect(owner_url) as plain:
        assert plain.execute(f"select count(*) from jetdesk.{table}").fetchone() == (0,)


@pytest.mark.parametrize(
    "statement",
    [
        "insert into jetdesk.office (office, format) values (%s, 1)",
        "insert into jetdesk.chunk (office, name, digest, content)"
        " values (%s, repeat('a', 40), encode(sha256('x'), 'hex'), 'x')",
    ],
)
def test_nobody_lays_into_another_office(owner_url: str, statement: str) -> None:
    filled(owner_url).close()
    with session(owner_url, OFFICE) as connection:
        with pytest.raises(InsufficientPrivilege, match="row-level security"):
            connection.execute(statement, (OTHER,))
        assert connection.execute(statement + " on conflict do nothing", (OFFICE,)).rowcount in (0, 1)


def test_fault_8_an_office_sees_nothing_of_another_even_as_administrator(postgres_url: str) -> None:
    filled(postgres_url, OTHER).close()
    with pytest.raises(Refused, match="no mailbox of this office"):
        open_postgres(postgres_url, OFFICE)
    mailbox = open_postgres(postgres_url, OFFICE, prepare=True)
    assert mailbox.labels() == {}
    assert mailbox.chunk_names() == {}
    assert mailbox.read(envelope(1)[0]) == b""
    assert mailbox.read_chunk(chunk(1)[0]) == b""
    mailbox.close()


def test_fault_8_an_emptied_database_is_filled_again(postgres_url: str) -> None:
    mailbox = filled(postgres_url)
    with psycopg.connect(postgres_url, autocommit=True) as administrator:
        administrator.execute("truncate jetdesk.envelope, jetdesk.chunk")
    assert mailbox.labels() == {}
    assert mailbox.read(envelope(1)[0]) == b""
    mailbox.write(*envelope(1))
    assert mailbox.labels() == {envelope(1)[0]: 1024}
    mailbox.close()


def test_fault_8_a_dropped_mailbox_is_refused_until_prepared(postgres_url: str) -> None:
    filled(postgres_url).close()
    with psycopg.connect(postgres_url, autocommit=True) as administrator:
        administrator.execute("drop schema jetdesk cascade")
    with pytest.raises(Refused, match="no mailbox of this office"):
        open_postgres(postgres_url, OFFICE)
    filled(postgres_url).close()


# What can lie there


def test_an_envelope_whose_name_is_not_its_hash_cannot_lie_there(postgres_url: str) -> None:
    mailbox = open_postgres(postgres_url, OFFICE, prepare=True)
    label, content = envelope(1)
    flipped = bytes([content[0] ^ 1]) + content[1:]
    for wrong in (flipped, bytes(1024), content[:-1], content + b"x", content[32:], b""):
        with pytest.raises(CheckViolation):
            mailbox.write(label, wrong)
    with pytest.raises(CheckViolation):
        mailbox.write(Label("../..", 1, 1, label.hash), content)
    assert mailbox.labels() == {}
    mailbox.close()


def test_reading_far_more_than_a_batch(postgres_url: str) -> None:
    mailbox = open_postgres(postgres_url, OFFICE, prepare=True)
    laid = dict(envelope(seq, 3 * 1024 * 1024, desk) for seq in range(1, 4) for desk in (DESK, SECOND))
    for label, content in laid.items():
        mailbox.write(label, content)
    assert set(mailbox.labels()) == set(laid)
    assert all(mailbox.read(label) == laid[label] for label in sorted(laid))
    assert all(mailbox.head(label) == laid[label][:HEAD_BYTES] for label in sorted(laid, reverse=True))
    mailbox.close()


def test_round_trips_are_few_when_all_are_asked_for_and_small_when_one_is() -> None:
    order = [Label(DESK, 1, seq, "a" * 64) for seq in range(1, 15_001)]
    asked: list[int] = []

    def fetch(labels: list[Label]) -> dict[Label, bytes]:
        asked.append(len(labels))
        return {label: str(label).encode() for label in labels}

    ahead = ReadAhead(fetch, HEAD_BYTES)
    ahead.begin(dict.fromkeys(order, 2048))
    assert [ahead.get(label) for label in order] == [str(label).encode() for label in order]
    assert len(asked) < 50
    asked.clear()
    ahead.begin(dict.fromkeys(order, 2048))
    for label in order[::-1000]:
        assert ahead.get(label) == str(label).encode()
    assert ahead.get(Label(SECOND, 1, 1, "b" * 64)) != b""
    assert asked == [1] * 16


# Addresses and connections


@pytest.mark.parametrize("host", ["db.example.org", "192.0.2.7", "[2001:db8::1]", "127.0.0.1,db.example.org"])
@pytest.mark.parametrize("mode", ["disable", "allow", "prefer"])
def test_an_open_connection_to_another_machine_is_refused(host: str, mode: str) -> None:
    with pytest.raises(Refused, match=f"sslmode={mode}") as told:
        open_postgres(f"postgresql://ann:geheim@{host}/x?sslmode={mode}", OFFICE)
    assert "geheim" not in " ".join(told.value.parts("en"))


@pytest.mark.parametrize(
    ("url", "mode"),
    [
        ("postgresql://localhost/x", "prefer"),
        ("postgresql://127.0.0.1/x", "prefer"),
        ("postgresql://[::1]/x", "prefer"),
        ("postgresql:///x", "prefer"),
        ("postgresql://%2Fvar%2Frun/x", "prefer"),
        ("postgresql://127.0.0.1/x?sslmode=disable", "disable"),
        ("postgresql://db.example.org/x", "require"),
        ("postgresql://localhost.example.org/x", "require"),
        ("postgresql://localhost/x?hostaddr=192.0.2.7", "require"),
        ("postgresql:///x?host=192.0.2.7", "require"),
        ("postgresql:///x?service=far", "require"),
        ("postgresql://db.example.org/x?sslmode=verify-full", "verify-full"),
    ],
)
def test_connections_to_other_machines_are_encrypted(url: str, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGHOST", "PGHOSTADDR", "PGSERVICE"):
        monkeypatch.delenv(name, raising=False)
    assert postgres._address_of(url)["sslmode"] == mode


def test_a_host_from_the_surroundings_counts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "db.example.org")
    assert postgres._address_of("postgresql:///x")["sslmode"] == "require"


def test_a_server_without_encryption_is_not_used_where_it_is_required(postgres_url: str) -> None:
    with pytest.raises(EnvironmentFailed, match="SSL"):
        open_postgres(postgres_url + "?sslmode=require", OFFICE, prepare=True)


@pytest.mark.parametrize(
    "url",
    ["postgresql://ann:ge%zzheim@host/x", "postgresql://ann:geheim@[::1/x", "postgresql://ann@h/x?pass=geheim&%%"],
)
def test_an_address_that_is_none_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(Refused) as told:
        open_postgres(url, OFFICE)
    assert "heim" not in " ".join(told.value.parts("en"))


def test_the_password_is_never_shown(postgres_url: str) -> None:
    password = str(conninfo_to_dict(postgres_url)["password"])
    mailbox = open_postgres(postgres_url, OFFICE, prepare=True)
    parts = conninfo_to_dict(postgres_url)
    assert mailbox.url == "postgresql://{user}@{host}:{port}/{dbname}".format(**parts)
    mailbox.close()
    for wrong in (url_of(postgres_url, dbname="none"), url_of(postgres_url, port="1")):
        with pytest.raises(EnvironmentFailed) as told:
            open_postgres(wrong, OFFICE)
        assert password not in " ".join(told.value.parts("en"))


def test_a_wrong_password_is_told_as_one(postgres_url: str) -> None:
    for wrong in (url_of(postgres_url, password="geheim"), postgres_url.replace("tester", "nobody", 1)):
        with pytest.raises(EnvironmentFailed, match="password") as told:
            open_postgres(wrong, OFFICE)
        assert "geheim" not in " ".join(told.value.parts("en"))


def test_without_a_password_one_is_asked_for(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSFILE", os.devnull)
    password = str(conninfo_to_dict(postgres_url)["password"])
    with pytest.raises(EnvironmentFailed, match="password"):
        open_postgres(postgres_url.replace(f":{password}@", "@"), OFFICE)


def test_nobody_there_is_told_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"postgresql://ann:geheim@127.0.0.1:{taken.getsockname()[1]}/x"
        assert not is_reachable(url)
        with pytest.raises(EnvironmentFailed, match="cannot be reached") as told:
            open_mailbox(url, OFFICE)
    assert told.value.exit_code == 4
    assert "geheim" not in " ".join(told.value.parts("en"))


def test_a_server_that_answers_is_noticed(postgres_url: str) -> None:
    assert is_reachable(postgres_url)


def test_fault_5_a_connection_that_breaks_is_told_in_words(postgres_url: str) -> None:
    mailbox = filled(postgres_url)
    with psycopg.connect(postgres_url, autocommit=True) as administrator:
        administrator.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
    for use in (mailbox.labels, mailbox.chunk_names, lambda: mailbox.write(*envelope(2))):
        with pytest.raises(EnvironmentFailed, match="failed"):
            use()
    mailbox.close()
    again = open_postgres(postgres_url, OFFICE)
    again.write(*envelope(2))
    assert len(again.labels()) == 2
    again.close()


def test_fault_5_a_read_only_database_is_read_and_refuses_in_words(postgres_url: str) -> None:
    filled(postgres_url).close()
    name = str(conninfo_to_dict(postgres_url)["dbname"])
    with psycopg.connect(postgres_url, autocommit=True) as administrator:
        freeze = sql.SQL("alter database {} set default_transaction_read_only = on")
        administrator.execute(freeze.format(sql.Identifier(name)))
    mailbox = open_postgres(postgres_url, OFFICE)
    assert mailbox.read(envelope(1)[0]) == envelope(1)[1]
    with pytest.raises(EnvironmentFailed, match="read-only"):
        mailbox.write(*envelope(2))
    mailbox.close()
    open_postgres(postgres_url, OFFICE, prepare=True).close()


def test_who_may_not_make_tables_is_told(guest_url: str) -> None:
    with pytest.raises(Refused, match="may not make"):
        open_postgres(guest_url, OFFICE, prepare=True)


def test_a_newer_mailbox_is_refused(postgres_url: str) -> None:
    filled(postgres_url).close()
    with psycopg.connect(postgres_url, autocommit=True) as administrator:
        administrator.execute("update jetdesk.office set format = 2")
    with pytest.raises(Refused, match="newer"):
        open_postgres(postgres_url, OFFICE, prepare=True)


def test_an_old_server_is_refused(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "OLDEST", 99)
    with pytest.raises(Refused, match="needs 99 or later"):
        open_postgres(postgres_url, OFFICE, prepare=True)


def test_without_the_extra_the_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Refused) as told:
        open_mailbox("postgresql://localhost/x", OFFICE)
    assert 'pip install "jetdesk[postgres]"' in " ".join(told.value.parts("en"))


def test_only_the_database_mailbox_knows_the_driver() -> None:
    for path in Path(postgres.__file__).parents[1].rglob("*.py"):
        assert path.name == "postgres.py" or "psycopg" not in path.read_text("utf-8"), path


def test_the_reason_for_skipping_names_the_variable() -> None:
    assert SERVER == "JETDESK_TEST_POSTGRES"
