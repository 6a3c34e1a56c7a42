"""The child process that opens strangers' files: its answers, its limits, its end."""

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from jetdesk.domain.document import DocumentState
from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.intake import quarantine
from jetdesk.intake.export import FileOptions
from jetdesk.intake.quarantine import Quarantine, inspect_documents, read_export_quarantined, worker_command
from jetdesk.intake.reader import read_export

Make = Callable[..., Path]
READY = "import sys, time; print('{}', flush=True); "


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Another program in the worker's place."""

    def replace(code: str) -> None:
        monkeypatch.setattr(quarantine, "worker_command", lambda: [sys.executable, "-c", code])

    return replace


def test_documents_are_inspected_in_order_with_progress(make_pdf: Make, make_image: Make, tmp_path: Path) -> None:
    empty = tmp_path / "c.pdf"
    empty.touch()
    files = [make_pdf("a.pdf", pages=2), make_image("b.png"), empty, make_pdf("d.pdf", password="x")]
    told: list[tuple[int, int]] = []
    found = inspect_documents(files, lambda done, of: told.append((done, of)))
    assert [each.path for each in found] == files
    assert [each.state.value for each in found] == ["readable", "readable", "empty", "password"]
    assert [each.pages for each in found] == [2, 1, 0, 0]
    assert [each.media_type for each in found] == ["application/pdf", "image/png", "application/pdf", "application/pdf"]
    assert [each.size for each in found] == [path.stat().st_size for path in files]
    assert [each.sha256 for each in found] == [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_nothing_to_inspect_starts_nothing(worker) -> None:
    worker("raise SystemExit(1)")
    assert inspect_documents([]) == ()


def test_a_worker_that_hangs_is_killed_and_the_next_file_has_a_new_one(
    make_pdf: Make, worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = '{\\"kind\\": \\"inspected\\", \\"state\\": \\"readable\\", \\"pages\\": 7}'
    worker(
        READY + f'line = sys.stdin.readline(); "hang.pdf" in line and time.sleep(600); print("{answer}", flush=True)'
    )
    monkeypatch.setattr(quarantine, "SECONDS_A_FILE", 1.5)
    found = inspect_documents([make_pdf("hang.pdf"), make_pdf("good.pdf")])
    assert [(each.state, each.pages) for each in found] == [(DocumentState.TRUNCATED, 0), (DocumentState.READABLE, 7)]


@pytest.mark.parametrize(
    "code",
    [
        "sys.stdin.readline()",
        "print('no json', flush=True); time.sleep(600)",
        "print('[]', flush=True); time.sleep(600)",
        "print('{}', flush=True); time.sleep(600)",
        'print(\'{"state": "fine", "pages": 1}\', flush=True); time.sleep(600)',
    ],
)
def test_a_worker_that_dies_or_talks_nonsense_harms_one_file(make_pdf: Make, worker, code: str) -> None:
    worker(READY + code)
    (found,) = inspect_documents([make_pdf("a.pdf")])
    assert (found.state, found.pages) == (DocumentState.TRUNCATED, 0)
    with pytest.raises(Refused, match="too large or too intricate"):
        read_export_quarantined(found.path)


def test_a_worker_that_does_not_start_is_not_the_files_fault(make_pdf: Make, worker) -> None:
    worker("raise SystemExit(3)")
    with pytest.raises(EnvironmentFailed, match="did not start"):
        inspect_documents([make_pdf("a.pdf")])


def test_a_document_that_went_away_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailed, match=r"gone\.pdf"):
        inspect_documents([tmp_path / "gone.pdf"])


def test_what_progress_raises_ends_the_inspection(make_pdf: Make) -> None:
    def cancel(done: int, of: int) -> None:
        raise KeyboardInterrupt

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        inspect_documents([make_pdf("a.pdf"), make_pdf("b.pdf")], cancel)
    assert threading.active_count() == before


def test_an_export_comes_through_unchanged(write_csv, row, tmp_path: Path) -> None:
    path = write_csv(row(given_name="Zoë\n\u2028😀", email="x\0"), row(), delimiter=";", encoding="utf-16")
    options = FileOptions(delimiter=";")
    assert read_export_quarantined(path, options) == read_export(path, options)


def test_a_workbook_comes_through_unchanged(write_workbook: Make) -> None:
    path = write_workbook(List=[("a", "b"), (1, "x"), (1, 2, 3)])
    export = read_export_quarantined(path)
    assert export == read_export(path)
    assert export.problems[0].problem.text("en") == "cells found: 3; expected: 2"


def test_a_long_export_gives_signs_of_life_but_has_its_limit(write_csv, row, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_csv(*(row(application_no=str(at)) for at in range(1_600)))
    signs: list[None] = []
    export = read_export(path, going_on=lambda: signs.append(None))
    assert len(signs) == 3
    assert read_export_quarantined(path) == export
    monkeypatch.setattr(quarantine, "SECONDS_AN_EXPORT", 0.0)
    with pytest.raises(Refused, match="too large"):
        read_export_quarantined(path)


def test_a_refusal_travels_back_with_all_its_words(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"<html></html>")
    with pytest.raises(Refused) as direct:
        read_export(path)
    with pytest.raises(Refused) as travelled:
        read_export_quarantined(path)
    assert travelled.value.parts("en") == direct.value.parts("en")


@pytest.mark.fault
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_memory_is_limited(tmp_path: Path) -> None:
    code = "from jetdesk.intake import inspect_worker as w; w._limit(); x = bytearray(600 * 1024 * 1024)"
    ended = subprocess.run([sys.executable, "-c", code], env=quarantine._environment(os.environ), capture_output=True)
    assert b"MemoryError" in ended.stderr


def test_the_worker_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = quarantine._environment({"JETDESK_PASSPHRASE": "x", "PATH": "/bin", "PYTHONPATH": "lib"})
    assert "JETDESK_PASSPHRASE" not in environment
    assert environment["PATH"] == "/bin"
    assert environment["PYTHONPATH"].endswith(f"{os.pathsep}lib")


def test_a_frozen_program_is_its_own_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worker_command()[1:] == ["-P", "-m", "jetdesk.intake.inspect_worker"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == [sys.executable, "--inspect-worker"]


def test_stopping_twice_or_before_the_start_does_nothing() -> None:
    with Quarantine() as idle:
        idle.stop()
