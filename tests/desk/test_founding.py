"""Making a desk, opening it, and everything that must not open."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text

from jetdesk.desk import founding, journal, replay, vault
from jetdesk.desk import tables as t
from jetdesk.desk.database import Database
from jetdesk.desk.desk import DATABASE, OFFICE, Desk
from jetdesk.desk.founding import create_desk, open_desk, rebuild
from jetdesk.desk.vault import Cost, open_key, read_slots
from jetdesk.desk.verify import verify
from jetdesk.errors import EnvironmentFailed, Refused, Untrusted


def raw_database(folder: Path, passphrase: str) -> Database:
    """The database behind the desk's back."""
    return Database(folder / DATABASE, open_key(read_slots(folder), "passphrase", passphrase))


def set_meta(folder: Path, passphrase: str, key: str, value: str) -> None:
    database = raw_database(folder, passphrase)
    with database.write() as connection:
        connection.execute(t.meta.update().where(t.meta.c.key == key).values(value=value))
    database.close()


# Making


def test_a_new_desk_is_empty_sound_and_opens_again(tmp_path: Path, cheap: Cost) -> None:
    folder = tmp_path / "a" / "b" / "desk"
    desk, code = create_desk(folder, "mori", "four words with spaces", cost=cheap, wall=lambda: 42)
    with desk:
        assert (desk.person, desk.identity.epoch, desk.now_ms) == ("mori", 1, 42)
        assert verify(desk, replay=True).ok
        assert desk.head_hash == "0" * 64
    assert vault.read_recovery_code(code) == code
    with open_desk(folder, "four words with spaces", wall=lambda: 43) as again:
        assert again.identity.desk == desk.identity.desk
        assert again.now_ms == 43


def test_two_desks_have_nothing_in_common(tmp_path: Path, cheap: Cost) -> None:
    made = [create_desk(tmp_path / name, "mori", "four words with spaces", cost=cheap) for name in "ab"]
    identities = [desk.identity for desk, _ in made]
    assert len({identity.desk for identity in identities}) == 2
    assert len({bytes(identity.signing) for identity in identities}) == 2
    assert len({code for _, code in made}) == 2
    for desk, _ in made:
        desk.close()


def test_an_empty_folder_will_do(tmp_path: Path, cheap: Cost) -> None:
    desk, _ = create_desk(tmp_path, "mori", "four words with spaces", cost=cheap)
    desk.close()
    assert (tmp_path / DATABASE).is_file()


def test_a_folder_in_use_is_refused_and_untouched(tmp_path: Path) -> None:
    kept = tmp_path / "letter.txt"
    kept.write_text("mine")
    for place in (tmp_path, kept):
        with pytest.raises(Refused, match="already in use"):
            create_desk(place, "mori", "four words with spaces")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    assert kept.read_text() == "mine"


@pytest.mark.parametrize("existed", [True, False])
@pytest.mark.parametrize("step", ["seal_key", "write_slots"])
def test_a_creation_that_fails_leaves_nothing(
    tmp_path: Path, step: str, existed: bool, cheap: Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "desk"
    if existed:
        folder.mkdir()

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(vault, step, fails)
        with pytest.raises(EnvironmentFailed, match="disk is full"):
            create_desk(folder, "mori", "four words with spaces", cost=cheap)
    assert folder.exists() == existed
    assert not existed or not any(folder.iterdir())
    create_desk(folder, "mori", "four words with spaces", cost=cheap)[0].close()


def test_a_creation_that_is_interrupted_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(vault, "seal_key", interrupted)
    with pytest.raises(KeyboardInterrupt):
        create_desk(tmp_path / "desk", "mori", "four words with spaces")
    assert not (tmp_path / "desk").exists()


def test_a_place_where_nothing_can_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFailed, match="disk refused"):
        create_desk(tmp_path / "file" / "desk", "mori", "four words with spaces")


