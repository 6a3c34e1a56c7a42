"""Undo and redo: an inverse entry, never a deletion from the journal."""

from collections.abc import Callable

import pytest
from sqlalchemy import RowMapping, select

from jetdesk.desk import journal
from jetdesk.desk import tables as t
from jetdesk.desk.desk import OFFICE, SELF, Desk
from jetdesk.desk.entry import Value
from jetdesk.desk.queries import dossiers, interviews, selection
from jetdesk.desk.verify import verify
from jetdesk.domain.applicant import Position
from jetdesk.errors import Refused

AddApplicant = Callable[..., str]


def write(desk: Desk, table: str, row: str, **fields: Value) -> tuple[str, ...]:
    with desk.change("test") as change:
        change.write(table, row, SELF, **fields)
    return change.result.entries


def row_of(desk: Desk, table: str, row: str) -> RowMapping:
    with desk.read() as connection:
        return connection.execute(select(t.PROJECTED[table]).where(t.PROJECTED[table].c.id == row)).mappings().one()


def rate(desk: Desk, **fields: Value) -> tuple[str, ...]:
    return write(desk, "rating", "r1", applicant="a1", panelist="mori", criterion="culture", **fields)


def test_a_changed_field_goes_back_and_forth(desk: Desk) -> None:
    rate(desk, level=2)
    second = rate(desk, level=5)
    undone = desk.undo(second)
    assert row_of(desk, "rating", "r1")["level"] == 2
    assert undone.rows == {"rating": {"r1"}}
    redone = desk.undo(undone.entries, "redone")
    assert row_of(desk, "rating", "r1")["level"] == 5
    desk.undo(redone.entries)
    assert row_of(desk, "rating", "r1")["level"] == 2
    with desk.read() as connection:
        assert [e.action for e in journal.entries(connection)] == ["test", "test", "undone", "redone", "undone"]
    assert verify(desk, replay=True).ok


def test_a_created_row_goes_and_comes_back(desk: Desk) -> None:
    made = rate(desk, level=2)
    undone = desk.undo(made)
    with desk.read() as connection:
        assert interviews.find_draft(connection, "a1", "mori").ratings == ()
    desk.undo(undone.entries)
    with desk.read() as connection:
        (rating,) = interviews.find_draft(connection, "a1", "mori").ratings
    assert rating.level == 2


def test_a_created_row_undone_can_be_written_anew(desk: Desk) -> None:
    desk.undo(rate(desk, level=2))
    rate(desk, level=3)
    with desk.read() as connection:
        (rating,) = interviews.find_draft(connection, "a1", "mori").ratings
    assert rating.level == 3


def test_a_deleted_row_comes_back(desk: Desk) -> None:
    rate(desk, level=2)
    deleted = write(desk, "rating", "r1", deleted=True)
    assert row_of(desk, "rating", "r1")["deleted"] is True
    again = desk.undo(deleted)
    assert not row_of(desk, "rating", "r1")["deleted"]
    desk.undo(again.entries)
    assert row_of(desk, "rating", "r1")["deleted"] is True


def test_undoing_the_first_value_of_a_field_does_not_delete_its_row(desk: Desk) -> None:
    """Found: a note added to a rating, undone, took the rating with it."""
    write(desk, "rating", "r1", applicant="a1", panelist="mori", criterion="culture", level=2)
    noted = write(desk, "rating", "r1", note="lively")
    desk.undo(noted)
    row = row_of(desk, "rating", "r1")
    assert (row["level"], row["note"], row["deleted"]) == (2, None, None)


def test_undoing_what_made_a_row_is_refused_once_others_added_to_it(desk: Desk, add: AddApplicant) -> None:
    """Found: it left an applicant without a name and number."""
    applicant = add("A1")
    with desk.read() as connection:
        (loaded,) = journal.entries(connection)
    write(desk, "applicant", applicant, status_reason="late")
    with pytest.raises(Refused, match="changed again since"):
        desk.undo([loaded.id])
    with desk.read() as connection:
        assert dossiers.applicant_ids(connection) == {"a1": applicant}


def test_an_emptied_field_that_was_filled_again_cannot_be_undone(desk: Desk) -> None:
    """Found: the None was not looked at, and the undo became a conflict."""
    rate(desk, level=2, note="x")
    emptied = write(desk, "rating", "r1", note=None)
    refilled = write(desk, "rating", "r1", note="y")
    with pytest.raises(Refused):
        desk.undo(emptied)
    desk.undo(refilled)
    assert row_of(desk, "rating", "r1")["note"] is None
    with desk.read() as connection:
        assert connection.execute(select(t.conflict)).all() == []


def test_undo_after_a_later_change_is_refused_and_changes_nothing(desk: Desk) -> None:
    first = rate(desk, level=2)
    rate(desk, level=5)
    with pytest.raises(Refused, match="changed again since") as refused:
        desk.undo(first)
    assert refused.value.todo is not None
    assert row_of(desk, "rating", "r1")["level"] == 5
    with desk.read() as connection:
        assert journal.count(connection) == 2
    assert verify(desk).ok


