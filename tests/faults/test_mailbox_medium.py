"""Sticks that fill up, are pulled out, come back damaged, emptied or as somebody else's."""

import errno
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jetdesk.errors import EnvironmentFailed, Refused, Untrusted
from jetdesk.sync import medium
from jetdesk.sync.folder import MARKER, FolderMailbox, open_folder
from jetdesk.sync.mailbox import Label
from tests.sync.test_mailboxes import DESK, OFFICE, OTHER, chunk, envelope

pytestmark = pytest.mark.fault
KIBIBYTE = 1024


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def mailbox(root: Path) -> FolderMailbox:
    return open_folder(str(root), OFFICE, prepare=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A stick of three megabytes."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small disk")
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"a small disk could not be mounted: {done.stderr.strip()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


def place(root: Path, label: Label) -> Path:
    return root / OFFICE[:16] / label.desk / f"{label.epoch}-{label.seq}-{label.hash}.jde"


def leftovers(root: Path) -> list[Path]:
    return list(root.rglob("*.part"))


# 4: the disk is full


def test_fault_4_a_full_stick_keeps_what_it_has_and_the_retry_finishes(small_disk: Path) -> None:
    mailbox = open_folder(str(small_disk), OFFICE, prepare=True)
    laid: dict[Label, bytes] = {}

    def lay_until_full() -> None:
        for seq in range(1, 100):
            label, content = envelope(seq, 100 * KIBIBYTE)
            mailbox.write(label, content)
            laid[label] = content

    with pytest.raises(EnvironmentFailed, match="disk is full") as told:
        lay_until_full()
    assert told.value.exit_code == 4
    assert len(laid) > 20
    assert leftovers(small_disk) == []
    again = open_folder(str(small_disk), OFFICE)
    assert again.labels() == {label: len(content) for label, content in laid.items()}
    assert all(again.read(label) == content for label, content in laid.items())
    place(small_disk, next(iter(laid))).unlink()
    mailbox.write(*envelope(len(laid) + 1, 100 * KIBIBYTE))


@pytest.mark.parametrize("free", [0, 1, 4, 64])
def test_fault_4_a_chunk_that_does_not_fit_leaves_nothing(small_disk: Path, free: int) -> None:
    mailbox = open_folder(str(small_disk), OFFICE, prepare=True)
    name, sealed = chunk(1, 1024 * KIBIBYTE)
    filler = small_disk / "film.mov"
    filler.write_bytes(bytes(max(0, shutil.disk_usage(small_disk).free - free * KIBIBYTE)))
    with pytest.raises(EnvironmentFailed, match="disk is full"):
        mailbox.write_chunk(name, sealed)
    assert mailbox.chunk_names() == {}
    assert leftovers(small_disk) == []
    filler.unlink()
    mailbox.write_chunk(name, sealed)
    assert mailbox.read_chunk(name) == sealed


def test_fault_4_no_room_even_for_the_marker(small_disk: Path) -> None:
    filler = small_disk / "film.mov"
    filler.write_bytes(bytes(shutil.disk_usage(small_disk).free))
    with pytest.raises(EnvironmentFailed, match="disk is full"):
        open_folder(str(small_disk), OFFICE, prepare=True)
    assert [path.name for path in small_disk.iterdir()] == [filler.name]
    filler.unlink()
    open_folder(str(small_disk), OFFICE, prepare=True)


# 5: pulled out, partial, zero-filled, read-only


@pytest.mark.parametrize("spoilt", [lambda c: c[:700], lambda c: bytes(len(c)), lambda c: b"", lambda c: c + b"more"])
def test_fault_5_a_spoilt_file_is_replaced_by_writing_again(root: Path, mailbox: FolderMailbox, spoilt) -> None:
    label, content = envelope(1)
    name, sealed = chunk(1)
    mailbox.write(label, content)
    mailbox.write_chunk(name, sealed)
    for path in (place(root, label), root / OFFICE[:16] / "chunks" / name[:2] / name):
        path.write_bytes(spoilt(path.read_bytes()))
    assert mailbox.read(label) == spoilt(content)
    assert mailbox.labels() == {label: len(spoilt(content))}
    mailbox.write(label, content)
    mailbox.write_chunk(name, sealed)
    assert mailbox.labels() == {label: len(content)}
    assert mailbox.read(label) == content
    assert mailbox.read_chunk(name) == sealed


