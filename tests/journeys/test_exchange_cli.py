"""Four laptops and a mailbox folder through a whole day, by commands alone: from founding to wiping."""

import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from jetdesk.domain.applicant import Status
from jetdesk.services import desks, screening, timetable
from tests import small_office
from tests.journeys.conftest import COORDINATOR, EVERYBODY, Office, counts_of, states_of
from tests.small_office import PANELISTS, PASSPHRASE

FIRST, SECOND = "WH-001", "WH-002"
REASON = "Rated from the notes of another interview"


def found(office: Office) -> None:
    """Found, set up, load; all but the late one are invited and given to the panel."""
    export = small_office.write_export(office.root / "applications.csv", small_office.rows())
    setup = office.root / "office.toml"
    setup.write_text(small_office.SETUP, "utf-8")
    new = ("--office", "Consulate", "--cycle", 2026, "--name", "Nadia Brzezicka")
    office.run(COORDINATOR, "new", office.folder(COORDINATOR), *new)
    office.run(COORDINATOR, "setup", setup)
    assert office.run(COORDINATOR, "intake", "load", export)["loaded"] == 8
    with desks.open_desk(office.folder(COORDINATOR), PASSPHRASE) as desk:  # no command plans a timetable yet
        ids = small_office.ids_by_number(desk)
        invited = [applicant for number, applicant in ids.items() if number != "WH-008"]
        screening.set_status(desk, invited, Status.INVITED)
        timetable.assign_panel(desk, invited, "B")


def join_all(office: Office) -> None:
    """Every panelist's desk, from a pack; their dossiers are there before any sync."""
    for person in PANELISTS:
        joined = office.join(person)
        assert joined["role"] == "panelist"
        assert len(str(joined["recovery_code"])) == 47
        assert office.run(person, "applicants")["total"] == 7
        assert office.counts(person)[:4] == (21, 0, 0, 0)


def score_before_the_reveal(office: Office) -> None:
    """Two applicants; one sheet of the first is still missing, and nobody loads another's."""
    office.score("moriwaki", 4, FIRST, SECOND)
    office.score("okonjo", 3, FIRST, SECOND)
    office.score("villasenor", 5, SECOND)
    assert office.counts("okonjo") == (21, 2, 0, 0, 21), "sealed here, and nothing is said of the others'"
    assert office.counts() == (21, 0, 0, 0, 21), "nothing was carried yet"


def only_own_sheets(office: Office) -> None:
    """Before the reveal a panelist's desk knows of the others that they submitted, and nothing else."""
    for person in PANELISTS:
        assert {panelist for _, panelist, _, _ in office.sheets(person)} == {person}
        shown = office.run(person, "custody")["applicants"]
        others = [s for row in shown for s in row["sheets"] if s["panelist"] != person]
        assert {(s["at"], s["revision"], s["origin"]) for s in others} <= {(None, 1, ""), (None, 0, "")}


def refuse_the_reveal(office: Office) -> None:
    office.run(COORDINATOR, "reveal", "--applicant", FIRST, code=1)
    assert "WH-001: Tomás Villaseñor" in office.said
    assert "Nothing was revealed." in office.said


def reopen(office: Office) -> None:
    """Before the reveal, by its author, with a reason."""
    office.run("okonjo", "reopen", SECOND, "--reason", "too short", code=1)
    assert office.run("okonjo", "reopen", SECOND, "--reason", REASON)["reopened"] is True


def everything_is_revealed(office: Office) -> None:
    """On all four desks the same six sheets, each as it was sealed; the reopened one as its second revision."""
    levels = {"moriwaki": (1, 4), "okonjo": (1, 3), "villasenor": (1, 5)}
    wanted = [(FIRST, who, *levels[who]) for who in PANELISTS] + [(SECOND, who, *levels[who]) for who in PANELISTS]
    wanted[wanted.index((SECOND, "okonjo", 1, 3))] = (SECOND, "okonjo", 2, 2)
    for person in EVERYBODY:
        assert office.sheets(person) == sorted(wanted), person
        ledger = office.run(person, "custody")
        assert states_of(ledger, FIRST) == states_of(ledger, SECOND) == dict.fromkeys(PANELISTS, "revealed")
        assert counts_of(ledger) == (21, 0, 6, 6, 15), person


