"""What planning and the day itself need: when applicants can come, and whether they came."""

import json
from datetime import datetime

from sqlalchemy import Connection

from jetdesk.desk.database import driver
from jetdesk.domain.timetable import Attendance, Window


def availability(connection: Connection) -> dict[str, tuple[Window, ...]]:
    """By applicant id, when they can come; who is not named can come at any time."""
    rows = driver(connection).execute("SELECT id, windows FROM availability WHERE deleted IS NOT 1")
    return {applicant: windows_of(text) for applicant, text in rows}


def windows_of(text: str | None) -> tuple[Window, ...]:
    said = json.loads(text or "[]")
    return tuple(Window(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in said)


def windows_text(windows: tuple[Window, ...]) -> str:
    return json.dumps([[w.start.isoformat(), w.end.isoformat()] for w in windows], separators=(",", ":"))


def attendance(connection: Connection) -> dict[str, Attendance]:
    """By applicant id, for those about whom something was said on the day."""
    rows = driver(connection).execute("SELECT id, state FROM attendance WHERE deleted IS NOT 1")
    return {applicant: Attendance(state) for applicant, state in rows if state}
