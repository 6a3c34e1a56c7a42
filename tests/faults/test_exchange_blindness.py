"""Before the reveal nobody finds anything of another sheet on their desk, and nothing of a case that is not theirs."""

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select

from jetdesk.desk import tables as t
from jetdesk.desk import vault
from jetdesk.desk.desk import Desk
from jetdesk.desk.entry import Entry
from jetdesk.domain.custody import CustodyState
from jetdesk.services import applicants, custody, interviews, laptops, timetable
from jetdesk.sync.envelope import read_envelope
from tests.faults import offices
from tests.faults.offices import COORDINATOR, Office, is_sound, jetdesk, submit
from tests.small_office import PANELISTS, PASSPHRASE, ids_by_number

pytestmark = pytest.mark.fault
CANARIES = {"moriwaki": "quokkasaurus", "okonjo": "zyzzogeton", "villasenor": "xylopolist"}
LEVELS = {"moriwaki": (1, 5, 1, 5, 1, 5), "okonjo": (5, 1, 2, 1, 4, 2), "villasenor": (2, 2, 5, 5, 1, 1)}
SHEETS = frozenset({"sheet", "rating", "draft"})


def decrypted(folder: Path, beside: Path) -> bytes:
    """The desk's database as it would lie on the disk without its key, the index of the search included."""
    key = vault.open_key(vault.read_slots(folder), "passphrase", PASSPHRASE)
    connection = sqlcipher.connect(str(folder / "desk.db"))
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(f"ATTACH '{beside}' AS plain KEY ''")
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH plain")
    finally:
        connection.close()
    return beside.read_bytes()


def files(folder: Path) -> Iterator[bytes]:
    for path in sorted(folder.rglob("*")):
        yield path.name.encode()
        if path.is_file():
            yield path.read_bytes()


def readable(office: Office, desk: Desk, besides: Iterable[Path] = ()) -> Iterator[Entry]:
    """Every entry in every envelope, wherever it lies, that this desk's keys open."""
    known = {*besides}
    for path in {*office.mailbox.rglob("*.jde"), *desk.envelopes.glob("*.jde")} - known:
        content = read_envelope(path.read_bytes()).open([desk.identity.sealing])
        yield from content.entries if content else ()


def printed(office: Office, person: str, out: Path) -> Iterator[str]:
    """What the commands say on this person's desk."""
    desk = ("--desk", office.folder(person), "--json")
    for command in (["audit"], ["custody"], ["applicants"], ["applicants", "--find", "Priya"], ["interviews"]):
        yield run(*command, *desk)
    for kind in ("csv", "xlsx", "json"):
        run("export", "--out", out / f"all.{kind}", *desk)


def run(*arguments: object) -> str:
    """A command may not be for panelists; what it says then is searched too."""
    try:
        return jetdesk(*arguments)
    except AssertionError as refused:
        return str(refused)


@pytest.fixture
def scored(office: Office) -> Office:
    """Every panelist submitted one sheet and drafted another; everybody has everything there is."""
    for person in PANELISTS:
        submit(office, person, "WH-001", levels=LEVELS[person], note=f"{CANARIES[person]} said")
        with office.opened(person) as desk:
            offices.fill_in(desk, "WH-002", LEVELS[person], f"perhaps {CANARIES[person]}")
    office.settle()
    return office


@pytest.mark.parametrize("person", PANELISTS)
def test_fault_11_no_panelist_s_desk_holds_anything_of_another_s_sheet(
    scored: Office, person: str, tmp_path: Path
) -> None:
    foreign = [CANARIES[other].encode() for other in PANELISTS if other != person]
    plain = decrypted(scored.folder(person), tmp_path / "plain.db")
    assert CANARIES[person].encode() in plain
    (tmp_path / "out").mkdir()
    said = "\n".join(printed(scored, person, tmp_path / "out")).encode()
    everything = [plain, said, *files(scored.folder(person)), *files(scored.mailbox), *files(tmp_path / "out")]
    with scored.opened(person) as desk:
        everything += files(scored.folder(person))
        entries = [*readable(scored, desk)]
        everything += [entry.body for entry in entries]
        for word in foreign:
            assert not [part[:60] for part in everything if word in part]
        writes = [write for entry in entries for write in entry.writes if write.table in SHEETS]
        assert writes
        assert {str(write.fields.get("panelist", person)) for write in writes} == {person}
        nothing_of_others(desk, person)


