"""The chain: whatever is edited, deleted or swapped, the first bad entry is named."""

import pytest
from nacl.signing import SigningKey
from sqlalchemy import Connection, delete, select, update

from jetdesk.desk import journal
from jetdesk.desk import tables as t
from jetdesk.desk.clock import COUNTER_BITS, HOUR_MS, HybridClock, moment, wall_ms
from jetdesk.desk.desk import OFFICE, SELF, Desk, case, sheet_of
from jetdesk.desk.entry import FIRST, Place, Value, Write, read_entry, sign_entry
from jetdesk.desk.founding import open_desk
from jetdesk.desk.verify import verify
from jetdesk.errors import Refused

J = t.journal.c


@pytest.fixture
def written(desk: Desk) -> Desk:
    """Five entries in the journal."""
    for level in range(1, 6):
        with desk.change("sheet.rated") as change:
            change.write("rating", "r1", SELF, applicant="a1", panelist="mori", criterion="culture", level=level)
    return desk


def problems(desk: Desk) -> list[str]:
    with desk.read() as connection:
        checked = journal.check_chains(connection, desk.verify_keys(), desk.identity.desk)
        return [str(problem) for problem in checked.problems]


def at(connection: Connection, seq: int) -> tuple[bytes, bytes]:
    row = connection.execute(select(J.body, J.signature).where(J.seq == seq)).one()
    return row.body, row.signature


def test_an_untouched_chain_is_sound(written: Desk) -> None:
    with written.read() as connection:
        checked = journal.check_chains(connection, written.verify_keys(), written.identity.desk)
    assert checked == journal.Checked(5, 1, ())


def test_each_entry_names_the_one_before(written: Desk) -> None:
    with written.read() as connection:
        entries = list(journal.entries(connection))
    assert [entry.previous for entry in entries] == [FIRST, *(entry.hash for entry in entries[:-1])]
    assert written.head_hash == entries[-1].hash
    assert sorted(entry.clock for entry in entries) == [entry.clock for entry in entries]
    assert {entry.author for entry in entries} == {"mori"}


def test_an_edited_entry_is_named(written: Desk) -> None:
    with written.database.write() as connection:
        body, _ = at(connection, 3)
        connection.execute(update(t.journal).where(J.seq == 3).values(body=body.replace(b'"level":3', b'"level":5')))
    (problem,) = problems(written)
    assert "entry 3 of desk" in problem
    assert "does not match its label" in problem
    assert not verify(written, replay=True).ok


def test_an_edited_entry_with_its_label_repaired_is_named(written: Desk) -> None:
    with written.database.write() as connection:
        body, signature = at(connection, 3)
        changed = body.replace(b'"level":3', b'"level":5')
        label = read_entry(changed, signature).id
        connection.execute(update(t.journal).where(J.seq == 3).values(body=changed, id=label))
    (problem,) = problems(written)
    assert "entry 3 of desk" in problem
    assert "not signed by its desk" in problem


def test_an_entry_signed_with_another_key_is_named(written: Desk) -> None:
    with written.database.write() as connection:
        entry = read_entry(*at(connection, 5))
        place = Place(entry.desk, 1, 5, entry.clock, entry.author, entry.previous)
        writes = (Write("rating", "r1", {}, {}),)
        forged = sign_entry(SigningKey.generate(), place, entry.action, entry.audience, writes)
        values = {"body": forged.body, "signature": forged.signature, "id": forged.id}
        connection.execute(update(t.journal).where(J.seq == 5).values(**values))
    (problem,) = problems(written)
    assert "entry 5 of desk" in problem
    assert "not signed" in problem


@pytest.mark.parametrize("gone", [1, 2, 4])
def test_a_deleted_entry_is_named(written: Desk, gone: int) -> None:
    with written.database.write() as connection:
        connection.execute(delete(t.journal).where(J.seq == gone))
    (problem,) = problems(written)
    assert f"before entry {gone + 1} of desk" in problem


