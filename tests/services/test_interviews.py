"""Drafting, submitting and sealing a score sheet."""

import json
from hashlib import sha256

import pytest
from sqlalchemy import select

from jetdesk.desk import tables as t
from jetdesk.desk.desk import Desk, case
from jetdesk.domain.sheet import GapKind, Overall
from jetdesk.errors import Refused
from jetdesk.services import desks, interviews, selection, timetable
from tests.small_office import PANELISTS, PASSPHRASE, ids_by_number

ALT = ("adaptability", "professionalism", "motivation", "culture", "communication", "teaching")


@pytest.fixture
def priya(desk: Desk) -> str:
    return ids_by_number(desk)["WH-001"]


def fill(desk: Desk, applicant: str, panelist: str, level: int = 4) -> None:
    for criterion in ALT:
        interviews.rate(desk, applicant, panelist, criterion, level)
    interviews.choose_overall(desk, applicant, panelist, Overall.RECOMMEND)


def test_a_draft_is_there_again_after_reopening(desk: Desk, priya: str) -> None:
    interviews.rate(desk, priya, "okonjo", "motivation", 5)
    interviews.note(desk, priya, "okonjo", "motivation", "Dialect glossary")
    interviews.cannot_assess(desk, priya, "okonjo", "teaching", True)
    folder = desk.folder
    desk.close()
    with desks.open_desk(folder, PASSPHRASE) as again:
        draft = interviews.open_sheet(again, priya, "okonjo").draft
    assert (draft.rating("motivation").level, draft.rating("motivation").note) == (5, "Dialect glossary")
    assert draft.rating("teaching").cannot_assess


def test_a_level_takes_the_place_of_cannot_assess_and_the_other_way_round(desk: Desk, priya: str) -> None:
    interviews.cannot_assess(desk, priya, "okonjo", "culture", True)
    interviews.rate(desk, priya, "okonjo", "culture", 3)
    assert not interviews.open_sheet(desk, priya, "okonjo").draft.rating("culture").cannot_assess
    interviews.cannot_assess(desk, priya, "okonjo", "culture", True)
    assert interviews.open_sheet(desk, priya, "okonjo").draft.rating("culture").level is None


def test_submitting_needs_everything_and_names_the_first_gap(desk: Desk, priya: str) -> None:
    interviews.rate(desk, priya, "okonjo", "adaptability", 5)
    with pytest.raises(Refused, match="Add a note for the 5 in Adaptability"):
        interviews.submit(desk, priya, "okonjo")
    kinds = [gap.kind for gap in interviews.open_sheet(desk, priya, "okonjo").gaps]
    assert kinds == [GapKind.NOTE, *[GapKind.RATE] * 5, GapKind.OVERALL]


def test_a_submitted_sheet_is_sealed_and_never_changes(desk: Desk, priya: str) -> None:
    fill(desk, priya, "okonjo")
    sheet = interviews.submit(desk, priya, "okonjo")
    assert (sheet.revision, sheet.entered_by, len(sheet.ratings)) == (1, "nadia-brzezicka", 6)
    for attempt in (
        lambda: interviews.rate(desk, priya, "okonjo", "culture", 1),
        lambda: interviews.note(desk, priya, "okonjo", "culture", "later"),
        lambda: interviews.choose_overall(desk, priya, "okonjo", Overall.DECLINE),
        lambda: interviews.submit(desk, priya, "okonjo"),
    ):
        with pytest.raises(Refused, match="sealed"):
            attempt()
    assert interviews.open_sheet(desk, priya, "okonjo").submitted == sheet


def test_the_seal_commits_to_the_signed_entry_and_says_nothing_else(desk: Desk, priya: str) -> None:
    fill(desk, priya, "okonjo")
    sheet = interviews.submit(desk, priya, "okonjo")
    with desk.read() as connection:
        seal = connection.execute(select(t.seal).where(t.seal.c.id == sheet.id)).one()
        nonce = connection.execute(select(t.sheet.c.nonce).where(t.sheet.c.id == sheet.id)).scalar_one()
        entries = connection.execute(select(t.journal).where(t.journal.c.action == "sheet.submitted")).all()
    by_audience = {row.audience: row for row in entries}
    signed = by_audience["sheet:okonjo"]
    assert seal.commitment == sha256(bytes.fromhex(nonce) + signed.body + signed.signature).hexdigest()
    published = json.loads(by_audience[case(priya)].body)["writes"]
    assert [sorted(write[2]) for write in published] == [["applicant", "commitment", "panelist", "revision"]]