def nothing_of_others(desk: Desk, person: str) -> None:
    with desk.read() as connection:
        for name in SHEETS:
            assert {*connection.execute(select(t.PROJECTED[name].c.panelist)).scalars()} <= {person}
        receipts = connection.execute(select(t.receipt)).all()
    assert {desk.identity.desk} >= {r.of for r in receipts} - coordinators(desk)
    priya = ids_by_number(desk)["WH-001"]
    for row in custody.ledger(desk).rows:
        for panelist, cell in row.cells.items():
            if panelist != person:
                assert (cell.at, cell.revision, cell.state is CustodyState.RECEIVED) == (None, 0, False)
    for other in PANELISTS:
        if other != person:
            view = interviews.open_sheet(desk, priya, other)
            assert (view.draft.ratings, view.submitted and view.submitted.ratings) == ((), None)


def coordinators(desk: Desk) -> set[str]:
    with desk.read() as connection:
        return {*connection.execute(select(t.member.c.id).where(t.member.c.role == "coordinator")).scalars()}


def test_fault_11_the_mailbox_names_no_applicant_and_no_person(scored: Office) -> None:
    with scored.opened(COORDINATOR) as desk:
        words = [word.encode() for word in (*ids_by_number(desk), *ids_by_number(desk).values(), *PANELISTS)]
    words += [b"Priya", b"WH-00", "ヴェンカタラマン".encode(), b"statement"]
    for part in files(scored.mailbox):
        assert not [word for word in words if word in part]


# 12: somebody else's case


def words_about(desk: Desk, number: str) -> list[bytes]:
    """All that names an applicant, their documents and these documents' contents."""
    dossier = applicants.dossier(desk, ids_by_number(desk)[number])
    with desk.read() as connection:
        keys = connection.execute(
            select(t.document.c.key, t.document.c.sha256).where(t.document.c.applicant == dossier.id)
        ).all()
    application = dossier.applicant
    names = [application.family_name, application.given_name, application.name_kana]
    files = [document.file_name for document in dossier.documents]
    return [word.encode() for word in (number, *names, *files, *(k for row in keys for k in row)) if word]


def chunk_files(desk: Desk) -> set[str]:
    return {path.name for path in desk.chunks.iterdir()}


def nothing_about(office: Office, person: str, applicant: str, words: Iterable[bytes], beside: Path) -> None:
    plain = decrypted(office.folder(person), beside)
    assert not [word for word in words if word in plain]
    about = {name for name, rows in _rows_of(office, person) if any(applicant in row for row in rows)}
    assert about <= {"withdrawn"}


def _rows_of(office: Office, person: str) -> Iterator[tuple[str, list[str]]]:
    with office.opened(person) as desk:
        yield from offices.whole(desk).items()
        with desk.read() as connection:
            journal = connection.execute(select(t.journal.c.body, t.journal.c.audience)).all()
        bodies = [row.body.decode() for row in journal]
        assert is_sound(desk)
    for body in bodies:
        writes = json.loads(body)["writes"]
        for table, *rest in writes:
            yield table, [json.dumps(rest)]


