"""The first screen, without threads."""

import gc

import pytest

from jetdesk.ui.notify import Notifier
from jetdesk.ui.screens import unlock
from jetdesk.ui.tasks import ImmediateTasks
from tests.ui.unlock.page import UnlockPage


@pytest.fixture(autouse=True)
def _qt_dies_on_the_main_thread():
    """What a test leaves in cycles must not be collected by a lane's thread of the next one."""
    yield
    gc.collect()


@pytest.fixture
def opened():
    """What the main window was handed, to be closed again."""
    got: list = []
    yield got
    for desk, _ in got:
        desk.close()


@pytest.fixture
def screen(qtbot, opened):
    notify = Notifier()
    made = unlock.build(ImmediateTasks(notify.warn, _raise), notify)
    made.presenter.opened = lambda desk, who: opened.append((desk, who))
    qtbot.addWidget(made.view)
    made.view.resize(1440, 900)
    made.view.show()
    return made


@pytest.fixture
def page(qtbot, screen):
    return UnlockPage(qtbot, screen.view)


def _raise(error: BaseException) -> None:
    raise error
