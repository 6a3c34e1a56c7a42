"""One desk in two places: edits on two coordinators' desks, copied disks, and backups of last week."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from jetdesk.desk import tables as t
from jetdesk.desk.desk import OFFICE, Desk, case
from jetdesk.desk.entry import read_entry
from jetdesk.desk.queries import interviews as queries
from jetdesk.domain.custody import Conflict
from jetdesk.domain.office import Role
from jetdesk.services import conflicts, desks, exchange, interviews, laptops, timetable
from tests.faults import offices
from tests.faults.offices import COORDINATOR, EVERYBODY, Office, alarms, is_sound
from tests.small_office import PASSPHRASE, ids_by_number

pytestmark = pytest.mark.fault
SECOND = "bo-second"


def sheets_here(desk: Desk) -> set[tuple[str, str]]:
    """(application number, panelist) of the sheets on a desk."""
    numbers = {applicant: number for number, applicant in ids_by_number(desk).items()}
    with desk.read() as connection:
        rows = connection.execute(select(t.sheet.c.applicant, t.sheet.c.panelist)).all()
    return {(numbers[row.applicant], row.panelist) for row in rows}


def note_of(desk: Desk, number: str) -> set[str]:
    with desk.read() as connection:
        draft = queries.find_draft(connection, ids_by_number(desk)[number], desk.person)
    return {rating.note for rating in draft.ratings if rating.note}


def jot(office: Office, person: str, number: str, text: str, *, at: int = 0) -> None:
    """A note in a draft."""
    with office.opened(person) as desk:
        owner = desk.person
        view = interviews.open_sheet(desk, ids_by_number(desk)[number], owner)
        interviews.note(desk, view.applicant_id, owner, view.rubric.criteria[at].id, text)


def envelope_numbers(office: Office) -> list[tuple[str, str]]:
    return [(path.parent.name, path.name.rsplit("-", 1)[0]) for path in office.mailbox.rglob("*.jde")]


def entries_by_place(desk: Desk) -> dict[tuple[str, int, int], set[str]]:
    found: dict[tuple[str, int, int], set[str]] = {}
    with desk.read() as connection:
        for row in connection.execute(select(t.journal.c.body, t.journal.c.signature)):
            entry = read_entry(row.body, row.signature)
            found.setdefault((entry.desk, entry.epoch, entry.seq), set()).add(entry.id)
    return found


# 7: the same field on two desks


@pytest.fixture
def two(office: Office) -> Office:
    """With a second coordinator, who has joined and is certified."""
    with office.opened(COORDINATOR) as desk:
        person = laptops.add_person(desk, "Bo Second", Role.COORDINATOR)
        assert person.id == SECOND
        made = laptops.pack(desk, person.id, office.root / "second.jetdesk-pack")
    laptops.join(made.file, made.code, office.folder(SECOND), PASSPHRASE).desk.close()
    for _ in range(2):
        office.sync(SECOND, COORDINATOR)
    office.settle()
    return office


def room_of(desk: Desk) -> str:
    with desk.read() as connection:
        return str(connection.execute(select(t.panel.c.room).where(t.panel.c.id == "B")).scalar())


def found_on(office: Office) -> Iterator[tuple[str, tuple[Conflict, ...], str]]:
    for person in (*EVERYBODY, SECOND):
        with office.opened(person) as desk:
            yield person, conflicts.list_conflicts(desk), room_of(desk)


@pytest.mark.parametrize(("chosen_on", "winner"), [(COORDINATOR, 1), (SECOND, 0)])
def test_fault_7_two_edits_of_one_field_are_seen_everywhere_until_one_is_chosen(
    two: Office, chosen_on: str, winner: int
) -> None:
    for person, room in ((COORDINATOR, "The library"), (SECOND, "The cellar")):
        with two.opened(person) as desk, desk.change("panel.set") as change:
            change.write("panel", "B", OFFICE, room=room)
    two.sync(COORDINATOR, SECOND)
    two.settle()
    for _, found, shown in found_on(two):
        ((conflict),) = found
        assert (conflict.table, conflict.row, conflict.field) == ("panel", "B", "room")
        assert {value.value for value in conflict.values} == {"The library", "The cellar"}
        assert conflict.values[0].value == shown
    with two.opened(chosen_on) as desk:
        (conflict,) = conflicts.list_conflicts(desk)
        value = conflict.values[winner]
        conflicts.resolve(desk, conflict, value.entry, "the cellar floods in November")
    two.sync(chosen_on)
    two.sync(SECOND, COORDINATOR)
    two.settle()
    for person, found, shown in [*found_on(two)]:
        assert (found, shown) == ((), value.value), person
        with two.opened(person) as desk:
            assert is_sound(desk)
            with desk.read() as connection:
                texts = b"".join(connection.execute(select(t.journal.c.body)).scalars())
            assert b"The library" in texts
            assert b"The cellar" in texts


def test_fault_7_a_conflict_in_a_case_is_seen_on_the_case_s_desks_only(two: Office) -> None:
    """villasenor is not on the case."""
    with two.opened(COORDINATOR) as desk:
        priya = ids_by_number(desk)["WH-001"]
        timetable.recuse(desk, priya, "villasenor", "a former student of his")
    two.settle()
    two.sync(SECOND)
    for person, reason in ((COORDINATOR, "one"), (SECOND, "two")):
        with two.opened(person) as desk, desk.change("status.set") as change:
            change.write("applicant", priya, case(priya), status_reason=reason)
    two.sync(COORDINATOR, SECOND)
    two.settle()
    counts = {person: len(found) for person, found, _ in found_on(two)}
    assert counts == {COORDINATOR: 1, SECOND: 1, "moriwaki": 1, "okonjo": 1, "villasenor": 0}


# 9: a copied disk


def clone(office: Office, person: str) -> str:
    shutil.copytree(office.folder(person), office.folder("clone"))
    return "clone"


@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "one after the other"])
def test_fault_9_a_copied_disk_is_told_on_every_desk_and_both_edits_are_kept(office: Office, at_once: bool) -> None:
    copied = clone(office, "okonjo")
    submit_as(office, "okonjo", "WH-001")
    submit_as(office, copied, "WH-002")
    if at_once:
        other = Office(office.root)
        shutil.copytree(office.mailbox, office.root / "other stick")
        other.sync("okonjo")
        with office.opened(copied) as desk:
            exchange.sync(desk, str(office.root / "other stick"))
        shutil.copytree(office.root / "other stick", office.mailbox, dirs_exist_ok=True)
    else:
        office.sync("okonjo")
        office.sync(copied)
    for _ in range(3):
        office.sync(*EVERYBODY, copied)
    for person in (*EVERYBODY, copied):
        with office.opened(person) as desk:
            assert "clone" in alarms(desk), person
            assert is_sound(desk), person
    for person in ("okonjo", copied, COORDINATOR):
        with office.opened(person) as desk:
            assert {("WH-001", "okonjo"), ("WH-002", "okonjo")} <= sheets_here(desk)


def submit_as(office: Office, folder: str, number: str) -> None:
    with office.opened(folder) as desk:
        offices.fill_in(desk, number, note=f"from {folder}")
        interviews.submit(desk, ids_by_number(desk)[number], desk.person)


def test_fault_9_a_copied_disk_s_numbers_are_not_used_twice_after_they_met(office: Office) -> None:
    copied = clone(office, "okonjo")
    submit_as(office, "okonjo", "WH-001")
    submit_as(office, copied, "WH-002")
    for _ in range(3):
        office.sync("okonjo", copied, COORDINATOR)
    with office.opened(COORDINATOR) as desk:
        met = entries_by_place(desk)
    numbers = len(envelope_numbers(office)) - len(set(envelope_numbers(office)))
    submit_as(office, "okonjo", "WH-003")
    office.sync("okonjo", copied, COORDINATOR)
    submit_as(office, copied, "WH-004")
    office.sync(copied, COORDINATOR, "okonjo", COORDINATOR)
    with office.opened(COORDINATOR) as desk:
        after = entries_by_place(desk)
        assert {number for number, _ in sheets_here(desk)} == {"WH-001", "WH-002", "WH-003", "WH-004"}
    assert all(len(ids) == 1 for place, ids in after.items() if place not in met)
    assert len(envelope_numbers(office)) - len(set(envelope_numbers(office))) == numbers


def test_fault_9_the_same_field_on_both_is_a_conflict_not_a_loss(office: Office) -> None:
    copied = clone(office, "okonjo")
    jot(office, "okonjo", "WH-001", "said on the laptop")
    jot(office, copied, "WH-001", "said on its copy")
    for _ in range(3):
        office.sync("okonjo", copied)
    for person in ("okonjo", copied):
        with office.opened(person) as desk:
            (conflict,) = conflicts.list_conflicts(desk)
            assert {value.value for value in conflict.values} == {"said on the laptop", "said on its copy"}


def test_fault_9_after_a_copy_the_person_goes_on_with_a_new_pack(office: Office) -> None:
    copied = clone(office, "okonjo")
    submit_as(office, "okonjo", "WH-001")
    submit_as(office, copied, "WH-002")
    for _ in range(2):
        office.sync("okonjo", copied, COORDINATOR)
    with office.opened("okonjo") as desk:
        old = desk.identity.desk
    with office.opened(COORDINATOR) as desk:
        laptops.retire(desk, old, "its disk was copied")
        made = laptops.pack(desk, "okonjo", office.root / "again.jetdesk-pack")
    shutil.rmtree(office.folder("okonjo"))
    laptops.join(made.file, made.code, office.folder("okonjo"), PASSPHRASE).desk.close()
    office.sync("okonjo", COORDINATOR, "okonjo")
    with office.opened("okonjo") as desk:
        assert {("WH-001", "okonjo"), ("WH-002", "okonjo")} <= sheets_here(desk)
    submit_as(office, "okonjo", "WH-003")
    submit_as(office, copied, "WH-004")
    office.sync("okonjo", copied, COORDINATOR, "okonjo")
    with office.opened(COORDINATOR) as desk:
        assert {number for number, _ in sheets_here(desk)} == {"WH-001", "WH-002", "WH-003"}
        assert is_sound(desk)
    with office.opened("okonjo") as desk:
        assert exchange.delivery(desk).sheets_waiting == 0
        assert is_sound(desk)


# 9: a backup of last week


def old_backup(office: Office) -> Path:
    file = office.root / "last week.jetdesk-backup"
    with office.opened("okonjo") as desk:
        desks.back_up(desk, file)
    return file


def put_back(office: Office, kept: Path) -> None:
    shutil.rmtree(office.folder("okonjo"))
    if kept.is_dir():
        shutil.copytree(kept, office.folder("okonjo"))
    else:
        desks.restore(kept, office.folder("okonjo"))


@pytest.mark.parametrize("how", ["backup", "folder"])
@pytest.mark.parametrize("syncs_first", [True, False], ids=["syncs first", "works first"])
def test_fault_9_what_was_written_since_the_backup_comes_back(office: Office, how: str, syncs_first: bool) -> None:
    kept = old_backup(office) if how == "backup" else office.folder("okonjo").with_name("last week")
    if how == "folder":
        shutil.copytree(office.folder("okonjo"), kept)
    submit_as(office, "okonjo", "WH-001")
    jot(office, "okonjo", "WH-003", "written since the backup")
    office.settle()
    put_back(office, kept)
    if syncs_first:
        office.sync("okonjo")
    submit_as(office, "okonjo", "WH-002")
    jot(office, "okonjo", "WH-004", "written on the restored desk")
    with office.opened(COORDINATOR) as desk:
        before = entries_by_place(desk)
    met = office.sync("okonjo", COORDINATOR, "okonjo")
    told = {alarm.kind.value for alarm in met["okonjo"].alarms}
    # A folder that was put back and worked on before it met the mailbox is a fork, as a copied disk is.
    assert told == ({"restored", "clone"} if (how, syncs_first) == ("folder", False) else {"restored"})
    office.settle()
    with office.opened("okonjo") as desk:
        assert note_of(desk, "WH-003") == {"written since the backup"}
        assert note_of(desk, "WH-004") == {"written on the restored desk"}
        assert {("WH-001", "okonjo"), ("WH-002", "okonjo")} <= sheets_here(desk)
        assert desk.identity.epoch > 1
        assert exchange.delivery(desk).sheets_waiting == 0
        assert is_sound(desk)
    assert len(envelope_numbers(office)) == len(set(envelope_numbers(office)))
    with office.opened(COORDINATOR) as desk:
        assert {("WH-001", "okonjo"), ("WH-002", "okonjo")} <= sheets_here(desk)
        after = entries_by_place(desk)
        reused = [place for place, ids in after.items() if len(ids) > 1 or not before.get(place, ids) <= ids]
        # A folder that was put back does not know it: only what it wrote before it met the mailbox has old numbers.
        assert reused == [] or (how, syncs_first) == ("folder", False)
        assert is_sound(desk)


def test_fault_9_the_same_backup_restored_twice_uses_no_number_twice(office: Office) -> None:
    kept = old_backup(office)
    for number in ("WH-001", "WH-002", "WH-003"):
        submit_as(office, "okonjo", number)
        office.sync("okonjo", COORDINATOR)
        put_back(office, kept)
        office.sync("okonjo")
    submit_as(office, "okonjo", "WH-004")
    office.settle()
    assert len(envelope_numbers(office)) == len(set(envelope_numbers(office)))
    with office.opened(COORDINATOR) as desk:
        assert {number for number, _ in sheets_here(desk)} == {"WH-001", "WH-002", "WH-003", "WH-004"}
        assert all(len(ids) == 1 for ids in entries_by_place(desk).values())