def all_are_sound(office: Office) -> None:
    for person in EVERYBODY:
        assert office.run(person, "verify", "--replay")["ok"] is True


@pytest.mark.journey
def test_a_day_of_four_laptops_and_a_stick(office: Office, tmp_path: Path) -> None:
    found(office)
    join_all(office)
    office.sync(COORDINATOR, prepare=True)
    office.sync_at_once(*PANELISTS)
    office.sync_at_once(COORDINATOR)
    assert {each["state"] for each in office.run(COORDINATOR, "laptops")["laptops"]} == {"certified"}

    # Sealed, carried, received, acknowledged: one step at a time.
    score_before_the_reveal(office)
    office.sync_at_once(*PANELISTS)
    assert office.counts() == (21, 0, 0, 0, 21)
    office.sync_at_once(COORDINATOR)
    ledger = office.run(COORDINATOR, "custody")
    assert (counts_of(ledger), ledger["ready"]) == ((21, 0, 5, 0, 16), [SECOND])
    assert states_of(office.run("okonjo", "custody"), SECOND)["okonjo"] == "sealed", "no receipt has come back"
    office.sync(*PANELISTS)
    assert states_of(office.run("okonjo", "custody"), SECOND)["okonjo"] == "received"
    only_own_sheets(office)
    refuse_the_reveal(office)

    # One is opened again; nobody is ready any more.
    reopen(office)
    office.sync("okonjo", COORDINATOR)
    ledger = office.run(COORDINATOR, "custody")
    assert (counts_of(ledger), ledger["ready"]) == ((21, 0, 4, 0, 17), [])
    office.run(COORDINATOR, "reveal", "--applicant", SECOND, code=1)
    assert "WH-002: Amara Okonjo" in office.said
    office.score("okonjo", 2, SECOND)

    # The stick is emptied by mistake: nothing is lost, and it is never taken for a new one.
    before = [path.name for path in Path(office.mailbox).rglob("*.jde")]
    shutil.rmtree(office.mailbox)
    Path(office.mailbox).mkdir()
    office.run("okonjo", "sync", "--mailbox", office.mailbox, code=1)
    office.sync(COORDINATOR, prepare=True)
    assert set(before) <= {path.name for path in Path(office.mailbox).rglob("*.jde")}

    # The last sheet; its laptop may not be wiped before it was received.
    office.score("villasenor", 5, FIRST)
    office.run("villasenor", "wipe", "--yes", code=1)
    assert "not yet received" in office.said
    office.sync("okonjo", "villasenor", COORDINATOR)
    assert office.counts() == (21, 0, 6, 0, 15)
    office.run("villasenor", "wipe", "--yes", code=1)
    assert "not yet received" in office.said, "the receipt is not back yet"

    # The reveal.
    only_own_sheets(office)
    done = office.run(COORDINATOR, "reveal")
    assert done["revealed"] == [FIRST, SECOND]
    assert len(done["missing"]) == 15
    office.sync_at_once(COORDINATOR)
    office.sync_at_once(*PANELISTS)
    everything_is_revealed(office)

    receipt = tmp_path / "receipt.pdf"
    made = office.run(COORDINATOR, "report", "custody", "--out", receipt)
    assert str(made["document_no"]).startswith("WH-2026-CUSTODY-")
    words = " ".join("".join(page.extract_text() for page in PdfReader(receipt).pages).split())
    assert all(name in words for name in ("Kenji Moriwaki", "Amara Okonjo", "Tomás Villaseñor"))

    # Everything is acknowledged and sound; now the laptops are given back.
    office.sync(COORDINATOR, *PANELISTS, COORDINATOR, *PANELISTS)
    all_are_sound(office)
    for person in PANELISTS:
        office.run(person, "wipe", "--yes")
        assert not office.folder(person).exists()
    office.run(COORDINATOR, "wipe", "--yes", code=1)
    office.sync(COORDINATOR)
    assert office.counts() == (21, 0, 6, 6, 15)
