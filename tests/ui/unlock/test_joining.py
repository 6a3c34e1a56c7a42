"""Joining with a laptop pack: whose it is, the own passphrase, the recovery code, and what goes wrong."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from jetdesk import paths
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services import applicants, desks, laptops
from jetdesk.ui.screens.unlock import work
from tests import small_office

NO_KEYS = Qt.KeyboardModifier.NoModifier
NEW = "a passphrase of her own"


@pytest.fixture
def pack(desk, tmp_path):
    return laptops.pack(desk, "okonjo", tmp_path / "okonjo.jetdesk-pack")


def test_joining_shows_whose_pack_it_is_then_the_recovery_code_then_the_desk(screen, page, opened, pack):
    screen.presenter.start()
    page.look_at_pack(pack.file, pack.code)
    assert page.text("join_pack") == "For Amara Okonjo, Panelist. Consulate-General of Japan in Westhaven, 2026 cycle."
    assert not page.is_shown("join_code")
    page.type("join_form_passphrase", NEW)
    assert page.text("join_form_strength") == "Strong."
    page.type("join_form_again", NEW)
    page.click("join_form_act")
    code = page.text("recovery_code")
    assert code
    assert opened == []
    screen.view.code_page.kept.click()
    page.click("code_go_on")
    [(hers, who)] = opened
    assert who.person.id == "okonjo"
    assert hers.folder.parent == paths.desks_folder()
    assert len(applicants.list_applicants(hers)) == 7, "her dossiers are there at once"
    assert screen.view.join_form.code.text() == ""


@pytest.mark.parametrize("change", [str.lower, lambda code: f"  {code.replace('-', ' ')} "])
def test_letters_large_or_small_and_blanks_do_not_matter(screen, page, pack, change):
    page.look_at_pack(pack.file, change(pack.code))
    assert page.is_shown("join_pack")
    assert page.text("join_pack").startswith("For Amara Okonjo")


def test_a_wrong_code_is_said_in_place_and_can_be_typed_again(qtbot, screen, page, pack):
    with qtbot.waitActive(screen.view):
        screen.view.activateWindow()
    page.look_at_pack(pack.file, "AAAAA-AAAAA-AAAAA-AAAAA")
    assert page.text("join_form_problem")
    assert page.is_shown("join_code")
    assert not page.is_shown("join_form_passphrase")
    assert screen.view.join_form.code.selectedText() == "AAAAA-AAAAA-AAAAA-AAAAA"
    page.type("join_code", pack.code)
    page.click("join_form_act")
    assert page.is_shown("join_form_passphrase")
    assert not page.is_shown("join_form_problem")


def test_a_damaged_pack_says_so(screen, page, pack):
    content = bytearray(pack.file.read_bytes())
    content[len(content) // 2] ^= 1
    pack.file.write_bytes(content)
    page.look_at_pack(pack.file, pack.code)
    if page.is_shown("join_form_passphrase"):
        page.type("join_form_passphrase", NEW)
        page.type("join_form_again", NEW)
        page.click("join_form_act")
    assert page.text("join_form_problem")
    assert not paths.desks_folder().exists() or not list(paths.desks_folder().iterdir())


@pytest.mark.parametrize("content", [b"", b"PDF 1.7 something else"])
def test_a_file_that_is_no_pack_says_so(screen, page, tmp_path, content):
    file = tmp_path / "other.jetdesk-pack"
    file.write_bytes(content)
    page.look_at_pack(file, "AAAAA-AAAAA-AAAAA-AAAAA")
    assert page.text("join_form_problem")


def test_a_pack_of_another_version_says_what_to_do(screen, page, monkeypatch, pack):
    def newer(*_):
        raise Refused(msg("Made by a newer JetDesk."), todo=msg("Update JetDesk."))

    monkeypatch.setattr(laptops, "look", newer)
    page.look_at_pack(pack.file, pack.code)
    assert page.text("join_form_problem") == "Made by a newer JetDesk. Update JetDesk."


def test_without_file_or_code_it_asks_for_both(page):
    page.click("join")
    page.click("join_form_act")
    assert page.text("join_form_problem") == "Choose the file and type the code that came with it."


def test_two_different_passphrases_join_nothing(page, pack, opened):
    page.look_at_pack(pack.file, pack.code)
    page.type("join_form_passphrase", NEW)
    page.type("join_form_again", "another")
    page.click("join_form_act")
    assert page.text("join_form_problem").startswith("The two passphrases are not the same.")
    assert not paths.desks_folder().exists()


def test_the_recovery_code_of_an_earlier_laptop_goes_along(page, pack, monkeypatch):
    given = []

    def join(*place, recovery_code="", progress=None):
        progress(0.5, "Unpacking")
        given.append((recovery_code, page.is_shown("join_progress"), page.text("join_doing")))
        raise Refused(msg("That is not a recovery code."))

    monkeypatch.setattr(laptops, "join", join)
    page.look_at_pack(pack.file, pack.code)
    page.type("join_form_passphrase", NEW)
    page.type("join_form_again", NEW)
    assert not page.is_shown("join_recovery")
    page.view.join_form._had_one.click()
    page.type("join_recovery", "ABCD-EFGH")
    page.click("join_form_act")
    assert given == [("ABCD-EFGH", True, "Unpacking")]
    assert page.text("join_form_problem") == "That is not a recovery code."
    assert not page.is_shown("join_progress")


def test_back_leads_from_the_passphrase_to_the_pack_and_to_the_first_screen(page, pack):
    page.look_at_pack(pack.file, pack.code)
    page.click("join_form_back")
    assert page.is_shown("join_code")
    page.click("join_form_back")
    assert page.is_shown("join")


def test_the_file_can_be_dropped(screen, page, tmp_path):
    page.click("join")
    form, data = screen.view.join_form, QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "x.jetdesk-pack"))])
    dropped = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEYS)
    form.dragEnterEvent(dropped)
    assert dropped.isAccepted()
    form.dropEvent(dropped)
    assert form.file.text().endswith("x.jetdesk-pack")


def test_a_second_person_joins_on_the_same_laptop_in_a_folder_of_their_own(page, opened, desk, pack, tmp_path):
    page.join(pack.file, pack.code, NEW)
    other = laptops.pack(desk, "moriwaki", tmp_path / "moriwaki.jetdesk-pack")
    page.view.show_form("open")
    page.join(other.file, other.code, small_office.PASSPHRASE)
    assert len({opened_desk.folder for opened_desk, _ in opened}) == 2
    assert {who.person.id for _, who in opened} == {"okonjo", "moriwaki"}


def test_the_new_desk_opens_with_the_own_passphrase(page, opened, pack):
    page.join(pack.file, pack.code, NEW)
    folder = opened[0][0].folder
    opened.pop()[0].close()
    desks.open_desk(folder, NEW).close()
    assert work.known()[0].folder == folder
