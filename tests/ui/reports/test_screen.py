"""The reports screen over a real desk: preview, options, save, print."""

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jetdesk.domain.applicant import Position
from jetdesk.domain.custody import Ledger
from jetdesk.errors import EnvironmentFailed
from jetdesk.i18n import choose_language
from jetdesk.reports.document import Report
from jetdesk.services import reporting, selection
from jetdesk.services.reporting import CustodyOptions, SummaryOptions
from jetdesk.ui.context import Context
from jetdesk.ui.printing import PagePrint
from jetdesk.ui.screens import reports
from jetdesk.ui.screens.reports import values
from jetdesk.ui.screens.reports.presenter import ReportsPresenter
from jetdesk.ui.tasks import Cancelled, Tasks
from jetdesk.ui.undo import UndoStack
from tests.ui.reports.conftest import Outlets
from tests.ui.reports.page import ReportsPage

CONTROL = Qt.KeyboardModifier.ControlModifier


def _text(path: Path) -> str:
    return "\n".join(sheet.extract_text() for sheet in pypdf.PdfReader(path).pages)


def _saved(page: ReportsPage, outlets: Outlets) -> str:
    page.press(Qt.Key.Key_S, CONTROL)
    return _text(outlets.folder / f"{outlets.name}.pdf")


def test_the_preview_shows_the_real_pages(page: ReportsPage) -> None:
    count = page.view.preview.pages.page_count
    assert count >= 1
    assert page.place == f"1 of {count}"
    assert page.preview_state == "Preview is current"
    assert page.state == "ALT list, draft until it is signed off"
    page.click("page_on")
    assert page.view.preview.pages.page == min(2, count)


def test_options_change_what_is_saved(page: ReportsPage, outlets: Outlets) -> None:
    assert "Priya Venkataraman" in _saved(page, outlets)
    page.click("names_numbers")
    assert page.warning == "Application numbers and scores. The saved file is not encrypted."
    text = _saved(page, outlets)
    assert "Venkataraman" not in text
    assert "WH-001" in text
    assert "Notes for the record" in text
    page.click("part_notes")
    assert "Notes for the record" not in _saved(page, outlets)
    page.click("part_criterion_means")
    page.click("part_seal_boxes")
    assert page.preview_state == "Preview is current"


def test_paper_and_language(page: ReportsPage, outlets: Outlets) -> None:
    page.choose("paper", "L")
    _saved(page, outlets)
    assert round(float(pypdf.PdfReader(outlets.folder / "out.pdf").pages[0].mediabox.width)) == 612
    page.choose("language", "日")
    assert "ヴェンカタラマン" in _saved(page, outlets)
    assert outlets.suggested == ["WH-2026-ALT-DRAFT.pdf", "WH-2026-ALT-DRAFT-ja.pdf"]


def test_the_first_options_follow_office_and_window() -> None:
    assert values.first_options("letter").summary == SummaryOptions(paper="letter")
    assert values.first_options("letter").custody == CustodyOptions(paper="letter")
    choose_language("ja")
    assert values.first_options("a4").summary == SummaryOptions(language="ja")


def test_saving_says_where_and_that_it_is_not_encrypted(page: ReportsPage, context: Context, outlets: Outlets) -> None:
    outlets.name = "summary"
    page.click("save_pdf")
    assert (outlets.folder / "summary.pdf").exists()
    assert context.notify.notices[-1].first == "summary.pdf is saved. It is not encrypted."


def test_giving_the_file_dialog_up_saves_nothing(page: ReportsPage, context: Context, outlets: Outlets) -> None:
    outlets.name = ""
    page.click("save_pdf")
    assert context.notify.notices == []


def test_a_folder_that_refuses_is_told_and_saving_offered_again(page: ReportsPage, outlets: Outlets) -> None:
    outlets.name = "no-such-folder/summary"
    page.click("save_pdf")
    assert page.banner.startswith("The disk refused")
    outlets.name = "summary"
    page.click("report_banner_action")
    assert (outlets.folder / "summary.pdf").exists()
    assert page.banner == ""


def test_printing_gives_every_page_at_its_size(page: ReportsPage, context: Context, outlets: Outlets) -> None:
    page.press(Qt.Key.Key_Return, CONTROL)
    printed = pypdf.PdfReader(outlets.folder / "printed.pdf")
    assert len(printed.pages) == page.view.preview.pages.page_count
    assert round(float(printed.pages[0].mediabox.width)) == 595
    assert context.notify.notices[-1].first == "The report was sent to the printer."


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_keeps_the_report_and_offers_to_save(page: ReportsPage, outlets: Outlets) -> None:
    outlets.refuses = True
    page.click("print")
    assert page.banner == "The printer did not take the report."
    page.click("report_banner_action")
    assert (outlets.folder / "out.pdf").exists()


def test_a_damaged_file_is_not_printed(page: ReportsPage, outlets: Outlets) -> None:
    job = outlets.choose(page.view, "a4", 1)
    assert isinstance(job, PagePrint)
    with pytest.raises(EnvironmentFailed):
        job.run(b"no pdf", lambda share, words: None)


def test_printing_stops_when_cancelled(page: ReportsPage, context: Context, outlets: Outlets) -> None:
    def stop(share: float, words: str) -> None:
        raise Cancelled

    job = outlets.choose(page.view, "a4", 1)
    assert job is not None
    pdf = reporting.summary(context.desk, Position.ALT, SummaryOptions()).pdf
    with pytest.raises(Cancelled):
        job.run(pdf, stop)


