"""Delimited text (CSV): which encoding, which delimiter, which records."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from jetdesk.errors import Refused
from jetdesk.i18n import Message, msg
from jetdesk.intake.export import FileOptions
from jetdesk.intake.header_rows import most_known, top_rows

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_DELIMITERS = (",", ";", "\t", "|")
_A_TENTH = 0.1
_NOTHING_LOADED = msg("Nothing was loaded.")
_SAVE_AS_UTF8 = msg("Save the file again as CSV UTF-8, or name its encoding in the mapping file.")

# A cell may be as long as the file: those over the limit are reported one by one, not by the csv module.
csv.field_size_limit(2**31 - 1)


class Delimited:
    """One CSV file in memory. `encoding` and `delimiter` are what was found, or what was asked for."""

    def __init__(self, data: bytes, options: FileOptions) -> None:
        self._data = data
        self._codec, self.encoding = _encoding(data, options.encoding)
        self.delimiter = _asked_delimiter(options.delimiter) or self._likeliest_delimiter(options.header_row)

    def rows(self) -> Iterator[Sequence[str]]:
        """Every record, blank ones too. Raises Refused where the text cannot be taken apart."""
        return self._rows(self.delimiter)

    def _rows(self, delimiter: str) -> Iterator[Sequence[str]]:
        stream = io.TextIOWrapper(io.BytesIO(self._data), self._codec, newline="")
        try:
            yield from csv.reader(stream, delimiter=delimiter)
        except (csv.Error, UnicodeError) as fault:
            raise _refused(msg("The file is not a list of cells: {detail}.", detail=str(fault))) from fault

    def _likeliest_delimiter(self, header_row: int) -> str:
        return max(_DELIMITERS, key=lambda each: self._headings(each, header_row))

    def _headings(self, delimiter: str, header_row: int) -> tuple[int, int]:
        """By known headings, then by the number of cells."""
        if not header_row:
            top = top_rows(self._rows(delimiter))
            return most_known(top), max(map(len, top), default=0)
        return 0, self._cells(delimiter, header_row)

    def _cells(self, delimiter: str, header_row: int) -> int:
        for at, cells in enumerate(self._rows(delimiter), 1):
            if at == header_row:
                return len(cells)
        return 0


def _asked_delimiter(asked: str) -> str:
    delimiter = "\t" if asked.lower() in ("tab", "\\t") else asked
    if len(delimiter) > 1 or delimiter in ("\n", "\r", '"'):
        raise _refused(msg("A delimiter is one character, not “{value}”.", value=asked))
    return delimiter


def _encoding(data: bytes, asked: str) -> tuple[str, str]:
    """The codec to read with and the name to show."""
    if asked:
        return _asked_encoding(data, asked)
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _decodable(data, codec, name)
    if data[:4096].count(0) * 4 > len(data[:4096]):
        raise _refused(msg("The file is not text, or is UTF-16 without a byte-order mark."))
    for codec, likely in (("utf-8", _always), ("euc_jp", _is_euc), ("cp932", _is_japanese), ("cp1252", _always)):
        if likely(data) and _decodes(data, codec):
            return codec, codec
    raise _refused(msg("The file's encoding is neither UTF-8, UTF-16 nor cp932."))


def _always(_: bytes) -> bool:
    return True


def _is_euc(data: bytes) -> bool:
    """Kana, which Japanese names are full of, begin with these two bytes; between them pairs of high ones only."""
    return _share(data, (0xA4, 0xA5)) >= _A_TENTH


def _is_japanese(data: bytes) -> bool:
    """Kana and most kanji of cp932 begin with bytes that hardly any letter of Western Europe has."""
    return _share(data, (*range(0x81, 0x85), *range(0x88, 0x92), *range(0x93, 0x9C))) >= _A_TENTH


def _share(data: bytes, marks: Iterable[int]) -> float:
    """Which part of the bytes beyond ASCII are these."""
    counts = Counter(data)
    return sum(counts[mark] for mark in marks) / (sum(counts[byte] for byte in range(0x80, 0x100)) or 1)


def _asked_encoding(data: bytes, asked: str) -> tuple[str, str]:
    try:
        name = codecs.lookup(asked).name
    except (LookupError, ValueError) as fault:
        raise _refused(msg("There is no encoding called “{value}”.", value=asked)) from fault
    codec = "utf-8-sig" if name == "utf-8" else name
    return _decodable(data, codec, name)


def _decodable(data: bytes, codec: str, name: str) -> tuple[str, str]:
    if not _decodes(data, codec):
        raise _refused(msg("The file is not {encoding} throughout.", encoding=name))
    return codec, name


def _decodes(data: bytes, codec: str) -> bool:
    try:
        for _ in io.TextIOWrapper(io.BytesIO(data), codec, newline="\n"):
            pass
    except (UnicodeError, LookupError):
        return False
    return True


def _refused(what: Message) -> Refused:
    return Refused(what, safe=_NOTHING_LOADED, todo=_SAVE_AS_UTF8)
