"""What goes wrong has its message and its exit code, and changes nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jetdesk.cli.main import main
from jetdesk.desk import vault
from jetdesk.desk.desk import Desk
from jetdesk.i18n import choose_language
from jetdesk.services import applicants
from tests.small_office import PASSPHRASE


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JETDESK_PASSPHRASE", PASSPHRASE)


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file() and p.suffix != ".lock"}


def test_a_wrong_passphrase(
    office_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JETDESK_PASSPHRASE", "not the passphrase")
    before = contents(office_folder)
    assert main(["applicants", "--desk", str(office_folder)]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "does not open this desk" in said.err
    assert contents(office_folder) == before


def test_a_folder_that_is_no_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["applicants", "--desk", str(tmp_path)]) == 1
    assert "is not a desk" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_desk_of_a_newer_version(office_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    slots = office_folder / vault.FILE
    slots.write_text(json.dumps({**json.loads(slots.read_text("utf-8")), "format": 99}), "utf-8")
    assert main(["applicants", "--desk", str(office_folder)]) == 1
    assert "newer version" in capsys.readouterr().err


def test_a_damaged_database(office_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = office_folder / "desk.db"
    content = bytearray(database.read_bytes())
    content[100] ^= 1
    database.write_bytes(content)
    assert main(["applicants", "--desk", str(office_folder)]) == 3
    assert "damaged" in capsys.readouterr().err


def test_a_desk_that_is_open_already(desk: Desk) -> None:
    """A second process is told who has it."""
    command = [sys.executable, "-c", "import sys; from jetdesk.cli.main import main; sys.exit(main(sys.argv[1:]))"]
    second = subprocess.run(
        [*command, "applicants", "--desk", str(desk.folder)], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )  # fmt: skip
    assert second.returncode == 1
    assert f"process {os.getpid()}" in second.stderr
    assert len(applicants.list_applicants(desk)) == 8


def test_wrong_usage_is_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["applicants"]) == 2
    assert "--desk" in capsys.readouterr().err
    assert main(["no-such-command"]) == 2
    assert main(["select", "--quota", "ALT"]) == 2


def test_an_unknown_applicant_in_the_audit(office_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "--applicant", "WH-404", "--desk", str(office_folder)]) == 1
    assert "WH-404" in capsys.readouterr().err


def test_adjusted_scores_are_refused_not_faked(office_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["select", "--by", "adjusted", "--desk", str(office_folder)]) == 1
    assert "There are no scores to compare yet." in capsys.readouterr().err


def test_an_export_with_an_unknown_ending(
    office_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--out", str(tmp_path / "x.doc"), "--desk", str(office_folder)]) == 1
    assert not (tmp_path / "x.doc").exists()
    assert ".csv" in capsys.readouterr().err


def test_a_fault_of_the_program_is_code_70_without_a_traceback(
    office_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("Priya scored 3")

    monkeypatch.setattr(applicants, "select", broken)
    assert main(["applicants", "--desk", str(office_folder)]) == 70
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said
    assert "Traceback" not in said
    assert "Priya" not in said


def test_messages_come_in_the_language_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "ja", "applicants", "--desk", str(tmp_path)]) == 1
    choose_language("en")
    assert "デスク" in capsys.readouterr().err


def test_interrupting_says_that_nothing_is_half_written(
    office_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(applicants, "select", interrupted)
    assert main(["applicants", "--desk", str(office_folder)]) == 1
    assert "half-written" in capsys.readouterr().err
