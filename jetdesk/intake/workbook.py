"""Workbooks (.xlsx): limits first, then the cells as text."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time

import openpyxl
from openpyxl.workbook.workbook import Workbook

from jetdesk.errors import Refused, UserError
from jetdesk.i18n import Message, msg
from jetdesk.intake.export import MIB

MAX_UNPACKED = 64 * MIB
MAX_PARTS = 2_000
MAX_RATIO = 250
MAX_ROWS = 1_048_576
"""As many rows as a sheet has."""
MAX_CELLS = 5_000_000
"""Empty ones counted as far as a row reaches."""

_NOTHING_LOADED = msg("Nothing was loaded.")
_SAVE_AS_CSV = msg("Open it in a spreadsheet program, keep only the list of applications, save it as CSV.")
_DEFINITIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


class Book:
    """One sheet of an open workbook."""

    def __init__(self, book: Workbook, sheet: str) -> None:
        self._book = book
        self.sheet = sheet

    @property
    def sheets(self) -> tuple[str, ...]:
        """The visible ones, in their order."""
        return tuple(sheet.title for sheet in self._book.worksheets if sheet.sheet_state == "visible")

    def rows(self, name: str = "") -> Iterator[Sequence[str]]:
        """Every row of this sheet or another as text, without the empty cells at its end."""
        with _damage_is_refused():
            sheet = self._book[name or self.sheet]
            sheet.reset_dimensions()
            count = 0
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                count += len(cells)
                if number > MAX_ROWS or count > MAX_CELLS:
                    raise _refused(msg("The sheet has more rows or cells than a list of applications can have."))
                yield _trimmed([_text(cell) for cell in cells])

    def close(self) -> None:
        self._book.close()


def open_workbook(data: bytes, sheet: str = "") -> Book:
    """The named sheet, or the first visible one. Refused: all but a sound workbook within the limits."""
    with _damage_is_refused():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive)
            _check_definitions(archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out (styles, rules) does not matter here
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return Book(book, _sheet_name(book, sheet))


def _sheet_name(book: Workbook, asked: str) -> str:
    sheets = [sheet.title for sheet in book.worksheets if asked or sheet.sheet_state == "visible"]
    if asked and asked not in sheets:
        raise _refused(msg("The workbook has no sheet called “{sheet}”.", sheet=asked))
    if not sheets:
        raise _refused(msg("The workbook has no sheet with a list."))
    return asked or sheets[0]


def _check_size(archive: zipfile.ZipFile) -> None:
    """By the directory alone: nothing is unpacked yet, and reading will stop at the size stated there."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        what = msg("The workbook has {found} parts, at most {limit} are read.", found=len(parts), limit=MAX_PARTS)
        raise _refused(what)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED:
        raise _refused(
            msg(
                "The workbook is {found} MB once unpacked; at most {limit} MB are read.",
                found=-(-unpacked // MIB),
                limit=MAX_UNPACKED // MIB,
            )
        )
    if any(part.file_size > MIB and part.file_size > MAX_RATIO * part.compress_size for part in parts):
        raise _refused(msg("The workbook is packed more tightly than a list of applications can be."))
    if any(part.flag_bits & 1 for part in parts):
        raise _refused(msg("The workbook is protected by a password."))


def _check_definitions(archive: zipfile.ZipFile) -> None:
    for part in archive.infolist():
        if part.filename.lower().endswith((".xml", ".rels", ".vml")) and _defines(archive, part):
            what = msg("The workbook holds XML definitions (entities), which no spreadsheet program writes.")
            raise _refused(what)


def _defines(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(MIB):
            if any(word in tail + chunk for word in _DEFINITIONS):
                return True
            tail = chunk[-32:]
    return False


@contextmanager
def _damage_is_refused() -> Iterator[None]:
    """The parser meets a stranger's file: whatever it raises says only that the file is not sound."""
    try:
        yield
    except (UserError, GeneratorExit):
        raise
    except Exception as fault:
        raise _refused(msg("The workbook is damaged and cannot be read.")) from fault


def _refused(what: Message) -> Refused:
    return Refused(what, safe=_NOTHING_LOADED, todo=_SAVE_AS_CSV)


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(cell: object) -> str:
    """The cell as text: dates and times by ISO 8601, whole numbers without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
