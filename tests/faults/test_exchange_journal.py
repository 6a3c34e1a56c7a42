"""Somebody with the desk's key alters its journal: `verify` names the first bad entry; a cut tail shows at a sync."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from jetdesk.desk import journal, replay, vault
from jetdesk.domain.custody import AlarmKind
from jetdesk.services import desks, exchange, interviews
from tests.faults import offices
from tests.faults.offices import COORDINATOR, Office, alarms, is_sound, jetdesk, submit
from tests.small_office import PASSPHRASE, ids_by_number

pytestmark = pytest.mark.fault


@contextmanager
def with_its_key(office: Office, person: str) -> Iterator[sqlcipher.Connection]:
    folder = office.folder(person)
    key = vault.open_key(vault.read_slots(folder), "passphrase", PASSPHRASE)
    connection = sqlcipher.connect(str(folder / "desk.db"), isolation_level=None)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        yield connection
    finally:
        connection.close()


@pytest.fixture
def worked(office: Office) -> Office:
    submit(office, "okonjo", "WH-001")
    office.settle()
    return office


def own(connection: sqlcipher.Connection) -> list[tuple[int, int]]:
    """(journal number, seq) of the desk's own entries, in order."""
    query = "SELECT number, seq FROM journal WHERE arrived IS NULL ORDER BY epoch, seq"
    return [(row[0], row[1]) for row in connection.execute(query)]


def edit_body(connection: sqlcipher.Connection, number: int) -> None:
    connection.execute(
        "UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), '\"panelist\"', '\"panelizt\"') AS BLOB)"
        " WHERE number = ?", (number,)
    )  # fmt: skip
    connection.execute("UPDATE journal SET body = body || ' ' WHERE number = ?", (number,))


def edit_signature(connection: sqlcipher.Connection, number: int) -> None:
    connection.execute("UPDATE journal SET signature = zeroblob(64) WHERE number = ?", (number,))


def delete(connection: sqlcipher.Connection, number: int) -> None:
    connection.execute("DELETE FROM journal WHERE number = ?", (number,))


def swap(connection: sqlcipher.Connection, number: int) -> None:
    """The bodies and signatures of two entries that follow each other."""
    rows = connection.execute(
        "SELECT number, body, signature FROM journal WHERE number IN (?, ?) ORDER BY number", (number, number + 1)
    ).fetchall()
    for (at, _, _), (_, body, signature) in zip(rows, reversed(rows), strict=True):
        connection.execute("UPDATE journal SET body = ?, signature = ? WHERE number = ?", (body, signature, at))


def relabel(connection: sqlcipher.Connection, number: int) -> None:
    connection.execute("UPDATE journal SET audience = 'office' WHERE number = ?", (number,))


TAMPERINGS: list[tuple[Callable[[sqlcipher.Connection, int], None], int]] = [
    (edit_body, 0), (edit_signature, 0), (delete, 1), (swap, 0), (relabel, 0),
]  # fmt: skip
"""What is done, and how many entries later it shows: what is deleted is missed by the one after it."""


@pytest.mark.parametrize(("tamper", "later"), TAMPERINGS, ids=[each.__name__ for each, _ in TAMPERINGS])
@pytest.mark.parametrize("place", [0, 4])
def test_fault_14_verify_names_the_first_bad_entry(
    worked: Office, tamper: Callable[[sqlcipher.Connection, int], None], later: int, place: int
) -> None:
    with worked.opened("okonjo") as desk:
        laptop = desk.identity.desk
    with with_its_key(worked, "okonjo") as connection:
        entries = own(connection)
        number, seq = entries[place]
        tamper(connection, number)
    with worked.opened("okonjo") as desk:
        problems = [problem.text() for problem in desks.verify(desk).problems]
    assert len(problems) == 1
    assert f"entry {seq + later} of desk {laptop[:8]}" in problems[0]


def test_fault_14_so_does_the_command(worked: Office) -> None:
    with with_its_key(worked, "okonjo") as connection:
        number, seq = own(connection)[2]
        edit_signature(connection, number)
    said = jetdesk("verify", "--desk", worked.folder("okonjo"), code=3)
    assert f"entry {seq} of desk" in said


@pytest.mark.parametrize("tamper", [edit_body, edit_signature, swap], ids=lambda each: each.__name__)
def test_fault_14_entries_of_other_desks_too(
    worked: Office, tamper: Callable[[sqlcipher.Connection, int], None]
) -> None:
    with with_its_key(worked, "okonjo") as connection:
        number, seq, laptop = connection.execute(
            "SELECT number, seq, desk FROM journal WHERE arrived IS NOT NULL ORDER BY number LIMIT 1"
        ).fetchone()
        tamper(connection, number)
    with worked.opened("okonjo") as desk:
        problems = [problem.text() for problem in desks.verify(desk).problems]
    assert any(f"entry {seq} of desk {laptop[:8]}" in problem for problem in problems)


def cut(office: Office, person: str, *, envelopes: bool) -> int:
    """Cut the newest own entries off, and rebuild the tables, so that nothing on this desk speaks of them."""
    with with_its_key(office, person) as connection:
        entries = own(connection)
        kept = entries[-4][0]
        connection.execute("DELETE FROM journal WHERE arrived IS NULL AND number > ?", (kept,))
        if envelopes:
            connection.execute(
                "DELETE FROM envelope WHERE through > ? AND desk = (SELECT value FROM meta WHERE key = 'desk')",
                (entries[-4][1],),
            )
            connection.execute("UPDATE meta SET value = ? WHERE key = 'sealed_through'", (kept,))
    with office.opened(person) as desk, desk.exchanging() as snapshot:
        replay.rebuild(snapshot)
    return len(entries) - len(entries[:-3])


def test_fault_14_a_tail_cut_off_alone_is_missed_by_the_desk_itself(worked: Office) -> None:
    """Its own envelopes still say how far it had come: no number is used again, and what was cut comes back."""
    with worked.opened("okonjo") as desk, desk.read() as connection:
        whole, epoch = journal.count(connection), desk.identity.epoch
    cut(worked, "okonjo", envelopes=False)
    with worked.opened("okonjo") as desk:
        assert desk.identity.epoch == epoch + 1
        assert [alarm.kind for alarm in exchange.list_alarms(desk)] == [AlarmKind.RESTORED]
    worked.sync("okonjo")
    with worked.opened("okonjo") as desk, desk.read() as connection:
        assert journal.count(connection) >= whole


def test_fault_14_a_tail_cut_with_all_its_traces_comes_back_from_the_mailbox(worked: Office) -> None:
    with worked.opened("okonjo") as desk:
        before = offices.state(desk)
        priya = ids_by_number(desk)["WH-001"]
    cut(worked, "okonjo", envelopes=True)
    with worked.opened("okonjo") as desk:
        assert is_sound(desk)
        assert interviews.open_sheet(desk, priya, "okonjo").submitted is None
    met = worked.sync("okonjo")["okonjo"]
    assert [alarm.kind.value for alarm in met.alarms] == ["restored"]
    with worked.opened("okonjo") as desk:
        assert alarms(desk) == ["restored"]
        assert offices.state(desk) == before
        assert interviews.open_sheet(desk, priya, "okonjo").submitted is not None
        assert is_sound(desk)
    worked.settle()
    with worked.opened(COORDINATOR) as desk:
        assert is_sound(desk)
