"""The list: search, filters, order, side panel."""

import pytest
from PySide6.QtCore import Qt

from jetdesk.domain.applicant import Status
from jetdesk.services import screening, timetable
from jetdesk.ui.screens.applicants.values import Listing
from jetdesk.ui.widgets.empty_state import EmptyState


def test_everyone_is_shown_by_name_with_counts(page):
    assert page.numbers[:3] == ["WH-002", "WH-004", "WH-007"]
    assert page.text("shown") == "8 shown of 8"


def test_a_row_says_status_panel_and_documents(page):
    assert page.cell("WH-001", "Screening") == "Invited"
    assert page.cell("WH-001", "Panel") == "B"
    assert page.cell("WH-001", "Documents").startswith("0 of ")
    assert page.cell("WH-008", "Flags") == "Disqualified"


def test_the_search_finds_without_accents_by_kana_and_by_number(page):
    page.search("lukasz")
    assert page.numbers == ["WH-003"]
    page.view.search.clear()
    page.search("プリヤ")
    assert page.numbers == ["WH-001"]
    page.view.search.clear()
    page.search("wh-007")
    assert page.numbers == ["WH-007"]


def test_escape_clears_the_search(qtbot, page):
    page.search("lukasz")
    qtbot.keyClick(page.view.search, Qt.Key.Key_Escape)
    assert len(page.numbers) == 8


@pytest.mark.parametrize(
    ("name", "value", "numbers"),
    [("position", "CIR", {"WH-007"}), ("screening", "in-screening", {"WH-008"}), ("screening", "to-check", {"WH-008"}),
     ("panel", "no-panel", {"WH-008"})],
)  # fmt: skip
def test_filters_narrow_the_list(page, name, value, numbers):
    page.view.filters[name]._choose(value)
    assert set(page.numbers) == numbers
    page.view.filters[name]._choose(None)
    assert len(page.numbers) == 8


def test_search_and_filters_work_together_and_can_be_cleared(page):
    page.view.filters["position"]._choose("CIR")
    page.search("lukasz")
    assert page.numbers == []
    nothing = page.view.findChild(EmptyState, "no_match")
    assert nothing.isVisible()
    page.click("no_match_action")
    assert len(page.numbers) == 8
    assert page.view.search.text() == ""


@pytest.mark.parametrize(("column", "first"), [(2, "WH-001"), (3, "WH-002"), (5, "WH-008"), (6, "WH-002")])
def test_any_header_sorts(page, column, first):
    page.view.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    assert page.numbers[0] == first


def test_descending_by_name(page):
    before = page.numbers
    page.view.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert page.numbers == before[::-1]


def test_the_selection_stays_through_search_and_sorting(page):
    page.choose("WH-003")
    page.search("w")
    page.view.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert [page.numbers[i.row()] for i in page.view.table.selectionModel().selectedRows()] == ["WH-003"]


def test_the_side_panel_shows_facts_findings_and_recusals(page, context, ids):
    page.choose("WH-001")
    assert page.text("side_name") == "Priya Venkataraman"
    words = page.side_words()
    assert "Missing: Transcript." in words
    context.bus.changed.emit(timetable.recuse(context.desk, ids["WH-001"], "okonjo", "taught her in 2022"), None)
    assert "Amara Okonjo is recused: taught her in 2022" in page.side_words()
    assert page.cell("WH-001", "Flags") == "Recusal"


def test_enter_opens_the_dossier(page, context, ids):
    wanted = []
    context.bus.wanted.connect(lambda *asked: wanted.append(asked))
    page.open("WH-003")
    page.click("open_dossier")
    assert wanted == [("interview", ids["WH-003"])] * 2


def test_space_and_the_cross_hide_and_show_the_side_panel(page):
    page.view.table.setFocus()
    assert page.view.side.isVisible()
    page.key(Qt.Key.Key_Space)
    assert not page.view.side.isVisible()
    page.key(Qt.Key.Key_Space)
    page.click("side_close")
    assert not page.view.side.isVisible()


def test_the_side_panel_is_a_drawer_where_there_is_no_room(page):
    page.view.resize(1064, 640)
    assert not page.view.side.isVisible()
    page.view.toggle_side()
    assert page.view.side.isVisible()


def test_what_others_write_is_shown(page, context, ids):
    context.bus.changed.emit(screening.set_status(context.desk, [ids["WH-001"]], Status.ABSENT), None)
    assert page.cell("WH-001", "Screening") == "Absent"


def test_a_hidden_screen_reads_again_only_when_it_comes_to_the_front(page, screen, context, ids):
    screen.presenter.hidden()
    context.bus.changed.emit(screening.set_status(context.desk, [ids["WH-001"]], Status.ABSENT), None)
    assert page.cell("WH-001", "Screening") == "Invited"
    screen.presenter.shown()
    assert page.cell("WH-001", "Screening") == "Absent"


def test_a_subject_becomes_the_current_row(page, screen, ids):
    screen.presenter.open(ids["WH-005"])
    assert page.view.table.current_id == ids["WH-005"]


def test_an_empty_office_says_what_to_do_first(page):
    page.view.show_list(Listing((), (), {}, is_set_up=False), None)
    assert page.view.findChild(EmptyState, "empty").isVisible()
    assert page.view.findChild(object, "setup").isVisible()
    assert not page.view.side.isVisible()


def test_the_status_bar_tells_what_is_shown_and_selected(page, context):
    said = []
    context.notify.described.connect(said.append)
    page.choose("WH-001", "WH-002")
    assert said[-1] == "8 shown · 2 selected"


def test_every_control_is_named(screen):
    for key in screen.keys:
        assert key.keys
        assert key.does
    for name in ("search", "filter_position", "filter_screening", "filter_panel", "import", "applicants_table"):
        assert screen.view.findChild(object, name).accessibleName()
