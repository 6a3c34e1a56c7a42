"""What the coordinator types about times: read as it was written, whatever it was."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.domain.timetable import Day, TimetableRules, Window
from jetdesk.errors import Refused
from jetdesk.ui.screens.timetable.typed import TypedRules, read_rules, read_windows, rules_typed, windows_typed

ZONE = "America/Los_Angeles"
DATES = st.dates(date(2026, 1, 10), date(2026, 2, 20))
MINUTES = st.integers(0, 23 * 60 + 58)


def clock(minute: int) -> time:
    return time(*divmod(minute, 60))


@given(st.sets(DATES, max_size=4), MINUTES, MINUTES, st.booleans(), st.integers(5, 90), st.integers(0, 9))
def test_rules_that_are_left_as_they_stand_stay(
    dates: set[date], starts: int, ends: int, lunch: bool, slot: int, links: int
) -> None:
    breaks = ((time(12, 15), time(13)),) if lunch else ()
    days = tuple(Day(each, clock(starts), clock(ends), breaks) for each in sorted(dates))
    rules = TimetableRules(days, slot, links, 60, ZONE, 3, 15)
    assert read_rules(rules_typed(rules), ZONE) == rules


@given(st.lists(st.tuples(DATES, MINUTES, st.integers(1, 4000)), max_size=4))
def test_windows_are_read_as_they_were_written(drawn: list[tuple[date, int, int]]) -> None:
    starts = [(datetime.combine(day, clock(minute), ZoneInfo(ZONE)), length) for day, minute, length in drawn]
    windows = tuple(Window(start, start + timedelta(minutes=length)) for start, length in starts)
    assert read_windows(windows_typed(windows, ZONE), ZONE) == windows


def test_a_window_may_be_typed_as_people_do() -> None:
    at = ZoneInfo(ZONE)
    wanted = (Window(datetime(2026, 2, 18, 9, tzinfo=at), datetime(2026, 2, 19, 17, 30, tzinfo=at)),)
    assert read_windows("  2026-02-18  9:00 – 2026-02-19 17:30 \n\n", ZONE) == wanted


@pytest.mark.parametrize("text", ["afternoon", "2026-02-18", "2026-02-30 09:00-10:00", "2026-02-18 25:00-26:00",
                                  "2026-02-18 09:00-10:00-11:00"])  # fmt: skip
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read_windows(text, ZONE)


@pytest.mark.parametrize(
    "typed",
    [
        TypedRules("18 February", "09:00", "17:00", "", (30, 0, 0, 0, 0)),
        TypedRules("2026-02-18", "nine", "17:00", "", (30, 0, 0, 0, 0)),
        TypedRules("2026-02-18", "09:00", "17:00", "noon", (30, 0, 0, 0, 0)),
    ],
)
def test_rules_that_are_none_are_refused(typed: TypedRules) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read_rules(typed, ZONE)
