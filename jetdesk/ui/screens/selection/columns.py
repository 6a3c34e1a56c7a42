"""How wide the columns of the list are, and which of them go where there is no room."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt

from jetdesk.ui import theme
from jetdesk.ui.screens.selection.model import GRIP, NAME, NUMBER, PANEL, RANK, RATERS, RankModel
from jetdesk.ui.screens.selection.rows import RankRow
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.cells import PADDING
from jetdesk.ui.widgets.probability import BAR, GAP
from jetdesk.ui.widgets.status import status_width
from jetdesk.ui.widgets.whisker import Axis

GRIP_WIDTH, LEAST_NAME, LEAST_AXIS, MOST_AXIS = 28, 144, 96, 280
_ALIKE, _FIRST_FOR_NAME = 400, 40
_STEPS = (5, 10, 20, 25, 50)
_ROUND, _TICK = 5, 26


def natural_widths(model: RankModel, rows: Sequence[RankRow]) -> dict[int, int]:
    """What each column but the axis needs for its words, in px; the name's is the least it may have."""
    needed = {GRIP: GRIP_WIDTH, NAME: LEAST_NAME, model.axis: LEAST_AXIS}
    sample = rows[:_ALIKE]
    needed[RANK] = _text(model, RANK, (row.place for row in sample))
    needed[NUMBER] = _text(model, NUMBER, (row.number for row in sample))
    needed[PANEL] = _text(model, PANEL, (row.panel for row in sample))
    needed[RATERS] = _text(model, RATERS, ("00",))
    needed.update({column: _text(model, column, ("5.0",)) for column in model.means})
    needed[model.raw] = _text(model, model.raw, ("100.0",), 600)
    if any(row.adjusted for row in sample):
        needed[model.adjusted] = _text(model, model.adjusted, ("100.0",), 600)
        needed[model.above] = max(_words(_title(model, model.above)), _body(">99%") + GAP + BAR) + 2 * PADDING
    notes = [_status(row.note) if row.note_status else _body(row.note) for row in rows if row.note]
    needed[model.note] = max(notes) + 2 * PADDING + 2 if notes else 0
    words = max((_status(word) for word in {row.decision for row in rows}), default=0)
    needed[model.decision] = max(words, _words(_title(model, model.decision))) + 2 * PADDING + 4
    return needed


def fit(model: RankModel, needed: Mapping[int, int], room: int) -> dict[int, int]:
    """Width in px by column; those not named are hidden.

    Where there is no room the number goes, then the means, then the panel; name and axis share what is left.
    """
    kept = {column: width for column, width in needed.items() if width}
    for dropped in ((NUMBER,), tuple(model.means), (PANEL,)):
        if sum(kept.values()) > room:
            kept = {column: width for column, width in kept.items() if column not in dropped}
    spare = max(0, room - sum(kept.values()))
    axis = min(max(0, spare - _FIRST_FOR_NAME) // 2, MOST_AXIS - LEAST_AXIS)
    kept[model.axis] += axis
    kept[NAME] += spare - axis
    return kept


def axis_over(scores: Iterable[float], line: float | None, room: float) -> Axis:
    """An axis that holds all scores, with as many ticks as have room."""
    values = [*scores, *([line] if line is not None else [])] or [0.0, 100.0]
    low, high = min(values), max(values)
    low, high = low // _ROUND * _ROUND, max(-(-high // _ROUND) * _ROUND, low // _ROUND * _ROUND + _ROUND)
    step = next((step for step in _STEPS if (high - low) / step * _TICK <= room), _STEPS[-1])
    return Axis(low, high, step, line)


def _text(model: RankModel, column: int, texts: Iterable[str], weight: int = 400) -> int:
    widest = max((round(paint.width(text, theme.font("body", weight))) for text in set(texts)), default=0)
    return max(widest, _words(_title(model, column))) + 2 * PADDING + 2


def _title(model: RankModel, column: int) -> str:
    return str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def _words(words: str) -> int:
    return round(paint.width(words, theme.font("small")))


def _body(words: str) -> int:
    return round(paint.width(words, theme.font("body")))


def _status(words: str) -> int:
    return round(status_width(words))
