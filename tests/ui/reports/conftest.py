"""A small office with scores, a screen that saves and prints into a folder."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position
from jetdesk.domain.rubric import parse_rubric
from jetdesk.services import desks, scores
from jetdesk.ui import theme
from jetdesk.ui.bus import Bus
from jetdesk.ui.context import Context
from jetdesk.ui.notify import Notifier
from jetdesk.ui.printing import PagePrint, PrintJob, prepare
from jetdesk.ui.screens.reports.presenter import ReportsPresenter
from jetdesk.ui.screens.reports.view import ReportsScreen
from jetdesk.ui.tasks import ImmediateTasks
from jetdesk.ui.undo import UndoStack
from tests import small_office
from tests.ui.reports.page import ReportsPage

LEVELS = {"WH-001": 5, "WH-002": 4, "WH-003": 4, "WH-004": 3, "WH-005": 2}


@dataclass
class Outlets:
    """Stands for the file dialog and the printers: both write here; `refuses` is a printer without paper."""

    folder: Path
    name: str = "out"
    refuses: bool = False
    suggested: list[str] = field(default_factory=list)

    def choose_file(self, parent: QWidget, suggested: str) -> str:
        self.suggested.append(suggested)
        return str(self.folder / self.name) if self.name else ""

    def choose(self, parent: QWidget, paper: str, pages: int) -> PrintJob | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / ("no-such-folder/x.pdf" if self.refuses else "printed.pdf")))
        printer.setResolution(150)
        prepare(printer, paper)
        return PagePrint(printer)


@pytest.fixture(scope="session")
def rated_template(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rated") / "desk"
    shutil.copytree(office_template, folder)
    with desks.open_desk(folder, small_office.PASSPHRASE) as desk:
        lines = small_office.score_lines(parse_rubric(desks.builtin_rubric("alt")), LEVELS)
        scores.load(desk, small_office.write_scores(folder.with_name("scores.csv"), lines), submit=True)
    return folder


@pytest.fixture
def rated(rated_template: Path, tmp_path: Path) -> Iterator[Desk]:
    """Five ALT applicants scored; the one for CIR is not."""
    folder = tmp_path / "rated"
    shutil.copytree(rated_template, folder)
    with desks.open_desk(folder, small_office.PASSPHRASE) as desk:
        yield desk


def _raise(error: BaseException) -> None:
    raise error


@pytest.fixture
def context(qapp: QApplication, rated: Desk) -> Context:
    notify = Notifier()
    tasks = ImmediateTasks(notify.warn, _raise)
    return Context(rated, desks.belonging(rated), tasks, Bus(), notify, UndoStack(rated.undo, tasks, notify))


@pytest.fixture
def outlets(tmp_path: Path) -> Outlets:
    return Outlets(tmp_path)


@pytest.fixture
def presenter(qtbot: QtBot, qapp: QApplication, context: Context, outlets: Outlets) -> ReportsPresenter:
    theme.apply(qapp, "light")
    view = ReportsScreen(choose_file=outlets.choose_file, printing=outlets)
    qtbot.addWidget(view)
    view.resize(1280, 760)
    with qtbot.waitExposed(view):
        view.show()
    made = ReportsPresenter(view, context)
    made.open(Position.ALT.value)
    return made


@pytest.fixture
def page(qtbot: QtBot, presenter: ReportsPresenter) -> ReportsPage:
    return ReportsPage(qtbot, presenter.view)
