"""[timetable] of a setup file: what is written is read, and what is wrong is named."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.domain.timetable import Day, TimetableRules
from jetdesk.domain.timetable_rules import rules_from_toml, rules_to_toml

MINUTES = st.integers(8 * 60, 19 * 60)
HOURS = st.tuples(MINUTES, MINUTES).filter(lambda pair: pair[0] < pair[1])


def at(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


@given(
    st.lists(st.dates(date(2020, 1, 1), date(2040, 1, 1)), min_size=1, max_size=10, unique=True), HOURS,
    st.lists(HOURS, max_size=3), st.integers(5, 120), *(st.integers(0, 90) for _ in range(4)),
)  # fmt: skip
def test_what_is_written_is_read(dates, hours, breaks, slot, every, pause, links, couple):
    kept = tuple((at(start), at(end)) for start, end in breaks)
    days = tuple(Day(day, at(hours[0]), at(hours[1]), kept) for day in sorted(dates))
    rules = TimetableRules(days, slot, links, couple, "Asia/Tokyo", every, pause)
    assert rules_from_toml(rules_to_toml(rules), "Asia/Tokyo") == rules


def test_breaks_come_after_so_many_interviews_and_lunch_counts_as_one():
    text = "[timetable]\ndays = [2026-02-18]\nslot_minutes = 45\nbreak_every = 3\n"
    starts = [f"{start:%H:%M}" for start in rules_from_toml(text, "America/New_York").starts()]
    assert starts == ["09:00", "09:45", "10:30", "11:30", "13:00", "13:45", "14:30", "15:30", "16:15"]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("slot_minutes = 0", "slot_minutes"),
        ('slot_minutes = "30"', "slot_minutes"),
        ("links = -1", "links"),
        ("days = [2026-02-18T09:00:00]", "days"),
        ('days = "2026-02-18"', "days"),
        ('starts = "25:00"', "starts"),
        ('starts = "18:00"', "starts"),
        ('breaks = [["12:00"]]', "breaks"),
        ("brakes = []", "brakes"),
    ],
)
def test_what_is_wrong_is_named(line, key):
    with pytest.raises(ValueError, match=f"timetable.{key}"):
        rules_from_toml(f"[timetable]\n{line}\n", "UTC")


def test_without_a_section_there_are_no_days():
    assert rules_from_toml("", "UTC").days == ()