def test_of_two_that_make_a_desk_in_one_folder_the_second_does_not_remove_the_firsts(
    tmp_path: Path, cheap: Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second looked before the first had begun."""
    folder = tmp_path / "desk"
    create_desk(folder, "mori", "four words with spaces", cost=cheap)[0].close()
    monkeypatch.setattr(founding, "_check_free", lambda _: False)
    with pytest.raises(Refused, match="already in use"):
        create_desk(folder, "sato", "four words with spaces", cost=cheap)
    with open_desk(folder, "four words with spaces") as desk:
        assert desk.person == "mori"


# Opening


def test_a_wrong_passphrase_changes_nothing_and_lets_go(folder: Path, passphrase: str) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(Untrusted) as refused:
        open_desk(folder, "wrong passphrase")
    assert refused.value.exit_code == 3
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert {name: after.get(name) for name in before} == before
    open_desk(folder, passphrase).close()


def test_what_is_no_desk_is_refused_and_nothing_is_left_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not a desk"):
        open_desk(tmp_path, "four words with spaces")
    with pytest.raises(Refused, match="not a desk"):
        open_desk(tmp_path / "nowhere", "four words with spaces")
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("key", ["format", "projection"])
def test_a_desk_of_a_newer_version_is_refused_and_kept(folder: Path, passphrase: str, key: str) -> None:
    set_meta(folder, passphrase, key, "99")
    with pytest.raises(Refused, match="newer version of JetDesk") as refused:
        open_desk(folder, passphrase)
    assert refused.value.exit_code == 1
    database = raw_database(folder, passphrase)
    with database.read() as connection:
        kept = connection.execute(select(t.meta.c.value).where(t.meta.c.key == key)).scalar()
        assert kept == "99"
    database.close()


def test_a_desk_without_its_database_is_damaged_and_none_is_made(folder: Path, passphrase: str) -> None:
    (folder / DATABASE).unlink()
    with pytest.raises(Untrusted, match="database is damaged"):
        open_desk(folder, passphrase)
    assert not (folder / DATABASE).exists()


@pytest.mark.parametrize("content", [b"no database at all" * 500, b"SQLite format 3\0" + bytes(8176)])
def test_a_database_that_is_none_is_damaged(folder: Path, passphrase: str, content: bytes) -> None:
    (folder / DATABASE).write_bytes(content)
    with pytest.raises(Untrusted, match="database is damaged"):
        open_desk(folder, passphrase)
    assert (folder / DATABASE).read_bytes() == content


def test_an_empty_database_file_is_damaged(folder: Path, passphrase: str) -> None:
    (folder / DATABASE).write_bytes(b"")
    with pytest.raises(Untrusted, match="database is damaged"):
        open_desk(folder, passphrase)


def test_a_database_under_another_key_is_damaged(folder: Path, passphrase: str, tmp_path: Path, cheap: Cost) -> None:
    create_desk(tmp_path / "other", "sato", passphrase, cost=cheap)[0].close()
    (folder / DATABASE).write_bytes((tmp_path / "other" / DATABASE).read_bytes())
    with pytest.raises(Untrusted, match="database is damaged"):
        open_desk(folder, passphrase)


def test_a_journal_whose_last_entry_is_no_entry_is_untrusted(folder: Path, passphrase: str) -> None:
    with open_desk(folder, passphrase) as desk:
        with desk.change("person.added") as change:
            change.write("person", "p1", OFFICE, name="Mori")
        with desk.database.write() as connection:
            connection.execute(t.journal.update().values(body=b"no entry"))
    with pytest.raises(Untrusted, match="entry cannot be read"):
        open_desk(folder, passphrase)


HOLD = """
import sys, pathlib
from jetdesk.desk.founding import open_desk
with open_desk(pathlib.Path(sys.argv[1]), sys.argv[2]):
    print("open", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.fault
def test_a_second_process_is_told_who_has_the_desk(folder: Path, passphrase: str) -> None:
    arguments = [sys.executable, "-c", HOLD, str(folder), passphrase]
    environment = {**os.environ, "PYTHONPATH": str(Path(founding.__file__).parents[2])}
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(Refused, match=f"already open .process {other.pid} on ") as refused:
            open_desk(folder, passphrase)
        assert refused.value.exit_code == 1
        other.stdin.close()
        assert other.wait(60) == 0
    open_desk(folder, passphrase).close()


@pytest.mark.parametrize("owner", [None, "", "{}", "[]", "\0"])
def test_whoever_cannot_be_named_is_another_process(desk: Desk, passphrase: str, owner: str | None) -> None:
    path = desk.folder / "desk.owner"
    path.unlink()
    if owner is not None:
        path.write_text(owner)
    with pytest.raises(Refused, match="already open .another process"):
        open_desk(desk.folder, passphrase)


def test_the_same_process_cannot_open_a_desk_twice(desk: Desk, folder: Path, passphrase: str) -> None:
    with pytest.raises(Refused, match=f"process {os.getpid()}"):
        open_desk(folder, passphrase)
    assert desk.person == "mori"


# Upgrades


def write_people(desk: Desk, count: int) -> None:
    for n in range(count):
        with desk.change("person.added") as change:
            change.write("person", f"p{n}", OFFICE, name=f"Person {n}", role="panelist")


def people(connection: Connection) -> dict[str, str]:
    return {row.id: row.name for row in connection.execute(select(t.person))}


def test_an_older_projection_is_rebuilt_from_the_journal(
    folder: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables that the older program did not have, or had otherwise, do not matter."""
    with open_desk(folder, passphrase) as desk:
        write_people(desk, 5)
        with desk.database.write() as connection:
            connection.execute(text("DROP TABLE person"))
            connection.execute(text("CREATE TABLE person (id TEXT, nickname TEXT)"))
            connection.execute(text("DROP TABLE panel"))
            connection.execute(text("DROP TABLE find_parts"))
            connection.execute(t.meta.update().where(t.meta.c.key == "projection").values(value="0"))
    seen: list[float] = []
    monkeypatch.setattr(replay._batches, "__defaults__", (2,))
    with open_desk(folder, passphrase, progress=seen.append) as desk:
        assert seen == [0.4, 0.8, 1.0]
        with desk.read() as connection:
            assert people(connection) == {f"p{n}": f"Person {n}" for n in range(5)}
        assert verify(desk, replay=True).ok
    open_desk(folder, passphrase, progress=seen.append).close()
    assert len(seen) == 3, "once"


def test_an_upgrade_that_fails_leaves_the_older_desk(
    folder: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_desk(folder, passphrase) as desk:
        write_people(desk, 3)
    set_meta(folder, passphrase, "projection", "0")

    def fails(_: float) -> None:
        raise OSError("the power went")

    with pytest.raises(OSError, match="the power went"):
        open_desk(folder, passphrase, progress=fails)
    with open_desk(folder, passphrase) as desk:
        assert verify(desk, replay=True).ok


def test_a_rebuild_applies_what_an_older_program_kept_aside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry for a table and a field that the program did not know when it arrived."""
    tomorrow = dict(t.PROJECTED)
    with desk.change("sheet.submitted") as change:
        change.write("seal", "s1", OFFICE, commitment="abc", revision=1)
    with desk.database.write() as connection:
        monkeypatch.delitem(t.PROJECTED, "seal")
        rebuild(connection)
        connection.execute(text("DELETE FROM seal"))
    with desk.database.write() as connection:
        t.PROJECTED.update(tomorrow)
        rebuild(connection)
        assert [row.commitment for row in connection.execute(select(t.seal))] == ["abc"]
        assert journal.count(connection) == 1


def test_a_database_without_its_meta_table_is_damaged(folder: Path, passphrase: str) -> None:
    database = raw_database(folder, passphrase)
    with database.write() as connection:
        connection.execute(text("DROP TABLE meta"))
    database.close()
    with pytest.raises(Untrusted):
        open_desk(folder, passphrase)


def test_meta_holds_keys_of_its_own(folder: Path, passphrase: str) -> None:
    database = raw_database(folder, passphrase)
    with database.read() as connection:
        values = {row.key: row.value for row in connection.execute(select(t.meta))}
    database.close()
    keys = {"signing_key", "sealing_key", "recovery_key", "root", "root_key"}
    assert set(values) == {"format", "projection", "desk", "person", "epoch", *keys}
    assert len({values[name] for name in keys}) == len(keys)
    assert values["desk"] == json.loads((folder / vault.FILE).read_bytes())["desk"]


def test_the_journal_is_append_only_in_numbers(desk: Desk) -> None:
    write_people(desk, 2)
    with desk.read() as connection:
        assert [entry.seq for entry in journal.entries(connection)] == [1, 2]
        assert [entry.seq for entry in journal.entries(connection, newest_first=True)] == [2, 1]


def test_a_rebuild_of_nothing_reports_nothing(desk: Desk) -> None:
    seen: list[float] = []
    with desk.database.write() as connection:
        rebuild(connection, seen.append)
        connection.execute(insert(t.meta), {"key": "note", "value": "kept"})
    assert seen == []


def test_a_desk_of_format_1_gets_a_root_and_keeps_its_journal(folder: Path, passphrase: str) -> None:
    """The first version knew one laptop only: no office root, no arrivals, no envelopes."""
    with open_desk(folder, passphrase) as desk:
        write_people(desk, 3)
        with desk.database.write() as connection:
            for column in ("arrived", "revoked"):
                connection.execute(text(f"ALTER TABLE journal DROP COLUMN {column}"))
            for table in ("envelope", "given", "owed", "alarm", "member", "receipt", "reveal"):
                connection.execute(text(f"DROP TABLE {table}"))
            connection.execute(t.meta.delete().where(t.meta.c.key.in_(("root", "root_key", "recovery_key"))))
            connection.execute(t.meta.update().where(t.meta.c.key.in_(("format", "projection"))).values(value="1"))
    with open_desk(folder, passphrase) as desk:
        assert desk.identity.authority is not None
        assert desk.identity.authority.verify_key == desk.identity.root
        office = desk.identity.office
        write_people(desk, 4)
        assert verify(desk, replay=True).ok
    with open_desk(folder, passphrase) as desk:
        assert desk.identity.office == office, "once"
        with desk.read() as connection:
            assert len(people(connection)) == 4
