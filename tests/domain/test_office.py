"""The window to its last second in any zone, alternates, names."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.domain.applicant import Position
from jetdesk.domain.office import AFFILIATION_NAMES, ROLE_NAMES, Affiliation, Cycle, Office, Role, Window

HAWAII = timezone(timedelta(hours=-10))
WINDOW = Window(datetime(2023, 9, 25, tzinfo=HAWAII), datetime(2023, 11, 17, 23, 59, tzinfo=HAWAII))


def in_hawaii(day: int, hour: int, minute: int, second: int = 0, micro: int = 0) -> datetime:
    return datetime(2023, 11, day, hour, minute, second, micro, HAWAII)


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (in_hawaii(17, 23, 58, 59), False),
        (in_hawaii(17, 23, 59, 0), False),
        (in_hawaii(17, 23, 59, 30), False),
        (in_hawaii(17, 23, 59, 59, 999_999), False),
        (in_hawaii(18, 0, 0, 0), True),
        (in_hawaii(18, 0, 0, 1), True),
    ],
)
@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "America/Chicago", "Asia/Tokyo", "Pacific/Kiritimati", "UTC"])
def test_the_last_minute_counts_to_its_end_wherever_it_is_read(at: datetime, late: bool, zone: str) -> None:
    assert WINDOW.is_late(at.astimezone(ZoneInfo(zone))) is late


def test_the_first_instant_too_late() -> None:
    assert WINDOW.closed_from == datetime(2023, 11, 18, 10, 0, tzinfo=UTC)


def test_an_application_before_the_opening_is_early() -> None:
    opens = WINDOW.opens
    assert WINDOW.is_early((opens - timedelta(seconds=1)).astimezone(ZoneInfo("Asia/Tokyo")))
    assert not WINDOW.is_early(opens.astimezone(ZoneInfo("Asia/Tokyo")))


def test_a_last_second_counts_to_its_end_too() -> None:
    window = Window(WINDOW.opens, in_hawaii(17, 23, 59, 59))
    assert not window.is_late(in_hawaii(17, 23, 59, 59, 500_000))
    assert window.is_late(in_hawaii(18, 0, 0, 0))


def test_an_exact_instant_closes_exactly() -> None:
    window = Window(WINDOW.opens, in_hawaii(17, 12, 0, 0, 500_000))
    assert not window.is_late(in_hawaii(17, 12, 0, 0, 499_999))
    assert window.is_late(in_hawaii(17, 12, 0, 0, 500_000))


@given(
    st.datetimes(datetime(2023, 1, 1), datetime(2024, 12, 31), timezones=st.just(UTC)),
    st.integers(-14 * 60, 14 * 60),
)
def test_lateness_is_the_same_in_every_zone(at: datetime, minutes: int) -> None:
    moved = at.astimezone(timezone(timedelta(minutes=minutes)))
    assert WINDOW.is_late(moved) == WINDOW.is_late(at)
    assert WINDOW.is_early(moved) == WINDOW.is_early(at)
    assert not (WINDOW.is_late(at) and WINDOW.is_early(at))


@pytest.mark.parametrize(("quota", "alternates"), [(0, 0), (1, 1), (3, 2), (12, 6)])
def test_alternates_are_half_the_quota_rounded_up_unless_said(quota: int, alternates: int) -> None:
    office = Office("WH", "Westhaven", Cycle(2026), quota={Position.ALT: quota})
    assert office.alternates_for(Position.ALT) == alternates
    said = Office("WH", "Westhaven", Cycle(2026), quota={Position.ALT: quota}, alternates={Position.ALT: 9})
    assert said.alternates_for(Position.ALT) == 9


def test_a_position_without_quota_has_no_alternates() -> None:
    assert Office("WH", "Westhaven", Cycle(2026)).alternates_for(Position.SEA) == 0


def test_the_name_of_the_office_by_language() -> None:
    office = Office("WH", "Westhaven", Cycle(2026), name_ja="在ウェストヘイブン日本国総領事館")
    assert office.name_in("ja") == "在ウェストヘイブン日本国総領事館"
    assert office.name_in("en") == "Westhaven"
    assert Office("WH", "Westhaven", Cycle(2026)).name_in("ja") == "Westhaven"


def test_every_role_and_affiliation_has_a_name() -> None:
    assert set(ROLE_NAMES) == set(Role)
    assert set(AFFILIATION_NAMES) == set(Affiliation) - {Affiliation.NONE}
