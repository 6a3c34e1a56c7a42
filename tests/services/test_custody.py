"""The custody ledger: where every expected sheet is, on whose desk, and what may be known of it."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position
from jetdesk.domain.custody import (
    AWAITED,
    CustodyCell,
    CustodyGroup,
    CustodyRow,
    CustodyState,
    Ledger,
)
from jetdesk.domain.office import Panel, Slot
from jetdesk.errors import Refused
from jetdesk.services import custody, desks, interviews, reveal, timetable
from tests.services.meeting import COORDINATOR, Meeting, fill, stranger
from tests.small_office import PANELISTS, ids_by_number

GONE = "the panelist fell ill"


def states(desk: Desk, applicant: str) -> dict[str, CustodyState]:
    rows = {row.applicant_id: row for row in custody.ledger(desk).rows}
    return {panelist: cell.state for panelist, cell in rows[applicant].cells.items()}


def of_cell(desk: Desk, applicant: str, panelist: str) -> CustodyCell:
    rows = {row.applicant_id: row for row in custody.ledger(desk).rows}
    return rows[applicant].cells[panelist]


# On the coordinator's desk


def test_everything_is_expected_before_anybody_has_sealed(desk: Desk) -> None:
    found = custody.ledger(desk)
    (group,) = found.groups
    assert (group.panel.id, [p.id for p in group.panelists]) == ("B", list(PANELISTS))
    assert [row.application_no for row in group.rows] == [f"WH-00{n}" for n in range(1, 8)]
    assert (found.expected, found.count(CustodyState.EXPECTED)) == (21, 21)
    assert found.rows[0].name == "Priya Venkataraman"
    assert not found.ready


def test_rows_come_by_time_and_what_lies_ahead_is_not_due(desk: Desk) -> None:
    ids, at = ids_by_number(desk), desks.now(desk)
    early, late = at - timedelta(hours=1), at + timedelta(hours=1)
    timetable.schedule(desk, [Slot(ids["WH-003"], "B", late), Slot(ids["WH-005"], "B", early)])
    found = custody.ledger(desk)
    assert [row.application_no for row in found.rows[:3]] == ["WH-005", "WH-003", "WH-001"]
    assert set(states(desk, ids["WH-003"]).values()) == {CustodyState.NOT_DUE}
    assert set(states(desk, ids["WH-005"]).values()) == {CustodyState.EXPECTED}
    assert {c.state for c in custody.ledger(desk, late).rows[1].cells.values()} == {CustodyState.EXPECTED}


def test_a_sheet_that_was_entered_here_is_received_at_that_time(desk: Desk) -> None:
    priya = ids_by_number(desk)["WH-001"]
    fill(desk, priya, "okonjo")
    before = desks.now(desk)
    interviews.submit(desk, priya, "okonjo")
    cell = of_cell(desk, priya, "okonjo")
    assert (cell.state, cell.revision, cell.origin) == (CustodyState.RECEIVED, 1, "screen")
    assert cell.at is not None
    assert before - timedelta(seconds=1) <= cell.at <= desks.now(desk)
    assert cell.at.tzinfo == before.tzinfo


def test_recused_and_closed_are_not_expected_and_say_why(desk: Desk) -> None:
    priya = ids_by_number(desk)["WH-001"]
    timetable.recuse(desk, priya, "okonjo", "taught this applicant")
    custody.close_expected(desk, priya, "moriwaki", f"  {GONE} ")
    assert of_cell(desk, priya, "okonjo").reason == "taught this applicant"
    closed = of_cell(desk, priya, "moriwaki")
    assert (closed.state, closed.reason) == (CustodyState.CLOSED, GONE)
    assert custody.ledger(desk).expected == 19


def test_closing_needs_a_reason_and_a_sheet_that_is_missing(desk: Desk) -> None:
    priya = ids_by_number(desk)["WH-001"]
    with pytest.raises(Refused, match="at least 10"):
        custody.close_expected(desk, priya, "moriwaki", " too short ")
    with pytest.raises(Refused, match="No sheet is expected"):
        custody.close_expected(desk, priya, COORDINATOR, GONE)
    fill(desk, priya, "okonjo")
    interviews.submit(desk, priya, "okonjo")
    with pytest.raises(Refused, match="This sheet is in"):
        custody.close_expected(desk, priya, "okonjo", GONE)
    change = custody.close_expected(desk, priya, "moriwaki", GONE)
    desks.undo(desk, change.entries)
    assert of_cell(desk, priya, "moriwaki").state is CustodyState.EXPECTED


def test_who_is_expected_again_after_a_closing_is_expected(desk: Desk) -> None:
    priya = ids_by_number(desk)["WH-001"]
    custody.close_expected(desk, priya, "moriwaki", GONE)
    with desk.change("test") as change:
        timetable.expect(change, priya, "moriwaki")
    assert of_cell(desk, priya, "moriwaki").state is CustodyState.EXPECTED


def test_extra_panelists_stand_after_the_panels_own(desk: Desk) -> None:
    priya = ids_by_number(desk)["WH-001"]
    fill(desk, priya, COORDINATOR)
    interviews.submit(desk, priya, COORDINATOR)
    (group,) = custody.ledger(desk).groups
    assert [p.id for p in group.panelists] == [*PANELISTS, COORDINATOR]
    assert states(desk, priya)[COORDINATOR] is CustodyState.RECEIVED
    assert COORDINATOR not in group.rows[1].cells


def test_the_rule_of_the_reveal_is_the_offices(desk: Desk) -> None:
    assert not custody.reveal_rule(desk)
    custody.set_reveal_rule(desk, True)
    assert custody.reveal_rule(desk)
    custody.set_reveal_rule(desk, False)
    assert not custody.reveal_rule(desk)


# Between desks


def test_the_way_of_a_sheet_from_laptop_to_laptop(meeting: Meeting) -> None:
    own = meeting.desks["okonjo"]
    meeting.submit("okonjo", meeting.priya)
    assert of_cell(own, meeting.priya, "okonjo").state is CustodyState.SEALED
    assert of_cell(meeting.coordinator, meeting.priya, "okonjo").state is CustodyState.EXPECTED
    meeting.send("okonjo")
    assert of_cell(meeting.coordinator, meeting.priya, "okonjo").state is CustodyState.RECEIVED
    assert of_cell(own, meeting.priya, "okonjo").state is CustodyState.SEALED
    meeting.carry(COORDINATOR, "okonjo")
    received = of_cell(own, meeting.priya, "okonjo")
    assert (received.state, received.revision) == (CustodyState.RECEIVED, 1)
    assert received.at is not None


def test_a_seal_without_its_sheet_is_not_received(meeting: Meeting) -> None:
    seal = {("seal", "s1"): {"commitment": "ab", "panelist": "okonjo", "applicant": meeting.priya, "revision": 1}}
    meeting.accept(meeting.coordinator, [stranger(meeting.desks["okonjo"], seal, "office")])
    cell = of_cell(meeting.coordinator, meeting.priya, "okonjo")
    assert (cell.state, cell.at) == (CustodyState.SEALED, None)
    custody.close_expected(meeting.coordinator, meeting.priya, "okonjo", GONE)
    assert of_cell(meeting.coordinator, meeting.priya, "okonjo").state is CustodyState.CLOSED


def test_a_sheet_that_arrives_after_all_is_not_hidden_by_the_closing(meeting: Meeting) -> None:
    custody.close_expected(meeting.coordinator, meeting.priya, "okonjo", GONE)
    meeting.submit("okonjo", meeting.priya)
    meeting.send("okonjo")
    assert of_cell(meeting.coordinator, meeting.priya, "okonjo").state is CustodyState.RECEIVED


def test_of_others_a_panelist_sees_submitted_or_not_and_no_time(meeting: Meeting) -> None:
    meeting.submit("okonjo", meeting.priya)
    meeting.meet()
    own = meeting.desks["moriwaki"]
    assert states(own, meeting.priya) == {
        "moriwaki": CustodyState.EXPECTED, "okonjo": CustodyState.SEALED, "villasenor": CustodyState.EXPECTED,
    }  # fmt: skip
    assert of_cell(own, meeting.priya, "okonjo").at is None
    assert custody.history(own, meeting.priya, "okonjo") == ()


def test_two_sealed_sheets_of_cloned_laptops_are_a_conflict(meeting: Meeting) -> None:
    sheet = meeting.submit("okonjo", meeting.priya)
    other = {("seal", sheet.id): {"commitment": "cd", "panelist": "okonjo", "applicant": meeting.priya, "revision": 1}}
    meeting.send("okonjo")
    meeting.accept(meeting.coordinator, [stranger(meeting.desks["okonjo"], other, "office")])
    assert of_cell(meeting.coordinator, meeting.priya, "okonjo").state is CustodyState.CONFLICT
    with pytest.raises(Refused, match="This sheet is in"):
        custody.close_expected(meeting.coordinator, meeting.priya, "okonjo", GONE)


def test_only_coordinators_close_and_set_rules(meeting: Meeting) -> None:
    own = meeting.desks["okonjo"]
    for attempt in (
        lambda: custody.close_expected(own, meeting.priya, "moriwaki", GONE),
        lambda: custody.set_reveal_rule(own, True),
        lambda: timetable.recuse(own, meeting.priya, "moriwaki", "does not like him"),
        lambda: timetable.assign_panel(own, [meeting.priya], "B"),
    ):
        with pytest.raises(Refused, match="Only a coordinator"):
            attempt()


# The history of a cell


def test_the_history_of_a_sheet_names_every_step_and_person(meeting: Meeting) -> None:
    meeting.all_submit(meeting.priya)
    own = meeting.desks["okonjo"]
    interviews.reopen(own, meeting.priya, "okonjo", "wrong applicant's notes")
    interviews.rate(own, meeting.priya, "okonjo", "culture", 3)
    interviews.submit(own, meeting.priya, "okonjo")
    meeting.meet()
    reveal.reveal(meeting.coordinator)
    told = custody.history(meeting.coordinator, meeting.priya, "okonjo")
    assert [str(event.what) for event in told] == [
        "Sealed", "Received on this laptop", "Opened again: wrong applicant's notes", "Sealed",
        "Received on this laptop", "Revealed",
    ]  # fmt: skip
    assert [event.person for event in told] == [*["Amara Okonjo"] * 5, "Nadia Brzezicka"]
    assert told[0].hash == told[1].hash
    assert told[3].hash == told[4].hash != told[0].hash
    assert len(told[0].hash) == 16
    assert [event.at for event in told] == sorted(event.at for event in told)


def test_the_author_sees_when_the_coordinator_received_it(meeting: Meeting) -> None:
    meeting.all_submit(meeting.priya)
    told = custody.history(meeting.desks["okonjo"], meeting.priya, "okonjo")
    assert [(str(e.what), e.person) for e in told] == [
        ("Sealed", "Amara Okonjo"), ("Received by the coordinator", "Nadia Brzezicka"),
    ]  # fmt: skip


def test_the_history_says_why_no_sheet_comes(desk: Desk) -> None:
    priya = ids_by_number(desk)["WH-001"]
    timetable.recuse(desk, priya, "okonjo", "taught this applicant")
    custody.close_expected(desk, priya, "moriwaki", GONE)
    (recused,) = custody.history(desk, priya, "okonjo")
    (closed,) = custody.history(desk, priya, "moriwaki")
    assert (str(recused.what), recused.person) == ("Recused: taught this applicant", "Nadia Brzezicka")
    assert str(closed.what) == f"Closed without a sheet: {GONE}"


# What adds up

CELLS = st.lists(st.lists(st.sampled_from(list(CustodyState)), max_size=5), max_size=6)


def made_ledger(cells: list[list[CustodyState]]) -> Ledger:
    rows = tuple(
        CustodyRow(f"a{n}", f"WH-{n}", "", Position.ALT, "B", None,
                   {f"p{at}": CustodyCell(f"a{n}", f"p{at}", state) for at, state in enumerate(states)})
        for n, states in enumerate(cells)
    )  # fmt: skip
    return Ledger((CustodyGroup(Panel("B", ()), (), rows),))


@given(CELLS)
def test_the_counts_of_any_ledger_add_up(cells: list[list[CustodyState]]) -> None:
    found = made_ledger(cells)
    received, revealed = found.count(CustodyState.RECEIVED), found.count(CustodyState.REVEALED)
    assert found.expected == received + revealed + found.count(*AWAITED)
    assert all(not row.missing for row in found.ready)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["recuse", "close", "submit", "reopen", "reveal", "later"]),
        st.sampled_from(["WH-001", "WH-002"]),
        st.sampled_from(PANELISTS),
    ),
    max_size=8,
)


def act(desk: Desk, ids: dict[str, str], what: str, number: str, panelist: str) -> None:
    applicant = ids[number]
    if what == "recuse":
        timetable.recuse(desk, applicant, panelist, "taught this applicant")
    elif what == "close":
        custody.close_expected(desk, applicant, panelist, GONE)
    elif what == "submit":
        fill(desk, applicant, panelist)
        interviews.submit(desk, applicant, panelist)
    elif what == "reopen":
        interviews.reopen(desk, applicant, panelist, "a slip of the pen")
    elif what == "reveal":
        reveal.reveal(desk)
    else:
        timetable.schedule(desk, [Slot(applicant, "B", datetime(2199, 1, 1, tzinfo=desks.now(desk).tzinfo))])


@settings(max_examples=12)
@given(steps=ACTS)
def test_the_counts_of_a_real_desk_add_up(desk: Desk, steps: list[tuple[str, str, str]]) -> None:
    """The desk goes on from one example to the next: states pile up."""
    ids = ids_by_number(desk)
    for step in steps:
        with suppress(Refused):
            act(desk, ids, *step)
        found = custody.ledger(desk)
        sheets = found.count(CustodyState.RECEIVED) + found.count(CustodyState.REVEALED)
        assert found.expected == sheets + found.count(*AWAITED)
        assert len(found.cells) == 21
