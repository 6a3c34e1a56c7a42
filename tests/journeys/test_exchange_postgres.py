"""The same day through a PostgreSQL server, with all four desks syncing at once whenever they sync."""

import psycopg
import pytest

from tests.journeys.conftest import COORDINATOR, EVERYBODY, Office
from tests.journeys.test_exchange_cli import (
    FIRST,
    SECOND,
    all_are_sound,
    everything_is_revealed,
    found,
    join_all,
    only_own_sheets,
    refuse_the_reveal,
    reopen,
    score_before_the_reveal,
)


@pytest.mark.journey
def test_a_day_of_four_laptops_at_once_in_a_database(office: Office, postgres_url: str) -> None:
    office.mailbox = postgres_url
    found(office)
    join_all(office)
    office.sync(COORDINATOR, prepare=True)
    office.sync_at_once(*EVERYBODY)
    score_before_the_reveal(office)
    office.sync_at_once(*EVERYBODY, times=3)
    office.settle()
    assert office.counts() == (21, 0, 5, 0, 16)
    only_own_sheets(office)
    refuse_the_reveal(office)

    reopen(office)
    office.score("okonjo", 2, SECOND)
    office.score("villasenor", 5, FIRST)
    office.settle()
    assert office.counts() == (21, 0, 6, 0, 15)

    # The reveal itself goes out while all the others read and write.
    assert office.run(COORDINATOR, "reveal")["revealed"] == [FIRST, SECOND]
    office.sync_at_once(*EVERYBODY, times=3)
    office.settle()
    everything_is_revealed(office)
    all_are_sound(office)
    once_each(office, postgres_url)


def once_each(office: Office, url: str) -> None:
    """Every envelope of every desk lies there once, without a gap."""
    laptops = office.run(COORDINATOR, "laptops")["laptops"]
    with psycopg.connect(url) as connection:
        rows = connection.execute("select desk, epoch, seq from jetdesk.envelope order by desk, epoch, seq").fetchall()
    assert len(rows) == len(set(rows))
    assert {desk for desk, _, _ in rows} == {laptop["laptop"] for laptop in laptops}
    for laptop in {desk for desk, _, _ in rows}:
        numbers = [seq for desk, _, seq in rows if desk == laptop]
        assert numbers == list(range(1, len(numbers) + 1))
