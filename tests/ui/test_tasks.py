"""The three lanes: order, newest wins, owners that are gone, errors, cancel."""

import threading

import pytest
from PySide6.QtCore import QObject

from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.ui.notify import Notifier
from jetdesk.ui.tasks import Cancelled, ImmediateTasks, Tasks


class Presenter(QObject):
    def __init__(self):
        super().__init__()
        self.got = []
        self.threads = []

    def take(self, value):
        self.got.append(value)
        self.threads.append(threading.current_thread())


@pytest.fixture
def heard():
    return []


@pytest.fixture
def tasks(qapp, heard):
    lanes = Tasks(lambda error: heard.append(("warn", error)), lambda error: heard.append(("bug", error)))
    yield lanes
    assert lanes.close()


def refuse():
    raise Refused(msg("No."))


def break_down():
    raise ZeroDivisionError


def test_writes_come_in_order_and_back_on_the_main_thread(tasks):
    presenter, ran = Presenter(), []
    for n in range(20):
        tasks.write(lambda n=n: ran.append(n) or n, presenter.take)
    tasks.wait_idle()
    assert ran == presenter.got == list(range(20))
    assert set(presenter.threads) == {threading.main_thread()}


def test_work_runs_beside_the_main_thread(tasks):
    presenter = Presenter()
    tasks.read(threading.current_thread, presenter.take)
    tasks.wait_idle()
    assert presenter.got[0] is not threading.main_thread()


def test_of_reads_with_one_key_only_the_newest_is_delivered(tasks):
    presenter, gate = Presenter(), threading.Event()
    tasks.read(lambda: gate.wait(5) and "old", presenter.take, key="list")
    tasks.read(lambda: "newer", presenter.take, key="list")
    tasks.read(lambda: "newest", presenter.take, key="list")
    tasks.read(lambda: "other", presenter.take, key="detail")
    gate.set()
    tasks.wait_idle()
    assert sorted(presenter.got) == ["newest", "other"]


def test_a_superseded_read_reports_no_error_either(tasks, heard):
    presenter, gate = Presenter(), threading.Event()
    tasks.read(lambda: gate.wait(5) and refuse(), presenter.take, key="list")
    tasks.read(lambda: "newest", presenter.take, key="list")
    gate.set()
    tasks.wait_idle()
    assert (presenter.got, heard) == (["newest"], [])


def test_results_for_an_owner_that_is_gone_are_dropped(tasks):
    got, owner, gate = [], QObject(), threading.Event()
    tasks.read(lambda: gate.wait(5), got.append, owner=owner)
    owner.deleteLater()
    QObject().deleteLater()
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    gate.set()
    tasks.wait_idle()
    assert got == []


def test_user_errors_go_to_who_asked_or_else_to_the_funnel(tasks, heard):
    failed = []
    tasks.write(refuse, failed=failed.append)
    tasks.write(refuse)
    tasks.wait_idle()
    assert [type(error) for error in failed] == [Refused]
    assert [kind for kind, _ in heard] == ["warn"]


def test_everything_else_is_a_bug_even_where_failures_are_awaited(tasks, heard):
    failed = []
    tasks.write(break_down, failed=failed.append)
    tasks.wait_idle()
    assert failed == []
    assert [(kind, type(error)) for kind, error in heard] == [("bug", ZeroDivisionError)]


def test_a_job_tells_progress_and_its_end(tasks):
    told, done, ended = [], [], []

    def work(progress):
        progress.report(0.5, "half")
        return "made"

    job = tasks.job(work, done.append, progress=lambda fraction, text: told.append((fraction, text)))
    job.ended.connect(lambda: ended.append(True))
    tasks.wait_idle()
    assert (told, done, ended) == ([(0.5, "half")], ["made"], [True])


def test_a_cancelled_job_stops_at_its_next_check_and_delivers_nothing(tasks, heard):
    begun, gate, done, ended, reached = threading.Event(), threading.Event(), [], [], []

    def work(progress):
        begun.set()
        gate.wait(5)
        progress.check()
        reached.append(True)

    job = tasks.job(work, done.append)
    job.ended.connect(lambda: ended.append(True))
    assert begun.wait(5)
    job.cancel()
    gate.set()
    tasks.wait_idle()
    assert (done, reached, ended, heard) == ([], [], [True], [])
    assert job.cancelled


def test_closing_finishes_writes_and_cancels_jobs(qapp):
    lanes, written = Tasks(lambda _: None, lambda _: None), []

    def endless(progress):
        while True:
            progress.check()

    lanes.job(endless)
    for n in range(5):
        lanes.write(lambda n=n: written.append(n))
    assert lanes.close()
    assert written == [0, 1, 2, 3, 4]
    lanes.write(lambda: written.append("late"))
    assert written == [0, 1, 2, 3, 4]


def test_idle_is_told_once_nothing_is_under_way(tasks, qtbot):
    with qtbot.waitSignal(tasks.idle):
        tasks.write(lambda: None)


def test_what_begins_at_the_moment_of_idleness_is_waited_for_too(tasks, qtbot):
    """Two windows in one process: the one's result makes the other's courier read again."""
    done = []
    slow = threading.Event()

    def again():
        tasks.idle.disconnect(again)
        tasks.read(lambda: slow.wait(0.2), done.append)

    tasks.idle.connect(again)
    tasks.read(lambda: 1, done.append)
    tasks.wait_idle()
    assert done == [1, False]


def test_the_immediate_lanes_do_the_same_at_once(qapp, heard):
    lanes = ImmediateTasks(lambda error: heard.append("warn"), lambda error: heard.append("bug"))
    got, told = [], []
    lanes.write(lambda: 1, got.append)
    lanes.read(lambda: 2, got.append, key="x")
    lanes.job(lambda progress: progress.report(0.3, "a"), got.append, progress=lambda *step: told.append(step))
    lanes.write(refuse)
    lanes.write(break_down)
    assert (got, told, heard) == ([1, 2, None], [(0.3, "a")], ["warn", "bug"])


def test_a_cancelled_progress_raises():
    from jetdesk.ui.tasks import Progress

    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.report(0.1)


def test_the_notifier_keeps_what_it_told(qapp, qtbot, caplog):
    notifier = Notifier()
    notifier.say("Two files were read.")
    notifier.warn(Refused(msg("The file is damaged."), safe=msg("Nothing was changed."), todo=msg("Ask for another.")))
    notifier.bug(ValueError("oops"))
    assert [(n.kind, n.first) for n in notifier.notices[:2]] == [
        ("say", "Two files were read."),
        ("warn", "The file is damaged."),
    ]
    assert notifier.notices[1].rest == "Nothing was changed. Ask for another."
    assert "oops" in caplog.text
    caplog.clear()
