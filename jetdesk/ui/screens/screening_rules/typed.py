"""What the coordinator types about the window and the rules, read and written."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jetdesk.domain.document import KIND_NAMES, DocumentKind
from jetdesk.domain.office import Cycle, Window
from jetdesk.domain.screening_rules import Counts
from jetdesk.domain.text import same_text
from jetdesk.errors import Refused
from jetdesk.i18n import Message, msg

_AT = "%Y-%m-%d %H:%M"
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?")
_CODE = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class TypedCycle:
    """The window as it stands in the dialog: local times and their zone."""

    opens: str
    closes: str
    zone: str
    nationalities: str
    arrival: str


def cycle_typed(cycle: Cycle, office_zone: str) -> TypedCycle:
    """The zone as a difference to UTC, as the journal keeps it; before there is a window that of the office."""
    window = cycle.window
    return TypedCycle(
        window.opens.strftime(_AT) if window else "",
        window.closes.strftime(_AT) if window else "",
        window.closes.isoformat()[-6:] if window else office_zone,
        ", ".join(cycle.nationalities),
        cycle.arrival.isoformat() if cycle.arrival else "",
    )


def read_cycle(typed: TypedCycle, before: Cycle) -> Cycle:
    """Raises Refused for what is no date, time, zone or country."""
    try:
        arrival = date.fromisoformat(typed.arrival.strip()) if typed.arrival.strip() else None
    except ValueError as fault:
        raise _unread(typed.arrival, msg("Write a day like 2026-07-26.")) from fault
    codes = tuple(code.upper() for code in re.split(r"[\s,、]+", typed.nationalities) if code)
    for code in codes:
        if not _CODE.fullmatch(code):
            raise _unread(code, msg("Write countries as two letters, like US, CA."))
    return replace(before, window=_window(typed), arrival=arrival, nationalities=codes)


def nationalities_typed(counts: dict[str, Counts]) -> str:
    """One line a country: “GB: Background check, Photo x2”."""
    return "\n".join(f"{code}: {', '.join(map(_written, each))}" for code, each in counts.items())


def read_nationalities(text: str) -> dict[str, Counts]:
    """Raises Refused with the line that cannot be read."""
    return dict(_line(line) for line in text.splitlines() if line.strip())


def _line(line: str) -> tuple[str, Counts]:
    code, colon, listed = line.replace("：", ":").partition(":")
    code = code.strip().upper()
    if not colon or not _CODE.fullmatch(code):
        raise _unread(line, msg("Write a line like GB: {example}.", example=KIND_NAMES[DocumentKind.BACKGROUND]))
    return code, tuple(_count(part) for part in re.split(r"[,、，]", listed) if part.strip())


def _count(part: str) -> tuple[DocumentKind, int]:
    match = re.fullmatch(r"(.+?)(?:\s*[x×]\s*([0-9]))?", part.strip())
    wanted = same_text(match[1]) if match else ""
    for kind, name in KIND_NAMES.items():
        if wanted in (kind.value, *(same_text(name.text(language)) for language in ("en", "ja"))):
            return kind, int(match[2] or "1") if match else 1
    known = ", ".join(name.text() for name in KIND_NAMES.values())
    raise _unread(part, msg("Documents are called: {known}.", known=known))


def _written(count: tuple[DocumentKind, int]) -> str:
    kind, number = count
    return KIND_NAMES[kind].text() if number == 1 else f"{KIND_NAMES[kind].text()} x{number}"


def _window(typed: TypedCycle) -> Window | None:
    if not typed.opens.strip() and not typed.closes.strip():
        return None
    zone = _zone(typed.zone)
    return Window(_at(typed.opens).replace(tzinfo=zone), _at(typed.closes).replace(tzinfo=zone))


def _at(text: str) -> datetime:
    try:
        return datetime.strptime(" ".join(text.replace("T", " ").split()), _AT)
    except ValueError as fault:
        raise _unread(text, msg("Write a time like 2025-11-14 23:59.")) from fault


def _zone(text: str) -> tzinfo:
    """A name like Pacific/Honolulu, or the difference to UTC."""
    offset = _OFFSET.fullmatch(text.strip().upper().replace("−", "-"))
    if offset:
        sign, hours, minutes = offset[1], int(offset[2]), int(offset[3] or "0")
        if hours < 24 and minutes < 60:
            span = timedelta(hours=hours, minutes=minutes)
            return timezone(-span if sign == "-" else span)
    try:
        return ZoneInfo(text.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise _unread(text, msg("Write a zone like Pacific/Honolulu or -10:00.")) from fault


def _unread(what: str, todo: Message) -> Refused:
    return Refused(msg("“{what}” cannot be read.", what=what.strip()[:80]), safe=msg("Nothing was changed."), todo=todo)
