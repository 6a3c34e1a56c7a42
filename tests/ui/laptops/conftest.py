"""The screen over the small office, without threads; the file dialog writes into the test's folder."""

import gc

import pytest

from jetdesk.services import desks
from jetdesk.ui.bus import Bus
from jetdesk.ui.context import Context
from jetdesk.ui.notify import Notifier
from jetdesk.ui.screens import laptops as screens
from jetdesk.ui.screens.laptops import pack_dialog
from jetdesk.ui.tasks import ImmediateTasks
from jetdesk.ui.undo import UndoStack
from tests.ui.laptops.page import LaptopsPage


@pytest.fixture(autouse=True)
def _qt_dies_on_the_main_thread():
    """What a test leaves in cycles must not be collected by a lane's thread of the next one."""
    yield
    gc.collect()


def _raise(error):
    raise error


@pytest.fixture
def context(qapp, desk):
    notify, bus = Notifier(), Bus()
    tasks = ImmediateTasks(notify.warn, _raise)
    return Context(desk, desks.belonging(desk), tasks, bus, notify, UndoStack(desk.undo, tasks, notify))


@pytest.fixture
def chosen(monkeypatch, tmp_path):
    """Where the person saves packs; the names that were suggested."""
    asked = []
    monkeypatch.setattr(pack_dialog, "choose_file", lambda _, name: asked.append(name) or str(tmp_path / name))
    return asked


@pytest.fixture
def page(qtbot, context, chosen):
    screen = screens.build(context)
    qtbot.addWidget(screen.view)
    screen.view.resize(1256, 820)
    screen.view.show()
    screen.presenter.shown()
    made = LaptopsPage(qtbot, screen.view)
    made.presenter = screen.presenter
    return made
