"""What the coordinator types about times, read and written: days, hours, breaks, and when somebody can come."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from jetdesk.domain.timetable import Day, TimetableRules, Window
from jetdesk.errors import Refused
from jetdesk.i18n import msg


@dataclass(frozen=True, slots=True)
class TypedRules:
    """The rules as they stand in the dialog."""

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
        starts, ends = time.fromisoformat(typed.starts.strip()), time.fromisoformat(typed.ends.strip())
        breaks = tuple(_span(each) for each in typed.breaks.split(",") if each.strip())
        dates = sorted({date.fromisoformat(each.strip()) for each in typed.days.split(",") if each.strip()})
    except ValueError as fault:
        raise _unread() from fault
    if starts >= ends or any(start >= end for start, end in breaks):
        raise Refused(msg("A time ends before it begins."), safe=msg("Nothing was changed."))
    slot, every, length, links, couple = typed.numbers
    days = tuple(Day(each, starts, ends, breaks) for each in dates)
    return TimetableRules(days, slot, links, couple, zone, every, length)


def windows_typed(windows: tuple[Window, ...], zone: str) -> str:
    local = [(w.start.astimezone(ZoneInfo(zone)), w.end.astimezone(ZoneInfo(zone))) for w in windows]
    return "\n".join(f"{start:%Y-%m-%d %H:%M}-{end:%H:%M}" for start, end in local)


def read_windows(text: str, zone: str) -> tuple[Window, ...]:
    """One line a time: 2026-02-18 13:00-17:00. Raises Refused for what is none."""
    try:
        return tuple(_window(line, ZoneInfo(zone)) for line in text.splitlines() if line.strip())
    except ValueError as fault:
        raise _unread() from fault


def _window(line: str, zone: ZoneInfo) -> Window:
    day, span = line.split(maxsplit=1)
    start, end = (datetime.combine(date.fromisoformat(day), each, zone) for each in _span(span))
    return Window(start, end)


def _span(text: str) -> tuple[time, time]:
    start, end = (time.fromisoformat(part.strip()) for part in text.split("-"))
    return start, end


def _unread() -> Refused:
    todo = msg("Write days like 2026-02-18 and times like 12:15-13:00.")
    return Refused(msg("A day or a time cannot be read."), safe=msg("Nothing was changed."), todo=todo)
