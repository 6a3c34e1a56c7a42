"""A small office with scores, and what a screen is given."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position
from jetdesk.domain.rubric import parse_rubric
from jetdesk.services import desks, scores
from jetdesk.ui import theme
from jetdesk.ui.bus import Bus
from jetdesk.ui.context import Context
from jetdesk.ui.notify import Notifier
from jetdesk.ui.screens import selection
from jetdesk.ui.screens.selection.presenter import SelectionPresenter
from jetdesk.ui.screens.selection.view import SelectionScreen
from jetdesk.ui.tasks import ImmediateTasks
from jetdesk.ui.undo import UndoStack
from tests import small_office
from tests.ui.selection.page import SelectionPage

LEVELS = {"WH-001": 5, "WH-002": 4, "WH-003": 4, "WH-004": 3, "WH-005": 2, "WH-007": 4}


@pytest.fixture(scope="session")
def scored_template(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five ALT applicants scored, Noor and Łukasz alike; one without a sheet; one CIR."""
    folder = tmp_path_factory.mktemp("scored") / "desk"
    shutil.copytree(office_template, folder)
    with desks.open_desk(folder, small_office.PASSPHRASE) as desk:
        for position in (Position.ALT, Position.CIR):
            rubric = parse_rubric(desks.builtin_rubric(position.value.lower()))
            mine = {n: level for n, level in LEVELS.items() if (n == "WH-007") is (position is Position.CIR)}
            file = folder.with_name(f"{position}.csv")
            scores.load(desk, small_office.write_scores(file, small_office.score_lines(rubric, mine)), submit=True)
    return folder


@pytest.fixture
def scored(scored_template: Path, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "scored"
    shutil.copytree(scored_template, folder)
    with desks.open_desk(folder, small_office.PASSPHRASE) as desk:
        yield desk


def _raise(error: BaseException) -> None:
    raise error


def make_context(desk: Desk) -> Context:
    notify, bus = Notifier(), Bus()
    tasks = ImmediateTasks(notify.warn, _raise)
    undo = UndoStack(desk.undo, tasks, notify)
    undo.applied.connect(lambda changes: bus.changed.emit(changes, undo))
    return Context(desk, desks.belonging(desk), tasks, bus, notify, undo)


@pytest.fixture
def context(qapp: object, scored: Desk) -> Context:
    return make_context(scored)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, context: Context) -> SelectionPage:
    """The screen in a window, the ALT list in front."""
    theme.apply(qapp, "light")
    screen = selection.build(context)
    assert isinstance(screen.view, SelectionScreen)
    assert isinstance(screen.presenter, SelectionPresenter)
    qtbot.addWidget(screen.view)
    screen.view.resize(1200, 760)
    with qtbot.waitExposed(screen.view):
        screen.view.show()
    screen.view.activateWindow()
    screen.presenter.open("ALT")
    return SelectionPage(qtbot, screen.view)