def test_drafts_are_for_oneself_only(desk: Desk, priya: str) -> None:
    fill(desk, priya, "okonjo")
    with desk.read() as connection:
        query = select(t.journal.c.audience).where(
            t.journal.c.action.in_(["sheet.rated", "sheet.noted", "sheet.overall"])
        )
        assert set(connection.execute(query).scalars()) == {"self"}


def test_a_recused_panelist_cannot_rate(desk: Desk, priya: str) -> None:
    timetable.recuse(desk, priya, "okonjo", "taught this applicant")
    with pytest.raises(Refused, match="recused"):
        interviews.rate(desk, priya, "okonjo", "culture", 3)
    states = {row.applicant_id: row.state for row in interviews.list_interviews(desk, "okonjo")}
    assert states[priya] == "recused"


def test_a_recusal_needs_a_reason_and_comes_before_the_sheet(desk: Desk, priya: str) -> None:
    with pytest.raises(Refused, match="reason"):
        timetable.recuse(desk, priya, "okonjo", "  ")
    fill(desk, priya, "okonjo")
    interviews.submit(desk, priya, "okonjo")
    with pytest.raises(Refused, match="already submitted"):
        timetable.recuse(desk, priya, "okonjo", "too late")


def test_the_list_says_how_far_every_sheet_is(desk: Desk, priya: str) -> None:
    noor = ids_by_number(desk)["WH-002"]
    fill(desk, priya, "okonjo")
    interviews.submit(desk, priya, "okonjo")
    interviews.rate(desk, noor, "okonjo", "culture", 3)
    rows = {row.applicant_id: row for row in interviews.list_interviews(desk, "okonjo")}
    assert (rows[priya].state, rows[noor].state, rows[noor].gaps) == ("received", "draft", 6)
    assert sum(row.state == "not_started" for row in rows.values()) == 5
    assert {row.room for row in rows.values()} == {"Room 2"}


def test_a_wrong_criterion_or_level_is_refused_with_what_is_possible(desk: Desk, priya: str) -> None:
    with pytest.raises(Refused, match="no criterion"):
        interviews.rate(desk, priya, "okonjo", "charm", 3)
    with pytest.raises(Refused, match="no level 6"):
        interviews.rate(desk, priya, "okonjo", "culture", 6)
    with pytest.raises(Refused, match="longer than"):
        interviews.note(desk, priya, "okonjo", "culture", "x" * 20_001)
    assert interviews.open_sheet(desk, priya, "okonjo").draft.ratings == ()


def test_after_sign_off_no_sheet_of_the_position_changes(desk: Desk, priya: str) -> None:
    for panelist in PANELISTS[:1]:
        fill(desk, priya, panelist)
        interviews.submit(desk, priya, panelist)
    selection.sign_off(desk, interviews.open_sheet(desk, priya, "okonjo").position)
    with pytest.raises(Refused, match="signed off"):
        interviews.rate(desk, priya, "okonjo", "culture", 3)


def test_who_may_be_chosen_as_author_of_a_sheet(desk: Desk) -> None:
    assert {person.id for person in interviews.list_panelists(desk)} == {*PANELISTS, "nadia-brzezicka"}


def test_another_panel_takes_over_without_losing_what_was_submitted(desk: Desk, priya: str, tmp_path: object) -> None:
    fill(desk, priya, "okonjo")
    interviews.submit(desk, priya, "okonjo")
    before = {row.applicant_id for row in interviews.list_interviews(desk, "moriwaki")}
    timetable.assign_panel(desk, [priya], "B")
    assert {row.applicant_id for row in interviews.list_interviews(desk, "moriwaki")} == before
    with pytest.raises(Refused, match="no panel Z"):
        timetable.assign_panel(desk, [priya], "Z")


def test_a_coordinator_without_interviews_begins_with_somebodys_open_sheets(desk: Desk, priya: str) -> None:
    assert interviews.usual_panelist(desk) == "okonjo"
    fill(desk, priya, "okonjo")
    interviews.submit(desk, priya, "okonjo")
    assert interviews.usual_panelist(desk, priya) == "moriwaki"
    fill(desk, priya, "nadia-brzezicka")
    interviews.submit(desk, priya, "nadia-brzezicka")
    assert interviews.usual_panelist(desk, priya) == "nadia-brzezicka"
