"""The screen over a real small office with two panels and two days, without threads."""

import gc

import pytest

from jetdesk.services import desks, people
from jetdesk.ui.bus import Bus
from jetdesk.ui.context import Context
from jetdesk.ui.notify import Notifier
from jetdesk.ui.screens import timetable
from jetdesk.ui.tasks import ImmediateTasks
from jetdesk.ui.undo import UndoStack
from tests.services.test_planning import TIMES
from tests.small_office import SETUP, ids_by_number
from tests.ui.timetable.page import TimetablePage


@pytest.fixture(autouse=True)
def _qt_dies_on_the_main_thread():
    """What a test leaves in cycles must not be collected by a lane's thread of the next one."""
    yield
    gc.collect()


def _raise(error):
    raise error


@pytest.fixture
def office(desk, tmp_path):
    file = tmp_path / "office.toml"
    file.write_text(SETUP + TIMES, "utf-8")
    people.set_up(desk, file)
    return desk


@pytest.fixture
def ids(office):
    return ids_by_number(office)


@pytest.fixture
def context(qapp, office):
    notify, bus = Notifier(), Bus()
    tasks = ImmediateTasks(notify.warn, _raise)
    undo = UndoStack(office.undo, tasks, notify)
    undo.applied.connect(lambda changes: bus.changed.emit(changes, undo))
    return Context(office, desks.belonging(office), tasks, bus, notify, undo)


@pytest.fixture
def page(qtbot, context):
    screen = timetable.build(context)
    qtbot.addWidget(screen.view)
    screen.view.resize(1256, 820)
    screen.view.show()
    screen.presenter.shown()
    made = TimetablePage(qtbot, screen.view)
    made.presenter = screen.presenter
    return made
