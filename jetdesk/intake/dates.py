"""Dates and times as people and programs write them. What can be read as two days is read only by a stated order."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jetdesk.i18n import Message, msg

EARLIEST = 1900
LATEST = 2200

_ERAS = {
    "明治": ("M", 1868, 1912), "大正": ("T", 1912, 1926), "昭和": ("S", 1926, 1989),
    "平成": ("H", 1989, 2019), "令和": ("R", 2019, LATEST),
}  # fmt: skip
_ERA_BY_SIGN = {sign: era for name, era in _ERAS.items() for sign in (name, era[0])}
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan janvier janv", "february feb février fevrier févr fevr fév", "march mar mars",
            "april apr avril avr", "may mai", "june jun juin", "july jul juillet juil", "august aug août aout",
            "september sep sept septembre", "october oct octobre", "november nov novembre",
            "december dec décembre decembre déc",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip

_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_ERA = re.compile(
    r"(明治|大正|昭和|平成|令和|[MTSHR])\s*(\d{1,2}|元)(?:年\s*(\d{1,2})月\s*(\d{1,2})日|[-/.](\d{1,2})[-/.](\d{1,2}))"
)
_DAY_WORD = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?(?: of)?[ \-./]+([^\W\d_]+)\.?,?[ \-./]+(\d{4})")
_WORD_DAY = re.compile(r"([^\W\d_]+)\.?[ \-]+(\d{1,2})(?:st|nd|rd|th)?,?[ \-]+(\d{4})")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
_SERIAL_MOMENT = re.compile(r"\d{5}\.\d+")
_SERIAL_START = date(1899, 12, 30)
_MIDNIGHT = re.compile(r"[T ]0{1,2}:00(:00(\.0+)?)?$")
_CLOCK = re.compile(
    r"(?P<date>.+?)(?:T|,? +|(?<=日))(?:à |at )?(?P<hour>\d{1,2})[:h時](?P<minute>\d{2})分?"
    r"(?::?(?P<second>\d{2})(?:\.\d+)?秒?)?(?: *(?P<half>[ap])\.?m\.?)?(?P<offset> *(?:Z|[+-]\d{2}:?\d{2}))?",
    re.IGNORECASE,
)
_NO_DATE = msg("is not a date; write YYYY/MM/DD")
_NO_DAY = msg("is a day that does not exist")
_TWO_DAYS = msg("can be read as two different days; say the order of dates in the mapping")
_NO_MOMENT = msg("is not a date and time; write 2023-11-17T23:59:00-10:00")
_NO_OFFSET = msg("does not say the offset from UTC, such as -10:00 or Z")


def read_date(text: str, order: str = "") -> date | Message:
    """Any usual way to write a day, also by era, by name of the month, or as a workbook's day number.

    With the year last, `order` (DMY or MDY) decides; without one only what can be one day is read.
    """
    written = _MIDNIGHT.sub("", _narrow(text))
    if match := _SERIAL.fullmatch(written):
        return _existing(_SERIAL_START + timedelta(days=int(match[1])))
    parts = _plain_parts(written) or _era_parts(written) or _worded_parts(written)
    if parts is None and (match := _YEAR_LAST.fullmatch(written)):
        first, second, year = (int(part) for part in match.groups())
        if not order and is_two_days(written):
            return _TWO_DAYS
        day_first = order == "DMY" if order in ("DMY", "MDY") else first > 12
        parts = (year, second, first) if day_first else (year, first, second)
    if parts is None:
        return _NO_DATE
    try:
        return _existing(date(*parts))
    except ValueError:
        return _NO_DAY


def _existing(found: date) -> date | Message:
    return found if EARLIEST <= found.year <= LATEST else _NO_DAY


def _narrow(text: str) -> str:
    """Full-width digits and signs as usual ones, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _plain_parts(written: str) -> tuple[int, int, int] | None:
    match = _YEAR_FIRST.fullmatch(written.replace(" ", "")) or _COMPACT.fullmatch(written)
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups() if part)
    return year, month, day


def _era_parts(written: str) -> tuple[int, int, int] | None:
    """Years are counted from the era's first; a day outside of its era is no day."""
    match = _ERA.fullmatch(written)
    if not match:
        return None
    _, first, last = _ERA_BY_SIGN[match[1]]
    year = first + (1 if match[2] == "元" else int(match[2])) - 1
    month, day = (int(part) for part in match.groups()[2:] if part)
    return (year if first <= year <= last else 0), month, day


def _worded_parts(written: str) -> tuple[int, int, int] | None:
    words = written.casefold()
    if match := _DAY_WORD.fullmatch(words):
        day, word, year = match.groups()
    elif match := _WORD_DAY.fullmatch(words):
        word, day, year = match.groups()
    else:
        return None
    month = _MONTHS.get(word)
    return (int(year), month, int(day)) if month else None


def _year_last(text: str) -> tuple[int, int] | None:
    """The two first numbers of a date with the year last, with or without a time after it."""
    written = _narrow(text)
    match = _YEAR_LAST.fullmatch(written)
    if match is None and (clock := _CLOCK.fullmatch(written)):
        match = _YEAR_LAST.fullmatch(clock["date"])
    return (int(match[1]), int(match[2])) if match else None


def is_two_days(text: str) -> bool:
    """Whether it names two different days, depending on the order: 03/04/2000 does, 31/12/2000 and 4/4/2000 do not."""
    found = _year_last(text)
    return found is not None and found[0] != found[1] and all(1 <= each <= 12 for each in found)


def proved_order(text: str) -> str:
    """DMY or MDY where the date can have no other order, else nothing."""
    found = _year_last(text)
    if found is None or is_two_days(text) or found[0] == found[1]:
        return ""
    return "DMY" if found[0] > 12 >= found[1] else "MDY" if found[1] > 12 >= found[0] else ""


def read_moment(text: str, order: str = "", zone: str = "") -> datetime | Message:
    """A day and a time with an offset or Z; without one only in a stated time zone (as "Europe/London").

    Where the clock went back and an hour came twice, the earlier one is meant. A day alone begins at midnight.
    """
    found = _written_moment(_narrow(text), order)
    if isinstance(found, Message):
        return found
    if not EARLIEST <= found.year <= LATEST:
        return _NO_MOMENT
    if found.utcoffset() is not None:
        return found
    return datetime.fromisoformat(found.replace(tzinfo=ZoneInfo(zone)).isoformat()) if zone else _NO_OFFSET


def _written_moment(written: str, order: str) -> datetime | Message:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        pass
    if serial := _SERIAL_MOMENT.fullmatch(written):
        return datetime.combine(_SERIAL_START, time()) + timedelta(seconds=round(float(serial[0]) * 86_400))
    match = _CLOCK.fullmatch(written)
    day = read_date(match["date"] if match else written, order)
    if isinstance(day, Message):
        return day if day is _TWO_DAYS else _NO_MOMENT
    if match is None:
        return datetime(day.year, day.month, day.day)
    return _at(day, match)


def _at(day: date, match: re.Match[str]) -> datetime | Message:
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return _NO_MOMENT
        hour = hour % 12 + (12 if match["half"].casefold() == "p" else 0)
    clock = f"{hour:02}:{match['minute']}:{match['second'] or '00'}{(match['offset'] or '').strip()}"
    try:
        return datetime.fromisoformat(f"{day.isoformat()}T{clock}")
    except ValueError:
        return _NO_MOMENT


def has_offset(text: str) -> bool:
    """Whether it is a moment that says its own offset."""
    found = read_moment(text, "DMY", "")
    return isinstance(found, datetime)
