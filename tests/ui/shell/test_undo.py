"""Undo and redo over a real desk."""

import pytest

from jetdesk.domain.applicant import Status
from jetdesk.services import applicants, desks, screening
from jetdesk.ui.notify import Notifier
from jetdesk.ui.tasks import ImmediateTasks
from jetdesk.ui.undo import UndoStack
from tests.small_office import ids_by_number


def _raise(error):
    raise error


@pytest.fixture
def notify(qapp):
    return Notifier()


@pytest.fixture
def undo(desk, notify):
    stack = UndoStack(lambda entries: desks.undo(desk, entries), ImmediateTasks(notify.warn, _raise), notify)
    stack.got = []
    stack.applied.connect(stack.got.append)
    return stack


@pytest.fixture
def late(desk):
    return ids_by_number(desk)["WH-008"]


def status(desk, applicant):
    return applicants.dossier(desk, applicant).status


def test_undo_and_redo_write_the_inverse(desk, undo, late):
    undo.push("Late: Withdrawn", screening.set_status(desk, [late], Status.WITHDRAWN, "told us").entries)
    assert undo.next_undo == "Late: Withdrawn"
    undo.undo()
    assert status(desk, late) is Status.IN_SCREENING
    assert (undo.next_undo, undo.next_redo) == ("", "Late: Withdrawn")
    undo.redo()
    assert status(desk, late) is Status.WITHDRAWN
    undo.undo()
    assert status(desk, late) is Status.IN_SCREENING
    assert all(change.touches("applicant") for change in undo.got)


def test_something_new_ends_what_could_be_redone(desk, undo, late):
    undo.push("one", screening.set_status(desk, [late], Status.WITHDRAWN, "told us").entries)
    undo.undo()
    undo.push("two", screening.set_status(desk, [late], Status.ABSENT).entries)
    assert undo.next_redo == ""


def test_what_was_changed_since_is_not_undone_and_says_so(desk, undo, late, notify):
    undo.push("one", screening.set_status(desk, [late], Status.WITHDRAWN, "told us").entries)
    screening.set_status(desk, [late], Status.ABSENT)
    undo.undo()
    assert status(desk, late) is Status.ABSENT
    assert notify.notices[-1].first.startswith("It was changed again since")
    assert undo.next_undo == ""


def test_nothing_to_undo_is_said_quietly(undo, notify):
    said = []
    notify.described.connect(said.append)
    undo.undo()
    undo.redo()
    assert said == ["There is nothing to undo.", "There is nothing to redo."]
    assert notify.notices == []


def test_a_change_that_wrote_nothing_cannot_be_undone(undo):
    undo.push("nothing", ())
    assert undo.next_undo == ""


def test_what_is_settled_is_neither_undone_nor_redone(desk, undo, late):
    withdrawn = screening.set_status(desk, [late], Status.WITHDRAWN, "told us").entries
    undo.push("settled", withdrawn)
    undo.push("other", screening.set_status(desk, [late], Status.ABSENT).entries)
    undo.forget(withdrawn)
    assert undo.next_undo == "other"
    undo.undo()
    undo.undo()
    assert status(desk, late) is Status.WITHDRAWN


def test_what_was_done_again_is_forgotten_by_its_first_entries(desk, undo, late):
    first = screening.set_status(desk, [late], Status.WITHDRAWN, "told us").entries
    undo.push("settled", first)
    undo.undo()
    undo.redo()
    undo.forget(first)
    assert (undo.next_undo, undo.next_redo) == ("", "")
    undo.push("again", first)
    undo.undo()
    undo.forget(first)
    assert undo.next_redo == ""
