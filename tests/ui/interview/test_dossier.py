"""The list and the dossier: opening, documents, pages, keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position
from jetdesk.domain.rows import InterviewRow
from jetdesk.errors import Untrusted
from jetdesk.i18n import choose_language, msg
from jetdesk.services import applicants
from jetdesk.ui.screens.interview import choosing, wording
from jetdesk.ui.screens.interview.dossier_head import share
from jetdesk.ui.screens.interview.list_pane import list_rows
from tests.ui.interview.conftest import Opener, find_person, make_context
from tests.ui.interview.page import CONTROL, InterviewPage


def test_the_first_interview_is_open_with_name_facts_and_statement(mine: InterviewPage) -> None:
    assert mine.name == "Priya Venkataraman"
    assert mine.text("applicant_kana") == "ヴェンカタラマン・プリヤ"
    assert mine.text("applicant_number") == "WH-001"
    assert (mine.document, mine.page) == ("Statement of purpose", "1 of 2")
    assert mine.view.dossier.documents.pages.state == "page"


def test_rows_say_time_name_and_state(mine: InterviewPage) -> None:
    assert mine.list_words[1] == "09:00, Priya Venkataraman, Not started"


def test_recused_cases_are_not_on_a_panelists_desk(mine: InterviewPage, coordinator: InterviewPage) -> None:
    assert not [words for words in mine.list_words if "Freya" in words]
    coordinator.choose_panelist("Amara Okonjo")
    assert "12:00, Freya Lindqvist, Recused" in coordinator.list_words


def test_the_list_model_is_sound(mine: InterviewPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(mine.view.list_pane.list.model())


def test_without_a_timetable_the_number_stands_in_the_place_of_the_time() -> None:
    rows = list_rows([made("a", "HOU24-0012"), made("b", "HOU24-0020", state="draft", gaps=2)])
    assert [(r.lead, r.extra) for r in rows] == [("0012", ""), ("0020", "2 left")]


def test_breaks_and_days_stand_between_the_rows() -> None:
    from datetime import datetime, timedelta

    at = datetime(2026, 2, 18, 9, 0)
    times = [at, at + timedelta(minutes=45), at + timedelta(minutes=105), at + timedelta(days=1)]
    rows = list_rows([made(str(n), f"WH-{n}", at=time) for n, time in enumerate(times)])
    assert [(r.kind, r.first if r.kind != "row" else r.lead) for r in rows] == [
        ("section", "Wed 18 February"), ("row", "09:00"), ("row", "09:45"), ("break", "Break"), ("row", "10:45"),
        ("section", "Thu 19 February"), ("row", "09:00"),
    ]  # fmt: skip


def test_below_1300_the_list_is_72_wide(mine: InterviewPage) -> None:
    assert mine.view.list_pane.width() == 216
    mine.view.resize(1280, 800)
    assert mine.view.list_pane.width() == 72
    assert mine.view.sheet.width() == 480


def test_page_keys_turn_pages_while_the_sheet_has_the_focus(mine: InterviewPage) -> None:
    bar = mine.view.dossier.documents.pages.verticalScrollBar()
    mine.go_to("culture")
    mine.press(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    mine.press(Qt.Key.Key_PageDown)
    assert mine.page == "2 of 2"
    mine.press(Qt.Key.Key_N)
    assert mine.focus == "note_culture"
    mine.press(Qt.Key.Key_PageUp)
    mine.press(Qt.Key.Key_PageUp)
    assert bar.value() == 0
    assert mine.focus == "note_culture"


def test_the_buttons_turn_pages_and_change_the_size(mine: InterviewPage) -> None:
    pages = mine.view.dossier.documents.pages
    mine.click("document_page_after")
    assert mine.page == "2 of 2"
    mine.click("document_page_before")
    assert mine.page == "1 of 2"
    mine.click("document_larger")
    assert pages.zoom is not None
    mine.click("document_fit")
    assert pages.zoom is None


def test_ctrl_page_goes_through_the_documents_and_a_damaged_one_says_so(mine: InterviewPage) -> None:
    mine.go_to("culture")
    mine.press(Qt.Key.Key_PageDown, CONTROL)
    pages = mine.view.dossier.documents.pages
    assert (mine.document, pages.state) == ("Transcript", "failed")
    assert "damaged" in pages.accessibleName()
    mine.type("4")
    assert mine.level("culture") == 4
    mine.press(Qt.Key.Key_PageUp, CONTROL)
    mine.press(Qt.Key.Key_PageUp, CONTROL)
    assert (mine.document, mine.page) == ("Application form", "1 of 1")


def test_an_altered_document_says_so_in_the_place_of_the_page(
    day: Desk, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def altered(*_: object) -> object:
        raise Untrusted(msg("This document was altered."))

    monkeypatch.setattr(applicants, "read_document", altered)
    page = opened(make_context(day, find_person(day, "okonjo")))
    assert page.view.dossier.documents.pages.state == "failed"
    assert "This document was altered." in page.view.dossier.documents.pages.accessibleName()


def test_an_applicant_without_documents_says_so(mine: InterviewPage) -> None:
    mine.next_applicant()
    assert mine.name == "Noor al-Rashidi"
    assert mine.document == ""
    assert mine.view.dossier.documents.pages.page_count == 0


def test_the_tab_stays_when_the_applicant_changes(mine: InterviewPage) -> None:
    mine.show_tab("summary")
    mine.next_applicant()
    assert mine.view.dossier.tabs.current == "summary"
    assert mine.view.dossier.summary.isVisible()


def test_opening_from_another_screen_chooses_in_the_list(mine: InterviewPage, ids: dict[str, str]) -> None:
    mine.presenter.open(ids["WH-004"])
    assert mine.name == "Mateo Ibarra Quiñones"
    assert mine.view.list_pane.list.current_id == ids["WH-004"]


def test_opening_before_the_list_is_there(day: Desk, opened: Opener, ids: dict[str, str]) -> None:
    page = opened(make_context(day, find_person(day, "okonjo")))
    page.presenter.rows = None
    page.presenter.open(ids["WH-003"])
    page.presenter.refresh()
    assert page.name == "Łukasz Kowalewicz"


def test_the_summary_leaves_out_what_is_no_matter_of_the_interview(day: Desk, ids: dict[str, str]) -> None:
    groups = wording.summary(applicants.dossier(day, ids["WH-001"]))
    shown = {value for group in groups for _, value in group.facts}
    assert "Harbour State University" in shown
    assert not shown & {"1999-01-11", "someone@example.org", "1999/01/11"}


def test_every_fact_has_words_in_both_languages(day: Desk, ids: dict[str, str]) -> None:
    applicant = applicants.dossier(day, ids["WH-001"]).applicant
    assert dict(wording.head_facts(applicant))["Degree"] == "Linguistics, 2022 · Bachelor's degree"
    choose_language("ja")
    assert len(wording.head_facts(applicant)) == 4


@pytest.mark.parametrize(
    ("room", "wanted", "given"),
    [(400, [50, 60, 70, 80], [50, 60, 70, 80]), (300, [50, 200, 30, 200], [50, 110, 30, 110]), (0, [5, 5], [0, 0])],
)
def test_short_facts_get_what_they_need(room: int, wanted: list[int], given: list[int]) -> None:
    assert share(room, wanted) == given


def made(applicant: str, number: str, *, state: str = "not_started", gaps: int = 0, at: object = None) -> InterviewRow:
    return InterviewRow(applicant, number, f"Name {applicant}", "", Position.ALT, "B", "", at, 45, state, gaps, None)


def test_where_to_go_on_and_what_comes_next() -> None:
    rows = [
        made("a", "1", state="sealed"),
        made("b", "2"),
        made("c", "3", state="draft"),
        made("d", "4", state="recused"),
    ]
    assert choosing.first(rows) == "c"
    assert choosing.first(rows[:1]) == "a"
    assert choosing.first([]) == ""
    after_c = choosing.next_open(rows, "c")
    assert after_c is not None
    assert after_c.applicant_id == "b"
    assert choosing.next_open(rows[3:], "d") is None


def test_the_summary_shows_the_applicant_of_the_moment(mine: InterviewPage) -> None:
    mine.next_applicant()
    mine.show_tab("summary")
    assert "WH-002" in [label.text() for label in mine.view.dossier.summary.findChildren(QLabel)]
    mine.next_applicant()
    shown = [label.text() for label in mine.view.dossier.summary.widget().findChildren(QLabel)]
    assert "WH-003" in shown
    assert "WH-002" not in shown
