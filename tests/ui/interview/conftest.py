"""A small office with documents and a timetable, and what the screen is given."""

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from jetdesk.desk.desk import Desk
from jetdesk.domain.office import Person, Slot
from jetdesk.domain.sheet import Overall
from jetdesk.services import desks, intake, interviews, timetable
from jetdesk.ui import theme
from jetdesk.ui.bus import Bus
from jetdesk.ui.context import Context
from jetdesk.ui.notify import Notifier
from jetdesk.ui.screens import interview
from jetdesk.ui.screens.interview.presenter import InterviewPresenter
from jetdesk.ui.screens.interview.view import InterviewView
from jetdesk.ui.tasks import ImmediateTasks
from jetdesk.ui.undo import UndoStack
from tests import small_office
from tests.ui.interview import fakes
from tests.ui.interview.page import InterviewPage

ALT = ("adaptability", "professionalism", "motivation", "culture", "communication", "teaching")
ME = "okonjo"


def pdf(pages: int, words: str) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(400, 600), invariant=1)
    for n in range(1, pages + 1):
        canvas.drawString(60, 540, f"{words}, page {n}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


@pytest.fixture(scope="session")
def interviews_template(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Priya has three documents, one of them cut short; everybody invited has a time, and Freya a panelist less."""
    root = tmp_path_factory.mktemp("interviews")
    folder, papers = root / "desk", root / "papers"
    shutil.copytree(office_template, folder)
    papers.mkdir()
    (papers / "WH-001_form.pdf").write_bytes(pdf(1, "Form"))
    (papers / "WH-001_statement.pdf").write_bytes(pdf(2, "Statement"))
    (papers / "WH-001_transcript.pdf").write_bytes(pdf(1, "Transcript")[:300])
    with desks.open_desk(folder, small_office.PASSPHRASE) as desk:
        export = small_office.write_export(root / "applications.csv", small_office.rows())
        intake.load(desk, export, papers)
        ids = small_office.ids_by_number(desk)
        start = datetime(2026, 2, 18, 9, tzinfo=ZoneInfo("America/Los_Angeles"))
        numbers = [f"WH-00{n}" for n in range(1, 7)]
        slots = [Slot(ids[n], "B", start + timedelta(minutes=45 * at), 45) for at, n in enumerate(numbers)]
        timetable.schedule(desk, slots)
        timetable.recuse(desk, ids["WH-005"], ME, "Taught her at Harbour State")
    return folder


@pytest.fixture
def interview_folder(interviews_template: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "interviews"
    shutil.copytree(interviews_template, folder)
    return folder


@pytest.fixture
def day(interview_folder: Path) -> Iterator[Desk]:
    """The office on an interview day, open."""
    with desks.open_desk(interview_folder, small_office.PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def ids(day: Desk) -> dict[str, str]:
    return small_office.ids_by_number(day)


@pytest.fixture(autouse=True)
def elsewhere() -> Iterator[fakes.Elsewhere]:
    """What other laptops did, and the mailbox."""
    with pytest.MonkeyPatch.context() as patches:
        made = fakes.Elsewhere(patches)
        made.install()
        yield made


def _raise(error: BaseException) -> None:
    raise error


def make_context(desk: Desk, person: Person | None = None) -> Context:
    """On the desk of its person, or as if it were somebody else's."""
    notify, bus = Notifier(), Bus()
    tasks = ImmediateTasks(notify.warn, _raise)
    undo = UndoStack(desk.undo, tasks, notify)
    undo.applied.connect(lambda change: bus.changed.emit(change, None))
    who = desks.belonging(desk)
    return Context(desk, replace(who, person=person) if person else who, tasks, bus, notify, undo)


def find_person(desk: Desk, person: str) -> Person:
    return next(p for p in interviews.list_panelists(desk) if p.id == person)


def fill(desk: Desk, applicant: str, panelist: str = ME, level: int = 4) -> None:
    for criterion in ALT:
        interviews.rate(desk, applicant, panelist, criterion, level)
    interviews.choose_overall(desk, applicant, panelist, Overall.RECOMMEND)


Opener = Callable[[Context], InterviewPage]


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication) -> Opener:
    """Shows the screen in an active window; gives its page, which keeps the presenter."""
    theme.apply(qapp, "light")

    def open_screen(context: Context) -> InterviewPage:
        screen = interview.build(context)
        assert isinstance(screen.view, InterviewView)
        assert isinstance(screen.presenter, InterviewPresenter)
        window: QWidget = screen.view
        qtbot.addWidget(window)
        window.resize(1440, 840)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        screen.presenter.shown()
        page = InterviewPage(qtbot, screen.view)
        page.presenter = screen.presenter
        return page

    return open_screen


@pytest.fixture
def mine(day: Desk, opened: Opener) -> InterviewPage:
    """The screen of a panelist."""
    return opened(make_context(day, find_person(day, ME)))


@pytest.fixture
def coordinator(day: Desk, opened: Opener) -> InterviewPage:
    return opened(make_context(day))
