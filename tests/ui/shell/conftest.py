"""A real window over the small office."""

import gc

import pytest
from PySide6.QtWidgets import QApplication

from jetdesk import paths
from jetdesk.ui import theme
from jetdesk.ui.main_window import MainWindow
from jetdesk.ui.notify import Notifier
from jetdesk.ui.settings import Settings
from tests import small_office
from tests.ui.shell.page import WindowPage


@pytest.fixture(autouse=True)
def _qt_dies_on_the_main_thread():
    """What a test leaves in cycles must not be collected by a lane's thread of the next one."""
    yield
    gc.collect()


@pytest.fixture
def notify(qapp):
    told = Notifier()
    told.bugs = []
    told.bug = told.bugs.append
    yield told
    assert told.bugs == []


@pytest.fixture
def settings(qapp):
    kept = Settings(paths.settings_file())
    kept.language, kept.scheme = "en", "light"
    yield kept
    theme.apply(QApplication.instance(), "light", 1.0)


@pytest.fixture
def window(qtbot, settings, notify):
    made = MainWindow(settings, notify)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


@pytest.fixture
def page(qtbot, window):
    return WindowPage(qtbot, window)


@pytest.fixture
def inside(page, office_folder):
    """The window with the small office open."""
    page.window.show_unlock(office_folder)
    page.unlock_with(small_office.PASSPHRASE)
    return page
