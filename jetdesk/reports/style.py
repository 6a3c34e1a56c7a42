"""Paper, ink and type of everything printed. Lengths are in points, from the top left corner of the page."""

from dataclasses import dataclass
from typing import Literal

MM = 72 / 25.4

INK = "#111A2E"
SECOND = "#4A5266"
HAIR = "#C9CCD4"

HAIRLINE, HEAD_LINE, TITLE_LINE = 0.5, 0.75, 1.0


Weight = Literal["regular", "medium", "semibold"]

Align = float
LEFT, CENTRE, RIGHT = 0.0, 0.5, 1.0
"""How much of a text lies left of the point it is placed at."""


@dataclass(frozen=True, slots=True)
class Style:
    """How words look; `line` is the distance of baselines."""

    size: float
    weight: Weight = "regular"
    colour: str = INK
    line: float = 0.0

    @property
    def rise(self) -> float:
        """Half the height of capitals: what lies between a line's middle and its baseline."""
        return 0.36 * self.size


@dataclass(frozen=True, slots=True)
class Paper:
    """A page and its margins; nothing but the foot is drawn below `bottom`."""

    width: float
    height: float
    side: float = 16 * MM
    top: float = 14 * MM
    foot: float = 16 * MM

    @property
    def left(self) -> float:
        return self.side

    @property
    def right(self) -> float:
        return self.width - self.side

    @property
    def measure(self) -> float:
        """The width between the margins."""
        return self.right - self.left

    @property
    def foot_line(self) -> float:
        return self.height - self.foot

    @property
    def bottom(self) -> float:
        return self.foot_line - 5 * MM


PAPERS = {"a4": Paper(210 * MM, 297 * MM), "letter": Paper(8.5 * 72, 11 * 72)}

TITLE = Style(17, "semibold", line=22)
HEADING = Style(10, "semibold", line=14)
BODY = Style(8.6, line=12.4)
BODY_STRONG = Style(8.6, "semibold", line=12.4)
BODY_NAME = Style(8.6, "medium", line=12.4)
BODY_SECOND = Style(8.6, colour=SECOND, line=12.4)
FIGURE = Style(15, "medium", line=20)
TABLE = Style(8.2, line=10.4)
TABLE_NAME = Style(8.2, "medium", line=10.4)
TABLE_STRONG = Style(8.2, "semibold", line=10.4)
TABLE_SECOND = Style(8.2, colour=SECOND, line=10.4)
TABLE_HEAD = Style(7.2, "medium", SECOND, 9)
KANA = Style(7, colour=SECOND, line=8.6)
NOTE = Style(7.2, colour=SECOND, line=10.4)
NOTE_INK = Style(7.2, "medium", line=10.4)
MARK = Style(7, line=9)


def for_language(style: Style, language: str) -> Style:
    """Japanese text needs more air between its lines."""
    if language != "ja":
        return style
    return Style(style.size, style.weight, style.colour, 1.65 * style.size)
