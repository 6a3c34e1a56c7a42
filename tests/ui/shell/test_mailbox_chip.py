"""What the chip says, where it leads, alarms, and locking while a sync runs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from jetdesk.domain.custody import Alarm, AlarmKind
from jetdesk.domain.office import Cycle, Office, Person, Role
from jetdesk.errors import EnvironmentFailed
from jetdesk.i18n import msg
from jetdesk.services import desks, exchange, laptops
from jetdesk.services.desks import Belonging
from jetdesk.ui import mailbox_control
from jetdesk.ui.courier import Post
from jetdesk.ui.mailbox_words import chip_of, moment
from tests import small_office
from tests.ui.laptops.fakes import FakeMailbox, delivery, exchanged
from tests.ui.shell.page import CTRL, SHIFT

NOW = datetime.now(UTC)
PANELIST = Belonging(Office("WH", "Westhaven", Cycle(2026)), Person("okonjo", "Amara Okonjo", Role.PANELIST))
COORDINATOR = replace(PANELIST, person=Person("nadia", "Nadia", Role.COORDINATOR))
HERE = Post("stick", True, delivery=delivery(last=NOW))


def said(post: Post, who: Belonging = PANELIST) -> tuple[str, str]:
    look = chip_of(post, who)
    return look.kind, look.words


@pytest.mark.parametrize(
    ("post", "kind", "words"),
    [
        (Post(), "offline", "Works offline"),
        (Post("stick"), "away", "Mailbox not here"),
        (Post("stick", True), "away", "Mailbox not read yet"),
        (Post("stick", True, delivery=delivery()), "away", "Mailbox not read yet"),
        (Post("stick", True, reading=0.4), "reading", "Reading mailbox… 40 %"),
        (HERE, "received", f"Everything received {moment(NOW, 'UTC')}"),
        (replace(HERE, delivery=delivery(last=NOW, waiting=3)), "waiting", "3 sheets not yet received"),
        (replace(HERE, delivery=delivery(last=NOW, waiting=1)), "waiting", "1 sheet not yet received"),
        (Post("stick", delivery=delivery(last=NOW, waiting=3)), "waiting", "3 sheets not yet received"),
        (Post(delivery=delivery(waiting=3)), "waiting", "3 sheets not yet received"),
        (replace(HERE, delivery=delivery(last=NOW, changes=2)), "waiting", "2 changes not yet sent"),
        (replace(HERE, problem=EnvironmentFailed(msg("Full."))), "trouble", "Mailbox not read"),
        (replace(HERE, here=False), "away", "Mailbox not here"),
    ],
)
def test_the_chip_says_what_is_so_and_no_more(post, kind, words):
    assert said(post) == (kind, words)


def test_everything_received_is_said_only_when_nothing_is_open():
    for waiting in (0, 1):
        for changes in (0, 1):
            for here in (False, True):
                post = Post("stick", here, delivery=delivery(last=NOW, waiting=waiting, changes=changes))
                kind, _ = said(post)
                assert (kind == "received") == (here and not waiting and not changes)


def test_a_coordinator_is_not_told_that_others_received_anything():
    assert said(HERE, COORDINATOR) == ("received", f"Mailbox read {moment(NOW, 'UTC')}")


def test_the_tip_says_the_rest():
    tip = chip_of(replace(HERE, delivery=delivery(last=NOW, waiting=2, changes=1, alarms=1)), PANELIST).tip
    assert "Mailbox: stick" in tip
    assert "The coordinator has not yet confirmed 2 sheets that you submitted." in tip
    assert "1 change is not in the mailbox yet." in tip
    full = chip_of(replace(HERE, problem=EnvironmentFailed(msg("The stick is full."))), PANELIST).tip
    assert "The stick is full." in full
    assert chip_of(Post(), PANELIST).tip.endswith("Click to choose the mailbox.")


def test_another_day_is_said_with_the_time():
    assert moment(NOW, "UTC") == NOW.strftime("%H:%M")
    assert moment(NOW - timedelta(days=40), "UTC").count(" ") == 2


# In the window


@pytest.fixture
def mailbox(monkeypatch):
    return FakeMailbox(now=delivery(last=NOW)).install(monkeypatch)


@pytest.fixture
def panelist_folder(desk, tmp_path):
    """A panelist's desk, closed, beside the coordinator's."""
    packed = laptops.pack(desk, "okonjo", tmp_path / "okonjo.jetdesk-pack")
    laptops.join(packed.file, packed.code, tmp_path / "hers", small_office.PASSPHRASE).desk.close()
    return tmp_path / "hers"


def enter(page, folder):
    page.window.show_unlock(folder)
    page.unlock_with(small_office.PASSPHRASE)


def test_the_chip_and_its_key_sync(mailbox, page, office_folder, qtbot):
    mailbox.url = "stick"
    enter(page, office_folder)
    assert page.chip == "Mailbox not here"
    mailbox.here = True
    page.sync()
    assert mailbox.syncs == 1
    assert page.chip.startswith("Mailbox read")
    page.press(Qt.Key.Key_S, CTRL | SHIFT)
    qtbot.waitUntil(lambda: mailbox.syncs == 2)
    page.rest()


def test_works_offline_stands_once(mailbox, page, office_folder):
    enter(page, office_folder)
    bar = page.window.frame.top_bar
    assert page.chip == "Works offline"
    assert not bar._network.isVisible()
    mailbox.url = "stick"
    page.window.session.courier.look()
    page.settle()
    assert bar._network.isVisible()


def test_a_panelist_without_a_mailbox_chooses_the_stick(mailbox, page, panelist_folder, monkeypatch):
    monkeypatch.setattr(mailbox_control, "choose_folder", lambda _: "the stick")
    enter(page, panelist_folder)
    assert page.window.frame.current == "interview"
    page.sync()
    assert mailbox.calls == ["set the stick", "sync"]
    assert page.chip.startswith("Everything received")


def test_a_coordinator_without_a_mailbox_is_led_to_its_settings(mailbox, page, office_folder):
    enter(page, office_folder)
    page.sync()
    assert page.window.frame.current == "laptops"
    assert mailbox.syncs == 0


def test_the_menu_of_the_chip_lets_choose_another_mailbox(mailbox, page, panelist_folder, monkeypatch):
    asked = []
    monkeypatch.setattr(mailbox_control, "choose_folder", lambda _: asked.append(1) or "")
    mailbox.url = "stick"
    enter(page, panelist_folder)
    chip = page.window.frame.top_bar.chip
    chip._on_menu()
    menu = chip.findChild(QMenu)
    menu.actions()[1].trigger()
    menu.close()
    assert asked == [1]
    assert mailbox.calls == []


def test_an_alarm_stands_in_the_banner_and_leads_to_custody(mailbox, page, office_folder, qtbot, monkeypatch):
    enter(page, office_folder)
    frame = page.window.frame
    alarm = Alarm("a", AlarmKind.CLONE, "d", "okonjo", msg("Two laptops write as one."), msg("Look."), NOW)
    mailbox.url, mailbox.here = "stick", True
    mailbox.result, mailbox.now = exchanged(alarms=(alarm,)), delivery(last=NOW, alarms=1)
    page.window.session.courier.look()
    qtbot.waitUntil(frame.banner.isVisible)
    page.rest()
    assert frame.banner.accessibleName() == "Two laptops write as one."
    assert frame.navigation.findChild(object, "nav_custody").accessibleName() == "Custody, 1"
    shown = []
    monkeypatch.setattr(frame._mailbox, "_show_screen", lambda *given: shown.append(given))
    frame.banner.acted.emit()
    assert shown == [("custody", "")]


def test_locking_cancels_a_sync_and_waits_for_its_end(mailbox, page, office_folder, qtbot):
    mailbox.url, mailbox.here, mailbox.hold = "stick", True, Event()
    enter_running(page, office_folder, mailbox, qtbot)
    page.window.lock()
    qtbot.waitUntil(lambda: page.window.session is None)
    assert page.window.unlock is not None
    assert mailbox.syncs == 1
    desks.open_desk(office_folder, small_office.PASSPHRASE).close()


def test_closing_the_window_ends_a_sync_too(mailbox, page, office_folder, qtbot):
    mailbox.url, mailbox.here, mailbox.hold = "stick", True, Event()
    enter_running(page, office_folder, mailbox, qtbot)
    page.window.close()
    assert page.window.session is None
    desks.open_desk(office_folder, small_office.PASSPHRASE).close()


def test_while_it_locks_nothing_of_the_desk_is_shown_again(mailbox, page, office_folder, qtbot):
    mailbox.url, mailbox.here, mailbox.hold = "stick", True, Event()
    enter_running(page, office_folder, mailbox, qtbot)
    page.window._hide_desk()
    page.window.rebuild()
    page.window._on_office_changed(page.window.session.who)
    assert page.window.frame is None
    page.window.lock()
    qtbot.waitUntil(lambda: page.window.session is None)


def enter_running(page, folder, mailbox, qtbot):
    """Inside, with a sync under way that does not end by itself."""
    page.window.show_unlock(folder)
    page.window.tasks.wait_idle()
    page.unlock.unlock(small_office.PASSPHRASE)
    qtbot.waitUntil(mailbox.running.is_set)
    assert page.window.session.courier.is_busy


def test_a_panelists_day_by_stick_with_the_real_mailbox(page, panelist_folder, desk, tmp_path, monkeypatch):
    """Nothing here is a stand-in but the file dialog."""
    stick = tmp_path / "stick"
    stick.mkdir()
    exchange.sync(desk, str(stick), prepare=True)
    monkeypatch.setattr(mailbox_control, "choose_folder", lambda _: str(stick))
    enter(page, panelist_folder)
    assert page.chip == "Works offline"
    page.sync()
    assert page.chip.startswith("Everything received")
    taken = exchange.sync(desk)
    assert taken.received
    states = {laptop.person.id: laptop.state.value for laptop in laptops.list_laptops(desk) if not laptop.own}
    assert states == {"okonjo": "certified"}
