"""Taking in: chains in order, whatever the order of arrival; gaps wait; what was seen is not seen again."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from jetdesk.desk import exchange
from jetdesk.desk.desk import OFFICE, Desk
from jetdesk.domain.office import Role
from jetdesk.errors import EnvironmentFailed
from jetdesk.i18n import msg
from jetdesk.services import laptops
from jetdesk.sync import taking
from jetdesk.sync.exchange import give_out, take_in
from jetdesk.sync.folder import FolderMailbox, open_folder
from jetdesk.sync.mailbox import Label
from tests.small_office import PASSPHRASE


def silent(_: float) -> None:
    return None


@pytest.fixture
def mailbox(desk: Desk, tmp_path: Path) -> FolderMailbox:
    return open_folder(str(tmp_path / "mailbox"), desk.identity.office, prepare=True)


@pytest.fixture
def other(desk: Desk, mailbox: FolderMailbox, tmp_path: Path) -> Iterator[Desk]:
    """The desk of a second coordinator, who joined and is certified."""
    person = laptops.add_person(desk, "Bo Second", Role.COORDINATOR)
    made = laptops.pack(desk, person.id, tmp_path / "second.jetdesk-pack")
    with laptops.join(made.file, made.code, tmp_path / "other", PASSPHRASE).desk as joined:
        give_out(joined, mailbox, silent)
        take_in(desk, mailbox, silent)
        give_out(desk, mailbox, silent)
        take_in(joined, mailbox, silent)
        yield joined


def rooms(desk: Desk, mailbox: FolderMailbox, *names: str) -> list[Label]:
    """One envelope for each of these; gives their labels."""
    before = mailbox.labels()
    for name in names:
        with desk.change("panel.set") as change:
            change.write("panel", f"panel {name}", OFFICE, room=name)
        give_out(desk, mailbox, silent)
    return sorted(label for label in mailbox.labels() if label not in before)


def seen(desk: Desk) -> int:
    with desk.read() as connection:
        return len(exchange.seen(connection))


def test_what_came_once_is_known(desk: Desk, other: Desk, mailbox: FolderMailbox) -> None:
    rooms(desk, mailbox, "1", "2")
    assert take_in(other, mailbox, silent).entries > 0
    count = seen(other)
    again = take_in(other, mailbox, silent)
    assert (again.received, again.entries, seen(other)) == (0, 0, count)


@pytest.mark.parametrize("seed", range(3))
def test_envelopes_may_come_in_any_order(desk: Desk, other: Desk, mailbox: FolderMailbox, seed: int) -> None:
    labels = rooms(desk, mailbox, "1", "2", "3", "4", "5")
    kept = {label: mailbox.read(label) for label in labels}
    places = {label: mailbox._place(label) for label in labels}
    for place in places.values():
        assert place is not None
        place.unlink()
    random.Random(seed).shuffle(labels)
    taken = 0
    for label in labels:
        mailbox.write(label, kept[label])
        found = take_in(other, mailbox, silent)
        taken += found.received
        assert found.refused == []
    assert taken == len(labels)
    assert not found.parked


def test_what_follows_a_gap_waits_and_says_for_what(desk: Desk, other: Desk, mailbox: FolderMailbox) -> None:
    labels = rooms(desk, mailbox, "1", "2", "3")
    place = mailbox._place(labels[1])
    assert place is not None
    raw = place.read_bytes()
    place.unlink()
    found = take_in(other, mailbox, silent)
    assert {*found.parked} == {*labels[2:]}
    assert str(labels[1].seq) in found.parked[labels[2]]
    mailbox.write(labels[1], raw)
    found = take_in(other, mailbox, silent)
    assert (found.received, found.parked) == (2, {})


def test_large_mailboxes_are_taken_in_parts(
    desk: Desk, other: Desk, mailbox: FolderMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "BATCH", 1)
    labels = rooms(desk, mailbox, "1", "2", "3")
    assert take_in(other, mailbox, silent).received == len(labels)


def test_it_can_be_ended_in_between_and_goes_on_from_there(desk: Desk, other: Desk, mailbox: FolderMailbox) -> None:
    labels = rooms(desk, mailbox, "1", "2", "3")

    def stop(done: float) -> None:
        if done > 0.2:
            raise EnvironmentFailed(msg("stopped"))

    with pytest.raises(EnvironmentFailed):
        take_in(other, mailbox, stop)
    assert take_in(other, mailbox, silent).received + seen(other) >= len(labels)
    assert take_in(other, mailbox, silent).received == 0


def test_a_clock_years_ahead_is_told_and_not_followed(desk: Desk, other: Desk, mailbox: FolderMailbox) -> None:
    wall = desk.now_ms
    desk._clock.wall = lambda: wall + 10 * 365 * 24 * 3_600_000
    rooms(desk, mailbox, "1")
    take_in(other, mailbox, silent)
    with other.read() as connection:
        (alarm,) = exchange.list_alarms(connection)
    assert (alarm.kind, alarm.desk) == ("clock", desk.identity.desk)
    with other.change("panel.set") as change:
        change.write("panel", "C", OFFICE, room="1")
    with other.read() as connection:
        (entry,) = exchange.get_entries(connection, change.result.entries)
    assert not exchange.is_far_ahead(entry.clock - (3_600_000 << 16), other.now_ms)
