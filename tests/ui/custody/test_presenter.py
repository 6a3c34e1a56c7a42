"""The presenter of custody with a view that only remembers; and the services of a real desk behind it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jetdesk.desk.desk import Desk
from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.custody import CustodyState
from jetdesk.domain.office import Role
from jetdesk.errors import Refused, UserError
from jetdesk.i18n import msg
from jetdesk.services import desks, exchange
from jetdesk.ui import places
from jetdesk.ui.context import Context
from jetdesk.ui.courier import Courier, Post
from jetdesk.ui.screens.custody import arranging, values
from jetdesk.ui.screens.custody.presenter import CustodyPresenter
from jetdesk.ui.screens.custody.services_door import ServicesDoor
from jetdesk.ui.screens.custody.values import ALL
from tests.ui.custody import fake
from tests.ui.custody.conftest import make_context
from tests.ui.custody.fake import FakeDoor, with_alarms
from tests.ui.laptops.fakes import exchanged


class _Wire:
    """Stands for a signal: keeps who listens."""

    def __init__(self) -> None:
        self.emit: Callable[..., object] = lambda *_: None

    def connect(self, listener: Callable[..., object]) -> None:
        self.emit = listener


class FakeView:
    """Signals come into being when asked for; what is shown is remembered by name."""

    def __init__(self) -> None:
        self.seen: dict[str, Any] = {}
        self.shown_rows: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        if name.startswith(("show_", "ask_", "settle_", "focus_")):
            return lambda *given: self.seen.__setitem__(name, given[0] if len(given) == 1 else given)
        wire = _Wire()
        setattr(self, name, wire)
        return wire

    def show_matrix(self, matrix: values.Matrix) -> None:
        self.seen["show_matrix"] = matrix
        self.shown_rows = {row.id for row in matrix.rows}

    def go_to(self, applicant: str, panelist: str) -> bool:
        if applicant in self.shown_rows:
            self.seen["go_to"] = (applicant, panelist)
        return applicant in self.shown_rows


@pytest.fixture
def view() -> FakeView:
    return FakeView()


@pytest.fixture
def presenter(view: FakeView, context: Context, door: FakeDoor) -> CustodyPresenter:
    made = CustodyPresenter(view, context, door)  # type: ignore[arg-type]
    made.take_capacity(9)
    made.shown()
    return made


def test_all_panels_show_where_they_fit(presenter: CustodyPresenter, view: FakeView) -> None:
    assert view.seen["show_filters"].panels == ((ALL, "all"), ("A", "A"), ("B", "B"), ("C", "C"))
    assert len(view.seen["show_matrix"].columns) == 9
    presenter.take_capacity(8)
    assert view.seen["show_filters"].panels == (("A", "A"), ("B", "B"), ("C", "C"))
    assert [column.short for column in view.seen["show_matrix"].columns] == ["Ishigami", "Farrokhzad", "Drysdale"]


def test_five_panels_are_never_shown_together(presenter: CustodyPresenter, view: FakeView, door: FakeDoor) -> None:
    group = door.found.ledger.groups[0]
    groups = tuple(replace(group, panel=replace(group.panel, id=name)) for name in "ABCDE")
    door.found = replace(door.found, ledger=values.Ledger(groups))
    presenter.take_capacity(99)
    presenter._refresh()
    assert view.seen["show_filters"].panel == "A"


def test_a_subject_is_brought_into_view_on_whatever_day(presenter: CustodyPresenter, view: FakeView) -> None:
    presenter.open("a99")
    assert view.seen["go_to"] == ("a99", "")
    assert view.seen["show_filters"].day is None
    assert view.seen["show_filters"].panel == "C"
    presenter.open("nobody")
    assert view.seen["go_to"] == ("a99", "")


def test_the_status_bar_counts(presenter: CustodyPresenter, context: Context) -> None:
    said: list[str] = []
    context.notify.described.connect(said.append)
    presenter.shown()
    assert said == ["34 of 65 sheets received · 9 sealed on laptops · 1 conflict"]


def test_only_those_named_are_revealed(
    presenter: CustodyPresenter, view: FakeView, door: FakeDoor, context: Context
) -> None:
    presenter.ask_reveal()
    assert view.seen["ask_reveal"] == ["Mateo Ibarra Quiñones, 26-WH-0004", "Kwame Boateng-Ellis, 26-WH-0009"]
    door.found = fake.everything()
    heard: list[ChangeSet] = []
    context.bus.changed.connect(lambda change, initiator: heard.append(change))
    presenter.reveal()
    assert door.asked == [("reveal", ("a4", "a9"))]
    assert [change.touches("reveal") for change in heard] == [True]


def test_a_refused_reveal_is_said_and_nothing_else_changes(
    presenter: CustodyPresenter, door: FakeDoor, context: Context
) -> None:
    presenter.ask_reveal()
    door.failure = Refused(msg("Not everybody is in."))
    presenter.reveal()
    assert context.notify.notices[-1].first == "Not everybody is in."


def test_a_closing_cannot_be_undone_after_the_reveal(presenter: CustodyPresenter, context: Context) -> None:
    presenter.close("a5", "drysdale", "She had to leave")
    assert context.undo.next_undo == "Close without a sheet"
    presenter.ask_reveal()
    presenter.reveal()
    assert context.undo.next_undo == ""


def test_others_than_coordinators_only_look_on(view: FakeView, door: FakeDoor) -> None:
    presenter = CustodyPresenter(view, make_context(role=Role.APPROVER), door)  # type: ignore[arg-type]
    presenter.shown()
    assert view.seen["show_may_act"] is False
    presenter.ask_close("a5", "drysdale")
    assert "ask_close" not in view.seen
    presenter.open_cell("a5", "drysdale")
    assert view.seen["show_history"].may_close is False


def test_files_that_wait_for_others_are_said(presenter: CustodyPresenter, view: FakeView, door: FakeDoor) -> None:
    door.result = exchanged(received=2, parked=2)
    presenter.mailbox.read()
    assert view.seen["show_banner"][1] == "2 files wait for earlier ones."


def test_a_cancelled_reading_leaves_the_screen_idle(view: FakeView, door: FakeDoor, qapp: object) -> None:
    context, asked = make_context(), []
    context.bus.wanted.connect(lambda name, how: asked.append((name, how)))
    presenter = CustodyPresenter(view, context, door)  # type: ignore[arg-type]
    presenter.shown()
    presenter.mailbox.read()
    context.bus.posted.emit(Post(door.found.mailbox, True, 0.1))
    assert view.seen["show_reading"] == (0.1, "Reading the mailbox…")
    presenter.mailbox.cancel()
    assert view.seen["show_reading"] == (None, "Stopping…")
    context.bus.posted.emit(Post(door.found.mailbox, True))
    assert view.seen["show_idle"] == ()
    assert "show_banner" not in view.seen
    assert asked == [(places.SYNC, ""), (places.SYNC, places.STOP)]


def test_a_broken_proof_comes_after_the_ledger(view: FakeView, door: FakeDoor, qapp: object) -> None:
    door.found = with_alarms()
    CustodyPresenter(view, make_context(), door).shown()  # type: ignore[arg-type]
    assert [matter.first for matter in view.seen["show_matters"][2]] == ["Oluwaseun Adeyinka"]


def test_what_changes_elsewhere_is_read_when_the_screen_shows_again(
    presenter: CustodyPresenter, view: FakeView, door: FakeDoor, context: Context
) -> None:
    presenter.hidden()
    door.found = replace(door.found, conflicts=())
    context.bus.changed.emit(ChangeSet({"sheet": frozenset({"s"})}), None)
    assert len(view.seen["show_matters"][0]) == 1
    presenter.shown()
    assert view.seen["show_matters"][0] == []


def test_panelists_of_one_name_get_an_initial() -> None:
    assert arranging.short_names(["Kenji Sato", "Mari Sato", "Amara Okonjo", "森脇健二"]) == [
        "K. Sato", "M. Sato", "Okonjo", "森脇健二",
    ]  # fmt: skip


@pytest.fixture
def real(desk: Desk) -> ServicesDoor:
    return ServicesDoor(desk)


def test_a_real_desk_is_read_and_a_sheet_closed(desk: Desk, real: ServicesDoor, view: FakeView, qapp: object) -> None:
    context = make_context(desk)
    context = replace(context, who=desks.belonging(desk))
    presenter = CustodyPresenter(view, context, real)  # type: ignore[arg-type]
    presenter.take_capacity(9)
    presenter.shown()
    matrix = view.seen["show_matrix"]
    assert [column.short for column in matrix.columns] == ["Moriwaki", "Okonjo", "Villaseñor"]
    assert len([row for row in matrix.rows if row.kind == "applicant"]) == 7
    assert view.seen["show_mailbox"].url == ""
    applicant = matrix.rows[1].id
    presenter.close(applicant, "okonjo", "She had to leave early")
    cell = view.seen["show_matrix"].rows[1].cells[1]
    assert cell.state is CustodyState.CLOSED
    presenter.open_cell(applicant, "okonjo")
    assert view.seen["show_history"].panelist == "Amara Okonjo"


def test_a_real_mailbox_is_prepared_and_read(
    desk: Desk, real: ServicesDoor, view: FakeView, qapp: object, tmp_path: Path
) -> None:
    context = replace(make_context(desk), who=desks.belonging(desk))
    courier = Courier(desk, context.tasks, context.notify)
    courier.attend(context.bus)
    context.bus.wanted.connect(lambda name, how: courier.sync_now())
    presenter = CustodyPresenter(view, context, real)  # type: ignore[arg-type]
    presenter.shown()
    folder = tmp_path / "mailbox"
    folder.mkdir()
    presenter.mailbox.choose(str(folder), False)
    refused: UserError = view.seen["show_mailbox_refused"]
    assert refused.parts()
    presenter.mailbox.choose(str(folder), True)
    assert view.seen["show_mailbox"].url == exchange.mailbox_url(desk)
    assert view.seen["show_mailbox"].connected is True
    presenter.mailbox.read()
    assert view.seen["show_mailbox"].last_read is not None
    assert view.seen["show_mailbox"].result == "nothing new"
    courier.stop()
