"""Undo after undo: what a person did is taken back step by step, and done again step by step."""

import pytest
from sqlalchemy import select

from jetdesk.desk.desk import OFFICE, Desk
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.tables import selection
from jetdesk.errors import Refused


def write(desk: Desk, **fields: int) -> ChangeSet:
    with desk.change("selection.places") as change:
        change.write("selection", "ALT", OFFICE, **fields)
    return change.result


def quota(desk: Desk) -> int:
    with desk.read() as connection:
        return int(connection.execute(select(selection.c.quota).where(selection.c.id == "ALT")).scalar_one())


def test_two_changes_of_one_field_are_undone_one_after_the_other(desk: Desk) -> None:
    """Found in the Selection screen: the second Ctrl Z said that the field was changed again since."""
    first, second, third = (write(desk, quota=places) for places in (11, 12, 13))
    seen = []
    for change in (third, second):
        desk.undo(change.entries)
        seen.append(quota(desk))
    assert seen == [12, 11]
    desk.undo(first.entries)
    with desk.read() as connection:
        assert connection.execute(select(selection.c.deleted)).scalars().all() == [True]


def test_redo_brings_the_steps_again(desk: Desk) -> None:
    changes = [write(desk, quota=places) for places in (11, 12, 13)]
    undone = [desk.undo(change.entries) for change in (changes[2], changes[1])]
    redone = [desk.undo(change.entries) for change in reversed(undone)]
    assert quota(desk) == 13
    desk.undo(redone[1].entries)
    desk.undo(redone[0].entries)
    assert quota(desk) == 11


def test_a_change_in_between_still_stops_it(desk: Desk) -> None:
    first, second = write(desk, quota=11), write(desk, quota=12)
    desk.undo(second.entries)
    write(desk, quota=40)
    with pytest.raises(Refused, match="changed again since"):
        desk.undo(first.entries)
    assert quota(desk) == 40
