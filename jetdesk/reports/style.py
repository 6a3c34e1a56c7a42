"""Paper, ink and type of everything printed. Lengths are in points, from the top left corner of the page."""

from dataclasses import dataclass
from enum import Enum, StrEnum

MM = 72 / 25.4

INK = "#111A2E"
SECOND = "#4A5266"
HAIR = "#C9CCD4"

HAIRLINE, HEAD_LINE, TITLE_LINE = 0.5, 0.75, 1.0


class Weight(StrEnum):
    REGULAR = "regular"
    MEDIUM = "medium"
    SEMIBOLD = "semibold"


class Align(Enum):
    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Style:
    """How words look; `leading` is the distance of baselines, the default suits one language at a time."""

    size: float
    weight: Weight = Weight.REGULAR
    colour: str = INK
    leading: float = 0.0

    @property
    def line(self) -> float:
        return self.leading or 1.44 * self.size

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

TITLE = Style(17, Weight.SEMIBOLD)
HEADING = Style(10, Weight.SEMIBOLD)
BODY = Style(8.6)
BODY_STRONG = Style(8.6, Weight.SEMIBOLD)
BODY_NAME = Style(8.6, Weight.MEDIUM)
BODY_SECOND = Style(8.6, colour=SECOND)
FIGURE = Style(15, Weight.MEDIUM)
TABLE = Style(8.2, leading=10.4)
TABLE_NAME = Style(8.2, Weight.MEDIUM, leading=10.4)
TABLE_STRONG = Style(8.2, Weight.SEMIBOLD, leading=10.4)
TABLE_SECOND = Style(8.2, colour=SECOND, leading=10.4)
TABLE_HEAD = Style(7.2, Weight.MEDIUM, SECOND, 9.0)
KANA = Style(7.0, colour=SECOND, leading=8.6)
NOTE = Style(7.2, colour=SECOND)
NOTE_INK = Style(7.2, Weight.MEDIUM)
MARK = Style(7.0)


def for_language(style: Style, language: str) -> Style:
    """Japanese text needs more air between its lines."""
    if language != "ja":
        return style
    return Style(style.size, style.weight, style.colour, 1.65 * style.size)
