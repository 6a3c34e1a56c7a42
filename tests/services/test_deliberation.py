"""After the reveal: views side by side, the consensus of the chair, sealed in editions, told by signatures."""

import pytest

from jetdesk.desk.desk import case
from jetdesk.domain.deliberation import OVERALL
from jetdesk.domain.ids import consensus_id
from jetdesk.domain.sheet import Overall
from jetdesk.errors import Refused
from jetdesk.services import deliberation, interviews, reveal, timetable
from tests.services.meeting import ALT, Meeting
from tests.small_office import PANELISTS

REASON = "she explained the school day"
CHAIR = "moriwaki"


@pytest.fixture
def revealed(meeting: Meeting) -> Meeting:
    for level, person in enumerate(PANELISTS, 2):
        meeting.submit(person, meeting.priya, level)
    meeting.meet()
    reveal.reveal(meeting.coordinator, [meeting.priya])
    meeting.meet()
    return meeting


def agree(meeting: Meeting, person: str = CHAIR, level: int = 4) -> None:
    desk = meeting.desks[person]
    for criterion in ALT:
        deliberation.settle(desk, meeting.priya, criterion, level)
    deliberation.settle_overall(desk, meeting.priya, Overall.RECOMMEND)


def test_before_the_reveal_nothing_is_said_but_who_is_awaited(meeting: Meeting) -> None:
    meeting.submit("okonjo", meeting.priya)
    meeting.meet()
    for person in PANELISTS:
        with pytest.raises(Refused, match="Awaiting the reveal. Sheets are expected of: Kenji Moriwaki, Tomás"):
            deliberation.open_case(meeting.desks[person], meeting.priya)
    line = next(x for x in deliberation.list_agenda(meeting.coordinator) if x.applicant_id == meeting.priya)
    assert (line.revealed, line.waiting, line.spreads) == (False, 2, 0)


def test_everybody_sees_the_same_views_and_the_chair_may_settle(revealed: Meeting) -> None:
    seen = {person: deliberation.open_case(desk, revealed.priya) for person, desk in revealed.desks.items()}
    assert all(found.lines == seen[CHAIR].lines for found in seen.values())
    assert all(line.spread == 2 and line.flagged for line in seen[CHAIR].lines)
    assert {person for person, found in seen.items() if found.may_settle} == {CHAIR, revealed.coordinator.person}
    assert {person for person, found in seen.items() if found.may_revise} == set(PANELISTS)
    with pytest.raises(Refused, match="chair of the panel or a coordinator"):
        deliberation.settle(revealed.desks["okonjo"], revealed.priya, "culture", 3)


def test_a_consensus_is_reached_sealed_and_read_everywhere(revealed: Meeting) -> None:
    chair = revealed.desks[CHAIR]
    deliberation.settle(chair, revealed.priya, "culture", 4)
    with pytest.raises(Refused, match="Without a consensus"):
        deliberation.seal(chair, revealed.priya)
    agree(revealed)
    deliberation.seal(chair, revealed.priya)
    verdict = deliberation.open_case(chair, revealed.priya).verdict
    assert verdict
    assert (verdict.edition, verdict.levels, verdict.overall) == (1, dict.fromkeys(ALT, 4), Overall.RECOMMEND)
    revealed.meet()
    for desk in revealed.desks.values():
        assert deliberation.open_case(desk, revealed.priya).verdict == verdict
    with pytest.raises(Refused, match="does not change any more"):
        deliberation.settle(revealed.coordinator, revealed.priya, "culture", 1)


def test_a_sealed_consensus_is_taken_up_again_as_another_edition(revealed: Meeting) -> None:
    agree(revealed)
    deliberation.seal(revealed.desks[CHAIR], revealed.priya)
    revealed.meet()
    with pytest.raises(Refused, match="at least 10"):
        deliberation.reopen(revealed.coordinator, revealed.priya, "oh")
    deliberation.reopen(revealed.coordinator, revealed.priya, "a level was misheard")
    deliberation.settle(revealed.coordinator, revealed.priya, "culture", 5)
    deliberation.seal(revealed.coordinator, revealed.priya)
    revealed.meet()
    found = deliberation.open_case(revealed.desks["okonjo"], revealed.priya)
    assert [(v.edition, v.levels["culture"], v.by, v.reason) for v in found.verdicts] == [
        (1, 4, CHAIR, ""),
        (2, 5, revealed.coordinator.person, "a level was misheard"),
    ]
    assert found.verdicts[0].reopened_reason == "a level was misheard"


def test_a_revision_stands_beside_the_original(revealed: Meeting) -> None:
    desk = revealed.desks["moriwaki"]
    interviews.reopen(desk, revealed.priya, "moriwaki", REASON)
    interviews.rate(desk, revealed.priya, "moriwaki", "motivation", 4)
    interviews.submit(desk, revealed.priya, "moriwaki")
    revealed.meet()
    for each in revealed.desks.values():
        found = deliberation.open_case(each, revealed.priya)
        line = next(x for x in found.lines if x.criterion.id == "motivation")
        mine = next(o for o in line.opinions if o.panelist_id == "moriwaki")
        assert (mine.original, mine.level, line.spread) == (2, 4, 1)


