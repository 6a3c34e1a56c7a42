"""A sheet of paper for the sample's documents: text with the bundled fonts, typed text in the PDF's own Times."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO

from reportlab.lib.pagesizes import letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from jetdesk.reports.fonts import Typesetter

WIDTH, HEIGHT = letter
MARGIN = 72.0


@dataclass(frozen=True, slots=True)
class Type:
    """How text looks. `family` is print (Inter and its fallbacks) or one of the fonts that every PDF reader has."""

    size: float
    family: str = "print"
    grey: float = 0.1


TYPED = Type(12, "Times-Roman")


class Sheet:
    """A document in the making. `down` is where the next line goes, in points from the top of the page."""

    def __init__(self, title: str) -> None:
        self._stream = BytesIO()
        self.canvas = Canvas(self._stream, pagesize=letter, invariant=1, pageCompression=1)
        self.canvas.setTitle(title)
        self.canvas.setCreator("JetDesk sample office")
        self.down = MARGIN

    def text(self, x: float, down: float, text: str, style: Type, align: str = "left") -> None:
        """One line; x is its left end, its middle or its right end."""
        pieces = runs(text, style)
        if align != "left":
            x -= _width(text, style) * (0.5 if align == "centre" else 1.0)
        self.canvas.setFillGray(style.grey)
        for font, piece in pieces:
            self.canvas.setFont(font, style.size)
            self.canvas.drawString(x, HEIGHT - down, piece)
            x += stringWidth(piece, font, style.size) if len(pieces) > 1 else 0

    def paragraph(self, text: str, style: Type, leading: float, *, x: float = MARGIN, width: float = WIDTH - 2 * MARGIN,
                  indent: float = 0) -> Iterator[int]:  # fmt: skip
        """Sets lines from `down` on, one at each step, so that the caller can turn the page between them."""
        for number, line in enumerate(wrapped(text, style, width, indent)):
            yield number
            self.text(x + (0 if number else indent), self.down, line, style)
            self.down += leading

    def block(
        self, text: str, style: Type, leading: float, *, x: float = MARGIN, width: float = WIDTH - 2 * MARGIN
    ) -> None:
        """A paragraph that stays on this page."""
        for _ in self.paragraph(text, style, leading, x=x, width=width):
            pass

    def line(self, x: float, down: float, to_x: float, to_down: float, weight: float = 0.5, grey: float = 0.35) -> None:
        self.canvas.setStrokeGray(grey)
        self.canvas.setLineWidth(weight)
        self.canvas.line(x, HEIGHT - down, to_x, HEIGHT - to_down)

    def box(self, x: float, down: float, width: float, height: float, fill: float | None = None) -> None:
        self.canvas.setStrokeGray(0.35)
        self.canvas.setLineWidth(0.5)
        if fill is not None:
            self.canvas.setFillGray(fill)
        self.canvas.rect(x, HEIGHT - down - height, width, height, fill=fill is not None)

    def turn(self) -> None:
        """To the next page."""
        self.canvas.showPage()
        self.down = MARGIN

    def finish(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self._stream.getvalue()


def runs(text: str, style: Type) -> tuple[tuple[str, str], ...]:
    """The text in runs of one font: what Times or Helvetica lack is set with the bundled fonts."""
    if style.family == "print":
        return tuple((run.font, run.text) for run in _setter().runs(text, "regular"))
    if _is_western(text):
        return ((style.family, text),) if text else ()
    found: list[tuple[str, str]] = []
    for word in _words(text):
        found += [(style.family, word)] if _is_western(word) else runs(word, Type(style.size))
    return tuple(found)


def wrapped(text: str, style: Type, width: float, indent: float = 0) -> Iterator[str]:
    """Lines that fit; Japanese breaks anywhere, other text between words."""
    line, left = "", width - indent
    for word in _breakable(text):
        needed = _width(word.rstrip(), style)
        if line and needed > left:
            yield line.rstrip()
            line, left = "", width
        line += word
        left -= _width(word, style)
    yield line.rstrip()


def _width(text: str, style: Type) -> float:
    return float(sum(stringWidth(piece, font, style.size) for font, piece in runs(text, style)))


def _breakable(text: str) -> Iterable[str]:
    if any("\u3040" <= char <= "\u30ff" for char in text):
        return _japanese(text)
    return _words(text)


def _words(text: str) -> Iterator[str]:
    """Words with the space that follows them."""
    parts = text.split(" ")
    yield from (f"{part} " for part in parts[:-1])
    yield parts[-1]


def _japanese(text: str) -> Iterator[str]:
    """Single characters, with a closing mark kept beside what it closes; Latin words stay whole."""
    piece = ""
    for char in text:
        if piece and not (char in "、。」・ー" or (char.isascii() and piece[-1].isascii())):
            yield piece
            piece = ""
        piece += char
    yield piece


@cache
def _setter() -> Typesetter:
    return Typesetter()


@lru_cache(maxsize=4096)
def _is_western(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
