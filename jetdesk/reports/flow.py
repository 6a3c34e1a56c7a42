"""Fills pages from top to bottom. Blocks ask for room, then place their words at the current height."""

from collections.abc import Callable, Sequence

from jetdesk.reports.fonts import Typesetter
from jetdesk.reports.lines import wrap
from jetdesk.reports.page import Box, Page, Rule, Words
from jetdesk.reports.style import HAIR, HAIRLINE, INK, LEFT, SECOND, Align, Paper, Style

_LONGEST_SHORT = 500


class Flow:
    """`y` is how far down the current page is filled. `on_turn` draws what later pages begin with."""

    def __init__(self, paper: Paper, setter: Typesetter, on_turn: Callable[["Flow"], None]) -> None:
        self.paper = paper
        self.setter = setter
        self.pages: list[Page] = [Page()]
        self.y = paper.top
        self.page_top = paper.top
        self._on_turn = on_turn

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def room(self) -> float:
        return self.paper.bottom - self.y

    @property
    def fresh(self) -> bool:
        """Nothing but the head stands on this page."""
        return self.y <= self.page_top

    def turn(self) -> None:
        self.pages.append(Page())
        self.y = self.paper.top
        self._on_turn(self)
        self.page_top = self.y

    def need(self, height: float) -> bool:
        """Turn the page unless that much room is left; never leaves an empty page. True if turned."""
        if height <= self.room or self.fresh:
            return False
        self.turn()
        return True

    def width(self, text: str, style: Style) -> float:
        return self.setter.width(text, style.size, style.weight)

    def lines(self, text: str, style: Style, width: float) -> list[str]:
        return wrap(self.setter, text, style, width)

    def few_lines(self, text: str, style: Style, width: float, most: int) -> list[str]:
        """The text in at most so many lines, for places that cannot grow; … stands for what is left out."""
        lines = self.lines(text[:_LONGEST_SHORT], style, width)
        if len(lines) <= most and len(text) <= _LONGEST_SHORT:
            return lines
        *kept, last = lines[:most]
        while last and self.width(last + "…", style) > width:
            last = last[:-1]
        return [*kept, last + "…"]

    def words(self, x: float, y: float, text: str, style: Style, align: Align = LEFT) -> float:
        """Place one line; `x` is its left end, middle or right end. Gives back its width."""
        width = self.width(text, style)
        if text:
            self.page.words.append(Words(x - align * width, y, text, style, width))
        return width

    def block(self, x: float, y: float, lines: Sequence[str], style: Style) -> float:
        """Place lines below each other, the first baseline at `y`; gives back the last baseline."""
        for line in lines:
            self.words(x, y, line, style)
            y += style.line
        return y - style.line

    def across(self, y: float, weight: float = HAIRLINE, colour: str = HAIR) -> None:
        """A rule from margin to margin."""
        self.page.rules.append(Rule(self.paper.left, y, self.paper.right, y, weight, colour))

    def rule(self, x: float, y: float, to_x: float, to_y: float, weight: float, colour: str) -> None:
        self.page.rules.append(Rule(x, y, to_x, to_y, weight, colour))

    def box(self, x: float, y: float, width: float, height: float, *, dashed: bool = False) -> None:
        self.page.boxes.append(Box(x, y, width, height, dashed, colour=SECOND if dashed else INK))

    def bookmark(self, title: str) -> None:
        self.page.bookmarks.append((title, self.y))
