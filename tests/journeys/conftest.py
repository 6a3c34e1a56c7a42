"""The sample office, built once and copied, and real windows over it; and an office of four desks by commands alone."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from jetdesk import paths
from jetdesk.cli.main import main
from jetdesk.domain.rubric import parse_rubric
from jetdesk.services import desks, sample
from jetdesk.ui import theme
from jetdesk.ui.main_window import MainWindow
from jetdesk.ui.notify import Notifier
from jetdesk.ui.printing import PrintDialogService
from jetdesk.ui.settings import Settings
from tests import small_office
from tests.small_office import PANELISTS, PASSPHRASE
from tests.sync.conftest import postgres_url  # noqa: F401
from tests.ui.reports.conftest import Outlets
from tests.ui.shell.page import WindowPage

OpenWindow = Callable[[], WindowPage]
WindowOn = Callable[[Path | None], WindowPage]
Answer = dict[str, Any]
COORDINATOR = "coordinator"
EVERYBODY = (*PANELISTS, COORDINATOR)
AGAIN = (
    "import sys; from jetdesk.cli.main import main; sys.exit(max(main(sys.argv[2:]) for _ in range(int(sys.argv[1]))))"
)
LONGEST_SYNC = 120
"""Seconds after which processes that do not end are a deadlock."""


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> sample.SampleOffice:
    return sample.build_sample(tmp_path_factory.mktemp("sample") / "office")


@pytest.fixture
def sample_desk(sample_template: sample.SampleOffice, tmp_path: Path) -> Path:
    """A copy of the coordinator's desk of the sample office, closed."""
    return Path(shutil.copytree(sample_template.desk, tmp_path / "coordinator"))


@pytest.fixture
def outlets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outlets:
    """The edge of the machine: the file dialog and the printer write into the test's folder."""
    made = Outlets(tmp_path, name="summary.pdf")
    chosen = (str(tmp_path / "summary.pdf"), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    monkeypatch.setattr(PrintDialogService, "choose", lambda _, *given: made.choose(*given))
    return made


@pytest.fixture
def window_on(qtbot: QtBot, qapp: QApplication) -> Iterator[WindowOn]:
    """Start the program's window on a desk, as often as a test likes; nothing of ours may break meanwhile."""
    bugs: list[BaseException] = []
    opened: list[MainWindow] = []

    def start(folder: Path | None) -> WindowPage:
        notify = Notifier()
        notify.bug = bugs.append  # type: ignore[method-assign]
        settings = Settings(paths.settings_file())
        settings.language, settings.scheme = "en", "light"
        theme.apply(qapp, "light", 1.0)
        window = MainWindow(settings, notify)
        opened.append(window)
        window.resize(1440, 900)
        window.show_unlock(folder)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return WindowPage(qtbot, window)

    yield start
    for window in opened:
        window.close()
        window.deleteLater()
    assert bugs == []


@pytest.fixture
def open_window(window_on: WindowOn, sample_desk: Path) -> OpenWindow:
    """The window on the coordinator's desk of the sample office."""
    return lambda: window_on(sample_desk)


class Office:
    """Four desks in folders by person; `mailbox` is what --mailbox says. Commands answer with their JSON objects."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self._capsys, self._monkeypatch = root, capsys, monkeypatch
        self.mailbox = str(root / "mailbox")
        self.said = ""
        monkeypatch.setenv("JETDESK_PASSPHRASE", PASSPHRASE)

    def folder(self, person: str) -> Path:
        return self.root / person

    def run(self, person: str, *arguments: object, code: int = 0) -> Answer:
        """In this process; `code` is the expected exit code, `said` what was said beside the answer."""
        self._monkeypatch.setenv("JETDESK_DESK", str(self.folder(person)))
        found = main([*map(str, arguments), "--json"])
        out, self.said = self._capsys.readouterr()
        assert found == code, (person, arguments, self.said, out)
        return json.loads(out or "{}")

    def join(self, person: str) -> Answer:
        packed = self.run(COORDINATOR, "pack", person, "--out", self.root / f"{person}.jetdesk-pack")
        self._monkeypatch.setenv("JETDESK_CODE", str(packed["code"]))
        joined = self.run(person, "join", packed["file"], self.folder(person))
        self._monkeypatch.delenv("JETDESK_CODE")
        return joined

    def score(self, person: str, level: int, *numbers: str) -> Answer:
        """Their own sheets, from a file, submitted."""
        rubric = parse_rubric(desks.builtin_rubric("alt"))
        lines = small_office.score_lines(rubric, dict.fromkeys(numbers, level), (person,))
        return self.run(person, "scores", "load", small_office.write_scores(self.root / "s.csv", lines), "--submit")

    def sync(self, *people: str, prepare: bool = False) -> list[Answer]:
        """One after another, in this process."""
        asked = ("sync", "--mailbox", self.mailbox, *(["--prepare"] if prepare else []))
        return [self._untroubled(self.run(person, *asked)) for person in people]

    def sync_at_once(self, *people: str, times: int = 1) -> list[Answer]:
        """Each in a process of its own, started together; there so many times in a row, without waiting for others."""
        started = [self._start(person, times) for person in people]
        return [answer for process in started for answer in self._end(process)]

    def settle(self) -> int:
        """Everybody syncs until nothing moves any more; gives the number of rounds."""
        for number in range(1, 9):
            if not any(answer["sent"] or answer["applied"] for answer in self.sync(*EVERYBODY)):
                return number
        raise AssertionError("they never come to rest")

    def counts(self, person: str = COORDINATOR) -> tuple[int, ...]:
        """As the custody ledger of that desk says: expected, sealed, received, revealed, missing."""
        return counts_of(self.run(person, "custody"))

    def sheets(self, person: str) -> list[tuple[str, str, int, int]]:
        """What that desk exports: number, panelist, revision, level, sorted."""
        out = self.root / f"{person}.json"
        self.run(person, "export", "--out", out)
        found = json.loads(out.read_text("utf-8"))["sheets"]
        return sorted((s["application_no"], s["panelist"], s["revision"], s["ratings"][0]["level"]) for s in found)

    def _start(self, person: str, times: int) -> "subprocess.Popen[str]":
        program = ["-m", "jetdesk"] if times == 1 else ["-c", AGAIN, str(times)]
        surroundings = {**os.environ, "JETDESK_DESK": str(self.folder(person))}
        surroundings["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        return subprocess.Popen(
            [sys.executable, *program, "sync", "--mailbox", self.mailbox, "--json"], env=surroundings,
            text=True, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def _end(self, process: "subprocess.Popen[str]") -> list[Answer]:
        try:
            out, said = process.communicate(timeout=LONGEST_SYNC)
        finally:
            process.kill()
        assert process.returncode == 0, said + out
        return [self._untroubled(json.loads(line)) for line in out.splitlines()]

    def _untroubled(self, answer: Answer) -> Answer:
        assert (answer["refused"], answer["alarms"]) == ([], [])
        return answer


def counts_of(ledger: Answer) -> tuple[int, ...]:
    """Expected, sealed, received, revealed, missing."""
    found = [ledger[name] for name in ("expected", "sealed", "received", "revealed")]
    return (*found, len(ledger["missing"]))


def states_of(ledger: Answer, number: str) -> dict[str, str]:
    """By panelist, how far the sheets of an applicant are."""
    row = next(row for row in ledger["applicants"] if row["application_no"] == number)
    return {sheet["panelist"]: sheet["state"] for sheet in row["sheets"]}


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(tmp_path, capsys, monkeypatch)
