"""Window or command line, and what happens where there is no window to be had."""

import subprocess
import sys

import pytest

from jetdesk import app


@pytest.mark.parametrize(
    ("given", "desk"),
    [([], ""), (["--desk", "x"], "x"), (["--desk=x"], "x"), (["--language", "ja", "--quiet"], ""), (["--debug"], "")],
)
def test_without_a_command_the_window_opens(given, desk):
    options = app._window_options(given)
    assert options is not None
    assert options.desk == desk


@pytest.mark.parametrize(
    "given",
    [
        ["verify"],
        ["--desk", "x", "verify"],
        ["--help"],
        ["--version"],
        ["--nonsense"],
        ["--desk"],
        ["--language", "fr"],
    ],
)
def test_everything_else_is_for_the_command_line(given):
    assert app._window_options(given) is None


def test_without_a_display_it_says_so_and_ends_with_4(monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert app.main([]) == 4
    assert "no display" in capsys.readouterr().err


def test_a_fault_at_the_start_ends_with_70_and_no_traceback(monkeypatch, capsys):
    def fail(*_):
        raise RuntimeError("boom")

    monkeypatch.setattr("jetdesk.ui.program.run", fail)
    assert app.run_window(None) == 70
    said = capsys.readouterr().err
    assert "could not start" in said
    assert "Traceback" not in said


def test_a_passphrase_file_that_is_not_there_ends_with_4(capsys, tmp_path):
    assert app.main(["--desk", "x", "--passphrase-file", str(tmp_path / "none")]) == 4
    assert "cannot be read" in capsys.readouterr().err


def test_the_passphrase_comes_from_a_file_or_the_environment(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(app, "run_window", lambda *given: asked.append(given) or 0)
    file = tmp_path / "passphrase"
    file.write_text("from a file\n")
    app.main(["--desk", "x", "--passphrase-file", str(file)])
    monkeypatch.setenv("JETDESK_PASSPHRASE", "from outside")
    app.main(["--desk", "x"])
    app.main([])
    assert [given[1] for given in asked] == ["from a file", "from outside", None]


def test_a_command_that_needs_no_window_loads_no_qt():
    code = "import sys; from jetdesk.app import main; main(['--version']); sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_the_demo_without_a_display_ends_after_the_reports(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert app.main(["demo", str(tmp_path / "office"), "--applicants", "8"]) == 0
    said = capsys.readouterr().out
    reports = sorted((tmp_path / "office" / "reports").glob("*.pdf"))
    assert reports
    assert all(str(report) in said for report in reports)


def test_a_frozen_program_is_its_own_worker():
    from jetdesk.intake.quarantine import WORKER_OPTION

    assert app._WORKER == WORKER_OPTION
