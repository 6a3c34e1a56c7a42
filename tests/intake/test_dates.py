"""Days and moments as people write them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.i18n import Message
from jetdesk.intake.dates import has_offset, is_two_days, proved_order, read_date, read_moment

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "1999/02/03", "1999-2-3", "1999.2.3", "１９９９年２月３日", "1999年 2月 3日", "19990203", "36194",
        "平成11年2月3日",
        "平成１１年２月３日", "H11.2.3", "H11/02/03", "3 February 1999", "3rd Feb 1999", "Feb. 3, 1999", "3-Feb-1999",
        "3 février 1999", "3 févr. 1999", "1999-02-03 00:00:00", "1999-02-03T00:00:00",
    ],
)  # fmt: skip
def test_one_day_in_many_writings(text: str) -> None:
    assert read_date(text) == date(1999, 2, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("S63.12.31", date(1988, 12, 31)),
        ("1er mai 2000", date(2000, 5, 1)),
        ("31/12/1999", date(1999, 12, 31)),
        ("12/31/1999", date(1999, 12, 31)),
        ("4/4/1999", date(1999, 4, 4)),
    ],
)
def test_what_can_be_one_day_only_needs_no_order(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize("text", ["03/04/1999", "3.4.1999", "０３／０４／１９９９", "03-04-1999"])
def test_what_may_be_two_days_is_read_by_a_stated_order_only(text: str) -> None:
    assert is_two_days(text)
    found = read_date(text)
    assert isinstance(found, Message)
    assert "two different days" in found.text("en")
    assert (read_date(text, "DMY"), read_date(text, "MDY")) == (date(1999, 4, 3), date(1999, 3, 4))


@pytest.mark.parametrize(
    "text",
    ["31-12-99", "May 2022", "unknown", "1999/02/30", "平成0年1月1日", "昭和70年1月1日", "3 Fructidor 1999", "9999"],
)
def test_what_is_no_day_is_said(text: str) -> None:
    assert isinstance(read_date(text), Message)


@given(day=DAYS)
def test_a_stated_order_always_gives_the_day_back(day: date) -> None:
    assert read_date(f"{day:%d/%m/}{day.year}", "DMY") == day
    assert read_date(f"{day:%m/%d/}{day.year}", "MDY") == day
    assert proved_order(f"{day:%d/%m/}{day.year}") in ("DMY", "")
    assert is_two_days(f"{day:%d/%m/}{day.year}") == (day.day <= 12 and day.day != day.month)


@given(text=st.text(max_size=40), order=st.sampled_from(["", "DMY", "MDY", "YMD"]))
def test_any_text_is_a_moment_or_a_reason(text: str, order: str) -> None:
    assert isinstance(read_date(text, order), date | Message)
    assert isinstance(read_moment(text, order, "Europe/London"), datetime | Message)


@pytest.mark.parametrize(
    "text",
    [
        "2023-10-12 09:30", "2023/10/12 09:30:00", "12/10/2023 09:30", "12/10/2023 à 9h30", "2023年10月12日 9時30分",
        "2023年10月12日9:30", "12 October 2023, 9:30 AM", "45211.395833333",
    ],
)  # fmt: skip
def test_a_time_without_an_offset_needs_a_stated_zone(text: str) -> None:
    assert not has_offset(text)
    assert isinstance(read_moment(text, "DMY"), Message)
    assert read_moment(text, "DMY", "Asia/Tokyo") == datetime(2023, 10, 12, 9, 30, tzinfo=ZoneInfo("Asia/Tokyo"))


def test_a_stated_offset_is_stronger_than_the_zone() -> None:
    assert read_moment("2023-10-12T09:30:00Z", "", "Asia/Tokyo") == datetime(2023, 10, 12, 9, 30, tzinfo=UTC)
    assert read_moment("12/10/2023 09:30 +01:00", "DMY") == datetime(2023, 10, 12, 8, 30, tzinfo=UTC)


def test_of_an_hour_that_came_twice_the_earlier_is_meant() -> None:
    found = read_moment("2023-10-29 01:30", "", "Europe/London")
    assert found == datetime(2023, 10, 29, 0, 30, tzinfo=UTC)
