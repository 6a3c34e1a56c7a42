"""What the cells of a column look like, whatever its heading says."""

import re
from collections.abc import Callable, Sequence

from jetdesk.domain.applicant import Position
from jetdesk.i18n import Message
from jetdesk.intake.dates import is_two_days, read_date, read_moment
from jetdesk.intake.values import plain, read_email, read_number, read_position

_LOOKED_AT = 60
_KANA = re.compile(r"[\u3040-\u30ff\uff66-\uff9f・\s=-]+")
_JLPT = re.compile(r"n[1-5]|[1-4]級|n/a|none|無|なし|aucun|-")
_NAME = re.compile(r"[^\d@]+")


def _is_date(text: str) -> bool:
    return is_two_days(text) or not isinstance(read_date(text), Message)


def _is_moment(text: str) -> bool:
    return is_two_days(text) or not isinstance(read_moment(text, zone="UTC"), Message)


_LOOKS: dict[str, Callable[[str], bool]] = {
    "application_no": lambda text: any(letter.isdigit() for letter in text) and len(text) <= 40,
    "submitted_at": _is_moment,
    "position": lambda text: not isinstance(read_position(text, tuple(Position)), Message),
    "date_of_birth": _is_date,
    "graduation_date": _is_date,
    "available_from": _is_date,
    "email": lambda text: not isinstance(read_email(text), Message),
    "name_kana": lambda text: _KANA.fullmatch(text) is not None,
    "jlpt": lambda text: _JLPT.fullmatch(plain(text)) is not None,
    "statement_words": lambda text: not isinstance(read_number(text), Message),
    "family_name": lambda text: _NAME.fullmatch(text) is not None,
    "given_name": lambda text: _NAME.fullmatch(text) is not None,
    "nationality": lambda text: _NAME.fullmatch(text) is not None,
}
_TELLING = (("email", 0.7), ("position", 0.7), ("name_kana", 0.65), ("jlpt", 0.5))
"""Columns that contents alone can tell, and how sure that is."""


def fitness(column: str, cells: Sequence[str]) -> float:
    """Which part (0 to 1) of the filled cells looks like what the column holds; 1 where anything may stand."""
    looks = _LOOKS.get(column)
    looked_at = cells[:_LOOKED_AT]
    return sum(map(looks, looked_at)) / len(looked_at) if looks and looked_at else 1.0


def kind_by_contents(cells: Sequence[str]) -> tuple[str, float]:
    """The column that nearly all cells speak of, and how sure that is; nothing for most columns."""
    for column, confidence in _TELLING:
        if cells and fitness(column, cells) >= 0.9:
            return column, confidence
    return "", 0.0
