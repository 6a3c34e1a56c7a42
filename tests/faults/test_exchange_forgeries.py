"""Envelopes that were cut, altered, replayed, forged, revoked or meant for others: nothing of them counts."""

import os
import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from jetdesk.desk import exchange as desk_exchange
from jetdesk.desk.change import Change
from jetdesk.desk.desk import OFFICE, Desk, case, sheet_of
from jetdesk.desk.entry import Write
from jetdesk.domain.ids import derived_id, rating_id, revision_id, sheet_key
from jetdesk.services import desks, exchange, laptops
from jetdesk.sync.envelope import FIRST, Content, Header, Through, read_envelope, seal
from jetdesk.sync.exchange import take_in
from jetdesk.sync.folder import open_folder
from jetdesk.sync.membership import certified
from jetdesk.sync.recipients import members_here
from tests.faults import offices
from tests.faults.offices import COORDINATOR, EVERYBODY, Office, alarms, is_sound, submit, wholes
from tests.small_office import PASSPHRASE, ids_by_number

pytestmark = pytest.mark.fault
OTHERS = ("moriwaki", "villasenor", COORDINATOR)
States = Mapping[str, Mapping[str, list[str]]]


def without_receipts(states: States, *people: str) -> dict[str, dict[str, list[str]]]:
    return {person: {k: v for k, v in states[person].items() if k != "receipt"} for person in people}


def name_of(raw: bytes, number: str = "") -> str:
    """What a file of these bytes must be called to be looked at."""
    header = read_envelope(raw).header
    return f"{number or f'{header.epoch}-{header.seq}'}-{raw[-32:].hex()}.jde"


def lay(office: Office, laptop: str, raw: bytes, name: str = "") -> Path:
    """Put a file into a laptop's folder in the mailbox, as whoever holds the stick can."""
    (home,) = [path for path in office.mailbox.iterdir() if path.is_dir()]
    path = home / laptop / (name or name_of(raw))
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(raw)
    return path


def repaired(raw: bytes) -> bytes:
    return raw[:-32] + sha256(raw[:-32]).digest()


# 6: cut and flipped


def taken_away(office: Office) -> dict[Path, bytes]:
    """okonjo's newest envelopes, which nobody else has seen yet, out of the mailbox."""
    before = {*office.mailbox.rglob("*.jde")}
    submit(office, "okonjo", "WH-001")
    office.sync("okonjo")
    laid = {path: path.read_bytes() for path in {*office.mailbox.rglob("*.jde")} - before}
    for path in laid:
        path.unlink()
    return laid


