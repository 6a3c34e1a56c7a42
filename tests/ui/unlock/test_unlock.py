"""Opening, wrong passphrases, a new desk, the recovery code, the sample office."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from jetdesk import paths
from jetdesk.desk.founding import create_desk
from jetdesk.services import desks, sample
from jetdesk.ui.screens.unlock import presenter as presenting
from tests import small_office


def test_without_desks_the_ways_to_a_first_one_are_shown(screen, page):
    screen.presenter.start()
    assert not page.is_shown("passphrase")
    assert page.is_shown("create")
    assert page.is_shown("sample")


def test_the_desk_named_at_the_start_is_chosen_though_it_lies_elsewhere(screen, page, office_folder):
    screen.presenter.start(office_folder)
    assert screen.view.open_form.desks.current_id == str(office_folder)
    assert page.is_shown("passphrase")


def test_up_and_down_in_the_passphrase_change_the_desk(qtbot, screen, office_folder):
    for name in ("one", "two"):
        create_desk(paths.desks_folder() / name, "a", small_office.PASSPHRASE, cost=desks.key_cost())[0].close()
    screen.presenter.start()
    first = screen.presenter.folder
    qtbot.keyClick(screen.view.open_form.passphrase, Qt.Key.Key_Down)
    assert screen.presenter.folder != first
    qtbot.keyClick(screen.view.open_form.passphrase, Qt.Key.Key_Up)
    assert screen.presenter.folder == first


def test_the_right_passphrase_opens_the_desk(screen, page, opened, office_folder):
    screen.presenter.start(office_folder)
    page.unlock(small_office.PASSPHRASE)
    [(desk, who)] = opened
    assert who.person.name == "Nadia Brzezicka"
    assert desk.folder == office_folder


def test_a_wrong_passphrase_keeps_the_text_selected_and_says_so(screen, page, opened, office_folder):
    screen.presenter.start(office_folder)
    page.unlock("not this one at all")
    assert opened == []
    assert page.text("unlock_message").startswith("That passphrase does not open this desk.")
    assert screen.view.open_form.passphrase.selectedText() == "not this one at all"
    assert page.button("unlock_button").words == "Unlock"


def test_nothing_typed_asks_for_the_passphrase(screen, page, opened, office_folder):
    screen.presenter.start(office_folder)
    page.click("unlock_button")
    assert page.text("unlock_message") == "Type the passphrase of this desk."
    assert opened == []


def test_a_folder_that_is_no_desk_says_so(screen, page, tmp_path):
    screen.presenter.start(tmp_path)
    page.unlock("whatever it is")
    assert "is not a desk" in page.text("unlock_message")


def test_after_five_wrong_tries_each_costs_a_growing_wait(screen, page, opened, office_folder, monkeypatch):
    waits = []
    monkeypatch.setattr(screen.view.open_form, "show_wait", waits.append)
    screen.presenter.start(office_folder)
    for _ in range(presenting.FREE_TRIES):
        page.unlock("wrong passphrase")
    assert waits == []
    page.unlock("wrong passphrase")
    assert waits == [5]
    page.unlock(small_office.PASSPHRASE)
    assert opened == [], "while waiting nothing is tried"
    screen.view.wait_over.emit()
    page.unlock("wrong passphrase")
    assert waits == [5, 10]


def test_the_wait_is_counted_down_in_words(qtbot, screen, page):
    form = screen.view.open_form
    form.show_wait(2)
    assert page.text("unlock_message").endswith("Please wait 2 seconds before the next try.")
    form._on_second()
    assert page.text("unlock_message").endswith("Please wait 1 second before the next try.")
    with qtbot.waitSignal(form.wait_over):
        form._on_second()
    assert page.text("unlock_message") == "You can try again now."


def test_creating_a_desk_shows_the_recovery_code_before_it_opens(screen, page, opened):
    screen.presenter.start()
    page.click("create")
    page.type("create_office", "Consulate-General of Japan in Westhaven")
    page.type("create_person", "Nadia Brzezicka")
    page.type("create_form_passphrase", "four words with spaces")
    page.type("create_form_again", "four words with spaces")
    page.click("create_form_act")
    code = page.text("recovery_code")
    assert code
    page.click("code_go_on")
    assert opened == []
    assert "tick the box" in page.text("code_problem")
    screen.view.code_page.kept.click()
    page.click("code_go_on")
    [(desk, who)] = opened
    assert who.office.name == "Consulate-General of Japan in Westhaven"
    assert desk.folder.parent == paths.desks_folder()
    assert page.text("recovery_code") == ""


def test_two_different_passphrases_create_nothing(screen, page, opened):
    screen.presenter.start()
    page.click("create")
    page.type("create_office", "Office")
    page.type("create_person", "Someone")
    page.type("create_form_passphrase", "four words with spaces")
    page.type("create_form_again", "four words without")
    page.click("create_form_act")
    assert page.text("create_form_problem").startswith("The two passphrases are not the same.")
    assert not paths.desks_folder().exists()


def test_a_refused_form_says_why_and_can_be_sent_again(screen, page, opened):
    screen.presenter.start()
    page.click("create")
    page.type("create_form_passphrase", "four words with spaces")
    page.type("create_form_again", "four words with spaces")
    page.click("create_form_act")
    assert "needs a name" in page.text("create_form_problem")
    page.type("create_office", "Office")
    page.type("create_person", "Someone")
    page.click("create_form_act")
    assert page.text("recovery_code")
    screen.view.code_page.kept.click()
    page.click("code_go_on")
    assert len(opened) == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [("short", "Too short"), ("passphra", "Weak"), ("longer words", "Good."), ("four words with spaces in", "Strong.")],
)
def test_the_strength_of_a_new_passphrase_is_said_in_words(screen, page, typed, words):
    page.click("create")
    page.type("create_form_passphrase", typed)
    assert page.text("create_form_strength").startswith(words)


def test_the_recovery_code_sets_a_new_passphrase(screen, page, opened, tmp_path):
    founded = desks.found_office(tmp_path / "desk", "Office", 2026, "Someone", "the forgotten one")
    founded.desk.close()
    screen.presenter.start(tmp_path / "desk")
    page.click("forgotten")
    page.type("recover_code", founded.recovery_code)
    page.type("recover_form_passphrase", "a new one to remember")
    page.type("recover_form_again", "a new one to remember")
    page.click("recover_form_act")
    [(desk, _)] = opened
    desk.close()
    desks.open_desk(tmp_path / "desk", "a new one to remember").close()


def test_a_wrong_recovery_code_changes_nothing(screen, page, opened, office_folder):
    screen.presenter.start(office_folder)
    page.click("forgotten")
    page.type("recover_code", "ABCD")
    page.type("recover_form_passphrase", "a new one to remember")
    page.type("recover_form_again", "a new one to remember")
    page.click("recover_form_act")
    assert "recovery code" in page.text("recover_form_problem")
    desks.open_desk(office_folder, small_office.PASSPHRASE).close()
    page.click("recover_form_back")
    assert page.is_shown("passphrase")


def test_the_sample_office_is_built_with_progress_and_opened(screen, page, opened, office_folder, monkeypatch):
    told = []

    def build(folder: Path, progress):
        progress(0.5, "Making documents")
        told.append((screen.view.open_form.progress.doing.text(), page.is_shown("sample_cancel")))
        return sample.SampleOffice(folder, office_folder, small_office.PASSPHRASE, "Office", 8, 0, ())

    monkeypatch.setattr(sample, "build_sample", build)
    screen.presenter.start()
    page.click("sample")
    assert told == [("Making documents", True)]
    assert len(opened) == 1
    assert page.is_shown("sample")


def test_manuscript_paper_is_dropped_where_there_is_no_room(qtbot, screen):
    paper = screen.view._manuscript
    assert paper.isVisible()
    screen.view.resize(1180, 800)
    assert not paper.isVisible()


def test_the_language_can_be_chosen(qtbot, screen, page):
    with qtbot.waitSignal(screen.view.language_chosen) as chosen:
        page.click("language_ja")
    assert chosen.args == ["ja"]
