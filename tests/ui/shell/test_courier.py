"""Automatic sync: when it starts, that it is never two, what it tells, and that a lock ends it cleanly."""

import traceback
from datetime import UTC, datetime
from threading import Event

import pytest

from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.custody import Alarm, AlarmKind
from jetdesk.errors import EnvironmentFailed
from jetdesk.i18n import msg
from jetdesk.services import exchange
from jetdesk.ui.bus import Bus
from jetdesk.ui.courier import Courier, said_of
from jetdesk.ui.notify import Notifier
from jetdesk.ui.tasks import ImmediateTasks, Tasks
from tests.ui.laptops.fakes import FakeMailbox, delivery, exchanged, gone

NEVER = 10**8
NOW = datetime(2026, 2, 18, 14, 2, tzinfo=UTC)
SEALED = ChangeSet({"seal": frozenset({"s"}), "sheet": frozenset({"s"})}, ("e",))


def _raise(error):
    traceback.print_exception(error)
    raise error


@pytest.fixture
def mailbox(monkeypatch):
    return FakeMailbox(url="stick", now=delivery(last=NOW)).install(monkeypatch)


@pytest.fixture
def notify(qapp):
    return Notifier()


@pytest.fixture
def bus(qapp):
    return Bus()


@pytest.fixture
def told():
    return []


def make(tasks, notify, bus, told):
    """A courier whose timers only fire when the test says so."""
    made = Courier(object(), tasks, notify, look_ms=NEVER, sync_ms=NEVER)
    made.attend(bus)
    made.told.connect(told.append)
    return made


@pytest.fixture
def courier(notify, bus, told):
    made = make(ImmediateTasks(notify.warn, _raise), notify, bus, told)
    yield made
    made.stop()


def look(courier):
    courier._look_timer.timeout.emit()


def test_nothing_is_carried_while_the_mailbox_is_not_there(courier, mailbox):
    courier.start()
    look(courier)
    courier._sync_timer.timeout.emit()
    assert mailbox.syncs == 0
    assert not courier.post.here
    assert courier.post.delivery == mailbox.now


def test_the_mailbox_is_read_once_when_it_appears(courier, mailbox):
    courier.start()
    mailbox.here = True
    look(courier)
    look(courier)
    assert mailbox.syncs == 1
    mailbox.here = False
    look(courier)
    assert not courier.post.here
    mailbox.here = True
    look(courier)
    assert mailbox.syncs == 2


def test_another_mailbox_is_read_at_once(courier, mailbox):
    mailbox.here = True
    courier.start()
    mailbox.url = "share"
    look(courier)
    assert mailbox.syncs == 2
    assert courier.post.url == "share"


@pytest.mark.parametrize("table", ["seal", "reveal", "reopening", "assignment", "withdrawn", "member"])
def test_what_others_wait_for_leaves_at_once(courier, mailbox, bus, table):
    mailbox.here = True
    courier.start()
    bus.changed.emit(ChangeSet({table: frozenset({"x"})}), None)
    assert mailbox.syncs == 2


def test_a_rating_waits_for_the_interval_but_the_count_is_new(courier, mailbox, bus):
    mailbox.here = True
    courier.start()
    mailbox.now = delivery(last=NOW, changes=1)
    bus.changed.emit(ChangeSet({"rating": frozenset({"x"})}), None)
    assert mailbox.syncs == 1
    assert courier.post.delivery.changes_unsent == 1
    courier._sync_timer.timeout.emit()
    assert mailbox.syncs == 2


def test_a_submit_without_the_mailbox_is_counted_as_waiting(courier, mailbox, bus):
    courier.start()
    mailbox.now = delivery(waiting=1, changes=2)
    bus.changed.emit(SEALED, None)
    assert mailbox.syncs == 0
    assert courier.post.delivery.sheets_waiting == 1


def test_what_arrived_is_told_to_the_screens_and_starts_nothing_anew(courier, mailbox, bus):
    heard = []
    bus.changed.connect(lambda change, initiator: heard.append((change, initiator)))
    mailbox.here, mailbox.result = True, exchanged(received=1, change=SEALED)
    courier.start()
    [(change, initiator)] = heard
    assert initiator is courier
    assert change.rows.keys() == {"seal", "sheet", "member", "receipt"}, "it certifies and acknowledges"
    assert mailbox.syncs == 1


def test_a_sync_without_anything_new_troubles_no_screen(courier, mailbox, bus, notify):
    heard = []
    bus.changed.connect(lambda *given: heard.append(given))
    mailbox.here = True
    courier.start()
    assert heard == []
    assert notify.notices == []


def test_progress_is_told_in_whole_percents(courier, mailbox, told):
    mailbox.here, mailbox.reports = True, (0.0, 0.4, 0.401, 0.8)
    courier.start()
    assert [post.reading for post in told if post.reading is not None] == [0.0, 0.4, 0.8]
    assert told[-1].reading is None


def test_a_medium_that_fails_is_told_by_the_post_and_nowhere_else(courier, mailbox, notify):
    mailbox.here, mailbox.fails = True, EnvironmentFailed(msg("The stick is full."))
    courier.start()
    assert courier.post.problem is mailbox.fails
    assert courier.post.here
    assert notify.notices == []
    assert mailbox.syncs == 1
    mailbox.fails = None
    courier._sync_timer.timeout.emit()
    assert courier.post.problem is None


