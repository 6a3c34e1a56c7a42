"""Conflicts of interest of an office: declared on a panelist's laptop, decided by the coordinator with a reason."""

from pathlib import Path

import pytest

from jetdesk.desk.desk import Desk, sheet_of
from jetdesk.domain.ids import interest_id
from jetdesk.domain.interests import Kind, State
from jetdesk.errors import Refused
from jetdesk.services import interests, people, planning
from tests.services.meeting import Meeting
from tests.small_office import SETUP, ids_by_number

NAMESAKE = """
[[people]]
id = "lindqvist"
name = "Maja Lindqvist"
affiliation = "academic"
institution = "Harbour State University"
"""


def states(desk: Desk) -> list[tuple[str, str, State]]:
    numbers = {i: number for number, i in ids_by_number(desk).items()}
    return [(numbers[i.applicant], i.panelist, i.state) for i in interests.list_interests(desk)]


@pytest.fixture
def office(desk: Desk, tmp_path: Path) -> Desk:
    file = tmp_path / "office.toml"
    file.write_text(SETUP + NAMESAKE, "utf-8")
    people.set_up(desk, file)
    return desk


def test_the_data_is_looked_through(office: Desk) -> None:
    found = {i.applicant: i.kind for i in interests.list_interests(office)}
    who = ids_by_number(office)
    assert found[who["WH-005"]] is Kind.FAMILY
    assert found[who["WH-001"]] is Kind.INSTITUTION


def test_confirming_recuses_with_the_reason(office: Desk) -> None:
    freya = ids_by_number(office)["WH-005"]
    interests.confirm(office, freya, "moriwaki", "her uncle, as he says")
    assert ("WH-005", "moriwaki") not in [(n, p) for n, p, s in states(office) if s is State.DETECTED]
    assert (freya, "moriwaki") in planning.problem(office).conflicts


def test_dismissing_needs_a_reason_and_stays_on_record(office: Desk) -> None:
    freya = ids_by_number(office)["WH-005"]
    with pytest.raises(Refused, match="needs a reason"):
        interests.dismiss(office, freya, "lindqvist", "no")
    change = interests.dismiss(office, freya, "lindqvist", "a common name, no relation")
    found = {(i.applicant, i.panelist): i for i in interests.list_interests(office)}[freya, "lindqvist"]
    assert (found.state, found.reason, found.kind) == (State.DISMISSED, "a common name, no relation", Kind.FAMILY)
    office.undo(change.entries)
    assert ("WH-005", "lindqvist", State.DETECTED) in states(office)


def test_what_is_not_there_or_decided_is_not_dismissed(office: Desk) -> None:
    noor = ids_by_number(office)["WH-002"]
    with pytest.raises(Refused, match="nothing to dismiss"):
        interests.dismiss(office, noor, "okonjo", "there was never anything")
    interests.confirm(office, noor, "okonjo", "a neighbour for years")
    with pytest.raises(Refused, match="nothing to dismiss"):
        interests.dismiss(office, noor, "okonjo", "there was never anything")


def test_a_declaration_reaches_the_coordinator_and_nobody_else(meeting: Meeting) -> None:
    panelist, applicant = meeting.desks["okonjo"], meeting.priya
    interests.declare(panelist, applicant, Kind.FRIEND, "we rowed in one boat for years")
    meeting.meet()
    (found,) = [i for i in interests.list_interests(meeting.coordinator) if i.panelist == "okonjo"]
    assert (found.applicant, found.kind, found.state) == (applicant, Kind.FRIEND, State.DECLARED)
    assert found.explanation.text("en") == "we rowed in one boat for years"
    assert interests.list_interests(meeting.desks["moriwaki"]) == ()
    assert [i.state for i in interests.list_interests(panelist)] == [State.DECLARED]
    assert (applicant, "okonjo") in planning.problem(meeting.coordinator).conflicts


def test_panelists_decide_nothing(meeting: Meeting) -> None:
    desk = meeting.desks["moriwaki"]
    for act in (interests.confirm, interests.dismiss):
        with pytest.raises(Refused, match="Only a coordinator"):
            act(desk, meeting.priya, "moriwaki", "a reason that is long enough")


def test_a_declaration_needs_words(meeting: Meeting) -> None:
    with pytest.raises(Refused, match="A declaration needs a reason"):
        interests.declare(meeting.desks["okonjo"], meeting.priya, Kind.OTHER, "well")


def test_what_another_laptop_wrote_and_nobody_knows_here_still_needs_a_person(office: Desk) -> None:
    freya, anna = (ids_by_number(office)[number] for number in ("WH-005", "WH-001"))
    with office.change("interest.declared") as change:
        for applicant, fields in ((freya, {"kind": "nemesis", "state": "cursed"}), (anna, {})):
            change.write("interest", interest_id(applicant, "moriwaki"), sheet_of("moriwaki"),
                         applicant=applicant, panelist="moriwaki", **fields)  # fmt: skip
    found = {i.applicant: (i.kind, i.state) for i in interests.list_interests(office) if i.panelist == "moriwaki"}
    assert found[freya] == found[anna] == (Kind.OTHER, State.DECLARED)
    assert {(freya, "moriwaki"), (anna, "moriwaki")} <= planning.problem(office).conflicts
