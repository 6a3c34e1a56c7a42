"""A sync that is cut short tells what it had taken in by then."""

from pathlib import Path

import pytest

from jetdesk.desk.desk import Desk
from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.office import Role
from jetdesk.services import exchange, laptops
from tests.small_office import PASSPHRASE


class Stopped(Exception):
    pass


def stop_at_writing(fraction: float, text: str) -> None:
    if text == "Writing to mailbox":
        raise Stopped


def test_what_was_taken_in_before_a_stop_is_handed_out(desk: Desk, tmp_path: Path) -> None:
    mailbox = tmp_path / "mailbox"
    mailbox.mkdir()
    second = laptops.add_person(desk, "Bo Second", Role.COORDINATOR)
    made = laptops.pack(desk, second.id, tmp_path / "second")
    exchange.sync(desk, str(mailbox), prepare=True)
    with laptops.join(made.file, made.code, tmp_path / "other", PASSPHRASE).desk as other:
        exchange.sync(other, str(mailbox))
        exchange.sync(desk)
        exchange.sync(other)
        added = laptops.add_person(other, "Ana Third", Role.PANELIST)
        exchange.sync(other)
    told: list[ChangeSet] = []
    with pytest.raises(Stopped):
        exchange.sync(desk, progress=stop_at_writing, cut_short=told.append)
    assert [change.rows["person"] for change in told] == [{added.id}]


def test_a_mailbox_that_is_not_there_changes_nothing_and_a_whole_sync_is_not_cut_short(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "mailbox").mkdir()
    told: list[ChangeSet] = []
    exchange.sync(desk, str(tmp_path / "mailbox"), prepare=True, cut_short=told.append)
    assert told == []
