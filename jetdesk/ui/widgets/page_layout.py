"""Where pages lie one under another, in px of the view."""

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF

MARGIN, GAP = 16, 16
PIXELS_A_POINT = 96 / 72


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Tops and sizes of all pages at one zoom; pages count from 1."""

    tops: tuple[float, ...]
    sizes: tuple[QSizeF, ...]
    scales: tuple[float, ...]
    width: float
    height: float

    def area(self, page: int) -> QRectF:
        """The page's place, centred in the width."""
        size = self.sizes[page - 1]
        return QRectF((self.width - size.width()) / 2, self.tops[page - 1], size.width(), size.height())

    def at(self, y: float) -> int:
        """The page at a height, or the one above it."""
        return max(1, bisect_right(self.tops, y))


def lay_out(sizes: list[QSizeF], zoom: float | None, view_width: float) -> PageLayout:
    """`zoom` 1.0 is true size; None fits each page to the width."""
    room = max(view_width - 2 * MARGIN, 80)
    scales = [room / size.width() if zoom is None else zoom * PIXELS_A_POINT for size in sizes]
    shown = [QSizeF(round(s.width() * k), round(s.height() * k)) for s, k in zip(sizes, scales, strict=True)]
    tops, top = [], float(MARGIN)
    for size in shown:
        tops.append(top)
        top += size.height() + GAP
    widest = max((size.width() for size in shown), default=0) + 2 * MARGIN
    return PageLayout(tuple(tops), tuple(shown), tuple(scales), max(view_width, widest), top - GAP + MARGIN)
