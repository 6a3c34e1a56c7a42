"""The presenter of selection over a real desk, with a view that only remembers."""

from collections.abc import Callable
from typing import Any

import pytest

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position
from jetdesk.services import selection
from jetdesk.ui.context import Context
from jetdesk.ui.screens.selection.presenter import SelectionPresenter
from jetdesk.ui.screens.selection.values import MoveForm
from tests.ui.selection.conftest import make_context

REASON = "The committee prefers the mock lesson."


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
        self.reason = ""
        self.form = MoveForm()

    def __getattr__(self, name: str) -> Any:
        if name.startswith(("show_", "ask_", "select", "focus_")):
            return lambda *values: self.seen.__setitem__(name, values[0] if len(values) == 1 else values)
        wire = _Wire()
        setattr(self, name, wire)
        return wire

    def show_form(self, form: MoveForm) -> None:
        self.form = form

    def typed_reason(self) -> str:
        return self.reason

    @property
    def places(self) -> list[str]:
        return [row.name for row in self.seen["show_list"].rows if row.rank]


@pytest.fixture
def view() -> FakeView:
    return FakeView()


@pytest.fixture
def presenter(view: FakeView, context: Context) -> SelectionPresenter:
    made = SelectionPresenter(view, context)  # type: ignore[arg-type]
    made.open("ALT")
    return made


def _id(view: FakeView, name: str) -> str:
    return next(row.id for row in view.seen["show_list"].rows if row.name == name)


def test_the_counters_count(presenter: SelectionPresenter, view: FakeView) -> None:
    counters, current = view.seen["show_counters"]
    assert current == "ALT"
    assert [counter.spoken for counter in counters] == [
        "ALT, 2 of 2 places, quota met, 2 alternates, 5 ranked",
        "CIR, 1 of 1 place, quota met, 0 alternates, 1 ranked",
    ]


def test_near_the_line_are_points_and_what_placed_equal_scores(presenter: SelectionPresenter, view: FakeView) -> None:
    near = view.seen["show_side"].near
    assert [fact.distance for fact in near] == ["20.0 above", "at the line", "at the line", "20.0 below", "40.0 below"]
    assert [bool(fact.detail) for fact in near] == [False, True, True, False, False]


def test_open_points_of_this_list_and_the_others(presenter: SelectionPresenter, view: FakeView) -> None:
    points = view.seen["show_side"].points
    assert ("open", "3 of 18 expected sheets are not in") in points
    presenter.choose_places(6)
    assert ("open", "1 of 6 places are open") in view.seen["show_side"].points
    presenter.choose_position("CIR")
    assert ("open", "ALT: 1 of 6 places are open") in view.seen["show_side"].points


def test_nothing_is_written_before_the_reason_is_kept(
    presenter: SelectionPresenter, view: FakeView, scored: Desk
) -> None:
    head = scored.head_hash
    freya = _id(view, "Freya Lindqvist")
    presenter.ask_move(freya, 1)
    assert view.places[0] == "Freya Lindqvist"
    assert view.form == MoveForm("new", freya, "Freya Lindqvist", 5, 1)
    presenter.keep_reason("short")
    assert scored.head_hash == head
    presenter.undo_move()
    assert view.places[-1] == "Freya Lindqvist"
    assert view.form.state == "none"


def test_moving_back_to_its_place_ends_the_move(presenter: SelectionPresenter, view: FakeView) -> None:
    freya = _id(view, "Freya Lindqvist")
    presenter.ask_move(freya, 4)
    presenter.ask_move(freya, 5)
    assert view.form.state == "none"


def test_places_outside_the_list_are_not_tried(presenter: SelectionPresenter, view: FakeView) -> None:
    freya = _id(view, "Freya Lindqvist")
    presenter.ask_move(freya, 0)
    presenter.ask_move(freya, 6)
    assert view.form.state == "none"


def test_leaving_the_screen_keeps_a_move_with_a_good_reason(
    presenter: SelectionPresenter, view: FakeView, scored: Desk
) -> None:
    freya = _id(view, "Freya Lindqvist")
    presenter.ask_move(freya, 4)
    presenter.hidden()
    assert selection.view(scored, Position.ALT).ranking.ranked[4].candidate.applicant_id == freya
    presenter.shown()
    presenter.ask_move(freya, 4)
    view.reason = REASON
    presenter.hidden()
    assert selection.view(scored, Position.ALT).ranking.ranked[3].candidate.applicant_id == freya


