"""States and moments in words, as the cells and the panel of the custody screen show them."""

from datetime import date, datetime, tzinfo
from pathlib import PurePath
from urllib.parse import urlsplit

from PySide6.QtCore import QDate, QLocale

from jetdesk.domain.custody import CustodyCell, CustodyState, Laptop, LaptopState
from jetdesk.i18n import Message, chosen_language, msg, tr, tr_n

STATUS: dict[CustodyState, str] = {
    CustodyState.NOT_DUE: "not_started",
    CustodyState.EXPECTED: "expected",
    CustodyState.SEALED: "sealed",
    CustodyState.RECEIVED: "received",
    CustodyState.REVEALED: "revealed",
    CustodyState.RECUSED: "recused",
    CustodyState.CLOSED: "withdrawn",
    CustodyState.CONFLICT: "conflict",
}
"""How each state looks: a name in widgets.status."""

SHORT: dict[CustodyState, Message] = {
    CustodyState.NOT_DUE: msg("Not due"),
    CustodyState.EXPECTED: msg("Expected"),
    CustodyState.SEALED: msg("Sealed"),
    CustodyState.RECEIVED: msg("Received"),
    CustodyState.REVEALED: msg("Revealed"),
    CustodyState.RECUSED: msg("Recused"),
    CustodyState.CLOSED: msg("Closed"),
    CustodyState.CONFLICT: msg("Conflict"),
}

LEGEND: tuple[tuple[CustodyState, Message], ...] = (
    (CustodyState.NOT_DUE, msg("Not due")),
    (CustodyState.EXPECTED, msg("Expected")),
    (CustodyState.SEALED, msg("Sealed on laptop")),
    (CustodyState.RECEIVED, msg("Received, time")),
    (CustodyState.REVEALED, msg("Revealed")),
    (CustodyState.RECUSED, msg("Recused")),
    (CustodyState.CLOSED, msg("Closed")),
    (CustodyState.CONFLICT, msg("Conflict")),
)


def cell_words(cell: CustodyCell, usual: date, zone: tzinfo) -> str:
    """In the cell: the word; a received sheet shows its time, or its day when that is not the `usual` one."""
    if cell.state is not CustodyState.RECEIVED or cell.at is None:
        return SHORT[cell.state].text()
    at = cell.at.astimezone(zone)
    return f"{at:%H:%M}" if at.date() == usual else short_day(at.date())


def spoken(cell: CustodyCell, usual: date, zone: tzinfo) -> str:
    """Read out: "Received 14:02", "Recused"."""
    word = SHORT[cell.state].text()
    if cell.at is None or cell.state not in (CustodyState.RECEIVED, CustodyState.REVEALED):
        return word
    return tr("{word} {moment}", word=word, moment=moment(cell.at, zone, usual))


def moment(at: datetime, zone: tzinfo, today: date) -> str:
    """14:02, or 18 Feb, 14:02 on another day."""
    here = at.astimezone(zone)
    if here.date() == today:
        return f"{here:%H:%M}"
    return tr("{day}, {time}", day=short_day(here.date()), time=f"{here:%H:%M}")


def moment_to_the_second(at: datetime, zone: tzinfo, today: date | None = None) -> str:
    here = at.astimezone(zone)
    time = f"{here:%H:%M:%S}"
    return time if here.date() == today else tr("{day}, {time}", day=short_day(here.date()), time=time)


def day_name(day: date | None) -> str:
    """Wed 18 February; None is all days."""
    if day is None:
        return tr("All days")
    return _locale().toString(_qdate(day), "M月d日(ddd)" if chosen_language() == "ja" else "ddd d MMMM")


def short_day(day: date) -> str:
    return _locale().toString(_qdate(day), "M月d日" if chosen_language() == "ja" else "d MMM")


def short_hash(text: str) -> str:
    """The first 16 digits in fours."""
    return " ".join(text[at : at + 4] for at in range(0, min(len(text), 16), 4))


def mailbox_name(url: str) -> str:
    """The last folder of a path; of a database its name, never the password."""
    parts = urlsplit(url)
    if parts.scheme.startswith("postgres"):
        return f"{parts.hostname or ''}{parts.path}"
    return PurePath(url).name or url


def mailbox_place(url: str) -> str:
    """The whole path, for the tooltip."""
    parts = urlsplit(url)
    return mailbox_name(url) if parts.scheme.startswith("postgres") else url


def laptop_look(laptop: Laptop) -> tuple[str, str, str, str]:
    """Icon, colour, words for a laptop in the list, and the longer words of its tooltip."""
    if laptop.state is LaptopState.RETIRED:
        return "dash", "ink2", tr("retired"), laptop.reason
    if laptop.state is LaptopState.INVITED:
        return "circle", "ink2", tr("not joined"), tr("The pack was made; the laptop has not joined yet.")
    if laptop.sheets_waiting:
        tip = tr_n("{n} sealed sheet is not here yet", "{n} sealed sheets are not here yet", laptop.sheets_waiting)
        return "usb", "amber", tr_n("{n} waiting", "{n} waiting", laptop.sheets_waiting), tip
    if laptop.waiting:
        tip = tr_n("It has not fetched {n} file", "It has not fetched {n} files", laptop.waiting)
        return "clock", "amber", tr_n("{n} to fetch", "{n} to fetch", laptop.waiting), tip
    return "check-circle", "sage", tr("up to date"), tr("Nothing is waiting in either direction")


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _locale() -> QLocale:
    return QLocale("ja_JP" if chosen_language() == "ja" else "en_GB")
