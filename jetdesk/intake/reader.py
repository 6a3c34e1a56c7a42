"""Application exports, CSV or workbook, read into text. Whole files are refused, single records listed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.i18n import Message, msg
from jetdesk.intake.delimited import Delimited
from jetdesk.intake.export import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_FILE_BYTES,
    MAX_RECORDS,
    MIB,
    NO_OPTIONS,
    Export,
    FileOptions,
    Problem,
    Record,
    shortened,
)
from jetdesk.intake.header_rows import HeaderRows, header_rows, joined, most_known, top_rows

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_WEB_PAGE = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta")
GoingOn = Callable[[], None]

_WORKBOOK_NAMES = {".xlsx", ".xlsm", ".xltx"}

NOTHING_LOADED = msg("Nothing was loaded.")
SAVE_AGAIN = msg("Open it in a spreadsheet program, save it again as .xlsx or as CSV, and choose that file.")


def read_export(path: Path, options: FileOptions = NO_OPTIONS, going_on: GoingOn = lambda: None) -> Export:
    """Read a file of applications. Raises Refused for the whole file; single records become problems.

    `going_on` is called every few hundred rows.
    """
    data = _bytes(path)
    _refuse_other_formats(path, data)
    if data.startswith(b"PK\x03\x04"):
        from jetdesk.intake.workbook import open_workbook  # costs half a second, which CSV need not wait for

        with closing(open_workbook(data, options.sheet)) as book:
            if not (options.sheet or options.header_row):
                book.sheet = max(book.sheets, key=lambda name: most_known(top_rows(book.rows(name))))
            at = header_rows(top_rows(book.rows()), options)
            header, records, problems = _gathered(_told(book.rows(), going_on), at, short=True)
            sheets, sheet = book.sheets, book.sheet
            return Export(
                header, records, sheet=sheet, problems=problems, sheets=sheets, header_row=at.header, group_row=at.group
            )
    text = Delimited(data, options)
    at = header_rows(top_rows(text.rows()), options)
    header, records, problems = _gathered(_told(text.rows(), going_on), at)
    return Export(
        header, records, text.encoding, text.delimiter, problems=problems, header_row=at.header, group_row=at.group
    )


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise _refused(msg("There is no file {file}.", file=path.name), msg("Choose the file again."))
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _refused(msg("The file is larger than {limit} MB.", limit=MAX_FILE_BYTES // MIB), _FEWER)
        data = path.read_bytes()
    except (OSError, ValueError) as fault:
        raise EnvironmentFailed(
            msg("The file {file} cannot be read.", file=path.name),
            safe=NOTHING_LOADED,
            todo=msg("Copy it to this computer, or close the program that uses it, and try again."),
        ) from fault
    if not data:
        todo = msg("Export it again, then choose it.")
        raise _refused(msg("The file {file} is empty.", file=path.name), todo)
    return data


_FEWER = msg("Split the export into smaller files.")


def _refuse_other_formats(path: Path, data: bytes) -> None:
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if data.startswith(b"PK\x03\x04"):
        return
    if start.startswith(_WEB_PAGE):
        raise _refused(msg("{file} is a web page, not a workbook or CSV file.", file=path.name), SAVE_AGAIN)
    if data.startswith(_OLD_OFFICE):
        what = msg("{file} is an old or password-protected workbook, which cannot be read.", file=path.name)
        raise _refused(what, SAVE_AGAIN)
    if start.startswith(b"%pdf"):
        raise _refused(msg("{file} is a PDF, not a list of applications.", file=path.name), SAVE_AGAIN)
    if path.suffix.lower() in _WORKBOOK_NAMES:
        raise _refused(msg("{file} is not a workbook, whatever its name says.", file=path.name), SAVE_AGAIN)


def _refused(what: Message, todo: Message) -> Refused:
    return Refused(what, safe=NOTHING_LOADED, todo=todo)


def _gathered(
    rows: Iterator[Sequence[str]], at: HeaderRows, *, short: bool = False
) -> tuple[tuple[str, ...], tuple[Record, ...], tuple[Problem, ...]]:
    """Header, records, problems. `short`: rows end with their last filled cell, as in a workbook."""
    header = _header(rows, at)
    records: list[Record] = []
    problems: list[Problem] = []
    count = 0
    for number, cells in enumerate(rows, 2):
        if not any(cell.strip() for cell in cells):
            continue
        if short:
            cells = (*cells, *[""] * (len(header) - len(cells)))
        count += 1
        if count > MAX_RECORDS:
            raise _refused(msg("The file has more than {limit} records.", limit=MAX_RECORDS), _FEWER)
        found = tuple(_record_problems(number, cells, header))
        problems.extend(found)
        if not found:
            records.append(Record(number, tuple(cells[: len(header)])))
    return header, tuple(records), tuple(problems)


def _told(rows: Iterator[Sequence[str]], going_on: GoingOn) -> Iterator[Sequence[str]]:
    for at, cells in enumerate(rows):
        if at % 500 == 499:
            going_on()
        yield cells


def _header(rows: Iterator[Sequence[str]], at: HeaderRows) -> tuple[str, ...]:
    above = tuple(islice(rows, at.header - 1))
    header = _without_blank_end(next(rows, ()))
    if not header:
        raise _refused(msg("Row {row} has no headings.", row=at.header), _NAME_HEADER_ROW)
    if 0 < at.group < at.header:
        header = joined(above[at.group - 1], header)
    if len(header) > MAX_COLUMNS or any(len(heading) > MAX_CELL for heading in header):
        what = msg("The headings in row {row} are too many or too long.", row=at.header)
        raise _refused(what, _NAME_HEADER_ROW)
    return header


_NAME_HEADER_ROW = msg("Say in the mapping file which row holds the headings, or export the list again.")


def _without_blank_end(cells: Sequence[str]) -> tuple[str, ...]:
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return tuple(kept)


def _record_problems(number: int, cells: Sequence[str], header: Sequence[str]) -> Iterable[Problem]:
    spare_is_blank = len(cells) == len(header) + 1 and not cells[-1]
    if len(cells) != len(header) and not spare_is_blank:
        problem = msg("cells found: {found}; expected: {expected}", found=len(cells), expected=len(header))
        yield Problem(number, "", shortened(cells[0]), problem)
        return
    for heading, cell in zip(header, cells, strict=False):
        if len(cell) > MAX_CELL:
            problem = msg("is too long: {found} characters, at most {limit}", found=len(cell), limit=MAX_CELL)
            yield Problem(number, heading, shortened(cell), problem)
        elif "\0" in cell:
            yield Problem(number, heading, shortened(cell), msg("holds a NUL byte, which no text has"))
