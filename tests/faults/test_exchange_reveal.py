"""A coordinator who alters a sheet, or leaves one out of the reveal, is seen by its author and the whole panel."""

import json

import pytest
from sqlalchemy import select

from jetdesk.desk import tables as t
from jetdesk.desk.change import Change
from jetdesk.desk.desk import OFFICE, Desk, case, sheet_of
from jetdesk.desk.entry import Value
from jetdesk.desk.queries.reveal import commitment_of
from jetdesk.domain.custody import Verdict
from jetdesk.domain.ids import revision_id
from jetdesk.services import reveal
from tests.faults.offices import COORDINATOR, Office, submit
from tests.small_office import PANELISTS, ids_by_number

pytestmark = pytest.mark.fault
SEEN = (Verdict.ALTERED, Verdict.LEFT_OUT)
HONEST = dict.fromkeys(PANELISTS, Verdict.AS_SEALED)


@pytest.fixture
def received(office: Office) -> Office:
    """Every panelist's sheet about WH-001 is with the coordinator."""
    for person in PANELISTS:
        submit(office, person, "WH-001", levels=[4, 4, 4, 4, 4, 4])
    office.settle()
    return office


def priya(desk: Desk) -> str:
    return ids_by_number(desk)["WH-001"]


def verdicts(office: Office, person: str) -> dict[str, Verdict]:
    with office.opened(person) as desk:
        return {proof.panelist_id: proof.verdict for proof in reveal.prove(desk, priya(desk))}


def test_fault_13_an_honest_reveal_is_proven_on_every_desk(received: Office) -> None:
    with received.opened(COORDINATOR) as desk:
        assert reveal.reveal(desk).applicants == (priya(desk),)
    received.settle()
    for person in (*PANELISTS, COORDINATOR):
        assert verdicts(received, person) == HONEST, person


def name(change: Change, applicant: str, *people: str) -> None:
    """A reveal of these panelists' sheets, past what the program allows."""
    rows = [revision_id(applicant, person, 1) for person in people]
    change.write("reveal", applicant, case(applicant), applicant=applicant, by=COORDINATOR,
                 at="2026-02-01T10:00:00-08:00", sheets=json.dumps(rows))  # fmt: skip


def lowered(desk: Desk) -> dict[str, Value]:
    """okonjo's whole sheet, every level one lower, under another nonce."""
    with desk.read() as connection:
        row = connection.execute(select(t.sheet).where(t.sheet.c.panelist == "okonjo")).mappings().one()
    fields = {k: v for k, v in row.items() if k not in ("id", "heads", "deleted")}
    return fields | {"ratings": str(row["ratings"]).replace("4", "3"), "nonce": "00" * 32}


@pytest.mark.parametrize("with_a_seal", [True, False], ids=["with a new seal", "without"])
@pytest.mark.parametrize("to", ["the case", "the author"])
def test_fault_13_an_altered_sheet_is_seen_by_author_and_panel(received: Office, with_a_seal: bool, to: str) -> None:
    with received.opened(COORDINATOR) as desk:
        row = revision_id(priya(desk), "okonjo", 1)
        audience = case(priya(desk)) if to == "the case" else sheet_of("okonjo")
        fields = lowered(desk)
        with desk.change("forged") as change:
            change.write("sheet", row, audience, **fields)
            entry = change.sign(audience)
            if with_a_seal:
                change.write("seal", row, OFFICE, commitment=commitment_of(entry, "00" * 32))
            name(change, priya(desk), *PANELISTS)
    received.settle()
    for person in PANELISTS:
        assert verdicts(received, person)["okonjo"] in SEEN, person
    if to == "the case":
        assert verdicts(received, "okonjo")["okonjo"] is Verdict.ALTERED


@pytest.mark.parametrize("deleted", [True, False], ids=["deleted", "not named"])
def test_fault_13_a_sheet_left_out_is_seen_by_author_and_panel(received: Office, deleted: bool) -> None:
    with received.opened(COORDINATOR) as desk:
        gone = revision_id(priya(desk), "okonjo", 1)
        with desk.change("forged") as change:
            if deleted:
                change.write("sheet", gone, case(priya(desk)), deleted=True)
            name(change, priya(desk), "moriwaki", "villasenor")
    received.settle()
    for person in PANELISTS:
        assert verdicts(received, person) == HONEST | {"okonjo": Verdict.LEFT_OUT}, person


def test_fault_13_even_if_the_seal_is_taken_away_too(received: Office) -> None:
    with received.opened(COORDINATOR) as desk:
        gone = revision_id(priya(desk), "okonjo", 1)
        with desk.change("forged") as change:
            change.write("seal", gone, OFFICE, deleted=True, reopened=True)
            change.write("sheet", gone, case(priya(desk)), deleted=True)
            name(change, priya(desk), "moriwaki", "villasenor")
    received.settle()
    for person in PANELISTS:
        assert verdicts(received, person).get("okonjo") is Verdict.LEFT_OUT, person
