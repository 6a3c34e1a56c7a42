"""A disk that is full or may not be written: a clear message, nothing lost, and reading works."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from jetdesk.desk import chunks
from jetdesk.desk import tables as t
from jetdesk.desk.backup import back_up, back_up_daily, restore
from jetdesk.desk.desk import BACKUPS, OFFICE, Desk
from jetdesk.desk.founding import change_passphrase, create_desk, open_desk
from jetdesk.desk.vault import LEAST_MEMORY, Cost
from jetdesk.desk.verify import verify
from jetdesk.errors import EnvironmentFailed

pytestmark = pytest.mark.fault
PASSPHRASE = "four words with spaces"
CHEAP = Cost(1, LEAST_MEMORY)
MakeDisk = Callable[[str], Path]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[MakeDisk]:
    """disk("3m") is an empty disk of that size; skips where this user may not make one."""
    mounted: list[Path] = []

    def make(size: str) -> Path:
        place = tmp_path / f"disk-{len(mounted)}"
        place.mkdir()
        if shutil.which("mount") is None or _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)):
            pytest.skip("this user may not make a small disk (tmpfs)")
        mounted.append(place)
        return place

    yield make
    for place in mounted:
        _run("umount", "-l", str(place))


def _run(*arguments: str) -> int:
    return subprocess.run(arguments, capture_output=True, check=False).returncode


def remount(place: Path, mode: str) -> None:
    assert _run("mount", "-o", f"remount,{mode}", str(place)) == 0


def fill(place: Path) -> Path:
    """Take all the space that is left."""
    filler = place / "filler"
    with filler.open("ab", buffering=0) as stream:
        for size in (65536, 4096, 1):
            try:
                while True:
                    stream.write(b"\1" * size)
            except OSError:
                continue
    return filler


def add_person(desk: Desk, n: int) -> None:
    with desk.change("person.added") as change:
        change.write("person", f"p{n}", OFFICE, name=f"Person {n} " + "x" * 3000)


def add_people_until_it_fails(desk: Desk, saved: list[int]) -> None:
    for n in range(5000):
        add_person(desk, n)
        saved.append(n)


def people(desk: Desk) -> int:
    with desk.read() as connection:
        return connection.execute(select(func.count()).select_from(t.person)).scalar_one()


def test_a_disk_that_fills_up_keeps_everything_that_was_saved(disk: MakeDisk) -> None:
    place = disk("3m")
    desk, _ = create_desk(place / "desk", "mori", PASSPHRASE, cost=CHEAP)
    saved: list[int] = []
    with desk:
        with pytest.raises(EnvironmentFailed, match="disk is full") as failed:
            add_people_until_it_fails(desk, saved)
        assert failed.value.exit_code == 4
        assert failed.value.todo is not None
        assert len(saved) > 20
        assert people(desk) == len(saved)
        assert verify(desk).ok
    with open_desk(place / "desk", PASSPHRASE) as again:
        assert people(again) == len(saved)
        assert verify(again, replay=False).ok


def test_after_space_is_freed_the_open_desk_goes_on(disk: MakeDisk) -> None:
    place = disk("6m")
    desk, _ = create_desk(place / "desk", "mori", PASSPHRASE, cost=CHEAP)
    with desk:
        add_person(desk, 0)
        filler = fill(place)
        full = 0
        for n in range(1, 600):
            try:
                add_person(desk, n)
            except EnvironmentFailed:
                full += 1
                if full == 2:
                    break
                fill(place)
        before = people(desk)
        assert full == 2
        filler.unlink()
        add_person(desk, 1000)
        assert people(desk) == before + 1
        assert verify(desk, replay=True).ok


def test_a_desk_is_not_half_made_on_a_full_disk(disk: MakeDisk) -> None:
    place = disk("64k")
    with pytest.raises(EnvironmentFailed) as failed:
        create_desk(place / "desk", "mori", PASSPHRASE, cost=CHEAP)
    assert failed.value.exit_code == 4
    assert list(place.iterdir()) == []


def test_a_desk_opens_and_reads_on_a_full_disk(disk: MakeDisk) -> None:
    place = disk("5m")
    desk, _ = create_desk(place / "desk", "mori", PASSPHRASE, cost=CHEAP)
    with desk:
        add_person(desk, 0)
    (place / "desk" / "reserve").unlink()
    filler = fill(place)
    with pytest.raises(EnvironmentFailed, match="disk is full|cannot be written"):
        open_desk(place / "desk", PASSPHRASE).close()
    filler.unlink()
    with open_desk(place / "desk", PASSPHRASE) as again:
        assert people(again) == 1


def test_backups_and_documents_that_do_not_fit_leave_what_was_there(disk: MakeDisk) -> None:
    place = disk("8m")
    desk, _ = create_desk(place / "desk", "mori", PASSPHRASE, cost=CHEAP)
    with desk:
        add_person(desk, 0)
        backup = back_up_daily(desk, datetime(2026, 2, 18, tzinfo=UTC))
        assert backup is not None
        good = backup.read_bytes()
        attempts = (
            lambda: back_up(desk, backup),
            lambda: back_up_daily(desk, datetime(2026, 2, 19, tzinfo=UTC)),
            lambda: chunks.store(desk.chunks, [(chunks.new_key(), bytes(1000))]),
            lambda: change_passphrase(desk.folder, PASSPHRASE, "another one entirely", cost=CHEAP),
        )
        for attempt in attempts:
            filler = fill(place)  # again: the first that fails gives the reserve free
            with pytest.raises(EnvironmentFailed, match="disk is full"):
                attempt()
        assert backup.read_bytes() == good
        assert [path.name for path in (desk.folder / BACKUPS).iterdir()] == [backup.name]
        filler.unlink()
        chunks.sweep(desk.chunks, set())
        assert verify(desk, replay=True).ok
    open_desk(place / "desk", PASSPHRASE).close()


def test_a_backup_is_not_half_restored_on_a_full_disk(disk: MakeDisk, tmp_path: Path) -> None:
    desk, _ = create_desk(tmp_path / "desk", "mori", PASSPHRASE, cost=CHEAP)
    with desk:
        back_up(desk, tmp_path / "backup")
    place = disk("100k")
    with pytest.raises(EnvironmentFailed, match="disk is full"):
        restore(tmp_path / "backup", place / "desk")
    assert list(place.iterdir()) == []


def test_a_disk_that_may_only_be_read_is_named_and_left_alone(disk: MakeDisk) -> None:
    place = disk("8m")
    desk, _ = create_desk(place / "desk", "mori", PASSPHRASE, cost=CHEAP)
    with desk:
        back_up(desk, place / "backup")
    before = sorted(path.name for path in (place / "desk").iterdir())
    remount(place, "ro")
    for attempt in (
        lambda: open_desk(place / "desk", PASSPHRASE),
        lambda: create_desk(place / "new", "mori", PASSPHRASE, cost=CHEAP),
        lambda: restore(place / "backup", place / "new"),
        lambda: change_passphrase(place / "desk", PASSPHRASE, "another one entirely", cost=CHEAP),
    ):
        with pytest.raises(EnvironmentFailed) as failed:
            attempt()
        assert failed.value.exit_code == 4
        assert "Read-only" in str(failed.value)
    remount(place, "rw")
    assert sorted(path.name for path in (place / "desk").iterdir()) == before
    open_desk(place / "desk", PASSPHRASE).close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not hold for this user")
def test_a_folder_without_write_permission_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    create_desk(folder, "mori", PASSPHRASE, cost=CHEAP)[0].close()
    folder.chmod(0o555)
    try:
        with pytest.raises(EnvironmentFailed):
            open_desk(folder, PASSPHRASE)
    finally:
        folder.chmod(0o755)
    open_desk(folder, PASSPHRASE).close()
