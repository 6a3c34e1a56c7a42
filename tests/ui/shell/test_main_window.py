"""From unlocking to locking, the frame and its keys, settings that take effect at once."""

import traceback
from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from jetdesk.domain.office import Role
from jetdesk.errors import Refused
from jetdesk.i18n import chosen_language, msg
from jetdesk.services import desks
from jetdesk.ui import places, theme
from jetdesk.ui.widgets.navigation import RAIL
from tests import small_office
from tests.ui.shell.page import CTRL, SHIFT


def test_unlocking_opens_the_first_screen_with_office_and_person(inside):
    frame = inside.window.frame
    assert frame.current == "applicants"
    assert frame.findChild(object, "office").text() == "Consulate-General of Japan in Westhaven"
    assert frame.findChild(object, "person").text() == "Nadia Brzezicka"


def test_a_passphrase_given_at_the_start_opens_by_itself(qtbot, page, office_folder):
    page.window.show_unlock(office_folder, small_office.PASSPHRASE)
    qtbot.waitUntil(lambda: page.window.frame is not None)
    page.settle()
    assert page.window.session.desk.folder == office_folder


def test_nothing_flashes_up_as_a_window_of_its_own(page, office_folder):
    class Watch(QObject):
        seen: ClassVar[list] = []

        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.seen.append((type(watched).__name__, "".join(traceback.format_stack(limit=4))))
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    page.window.show_unlock(office_folder)
    page.unlock_with(small_office.PASSPHRASE)
    for place in ("interview", "selection", "reports"):
        page.go(place)
    QApplication.instance().removeEventFilter(watch)
    assert watch.seen == []


def test_the_daily_backup_is_made_beside_the_work(inside, office_folder):
    assert list((office_folder / "backups").iterdir())


def test_navigation_and_keys_lead_to_the_same_screens(inside):
    inside.press(Qt.Key.Key_7, CTRL)
    inside.settle()
    assert inside.window.frame.current == "selection"
    inside.go("applicants")
    assert inside.window.frame.current == "applicants"
    inside.press(Qt.Key.Key_P, CTRL)
    inside.settle()
    assert inside.window.frame.current == "reports"


def test_locking_closes_the_desk_and_asks_for_the_passphrase_again(qtbot, inside, office_folder):
    QApplication.clipboard().setText("a name copied from a dossier")
    inside.press(Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: inside.window.session is None)
    inside.settle()
    assert inside.window.frame is None
    assert inside.window.unlock.presenter.folder == office_folder
    assert QApplication.clipboard().text() == ""
    desks.open_desk(office_folder, small_office.PASSPHRASE).close()


def test_locking_puts_away_what_asks(qtbot, inside):
    inside.window.frame.show_shortcuts()
    assert isinstance(QApplication.activeModalWidget(), QDialog)
    inside.window.lock()
    qtbot.waitUntil(lambda: inside.window.session is None)
    assert QApplication.activeModalWidget() is None


def test_an_idle_window_locks_but_not_in_the_middle_of_a_job(qtbot, inside):
    inside.window.session.tasks.jobs += 1
    inside.window._idle.idle.emit()
    QApplication.processEvents()
    assert inside.window.session is not None
    inside.window.session.tasks.jobs -= 1
    inside.window._idle.idle.emit()
    qtbot.waitUntil(lambda: inside.window.session is None)


def test_another_language_builds_the_window_again_with_the_desk_open(inside, settings):
    inside.go("selection")
    settings.language = "ja"
    inside.window.rebuild()
    inside.settle()
    assert chosen_language() == "ja"
    assert inside.window.session is not None
    assert inside.window.frame.current == "selection"


def test_settings_take_effect_at_once_and_are_kept(qtbot, inside, settings):
    inside.window.show_settings()
    dialog = QApplication.activeModalWidget()
    dialog.theme.set_value("dark")
    dialog.theme.chosen.emit("dark")
    inside.settle()
    assert theme.is_dark()
    assert settings.scheme == "dark"
    dialog.text_size.chosen.emit(1.3)
    inside.settle()
    assert theme.state().scale == 1.3
    again = QApplication.activeModalWidget()
    assert again.text_size.value == 1.3
    again.reject()


def test_a_narrow_window_collapses_the_navigation(inside):
    frame = inside.window.frame
    inside.window.resize(1440, 900)
    assert not frame.navigation.collapsed
    inside.window.resize(1280, 800)
    assert frame.navigation.collapsed
    assert frame.navigation.width() == RAIL


def test_f6_steps_through_the_panes_and_back(inside):
    frame = inside.window.frame
    frame.navigation.findChild(object, "nav_applicants").setFocus()
    inside.press(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is inside.view("applicants").search
    inside.press(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is inside.view("applicants").table
    inside.press(Qt.Key.Key_F6, SHIFT)
    assert QApplication.focusWidget() is inside.view("applicants").search


def test_ctrl_f_and_f4_reach_the_screen(inside):
    view = inside.view("applicants")
    inside.press(Qt.Key.Key_F, CTRL)
    assert QApplication.focusWidget() is view.search
    assert view.side.isVisible()
    inside.press(Qt.Key.Key_F4)
    assert not view.side.isVisible()


def test_f1_lists_the_keys_of_the_screen_and_of_the_window(inside):
    inside.press(Qt.Key.Key_F1)
    dialog = QApplication.activeModalWidget()
    assert dialog.objectName() == "shortcuts"
    dialog.reject()


def test_what_goes_wrong_stands_in_the_banner_until_it_is_closed(inside, notify):
    notify.warn(Refused(msg("It did not work."), todo=msg("Try again.")))
    banner = inside.window.frame.banner
    assert banner.isVisible()
    assert banner.accessibleName() == "It did not work."


def test_saying_something_goes_away_by_itself(inside, notify):
    notify.say("It is done.")
    frame = inside.window.frame
    assert frame.banner.isVisible()
    frame._said.timeout.emit()
    assert not frame.banner.isVisible()


def test_a_bug_in_one_screen_leaves_the_others_usable(inside, monkeypatch):
    with pytest.raises(ModuleNotFoundError):
        inside.window.frame.show_screen("nowhere")
    inside.go("selection")
    assert inside.window.frame.current == "selection"


def test_a_panelist_has_the_interviews_and_the_deliberation(qapp):
    assert [place.id for place in places.screens(Role.PANELIST)] == ["interview", "deliberation"]


def test_only_the_coordinator_has_the_timetable_custody_and_the_laptops(qapp):
    ids = [place.id for place in places.screens(Role.COORDINATOR)]
    assert ids == ["applicants", "timetable", "interview", "custody", "deliberation", "calibration",
                   "selection", "reports", "laptops"]  # fmt: skip
    assert {"timetable", "custody", "calibration", "laptops"}.isdisjoint(
        place.id for place in places.screens(Role.APPROVER)
    )


def test_closing_the_window_closes_the_desk(inside, office_folder):
    inside.window.close()
    assert inside.window.session is None
    desks.open_desk(office_folder, small_office.PASSPHRASE).close()
