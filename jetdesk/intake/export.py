"""An application export as text: a header and records, nothing interpreted yet."""

from dataclasses import dataclass

from jetdesk.i18n import Message

MIB = 1024 * 1024
MAX_FILE_BYTES = 64 * MIB
MAX_RECORDS = 100_000
MAX_COLUMNS = 1_000
MAX_CELL = 32_767
"""Characters in one cell; the same as in a workbook."""

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class FileOptions:
    """How to read a file; empty means: find out.

    `header_row` from 1, 0: find out, and the sheet with it; `group_row`: the row with groups of headings, 0: none.
    `date_order` is DMY, MDY or YMD; `time_zone` (as "Europe/London") is that of times without an offset, "": refused.
    """

    delimiter: str = ""
    encoding: str = ""
    decimal: str = "."
    sheet: str = ""
    header_row: int = 1
    date_order: str = ""
    group_row: int = 0
    time_zone: str = ""


NO_OPTIONS = FileOptions()


@dataclass(frozen=True, slots=True)
class Record:
    """One record; the header is number 1. As many cells as the header has headings."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a record was not taken. `column` is empty where the whole record is meant; `value` is shortened."""

    row: int
    column: str
    value: str
    problem: Message


@dataclass(frozen=True, slots=True)
class Export:
    """What a file holds. Records that could not be read are under `problems`, not under `records`.

    `header_row` and `group_row` are where the headings were found; `sheets` are all visible ones of a workbook.
    """

    header: tuple[str, ...]
    records: tuple[Record, ...]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    problems: tuple[Problem, ...] = ()
    sheets: tuple[str, ...] = ()
    header_row: int = 1
    group_row: int = 0

    @property
    def rows(self) -> int:
        """How many records there are, good or not; the header is not one of them."""
        return len(self.records) + len({problem.row for problem in self.problems})


def shortened(value: str) -> str:
    """A value to be shown in a list: at most 80 characters, NUL made visible."""
    visible = value[: _SHOWN + 1].replace("\0", "\N{SYMBOL FOR NULL}")
    return visible if len(visible) <= _SHOWN else visible[: _SHOWN - 1] + "…"
