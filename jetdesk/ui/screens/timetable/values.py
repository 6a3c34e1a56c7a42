"""The words of the timetable."""

from datetime import date

from jetdesk.domain.timetable import ATTENDANCE_NAMES, Attendance, ClashKind
from jetdesk.i18n import Message, chosen_language, msg, tr
from jetdesk.reports import dates
from jetdesk.services.day_view import Card

SHORT: dict[ClashKind, Message] = {
    ClashKind.CONFLICT: msg("Conflict of interest"),
    ClashKind.JAPANESE: msg("No Japanese speaker"),
    ClashKind.DOUBLE: msg("Two at once"),
    ClashKind.TRAVEL: msg("Cannot come"),
    ClashKind.COUPLE: msg("Couple far apart"),
    ClashKind.GRID: msg("Odd time"),
    ClashKind.LINK: msg("Guest is busy"),
    ClashKind.MOVED: msg("Was locked"),
}
_CAME = {Attendance.ARRIVED: "complete", Attendance.LATE: "expected", Attendance.ABSENT: "absent"}


def flag(card: Card) -> tuple[str, str]:
    """Status and words for a card's second line; empty where there is nothing to say."""
    if card.clashes:
        return ("conflict" if card.grave else "check", SHORT[card.clashes[0].kind].text())
    if card.attendance in _CAME:
        return (_CAME[card.attendance], ATTENDANCE_NAMES[card.attendance].text())
    if card.sealed:
        return ("sealed", tr("Sealed"))
    return ("info", tr("Locked")) if card.locked else ("", "")


def spoken(card: Card) -> str:
    """Noor al-Rashidi, Panel B, 15:30, Cannot come."""
    at = f"{card.start:%H:%M}" if card.start else ""
    panel = tr("Panel {panel}", panel=card.panel) if card.panel else ""
    return ", ".join(part for part in (card.name, panel, at, flag(card)[1]) if part)


def day_words(day: date) -> str:
    return dates.day(day, "ja" if chosen_language() == "ja" else "en")