def test_sign_off_ends_the_draft(
    page: ReportsPage, presenter: ReportsPresenter, context: Context, outlets: Outlets
) -> None:
    assert "Draft" in _saved(page, outlets)
    changes = selection.set_places(context.desk, Position.ALT, 3, 1)
    selection.sign_off(context.desk, Position.ALT)
    context.bus.changed.emit(changes, None)
    assert page.state.startswith("ALT list, signed off ")
    assert "Draft" not in _saved(page, outlets)
    assert outlets.suggested[-1] == "WH-2026-ALT-S01.pdf"


def test_without_sheets_the_reason_and_the_way_are_shown(page: ReportsPage, context: Context) -> None:
    wanted: list[tuple[str, str]] = []
    context.bus.wanted.connect(lambda screen, subject: wanted.append((screen, subject)))
    page.choose("position", "CIR")
    assert page.view.empty.isVisible()
    assert page.view.empty.accessibleName() == "Nothing to print until a sheet is submitted"
    assert page.view.empty.accessibleDescription() == "0 of 3 expected sheets received."
    assert not page.view.options.save.isEnabled()
    page.click("reports_empty_action")
    assert wanted == [("selection", "CIR")]
    page.choose("position", "ALT")
    assert page.view.preview.isVisible()


def test_characters_without_a_font_are_told(page: ReportsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reports.presenter.making.selection_summary

    def lacking(summary: object, options: object) -> Report:
        made = real(summary, options)
        return Report(made.pdf, made.pages, made.document_no, made.content_hash, ("U+13000", "U+13001"))

    monkeypatch.setattr(reports.presenter.making, "selection_summary", lacking)
    page.click("part_notes")
    assert page.banner == "2 characters cannot be printed."
    monkeypatch.undo()
    page.click("part_notes")
    assert page.banner == ""


def test_what_is_hidden_is_made_when_it_is_shown_again(
    page: ReportsPage, presenter: ReportsPresenter, context: Context
) -> None:
    presenter.hidden()
    context.bus.changed.emit(selection.set_places(context.desk, Position.ALT, 1, 0), None)
    selection.sign_off(context.desk, Position.ALT)
    assert "draft" in page.state
    presenter.shown()
    assert "signed off" in page.state


def test_page_keys_scroll_the_preview_from_anywhere(page: ReportsPage) -> None:
    page.view.options.save.setFocus()
    bar = page.view.preview.pages.verticalScrollBar()
    page.press(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    page.press(Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_of_many_wishes_the_newest_is_shown(qtbot, qapp, rated, outlets: Outlets, context: Context) -> None:
    tasks = Tasks(context.notify.warn, context.notify.bug)
    threaded = Context(
        rated, context.who, tasks, context.bus, context.notify, UndoStack(rated.undo, tasks, context.notify)
    )
    screen = reports.build(threaded)
    view, presenter = screen.view, screen.presenter
    assert isinstance(view, QWidget)
    assert isinstance(presenter, ReportsPresenter)
    qtbot.addWidget(view)
    presenter.open("ALT")
    tasks.wait_idle()
    for names in ("numbers", "initials", "full", "numbers"):
        presenter.choose_names(names)
    assert view.preview.findChild(object, "preview_state").words == "Updating…"
    tasks.wait_idle()
    assert presenter.shown_options.names == "numbers"
    presenter.choose_names("full")
    presenter.cancel()
    tasks.wait_idle()
    assert view.preview.findChild(object, "preview_state").words == "Preview is not current"
    presenter.make_again()
    tasks.wait_idle()
    assert presenter.shown_options.names == "full"
    assert context.notify.notices == []
    tasks.close()


def test_the_custody_receipt_is_chosen_from_the_list(page: ReportsPage, outlets: Outlets) -> None:
    page.choose_report("custody")
    assert page.title == "Custody receipt"
    assert page.state == "15 of 21 sheets received"
    assert page.warning == "Full names, no scores. The saved file is not encrypted."
    assert not page.view.options.parts["criterion_means"].isVisible()
    assert page.view.options.parts["laptops"].isVisible()
    text = _saved(page, outlets)
    assert "Custody receipt" in text
    assert "Sheets still missing" in text
    assert outlets.suggested[-1].startswith("WH-2026-CUSTODY-")
    page.choose_report("selection-summary")
    assert page.title == "Selection summary"
    assert "Ranked" not in page.state
    assert "Selection summary, ALT" in _saved(page, outlets)


def test_custody_opens_its_receipt_and_options_are_kept(
    page: ReportsPage, presenter: ReportsPresenter, outlets: Outlets
) -> None:
    page.click("names_numbers")
    presenter.open("custody")
    assert page.view.reports.current_id == "custody"
    text = _saved(page, outlets)
    assert "Venkataraman" not in text
    assert "Notes for the record" in text
    page.click("part_notes")
    assert "Notes for the record" not in _saved(page, outlets)
    presenter.open("ALT")
    assert page.title == "Selection summary"
    assert "Notes for the record" not in _saved(page, outlets)


def test_a_receipt_without_expected_sheets_says_what_to_do(
    page: ReportsPage, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jetdesk.services.reporting.ledger", lambda *_: Ledger(()))
    wanted: list[tuple[str, str]] = []
    context.bus.wanted.connect(lambda screen, subject: wanted.append((screen, subject)))
    page.choose_report("custody")
    assert page.view.empty.accessibleName() == "Nothing to print until sheets are expected"
    page.click("reports_empty_action")
    assert wanted == [("applicants", "")]
