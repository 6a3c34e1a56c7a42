"""What the command line says: the result on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TextIO
from unicodedata import category, combining, east_asian_width

from jetdesk.errors import UserError

Data = Mapping[str, object]


class Output:
    """Text for people, or one JSON object for programs."""

    def __init__(self, *, as_json: bool, quiet: bool) -> None:
        self.as_json = as_json
        self.quiet = quiet

    def result(self, data: Data, lines: Sequence[str]) -> None:
        """The command's result: the object with --json, else the lines."""
        if self.as_json:
            _print(_json(data), sys.stdout)
        else:
            for line in lines:
                _print(_shown(line), sys.stdout)

    def say(self, text: str) -> None:
        """Something on the way, for people only."""
        if not self.quiet:
            say(text)

    def progress(self, what: str) -> Callable[[float], None]:
        """A line that counts up to 100 %; only at a terminal."""
        if self.quiet or self.as_json or not sys.stderr.isatty():
            return lambda _: None

        def show(fraction: float) -> None:
            end = "\n" if fraction >= 1 else ""
            print(f"\r{what} {fraction:4.0%}", end=end, file=sys.stderr, flush=True)

        return show


def say(text: str) -> None:
    """Something for people, on standard error."""
    _print(_shown(text), sys.stderr)


def say_error(error: UserError) -> None:
    """What happened, what is safe, what to do: a line each."""
    for part in error.parts():
        say(part)


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Columns padded with spaces; figures to the right."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(header, *cells, strict=True)]
    return [_line(line, widths) for line in ([*header], *cells)]


def width(text: str) -> int:
    """Columns at a terminal: Japanese characters take two."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        " " * (wide - width(cell)) + cell if _is_figure(cell) else cell + " " * (wide - width(cell))
        for cell, wide in zip(cells, widths, strict=True)
    ]
    return "  ".join(padded).rstrip()


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _is_figure(cell: str) -> bool:
    return cell.replace(".", "", 1).replace("–", "0").isdigit()


def _shown(text: str) -> str:
    """No control characters of a file reach the terminal; all kinds of spaces do."""
    return "".join(c if c in "\n\t" or c.isprintable() or category(c) == "Zs" else "�" for c in text)


def _json(data: Data) -> str:
    """Readable where the stream can carry it, else with every other character escaped: the same object."""
    text = json.dumps(data, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return json.dumps(data)
    return text


def _print(text: str, stream: TextIO) -> None:
    """A character that the stream cannot carry becomes a question mark, not a fault."""
    encoding = stream.encoding or "ascii"
    print(text.encode(encoding, "replace").decode(encoding), file=stream)
