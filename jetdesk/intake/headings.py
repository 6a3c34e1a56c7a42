"""Which heading means which canonical column, by its name."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from jetdesk.domain.applicant import COLUMNS
from jetdesk.intake.heading_names import OTHER_NAMES

BETWEEN = " › "
"""Stands between a group and the heading under it, where a file has two rows of headings."""
_ALIKE = 0.82
_LONGEST = 200
_SHORTEST = 4
"""Letters of a heading that may be compared by likeness; shorter ones are alike by chance."""


def folded(text: str) -> str:
    """Without what does not matter in a heading: width, case, accents, spaces or underscores, marks at the end."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("œ", "oe").replace("’", "'")
    letters = "".join(c for c in unicodedata.normalize("NFD", plain) if not "\u0300" <= c <= "\u036f")
    return re.sub(r"[\s_]+", " ", unicodedata.normalize("NFC", letters)).strip(" *:?")


_BY_NAME = {folded(column): (column, 1.0) for column in COLUMNS}
for _column, _names in OTHER_NAMES.items():
    for _name in _names:
        _BY_NAME.setdefault(folded(_name), (_column, 0.9))
_NAMES = tuple(name for name in _BY_NAME if len(name) >= _SHORTEST)


def column_for(heading: str) -> tuple[str, float] | None:
    """The canonical column and how sure that is (0 to 1), or None where the name is not known.

    Of a group and a heading under it, both together count first, then the heading, then the group.
    """
    if len(heading) > _LONGEST:
        return None
    group, between, under = heading.partition(BETWEEN)
    if not between:
        return _BY_NAME.get(folded(heading))
    ways = (f"{group} {under}", f"{under} {group}", under, group)
    return next((found for way in ways if (found := _BY_NAME.get(folded(way)))), None)


def likely_column(heading: str) -> tuple[str, float] | None:
    """As `column_for`, and else the known name that is most alike, if one is alike enough."""
    return column_for(heading) or _most_alike(folded(heading.replace(BETWEEN, " ")))


def _most_alike(name: str) -> tuple[str, float] | None:
    if not _SHORTEST <= len(name) <= _LONGEST:
        return None
    matcher = SequenceMatcher(b=name)
    best, likeness = "", _ALIKE
    for known in _NAMES:
        matcher.set_seq1(known)
        if matcher.real_quick_ratio() > likeness and matcher.quick_ratio() > likeness and matcher.ratio() > likeness:
            best, likeness = known, matcher.ratio()
    return (_BY_NAME[best][0], round(0.85 * likeness, 2)) if best else None


def known_headings(cells: Sequence[str]) -> int:
    """How many different canonical columns a row seems to name, surely by name."""
    return len({found[0] for cell in cells if (found := column_for(cell))})
