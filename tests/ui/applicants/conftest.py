"""The screen over the small office, without threads."""

import pytest

from jetdesk.services import desks
from jetdesk.ui.bus import Bus
from jetdesk.ui.context import Context
from jetdesk.ui.notify import Notifier
from jetdesk.ui.screens import applicants
from jetdesk.ui.tasks import ImmediateTasks
from jetdesk.ui.undo import UndoStack
from tests.small_office import ids_by_number
from tests.ui.applicants.page import ApplicantsPage


def _raise(error):
    raise error


@pytest.fixture
def context(qapp, desk):
    notify, bus = Notifier(), Bus()
    tasks = ImmediateTasks(notify.warn, _raise)
    undo = UndoStack(lambda entries: desks.undo(desk, entries), tasks, notify)
    undo.applied.connect(lambda change: bus.changed.emit(change, None))
    return Context(desk, desks.belonging(desk), tasks, bus, notify, undo)


@pytest.fixture
def screen(qtbot, context):
    made = applicants.build(context)
    qtbot.addWidget(made.view)
    made.view.resize(1256, 820)
    made.view.show()
    made.presenter.shown()
    return made


@pytest.fixture
def page(qtbot, screen):
    return ApplicantsPage(qtbot, screen.view)


@pytest.fixture
def ids(desk):
    return ids_by_number(desk)