def test_a_deleted_entry_with_the_numbers_closed_up_is_named(written: Desk) -> None:
    with written.database.write() as connection:
        connection.execute(delete(t.journal).where(J.seq == 2))
        connection.execute(update(t.journal).where(J.seq > 2).values(seq=J.seq - 1))
    (problem,) = problems(written)
    assert "before entry 2 of desk" in problem


def test_swapped_entries_are_named(written: Desk) -> None:
    with written.database.write() as connection:
        second, third = at(connection, 2), at(connection, 3)
        for seq, (body, signature) in ((2, third), (3, second)):
            connection.execute(update(t.journal).where(J.seq == seq).values(body=body, signature=signature))
    (problem,) = problems(written)
    assert "before entry 2 of desk" in problem


@pytest.mark.parametrize("label", [{"clock": 1}, {"action": "nothing"}, {"audience": OFFICE}, {"id": "0" * 32}])
def test_a_changed_label_is_named(written: Desk, label: dict[str, object]) -> None:
    with written.database.write() as connection:
        connection.execute(update(t.journal).where(J.seq == 2).values(**label))
    (problem,) = problems(written)
    assert "entry 2 of desk" in problem
    assert "label" in problem


def test_an_entry_that_cannot_be_read_is_named_and_other_chains_are_still_checked(written: Desk) -> None:
    key = SigningKey.generate()
    foreign = sign_entry(key, Place("zz-other", 1, 1, 5, "sato", FIRST), "test", OFFICE, ())
    with written.database.write() as connection:
        journal.append(connection, [foreign])
        connection.execute(update(t.journal).where(J.seq == 2).values(body=b"?"))
    first, second = problems(written)
    assert "entry 2 of desk" in first
    assert "cannot be read" in first
    assert "entry 1 of desk zz-other" in second
    with written.read() as connection:
        keys = {**written.verify_keys(), "zz-other": key.verify_key}
        checked = journal.check_chains(connection, keys, written.identity.desk)
    assert (checked.entries, checked.chains, len(checked.problems)) == (6, 2, 1)


def test_heads_of_chains(written: Desk) -> None:
    with written.read() as connection:
        desk_id = written.identity.desk
        assert journal.head(connection, desk_id, 1).seq == 5
        assert journal.head(connection, desk_id, 2).seq == 0
        assert journal.head(connection, "other", 1).hash == FIRST
        assert journal.head(connection, desk_id, 2).clock == journal.head(connection, desk_id, 1).clock > 0
        assert journal.head(connection, "other", 1).clock == 0
        assert journal.get(connection, "nothing") is None
        assert journal.count(connection) == 5


# Changes that fail, and reopening


def rate_and_fail(desk: Desk) -> None:
    with desk.change("sheet.rated") as change:
        change.write("rating", "r1", SELF, level=1)
        change.sign(SELF)
        raise ZeroDivisionError


def test_a_change_that_raises_leaves_chain_and_tables_as_they_were(written: Desk) -> None:
    head = written.head_hash
    with pytest.raises(ZeroDivisionError):
        rate_and_fail(written)
    assert written.head_hash == head
    with written.change("sheet.rated") as change:
        change.write("rating", "r1", SELF, level=2)
    assert problems(written) == []
    assert verify(written, replay=True).ok
    with written.read() as connection:
        assert journal.count(connection) == 6
        assert connection.execute(select(t.rating.c.level)).scalar() == 2


def test_the_chain_goes_on_after_reopening_even_when_the_clock_went_back(written: Desk, passphrase: str) -> None:
    folder, head = written.folder, written.head_hash
    written.close()
    with open_desk(folder, passphrase, wall=lambda: 1000) as desk:
        with desk.change("sheet.rated") as change:
            change.write("rating", "r1", SELF, level=1)
        with desk.read() as connection:
            entries = list(journal.entries(connection))
            assert connection.execute(select(t.rating.c.level)).scalar() == 1
        assert entries[-1].previous == head
        assert entries[-1].clock > entries[-2].clock
        assert verify(desk, replay=True).ok


def test_an_empty_change_writes_nothing(desk: Desk) -> None:
    with desk.change("nothing", checkpoint=True) as change:
        pass
    assert change.result.rows == {}
    assert change.result.entries == ()
    with desk.read() as connection:
        assert journal.count(connection) == 0


