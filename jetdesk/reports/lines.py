"""Breaking text into lines, for words with spaces and for Japanese, where a line may end almost anywhere (kinsoku)."""

import re

from jetdesk.reports.fonts import Typesetter, clusters
from jetdesk.reports.style import Style

LONGEST_WORD = 60

_WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U0001b000-\U0001b16f\U00020000-\U0003ffff"
_PIECE = re.compile(rf" +|[{_WIDE}]|(?:[^ {_WIDE}](?!(?<=[^\W\d][-–/])[^\W\d]))*[^ {_WIDE}]")
_NEVER_FIRST = frozenset(
    "、。,.，．・：；:;？！?!）)」』】〕］]｝}〉》”’…‥ー々ゝゞヽヾ%％ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
)
_NEVER_LAST = frozenset("（(「『【〔［[｛{〈《“‘")


def wrap(setter: Typesetter, text: str, style: Style, width: float) -> list[str]:
    """The text in lines no wider than `width`; at least one. Line breaks in it are kept, control characters are not."""
    if len(text) <= LONGEST_WORD and text.isprintable() and setter.width(text, style.size, style.weight) <= width:
        return [text]
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        lines.extend(_filled(setter, setter.readable(paragraph), style, width))
    return lines


def _filled(setter: Typesetter, text: str, style: Style, width: float) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _fitting(setter, _pieces(text), style, width):
        wide = setter.width(piece, style.size, style.weight)
        if line and used + wide > width:
            lines.append(line.rstrip(" "))
            line, used = "", 0.0
            if piece.isspace():
                continue
        line, used = line + piece, used + wide
    return [*lines, line.rstrip(" ")] if line.strip(" ") or not lines else lines


def _pieces(text: str) -> list[str]:
    """What must stay on one line: words, and Japanese characters with the punctuation that clings to them."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        if pieces and _cling(pieces[-1], piece):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _cling(before: str, piece: str) -> bool:
    if before[-1] == " " or piece[0] == " " or len(before) + len(piece) > LONGEST_WORD:
        return False
    return piece[0] in _NEVER_FIRST or before[-1] in _NEVER_LAST


def _fitting(setter: Typesetter, pieces: list[str], style: Style, width: float) -> list[str]:
    """The pieces, those that are too long or too wide for a line cut where they must be."""
    fitting: list[str] = []
    for piece in pieces:
        if len(piece) <= LONGEST_WORD and setter.width(piece, style.size, style.weight) <= width:
            fitting.append(piece)
        else:
            fitting.extend(_cut(setter, piece, style, width))
    return fitting


def _cut(setter: Typesetter, piece: str, style: Style, width: float) -> list[str]:
    parts: list[str] = []
    part, used = "", 0.0
    for cluster in clusters(piece):
        wide = setter.width(cluster, style.size, style.weight)
        if part and (used + wide > width or len(part) >= LONGEST_WORD):
            parts.append(part)
            part, used = "", 0.0
        part, used = part + cluster, used + wide
    return [*parts, part]
