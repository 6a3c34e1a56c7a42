"""Tables that run over pages: rows never split, heads repeat, a heading never stands alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jetdesk.reports.blocks import HEADING_ROOM, heading
from jetdesk.reports.flow import Flow
from jetdesk.reports.style import HAIR, HAIRLINE, HEAD_LINE, INK, KANA, LEFT, MARK, MM, TABLE, TABLE_HEAD, Align, Style

_PADDING = 1.7 * MM


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `x` is its left end from the margin."""

    title: str
    x: float
    width: float
    align: Align = LEFT
    style: Style = TABLE


@dataclass(frozen=True, slots=True)
class Cell:
    """`under` is a smaller second line (kana), `mark` the raised number of a footnote."""

    text: str
    under: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, columns and rows of as many cells. `row` is the least height of a row.

    `continued` is the heading on later pages.
    """

    title: str
    continued: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    row: float = 7 * MM


@dataclass(frozen=True, slots=True)
class _Set:
    """A cell set in lines."""

    lines: Sequence[str]
    style: Style
    under: Sequence[str]
    mark: str
    height: float


@dataclass(frozen=True, slots=True)
class _Row:
    cells: Sequence[_Set]
    height: float


def place_table(flow: Flow, table: Table, tail: float = 0) -> None:
    """Place the table; `tail` is the room kept below the last row for what must stand with it."""
    rows = [part for cells in table.rows for part in _rows(flow, table, cells)]
    head = _head(flow, table)
    heights = [row.height for row in rows]
    for at, row in enumerate(rows):
        wanted = row.height + (_ending(heights, at, tail) if at >= len(rows) - 2 else 0)
        if at == 0:
            flow.need(HEADING_ROOM + head.height + sum(heights[:2]))
            _place_head(flow, table, head, table.title, bookmark=True)
        elif row.height > flow.room or (wanted > flow.room and flow.room < flow.paper.bottom / 2):
            flow.turn()
            _place_head(flow, table, head, table.continued, bookmark=False)
        _place_row(flow, table, row)


def _ending(heights: Sequence[float], at: int, tail: float) -> float:
    """What must fit below one of the last two rows: they stay together, and with what follows."""
    return sum(heights[at + 1 :]) + tail


def _head(flow: Flow, table: Table) -> _Row:
    cells = [_set_lines(flow.lines(c.title, TABLE_HEAD, c.width), TABLE_HEAD) for c in table.columns]
    return _Row(cells, max(len(cell.lines) for cell in cells) * TABLE_HEAD.line + 4.4 * MM)


def _place_head(flow: Flow, table: Table, head: _Row, title: str, *, bookmark: bool) -> None:
    heading(flow, title, bookmark=bookmark)
    bottom = flow.y + head.height
    for column, cell in zip(table.columns, head.cells, strict=True):
        y = bottom - 2.1 * MM - (len(cell.lines) - 1) * TABLE_HEAD.line
        _place_lines(flow, column, cell.lines, TABLE_HEAD, y)
    flow.y = bottom
    flow.across(flow.y, HEAD_LINE, INK)


def _rows(flow: Flow, table: Table, cells: Sequence[Cell]) -> list[_Row]:
    """A row as it is set. Only one taller than half a page is parted, as it could stand nowhere else."""
    row = [_set(flow, column, cell) for column, cell in zip(table.columns, cells, strict=True)]
    most = int(flow.paper.bottom / 2 / TABLE.line)
    deepest = max(len(cell.lines) + len(cell.under) for cell in row)
    parts = [row]
    if deepest > most:
        parts = [[_slice(cell, at, at + most) for cell in row] for at in range(0, deepest, most)]
    return [_Row(part, max(table.row, max(cell.height for cell in part) + _PADDING)) for part in parts]


def _set(flow: Flow, column: Column, cell: Cell) -> _Set:
    if not cell.text and not cell.under:
        return _set_lines((), column.style)
    room = column.width - (flow.width(cell.mark, MARK) + 2 if cell.mark else 0)
    lines = flow.lines(cell.text, column.style, room)
    under = flow.lines(cell.under, KANA, column.width) if cell.under else ()
    return _set_lines(lines, column.style, under, cell.mark)


def _set_lines(lines: Sequence[str], style: Style, under: Sequence[str] = (), mark: str = "") -> _Set:
    return _Set(lines, style, under, mark, len(lines) * style.line + len(under) * KANA.line)


def _slice(cell: _Set, start: int, end: int) -> _Set:
    lines = cell.lines[start:end]
    under = cell.under[max(0, start - len(cell.lines)) : max(0, end - len(cell.lines))]
    return _set_lines(lines, cell.style, under, cell.mark if start == 0 else "")


def _place_row(flow: Flow, table: Table, row: _Row) -> None:
    middle = flow.y + row.height / 2
    for column, cell in zip(table.columns, row.cells, strict=True):
        if cell.lines or cell.under:
            _place_cell(flow, column, cell, middle)
    flow.y += row.height
    flow.rule(flow.paper.left, flow.y, flow.paper.right, flow.y, HAIRLINE, HAIR)


def _place_cell(flow: Flow, column: Column, cell: _Set, middle: float) -> None:
    style = column.style
    top = middle - cell.height / 2
    y = top + style.line / 2 + style.rise
    end = _place_lines(flow, column, cell.lines, style, y)
    if cell.mark:
        last = y + (len(cell.lines) - 1) * style.line
        flow.words(end + 2, last - 2.4, cell.mark, MARK)
    if cell.under:
        y = top + len(cell.lines) * style.line + KANA.line / 2 + KANA.rise
        _place_lines(flow, column, cell.under, KANA, y)


def _place_lines(flow: Flow, column: Column, lines: Sequence[str], style: Style, y: float) -> float:
    """Place lines in a column; gives back where the last one ends."""
    x = flow.paper.left + column.x + column.align * column.width
    end = x
    for line in lines:
        end = x + (1 - column.align) * flow.words(x, y, line, style, column.align)
        y += style.line
    return end


def spread(columns: Sequence[Column], measure: float, gap: float, stretch: int) -> tuple[Column, ...]:
    """The columns side by side with gaps; the one at `stretch` takes what width is left."""
    left = measure - gap * (len(columns) - 1) - sum(c.width for i, c in enumerate(columns) if i != stretch)
    placed, x = [], 0.0
    for at, column in enumerate(columns):
        width = left if at == stretch else column.width
        placed.append(replace(column, x=x, width=width))
        x += width + gap
    return tuple(placed)