def test_notes_are_everybodys_and_say_whose(revealed: Meeting) -> None:
    deliberation.add_note(revealed.desks["okonjo"], revealed.priya, " anchor 4 fits ")
    deliberation.add_note(revealed.coordinator, revealed.priya, "agreed")
    revealed.meet()
    found = deliberation.open_case(revealed.desks["villasenor"], revealed.priya).notes
    assert [(note.text, note.by) for note in found] == [
        ("anchor 4 fits", "okonjo"),
        ("agreed", revealed.coordinator.person),
    ]
    with pytest.raises(Refused):
        deliberation.add_note(revealed.coordinator, revealed.priya, "  ")


def reveal_without(meeting: Meeting, recused: str, reason: str) -> None:
    timetable.recuse(meeting.coordinator, meeting.priya, recused, reason)
    meeting.meet()
    for person in PANELISTS:
        if person != recused:
            meeting.submit(person, meeting.priya)
    meeting.meet()
    reveal.reveal(meeting.coordinator, [meeting.priya])
    meeting.meet()


def test_the_recused_see_that_and_nothing_else(meeting: Meeting) -> None:
    reveal_without(meeting, "okonjo", "taught her in 2022")
    agree(meeting)
    meeting.meet()
    with pytest.raises(Refused):
        deliberation.open_case(meeting.desks["okonjo"], meeting.priya)
    line = next(x for x in deliberation.list_agenda(meeting.desks["okonjo"]) if x.applicant_id == meeting.priya)
    assert (line.revealed, line.spreads, line.begun) == (False, 0, False)
    found = deliberation.open_case(meeting.desks[CHAIR], meeting.priya)
    assert {who.panelist_id for who in found.totals} == {"moriwaki", "villasenor"}
    assert [(a.person.id, a.recused, a.reason) for a in found.absent] == [("okonjo", True, "taught her in 2022")]


def test_where_the_chair_is_recused_another_member_settles(meeting: Meeting) -> None:
    reveal_without(meeting, CHAIR, "her former landlord")
    deliberation.settle(meeting.desks["okonjo"], meeting.priya, "culture", 4)
    meeting.meet()
    found = deliberation.open_case(meeting.coordinator, meeting.priya)
    assert next(x.consensus for x in found.lines if x.criterion.id == "culture") == 4


def test_the_word_of_somebody_who_is_not_on_the_case_does_not_count(revealed: Meeting) -> None:
    noor = revealed.ids["WH-002"]
    with revealed.desks["okonjo"].change("consensus.settled") as change:
        row = consensus_id(revealed.priya, "culture")
        change.write("consensus", row, case(noor), applicant=revealed.priya, criterion="culture", level=1)
    revealed.meet()
    found = deliberation.open_case(revealed.coordinator, revealed.priya)
    assert next(x.consensus for x in found.lines if x.criterion.id == "culture") is None


def test_putting_off_keeps_everything_and_undo_takes_a_level_back(revealed: Meeting) -> None:
    chair = revealed.desks[CHAIR]
    deliberation.settle(chair, revealed.priya, "culture", 3)
    change = deliberation.settle(chair, revealed.priya, "culture", 5)
    deliberation.defer(chair, revealed.priya)
    line = next(x for x in deliberation.list_agenda(chair) if x.applicant_id == revealed.priya)
    assert (line.deferred, line.begun, line.open_points) == (True, True, len(ALT))
    chair.undo(change.entries)
    found = deliberation.open_case(chair, revealed.priya)
    assert next(x.consensus for x in found.lines if x.criterion.id == "culture") == 3
    assert OVERALL in found.to_settle
    deliberation.settle(chair, revealed.priya, "culture", None)
    assert not next(x for x in deliberation.list_agenda(chair) if x.applicant_id == revealed.priya).begun


def test_the_agenda_begins_with_the_widest_spread(revealed: Meeting) -> None:
    noor = revealed.ids["WH-002"]
    revealed.all_submit(noor)
    reveal.reveal(revealed.coordinator, [noor])
    revealed.meet()
    found = deliberation.list_agenda(revealed.desks["villasenor"])
    assert [x.applicant_id for x in found[:2]] == [revealed.priya, noor]
    assert [x.revealed for x in found] == [True, True, False, False, False, False, False]
    assert found[0].spreads == len(ALT)
    assert deliberation.list_agenda(revealed.coordinator, "A") == ()


def test_a_coordinator_who_is_recused_is_told_so(meeting: Meeting) -> None:
    nadia = meeting.coordinator.person
    timetable.recuse(meeting.coordinator, meeting.priya, nadia, "her sister's flatmate")
    meeting.all_submit(meeting.priya)
    reveal.reveal(meeting.coordinator, [meeting.priya])
    with pytest.raises(Refused, match="You are recused"):
        deliberation.open_case(meeting.coordinator, meeting.priya)
    line = next(x for x in deliberation.list_agenda(meeting.coordinator) if x.applicant_id == meeting.priya)
    assert (line.recused, line.spreads, line.begun) == (True, 0, False)
