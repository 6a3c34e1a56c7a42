"""The sample office, built once and copied, and real windows over it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from jetdesk import paths
from jetdesk.services import sample
from jetdesk.ui import theme
from jetdesk.ui.main_window import MainWindow
from jetdesk.ui.notify import Notifier
from jetdesk.ui.screens.reports.printing import PrintDialogService
from jetdesk.ui.settings import Settings
from tests.ui.reports.conftest import Outlets
from tests.ui.shell.page import WindowPage

OpenWindow = Callable[[], WindowPage]


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
def open_window(qtbot: QtBot, qapp: QApplication, sample_desk: Path) -> Iterator[OpenWindow]:
    """Start the program's window on the desk, as often as a test likes; nothing of ours may break meanwhile."""
    bugs: list[BaseException] = []
    opened: list[MainWindow] = []

    def start() -> WindowPage:
        notify = Notifier()
        notify.bug = bugs.append  # type: ignore[method-assign]
        settings = Settings(paths.settings_file())
        settings.language, settings.scheme = "en", "light"
        theme.apply(qapp, "light", 1.0)
        window = MainWindow(settings, notify)
        opened.append(window)
        window.resize(1440, 900)
        window.show_unlock(sample_desk)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return WindowPage(qtbot, window)

    yield start
    for window in opened:
        window.close()
        window.deleteLater()
    assert bugs == []
