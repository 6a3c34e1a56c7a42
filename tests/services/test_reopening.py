"""Opening a submitted sheet again: before the reveal and after it; what was sealed stays as it was."""

import pytest
from sqlalchemy import select

from jetdesk.desk import tables as t
from jetdesk.desk.desk import Desk, case
from jetdesk.desk.queries import interviews as queries
from jetdesk.domain.custody import CustodyState, Verdict
from jetdesk.domain.ids import revision_id
from jetdesk.domain.rubric import parse_rubric
from jetdesk.domain.sheet import Overall, ScoreSheet
from jetdesk.errors import Refused
from jetdesk.services import custody, desks, interviews, reveal, scores, selection, timetable
from tests.services.meeting import ALT, Meeting, fill
from tests.small_office import PANELISTS, ids_by_number, score_lines, write_scores

SLIP = "a slip of the pen"


@pytest.fixture
def priya(desk: Desk) -> str:
    return ids_by_number(desk)["WH-001"]


def entered(desk: Desk, applicant: str, panelist: str = "okonjo") -> ScoreSheet:
    fill(desk, applicant, panelist)
    return interviews.submit(desk, applicant, panelist)


def sheets_in(desk: Desk, applicant: str) -> dict[str, int]:
    """By panelist, the revision that counts."""
    with desk.read() as connection:
        found = queries.list_sheets(connection, applicant).get(applicant, ())
        assert queries.list_sheets(connection).get(applicant, ()) == found
        assert all(queries.find_sheet(connection, applicant, sheet.panelist_id) == sheet for sheet in found)
    return {sheet.panelist_id: sheet.revision for sheet in found}


def bytes_of(desk: Desk, sheet: str) -> dict[str, object]:
    with desk.read() as connection:
        return dict(connection.execute(select(t.sheet).where(t.sheet.c.id == sheet)).mappings().one())


def state(desk: Desk, applicant: str, panelist: str = "okonjo") -> str:
    return next(r.state for r in interviews.list_interviews(desk, panelist) if r.applicant_id == applicant)


def test_a_reopened_sheet_is_a_draft_filled_as_it_was(desk: Desk, priya: str) -> None:
    sheet = entered(desk, priya)
    before = bytes_of(desk, sheet.id)
    interviews.reopen(desk, priya, "okonjo", f" {SLIP} ")
    shown = interviews.open_sheet(desk, priya, "okonjo")
    assert not shown.read_only
    assert (shown.revision, shown.reopened_reason, shown.received) == (2, SLIP, False)
    assert {r.criterion: r.level for r in shown.draft.ratings} == dict.fromkeys(ALT, 4)
    assert shown.draft.overall is Overall.RECOMMEND
    assert shown.gaps == ()
    assert sheets_in(desk, priya) == {}
    assert state(desk, priya) == "draft"
    assert bytes_of(desk, sheet.id) == before


def test_the_next_submit_is_the_next_revision_with_that_reason(desk: Desk, priya: str) -> None:
    first = entered(desk, priya)
    before = bytes_of(desk, first.id)
    interviews.reopen(desk, priya, "okonjo", SLIP)
    interviews.rate(desk, priya, "okonjo", "culture", 2)
    second = interviews.submit(desk, priya, "okonjo")
    assert (second.revision, second.reason, second.id) == (2, SLIP, revision_id(priya, "okonjo", 2))
    assert sheets_in(desk, priya) == {"okonjo": 2}
    shown = interviews.open_sheet(desk, priya, "okonjo")
    assert (shown.submitted, shown.revision, shown.reopened_reason, shown.received) == (second, 2, "", True)
    assert bytes_of(desk, first.id) == before
    with desk.read() as connection:
        assert queries.list_revisions(connection, priya) == (first, second)
    interviews.reopen(desk, priya, "okonjo", "and once more")
    assert interviews.submit(desk, priya, "okonjo").revision == 3
    assert sheets_in(desk, priya) == {"okonjo": 3}


def test_it_is_two_entries_of_one_change_and_no_more(meeting: Meeting) -> None:
    own = meeting.desks["okonjo"]
    meeting.submit("okonjo", meeting.priya)
    change = interviews.reopen(own, meeting.priya, "okonjo", SLIP)
    assert len(change.entries) == 2
    assert set(change.rows) == {"reopening", "seal"}
    with own.read() as connection:
        query = select(t.journal.c.audience).where(t.journal.c.action == "sheet.reopened")
        assert sorted(connection.execute(query).scalars()) == [case(meeting.priya), "sheet:okonjo"]


def test_a_sheet_that_came_from_a_file_fills_the_draft(desk: Desk, priya: str) -> None:
    rubric = parse_rubric(desks.builtin_rubric("alt"))
    file = write_scores(desk.folder.parent / "s.csv", score_lines(rubric, {"WH-001": 3}, ["okonjo"]))
    scores.load(desk, file, submit=True)
    interviews.reopen(desk, priya, "okonjo", SLIP)
    draft = interviews.open_sheet(desk, priya, "okonjo").draft
    assert {r.criterion: r.level for r in draft.ratings} == {c.id: 3 for c in rubric.criteria}
    scores.load(desk, write_scores(file, score_lines(rubric, {"WH-001": 2}, ["okonjo"])), submit=True)
    with desk.read() as connection:
        found = queries.list_revisions(connection, priya)
    assert [(s.revision, s.ratings[0].level, s.reason) for s in found] == [(1, 3, ""), (2, 2, SLIP)]