def test_fault_6_an_envelope_cut_or_altered_in_the_mailbox_changes_nothing(office: Office) -> None:
    """Under its own name, and under the name that belongs to the altered bytes."""
    kept = taken_away(office)
    path, raw = max(kept.items())
    before, chosen = wholes(office), random.Random(6)
    with office.opened(COORDINATOR) as desk:
        mailbox = open_folder(str(office.mailbox), desk.identity.office)
        seen = desk_seen(desk)
        for trial in range(120):
            altered = bytearray(raw)
            altered[chosen.randrange(len(raw) - 32)] ^= 1 << chosen.randrange(8)
            bad = repaired(bytes(altered)) if trial % 2 else repaired(raw[: len(raw) // 1024 // 2 * 1024])
            bad = raw[: chosen.randrange(1, len(raw))] if trial % 3 == 0 else bad
            laid = path.with_name(path.name[: -4 - 64] + bad[-32:].hex() + ".jde") if trial % 4 else path
            laid.write_bytes(bad)
            taken = take_in(desk, mailbox, lambda _: None)
            assert (taken.received, taken.entries) == (0, 0)
            assert [refusal.envelope.split("/")[0] for refusal in taken.refused] == [path.parent.name]
            laid.unlink()
        assert desk_seen(desk) == seen
    assert wholes(office) == before
    for path, raw in kept.items():
        path.write_bytes(raw)
    met = office.sync(COORDINATOR)[COORDINATOR]
    assert met.applied > 0
    assert (met.parked, met.refused) == (0, ())


def desk_seen(desk: Desk) -> int:
    with desk.read() as connection:
        return len(desk_exchange.seen(connection))


def test_fault_6_an_envelope_altered_is_replaced_by_its_own_laptop(office: Office) -> None:
    path, raw = max(taken_away(office).items())
    path.write_bytes(raw[: len(raw) // 2] + bytes(len(raw) - len(raw) // 2))
    met = office.sync(COORDINATOR)[COORDINATOR]
    assert [refusal.lasting for refusal in met.refused] == [False]
    office.sync("okonjo")
    assert path.read_bytes() == raw
    assert office.sync(COORDINATOR)[COORDINATOR].refused == ()


# 10: replayed, forged, revoked, of another office


def test_fault_10_what_is_laid_in_again_is_not_applied_again(office: Office) -> None:
    submit(office, "okonjo", "WH-001")
    office.settle()
    before = wholes(office)
    kept = {path: path.read_bytes() for path in office.mailbox.rglob("*.jde")}
    for path in kept:
        path.unlink()
    for path, raw in kept.items():
        path.write_bytes(raw)
        os.utime(path, (1, 1))
    met = office.sync()
    assert all((each.applied, each.refused, each.alarms) == (0, (), ()) for each in met.values())
    assert wholes(office) == before


def test_fault_10_an_old_envelope_under_another_number_is_refused(office: Office) -> None:
    before = wholes(office)
    for person in ("okonjo", COORDINATOR):
        old = office.envelopes(person)[0]
        lay(office, old.parent.name, old.read_bytes(), name_of(old.read_bytes(), "1-9"))
        lay(office, old.parent.name, old.read_bytes(), name_of(old.read_bytes(), "2-1"))
    wrong = office.envelopes("okonjo")[0].read_bytes()
    with office.opened("moriwaki") as desk:
        lay(office, desk.identity.desk, wrong)
    met = office.sync()
    for each in met.values():
        assert [refusal.why.text() for refusal in each.refused] == ["It does not match its name."] * 5
        assert {alarm.kind.value for alarm in each.alarms} == {"refused"}
    assert wholes(office) == before


def forged(office: Office, person: str, key: SigningKey, **changes: object) -> tuple[str, bytes]:
    """An envelope after this person's newest one, to everybody, made by somebody without the laptop's key."""
    newest = read_envelope(office.envelopes(person)[-1].read_bytes())
    header = replace(newest.header, seq=newest.header.seq + 1, previous=newest.hash)
    header = replace(header, **changes)  # type: ignore[arg-type]
    with office.opened(COORDINATOR) as desk, desk.read() as connection:
        members = members_here(connection, desk.identity)
    content = Content((), frozenset(members), Through(1, 1, FIRST))
    return header.desk, seal(key, header, content, [member.sealing for member in members.values()])


@pytest.mark.parametrize("person", ["okonjo", COORDINATOR])
def test_fault_10_an_envelope_in_anothers_name_is_refused(office: Office, person: str) -> None:
    """Signed with a key that nobody knows, and with that of another laptop of the office."""
    before = wholes(office)
    lay(office, *forged(office, person, SigningKey.generate()))
    with office.opened("villasenor") as desk:
        key = desk.identity.signing
    lay(office, *forged(office, person, key))
    for each in office.sync().values():
        assert [refusal.why.text() for refusal in each.refused] == ["It is not signed by its laptop."] * 2
        assert {alarm.kind.value for alarm in each.alarms} == {"refused"}
    assert wholes(office) == before


def test_fault_10_a_laptop_that_nobody_certified_waits_for_ever(office: Office) -> None:
    before = wholes(office)
    stranger = derived_id("stranger")
    lay(office, *forged(office, "okonjo", SigningKey.generate(), desk=stranger, seq=1, previous=FIRST))
    for each in office.sync().values():
        assert (each.parked, each.applied, each.refused) == (1, 0, ())
        assert stranger[:8] in each.waiting_for[0]
    assert wholes(office) == before


def test_fault_10_an_envelope_of_another_office_is_refused(office: Office, tmp_path: Path) -> None:
    with desks.found_office(tmp_path / "else", "Elsewhere", 2026, "Somebody Else", PASSPHRASE).desk as desk:
        exchange.sync(desk, str(tmp_path / "elsewhere"), prepare=True)
    before = wholes(office)
    (foreign,) = (tmp_path / "elsewhere").rglob("*.jde")
    lay(office, foreign.parent.name, foreign.read_bytes())
    with office.opened("okonjo") as desk:
        laptop, raw = desk.identity.desk, signed_for(desk, office="0" * 32)
    lay(office, laptop, raw)
    for each in office.sync().values():
        assert [refusal.why.text() for refusal in each.refused] == ["It belongs to another office."] * 2
    assert wholes(office) == before


def signed_for(desk: Desk, **changes: object) -> bytes:
    header = replace(Header(desk.identity.office, desk.identity.desk, 9, 1, FIRST), **changes)  # type: ignore[arg-type]
    return seal(desk.identity.signing, header, Content((), frozenset()), [])


def test_fault_10_what_a_retired_laptop_signs_does_not_count(office: Office) -> None:
    with office.opened("okonjo") as desk:
        laptop = desk.identity.desk
    with office.opened(COORDINATOR) as desk:
        laptops.retire(desk, laptop, "left in a taxi on Friday")
    office.sync(COORDINATOR)
    submit(office, "okonjo", "WH-001")
    office.sync("okonjo")
    held = office.sync(*OTHERS)
    refused = [refusal.why.text() for refusal in held[COORDINATOR].refused]
    assert refused
    assert set(refused) == {"It was signed after its laptop was retired."}
    for person in OTHERS:
        with office.opened(person) as desk:
            found = offices.whole(desk)
            assert (found["sheet"], found["seal"]) == ([], [])
            assert is_sound(desk)
    with office.opened(COORDINATOR) as desk:
        assert "refused" in alarms(desk)
        assert ids_by_number(desk)


def test_fault_10_one_who_learns_of_the_retirement_late_drops_what_came_after_it(office: Office) -> None:
    submit(office, "okonjo", "WH-001")
    office.settle()
    submit(office, "okonjo", "WH-002")
    office.sync("okonjo", "villasenor")
    with office.opened("okonjo") as desk:
        laptop = desk.identity.desk
    with office.opened(COORDINATOR) as desk:
        laptops.retire(desk, laptop, "left in a taxi on Friday")
    office.sync(COORDINATOR, "villasenor", "moriwaki", COORDINATOR)
    seals = set()
    for person in OTHERS:
        with office.opened(person) as desk:
            seals.add(tuple(offices.whole(desk)["seal"]))
            assert is_sound(desk)
    assert len(seals) == 1
    assert len(next(iter(seals))) == 1


# 10: signed by a laptop of the office that may not say it

NOT_SO = {
    "An entry in it writes what its author may not.",
    "An entry in it does not have the form of an entry.",
}
Forgery = Callable[[Change, str], None]


def other_sheet(change: Change, applicant: str) -> None:
    change.write("sheet", revision_id(applicant, "moriwaki", 1), sheet_of("moriwaki"), applicant=applicant,
                 panelist="moriwaki", revision=1, ratings="[]")  # fmt: skip


def own_sheet_in_anothers_row(change: Change, applicant: str) -> None:
    change.write("sheet", revision_id(applicant, "moriwaki", 1), sheet_of("okonjo"), applicant=applicant,
                 panelist="okonjo", revision=1, ratings="[]")  # fmt: skip


def other_seal(change: Change, applicant: str) -> None:
    change.write("seal", revision_id(applicant, "moriwaki", 1), OFFICE, applicant=applicant, panelist="moriwaki",
                 revision=1, commitment="0" * 64)  # fmt: skip


def other_rating(change: Change, applicant: str) -> None:
    change.write("rating", rating_id(applicant, "moriwaki", "culture"), sheet_of("moriwaki"), level=1)


FORGERIES: dict[str, Forgery] = {
    "another's sheet": other_sheet,
    "own sheet in another's row": own_sheet_in_anothers_row,
    "another's seal": other_seal,
    "another's rating": other_rating,
    "the office": lambda change, applicant: change.write("office", "office", OFFICE, name="Hacked"),
    "a panel": lambda change, applicant: change.write("panel", "B", OFFICE, members='["okonjo"]'),
    "a person": lambda change, applicant: change.write("person", "okonjo", OFFICE, role="coordinator"),
    "an applicant": lambda change, applicant: change.write("applicant", applicant, case(applicant), status="withdrawn"),
    "an assignment": lambda change, applicant: change.write(
        "assignment", derived_id("assignment", applicant, "moriwaki"), case(applicant), recused=True
    ),
    "a selection": lambda change, applicant: change.write("selection", "ALT", OFFICE, signed_by="okonjo"),
    "a decision": lambda change, applicant: change.write("decision", applicant, OFFICE, position="ALT", rank=1),
    "a reveal": lambda change, applicant: change.write("reveal", applicant, case(applicant), applicant=applicant),
    "a withdrawal": lambda change, applicant: change.write(
        "withdrawn", sheet_key(applicant, "moriwaki"), OFFICE, applicant=applicant, panelist="moriwaki"
    ),
    "a laptop": lambda change, applicant: change.write(
        "member", derived_id("mine"), OFFICE, person="okonjo", role="coordinator", verify_key="00" * 32
    ),
    "somebody's receipt": lambda change, applicant: change.write(
        "receipt", derived_id("receipt", "x"), OFFICE, by=derived_id("x"), of=derived_id("y"), sheets="[]"
    ),
}


@pytest.mark.parametrize("what", FORGERIES)
def test_fault_10_what_a_panelist_may_not_write_counts_nowhere(office: Office, what: str) -> None:
    with office.opened("okonjo") as desk:
        priya = ids_by_number(desk)["WH-001"]
        before = without_receipts(wholes_but(office, "okonjo"), *OTHERS)
        with desk.change("forged") as change:
            FORGERIES[what](change, priya)
    office.sync("okonjo")
    met = office.sync(*OTHERS)
    assert met[COORDINATOR].refused
    assert {refusal.why.text() for refusal in met[COORDINATOR].refused} <= NOT_SO
    assert without_receipts(wholes_but(office, "okonjo"), *OTHERS) == before
    with office.opened(COORDINATOR) as desk:
        assert alarms(desk) == ["refused"]
        assert is_sound(desk)


def wholes_but(office: Office, absent: str) -> States:
    found = {}
    for person in EVERYBODY:
        if person != absent:
            with office.opened(person) as desk:
                found[person] = offices.whole(desk)
    return found


def test_fault_10_a_sheet_in_anothers_name_counts_nowhere(office: Office) -> None:
    """The entry says that another person wrote it; the laptop's key is good."""
    with office.opened("okonjo") as desk:
        before = without_receipts(wholes_but(office, "okonjo"), *OTHERS)
        desk.identity = replace(desk.identity, person="moriwaki")
        with desk.change("forged") as change:
            other_sheet(change, ids_by_number(desk)["WH-001"])
            other_seal(change, ids_by_number(desk)["WH-001"])
    office.sync("okonjo")
    met = office.sync(*OTHERS)
    assert met[COORDINATOR].refused
    assert {refusal.why.text() for refusal in met[COORDINATOR].refused} <= NOT_SO
    assert without_receipts(wholes_but(office, "okonjo"), *OTHERS) == before


def test_fault_10_a_forged_certificate_makes_no_coordinator(office: Office) -> None:
    """A panelist's laptop certifies itself with a root of its own; nobody gets anything more to read for it."""
    with office.opened("okonjo") as desk:
        laptop = desk.identity.desk
        with desk.change("forged") as change:
            change.write("member", laptop, OFFICE, role="coordinator", certificate="ab" * 64)
    office.sync("okonjo")
    office.sync(*OTHERS)
    for person in OTHERS:
        with office.opened(person) as desk, desk.read() as connection:
            assert members_here(connection, desk.identity)[laptop].role.value == "panelist"
            assert certified(desk.identity.root, "another office", {}) == {}


@pytest.mark.parametrize("what", ["a list", "an object", "a huge number"])
def test_fault_10_values_of_a_shape_that_no_column_holds_stop_nobody(office: Office, what: str) -> None:
    value: object = {"a list": ["x"], "an object": {"a": 1}, "a huge number": 2**70}[what]
    with office.opened("okonjo") as desk:
        priya = ids_by_number(desk)["WH-001"]
        row = revision_id(priya, "okonjo", 1)
        fields = {"applicant": priya, "panelist": "okonjo", "revision": 1, "ratings": value}
        entry = desk._sign("forged", sheet_of("okonjo"), (Write("sheet", row, fields, {}),), "")  # type: ignore[arg-type]
        with desk.read() as connection:
            members = members_here(connection, desk.identity)
        newest = read_envelope(office.envelopes_of(desk.identity.desk)[-1].read_bytes())
        header = replace(newest.header, seq=newest.header.seq + 1, previous=newest.hash)
        keys = [member.sealing for member in members.values()]
        raw = seal(desk.identity.signing, header, Content((entry,), frozenset(members)), keys)
    lay(office, header.desk, raw)
    met = office.sync(COORDINATOR)[COORDINATOR]
    assert len(met.refused) == 1


def test_fault_10_a_pack_that_is_used_twice_lets_one_laptop_in_and_is_told(office: Office) -> None:
    shutil.rmtree(office.folder("okonjo"))
    with office.opened(COORDINATOR) as desk:
        made = laptops.pack(desk, "okonjo", office.root / "twice.jetdesk-pack")
    laptops.join(made.file, made.code, office.folder("okonjo"), PASSPHRASE).desk.close()
    laptops.join(made.file, made.code, office.folder("thief"), PASSPHRASE).desk.close()
    office.sync("okonjo", COORDINATOR)
    met = office.sync("thief", COORDINATOR)
    assert len(met[COORDINATOR].refused) == 1
    with office.opened("okonjo") as desk:
        rightful = bytes(desk.identity.signing.verify_key).hex()
    with office.opened(COORDINATOR) as desk:
        with desk.read() as connection:
            assert bytes(members_here(connection, desk.identity)[made.laptop].verify).hex() == rightful
        assert "pack" in alarms(desk)
