"""The [timetable] section of a setup file, read and written."""

import tomllib
from collections.abc import Mapping
from datetime import date, time

from jetdesk.domain.timetable import Day, TimetableRules

_STARTS, _ENDS, _LUNCH = time(9), time(17), ((time(12, 15), time(13)),)
MOST_DAYS = 60
_NUMBERS = ("slot_minutes", "break_every", "break_minutes", "links", "couple_minutes")


def rules_from_toml(text: str, time_zone: str) -> TimetableRules:
    """Raises ValueError naming the key that is wrong. Days are at most 60, so that a slip of the year is noticed."""
    table = tomllib.loads(text).get("timetable", {})
    unknown = set(table) - {"days", "starts", "ends", "breaks", *_NUMBERS}
    if unknown:
        raise ValueError(f"timetable.{sorted(unknown)[0]}")
    starts, ends = _time(table.get("starts", _STARTS), "starts"), _time(table.get("ends", _ENDS), "ends")
    breaks = tuple(_break(each) for each in table.get("breaks", _LUNCH))
    dates = table.get("days", [])
    if starts >= ends or any(a >= b for a, b in breaks):
        raise ValueError("timetable.starts")
    if not isinstance(dates, list) or len(dates) > MOST_DAYS or not all(type(each) is date for each in dates):
        raise ValueError("timetable.days")
    days = tuple(Day(each, starts, ends, breaks) for each in sorted(set(dates)))
    default = TimetableRules(())
    given = {name: _number(table, name) if name in table else getattr(default, name) for name in _NUMBERS}
    return TimetableRules(days, time_zone=time_zone, **given)


def rules_to_toml(rules: TimetableRules) -> str:
    """The section as it would be written by hand. All days have the same hours."""
    first = rules.days[0] if rules.days else Day(date.min, _STARTS, _ENDS, _LUNCH)
    breaks = ", ".join(f'["{start:%H:%M}", "{end:%H:%M}"]' for start, end in first.breaks)
    lines = [
        "[timetable]",
        f"days = [{', '.join(day.date.isoformat() for day in rules.days)}]",
        f'starts = "{first.starts:%H:%M}"',
        f'ends = "{first.ends:%H:%M}"',
        f"breaks = [{breaks}]",
        *(f"{name} = {getattr(rules, name)}" for name in _NUMBERS),
    ]
    return "\n".join(lines) + "\n"


def _number(table: Mapping[str, object], name: str) -> int:
    value = table[name]
    least = 5 if name == "slot_minutes" else 0
    if type(value) is not int or not least <= value <= 600:
        raise ValueError(f"timetable.{name}")
    return value


def _time(value: object, name: str) -> time:
    if isinstance(value, time):
        return value.replace(tzinfo=None)
    try:
        return time.fromisoformat(str(value))
    except ValueError as fault:
        raise ValueError(f"timetable.{name}") from fault


def _break(value: object) -> tuple[time, time]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise ValueError("timetable.breaks")
    return _time(value[0], "breaks"), _time(value[1], "breaks")
