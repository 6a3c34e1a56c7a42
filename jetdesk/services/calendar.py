"""The timetable as an iCalendar file (RFC 5545), for the calendars of rooms and panelists."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jetdesk.desk.desk import Desk
from jetdesk.desk.files import replace_file
from jetdesk.desk.queries import dossiers, interviews
from jetdesk.desk.queries import office as office_queries
from jetdesk.domain.office import Panel, Slot
from jetdesk.i18n import tr
from jetdesk.services.desks import now

LINE = 75
"""Bytes a line may have before it is folded."""


def icalendar(desk: Desk, panel: str | None = None) -> bytes:
    """All placed interviews, or one panel's, by time. Applicants appear by number alone: calendars travel far."""
    with desk.read() as connection:
        slots = interviews.list_slots(connection)
        numbers = {i: a.application_no for i, a in dossiers.get_applicants(connection, list(slots)).items()}
        panels = {each.id: each for each in office_queries.list_panels(connection)}
    wanted = [s for s in slots.values() if s.starts_at and s.applicant_id in numbers and panel in (None, s.panel_id)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//JetDesk//JetDesk//EN", "CALSCALE:GREGORIAN"]
    for slot in sorted(wanted, key=lambda s: (str(s.starts_at), s.panel_id)):
        lines += _event(slot, numbers[slot.applicant_id], panels.get(slot.panel_id), now(desk))
    return b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def write_calendar(desk: Desk, out: Path, panel: str | None = None) -> None:
    """The same as a file, whole or not at all."""
    replace_file(out, icalendar(desk, panel))


def _event(slot: Slot, number: str, panel: Panel | None, made: datetime) -> Iterator[str]:
    start = slot.starts_at or made
    yield "BEGIN:VEVENT"
    yield f"UID:{slot.applicant_id}@jetdesk"
    yield f"DTSTAMP:{_moment(made)}"
    yield f"DTSTART:{_moment(start)}"
    yield f"DTEND:{_moment(start + timedelta(minutes=slot.minutes))}"
    yield f"SUMMARY:{_text(tr('Interview {number}, panel {panel}', number=number, panel=slot.panel_id))}"
    if panel and panel.room:
        yield f"LOCATION:{_text(panel.room)}"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        value = value.replace(plain, escaped)
    return value


def _folded(line: str) -> bytes:
    """CRLF at the end; longer lines go on after CRLF and a blank, never inside a character."""
    parts: list[bytes] = []
    part = b""
    for character in line:
        encoded = character.encode()
        if len(part) + len(encoded) > LINE - (1 if parts else 0):
            parts.append(part)
            part = b""
        part += encoded
    return b"\r\n ".join([*parts, part]) + b"\r\n"