def test_fault_12_a_pack_holds_nothing_of_a_case_that_its_person_is_recused_from(
    office: Office, tmp_path: Path
) -> None:
    with office.opened("okonjo") as desk:
        old = desk.identity.desk
    with office.opened(COORDINATOR) as desk:
        noor = ids_by_number(desk)["WH-002"]
        words = words_about(desk, "WH-002")
        assert len(words) >= 6
        timetable.recuse(desk, noor, "okonjo", "they are cousins")
        laptops.retire(desk, old, "a new laptop for her")
        made = laptops.pack(desk, "okonjo", office.root / "new.jetdesk-pack")
    shutil.rmtree(office.folder("okonjo"))
    before = [*office.mailbox.rglob("*.jde")]
    laptops.join(made.file, made.code, office.folder("okonjo"), PASSPHRASE).desk.close()
    office.settle()
    submit(office, "villasenor", "WH-002")
    office.settle()
    nothing_about(office, "okonjo", noor, words, tmp_path / "plain.db")
    with office.opened("okonjo") as desk:
        assert "WH-002" not in ids_by_number(desk)
        assert desk.find_applicants("Noor") == frozenset()
        assert len(chunk_files(desk)) == 2
        for entry in readable(office, desk, before):
            assert not [word for word in words if word in entry.body]
        assert len(custody.ledger(desk).rows) == 6


@pytest.mark.parametrize("how", ["recused", "unassigned"])
def test_fault_12_a_case_that_is_taken_away_is_forgotten(office: Office, tmp_path: Path, how: str) -> None:
    before = [*office.mailbox.rglob("*.jde")]
    with office.opened(COORDINATOR) as desk:
        noor = ids_by_number(desk)["WH-002"]
        words = words_about(desk, "WH-002")
        if how == "recused":
            timetable.recuse(desk, noor, "okonjo", "they are cousins")
        else:
            with desk.change("panel.added") as change:
                change.write("panel", "C", "office", members='["moriwaki", "villasenor"]', chair="moriwaki", room="9")
            timetable.assign_panel(desk, [noor], "C")
    with office.opened("okonjo") as desk:
        assert len(chunk_files(desk)) == 3
        assert desk.find_applicants("Noor") == frozenset({noor})
    office.settle()
    submit(office, "villasenor", "WH-002")
    with office.opened(COORDINATOR) as desk, desk.change("status.set") as change:
        change.write("applicant", noor, f"case:{noor}", status_reason="no longer her business")
    office.settle()
    nothing_about(office, "okonjo", noor, words, tmp_path / "plain.db")
    with office.opened("okonjo") as desk:
        assert "WH-002" not in ids_by_number(desk)
        assert desk.find_applicants("Noor") == frozenset()
        assert len(chunk_files(desk)) == 2
        for entry in readable(office, desk, before):
            assert not [word for word in words if word in entry.body]
        assert len(custody.ledger(desk).rows) == 6
    with office.opened("villasenor") as desk:
        assert "WH-002" in ids_by_number(desk)


def test_fault_12_nor_does_it_hear_that_somebody_submitted(office: Office) -> None:
    with office.opened(COORDINATOR) as desk:
        noor = ids_by_number(desk)["WH-002"]
        timetable.recuse(desk, noor, "okonjo", "they are cousins")
    office.settle()
    submit(office, "villasenor", "WH-002")
    office.settle()
    assert {name for name, rows in _rows_of(office, "okonjo") if any(noor in row for row in rows)} <= {"withdrawn"}


def test_fault_12_a_case_that_comes_back_is_there_again_whole(office: Office) -> None:
    with office.opened(COORDINATOR) as desk:
        noor = ids_by_number(desk)["WH-002"]
        timetable.recuse(desk, noor, "okonjo", "they are cousins")
    office.settle()
    with office.opened(COORDINATOR) as desk, desk.change("case.recused") as change:
        timetable.expect(change, noor, "okonjo")
    office.settle()
    with office.opened("okonjo") as desk:
        (document,) = applicants.dossier(desk, noor).documents
        assert applicants.read_document(desk, document.id).content.startswith(b"%PDF")
        assert is_sound(desk)
