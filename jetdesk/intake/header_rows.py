"""Which row of a sheet holds the headings: below titles, above records, perhaps with a row of groups above it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from jetdesk.intake.export import FileOptions
from jetdesk.intake.headings import BETWEEN, known_headings

LOOKED_AT = 30
_FEWEST = 2
"""Known headings that make a row one of headings; below, the first one is taken as it always was."""

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class HeaderRows:
    """Both from 1; `group` is 0 where there is none."""

    header: int
    group: int = 0


def top_rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(islice(rows, LOOKED_AT))


def most_known(top: Sequence[Row]) -> int:
    """Known headings of the row that has most of them."""
    return max(map(known_headings, top), default=0)


def header_rows(top: Sequence[Row], options: FileOptions) -> HeaderRows:
    """As the options say, or the row with most known headings; of equals the first.

    A row of nearly as many right under it is the same headings in another language: then both count. The row above
    holds groups if together with it more headings are known.
    """
    if options.header_row:
        return HeaderRows(options.header_row, options.group_row)
    known = [known_headings(cells) for cells in top]
    if max(known, default=0) < _FEWEST:
        return HeaderRows(_first_filled(top))
    at = known.index(max(known))
    if at + 1 < len(known) and known[at + 1] >= max(_FEWEST, known[at] / 2):
        return HeaderRows(at + 2, at + 1)
    return HeaderRows(at + 1, at if at and _is_group(top[at - 1], top[at], known[at]) else 0)


def _first_filled(top: Sequence[Row]) -> int:
    return next((at for at, cells in enumerate(top, 1) if any(cell.strip() for cell in cells)), 1)


def _is_group(above: Row, headings: Row, known: int) -> bool:
    return known_headings(joined(above, headings)) > known


def joined(above: Row, headings: Row) -> tuple[str, ...]:
    """Each heading with its group, which reaches to the next one, as merged cells do; alone where it has none."""
    found: list[str] = []
    group = ""
    for at, heading in enumerate(headings):
        group = above[at].strip() if at < len(above) and above[at].strip() else group
        under = heading.strip()
        found.append(f"{group}{BETWEEN}{heading}" if group and under and group != under else heading or group)
    return tuple(found)
