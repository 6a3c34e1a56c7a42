"""Decisions from the list, one by one and several at once, and taking them back."""

from PySide6.QtCore import Qt

from jetdesk.domain.applicant import Status
from jetdesk.services import applicants, screening
from tests import small_office


def status(context, applicant):
    return applicants.dossier(context.desk, applicant).status


def test_inviting_one_shows_is_saved_and_can_be_undone(page, screen, context, ids):
    saved = []
    context.notify.saved_at.connect(saved.append)
    page.choose("WH-008")
    page.view.side.act_chosen.emit("invite")
    assert page.cell("WH-008", "Screening") == "Invited"
    assert len(saved) == 1
    assert context.undo.next_undo == "Late, Larry: Invited"
    context.undo.undo()
    assert page.cell("WH-008", "Screening") == "In screening"


def test_a_refusal_asks_for_the_reason_in_place(page, context, ids):
    page.choose("WH-001")
    page.view.side.act_chosen.emit("not_invite")
    assert page.view.bars.is_asking
    page.give_reason("")
    assert page.view.bars.is_asking
    page.give_reason("No degree by the day of arrival")
    dossier = applicants.dossier(context.desk, ids["WH-001"])
    assert (dossier.status, dossier.status_reason) == (Status.NOT_INVITED, "No degree by the day of arrival")
    assert page.text("side_reason") == "No degree by the day of arrival"


def test_escape_leaves_the_reason_and_changes_nothing(qtbot, page, context, ids):
    page.choose("WH-001")
    page.key(Qt.Key.Key_Delete)
    assert page.view.bars.is_asking
    qtbot.keyClick(page.view.bars.reason.field, Qt.Key.Key_Escape)
    assert not page.view.bars.is_asking
    assert status(context, ids["WH-001"]) is Status.INVITED


def test_several_rows_are_decided_in_one_change(page, context, ids):
    page.choose("WH-001", "WH-002", "WH-003")
    assert page.text("selected_count") == "3 selected"
    page.view.bars.bulk.act_chosen.emit("absent")
    assert {status(context, ids[n]) for n in ("WH-001", "WH-002", "WH-003")} == {Status.ABSENT}
    assert context.undo.next_undo == "3 applicants: Absent"
    context.undo.undo()
    assert {status(context, ids[n]) for n in ("WH-001", "WH-002", "WH-003")} == {Status.INVITED}


def test_a_panel_can_be_assigned_and_taken_back(page, context, ids):
    page.choose("WH-008")
    page.view.side.act_chosen.emit("panel:B")
    assert page.cell("WH-008", "Panel") == "B"
    assert len(applicants.dossier(context.desk, ids["WH-008"]).assignments) == 3
    context.undo.undo()
    assert page.cell("WH-008", "Panel") == "–"


def test_the_clear_cases_are_settled_at_once_and_can_be_taken_back(page, context, ids):
    assert page.view.settle_button.isVisible()
    page.click("settle")
    assert status(context, ids["WH-008"]) is Status.NOT_INVITED
    assert not page.view.settle_button.isVisible()
    assert context.notify.notices[-1].first.startswith("Settled: 0 invited, 1 not invited.")
    context.undo.undo()
    assert status(context, ids["WH-008"]) is Status.IN_SCREENING


def test_a_refusal_of_the_services_is_shown_and_nothing_is_pushed(page, context, ids, monkeypatch):
    monkeypatch.setattr(screening, "check_open", _signed_off)
    page.choose("WH-001")
    page.view.side.act_chosen.emit("absent")
    assert context.notify.notices[-1].kind == "warn"
    assert context.undo.next_undo == ""


def test_the_setup_file_tells_everybody_that_the_office_changed(page, context, tmp_path):
    heard = []
    context.bus.changed.connect(lambda change, _: heard.append(change))
    file = tmp_path / "office.toml"
    file.write_text(small_office.SETUP.replace("ALT = 2\nCIR = 1", "ALT = 3\nCIR = 1"), "utf-8")
    page.view.setup_chosen.emit(str(file))
    assert heard[-1].touches("office")
    page.view.setup_chosen.emit(str(file))
    assert context.notify.notices[-1].first == "The office is already as the file says."


def test_a_bad_setup_file_says_why(page, context, tmp_path):
    file = tmp_path / "office.toml"
    file.write_text("[quota]\nALT = -1\n")
    page.view.setup_chosen.emit(str(file))
    assert context.notify.notices[-1].kind == "warn"


def _signed_off(*_):
    from jetdesk.errors import Refused
    from jetdesk.i18n import msg

    raise Refused(msg("Signed off."))
