"""A database of its own for each test that asks for one, on the server that the test command starts."""

import os
from collections.abc import Iterator
from secrets import token_hex

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

SERVER = "JETDESK_TEST_POSTGRES"


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """The url of a fresh database, for the server's administrator; the database is dropped afterwards."""
    server = os.environ.get(SERVER)
    if not server:
        pytest.skip(f"no PostgreSQL server: {SERVER} is not set (packaging/dev.py test starts one)")
    name = f"jetdesk_{token_hex(8)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        yield url_of(server, dbname=name)
        connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def url_of(server: str, **changes: str) -> str:
    """The same address with another user, password or database."""
    parts = {**conninfo_to_dict(server), **changes}
    return "postgresql://{user}:{password}@{host}:{port}/{dbname}".format(**parts)
