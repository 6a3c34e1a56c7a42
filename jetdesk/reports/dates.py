"""Dates as they are written: 18 February 2026, 2026年2月18日(水)."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS = "月火水木金土日"
_LONG_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(at: date, language: str) -> str:
    """One day; `at` may be a moment."""
    return days((at,), language)


def full_day(at: date, language: str) -> str:
    """One day with its weekday: Wednesday, 18 February 2026. `at` may be a moment."""
    return day(at, language) if language == "ja" else f"{_LONG_WEEKDAYS[at.weekday()]}, {day(at, language)}"


def moment(at: datetime, language: str) -> str:
    """A day and its time, to the minute, in the zone the value has."""
    if language == "ja":
        return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"
    return f"{day(at, language)}, {at:%H:%M}"


def short_day(at: date, language: str) -> str:
    """A day without its year, for narrow columns: 18 Feb, 2月18日. `at` may be a moment."""
    return f"{at.month}月{at.day}日" if language == "ja" else f"{at.day} {_MONTHS[at.month - 1][:3]}"


def days(all_days: Sequence[date], language: str) -> str:
    """Several days, the month and year said once for days that share them."""
    months = [list(group) for _, group in groupby(sorted(all_days), key=lambda d: (d.year, d.month))]
    if language == "ja":
        return "、".join(_japanese(month) for month in months)
    return _listed([f"{_listed([str(d.day) for d in m])} {_MONTHS[m[0].month - 1]} {m[0].year}" for m in months])


def _japanese(month: Sequence[date]) -> str:
    first = month[0]
    return f"{first.year}年{first.month}月" + "、".join(f"{d.day}日({_WEEKDAYS[d.weekday()]})" for d in month)


def _listed(parts: Sequence[str]) -> str:
    return " and ".join([*([", ".join(parts[:-1])] if parts[:-1] else []), *parts[-1:]])
