"""From three sealed sheets to a promotion: the audit of one applicant tells it in order, with reasons."""

from jetdesk.domain.aftermath import Event
from jetdesk.domain.applicant import Position
from jetdesk.domain.selection import Outcome
from jetdesk.domain.sheet import Overall
from jetdesk.services import aftermath, deliberation, desks, interviews, reveal, selection
from tests.services.meeting import ALT, Meeting
from tests.small_office import PANELISTS

CHAIR = "moriwaki"
HEARD, TIED = "heard the dialect project", "tied within a point, more motivated"
GAVE_UP, EARLIER = "took another job", "the first one cannot leave"
LEVELS = {"WH-001": 4, "WH-002": 3, "WH-003": 4, "WH-004": 3}


def score(meeting: Meeting) -> None:
    for number, level in LEVELS.items():
        for place, person in enumerate(PANELISTS):
            meeting.submit(person, meeting.ids[number], level - (number == "WH-003" and place == 0))
    meeting.meet()
    reveal.reveal(meeting.coordinator, [meeting.ids[number] for number in LEVELS])
    meeting.meet()


def deliberate(meeting: Meeting, number: str) -> None:
    """Moriwaki revises with a reason; the panel agrees; the chair seals."""
    applicant, desk = meeting.ids[number], meeting.desks[CHAIR]
    interviews.reopen(desk, applicant, CHAIR, HEARD)
    interviews.rate(desk, applicant, CHAIR, "motivation", 4)
    interviews.submit(desk, applicant, CHAIR)
    deliberation.add_note(desk, applicant, "all think that anchor 4 fits")
    for criterion in ALT:
        deliberation.settle(desk, applicant, criterion, 4)
    deliberation.settle_overall(desk, applicant, Overall.RECOMMEND)
    deliberation.seal(desk, applicant)
    meeting.meet()


def test_the_audit_tells_the_story_in_order(meeting: Meeting) -> None:
    score(meeting)
    deliberate(meeting, "WH-003")
    office, third = meeting.coordinator, meeting.ids["WH-003"]
    selection.set_places(office, Position.ALT, quota=1, alternates=2)
    before = [s.candidate.application_no for s in selection.view(office, Position.ALT).ranking.ranked]
    assert before[:2] == ["WH-001", "WH-003"]
    selection.move(office, Position.ALT, third, 1, TIED)
    selection.sign_off(office, Position.ALT)
    aftermath.withdraw(office, third, GAVE_UP)
    aftermath.promote(office, meeting.ids[before[2]], EARLIER)

    listed = {after.application_no: after for after in aftermath.list_after(office, Position.ALT)}
    assert (listed["WH-003"].signed, listed["WH-003"].now) == (Outcome.RECOMMENDED, Outcome.WITHDRAWN)
    assert listed[before[2]].events[Event.PROMOTED].reason == EARLIER

    told = [(record.action, record.detail) for record in desks.audit(office, "WH-003")]
    actions = [action for action, _ in told]
    order = [
        "sheet.submitted", "case.revealed", "sheet.reopened", "consensus.noted", "consensus.settled",
        "consensus.overall", "consensus.sealed", "selection.moved", "selection.signed_off", "aftermath.withdrawn",
    ]  # fmt: skip
    places = [actions.index(action) for action in order]
    assert places == sorted(places)
    assert actions.count("sheet.submitted") >= 4, "three sheets and the revision"
    for action, reason in (
        ("sheet.reopened", HEARD), ("selection.moved", TIED), ("aftermath.withdrawn", GAVE_UP),
    ):  # fmt: skip
        assert any(reason in detail for name, detail in told if name == action), action
