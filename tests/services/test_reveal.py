"""The reveal, and the proof of what was revealed."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select

from jetdesk.desk import tables as t
from jetdesk.desk.desk import OFFICE, case, sheet_of
from jetdesk.desk.queries import interviews as queries
from jetdesk.desk.queries.reveal import commitment_of
from jetdesk.domain.custody import CustodyState, Proof, Verdict
from jetdesk.domain.ids import revision_id
from jetdesk.errors import Refused
from jetdesk.services import custody, interviews, reveal, timetable
from tests.services.meeting import ALT, COORDINATOR, Meeting, fill
from tests.small_office import PANELISTS

SLIP = "a slip of the pen"
AS_SEALED = tuple(Proof(panelist, 1, Verdict.AS_SEALED) for panelist in PANELISTS)


def everywhere(meeting: Meeting) -> dict[str, tuple[Proof, ...]]:
    return {person: reveal.prove(desk, meeting.priya) for person, desk in meeting.desks.items()}


def verdicts(meeting: Meeting, person: str) -> dict[str, Verdict]:
    return {proof.panelist_id: proof.verdict for proof in reveal.prove(meeting.desks[person], meeting.priya)}


# Revealing


def test_all_that_are_ready_are_revealed_together_and_the_others_named(meeting: Meeting) -> None:
    noor = meeting.ids["WH-002"]
    meeting.all_submit(meeting.priya)
    meeting.submit("okonjo", noor)
    meeting.send("okonjo")
    done = reveal.reveal(meeting.coordinator)
    assert done.applicants == (meeting.priya,)
    assert len(done.missing) == 17
    assert {(m.application_no, m.panelist) for m in done.missing if m.application_no == "WH-002"} == {
        ("WH-002", "Kenji Moriwaki"), ("WH-002", "Tomás Villaseñor"),
    }  # fmt: skip
    assert done.change.touches("reveal")
    assert reveal.list_revealed(meeting.coordinator) == {meeting.priya}
    row = custody.ledger(meeting.coordinator).rows[0]
    assert {cell.state for cell in row.cells.values()} == {CustodyState.REVEALED}
    assert reveal.reveal(meeting.coordinator).applicants == ()


def test_one_change_with_one_entry_an_applicant_for_the_case(meeting: Meeting) -> None:
    noor = meeting.ids["WH-002"]
    meeting.all_submit(meeting.priya)
    meeting.all_submit(noor)
    assert set(reveal.reveal(meeting.coordinator).applicants) == {meeting.priya, noor}
    with meeting.coordinator.read() as connection:
        query = select(t.journal.c.audience).where(t.journal.c.action == "case.revealed")
        assert set(connection.execute(query).scalars()) == {case(meeting.priya), case(noor)}


def test_who_is_asked_for_by_name_must_be_ready(meeting: Meeting) -> None:
    meeting.submit("okonjo", meeting.priya)
    meeting.send("okonjo")
    with pytest.raises(Refused, match="WH-001: Kenji Moriwaki; WH-001: Tomás Villaseñor"):
        reveal.reveal(meeting.coordinator, [meeting.priya])
    with pytest.raises(Refused, match="No sheet is expected"):
        reveal.reveal(meeting.coordinator, ["nobody"])
    for panelist in PANELISTS:
        timetable.recuse(meeting.coordinator, meeting.ids["WH-002"], panelist, "is a cousin of the applicant")
    with pytest.raises(Refused, match="no sheet to reveal for WH-002"):
        reveal.reveal(meeting.coordinator, [meeting.ids["WH-002"]])
    assert not reveal.list_revealed(meeting.coordinator)


def test_a_closed_sheet_is_not_waited_for(meeting: Meeting) -> None:
    for person in PANELISTS[:2]:
        meeting.submit(person, meeting.priya)
    meeting.send(*PANELISTS)
    custody.close_expected(meeting.coordinator, meeting.priya, "villasenor", "fell ill on the day")
    assert reveal.reveal(meeting.coordinator, [meeting.priya]).applicants == (meeting.priya,)


def test_only_a_coordinator_reveals(meeting: Meeting) -> None:
    meeting.all_submit(meeting.priya)
    with pytest.raises(Refused, match="Only a coordinator"):
        reveal.reveal(meeting.desks["okonjo"], [meeting.priya])
    assert reveal.reveal_if_automatic(meeting.desks["okonjo"]) == 0


def test_the_office_reveals_by_itself_if_it_says_so(meeting: Meeting) -> None:
    meeting.all_submit(meeting.priya)
    assert reveal.reveal_if_automatic(meeting.coordinator) == 0
    custody.set_reveal_rule(meeting.coordinator, True)
    assert reveal.reveal_if_automatic(meeting.coordinator) == 1
    assert reveal.reveal_if_automatic(meeting.coordinator) == 0


def test_a_sheet_that_comes_after_the_reveal_is_revealed_in_addition(meeting: Meeting) -> None:
    for person in PANELISTS[:2]:
        meeting.submit(person, meeting.priya)
    meeting.send(*PANELISTS)
    custody.close_expected(meeting.coordinator, meeting.priya, "villasenor", "fell ill on the day")
    reveal.reveal(meeting.coordinator)
    meeting.submit("villasenor", meeting.priya)
    meeting.meet()
    assert verdicts(meeting, "okonjo")["villasenor"] is Verdict.LEFT_OUT
    assert reveal.reveal(meeting.coordinator).applicants == (meeting.priya,)
    meeting.meet()
    assert everywhere(meeting) == dict.fromkeys(meeting.desks, AS_SEALED)


def test_panelists_see_all_sheets_after_the_reveal_and_none_before(meeting: Meeting) -> None:
    meeting.all_submit(meeting.priya)
    own = meeting.desks["okonjo"]
    with own.read() as connection:
        assert [s.panelist_id for s in queries.list_revisions(connection, meeting.priya)] == ["okonjo"]
        assert not reveal.is_revealed(connection, meeting.priya)
    reveal.reveal(meeting.coordinator)
    meeting.meet()
    with own.read() as connection:
        assert [s.panelist_id for s in queries.list_revisions(connection, meeting.priya)] == list(PANELISTS)
        assert reveal.is_revealed(connection, meeting.priya)
    row = next(row for row in custody.ledger(own).rows if row.applicant_id == meeting.priya)
    assert {cell.state for cell in row.cells.values()} == {CustodyState.REVEALED}
    assert interviews.open_sheet(own, meeting.priya, "okonjo").revealed
    (mine,) = (row for row in interviews.list_interviews(own, "okonjo") if row.applicant_id == meeting.priya)
    assert mine.state == "revealed"


# The proof


def test_every_desk_of_the_case_proves_that_nothing_was_changed(meeting: Meeting) -> None:
    meeting.all_submit(meeting.priya)
    assert everywhere(meeting) == dict.fromkeys(meeting.desks, ())
    reveal.reveal(meeting.coordinator)
    meeting.meet()
    assert everywhere(meeting) == dict.fromkeys(meeting.desks, AS_SEALED)
    assert all(reveal.problems(desk) == () for desk in meeting.desks.values())


def alter_rating(meeting: Meeting) -> None:
    with meeting.coordinator.change("forged") as change:
        row = revision_id(meeting.priya, "okonjo", 1)
        change.write("sheet", row, case(meeting.priya), overall="decline")


def alter_rating_and_seal(meeting: Meeting) -> None:
    """As a whole new sheet, with a seal that fits it."""
    row, audience = revision_id(meeting.priya, "okonjo", 1), case(meeting.priya)
    with meeting.coordinator.change("forged") as change:
        change.write("sheet", row, audience, nonce="00" * 32, ratings="[]")
        entry = change.sign(audience)
        change.write("seal", row, OFFICE, commitment=commitment_of(entry, "00" * 32), panelist="okonjo")


@pytest.mark.parametrize("forge", [alter_rating, alter_rating_and_seal])
def test_a_coordinator_who_alters_a_sheet_is_seen_by_all(meeting: Meeting, forge: Callable[[Meeting], None]) -> None:
    meeting.all_submit(meeting.priya)
    reveal.reveal(meeting.coordinator)
    forge(meeting)
    meeting.meet()
    for person, desk in meeting.desks.items():
        assert verdicts(meeting, person) == {
            "moriwaki": Verdict.AS_SEALED, "okonjo": Verdict.ALTERED, "villasenor": Verdict.AS_SEALED,
        }  # fmt: skip
        assert reveal.problems(desk) == ((meeting.priya, Proof("okonjo", 1, Verdict.ALTERED)),)


def test_a_coordinator_who_overwrites_only_the_seal_changes_no_verdict(meeting: Meeting) -> None:
    meeting.all_submit(meeting.priya)
    reveal.reveal(meeting.coordinator)
    with meeting.coordinator.change("forged") as change:
        change.write("seal", revision_id(meeting.priya, "okonjo", 1), OFFICE, commitment="00" * 32)
    meeting.meet()
    assert everywhere(meeting) == dict.fromkeys(meeting.desks, AS_SEALED)


def leave_out(meeting: Meeting) -> None:
    with meeting.coordinator.change("forged") as change:
        change.write("reveal", meeting.priya, case(meeting.priya), sheets="[]")


def close_before(meeting: Meeting) -> None:
    """Closing hides no sheet that is here, so that a dishonest desk has to write around it."""
    with meeting.coordinator.change("forged") as change:
        row = timetable.assignment_id(meeting.priya, "okonjo")
        change.write("assignment", row, case(meeting.priya), closed_reason="nothing came from her")
        kept = [revision_id(meeting.priya, p, 1) for p in PANELISTS if p != "okonjo"]
        change.write("reveal", meeting.priya, case(meeting.priya), sheets=json.dumps(kept))


def reopen_for_her(meeting: Meeting) -> None:
    """A seal that a coordinator takes back is not taken back by its author."""
    close_before(meeting)
    with meeting.coordinator.change("forged") as change:
        change.write("seal", revision_id(meeting.priya, "okonjo", 1), OFFICE, reopened=True)


def remove_all_traces(meeting: Meeting) -> None:
    row = revision_id(meeting.priya, "okonjo", 1)
    with meeting.coordinator.change("forged") as change:
        change.write("sheet", row, case(meeting.priya), deleted=True)
        change.write("seal", row, OFFICE, deleted=True)


@pytest.mark.parametrize("forge", [leave_out, close_before, reopen_for_her, remove_all_traces])
def test_a_coordinator_who_leaves_a_sheet_out_is_seen_by_all(
    meeting: Meeting, forge: Callable[[Meeting], None]
) -> None:
    meeting.all_submit(meeting.priya)
    reveal.reveal(meeting.coordinator)
    forge(meeting)
    meeting.meet()
    for person in meeting.desks:
        assert verdicts(meeting, person)["okonjo"] is Verdict.LEFT_OUT


def test_a_seal_by_another_desk_in_her_name_is_not_her_seal(meeting: Meeting) -> None:
    """A second laptop, which the coordinator certified for her: her own desk believes itself alone."""
    meeting.all_submit(meeting.priya)
    row = revision_id(meeting.priya, "okonjo", 1)
    with meeting.coordinator.change("forged") as change:
        change.write("member", meeting.coordinator.identity.desk, OFFICE, person="okonjo")
        change.write("seal", row, OFFICE, commitment="00" * 32, panelist="okonjo", reopened=True)
        change.write("sheet", row, sheet_of("okonjo"), overall="decline")
    meeting.meet()
    with meeting.coordinator.change("forged") as change:
        change.write("reveal", meeting.priya, case(meeting.priya), applicant=meeting.priya, by=COORDINATOR,
                     at="2026-02-18T10:00:00+00:00", sheets=f'["{row}"]')  # fmt: skip
    meeting.meet()
    assert verdicts(meeting, "okonjo")["okonjo"] is Verdict.ALTERED


def test_what_the_coordinator_entered_says_so(meeting: Meeting) -> None:
    for person in PANELISTS[:2]:
        meeting.submit(person, meeting.priya)
    meeting.meet()
    fill(meeting.coordinator, meeting.priya, "villasenor")
    interviews.submit(meeting.coordinator, meeting.priya, "villasenor")
    reveal.reveal(meeting.coordinator)
    meeting.meet()
    assert verdicts(meeting, "okonjo")["villasenor"] is Verdict.ENTERED
    assert reveal.problems(meeting.desks["okonjo"]) == ()


def test_a_sheet_without_seal_or_mark_has_no_seal_by_its_author(meeting: Meeting) -> None:
    meeting.submit("okonjo", meeting.priya)
    fill(meeting.coordinator, meeting.priya, "villasenor")
    entered = interviews.submit(meeting.coordinator, meeting.priya, "villasenor")
    with meeting.coordinator.change("forged") as change:
        change.write("sheet", entered.id, case(meeting.priya), entered_by="")
    meeting.send("okonjo")
    custody.close_expected(meeting.coordinator, meeting.priya, "moriwaki", "fell ill on the day")
    reveal.reveal(meeting.coordinator)
    meeting.meet()
    assert verdicts(meeting, "okonjo")["villasenor"] is Verdict.NO_SEAL


def test_all_three_layers_are_revealed_and_proved(meeting: Meeting) -> None:
    own = meeting.desks["okonjo"]
    meeting.submit("okonjo", meeting.priya)
    interviews.reopen(own, meeting.priya, "okonjo", SLIP)
    interviews.rate(own, meeting.priya, "okonjo", ALT[0], 3)
    interviews.submit(own, meeting.priya, "okonjo")
    for person in ("moriwaki", "villasenor"):
        meeting.submit(person, meeting.priya)
    meeting.meet()
    reveal.reveal(meeting.coordinator)
    meeting.meet()
    for proofs in everywhere(meeting).values():
        assert [(p.panelist_id, p.revision, p.verdict) for p in proofs] == [
            ("moriwaki", 1, Verdict.AS_SEALED), ("okonjo", 1, Verdict.AS_SEALED), ("okonjo", 2, Verdict.AS_SEALED),
            ("villasenor", 1, Verdict.AS_SEALED),
        ]  # fmt: skip
    with meeting.desks["moriwaki"].read() as connection:
        of_her = [s for s in queries.list_revisions(connection, meeting.priya) if s.panelist_id == "okonjo"]
    assert [(s.revision, s.reason) for s in of_her] == [(1, ""), (2, SLIP)]


def test_problems_are_proved_anew_only_after_the_journal_has_grown(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    proved = []
    monkeypatch.setattr(reveal, "problems", lambda desk: (proved.append(desk), ())[1])
    proving = reveal.Proving(meeting.coordinator)
    assert proving.problems() == proving.problems() == ()
    assert len(proved) == 1
    custody.set_reveal_rule(meeting.coordinator, True)
    proving.problems()
    assert len(proved) == 2