def test_a_stick_pulled_out_while_reading_is_just_not_here(courier, mailbox):
    mailbox.here, mailbox.vanishes, mailbox.fails = True, True, gone()
    courier.start()
    assert not courier.post.here
    assert courier.post.problem is None


def test_the_person_who_asks_is_told_what_came_of_it(courier, mailbox, notify):
    courier.start()
    mailbox.fails = gone()
    courier.sync_now()
    assert notify.notices[-1].first == "The mailbox is not there: stick."
    mailbox.fails, mailbox.here = None, True
    mailbox.result = exchanged(received=3, sent=1)
    courier.sync_now()
    assert notify.notices[-1].first == "Mailbox read: 3 new envelopes. 1 envelope put in."
    assert mailbox.syncs == 2, "appearing and being asked for are one sync"


def test_without_a_mailbox_the_person_is_asked_for_one(qtbot, courier, mailbox):
    mailbox.url = ""
    courier.start()
    with qtbot.waitSignal(courier.mailbox_wanted):
        courier.sync_now()
    courier.use_mailbox("stick")
    assert mailbox.calls == ["set stick", "sync"]
    assert courier.post.here


def test_a_mailbox_that_cannot_be_used_says_why(courier, mailbox, notify):
    mailbox.url, mailbox.fails = "", gone()
    courier.use_mailbox("elsewhere")
    assert notify.notices[-1].first.startswith("The mailbox is not there")
    assert mailbox.syncs == 0


def test_an_alarm_is_told_once(courier, mailbox):
    alarms = []
    courier.alarmed.connect(alarms.append)
    clone = Alarm("a", AlarmKind.CLONE, "d", "okonjo", msg("Two laptops write as one."), msg("Look."), NOW)
    mailbox.here, mailbox.result = True, exchanged(alarms=(clone,))
    courier.start()
    courier.sync_now()
    assert alarms == [(clone,)]


def test_after_stopping_nothing_begins(courier, mailbox, bus):
    mailbox.here = True
    courier.start()
    courier.stop()
    bus.changed.emit(SEALED, None)
    courier.sync_now()
    courier._sync_timer.timeout.emit()
    assert mailbox.syncs == 1
    assert not courier._look_timer.isActive()
    assert not courier._sync_timer.isActive()


def test_a_sync_in_words():
    assert said_of(exchanged()) == "Mailbox read: 0 new envelopes. 0 envelopes put in."
    refused = exchanged(refused=(exchange.Refusal("e", msg("No.")),), waiting_for=("d",))
    assert "1 was set aside and is not counted." in said_of(refused)
    assert said_of(refused).endswith("Some parts are still on the way.")


# With the real lanes


@pytest.fixture
def lanes(qapp, notify):
    made = Tasks(notify.warn, _raise)
    yield made
    assert made.close()


def test_what_is_sealed_while_a_sync_runs_goes_with_the_next_one(qtbot, lanes, mailbox, notify, bus, told):
    mailbox.here, mailbox.hold = True, Event()
    courier = make(lanes, notify, bus, told)
    courier.start()
    qtbot.waitUntil(mailbox.running.is_set)
    for _ in range(3):
        bus.changed.emit(SEALED, None)
    courier.sync_now()
    assert mailbox.syncs == 1
    mailbox.hold.set()
    lanes.wait_idle()
    assert mailbox.syncs == 2
    assert courier.post.reading is None
    courier.stop()


def test_a_running_sync_is_cancelled_by_stopping_and_says_when_it_ended(qtbot, lanes, mailbox, notify, bus, told):
    mailbox.here, mailbox.hold = True, Event()
    courier = make(lanes, notify, bus, told)
    courier.start()
    qtbot.waitUntil(mailbox.running.is_set)
    assert courier.is_busy
    with qtbot.waitSignal(courier.rested):
        courier.stop()
    assert not courier.is_busy
    lanes.wait_idle()
    assert mailbox.syncs == 1


def test_what_came_in_before_a_cancel_is_told_to_the_screens(qtbot, lanes, mailbox, notify, bus, told):
    mailbox.here, mailbox.hold, mailbox.partly = True, Event(), SEALED
    courier, changes = make(lanes, notify, bus, told), []
    bus.changed.connect(lambda change, initiator: changes.append((change, initiator)))
    courier.start()
    qtbot.waitUntil(mailbox.running.is_set)
    courier.cancel()
    lanes.wait_idle()
    assert changes == [(SEALED, courier)]
    assert (courier.post.reading, courier.post.problem, courier.post.done) == (None, None, None)
    courier.stop()


def test_what_came_in_before_a_failure_is_told_to_the_screens(courier, mailbox, bus):
    changes = []
    bus.changed.connect(lambda change, initiator: changes.append(change))
    mailbox.here, mailbox.fails, mailbox.partly = True, gone(), SEALED
    courier.start()
    assert changes == [SEALED]
    assert courier.post.problem is mailbox.fails


def test_the_screens_hear_how_far_a_sync_is_and_what_it_came_to(courier, mailbox, bus):
    posts = []
    bus.posted.connect(posts.append)
    mailbox.here, mailbox.reports = True, (0.5,)
    courier.start()
    assert [post.reading for post in posts if post.reading] == [0.5]
    assert posts[-1].done is mailbox.result
