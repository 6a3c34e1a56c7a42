"""The custody screen over services that do as they are told, in a window."""

from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jetdesk.desk.desk import Desk
from jetdesk.domain.office import Cycle, Office, Person, Role
from jetdesk.services.desks import Belonging
from jetdesk.ui import theme
from jetdesk.ui.bus import Bus
from jetdesk.ui.context import Context
from jetdesk.ui.notify import Notifier
from jetdesk.ui.screens import custody
from jetdesk.ui.tasks import ImmediateTasks
from jetdesk.ui.undo import UndoStack
from tests.ui.custody.fake import FakeDoor
from tests.ui.custody.page import CustodyPage


def _raise(error: BaseException) -> None:
    raise error


def make_context(desk: Desk | None = None, role: Role = Role.COORDINATOR) -> Context:
    notify, bus = Notifier(), Bus()
    tasks = ImmediateTasks(notify.warn, _raise)
    undo = UndoStack(lambda entries: pytest.fail("undone"), tasks, notify)
    who = Belonging(Office("WH", "Westhaven", Cycle(2026)), Person("brzezicka", "Nadia Brzezicka", role))
    return Context(cast(Desk, desk), who, tasks, bus, notify, undo)


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture
def context(qapp: object, door: FakeDoor) -> Context:
    made = make_context()
    door.attend(made.bus)
    return made


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, context: Context, door: FakeDoor) -> CustodyPage:
    """The screen in a window that is wide enough for three panels."""
    theme.apply(qapp, "light")
    screen = custody.build_with(door, context)
    qtbot.addWidget(screen.view)
    screen.view.resize(1256, 780)
    with qtbot.waitExposed(screen.view):
        screen.view.show()
    screen.view.activateWindow()
    screen.presenter.shown()
    return CustodyPage(qtbot, screen)
