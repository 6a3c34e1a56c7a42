"""Cells into typed values. A value that does not fit comes back as the message that says why."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date

from jetdesk.domain.applicant import Position
from jetdesk.i18n import Message, msg
from jetdesk.intake.dates import read_date

_POSITION_WORDS = {
    "alt": Position.ALT,
    "assistant language teacher": Position.ALT,
    "外国語指導助手": Position.ALT,
    "assistant de langue": Position.ALT,
    "assistant de langue anglaise": Position.ALT,
    "assistant en langues étrangères": Position.ALT,
    "cir": Position.CIR,
    "coordinator for international relations": Position.CIR,
    "co-ordinator for international relations": Position.CIR,
    "国際交流員": Position.CIR,
    "coordinateur des relations internationales": Position.CIR,
    "coordinateur pour les relations internationales": Position.CIR,
    "coordinatrice des relations internationales": Position.CIR,
    "coordinatrice pour les relations internationales": Position.CIR,
    "sea": Position.SEA,
    "sports exchange advisor": Position.SEA,
    "sports exchange adviser": Position.SEA,
    "スポーツ国際交流員": Position.SEA,
}

_EMAIL = re.compile(r"[^@\s]+@[^@\s.][^@\s]*")


def plain(text: str) -> str:
    """Width, case and spaces do not matter when values are compared."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def read_birth(text: str, order: str, today: date) -> date | Message:
    found = read_date(text, order)
    if isinstance(found, date) and found > today:
        return msg("lies in the future")
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


def read_key(text: str) -> str:
    """An application number as it is compared and kept: full-width letters, digits and hyphens become usual ones."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)
