"""The whole day through the real window: unlock, find, read, rate, restart, continue, submit, decide, print."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from jetdesk.services import applicants, desks, interviews, sample
from tests.journeys.conftest import OpenWindow
from tests.ui.interview.page import InterviewPage
from tests.ui.reports.conftest import Outlets
from tests.ui.reports.page import ReportsPage
from tests.ui.selection.page import SelectionPage
from tests.ui.shell.page import WindowPage

PRIYA = "26-WH-0142"
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def interviews_of(page: WindowPage, panelist: str) -> InterviewPage:
    page.go("interview")
    screen = InterviewPage(page._bot, page.view("interview"))
    screen.choose_panelist(panelist)
    page.settle()
    return screen


def child(page: WindowPage, place: str, name: str) -> QWidget:
    found = page.view(place).findChild(QWidget, name)
    assert found is not None, name
    return found


@pytest.mark.journey
def test_a_day_at_the_consulate(
    open_window: OpenWindow, sample_template: sample.SampleOffice, sample_desk: Path, outlets: Outlets
) -> None:
    passphrase = sample_template.passphrase
    page = open_window()

    # Unlock: a wrong passphrase first.
    page.unlock.unlock("not the passphrase")
    page.settle()
    assert page.window.frame is None
    page.unlock_with(passphrase)

    # Find an applicant by typing, open the dossier with Enter.
    search = child(page, "applicants", "search")
    assert isinstance(search, QLineEdit)
    search.setFocus()
    QTest.keyClicks(search, "priya")
    page.settle()
    table = child(page, "applicants", "applicants_table")
    page._bot.waitUntil(lambda: table.model().rowCount() == 1)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Home)
    QTest.keyClick(table, Qt.Key.Key_Return)
    page.settle()
    assert page.window.frame.current == "interview"

    # Read page 2 of the statement, from memory.
    sheet = interviews_of(page, "Amara Okonjo")
    assert sheet.name == "Priya Venkataraman"
    sheet.show_tab("documents")
    page.settle()
    assert sheet.document.startswith("Statement")
    pages = child(page, "interview", "document_pages")
    pages.setFocus()
    page._bot.waitUntil(lambda: sheet.page == "1 of 2")
    QTest.keyClick(pages, Qt.Key.Key_PageDown)
    page._bot.waitUntil(lambda: sheet.page == "2 of 2")

    # Rate with the keyboard; leave in the middle of a note. What this panelist began is on her own laptop.
    for criterion in ("adaptability", "professionalism", "motivation", "communication", "teaching"):
        sheet.rate(criterion, 4)
        page.settle()
    sheet.rate("culture", 3)
    page.settle()
    assert sheet.level("culture") == 3
    assert sheet.saved.startswith("Saved ")
    sheet.write_note("adaptability", "Changed schools twice; settled oth", pause=False)
    page.window.close()

    # Restart: everything typed is there; continue.
    page = open_window()
    page.unlock_with(passphrase)
    sheet = interviews_of(page, "Amara Okonjo")
    assert (sheet.level("culture"), sheet.note("adaptability")) == (3, "Changed schools twice; settled oth")
    sheet.go_to("adaptability")
    sheet.press(Qt.Key.Key_N)
    with page._bot.waitSignal(sheet.view.note_written):
        sheet.type("ers in.")
    sheet.choose_overall("r")
    page.settle()
    sheet.choose_overall("r")
    page.settle()
    assert sheet.gaps == []

    # Submit and seal.
    sheet.submit()
    page.settle()
    assert sheet.seal.startswith("Sealed ")

    # Decide: move one up with a reason, sign the list off.
    page.go("selection")
    selection = SelectionPage(page._bot, page.view("selection"))
    second, first = selection.names[1], selection.names[0]
    selection.move(second, -1)
    selection.write_reason("Speaks the dialect of the placement she asked for")
    selection.click("keep_reason")
    page.settle()
    assert selection.names[:2] == [second, first]
    selection.sign_off()
    page.settle()

    # Print: preview, save, print.
    page.go("reports")
    reports = ReportsPage(page._bot, page.view("reports"))
    page.settle()
    assert "signed off" in reports.state.lower()
    reports.click("save_pdf")
    page.settle()
    reports.click("print")
    page.settle()
    saved = PdfReader(outlets.folder / "summary.pdf")
    assert "Speaks the dialect of the placement" in " ".join("".join(p.extract_text() for p in saved.pages).split())
    assert (outlets.folder / "printed.pdf").stat().st_size > 10_000
    page.window.close()
    QApplication.processEvents()

    # The record tells the same.
    with desks.open_desk(sample_desk, passphrase) as desk:
        applicant = applicants.applicant_id(desk, PRIYA)
        submitted = interviews.open_sheet(desk, applicant, "okonjo").submitted
        assert submitted is not None
        notes = {rating.criterion: rating.note for rating in submitted.ratings}
        assert notes["adaptability"] == "Changed schools twice; settled others in."
        actions = [line.action for line in desks.audit(desk)]
        order = [actions.index(a) for a in ("sheet.submitted", "selection.moved", "selection.signed_off")]
        assert desks.verify(desk, replay=True).ok
    assert order[0] > 0
