"""What stands on a page, where: words, rules and boxes, placed before anything is drawn."""

from dataclasses import dataclass, field

from jetdesk.reports.style import HAIR, HAIRLINE, INK, Style


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `x` is its left end, `y` its baseline, `width` what it measures."""

    x: float
    y: float
    text: str
    style: Style
    width: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line."""

    x: float
    y: float
    to_x: float
    to_y: float
    weight: float = HAIRLINE
    colour: str = HAIR


@dataclass(frozen=True, slots=True)
class Box:
    """An empty frame."""

    x: float
    y: float
    width: float
    height: float
    dashed: bool = False
    weight: float = HAIRLINE
    colour: str = INK


@dataclass(slots=True)
class Page:
    """`bookmarks` are headings and how far down they stand."""

    words: list[Words] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    bookmarks: list[tuple[str, float]] = field(default_factory=list)
