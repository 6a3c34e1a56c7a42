"""Moving by keys and mouse, what is refused, lock, check-in, times, rules, plan; over the real services."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from jetdesk.domain.timetable import Attendance
from jetdesk.services import attendance, planning, timetable
from tests.services.test_planning import at

NOON_TRAIN = "arrives by train at noon"


@pytest.fixture
def priya(office, ids, page):
    """Placed with panel B at nine."""
    planning.move(office, ids["WH-001"], "B", at(18, 9))
    page.presenter.shown()
    return ids["WH-001"]


def place(office, who):
    slot = timetable.list_slots(office)[who]
    return slot.panel_id, slot.starts_at


def test_by_keys_a_card_is_picked_up_moved_and_dropped(page, office, priya, context):
    page.choose("B", at(18, 9))
    page.key(Qt.Key.Key_Return)
    assert page.view.day.carried == priya
    page.key(Qt.Key.Key_Down)
    page.key(Qt.Key.Key_Right)
    assert page.view.day.trial == "Drop here, no conflict"
    page.key(Qt.Key.Key_Return)
    assert place(office, priya) == ("C", at(18, 9, 45))
    assert page.view.day.accessibleDescription() == "Priya Venkataraman, Panel C, 09:45"
    context.undo.undo()
    assert place(office, priya) == ("B", at(18, 9))


def test_esc_puts_the_card_back(page, office, priya):
    page.choose("B", at(18, 9))
    page.key(Qt.Key.Key_Return)
    page.key(Qt.Key.Key_Down)
    page.key(Qt.Key.Key_Escape)
    assert (page.view.day.carried, place(office, priya)) == ("", ("B", at(18, 9)))


def test_by_mouse_a_card_is_dragged(page, office, priya):
    page.drag("B", at(18, 9), "C", at(18, 9, 45))
    assert place(office, priya) == ("C", at(18, 9, 45))


def test_who_has_no_place_is_placed_from_the_list(page, office, ids, priya):
    assert len(page.unplaced) == 6
    page.view.side.unplaced.opened.emit(ids["WH-002"])
    page.view.day.setFocus()
    page.key(Qt.Key.Key_Down)
    page.key(Qt.Key.Key_Return)
    assert place(office, ids["WH-002"]) == ("B", at(18, 9, 45))
    assert len(page.unplaced) == 5


def test_who_has_no_place_is_dragged_onto_the_day(page, office, ids, priya):
    page.drag_in(0, "C", at(18, 9))
    assert place(office, ids["WH-002"]) == ("C", at(18, 9))


def test_two_at_once_are_refused_in_words(page, office, ids, priya):
    planning.move(office, ids["WH-002"], "B", at(18, 9, 45))
    page.presenter.shown()
    page.drag("B", at(18, 9), "B", at(18, 9, 45))
    assert place(office, priya) == ("B", at(18, 9))
    assert page.view.banner.accessibleName() == "Panel B has another interview at this time."


def test_against_a_wish_a_reason_is_asked_for(page, office, ids):
    who = ids["WH-007"]
    planning.move(office, who, "C", at(18, 9))
    page.presenter.shown()
    page.drag("C", at(18, 9), "B", at(18, 9))
    assert "speaks Japanese" in page.text("reason_dialog_about")
    page.click("reason_dialog_act")
    assert page.view.dialog is not None, "without a reason it stays open"
    page.type("move_reason", "the interpreter joins")
    page.click("reason_dialog_act")
    assert page.view.dialog is None
    assert place(office, who) == ("B", at(18, 9))
    page.choose("B", at(18, 9))
    assert "speaks Japanese" in page.text("card_clashes")


def test_a_locked_card_stays(page, office, priya):
    page.choose("B", at(18, 9))
    page.click("card_lock")
    page.drag("B", at(18, 9), "C", at(18, 9, 45))
    assert place(office, priya) == ("B", at(18, 9))
    assert page.view.banner.accessibleName() == "This interview is locked."
    page.click("card_lock")
    page.drag("B", at(18, 9), "C", at(18, 9, 45))
    assert place(office, priya) == ("C", at(18, 9, 45))


def test_check_in(page, office, priya):
    page.choose("B", at(18, 9))
    page.view.side.attendance.setCurrentIndex(2)
    page.view.side.attendance.activated.emit(2)
    assert attendance.list_attendance(office)[priya] is Attendance.LATE
    assert "Late" in page.view.day.accessibleDescription()


def test_when_somebody_can_come(page, office, priya):
    page.choose("B", at(18, 9))
    page.click("card_times")
    page.view.dialog.times.setPlainText("afternoon")
    page.click("times_dialog_act")
    assert "cannot be read" in page.text("times_dialog_problem")
    page.view.dialog.times.setPlainText("2026-02-19 12:00-17:00")
    page.type("times_reason", NOON_TRAIN)
    page.click("times_dialog_act")
    assert page.view.dialog is None
    assert "cannot come at this time" in page.text("card_clashes")
    assert page.view.side.to_check.model().rowCount() == 1


def test_a_plan_is_made_and_accepted(page, office, context):
    page.click("timetable_plan")
    page.click("plan_dialog_act")
    assert "Interviews placed: 7." in page.text("plan_dialog_about")
    assert {slot.starts_at for slot in timetable.list_slots(office).values()} == {None}
    page.click("plan_dialog_act")
    assert page.view.dialog is None
    assert page.unplaced == []
    assert None not in {slot.starts_at for slot in timetable.list_slots(office).values()}
    context.undo.undo()
    assert len(page.unplaced) == 7


def test_a_plan_that_cannot_be_met_says_why(page, office, ids):
    for panelist in ("moriwaki", "okonjo", "villasenor", "keaney", "ramaswamy"):
        timetable.recuse(office, ids["WH-001"], panelist, "a cousin of the applicant")
    page.click("timetable_plan")
    page.click("plan_dialog_act")
    assert "Priya Venkataraman" in page.text("plan_dialog_about")
    assert page.find("plan_dialog_act").isHidden()


def test_a_plan_is_discarded(page, office):
    page.click("timetable_plan")
    page.click("plan_dialog_act")
    page.click("plan_dialog_safe")
    assert len(page.unplaced) == 7


def test_rules_are_changed_and_faults_are_said(page, office):
    page.click("timetable_rules")
    page.type("rules_days", "2026-02-30")
    page.click("rules_dialog_act")
    assert "cannot be read" in page.text("rules_dialog_problem")
    page.type("rules_days", "2026-02-20")
    page.type("rules_ends", "08:00")
    page.click("rules_dialog_act")
    assert "ends before it begins" in page.text("rules_dialog_problem")
    page.type("rules_ends", "16:30")
    page.click("rules_dialog_act")
    assert page.view.dialog is None
    assert [str(day.date) for day in planning.get_rules(office).days] == ["2026-02-20"]
    assert page.view.days.currentText() == "20 February 2026"


def test_the_calendar_file_is_written(page, priya, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "days.ics"), ""))
    page.click("timetable_calendar")
    assert (tmp_path / "days.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_an_applicant_can_be_led_to_on_another_day(page, office, ids):
    planning.move(office, ids["WH-003"], "B", at(19, 9))
    page.presenter.open(ids["WH-003"])
    assert page.view.days.currentText() == "19 February 2026"
    assert page.text("card_name") == "Łukasz Kowalewicz"


def test_who_has_no_place_is_neither_locked_nor_checked_in(page, ids, priya):
    page.presenter.open(ids["WH-002"])
    assert page.find("card_lock").isHidden()
    page.presenter.open(priya)
    assert not page.find("card_lock").isHidden()
