"""The encrypted file itself: what is on disk, snapshots, one writer, and errors in words."""

import threading
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from jetdesk.desk import database as databases
from jetdesk.desk import files
from jetdesk.desk import tables as t
from jetdesk.desk.database import Database
from jetdesk.desk.desk import DATABASE, OFFICE, Desk
from jetdesk.desk.files import disk_failed, replace_file
from jetdesk.errors import EnvironmentFailed, Untrusted


@pytest.fixture
def database(tmp_path: Path):
    made = Database(tmp_path / "test.db", bytes(32))
    with made.write() as connection:
        connection.execute(text("CREATE TABLE number (n INTEGER)"))
    yield made
    made.close()


def numbers(database: Database) -> list[int]:
    with database.read() as connection:
        return list(connection.execute(text("SELECT n FROM number ORDER BY n")).scalars())


def add(database: Database, n: int) -> None:
    with database.write() as connection:
        connection.execute(text("INSERT INTO number VALUES (:n)"), {"n": n})


def add_and_fail(database: Database, n: int) -> None:
    with database.write() as connection:
        connection.execute(text("INSERT INTO number VALUES (:n)"), {"n": n})
        raise KeyError(n)


def fill_up(database: Database) -> None:
    """As a full disk does: the file may not grow any more."""
    with database.write() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages + 1}"))
        connection.execute(text("INSERT INTO number VALUES (zeroblob(100000))"))


def test_nothing_readable_lies_on_disk(desk: Desk, folder: Path) -> None:
    with desk.change("person.added") as change:
        change.write("person", "p1", OFFICE, name="CANARY-OF-THE-COAL-MINE")
    in_the_log = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    desk.database.checkpoint()
    in_the_file = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    for content in in_the_log + in_the_file:
        assert b"CANARY" not in content
        assert b"SQLite format" not in content


def test_the_connection_is_as_durable_and_careful_as_promised(database: Database) -> None:
    asked = ("journal_mode", "synchronous", "temp_store", "secure_delete", "foreign_keys")
    assert [database.outside(f"PRAGMA {name}")[0][0] for name in asked] == ["wal", 2, 2, 1, 1]


def test_a_write_that_raises_is_undone(database: Database) -> None:
    add(database, 1)
    with pytest.raises(KeyError):
        add_and_fail(database, 2)
    assert numbers(database) == [1]
    add(database, 3)
    assert numbers(database) == [1, 3]


def test_a_read_sees_one_moment_whatever_is_written_meanwhile(database: Database) -> None:
    add(database, 1)
    with database.read() as connection:
        asked = text("SELECT count(*) FROM number")
        assert connection.execute(asked).scalar() == 1
        add(database, 2)
        assert connection.execute(asked).scalar() == 1
    assert numbers(database) == [1, 2]


def test_writers_wait_for_one_another(database: Database) -> None:
    def write() -> None:
        for _ in range(20):
            with database.write() as connection:
                top = connection.execute(text("SELECT coalesce(max(n), 0) FROM number")).scalar_one()
                connection.execute(text("INSERT INTO number VALUES (:n)"), {"n": top + 1})

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers(database) == list(range(1, 61))


def test_a_programs_own_mistake_stays_a_bug(database: Database) -> None:
    with pytest.raises(DBAPIError), database.read() as connection:
        connection.execute(text("SELECT nonsense"))
    with pytest.raises(sqlcipher.OperationalError), database.write():
        raise sqlcipher.OperationalError("raised by the driver itself")
    assert numbers(database) == []


def test_an_error_of_the_driver_itself_is_put_into_words_too(database: Database) -> None:
    problem = sqlcipher.DatabaseError("malformed")
    problem.sqlite_errorcode = 11
    with pytest.raises(Untrusted, match="damaged"), database.read():
        raise problem


def test_a_full_disk_gives_the_reserve_free_and_keeps_what_was_saved(database: Database, tmp_path: Path) -> None:
    database.keep_reserve()
    reserve = tmp_path / "reserve"
    assert reserve.stat().st_size == databases.RESERVE_BYTES
    database.keep_reserve()
    add(database, 1)
    with pytest.raises(EnvironmentFailed, match="disk is full") as failed:
        fill_up(database)
    assert failed.value.exit_code == 4
    assert failed.value.safe is not None
    assert not reserve.exists()
    assert numbers(database) == [1]
    database.close()
    add(database, 2)
    assert numbers(database) == [1, 2]


