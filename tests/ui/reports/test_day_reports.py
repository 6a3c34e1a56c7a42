"""The timetable and the letters in the reports screen."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pypdf import PdfReader
from PySide6.QtWidgets import QLabel

from jetdesk.domain.office import Slot
from jetdesk.services import timetable
from jetdesk.ui.context import Context
from jetdesk.ui.screens.reports.presenter import ReportsPresenter
from jetdesk.ui.screens.reports.values import Kind
from tests.small_office import ids_by_number
from tests.ui.reports.conftest import Outlets

NINE = datetime(2026, 2, 18, 9, 0, tzinfo=ZoneInfo("America/Los_Angeles"))


def _place(context: Context) -> None:
    timetable.schedule(context.desk, [Slot(ids_by_number(context.desk)["WH-003"], "B", NINE)])


def _told(presenter: ReportsPresenter) -> str:
    return " ".join(label.text() for label in presenter.view.preview.banner.findChildren(QLabel))


def _saved(presenter: ReportsPresenter, outlets: Outlets) -> str:
    presenter.save()
    return "".join("".join(p.extract_text() for p in PdfReader(outlets.folder / "out.pdf").pages).split())


def test_without_times_there_is_nothing_to_print(presenter: ReportsPresenter, context: Context) -> None:
    wanted: list[tuple[str, str]] = []
    context.bus.wanted.connect(lambda screen, subject: wanted.append((screen, subject)))
    for kind in (Kind.TIMETABLE, Kind.LETTERS):
        presenter.open(kind)
        assert presenter.shown_options is None
        assert not presenter.view.options.save.isEnabled()
        presenter.leave_empty()
    assert wanted == [("timetable", "")] * 2


def test_the_timetable_follows_its_options(presenter: ReportsPresenter, context: Context, outlets: Outlets) -> None:
    _place(context)
    presenter.open("timetable")
    options = presenter.view.options
    assert [name for name, box in options.parts.items() if not box.isHidden()] == ["both_languages", "by_room"]
    text = _saved(presenter, outlets)
    assert "Timetable,panelB" in text
    assert "ŁukaszKowalewicz" in text
    options.parts["by_room"].click()
    options.parts["both_languages"].click()
    presenter.choose_names("numbers")
    text = _saved(presenter, outlets)
    assert "Timetable,Room2" in text
    assert "在ウェストヘイブン日本国総領事館" in text
    assert "Kowalewicz" not in text
    assert outlets.suggested[-1].endswith("-en-ja.pdf")


def test_letters_from_the_offices_own_text(
    presenter: ReportsPresenter, context: Context, outlets: Outlets, tmp_path: Path
) -> None:
    _place(context)
    presenter.open("letters")
    own = tmp_path / "own.txt"
    presenter.view._choose_text = lambda _: str(own)
    own.write_text("Come, {nmae}\n\nAt {time}.", "utf-8")
    presenter.view.options.text.click()
    assert "Line 1 of own.txt: there is no place called {nmae}." in _told(presenter)
    own.write_text("Come, {name}\n\nAt {time}.", "utf-8")
    presenter.view.options.text.click()
    assert "Come,ŁukaszKowalewicz" in _saved(presenter, outlets)
    assert presenter.shown_options is not None
    assert presenter.shown_options.text == own


def test_letters_have_no_choice_of_names(presenter: ReportsPresenter, context: Context, outlets: Outlets) -> None:
    _place(context)
    presenter.open("letters")
    options = presenter.view.options
    assert not any(box.isVisible() for box in (*options.parts.values(), *options.names.values()))
    assert options.text.isVisible()
    assert "DearŁukaszKowalewicz," in _saved(presenter, outlets)
    presenter.choose_report("custody")
    assert all(box.isVisible() for box in options.names.values())
    assert not options.text.isVisible()
