"""The custody screen, used with keys and clicks."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel

from jetdesk.desk.projection import ChangeSet
from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.i18n import msg
from jetdesk.sync.taking import Refusal
from jetdesk.ui.context import Context
from jetdesk.ui.screens.custody import arranging, values
from jetdesk.ui.screens.custody.model import MatrixModel
from tests.ui.custody import fake
from tests.ui.custody.fake import FakeDoor
from tests.ui.custody.page import CustodyPage
from tests.ui.laptops.fakes import exchanged

CONTROL = Qt.KeyboardModifier.ControlModifier
GONE = EnvironmentFailed(msg("The mailbox is not there."), todo=msg("Insert it."))


def test_the_matrix_is_grouped_by_panel_and_counts(page: CustodyPage) -> None:
    assert page.groups == [
        "Panel A, Room 1, 3 applicants revealed, 14 of 21 received",
        "Panel B, Room 2, 1 applicant revealed, 10 of 24 received",
        "Panel C, Room 3, 2 applicants revealed, 10 of 17 received",
    ]
    assert page.heads[:4] == ["Ishigami", "Farrokhzad", "Drysdale", "Moriwaki"]
    assert page.cell("Mateo Ibarra Quiñones", "Ishigami") == "12:20"
    assert page.cell("Hana Okafor-Lind", "Drysdale") == "Sealed"
    assert page.cell("Noor al-Rashidi", "Farrokhzad") == "Not due"
    assert page.cell("Rui Carvalhosa", "Ishigami") == ""


def test_every_cell_is_read_out_with_panelist_applicant_and_state(page: CustodyPage) -> None:
    assert page.spoken("Minh-Anh Truong", "Moriwaki") == "Kenji Moriwaki, Minh-Anh Truong, Received 11:30"
    assert page.spoken("Noor al-Rashidi", "Okonjo") == "Amara Okonjo, Noor al-Rashidi, Recused, A former student"
    assert page.spoken("Rui Carvalhosa", "Okonjo") == "Amara Okonjo, Rui Carvalhosa, no sheet expected"


def test_today_is_chosen_and_all_days_can_be(page: CustodyPage) -> None:
    assert page.view.day.currentText() == "Wed 18 February"
    assert "Ilse van der Meulen" not in page.names
    page.view.day.setFocus()
    page.press(Qt.Key.Key_Home)
    assert page.view.day.currentText() == "All days"
    assert "Ilse van der Meulen" in page.names


def test_where_there_is_no_room_only_one_panel_shows(page: CustodyPage) -> None:
    page.view.resize(1060, 700)
    assert page.heads == ["Ishigami", "Farrokhzad", "Drysdale"]
    assert page.groups == ["Panel A, Room 1, 3 applicants revealed, 14 of 21 received"]
    page.view.panel.setFocus()
    page.view.panel_chosen.emit("B")
    assert page.heads == ["Moriwaki", "Okonjo", "Villaseñor", "Farrokhzad"]
    assert page.view.panel.accessibleName() == "Panel, B"
    page.view.resize(1256, 780)
    assert page.heads[0] == "Moriwaki"


def test_arrows_pass_over_the_panels_rows(page: CustodyPage) -> None:
    page.go_to("Lucas Ferreira Pinho", "Moriwaki")
    page.press(Qt.Key.Key_Down)
    assert page.view.table.current_cell == ("a8", "moriwaki")
    page.press(Qt.Key.Key_Right)
    assert page.view.table.current_cell == ("a8", "okonjo")


def test_enter_opens_the_history_and_escape_leads_back(page: CustodyPage) -> None:
    page.go_to("Mateo Ibarra Quiñones", "Farrokhzad")
    page.press(Qt.Key.Key_Return)
    assert page.view.side.shows_history
    assert page.view.side.history.accessibleName() == "History of Mateo Ibarra Quiñones, Leila Farrokhzad"
    assert page.view.side.history.events == [
        "Sealed, 18 Feb, 12:02:00, Leila Farrokhzad, 4f2a91c74f2a91c7",
        "Received, 18 Feb, 12:20:00, Nadia Brzezicka, 4f2a91c74f2a91c7",
    ]
    assert not page.view.side.history.close_sheet.isVisible()
    page.press(Qt.Key.Key_Escape)
    assert not page.view.side.shows_history
    assert page.view.table.hasFocus()


def test_enter_on_the_name_opens_the_dossier_and_a_blank_cell_nothing(page: CustodyPage, context: Context) -> None:
    wanted: list[tuple[str, str]] = []
    context.bus.wanted.connect(lambda screen, subject: wanted.append((screen, subject)))
    page.view.table.setFocus()
    page.view.table.go_to("a4")
    page.press(Qt.Key.Key_Return)
    page.go_to("Rui Carvalhosa", "Okonjo")
    page.press(Qt.Key.Key_Return)
    page.click("print_receipt")
    assert wanted == [("interview", "a4"), ("reports", "custody")]
    assert not page.view.side.shows_history


def test_a_sheet_is_closed_only_with_a_reason(page: CustodyPage, door: FakeDoor, context: Context) -> None:
    action = page.menu("Hana Okafor-Lind", "Drysdale")["Close without a sheet…"]
    assert isinstance(action, QAction)
    action.trigger()
    page.write("close_dialog_reason", "too short")
    page.click("close_dialog_act")
    assert not door.asked
    page.write("close_dialog_reason", ", but now it is long enough")
    page.click("close_dialog_act")
    assert door.asked == [("close", "a5", "drysdale", "too short, but now it is long enough")]
    assert context.undo.next_undo == "Close without a sheet"


def test_what_is_received_cannot_be_closed(page: CustodyPage) -> None:
    assert list(page.menu("Hana Okafor-Lind", "Ishigami")) == ["Show history", "Open the dossier"]
    assert list(page.menu("Rui Carvalhosa", "Okonjo")) == ["Open the dossier"]


def test_the_menu_key_speaks_of_the_current_cell(page: CustodyPage, qtbot) -> None:
    page.go_to("Hana Okafor-Lind", "Drysdale")
    corner = page.view.rect().topLeft()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, corner, page.view.mapToGlobal(corner))
    page.view.table.menu_asked.disconnect()
    with qtbot.waitSignal(page.view.table.menu_asked) as asked:
        QApplication.sendEvent(page.view.table.viewport(), event)
    assert asked.args[1:] == ["a5", "drysdale"]


def test_the_reveal_names_everybody_and_enter_is_safe(page: CustodyPage, door: FakeDoor, context: Context) -> None:
    assert page.view.reveal.words == "Reveal 2 ready…"
    page.view.table.setFocus()
    page.press(Qt.Key.Key_Return, CONTROL)
    dialog = page.dialog("reveal_dialog")
    names = dialog.findChild(QLabel, "reveal_names")
    assert names.text() == "Mateo Ibarra Quiñones, 26-WH-0004\nKwame Boateng-Ellis, 26-WH-0009"
    assert "cannot be undone" in dialog.accessibleDescription()
    page.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not door.asked
    QApplication.sendPostedEvents(None, 0)
    page.click("reveal")
    page.confirm_reveal()
    assert door.asked == [("reveal", ("a4", "a9"))]
    assert context.notify.notices[-1].first == "2 applicants are revealed."


def test_nobody_ready_says_who_is_missing_and_goes_there(page: CustodyPage, door: FakeDoor, context: Context) -> None:
    groups = tuple(
        replace(group, rows=tuple(row for row in group.rows if not row.ready)) for group in door.found.ledger.groups
    )
    door.found = replace(door.found, ledger=values.Ledger(groups))
    context.bus.changed.emit(ChangeSet({"receipt": frozenset({"r"})}), None)
    assert page.view.reveal.words == "Reveal…"
    assert "Hana Okafor-Lind: Owen Drysdale" in page.view.reveal.accessibleDescription()
    assert page.view.reveal.isEnabled()
    page.click("reveal")
    assert page.banner == "Nobody can be revealed yet."
    assert page.view.table.current_cell == ("a10", "okonjo")


def test_the_mailbox_is_read_with_control_r(page: CustodyPage) -> None:
    page.view.table.setFocus()
    page.press(Qt.Key.Key_R, CONTROL)
    assert page.mailbox == "WH-BLUE connected, Last read 14:02:00, 3 files, all valid"
    assert not page.view.strip.isVisible()


def test_refused_files_are_said_with_their_reason(page: CustodyPage, door: FakeDoor) -> None:
    refusal = Refusal("desk/1-1", msg("The signature does not fit."))
    door.result = exchanged(received=2, refused=(refusal,))
    page.click("read_mailbox")
    assert page.banner == "1 file was refused and set aside; it is not counted."
    assert page.view.banner.accessibleDescription() == "The signature does not fit."
    assert page.mailbox.endswith("3 files, 1 refused")


def test_a_mailbox_removed_while_reading_is_not_connected_until_it_is_back(page: CustodyPage, door: FakeDoor) -> None:
    door.failure, door.there = GONE, False
    page.click("read_mailbox")
    assert page.mailbox.startswith("WH-BLUE not connected")
    door.failure, door.there = None, True
    page.click("read_mailbox")
    assert "3 files, all valid" in page.mailbox


def test_a_mailbox_is_chosen_in_the_panel(page: CustodyPage, door: FakeDoor, context: Context) -> None:
    door.found = replace(door.found, mailbox="", last_read=None)
    context.bus.changed.emit(ChangeSet({"receipt": frozenset()}), None)
    assert page.mailbox == "No mailbox chosen"
    page.click("read_mailbox")
    assert page.view.side.mailbox.form.path.hasFocus()
    page.click("mailbox_use")
    assert page.view.side.mailbox.form.path.accessibleDescription() == "Choose the folder first."
    page.write("mailbox_path", "/media/usb/NEW")
    door.failure = Refused(msg("This folder is no mailbox."))
    page.click("mailbox_use")
    assert page.view.side.mailbox.form.path.accessibleDescription() == "This folder is no mailbox."
    door.failure = None
    page.click("mailbox_prepare")
    page.click("mailbox_use")
    assert door.asked[-1] == ("set_mailbox", "/media/usb/NEW", True)
    assert page.mailbox == "NEW connected, Not read yet"
    assert not page.view.side.mailbox.form.isVisible()


def test_a_conflict_needs_a_choice_and_a_reason(page: CustodyPage, door: FakeDoor) -> None:
    page.click("conflicts_act_0")
    page.click("compare_act")
    page.click("compare_1")
    page.click("compare_act")
    assert not door.asked
    page.write("compare_reason", "She confirmed the second")
    page.click("compare_act")
    assert door.asked == [("resolve", "9c01" * 16, "She confirmed the second")]
    assert page.view.side.conflicts.buttons == []


def test_an_alarm_is_settled_with_a_reason(page: CustodyPage, door: FakeDoor, context: Context) -> None:
    assert not page.view.side.alarms.isVisible()
    door.found = fake.with_alarms()
    context.bus.changed.emit(ChangeSet({"receipt": frozenset()}), None)
    assert page.view.side.proofs.isVisible()
    page.click("alarms_act_0")
    page.write("settle_dialog_reason", "Its disk was replaced")
    page.click("settle_dialog_act")
    assert door.asked == [("settle", "al1", "Its disk was replaced")]
    assert not page.view.side.alarms.isVisible()


def test_without_sheets_the_first_step_is_said(page: CustodyPage, door: FakeDoor, context: Context) -> None:
    wanted: list[str] = []
    context.bus.wanted.connect(lambda screen, subject: wanted.append(screen))
    door.found = replace(door.found, ledger=values.Ledger(()))
    context.bus.changed.emit(ChangeSet({"applicant": frozenset()}), None)
    assert page.view.empty.isVisible()
    page.click("custody_empty_action")
    assert wanted == ["applicants"]


def test_the_side_panel_goes_and_comes(page: CustodyPage) -> None:
    page.view.toggle_side()
    assert not page.view.side.isVisible()
    assert page.view.table.hasFocus()
    page.go_to("Mateo Ibarra Quiñones", "Farrokhzad")
    page.press(Qt.Key.Key_Return)
    assert page.view.side.isVisible()


def test_a_change_keeps_the_cell_where_the_person_is(page: CustodyPage, door: FakeDoor, context: Context) -> None:
    page.go_to("Sofia Petrakis", "Okonjo")
    rows = door.found.ledger.groups[0].rows[1:]
    groups = (replace(door.found.ledger.groups[0], rows=rows), *door.found.ledger.groups[1:])
    door.found = replace(door.found, ledger=values.Ledger(groups))
    context.bus.changed.emit(ChangeSet({"applicant": frozenset()}), None)
    assert page.view.table.current_cell == ("a12", "okonjo")


@pytest.mark.parametrize("found", [fake.everything(), fake.many(40, 12)])
def test_the_model_keeps_the_rules_of_qt(qtmodeltester, found: values.Everything) -> None:
    model = MatrixModel(arranging.matrix(found, None, values.ALL))
    qtmodeltester.check(model, force_py=True)


def test_five_thousand_applicants_and_sixty_panelists(page: CustodyPage, door: FakeDoor, context: Context) -> None:
    door.found = fake.many(5_000, 60)
    context.bus.changed.emit(ChangeSet({"applicant": frozenset()}), None)
    page.view.day_chosen.emit(None)
    assert len(page.names) == 5_000
    assert len(page.heads) == 60
    assert page.view.table.go_to("a4999", "p59")
    assert page.spoken("Applicant 4999", "Number59").startswith("Panelist Number59, Applicant 4999")
