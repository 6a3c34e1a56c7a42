"""Widgets in cycles die on the main thread, also when a lane's thread allocates."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from jetdesk.ui.garbage import MainThreadCollector


@pytest.fixture(autouse=True)
def as_in_a_new_process(monkeypatch):
    """Whatever other tests left open or set."""
    enabled, threshold = gc.isenabled(), gc.get_threshold()
    monkeypatch.setattr(MainThreadCollector, "_open", 0)
    gc.enable()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*threshold)
    if not enabled:
        gc.disable()


class Cycle(QObject):
    def __init__(self, died):
        super().__init__()
        self.me, self.died = self, died

    def __del__(self):
        self.died.append(threading.current_thread())


def test_a_thread_that_allocates_collects_nothing(qapp):
    collector, died = MainThreadCollector(), []
    Cycle(died)
    worker = threading.Thread(target=lambda: [[] for _ in range(200_000)])
    worker.start()
    worker.join()
    assert not gc.isenabled()
    assert worker not in died
    for _ in range(200):
        kept = [[] for _ in range(2_000)]
        collector.collect()
    assert kept
    assert died == [threading.main_thread()]
    collector.close()
    assert gc.isenabled()


def test_two_windows_share_it(qapp):
    first, second = MainThreadCollector(), MainThreadCollector()
    first.close()
    first.close()
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()


def test_the_window_uses_it_until_it_is_closed(window):
    assert not gc.isenabled()
    window.close()
    assert gc.isenabled()
