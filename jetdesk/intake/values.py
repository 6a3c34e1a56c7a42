"""Cells into typed values. A value that does not fit comes back as the message that says why."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date, datetime

from jetdesk.domain.applicant import Position
from jetdesk.i18n import Message, msg

_EARLIEST = 1900
_LATEST = 2200

_POSITION_WORDS = {
    "alt": Position.ALT,
    "assistant language teacher": Position.ALT,
    "外国語指導助手": Position.ALT,
    "cir": Position.CIR,
    "coordinator for international relations": Position.CIR,
    "co-ordinator for international relations": Position.CIR,
    "国際交流員": Position.CIR,
    "sea": Position.SEA,
    "sports exchange advisor": Position.SEA,
    "sports exchange adviser": Position.SEA,
    "スポーツ国際交流員": Position.SEA,
}

_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.][^@\s]*")


def plain(text: str) -> str:
    """Width, case and spaces do not matter when values are compared."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def read_date(text: str, order: str = "") -> date | Message:
    """YYYY/MM/DD, YYYY-MM-DD or 2024年6月12日; with `order` DMY or MDY also the year last."""
    written = unicodedata.normalize("NFKC", text).strip()
    parts = _date_parts(written, order)
    if parts is None:
        return msg("is not a date; write YYYY/MM/DD")
    try:
        found = date(*parts)
    except ValueError:
        return msg("is a day that does not exist")
    return found if _EARLIEST <= found.year <= _LATEST else msg("is a day that does not exist")


def _date_parts(written: str, order: str) -> tuple[int, int, int] | None:
    if match := _YEAR_FIRST.fullmatch(written):
        year, month, day = (int(part) for part in match.groups() if part)
        return year, month, day
    if order in ("DMY", "MDY") and (match := _YEAR_LAST.fullmatch(written)):
        first, second, year = (int(part) for part in match.groups())
        return (year, second, first) if order == "DMY" else (year, first, second)
    return None


def read_birth(text: str, order: str, today: date) -> date | Message:
    found = read_date(text, order)
    if isinstance(found, date) and found > today:
        return msg("lies in the future")
    return found


def read_moment(text: str) -> datetime | Message:
    """ISO 8601 with an offset or Z: without one nobody can tell whether it was in time."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return msg("is not a date and time; write 2023-11-17T23:59:00-10:00")
    if not _EARLIEST <= found.year <= _LATEST:
        return msg("is not a date and time; write 2023-11-17T23:59:00-10:00")
    if found.utcoffset() is None:
        return msg("does not say the offset from UTC, such as -10:00 or Z")
    return found


def read_position(text: str, positions: Collection[Position]) -> Position | Message:
    """By its letters or written out, or both; only those that the office interviews for."""
    words = plain(text)
    named = {_POSITION_WORDS.get(part.strip()) for part in re.split(r"[()]| - ", words) if part.strip()}
    position = named.pop() if len(named) == 1 else None
    if position is None:
        return msg("is not a position; write ALT or CIR")
    if position not in positions:
        return msg("is not a position that this office interviews for")
    return position


def read_email(text: str) -> str | Message:
    if text.strip() and not _EMAIL.fullmatch(text.strip()):
        return msg("is not an e-mail address")
    return text


def read_number(text: str) -> int | Message:
    written = unicodedata.normalize("NFKC", text).strip()
    if not re.fullmatch(r"[0-9]{1,7}", written):
        return msg("is not a whole number")
    return int(written)
