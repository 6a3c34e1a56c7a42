"""Which font draws which characters: Inter, then Noto Sans, BIZ UDPGothic, Noto Sans JP, by what each of them covers.

A character that none of them has is drawn as a visible box and reported, never left blank.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from jetdesk import assets
from jetdesk.reports.figures import tabular_glyphs
from jetdesk.reports.style import Weight

BOX = "□"

_FILES: dict[Weight, tuple[str, ...]] = {
    "regular": ("Inter-Regular", "NotoSans-Regular", "BIZUDPGothic-Regular", "NotoSansJP-Regular"),
    "medium": ("Inter-Medium", "NotoSans-Regular", "BIZUDPGothic-Regular", "NotoSansJP-Regular"),
    "semibold": ("Inter-SemiBold", "NotoSans-SemiBold", "BIZUDPGothic-Bold", "NotoSansJP-SemiBold"),
}
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u3099\u309a\ufe20-\ufe2f"
_HAS_MARK = re.compile(f"[{_MARKS}]")
_CLUSTER = re.compile(f".[{_MARKS}]{{0,8}}", re.DOTALL)
_ABOVE = 230  # the combining class of marks that stand above
_ABOVE_CAPITALS = 0.178
_SPACES_KEPT = "\u00a0\u3000"
_VARIANT = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

_unicode_map = ttfonts.makeToUnicodeCMap


def _whole_unicode_map(name: str, subset: list[int]) -> str:
    """reportlab names characters beyond U+FFFF wrongly, so that 𠮷 could be neither searched nor copied."""
    text = str(_unicode_map(name, subset))
    for code in subset:
        if code > 0xFFFF:
            text = text.replace(f"<{code:04X}>", f"<{chr(code).encode('utf-16-be').hex().upper()}>")
    return text


ttfonts.makeToUnicodeCMap = _whole_unicode_map


@dataclass(frozen=True, slots=True)
class Face:
    """A font as far as setting type needs it: name for the PDF and advance of each character it has, per em."""

    name: str
    advances: dict[str, float]

    def covers(self, text: Iterable[str]) -> bool:
        return self.advances.keys() >= set(text)

    def width(self, text: str) -> float:
        return sum(map(self.advances.__getitem__, text))


@dataclass(frozen=True, slots=True)
class Run:
    """Characters drawn with one font, raised by `lift` (per em) above the baseline."""

    font: str
    text: str
    lift: float = 0.0


@cache
def face(name: str) -> Face:
    """Load a font of resources/fonts and make it known to reportlab; its figures are the tabular ones."""
    font = TTFont(name, str(assets.path("fonts", f"{name}.ttf")))
    loaded = font.face
    tabular = tabular_glyphs(loaded.get_table("GSUB")) if "GSUB" in loaded.table else {}
    for code in range(ord("0"), ord("9") + 1):
        glyph = tabular.get(loaded.charToGlyph[code])
        if glyph is not None:
            loaded.charToGlyph[code] = glyph
            loaded.charWidths[code] = 1000 * loaded.hmetrics[glyph][0] / loaded.unitsPerEm
    pdfmetrics.registerFont(font)
    widths = loaded.charWidths
    return Face(name, {chr(code): widths[code] / 1000 for code in loaded.charToGlyph if code in widths})


def clusters(text: str) -> list[str]:
    """The text in pieces that must not be parted: a character and the marks over it."""
    return _CLUSTER.findall(text)


def _lift(cluster: str, char: str) -> float:
    """The marks of the fonts stand where small letters need them; above a capital they go higher."""
    return _ABOVE_CAPITALS if cluster[0].isupper() and unicodedata.combining(char) == _ABOVE else 0.0


class Typesetter:
    """Sets type for one report. What it measured is forgotten with it: it holds names of people.

    `missing` lists what could not be drawn, as U+XXXX, in the order in which it was met.
    """

    def __init__(self) -> None:
        self._runs: dict[tuple[str, Weight], tuple[Run, ...]] = {}
        self._widths: dict[tuple[str, Weight], float] = {}
        self._missing: dict[str, None] = {}

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(self._missing)

    def readable(self, text: str) -> str:
        """The text on one line as it can be drawn: composed, white space as spaces, invisible characters as boxes."""
        if _HAS_MARK.search(text):
            text = _CLUSTER.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
        if not text.isprintable() or _VARIANT.search(text):
            text = "".join(map(self._visible, text))
        return text

    def runs(self, text: str, weight: Weight) -> tuple[Run, ...]:
        """The text in runs of one font each."""
        key = (text, weight)
        found = self._runs.get(key)
        if found is None:
            found = self._runs[key] = self._split(self.readable(text), weight)
        return found

    def width(self, text: str, size: float, weight: Weight) -> float:
        """The width in points of the text set on one line."""
        key = (text, weight)
        em = self._widths.get(key)
        if em is None:
            em = self._widths[key] = sum(face(run.font).width(run.text) for run in self.runs(text, weight))
        return em * size

    def _visible(self, char: str) -> str:
        if char in _SPACES_KEPT:
            return char
        if char.isspace():
            return " "
        if _VARIANT.match(char):
            self._report(char)
            return ""
        if char.isprintable():
            return char
        self._report(char)
        return BOX

    def _split(self, text: str, weight: Weight) -> tuple[Run, ...]:
        first = face(_FILES[weight][0])
        if first.covers(text) and not _HAS_MARK.search(text):
            return (Run(first.name, text),) if text else ()
        pieces = [run for cluster in clusters(text) for run in self._drawn(cluster, weight)]
        alike = groupby(pieces, key=lambda run: (run.font, run.lift))
        return tuple(Run(font, "".join(run.text for run in group), lift) for (font, lift), group in alike)

    def _drawn(self, cluster: str, weight: Weight) -> list[Run]:
        """A cluster from one font if any has it all; Noto Sans first, whose marks sit right without shaping."""
        files = _FILES[weight]
        for name in files if len(cluster) == 1 else (files[1], files[0], *files[2:]):
            if face(name).covers(cluster):
                return [Run(name, char, _lift(cluster, char)) for char in cluster]
        if len(cluster) > 1:
            return [one for char in cluster for one in self._drawn(char, weight)]
        self._report(cluster)
        return [Run(files[0], BOX)]

    def _report(self, char: str) -> None:
        self._missing[f"U+{ord(char):04X}"] = None
