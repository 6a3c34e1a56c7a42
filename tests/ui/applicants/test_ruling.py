"""Decisions on findings from the list: on one finding in the side panel, on those of several applicants at once."""

import pytest
from PySide6.QtCore import Qt

from jetdesk.domain.applicant import Status
from jetdesk.domain.ruling import Choice
from jetdesk.services import screening
from jetdesk.ui.screens.applicants import acts


@pytest.fixture(autouse=True)
def fresh(desk, ids):
    """Everybody is in screening and lacks all documents; WH-008 is late."""
    screening.set_status(desk, list(ids.values()), Status.IN_SCREENING)


def choices(context, number):
    found = next(s for s in screening.screen_all(context.desk) if s.application_no == number)
    return [f.choice for f in found.findings]


def test_a_finding_is_confirmed_from_its_menu_and_says_by_whom(page, context):
    page.choose("WH-001")
    page.view.side.ruled.emit(1, Choice.CONFIRMED.value)
    assert choices(context, "WH-001")[:3] == [None, Choice.CONFIRMED, None]
    assert any(words.startswith("Confirmed by Nadia Brzezicka, ") for words in page.side_words())
    assert page.cell("WH-001", "Flags") == "Disqualified"
    context.undo.undo()
    assert choices(context, "WH-001")[1] is None


def test_a_waiver_asks_why_and_the_count_of_documents_follows(page, context):
    page.choose("WH-001")
    before = page.cell("WH-001", "Documents")
    page.view.side.ruled.emit(0, Choice.WAIVED.value)
    page.give_reason("")
    assert page.view.bars.is_asking
    page.give_reason("Originals seen at the counter")
    assert choices(context, "WH-001")[0] is Choice.WAIVED
    assert any(words.endswith(": Originals seen at the counter") for words in page.side_words())
    assert (before, page.cell("WH-001", "Documents")) == ("0 of 6", "0 of 5")


def test_asking_needs_no_more_words_and_is_found_by_the_filter(page, context):
    page.choose("WH-002")
    page.view.side.ruled.emit(0, Choice.ASKED.value)
    page.give_reason("")
    assert choices(context, "WH-002")[0] is Choice.ASKED
    page.view.filters["screening"]._choose("waiting")
    assert page.numbers == ["WH-002"]


def test_a_decision_is_taken_back(page, context):
    page.choose("WH-001")
    page.view.side.ruled.emit(0, Choice.CONFIRMED.value)
    page.view.side.ruled.emit(0, "")
    assert choices(context, "WH-001")[0] is None


def test_the_findings_of_several_are_decided_at_once(page, context):
    page.choose("WH-001", "WH-002", "WH-008")
    page.view.bars.bulk.act_chosen.emit(f"{acts.RULING}waived:missing-document")
    assert page.view.bars.reason._title.text() == "Waive: 3 applicants"
    page.give_reason("The portal was down")
    assert set(choices(context, "WH-001")) == {Choice.WAIVED}
    assert choices(context, "WH-008")[0] is None, "being late is another rule"
    assert page.cell("WH-001", "Flags") == ""
    context.undo.undo()
    assert set(choices(context, "WH-001")) == {None}


def test_the_menu_of_several_offers_the_rules_that_found_something(page):
    page.choose("WH-001", "WH-008")
    assert page.view._rules == ("missing-document", "late")
    menu = acts.menu(page.view, (), lambda name: None, page.view._rules)
    below = next(action.menu() for action in menu.actions() if action.text() == "Findings")
    assert [action.text() for action in below.actions()] == ["Missing document", "Submitted late"]


def test_each_finding_has_a_button_of_its_own(qtbot, page):
    page.choose("WH-008")
    button = page.view.findChild(object, "finding_0")
    assert button.accessibleName().startswith("Decide on: Submitted at 2025-11-15")
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_menu_of_a_finding_offers_to_take_back_what_was_decided(page):
    chosen = []
    menu = acts.ruling_menu(page.view, Choice.WAIVED, chosen.append)
    assert [action.text() for action in menu.actions() if action.isEnabled() and action.text()] == [
        "Confirm: it stands",
        "Asked for it…",
        "Take back “Waived”",
    ]
    menu.actions()[-1].trigger()
    assert chosen == [""]