def test_a_reserve_that_does_not_fit_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(tmp_path / "test.db", bytes(32))

    def full(path: Path, _: bytes) -> int:
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    database.keep_reserve()
    assert not (tmp_path / "reserve").exists()
    database.close()


def test_the_wrong_key_reads_nothing(database: Database, tmp_path: Path) -> None:
    add(database, 1)
    other = Database(tmp_path / "test.db", b"\1" * 32)
    with pytest.raises(Untrusted, match="damaged or was altered"), other.read():
        pass
    with pytest.raises(Untrusted), other.write():
        pass
    with pytest.raises(Untrusted):
        other.outside("PRAGMA integrity_check")
    other.close()
    assert numbers(database) == [1]


def test_a_database_that_cannot_be_reached_is_named(tmp_path: Path) -> None:
    database = Database(tmp_path / "no folder" / "test.db", bytes(32))
    with pytest.raises(EnvironmentFailed, match="cannot be reached"), database.read():
        pass
    database.close()


def test_a_database_that_another_program_holds_is_named(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "BUSY_SECONDS", 0)
    other = Database(tmp_path / "test.db", bytes(32))
    with (
        database.write(),
        pytest.raises(EnvironmentFailed, match="cannot be reached"),
        other.write(),
    ):
        pass
    other.close()


def test_an_old_sqlite_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlcipher, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(RuntimeError, match="too old"):
        Database(tmp_path / "test.db", bytes(32))


@pytest.mark.fault
def test_a_flipped_byte_in_any_page_is_noticed(folder: Path, tmp_path: Path, passphrase: str, desk: Desk) -> None:
    """Whole pages are signed: no altered one is ever read as data."""
    for n in range(200):
        with desk.change("person.added") as change:
            change.write("person", f"p{n}", OFFICE, name="x" * 400)
    desk.database.checkpoint()
    good = (folder / DATABASE).read_bytes()
    assert len(good) > 50 * 4096
    for page in range(0, len(good) // 4096, 7):
        changed = bytearray(good)
        changed[page * 4096 + 100 + page % 3900] ^= 1 << page % 8
        (tmp_path / "altered.db").write_bytes(changed)
        altered = Database(tmp_path / "altered.db", bytes.fromhex(desk.database._key))
        assert _finds_damage(altered), page
        altered.close()


def _finds_damage(database: Database) -> bool:
    try:
        return bool(database.outside("PRAGMA cipher_integrity_check"))
    except Untrusted:
        return True


def test_reading_a_damaged_page_raises_instead_of_showing_it(folder: Path, desk: Desk) -> None:
    with desk.change("person.added") as change:
        change.write("person", "p1", OFFICE, name="x")
    desk.database.checkpoint()
    desk.database.close()
    content = bytearray((folder / DATABASE).read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 + 50] ^= 1
    (folder / DATABASE).write_bytes(content)
    with pytest.raises(Untrusted, match="damaged"), desk.read() as connection:
        connection.execute(select(t.person)).all()


# Files beside the database


def test_a_file_is_replaced_as_a_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    replace_file(path, b"old")
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", _no_space)
        with pytest.raises(EnvironmentFailed, match="disk is full"):
            replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"


def _no_space(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_folders_are_not_synced_where_the_system_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.os, "name", "nt")
    monkeypatch.setattr(files.os, "open", _no_space)
    files.sync_folder(tmp_path)


@pytest.mark.parametrize("code", [28, 122])
def test_a_full_disk_or_quota_is_called_full(code: int) -> None:
    assert "disk is full" in str(disk_failed(OSError(code, "no")))


def test_another_refusal_of_the_disk_is_told_in_the_systems_words() -> None:
    assert str(disk_failed(PermissionError(13, "Permission denied"))) == "The disk refused: Permission denied."
    assert "OSError" in str(disk_failed(OSError()))