def test_undo_takes_a_change_of_two_audiences_back_as_one(desk: Desk) -> None:
    with desk.change("sheet.submitted") as change:
        change.write("sheet", "s1", SELF, revision=1)
        change.write("seal", "s1", OFFICE, commitment="abc")
    undone = desk.undo(change.result.entries)
    assert [row_of(desk, table, "s1")["deleted"] for table in ("sheet", "seal")] == [True, True]
    with desk.read() as connection:
        audiences = {entry.audience for entry in journal.entries(connection) if entry.id in undone.entries}
    assert audiences == {SELF, OFFICE}


def test_a_change_reads_what_it_is_about_to_change(desk: Desk) -> None:
    rate(desk, level=2)
    with desk.change("test") as change:
        assert [r.level for r in interviews.find_draft(change.snapshot, "a1", "mori").ratings] == [2]
        change.write("rating", "r1", SELF, level=3)
    assert row_of(desk, "rating", "r1")["level"] == 3


def test_undo_gives_the_last_of_the_values_that_one_change_set(desk: Desk) -> None:
    with desk.change("test") as change:
        change.write("rating", "r1", SELF, level=2)
        change.write("rating", "r1", SELF, level=3, note="x")
    assert row_of(desk, "rating", "r1")["level"] == 3
    desk.undo(write(desk, "rating", "r1", level=4))
    assert row_of(desk, "rating", "r1")["level"] == 3
    assert verify(desk, replay=True).ok


def test_a_change_in_pieces_goes_back_as_a_whole(desk: Desk) -> None:
    rate(desk, level=1)
    with desk.change("test") as change:
        change.write("rating", "r1", SELF, level=2)
        change.write("rating", "r1", SELF, note="x")
        change.write("rating", "r2", SELF, level=1)
        change.write("rating", "r2", SELF, note="y")
    desk.undo(change.result.entries)
    first, second = row_of(desk, "rating", "r1"), row_of(desk, "rating", "r2")
    assert (first["level"], first["note"], first["deleted"]) == (1, None, None)
    assert second["deleted"] is True
    assert verify(desk, replay=True).ok


def test_an_entry_for_a_table_of_tomorrow_cannot_be_undone_today(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = write(desk, "seal", "s1", commitment="abc")
    monkeypatch.delitem(t.PROJECTED, "seal")
    with pytest.raises(Refused):
        desk.undo(entries)


def test_undo_gives_the_newest_of_the_values_that_a_resolution_replaced(desk: Desk) -> None:
    first = rate(desk, level=1)
    with desk.change("test") as change:
        change.write("rating", "r1", SELF, level=3)
    with desk.read() as connection:
        entry = journal.get(connection, change.result.entries[0])
        assert entry is not None
        assert entry.writes[0].replaces["level"] == first
    desk.undo(change.result.entries)
    assert row_of(desk, "rating", "r1")["level"] == 1


# What undone things look like from outside


def test_an_undone_applicant_is_not_found_and_a_redone_one_is(desk: Desk, add: AddApplicant) -> None:
    """Found: the search went on finding applicants whose load was undone."""
    applicant = add("A1", family_name="Kowalczyk", name_kana="コヴァルチク")
    with desk.read() as connection:
        (loaded,) = journal.entries(connection)
    asked = ("kowal", "コヴァルチク", "コヴ", "a1")
    assert [desk.find_applicants(typed) for typed in asked] == [{applicant}] * 4
    undone = desk.undo([loaded.id])
    assert [desk.find_applicants(typed) for typed in asked] == [frozenset()] * 4
    with desk.read() as connection:
        assert dossiers.list_applicants(connection) == ()
        assert dossiers.find_dossier(connection, applicant) is None
    desk.undo(undone.entries)
    assert [desk.find_applicants(typed) for typed in asked] == [{applicant}] * 4


def test_a_changed_name_that_is_undone_is_found_by_the_old_one(desk: Desk, add: AddApplicant) -> None:
    applicant = add("A1", family_name="Kowalczyk")
    renamed = write(desk, "applicant", applicant, family_name="Nowak")
    assert desk.find_applicants("nowak") == {applicant}
    assert desk.find_applicants("kowalczyk") == frozenset()
    desk.undo(renamed)
    assert desk.find_applicants("nowak") == frozenset()
    assert desk.find_applicants("kowalczyk") == {applicant}


def test_a_sign_off_that_is_undone_holds_no_more(desk: Desk) -> None:
    """Found: the row stayed, deleted, and was read all the same."""
    signed = write(desk, "selection", "ALT", signed_by="mori", signed_at="2026-02-20T10:00:00+00:00", quota=3)
    desk.undo(signed)
    with desk.read() as connection:
        assert selection.find_state(connection, Position.ALT) == selection.SelectionState()


def test_a_submission_that_is_undone_leaves_a_draft(desk: Desk, add: AddApplicant) -> None:
    """Found: the interview list went on calling it sealed."""
    applicant = add("A1", status="invited")
    write(desk, "assignment", "g1", applicant=applicant, panelist="mori")
    write(desk, "rating", "r1", applicant=applicant, panelist="mori", criterion="culture", level=3)
    submitted = write(desk, "sheet", "s1", applicant=applicant, panelist="mori", revision=1)

    def states() -> list[str]:
        with desk.read() as connection:
            return [row.state for row in interviews.list_interviews(connection, "mori")]

    assert states() == ["sealed"]
    desk.undo(submitted)
    assert states() == ["draft"]
