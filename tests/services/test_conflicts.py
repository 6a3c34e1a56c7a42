"""Values that were set on several desks: told, chosen with a reason, cleared everywhere."""

import pytest
from sqlalchemy import select

from jetdesk.desk import tables as t
from jetdesk.desk.desk import OFFICE, Desk, case, sheet_of
from jetdesk.desk.queries import history
from jetdesk.desk.queries.reveal import commitment_of
from jetdesk.domain.applicant import Status
from jetdesk.domain.custody import CustodyState, Verdict
from jetdesk.domain.ids import rating_id
from jetdesk.errors import Refused
from jetdesk.services import conflicts, custody, interviews, reveal, screening, selection
from tests.services.meeting import COORDINATOR, Meeting, fill, stranger
from tests.small_office import ids_by_number

WHY = "asked the panel in person"


def beside(desk: Desk, audience: str, table: str, row: str, **fields: str | int | bool | None) -> None:
    """Another laptop of this person wrote this, knowing of nothing."""
    entry = stranger(desk, {(table, row): fields}, audience)
    Meeting.accept(desk, [entry])


def test_competing_values_are_told_with_names(desk: Desk) -> None:
    ids = ids_by_number(desk)
    screening.set_status(desk, [ids["WH-001"]], Status.ABSENT, reason="did not come")
    beside(desk, case(ids["WH-001"]), "applicant", ids["WH-001"], status="withdrawn")
    beside(desk, OFFICE, "panel", "B", chair="okonjo")
    beside(desk, "self", "rating", "r", level=3)
    first, second = conflicts.list_conflicts(desk)
    assert (first.subject, str(first.what)) == ("B", "Chair")
    assert {one.value for one in first.values} == {"Kenji Moriwaki", "Amara Okonjo"}
    assert (second.subject, str(second.what)) == ("WH-001 Priya Venkataraman", "Decision of the screening")
    assert [one.value for one in second.values] == ["Withdrawn", "Absent"]
    assert {one.author for one in second.values} == {"Nadia Brzezicka"}
    assert conflicts.list_conflicts(desk, ids["WH-001"]) == (second,)
    assert conflicts.list_conflicts(desk, ids["WH-002"]) == ()


def test_a_choice_is_written_for_the_same_readers_and_kept_with_its_reason(desk: Desk) -> None:
    priya = ids_by_number(desk)["WH-001"]
    beside(desk, case(priya), "applicant", priya, status="withdrawn")
    (conflict,) = conflicts.list_conflicts(desk)
    with pytest.raises(Refused, match="at least 10"):
        conflicts.resolve(desk, conflict, conflict.values[1].entry, "no")
    with pytest.raises(Refused, match="do not compete any more"):
        conflicts.resolve(desk, conflict, "0" * 32, WHY)
    conflicts.resolve(desk, conflict, conflict.values[1].entry, f" {WHY} ")
    assert conflicts.list_conflicts(desk) == ()
    with desk.read() as connection:
        assert connection.execute(select(t.applicant.c.status).where(t.applicant.c.id == priya)).scalar() == "invited"
        row = connection.execute(select(t.resolution)).one()
        audiences = connection.execute(select(t.journal.c.audience).where(t.journal.c.action == "conflict.resolved"))
        assert set(audiences.scalars()) == {case(priya)}
    assert (row.of_table, row.of_row, row.of_field, row.reason) == ("applicant", priya, "status", WHY)
    assert (row.chosen, row.by) == (conflict.values[1].entry, COORDINATOR)
    with pytest.raises(Refused, match="do not compete any more"):
        conflicts.resolve(desk, conflict, conflict.values[0].entry, WHY)


def test_one_choice_clears_it_on_every_desk(meeting: Meeting) -> None:
    other = stranger(meeting.coordinator, {("panel", "B"): {"room": "Room 9"}}, OFFICE)
    for desk in meeting.desks.values():
        meeting.accept(desk, [other])
        assert len(conflicts.list_conflicts(desk)) == 1
    (conflict,) = conflicts.list_conflicts(meeting.coordinator)
    conflicts.resolve(meeting.coordinator, conflict, conflict.values[0].entry, WHY)
    meeting.meet()
    for desk in meeting.desks.values():
        with desk.read() as connection:
            assert history.list_conflicts(connection) == ()