def test_another_move_settles_the_first(presenter: SelectionPresenter, view: FakeView, scored: Desk) -> None:
    freya, mateo = _id(view, "Freya Lindqvist"), _id(view, "Mateo Ibarra Quiñones")
    presenter.ask_move(freya, 3)
    view.reason = REASON
    presenter.ask_move(mateo, 1)
    assert view.form.applicant_id == mateo
    assert selection.view(scored, Position.ALT).ranking.ranked[2].candidate.applicant_id == freya
    assert view.places[:2] == ["Mateo Ibarra Quiñones", "Priya Venkataraman"]


def test_a_kept_move_can_be_undone_and_its_reason_changed(
    presenter: SelectionPresenter, view: FakeView, scored: Desk, context: Context
) -> None:
    freya = _id(view, "Freya Lindqvist")
    presenter.ask_move(freya, 4)
    presenter.keep_reason(REASON)
    assert view.form == MoveForm("kept", freya, "Freya Lindqvist", 5, 4, REASON)
    assert [move.words for move in view.seen["show_side"].moves] == ["5 to 4"]
    presenter.keep_reason(REASON + " And more.")
    override = selection.view(scored, Position.ALT).ranking.ranked[3].override
    assert override is not None
    assert override.reason.endswith("And more.")
    context.undo.undo()
    assert view.form.reason == REASON


def test_a_move_is_undone_like_any_other_write(presenter: SelectionPresenter, view: FakeView, context: Context) -> None:
    presenter.ask_move(_id(view, "Freya Lindqvist"), 4)
    presenter.keep_reason(REASON)
    assert context.undo.next_undo == "Move Freya Lindqvist"
    context.undo.undo()
    assert view.places[-1] == "Freya Lindqvist"
    assert view.form.state == "none"


def test_decisions_are_recorded_and_said(presenter: SelectionPresenter, context: Context) -> None:
    presenter.record()
    assert [notice.first for notice in context.notify.notices] == ["All decisions of this list are recorded."]


def test_the_question_names_the_list_and_its_counts(presenter: SelectionPresenter, view: FakeView) -> None:
    presenter.ask_sign_off()
    question = view.seen["ask_sign_off"]
    assert question.title == "Sign off the ALT list?"
    assert dict(question.facts) == {"Recommended": "2", "Alternates": "2", "Not recommended": "2", "Moved": "0"}


def test_a_signed_list_is_read_only(presenter: SelectionPresenter, view: FakeView, context: Context) -> None:
    presenter.sign_off()
    assert view.seen["show_list"].read_only
    assert view.seen["show_side"].signed.document_no == "WH-2026-ALT-S01"
    head = context.desk.head_hash
    presenter.ask_move(_id(view, "Freya Lindqvist"), 1)
    presenter.choose_places(5)
    presenter.undo_move()
    assert context.desk.head_hash == head
    presenter.reopen("A sheet came in late.")
    assert not view.seen["show_list"].read_only


def test_without_sheets_the_reason_is_said(desk: Desk, view: FakeView, qapp: object) -> None:
    context = make_context(desk)
    wanted: list[str] = []
    context.bus.wanted.connect(lambda screen, subject: wanted.append(screen))
    presenter = SelectionPresenter(view, context)  # type: ignore[arg-type]
    presenter.shown()
    line, sentence, action = view.seen["show_empty"]
    assert line == "Nothing to rank until a sheet is submitted"
    assert sentence == "0 of 18 expected sheets received."
    presenter.leave_empty()
    assert wanted == ["interview"]


def test_what_others_write_is_shown(presenter: SelectionPresenter, view: FakeView, context: Context) -> None:
    changes = selection.set_places(context.desk, Position.ALT, 4, 0)
    context.bus.changed.emit(changes, None)
    assert view.seen["show_list"].places == 4
    presenter.hidden()
    changes = selection.set_places(context.desk, Position.ALT, 3, 0)
    context.bus.changed.emit(changes, None)
    assert view.seen["show_list"].places == 4
    presenter.shown()
    assert view.seen["show_list"].places == 3


def test_an_applicant_brings_its_list_to_the_front(view: FakeView, context: Context) -> None:
    presenter = SelectionPresenter(view, context)  # type: ignore[arg-type]
    leilani = selection.view(context.desk, Position.CIR).ranking.ranked[0].candidate.applicant_id
    presenter.open(leilani)
    assert view.seen["show_list"].position == "CIR"
    assert view.seen["select"] == leilani