def test_what_may_not_be_reopened(desk: Desk, priya: str) -> None:
    with pytest.raises(Refused, match="no submitted sheet"):
        interviews.reopen(desk, priya, "okonjo", SLIP)
    sheet = entered(desk, priya)
    with pytest.raises(Refused, match="at least 10"):
        interviews.reopen(desk, priya, "okonjo", "typo")
    interviews.reopen(desk, priya, "okonjo", SLIP)
    with pytest.raises(Refused, match="no submitted sheet"):
        interviews.reopen(desk, priya, "okonjo", SLIP)
    interviews.submit(desk, priya, "okonjo")
    selection.sign_off(desk, interviews.open_sheet(desk, priya, "okonjo").position)
    with pytest.raises(Refused, match="signed off"):
        interviews.reopen(desk, priya, "okonjo", SLIP)
    assert sheet.revision == 1


def test_nobody_reopens_somebody_elses(meeting: Meeting) -> None:
    meeting.all_submit(meeting.priya)
    with pytest.raises(Refused, match="Only its author"):
        interviews.reopen(meeting.coordinator, meeting.priya, "okonjo", SLIP)
    reveal.reveal(meeting.coordinator)
    meeting.meet()
    with pytest.raises(Refused, match="Only its author"):
        interviews.reopen(meeting.desks["moriwaki"], meeting.priya, "okonjo", SLIP)


def test_on_a_panelists_laptop_only_own_sheets_are_written(meeting: Meeting) -> None:
    own = meeting.desks["okonjo"]
    with pytest.raises(Refused, match="only your own"):
        interviews.rate(own, meeting.priya, "moriwaki", "culture", 3)
    with own.change("test") as change:
        change.write("assignment", timetable.assignment_id(meeting.priya, "okonjo"), case(meeting.priya), deleted=True)
    fill(own, meeting.priya, "okonjo")
    with pytest.raises(Refused, match="not expected to score"):
        interviews.submit(own, meeting.priya, "okonjo")


def test_the_coordinator_waits_for_a_reopened_sheet_and_gets_the_new_one(meeting: Meeting) -> None:
    meeting.all_submit(meeting.priya)
    own = meeting.desks["okonjo"]
    interviews.reopen(own, meeting.priya, "okonjo", SLIP)
    meeting.meet()
    with pytest.raises(Refused, match="WH-001: Amara Okonjo"):
        reveal.reveal(meeting.coordinator, [meeting.priya])
    assert sheets_in(meeting.coordinator, meeting.priya) == {"moriwaki": 1, "villasenor": 1}
    interviews.submit(own, meeting.priya, "okonjo")
    assert state(own, meeting.priya) == "sealed"
    meeting.meet()
    assert state(own, meeting.priya) == "received"
    assert interviews.open_sheet(own, meeting.priya, "okonjo").received
    cell = custody.ledger(meeting.coordinator).rows[0].cells["okonjo"]
    assert (cell.state, cell.revision) == (CustodyState.RECEIVED, 2)
    assert sheets_in(meeting.coordinator, meeting.priya) == {"moriwaki": 1, "okonjo": 2, "villasenor": 1}


def test_after_the_reveal_a_revision_is_written_for_the_panel(meeting: Meeting) -> None:
    meeting.all_submit(meeting.priya)
    reveal.reveal(meeting.coordinator)
    meeting.meet()
    own = meeting.desks["okonjo"]
    interviews.reopen(own, meeting.priya, "okonjo", SLIP)
    assert state(own, meeting.priya) == "draft"
    assert sheets_in(own, meeting.priya) == dict.fromkeys(sorted(PANELISTS), 1)
    meeting.meet()
    assert sheets_in(meeting.desks["moriwaki"], meeting.priya)["okonjo"] == 1
    assert not custody.ledger(meeting.coordinator).rows[0].missing
    interviews.rate(own, meeting.priya, "okonjo", "culture", 2)
    assert interviews.submit(own, meeting.priya, "okonjo").reason == SLIP
    meeting.meet()
    for person, desk in meeting.desks.items():
        assert sheets_in(desk, meeting.priya)["okonjo"] == 2, person
        row = next(row for row in custody.ledger(desk).rows if row.applicant_id == meeting.priya)
        assert {cell.state for cell in row.cells.values()} == {CustodyState.REVEALED}
        proofs = {(p.panelist_id, p.revision): p.verdict for p in reveal.prove(desk, meeting.priya)}
        assert set(proofs.values()) == {Verdict.AS_SEALED}
        assert ("okonjo", 2) in proofs
    assert reveal.reveal(meeting.coordinator).applicants == ()