def test_panelists_choose_only_in_their_own_drafts(meeting: Meeting) -> None:
    own = meeting.desks["okonjo"]
    beside(own, OFFICE, "panel", "B", room="Room 9")
    (conflict,) = conflicts.list_conflicts(own)
    with pytest.raises(Refused, match="Only a coordinator"):
        conflicts.resolve(own, conflict, conflict.values[0].entry, WHY)
    interviews.rate(own, meeting.priya, "okonjo", "culture", 2)
    row = rating_id(meeting.priya, "okonjo", "culture")
    beside(own, "self", "rating", row, applicant=meeting.priya, panelist="okonjo", criterion="culture", level=5)
    (mine,) = conflicts.list_conflicts(own, meeting.priya)
    assert str(mine.what) == "Level of Cultural ambassadorship by Amara Okonjo"
    assert [one.value for one in mine.values] == ["5", "2"]
    conflicts.resolve(own, mine, mine.values[1].entry, WHY)
    assert interviews.open_sheet(own, meeting.priya, "okonjo").draft.rating("culture").level == 2
    assert conflicts.list_conflicts(own, meeting.priya) == ()


def clone(meeting: Meeting) -> None:
    """A copy of her disk sealed another sheet; both came to the coordinator."""
    own = meeting.desks["okonjo"]
    sheet = meeting.submit("okonjo", meeting.priya)
    with own.read() as connection:
        fields = dict(connection.execute(select(t.sheet).where(t.sheet.c.id == sheet.id)).mappings().one())
    fields = {str(k): v for k, v in fields.items() if k not in ("id", "heads", "deleted")}
    other = stranger(own, {("sheet", sheet.id): {**fields, "nonce": "11" * 32, "ratings": "[]"}}, sheet_of("okonjo"))
    seal = {"commitment": commitment_of(other, "11" * 32), "panelist": "okonjo", "applicant": meeting.priya}
    meeting.send("okonjo")
    again = stranger(own, {("seal", sheet.id): {**seal, "revision": 1}}, OFFICE, 9002)
    meeting.accept(meeting.coordinator, [other, again])


def test_two_sealed_sheets_are_named_by_their_seals_alone(meeting: Meeting) -> None:
    clone(meeting)
    (conflict,) = conflicts.list_conflicts(meeting.coordinator)
    assert (conflict.table, conflict.field, conflict.subject) == ("sheet", "*", "WH-001 Priya Venkataraman")
    assert str(conflict.what) == "Sealed sheet by Amara Okonjo"
    told = custody.history(meeting.coordinator, meeting.priya, "okonjo")
    digits = {event.hash for event in told if str(event.what) == "Sealed"}
    assert {one.value for one in conflict.values} == {f"sealed sheet {one}" for one in digits}
    assert len(digits) == 2


@pytest.mark.parametrize("at", [0, 1])
def test_choosing_a_sealed_sheet_chooses_it_whole_and_with_its_seal(meeting: Meeting, at: int) -> None:
    clone(meeting)
    for person in ("moriwaki", "villasenor"):
        meeting.submit(person, meeting.priya)
    meeting.send("moriwaki", "villasenor")
    (conflict,) = conflicts.list_conflicts(meeting.coordinator)
    conflicts.resolve(meeting.coordinator, conflict, conflict.values[at].entry, WHY)
    assert conflicts.list_conflicts(meeting.coordinator) == ()
    row = custody.ledger(meeting.coordinator).rows[0]
    assert {cell.state for cell in row.cells.values()} == {CustodyState.RECEIVED}
    reveal.reveal(meeting.coordinator)
    assert {p.verdict for p in reveal.prove(meeting.coordinator, meeting.priya)} == {Verdict.AS_SEALED}
    with meeting.coordinator.read() as connection:
        found = connection.execute(select(t.sheet.c.nonce, t.sheet.c.ratings, t.seal.c.commitment).join(
            t.seal, t.seal.c.id == t.sheet.c.id).where(t.sheet.c.id == conflict.row)).one()  # fmt: skip
    assert (found.nonce == "11" * 32) == (found.ratings == "[]")
    assert found.commitment[:16] in conflict.values[at].value


def test_nothing_of_others_sheets_is_listed_on_a_panelists_desk(meeting: Meeting) -> None:
    clone(meeting)
    meeting.carry(COORDINATOR, "moriwaki")
    with meeting.desks["moriwaki"].read() as connection:
        assert history.list_conflicts(connection)
    assert conflicts.list_conflicts(meeting.desks["moriwaki"]) == ()


def test_a_signed_list_keeps_its_values(desk: Desk) -> None:
    priya = ids_by_number(desk)["WH-001"]
    fill(desk, priya, "okonjo")
    position = interviews.submit(desk, priya, "okonjo") and interviews.open_sheet(desk, priya, "okonjo").position
    beside(desk, case(priya), "applicant", priya, status_reason="came late")
    selection.sign_off(desk, position)
    (conflict,) = conflicts.list_conflicts(desk)
    with pytest.raises(Refused, match="signed off"):
        conflicts.resolve(desk, conflict, conflict.values[0].entry, WHY)
