"""The selection screen, used with keys and clicks."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from jetdesk.domain.applicant import Position
from jetdesk.services import selection
from jetdesk.ui.context import Context
from jetdesk.ui.screens.selection.rows import RankRow
from tests.ui.selection.page import SelectionPage

PRIYA, NOOR, LUKASZ, MATEO = "Priya Venkataraman", "Noor al-Rashidi", "Łukasz Kowalewicz", "Mateo Ibarra Quiñones"
FREYA, WITHOUT = "Freya Lindqvist", "Suryaningsih"
REASON = "The committee prefers the mock lesson."
ALT = Qt.KeyboardModifier.AltModifier


def test_the_list_stands_in_order_with_the_line_and_the_groups(page: SelectionPage) -> None:
    rows = page.view.table.ranks.rows
    assert page.names[0] == PRIYA
    assert set(page.names[1:3]) == {NOOR, LUKASZ}
    assert page.names[3:] == [MATEO, FREYA, WITHOUT]
    assert [(row.kind, row.text) for row in rows if row.kind != "applicant"] == [
        ("line", "Quota line, 2 of 2"),
        ("group", "Below the alternates, 1 applicant"),
        ("group", "Not ranked, 1 applicant"),
    ]
    assert [row.place for row in rows if row.kind == "applicant"] == ["1", "2", "A1", "A2", "5", ""]
    assert page.decisions[FREYA] == "Not recommended"
    assert page.decisions[WITHOUT] == "No sheet yet"
    assert page.decisions[MATEO] == "Alternate 2"


def test_equal_scores_say_which_rule_placed_them(page: SelectionPage) -> None:
    assert set(page.notes) == {NOOR, LUKASZ}
    assert set(page.notes.values()) == {"Tie, rule 4"}
    tips = {row.tip for row in page.view.table.ranks.rows if row.note}
    assert tips == {"Equal scores, placed by rule 4: draw by application number"}


def test_the_counters_lead_to_the_other_list(page: SelectionPage) -> None:
    page.click("position_CIR")
    assert page.names == ["Leilani Kahananui"]
    assert page.view.counters.findChild(object, "position_CIR").isChecked()


def test_enter_opens_the_dossier(page: SelectionPage, context: Context) -> None:
    wanted: list[tuple[str, str]] = []
    context.bus.wanted.connect(lambda screen, subject: wanted.append((screen, subject)))
    page.go_to(FREYA)
    ident = page.view.table.current_id
    page.press(Qt.Key.Key_Return)
    page.click("preview")
    assert wanted == [("interview", ident), ("reports", "ALT")]


def test_arrows_pass_over_the_line_and_the_groups(page: SelectionPage) -> None:
    page.go_to(page.names[1])
    page.press(Qt.Key.Key_Down)
    assert page.view.table.current_id == page.view.table.ranks.rows[3].id
    assert page.view.table.ranks.rows[2].kind == "line"


def test_a_move_by_key_opens_the_form_with_the_focus_in_the_reason(page: SelectionPage) -> None:
    page.move(MATEO, -1)
    assert page.names[2] == MATEO
    assert page.notes[MATEO] == "Moved up"
    assert page.view.side.form.reason.hasFocus()
    page.press(Qt.Key.Key_Up, ALT)
    assert page.names[1] == MATEO
    assert page.decisions[MATEO] == "Recommended"


def test_without_a_reason_the_row_returns(page: SelectionPage) -> None:
    before = page.names
    page.move(MATEO, -1)
    page.write_reason("too short")
    page.click("keep_reason")
    assert "at least 10 characters" in page.view.side.form.reason.accessibleDescription()
    page.press(Qt.Key.Key_Escape)
    assert page.names == before
    assert page.view.table.hasFocus()


def test_a_kept_move_is_written_listed_and_can_be_taken_back(page: SelectionPage, context: Context) -> None:
    before = page.names
    page.move(FREYA, -2)
    page.write_reason(REASON)
    page.click("keep_reason")
    shown = selection.view(context.desk, Position.ALT)
    assert shown.ranking.ranked[2].candidate.name == FREYA
    assert shown.ranking.ranked[2].override.reason == REASON
    assert page.reason == REASON
    page.go_to(PRIYA)
    assert not page.view.side.form.reason.isVisible()
    page.click(f"move_{shown.ranking.ranked[2].candidate.applicant_id}")
    assert page.reason == REASON
    page.click("undo_move")
    assert page.names == before
    assert selection.view(context.desk, Position.ALT).ranking.ranked[4].override is None


def test_the_quota_line_moves_with_keys_and_mouse(page: SelectionPage, context: Context) -> None:
    pill = page.view.table.pill
    pill.setFocus()
    page.qtbot.keyClick(pill, Qt.Key.Key_Down, ALT)
    assert page.line == "Quota line, 3 of 2, one too many"
    assert page.view.places.value() == 3
    height = page.view.table.verticalHeader().defaultSectionSize()
    start = pill.rect().center()
    QTest.mousePress(pill, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(pill, start - QPoint(0, height))
    QTest.mouseMove(pill, start - QPoint(0, 2 * height))
    QTest.mouseRelease(pill, Qt.MouseButton.LeftButton, pos=start - QPoint(0, 2 * height))
    assert page.line == "Quota line, 1 of 2, one open"
    assert selection.view(context.desk, Position.ALT).ranking.quota == 1
    assert pill.accessibleName() == "Quota line, 1 of 2, one open, after rank 1"


def test_the_fields_set_places_and_alternates_and_undo_takes_them_back(page: SelectionPage, context: Context) -> None:
    for field, value in ((page.view.places, "1"), (page.view.alternates, "3")):
        field.selectAll()
        page.qtbot.keyClicks(field, value)
        page.qtbot.keyClick(field, Qt.Key.Key_Return)
    shown = selection.view(context.desk, Position.ALT).ranking
    assert (shown.quota, shown.alternates) == (1, 3)
    context.undo.undo()
    shown = selection.view(context.desk, Position.ALT).ranking
    assert (shown.quota, shown.alternates) == (1, 2)
    assert (page.view.places.value(), page.view.alternates.value()) == (1, 2)


def test_a_row_is_dragged_across_the_line(page: SelectionPage) -> None:
    table = page.view.table
    index = next(n for n, row in enumerate(table.ranks.rows) if row.name == FREYA)
    start = table.visualRect(table.model().index(index, 2)).center()
    end = table.visualRect(table.model().index(0, 2)).bottomLeft() + QPoint(20, 0)
    QTest.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(table.viewport(), start - QPoint(0, 40))
    QTest.mouseMove(table.viewport(), end)
    QTest.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert page.names[1] == FREYA
    assert page.view.side.form.reason.hasFocus()


def test_sign_off_asks_then_freezes_the_list(page: SelectionPage, context: Context) -> None:
    page.click("sign_off")
    spoken = page.dialog("confirm").accessibleDescription()
    assert "Still open: 3 of 18 expected sheets are not in." in spoken
    page.click("confirm_act")
    signed = selection.view(context.desk, Position.ALT).sign_off
    assert signed is not None
    mark = page.view.side.findChild(object, "signed")
    assert mark.isVisible()
    assert "Nadia Brzezicka" in mark.accessibleName()
    assert "WH-2026-ALT-S01" in mark.accessibleName()
    assert not page.view.places.isEnabled()
    assert not page.view.side.seal.isVisible()
    before = page.names
    page.move(FREYA, -1)
    page.qtbot.keyClick(page.view.table.pill, Qt.Key.Key_Down, ALT)
    assert page.names == before
    assert selection.view(context.desk, Position.ALT).ranking.quota == 2


def test_enter_in_the_question_is_safe(page: SelectionPage, context: Context) -> None:
    page.click("sign_off")
    page.qtbot.keyClick(page.dialog("confirm"), Qt.Key.Key_Return)
    assert selection.view(context.desk, Position.ALT).sign_off is None


def test_a_signed_list_is_reopened_only_with_a_reason(page: SelectionPage, context: Context) -> None:
    page.sign_off()
    page.click("reopen")
    page.click("reopen_act")
    assert selection.view(context.desk, Position.ALT).sign_off is not None
    dialog = page.dialog("reopen_dialog")
    page.qtbot.keyClicks(dialog.reason, "A sheet came in late.")
    page.click("reopen_act")
    assert selection.view(context.desk, Position.ALT).sign_off is None
    assert page.view.side.seal.isVisible()


def test_a_move_without_its_reason_stands_in_the_way_of_the_sign_off(page: SelectionPage) -> None:
    page.move(MATEO, -1)
    page.view.table.setFocus()
    page.click("sign_off")
    assert page.view.side.seal.state == "not_ready"
    assert page.view.side.form.reason.hasFocus()


def test_means_go_where_there_is_no_room(page: SelectionPage) -> None:
    table = page.view.table
    page.view.resize(1500, 760)
    assert not table.isColumnHidden(table.ranks.means[0])
    page.view.resize(900, 700)
    assert all(table.isColumnHidden(column) for column in table.ranks.means)
    assert not table.isColumnHidden(table.ranks.raw)


def test_the_model_keeps_the_rules_of_qt(page: SelectionPage, qtmodeltester) -> None:
    qtmodeltester.check(page.view.table.ranks, force_py=True)


@pytest.mark.parametrize("count", [5_000])
def test_thousands_of_rows_keep_the_selected_one(page: SelectionPage, count: int) -> None:
    table = page.view.table
    rows = tuple(
        RankRow(f"id-{n}", rank=n + 1, place=str(n + 1), name=f"Name {n}", raw=90 - n / 100) for n in range(count)
    )
    table.ranks.set_rows(rows)
    table.select_id("id-4000")
    table.ranks.set_rows((rows[4000], *rows[:4000], *rows[4001:]))
    assert table.currentIndex().row() == 0