def test_one_change_for_two_audiences_is_two_entries_in_one_transaction(desk: Desk) -> None:
    with desk.change("sheet.submitted", checkpoint=True) as change:
        change.write("sheet", "s1", sheet_of("mori"), applicant="a1", panelist="mori", revision=1)
        sealed = change.sign(sheet_of("mori"))
        change.write("seal", "s1", OFFICE, commitment=sealed.hash, revision=1)
        change.write("assignment", "g1", case("a1"), applicant="a1", panelist="mori")
    assert change.result.touches("seal")
    assert change.result.touches("nothing", "sheet")
    assert not change.result.touches("office", "rubric")
    assert change.result.rows["seal"] == {"s1"}
    with desk.read() as connection:
        entries = list(journal.entries(connection))
        assert [entry.audience for entry in entries] == ["sheet:mori", "office", "case:a1"]
        assert [entry.id for entry in entries] == list(change.result.entries)
        assert connection.execute(select(t.seal.c.commitment)).scalar() == entries[0].hash


def test_what_no_table_has_is_a_mistake_of_the_program(desk: Desk) -> None:
    mistakes: tuple[tuple[str, dict[str, Value]], ...] = (
        ("medal", {"metal": 1}), ("rating", {"levl": 1}), ("rating", {"heads": "x"}), ("rating", {"id": "x"}),
    )  # fmt: skip
    for table, fields in mistakes:
        with pytest.raises(KeyError), desk.change("test") as change:
            change.write(table, "r1", SELF, **fields)
    with desk.read() as connection:
        assert journal.count(connection) == 0


@pytest.mark.parametrize(
    ("written_text", "kept"),
    [("\ud800x", "\ufffdx"), ("x\udfff", "x\ufffd"), ("\ud842\udfb7", "𠮷"), ("nul\0nul", "nul\0nul"),
     ("\u202e", "\u202e")],
)  # fmt: skip
def test_half_characters_are_stored_as_replacement_characters(desk: Desk, written_text: str, kept: str) -> None:
    with desk.change("person.added") as change:
        change.write("person", "p1", OFFICE, name=written_text)
    with desk.read() as connection:
        assert connection.execute(select(t.person.c.name)).scalar() == kept
        (entry,) = journal.entries(connection)
        assert entry.writes[0].fields == {"name": kept}
    assert verify(desk, replay=True).ok


def test_a_deleted_row_that_is_written_again_is_there_again(desk: Desk) -> None:
    for fields in ({"name": "Mori"}, {"deleted": True}, {"name": "Mori Aoi"}):
        with desk.change("person") as change:
            change.write("person", "p1", OFFICE, **fields)
    with desk.read() as connection:
        row = connection.execute(select(t.person)).one()
    assert (row.name, row.deleted) == ("Mori Aoi", False)


def test_undoing_what_the_journal_does_not_hold_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="not in the journal"):
        desk.undo(["nothing"])


# The clock


def test_stamps_rise_whatever_the_laptops_clock_does() -> None:
    walls = iter([5, 5, 4, 1, 6])
    clock = HybridClock(lambda: next(walls))
    stamps = [clock.tick() for _ in range(5)]
    assert stamps == sorted(set(stamps))
    assert stamps[0] == 5 << COUNTER_BITS
    assert stamps[-1] == 6 << COUNTER_BITS


def test_a_stamp_from_another_desk_is_followed_but_never_more_than_an_hour() -> None:
    clock = HybridClock(lambda: 1000)
    clock.see(1500 << COUNTER_BITS)
    assert clock.tick() == (1500 << COUNTER_BITS) + 1
    clock.see((1000 + 10 * HOUR_MS) << COUNTER_BITS)
    assert clock.tick() == ((1000 + HOUR_MS) << COUNTER_BITS) + 1
    clock.see(3)
    assert clock.tick() > (1000 + HOUR_MS) << COUNTER_BITS


def test_a_stamp_tells_its_moment() -> None:
    assert moment((1_500 << COUNTER_BITS) + 7).isoformat() == "1970-01-01T00:00:01.500000+00:00"
    assert wall_ms() > 1_700_000_000_000
