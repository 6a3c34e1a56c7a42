"""Who came, on the list; and the panelist's own word that they should not interview somebody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jetdesk.desk.desk import Desk
from jetdesk.domain.interests import Kind, State
from jetdesk.domain.timetable import Attendance
from jetdesk.services import attendance, exchange, interests, laptops
from jetdesk.ui.screens.interview import choosing
from tests.small_office import PASSPHRASE
from tests.ui.interview.conftest import ME, Opener, find_person, make_context
from tests.ui.interview.page import InterviewPage


@pytest.fixture
def mailbox(tmp_path: Path) -> str:
    folder = tmp_path / "mailbox"
    folder.mkdir()
    return str(folder)


@pytest.fixture
def laptop(day: Desk, mailbox: str, tmp_path: Path) -> Iterator[Desk]:
    """The panelist's own desk, which has met the coordinator's."""
    made = laptops.pack(day, ME, tmp_path / "pack")
    exchange.sync(day, mailbox, prepare=True)
    with laptops.join(made.file, made.code, tmp_path / "panelist", PASSPHRASE).desk as joined:
        exchange.sync(joined, mailbox)
        meet(day, joined)
        yield joined


def meet(day: Desk, laptop: Desk) -> None:
    for desk in (laptop, day, laptop):
        exchange.sync(desk)


def test_both_desks_show_who_came(
    day: Desk, laptop: Desk, ids: dict[str, str], opened: Opener, coordinator: InterviewPage
) -> None:
    page = opened(make_context(laptop))
    for number, state in (("WH-001", Attendance.ARRIVED), ("WH-002", Attendance.LATE), ("WH-003", Attendance.ABSENT)):
        change = attendance.check_in(day, ids[number], state)
        coordinator.presenter.context.bus.changed.emit(change, None)
    exchange.sync(day)
    page.presenter.context.bus.changed.emit(exchange.sync(laptop).change, None)
    for shown in (page, coordinator):
        told = [row for row in shown.list_words if any(w in row for w in (", Arrived", ", Late", ", Absent"))]
        assert [row.rsplit(", ", 1)[1] for row in told] == ["Arrived", "Late", "Absent"]


def test_the_absent_are_skipped_but_can_be_opened(mine: InterviewPage, day: Desk, ids: dict[str, str]) -> None:
    change = attendance.check_in(day, ids["WH-002"], Attendance.ABSENT)
    mine.presenter.context.bus.changed.emit(change, None)
    following = choosing.next_open(mine.presenter.rows or (), ids["WH-001"])
    assert following is not None
    assert following.applicant_id == ids["WH-003"]
    mine.select(ids["WH-002"])
    assert mine.presenter.applicant == ids["WH-002"]


def test_a_declaration_is_told_and_rating_stays_possible(
    day: Desk, laptop: Desk, ids: dict[str, str], opened: Opener
) -> None:
    page = opened(make_context(laptop))
    page.presenter.choose(ids["WH-001"])
    entry = page.view.dossier.head.interest
    assert entry.isVisible()
    entry.action.trigger()
    dialog = entry.dialog
    assert dialog is not None
    dialog.kind.setCurrentIndex(dialog.kind.findData("friend"))
    dialog.act.click()
    assert dialog.isVisible()
    dialog.detail.setPlainText("we rowed in one boat for years")
    dialog.act.click()
    assert entry.dialog is None
    assert entry.standing.words == "Declared; the coordinator decides"
    assert entry.standing.isVisible()
    assert not entry.isVisible()
    page.rate("culture", 4)
    assert page.level("culture") == 4
    meet(day, laptop)
    (found,) = [i for i in interests.list_interests(day) if (i.applicant, i.panelist) == (ids["WH-001"], ME)]
    assert (found.kind, found.state) == (Kind.FRIEND, State.DECLARED)


def test_nobody_declares_for_another(coordinator: InterviewPage, ids: dict[str, str], day: Desk) -> None:
    coordinator.choose_panelist(find_person(day, ME).name)
    coordinator.presenter.choose(ids["WH-001"])
    assert not coordinator.view.dossier.head.interest.isVisible()
