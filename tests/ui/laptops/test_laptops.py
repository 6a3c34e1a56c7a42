"""People, packs, retirement, the mailbox; over the real services."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QGuiApplication

from jetdesk.domain.custody import Laptop, LaptopState
from jetdesk.domain.office import Person, Role
from jetdesk.services import exchange, laptops
from jetdesk.ui import places
from jetdesk.ui.courier import Post, change_of
from jetdesk.ui.screens.laptops import mailbox_part, pack_dialog, values
from jetdesk.ui.screens.laptops.presenter import without_password
from jetdesk.ui.screens.laptops.values import Line, lines
from tests import small_office

OKONJO = Person("okonjo", "Amara Okonjo", Role.PANELIST)
USED = Laptop("d1", OKONJO, LaptopState.CERTIFIED, False, datetime(2026, 2, 18, 14, 2, tzinfo=UTC), 0, 0)


def test_everybody_is_listed_and_nobody_but_the_coordinator_has_a_laptop_yet(page):
    assert page.names == ["Nadia Brzezicka", "Amara Okonjo", "Kenji Moriwaki", "Tomás Villaseñor"]
    assert page.cells("Amara Okonjo") == ["Panelist", "community", "No laptop yet", "–", "–"]


def test_the_table_keeps_the_rules_of_models(page, qtmodeltester):
    qtmodeltester.check(page.view.table.model())


def test_a_person_is_added_and_chosen(page, context):
    saved = []
    context.notify.saved_at.connect(saved.append)
    page.add_person("Noor al-Rashidi")
    assert page.cells("Noor al-Rashidi")[0] == "Panelist"
    assert page.text("side_name") == "Noor al-Rashidi"
    assert page.is_shown("make_pack")
    assert len(saved) == 1


def test_a_second_coordinator_is_added_by_role(page):
    page.add_person("Second Keeper", role=1)
    assert page.names[:2] == ["Nadia Brzezicka", "Second Keeper"]


def test_a_person_without_a_name_is_refused_in_the_dialog(page):
    page.add_person("  ")
    assert page.text("person_dialog_problem").startswith("A person needs a name.")
    assert page.view.person_dialog is not None


def test_a_pack_shows_its_code_once_and_opens_with_it(page, chosen, tmp_path, desk):
    page.choose("Amara Okonjo")
    page.click("make_pack")
    assert chosen == ["okonjo.jetdesk-pack"]
    code = page.text("pack_code")
    page.click("pack_copy")
    assert QGuiApplication.clipboard().text() == code
    assert page.take_code() == code
    assert page.view.pack_dialog is None
    assert page.cells("Amara Okonjo")[2] == "Pack made, not joined yet"
    assert laptops.look(tmp_path / chosen[0], code).person == "Amara Okonjo"


class KeptPrint:
    """A printer that keeps what it is given."""

    def __init__(self):
        self.pdfs = []

    def choose(self, parent, paper, pages):
        return self

    def run(self, pdf, told):
        self.pdfs.append(pdf)


def test_the_card_with_the_code_is_printed_while_it_is_shown(page, chosen):
    printer = page.view.printers = KeptPrint()
    page.choose("Amara Okonjo")
    page.click("make_pack")
    page.click("pack_print")
    assert [pdf[:5] for pdf in printer.pdfs] == [b"%PDF-"]
    page.take_code()
    page.view.card_asked.emit()
    assert len(printer.pdfs) == 1


def test_giving_up_at_the_file_makes_nothing(page, monkeypatch, desk):
    monkeypatch.setattr(pack_dialog, "choose_file", lambda *_: "")
    page.choose("Amara Okonjo")
    page.click("make_pack")
    assert page.view.pack_dialog is None
    assert page.cells("Amara Okonjo")[2] == "No laptop yet"


def test_a_pack_that_cannot_be_written_says_so_in_the_dialog(page, monkeypatch, tmp_path):
    monkeypatch.setattr(pack_dialog, "choose_file", lambda *_: str(tmp_path / "nowhere" / "x.jetdesk-pack"))
    page.choose("Amara Okonjo")
    page.click("make_pack")
    assert page.text("pack_problem")
    assert page.view.pack_dialog.stop.words == "Close"


def test_a_laptop_is_retired_with_a_reason_only(page):
    page.choose("Amara Okonjo")
    page.click("make_pack")
    page.take_code()
    page.retire("lost")
    assert "at least 10 characters" in page.text("retire_dialog_problem")
    page.type("retire_reason", "Left on the train this morning")
    page.click("retire_dialog_act")
    assert page.cells("Amara Okonjo")[2] == "Retired"
    assert "Left on the train this morning" in page.text("side_words")
    assert not page.is_shown("retire_laptop")


def test_a_lost_laptop_is_replaced_retiring_the_old_one_first(page, chosen, desk):
    page.choose("Amara Okonjo")
    page.click("make_pack")
    page.take_code()
    first = next(laptop.desk for laptop in laptops.list_laptops(desk) if laptop.person.id == "okonjo")
    page.click("renew_pack")
    assert len(chosen) == 1, "first the reason"
    page.type("retire_reason", "Left on the train this morning")
    page.click("retire_dialog_act")
    assert len(chosen) == 2
    assert page.take_code()
    theirs = {laptop.desk: laptop.state for laptop in laptops.list_laptops(desk) if laptop.person.id == "okonjo"}
    assert theirs.pop(first) is LaptopState.RETIRED
    assert list(theirs.values()) == [LaptopState.INVITED]
    assert page.cells("Amara Okonjo")[2] == "Pack made, not joined yet"


def test_a_laptop_that_joined_and_synced_is_in_use(page, tmp_path, desk, chosen, context):
    page.choose("Amara Okonjo")
    page.click("make_pack")
    code = page.take_code()
    stick = tmp_path / "stick"
    stick.mkdir()
    exchange.set_mailbox(desk, str(stick), prepare=True)
    with laptops.join(tmp_path / chosen[0], code, tmp_path / "hers", small_office.PASSPHRASE).desk as hers:
        exchange.sync(hers, str(stick))
    context.bus.changed.emit(change_of(exchange.sync(desk)), None)
    role, _, state, seen, _ = page.cells("Amara Okonjo")
    assert (role, state) == ("Panelist", "In use")
    assert seen != "–"


def test_an_empty_folder_becomes_the_mailbox_only_when_that_is_asked_for(page, tmp_path, monkeypatch, desk, context):
    asked = []
    context.bus.wanted.connect(lambda *given: asked.append(given))
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(mailbox_part, "choose_folder", lambda _: str(folder))
    assert page.text("mailbox_state") == "No mailbox yet"
    page.click("mailbox_choose")
    assert "not a mailbox" in page.text("mailbox_problem")
    assert exchange.mailbox_url(desk) == ""
    page.click("mailbox_prepare")
    assert page.text("mailbox_state") == f"Here: {folder}"
    assert not page.is_shown("mailbox_prepare")
    assert asked == [(places.SYNC, "")]


def test_a_stick_that_is_pulled_is_not_called_here_any_longer(page, tmp_path, desk, context):
    folder = tmp_path / "stick"
    folder.mkdir()
    exchange.set_mailbox(desk, str(folder), prepare=True)
    context.bus.posted.emit(Post(str(folder), True))
    assert page.text("mailbox_state") == f"Here: {folder}"
    folder.rename(tmp_path / "gone")
    context.bus.posted.emit(Post(str(folder), False))
    assert page.text("mailbox_state") != f"Here: {folder}"


def test_a_folder_that_is_not_there_is_said_and_not_prepared(page, tmp_path):
    page.type("mailbox_place", str(tmp_path / "a" / "b"))
    page.click("mailbox_use")
    assert "not there" in page.text("mailbox_problem")
    assert not page.is_shown("mailbox_prepare")
    page.type("mailbox_place", "")
    page.click("mailbox_use")
    assert page.text("mailbox_problem").startswith("Choose a folder")


def test_the_mailbox_can_be_led_to(qtbot, page):
    page.view.activateWindow()
    qtbot.waitUntil(page.view.isActiveWindow)
    page.presenter.open("mailbox")
    assert page.view.mailbox.place.hasFocus()


def test_f4_shows_and_hides_the_panel_and_a_narrow_screen_has_none(page):
    assert page.is_shown("laptops_side")
    page.view.toggle_side()
    assert not page.is_shown("laptops_side")
    page.view.toggle_side()
    page.view._side_wanted = None
    page.view.resize(900, 700)
    assert not page.is_shown("laptops_side")


# Words


def test_a_retired_laptop_gives_way_to_the_one_in_use():
    old = replace(USED, desk="d0", state=LaptopState.RETIRED, reason="lost on the train")
    assert [line.laptop.desk for line in lines([OKONJO], [old, USED], "UTC")] == ["d1"]
    assert [line.laptop.desk for line in lines([OKONJO], [old], "UTC")] == ["d0"]
    assert [line.laptop for line in lines([OKONJO], [], "UTC")] == [None]


@pytest.mark.parametrize(
    ("laptop", "words", "look"),
    [
        (USED, "Up to date", "complete"),
        (replace(USED, waiting=2), "2 changes to fetch", "expected"),
        (replace(USED, waiting=2, sheets_waiting=1), "1 sheet to come", "expected"),
        (replace(USED, own=True), "–", None),
        (replace(USED, state=LaptopState.INVITED), "–", None),
        (replace(USED, state=LaptopState.RETIRED), "–", None),
    ],
)
def test_what_waits_in_words(laptop, words, look):
    line = Line(OKONJO, laptop)
    assert (values.waiting(line), values.waiting_look(line)) == (words, look)


def test_a_password_is_never_shown():
    assert without_password("postgresql://jet:secret@host/db") == "postgresql://jet@host/db"
    assert without_password("postgresql://jet@host/db") == "postgresql://jet@host/db"
    assert without_password("E:\\mailbox") == "E:\\mailbox"
