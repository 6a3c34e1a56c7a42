"""A disk that fills up while an export is loaded: nothing half-loaded, everything readable, and the retry succeeds."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from jetdesk.cli.main import main
from jetdesk.errors import EnvironmentFailed
from jetdesk.services import applicants, desks, exporting, intake, reporting, screening
from tests.small_office import PASSPHRASE, ids_by_number, row, rows, write_export

pytestmark = pytest.mark.fault
MEBIBYTE = 1024 * 1024
SIZE = 8 * MEBIBYTE


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight megabytes."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"a small disk could not be mounted: {done.stderr.strip()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


@pytest.fixture
def folder(small_disk: Path, office_template: Path) -> Path:
    """The small office, closed, on the small disk."""
    copy = small_disk / "desk"
    shutil.copytree(office_template, copy)
    return copy


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return write_export(tmp_path / "a.csv", [*rows(), row("WH-020", "ALT", "Nakagawa-Obi", "Wren", "")])


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Four documents of a megabyte each, which no program makes smaller."""
    made = tmp_path / "documents"
    made.mkdir()
    noise = random.Random(20260218)
    for number in ("WH-001", "WH-002", "WH-003", "WH-020"):
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.Root.Filler = pdf.make_stream(noise.randbytes(MEBIBYTE))
            pdf.save(made / f"{number}_form.pdf", compress_streams=False)
    return made


def fill(disk: Path, leave: int) -> Path:
    """Something else takes the space, but for so many bytes."""
    filler = disk / "film.mov"
    filler.write_bytes(bytes(max(0, shutil.disk_usage(disk).free - leave)))
    return filler


@pytest.mark.parametrize("leave", [0, 64 * 1024, MEBIBYTE, 3 * MEBIBYTE])
def test_a_load_that_does_not_fit(folder: Path, export: Path, documents: Path, leave: int) -> None:
    with desks.open_desk(folder, PASSPHRASE) as desk:
        head, before = desk.head_hash, applicants.list_applicants(desk)
        filler = fill(folder.parent, leave)
        with pytest.raises(EnvironmentFailed, match="disk is full"):
            intake.load(desk, export, documents)
        assert (desk.head_hash, applicants.list_applicants(desk)) == (head, before)
        assert list(desk.chunks.iterdir()) == []
        assert applicants.dossier(desk, before[0].id).documents == ()
        filler.unlink()
        assert intake.load(desk, export, documents).loaded == 1
        assert desks.verify(desk, replay=True).ok


def test_with_a_little_space_left_a_desk_opens_and_reads(folder: Path) -> None:
    fill(folder.parent, 192 * 1024)
    with desks.open_desk(folder, PASSPHRASE) as desk:
        assert len(applicants.select(desk, "lukasz")) == 1
        assert desks.verify(desk).ok


def test_without_any_space_the_reserve_lets_it_open(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JETDESK_PASSPHRASE", PASSPHRASE)
    filler = fill(folder.parent, 0)
    ended = main(["applicants", "--desk", str(folder)])
    assert ended == 0, capsys.readouterr().err
    filler.unlink()
    assert main(["applicants", "--desk", str(folder)]) == 0


def test_through_the_command_line_it_is_exit_code_4(
    folder: Path, export: Path, documents: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JETDESK_DESK", str(folder))
    monkeypatch.setenv("JETDESK_PASSPHRASE", PASSPHRASE)
    load = ["intake", "load", str(export), "--documents", str(documents), "--json"]
    filler = fill(folder.parent, MEBIBYTE)
    assert main(load) == 4
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[0] == "The disk is full."
    assert main(["applicants", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 8
    filler.unlink()
    assert main(load) == 0
    assert json.loads(capsys.readouterr().out)["documents"]["new"] == 4


def test_a_large_change_without_documents(folder: Path, tmp_path: Path) -> None:
    many = [row(f"X{n:04}-01", "ALT", f"Family {n}", "Given", "") | {"major": "z" * 500} for n in range(3000)]
    export = write_export(tmp_path / "many.csv", many)
    with desks.open_desk(folder, PASSPHRASE) as desk:
        head = desk.head_hash
        with pytest.raises(EnvironmentFailed, match="disk is full"):
            intake.load(desk, export)
        assert (desk.head_hash, len(ids_by_number(desk))) == (head, 8)
        screening.set_status(desk, list(ids_by_number(desk).values())[:1], screening.Status.ABSENT)
        assert desks.verify(desk, replay=True).ok
    with desks.open_desk(folder, PASSPHRASE) as again:
        assert len(ids_by_number(again)) == 8


def test_a_file_that_does_not_fit_leaves_the_old_one(folder: Path) -> None:
    with desks.open_desk(folder, PASSPHRASE) as desk:
        made = reporting.summary(desk, reporting.Position.ALT, reporting.SummaryOptions())
        report, exported = folder.parent / "summary.pdf", folder.parent / "office.json"
        report.write_bytes(b"the old one")
        fill(folder.parent, 4096)
        with pytest.raises(EnvironmentFailed, match="disk is full"):
            reporting.save_report(made, report)
        with pytest.raises(EnvironmentFailed, match="disk is full"):
            exporting.export(desk, exported)
    assert report.read_bytes() == b"the old one"
    assert not exported.exists()
    assert list(folder.parent.glob("*.new")) == []


def test_an_office_that_does_not_fit_leaves_nothing_behind(small_disk: Path) -> None:
    filler = fill(small_disk, 200 * 1024)
    with pytest.raises(EnvironmentFailed):
        desks.found_office(small_disk / "desk", "Embassy", 2026, "Nadia", PASSPHRASE)
    assert [path.name for path in small_disk.iterdir()] == [filler.name]
    filler.unlink()
    desks.found_office(small_disk / "desk", "Embassy", 2026, "Nadia", PASSPHRASE).desk.close()
