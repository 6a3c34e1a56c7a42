"""Backups: what was written comes back, and nothing else is taken for one."""

import json
import os
import random
import zipfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

from jetdesk.desk import backup, chunks, vault
from jetdesk.desk import tables as t
from jetdesk.desk.backup import back_up, back_up_daily, restore
from jetdesk.desk.database import Database
from jetdesk.desk.desk import BACKUPS, CHUNKS, DATABASE, OFFICE, Desk
from jetdesk.desk.founding import open_desk
from jetdesk.desk.verify import verify
from jetdesk.errors import EnvironmentFailed, Refused, Untrusted


@pytest.fixture
def written(desk: Desk) -> Desk:
    """A desk with a person, and a document of two chunks."""
    key, content = chunks.new_key(), bytes(chunks.SIZE + 3)
    chunks.store(desk.chunks, [(key, content)])
    with desk.change("intake.loaded") as change:
        change.write("person", "p1", OFFICE, name="Mori")
        digest = sha256(content).hexdigest()
        change.write("document", "d1", OFFICE, applicant="a1", kind="form", key=key, size=len(content), sha256=digest)
    return desk


@pytest.fixture
def small(desk: Desk, tmp_path: Path) -> Path:
    """A backup of an empty desk."""
    back_up(desk, tmp_path / "small.jetdesk-backup")
    return tmp_path / "small.jetdesk-backup"


def lie(path: Path, files: dict[str, bytes], **more: object) -> Path:
    """A backup whose manifest is right and whose files are not what they should be."""
    manifest = {"format": 1, "files": {n: sha256(c).hexdigest() for n, c in files.items()}, **more}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr(backup.MANIFEST, json.dumps(manifest))
    return path