@pytest.mark.parametrize("step", ["open", "fsync", "replace", "read back"])
def test_fault_5_pulled_out_in_mid_copy_leaves_no_half_file(
    root: Path, mailbox: FolderMailbox, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    mailbox.write(*envelope(1))
    label, content = envelope(2)

    def gone(*arguments: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as broken:
        if step == "open":
            broken.setattr(Path, "open", gone)
        elif step == "read back":
            broken.setattr(medium, "_holds", lambda path, content: False)
        else:
            broken.setattr(medium.os, step, gone)
        with pytest.raises(EnvironmentFailed):
            mailbox.write(label, content)
    assert list(mailbox.labels()) == [envelope(1)[0]]
    assert leftovers(root) == []
    mailbox.write(label, content)
    assert mailbox.read(label) == content


def test_fault_5_a_folder_that_vanishes_does_not_look_emptied(root: Path, mailbox: FolderMailbox) -> None:
    label, content = envelope(1)
    mailbox.write(label, content)
    away = root.rename(root.with_name("in somebody's pocket"))
    for use in (
        mailbox.labels,
        mailbox.chunk_names,
        lambda: mailbox.read(label),
        lambda: mailbox.head(label),
        lambda: mailbox.read_chunk(chunk(1)[0]),
        lambda: mailbox.write(label, content),
    ):
        with pytest.raises(EnvironmentFailed, match="not there"):
            use()
    assert not root.exists()
    away.rename(root)
    assert mailbox.read(label) == content


def test_fault_5_an_empty_mount_point_is_not_written_to(root: Path, mailbox: FolderMailbox) -> None:
    root.rename(root.with_name("unmounted"))
    root.mkdir()
    with pytest.raises(EnvironmentFailed, match="not there"):
        mailbox.labels()
    with pytest.raises(EnvironmentFailed, match="not there"):
        mailbox.write(*envelope(1))
    assert list(root.iterdir()) == []


def test_fault_5_a_stick_that_vanishes_while_it_is_listed(
    root: Path, mailbox: FolderMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.write(*envelope(1))

    def pulled(*_: object) -> list[str]:
        root.rename(root.with_name("pulled"))
        return []

    monkeypatch.setattr(medium, "folders", pulled)
    with pytest.raises(EnvironmentFailed, match="not there"):
        mailbox.labels()


def test_fault_5_a_read_only_mailbox_is_read_and_refuses_in_words(small_disk: Path) -> None:
    mailbox = open_folder(str(small_disk), OFFICE, prepare=True)
    label, content = envelope(1)
    mailbox.write(label, content)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    again = open_folder(str(small_disk), OFFICE, prepare=True)
    assert again.labels() == {label: len(content)}
    assert again.read(label) == content
    again.write(label, content)
    with pytest.raises(EnvironmentFailed, match="Read-only"):
        again.write(*envelope(2))
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    again.write(*envelope(2))
    assert len(again.labels()) == 2


def _lay_for_ever(root: str) -> None:
    mailbox = open_folder(root, OFFICE)
    for seq in range(1, 100_000):
        mailbox.write(*envelope(seq, 64 * KIBIBYTE))


def test_fault_5_a_writer_killed_at_any_moment_leaves_whole_files(root: Path, mailbox: FolderMailbox) -> None:
    start = multiprocessing.get_context("spawn")
    for wanted in (1, 4, 9):
        writer = start.Process(target=_lay_for_ever, args=(str(root),))
        writer.start()
        while len(mailbox.labels()) < wanted:
            assert writer.is_alive()
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
        for label in mailbox.labels():
            assert mailbox.read(label) == envelope(label.seq, 64 * KIBIBYTE)[1]


def _lay(root: str, seed: int) -> None:
    mailbox = open_folder(root, OFFICE)
    for seq in range(1, 30):
        mailbox.write(*envelope((seq * seed) % 29 + 1))


def test_processes_that_relay_the_same_need_no_lock(root: Path, mailbox: FolderMailbox) -> None:
    start = multiprocessing.get_context("spawn")
    writers = [start.Process(target=_lay, args=(str(root), seed)) for seed in (1, 3, 5)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert mailbox.labels() == {envelope(seq)[0]: 1024 for seq in range(1, 30)}
    assert leftovers(root) == []


# 8: emptied, replaced, of another office


def test_fault_8_an_emptied_mailbox_is_filled_again(root: Path, mailbox: FolderMailbox) -> None:
    label, content = envelope(1)
    mailbox.write(label, content)
    shutil.rmtree(root / OFFICE[:16])
    assert mailbox.labels() == {}
    assert mailbox.read(label) == b""
    mailbox.write(label, content)
    assert mailbox.read(label) == content


def test_fault_8_emptied_with_its_marker_it_is_refused_until_prepared(root: Path, mailbox: FolderMailbox) -> None:
    mailbox.write(*envelope(1))
    shutil.rmtree(root / OFFICE[:16])
    (root / MARKER).unlink()
    with pytest.raises(Refused, match="not a mailbox"):
        open_folder(str(root), OFFICE)
    open_folder(str(root), OFFICE, prepare=True).write(*envelope(1))
    assert list(mailbox.labels()) == [envelope(1)[0]]


def test_fault_8_replaced_by_another_offices_while_open(root: Path, mailbox: FolderMailbox) -> None:
    mailbox.write(*envelope(1))
    root.rename(root.with_name("ours"))
    open_folder(str(root), OTHER, prepare=True)
    for use in (mailbox.labels, mailbox.chunk_names, lambda: mailbox.write(*envelope(2))):
        with pytest.raises(Untrusted, match="foreign mailbox"):
            use()
    assert [path.name for path in root.iterdir()] == [MARKER]


def test_fault_8_offices_with_like_beginnings_stay_apart(root: Path, mailbox: FolderMailbox) -> None:
    mailbox.write(*envelope(1))
    with pytest.raises(Untrusted):
        open_folder(str(root), OFFICE[:16] + OTHER[16:])
    assert json.loads((root / MARKER).read_text("utf-8"))["office"] == OFFICE
    assert (root / OFFICE[:16] / DESK).is_dir()
