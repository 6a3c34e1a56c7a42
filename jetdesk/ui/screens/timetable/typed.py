"""What the coordinator types about times, read and written: days, hours, breaks, and when somebody can come."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from jetdesk.domain.timetable import Day, TimetableRules, Window
from jetdesk.errors import Refused
from jetdesk.i18n import msg

_DAY, _TIME, _TO = r"(\d{4}-\d{2}-\d{2})", r"(\d{1,2}:\d{2})", r"\s*[-–~〜]\s*"
_SPAN = re.compile(f"{_TIME}{_TO}{_TIME}")
_WINDOW = re.compile(rf"{_DAY}\s+{_TIME}{_TO}(?:{_DAY}\s+)?{_TIME}")


@dataclass(frozen=True, slots=True)
class TypedRules:
    """The rules as they stand in the dialog. All days have the same hours."""

    days: str
    starts: str
    ends: str
    breaks: str
    numbers: tuple[int, ...]
    """Slot minutes, interviews before a break, its minutes, links, minutes between a couple."""


def rules_typed(rules: TimetableRules) -> TypedRules:
    first = rules.days[0] if rules.days else Day(date.min, time(9), time(17), ((time(12, 15), time(13)),))
    breaks = ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in first.breaks)
    numbers = (rules.slot_minutes, rules.break_every, rules.break_minutes, rules.links, rules.couple_minutes)
    days = ", ".join(day.date.isoformat() for day in rules.days)
    return TypedRules(days, f"{first.starts:%H:%M}", f"{first.ends:%H:%M}", breaks, numbers)


def read_rules(typed: TypedRules, zone: str) -> TimetableRules:
    """Raises Refused for what is no day or time."""
    try:
        starts, ends = _time(typed.starts), _time(typed.ends)
        breaks = tuple(_span(each) for each in typed.breaks.split(",") if each.strip())
        dates = sorted({date.fromisoformat(each.strip()) for each in typed.days.split(",") if each.strip()})
    except ValueError as fault:
        raise _unread() from fault
    slot, every, length, links, couple = typed.numbers
    days = tuple(Day(each, starts, ends, breaks) for each in dates)
    return TimetableRules(days, slot, links, couple, zone, every, length)


def windows_typed(windows: tuple[Window, ...], zone: str) -> str:
    local = [(w.start.astimezone(ZoneInfo(zone)), w.end.astimezone(ZoneInfo(zone))) for w in windows]
    return "\n".join(_written(start, end) for start, end in local)


def read_windows(text: str, zone: str) -> tuple[Window, ...]:
    """One line a time: 2026-02-18 13:00-17:00, or with another day before the second time. Raises Refused."""
    try:
        return tuple(_window(line, ZoneInfo(zone)) for line in text.splitlines() if line.strip())
    except ValueError as fault:
        raise _unread() from fault


def _written(start: datetime, end: datetime) -> str:
    other_day = "" if start.date() == end.date() else f" {end:%Y-%m-%d} "
    return f"{start:%Y-%m-%d %H:%M}-{other_day}{end:%H:%M}"


def _window(line: str, zone: ZoneInfo) -> Window:
    first, start, second, end = _parts(_WINDOW, line)
    return Window(*(datetime.combine(date.fromisoformat(day), _time(at), zone)
                    for day, at in ((first, start), (second or first, end))))  # fmt: skip


def _span(text: str) -> tuple[time, time]:
    start, end = _parts(_SPAN, text)
    return _time(start), _time(end)


def _parts(shape: re.Pattern[str], text: str) -> tuple[str, ...]:
    """Raises ValueError where the text has another shape."""
    if found := shape.fullmatch(text.strip()):
        return found.groups("")
    raise ValueError(text)


def _time(text: str) -> time:
    hour, _, minute = text.strip().partition(":")
    return time(int(hour), int(minute))


def _unread() -> Refused:
    todo = msg("Write days like 2026-02-18 and times like 12:15-13:00.")
    return Refused(msg("A day or a time cannot be read."), safe=msg("Nothing was changed."), todo=todo)