def test_a_backup_comes_back_as_the_same_desk(written: Desk, tmp_path: Path, passphrase: str) -> None:
    out, seen = tmp_path / "out.jetdesk-backup", []
    assert back_up(written, out, seen.append) == 4
    assert seen == [0.25, 0.5, 0.75, 1.0]
    with written.change("person.added") as change:
        change.write("person", "p2", OFFICE, name="Later")
    assert restore(out, tmp_path / "restored") == 4
    with open_desk(tmp_path / "restored", passphrase) as again:
        checked = verify(again, replay=True)
        assert (checked.problems, checked.documents, checked.entries) == ((), 1, 1)
        with again.read() as connection:
            assert [row.name for row in connection.execute(select(t.person))] == ["Mori"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk", "out.jetdesk-backup", "restored"]
    assert not (written.folder / BACKUPS / "copy.db").exists()


def test_a_backup_is_still_sealed(written: Desk, tmp_path: Path) -> None:
    with written.change("person.added") as change:
        change.write("person", "p2", OFFICE, name="CANARY")
    back_up(written, tmp_path / "out")
    content = (tmp_path / "out").read_bytes()
    assert b"CANARY" not in content
    assert b"SQLite format" not in content


def test_an_empty_folder_takes_a_backup_and_one_in_use_does_not(small: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    restore(small, tmp_path / "empty")
    before = sorted(path.name for path in (tmp_path / "empty").iterdir())
    for place in (tmp_path / "empty", small):
        with pytest.raises(Refused, match="already in use"):
            restore(small, place)
    assert sorted(path.name for path in (tmp_path / "empty").iterdir()) == before


def test_what_an_interrupted_restore_left_does_not_mix_in(small: Path, tmp_path: Path) -> None:
    left = tmp_path / "new.restoring" / CHUNKS
    left.mkdir(parents=True)
    (left / ("a" * 40)).write_bytes(b"of another desk")
    restore(small, tmp_path / "new")
    assert list((tmp_path / "new" / CHUNKS).iterdir()) == []
    assert not (tmp_path / "new.restoring").exists()


def test_a_restore_that_fails_leaves_nothing(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(EnvironmentFailed, match="disk is full"):
            restore(small, tmp_path / "new")
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFailed, match="disk refused"):
        restore(small, tmp_path / "file" / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk", "file", small.name]


# Once a day


def test_one_a_day_and_the_newest_five_are_kept(desk: Desk) -> None:
    start = datetime(2026, 2, 26, 9, tzinfo=UTC)
    for day in range(8):
        now = start + timedelta(days=day)
        assert back_up_daily(desk, now) == desk.folder / BACKUPS / f"{now:%Y-%m-%d}.jetdesk-backup"
        assert back_up_daily(desk, now + timedelta(hours=5)) is None
    kept = sorted(path.name for path in (desk.folder / BACKUPS).iterdir())
    days = ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"]
    assert kept == [f"{day}.jetdesk-backup" for day in days]


# Failing


@pytest.mark.parametrize("step", ["_write", "_check"])
def test_a_backup_that_fails_leaves_the_old_one(
    desk: Desk, small: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = small.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, step, full)
    with pytest.raises(EnvironmentFailed, match="disk is full") as failed:
        back_up(desk, small)
    assert failed.value.exit_code == 4
    assert small.read_bytes() == before
    assert sorted(path.name for path in small.parent.iterdir()) == ["desk", small.name]
    assert list((desk.folder / BACKUPS).iterdir()) == []


def test_a_copy_that_is_not_sound_is_not_called_a_backup(
    written: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = Database.outside

    def damages(database: Database, statement: str) -> list[tuple[object, ...]]:
        done = outside(database, statement)
        copy = written.folder / BACKUPS / "copy.db"
        if statement.startswith("VACUUM"):
            content = bytearray(copy.read_bytes())
            content[-900] ^= 1
            copy.write_bytes(content)
        return done

    monkeypatch.setattr(Database, "outside", damages)
    with pytest.raises(Untrusted, match="database is damaged"):
        back_up(written, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert list((written.folder / BACKUPS).iterdir()) == []


def test_a_backup_into_no_folder_or_onto_one_is_refused_by_the_disk(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    for out in (tmp_path / "nowhere" / "out", tmp_path / "taken"):
        with pytest.raises(EnvironmentFailed, match="disk refused"):
            back_up(desk, out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk", "taken"]


def test_a_backup_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "nothing", tmp_path / "folder"):
        with pytest.raises(EnvironmentFailed, match="disk refused"):
            restore(place, tmp_path / "new")
    assert not (tmp_path / "new").exists()


# Damage and hostility


@pytest.mark.fault
def test_a_flipped_bit_is_noticed_or_harms_nothing(small: Path, tmp_path: Path) -> None:
    """Bits of the archive's own labels (times, attributes) matter to nobody; every byte of the desk does."""
    good = small.read_bytes()
    chosen = random.Random(7)
    tail = chosen.sample(range(len(good) - 700, len(good)), 250)
    for at in [*chosen.sample(range(len(good)), 100), *range(60), *tail]:
        changed = bytearray(good)
        changed[at] ^= 1 << chosen.randrange(8)
        small.write_bytes(changed)
        with suppress(Untrusted):
            assert backup._check(small).keys() == {vault.FILE, DATABASE}
    small.write_bytes(good)
    restore(small, tmp_path / "new")


def test_a_flipped_bit_in_what_is_kept_is_always_noticed(small: Path, tmp_path: Path) -> None:
    good = small.read_bytes()
    with zipfile.ZipFile(small) as archive:
        places = {item.filename: (item.header_offset, item.file_size) for item in archive.infolist()}
    for name, (offset, size) in places.items():
        begin = offset + 30 + len(name)
        for at in random.Random(1).sample(range(begin, begin + size), 40):
            changed = bytearray(good)
            changed[at] ^= 4
            small.write_bytes(changed)
            with pytest.raises(Untrusted, match="not a JetDesk backup, or it is damaged"):
                restore(small, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("left", [0, 1, 22, 1000, -1, -22, -300])
def test_a_backup_cut_short_is_noticed(small: Path, tmp_path: Path, left: int) -> None:
    small.write_bytes(small.read_bytes()[:left])
    with pytest.raises(Untrusted):
        restore(small, tmp_path / "new")


@pytest.mark.parametrize("content", [b"", b"not a zip", b"%PDF-1.7", b"PK\3\4" + bytes(100), b"PK\5\6" + bytes(18)])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(Untrusted, match="file is not a JetDesk backup") as refused:
        restore(tmp_path / "file", tmp_path / "new")
    assert refused.value.todo is not None
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "name",
    ["../x", "/tmp/x", "chunks/../../x", "chunks/" + "a" * 39, "chunks/" + "A" * 40, "chunks/" + "a" * 40 + "/b",
     "other", "C:\\x", "desk.db/x", "chunks\\" + "a" * 40, "/", "backups/x", "chunks/" + "\uff11" * 40],
)  # fmt: skip
def test_hostile_names_are_refused(tmp_path: Path, name: str) -> None:
    file = lie(tmp_path / "hostile", {vault.FILE: b"{}", DATABASE: b"x", name: b"evil"})
    with pytest.raises(Untrusted):
        restore(file, tmp_path / "inside" / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["hostile"]


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"3", b"{}", b'{"format": 1}', b'{"format": "1", "files": {}}', b'{"format": 1, "files": 3}',
     b'{"format": 1, "files": {}}', b'{"format": 1, "files": [["desk.db", 1]]}', b"[" * 100_000, b"\xff"],
    ids=range(11),
)  # fmt: skip
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, manifest: bytes) -> None:
    with zipfile.ZipFile(tmp_path / "file", "w") as archive:
        archive.writestr(vault.FILE, b"{}")
        archive.writestr(DATABASE, b"x")
        archive.writestr(backup.MANIFEST, manifest)
    with pytest.raises(Untrusted):
        restore(tmp_path / "file", tmp_path / "new")


def test_a_backup_without_keys_or_database_is_refused(tmp_path: Path) -> None:
    for number, name in enumerate((vault.FILE, DATABASE)):
        with pytest.raises(Untrusted):
            restore(lie(tmp_path / f"file{number}", {name: b"x"}), tmp_path / "new")


def test_a_file_that_the_manifest_does_not_name_is_refused(tmp_path: Path) -> None:
    good = {vault.FILE: b"{}", DATABASE: b"x"}
    file = lie(tmp_path / "file", good)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("chunks/" + "a" * 40, b"slipped in")
    with pytest.raises(Untrusted):
        restore(file, tmp_path / "new")


def test_a_packed_archive_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(backup.MANIFEST, b" " * 10_000_000)
    with pytest.raises(Untrusted):
        restore(tmp_path / "bomb", tmp_path / "new")


def test_a_backup_of_a_newer_version_is_named(tmp_path: Path) -> None:
    file = lie(tmp_path / "file", {vault.FILE: b"{}", DATABASE: b"x"}, format=backup.FORMAT + 1)
    with pytest.raises(Refused, match="newer version"):
        restore(file, tmp_path / "new")


@pytest.mark.parametrize(
    ("code", "raised", "said"),
    [(5, EnvironmentFailed, "The disk refused"), (22, Untrusted, "damaged or was altered")],
    ids=["the disk fails", "a place before the beginning"],
)
def test_an_error_of_the_disk_is_told_from_damage(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, raised: type[Exception], said: str
) -> None:
    def fails(*_: object) -> bytes:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(zipfile.ZipFile, "read", fails)
    with pytest.raises(raised, match=said):
        restore(small, tmp_path / "new")


def test_half_written_chunks_are_not_backed_up(written: Desk, tmp_path: Path) -> None:
    (written.chunks / "half.new").write_bytes(b"half")
    assert back_up(written, tmp_path / "out") == 4
    with zipfile.ZipFile(tmp_path / "out") as archive:
        assert not any(name.endswith(".new") for name in archive.namelist())


def test_a_folder_with_a_quote_in_its_name_is_backed_up(folder: Path, tmp_path: Path, passphrase: str) -> None:
    odd = tmp_path / "Mori's “desk” ; --"
    os.rename(folder, odd)
    with open_desk(odd, passphrase) as desk:
        assert back_up(desk, tmp_path / "out") == 2
