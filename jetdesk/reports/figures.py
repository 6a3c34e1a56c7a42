"""Tabular figures: which glyphs of a TrueType font are its figures of equal width (its `tnum` feature).

reportlab knows only the default figures, which in Inter are proportional, so that columns would not line up.
"""

import struct
from dataclasses import dataclass

_SINGLE, _EXTENSION = 1, 7


@dataclass(frozen=True, slots=True)
class _Table:
    """A part of the GSUB table; offsets inside a part count from its start."""

    data: bytes
    start: int = 0

    def number(self, at: int) -> int:
        return int(struct.unpack_from(">H", self.data, self.start + at)[0])

    def signed(self, at: int) -> int:
        return int(struct.unpack_from(">h", self.data, self.start + at)[0])

    def numbers(self, at: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}H", self.data, self.start + at)

    def part(self, offset: int) -> "_Table":
        return _Table(self.data, self.start + offset)

    def parts(self, at: int, count: int) -> list["_Table"]:
        return [self.part(offset) for offset in self.numbers(at, count)]


def tabular_glyphs(gsub: bytes) -> dict[int, int]:
    """Glyph of a default figure → glyph of the tabular one; empty if the font's GSUB table has none."""
    table = _Table(gsub)
    found: dict[int, int] = {}
    for lookup in _lookups(table, b"tnum"):
        kind = lookup.number(0)
        for part in lookup.parts(6, lookup.number(4)):
            found.update(_substitutions(kind, part))
    return found


def _lookups(table: _Table, feature: bytes) -> list[_Table]:
    features, lookups = table.part(table.number(6)), table.part(table.number(8))
    wanted: dict[int, None] = {}
    for at in range(2, 2 + 6 * features.number(0), 6):
        if features.data[features.start + at : features.start + at + 4] == feature:
            one = features.part(features.number(at + 4))
            wanted.update(dict.fromkeys(one.numbers(4, one.number(2))))
    return [lookups.part(lookups.number(2 + 2 * index)) for index in wanted]


def _substitutions(kind: int, part: _Table) -> dict[int, int]:
    if kind == _EXTENSION:
        high, low = part.numbers(4, 2)
        return _substitutions(part.number(2), part.part(high << 16 | low))
    if kind != _SINGLE:
        return {}
    covered = _coverage(part.part(part.number(2)))
    if part.number(0) == 1:
        return {glyph: (glyph + part.signed(4)) & 0xFFFF for glyph in covered}
    return dict(zip(covered, part.numbers(6, part.number(4)), strict=True))


def _coverage(part: _Table) -> list[int]:
    if part.number(0) == 1:
        return list(part.numbers(4, part.number(2)))
    glyphs: list[int] = []
    for at in range(4, 4 + 6 * part.number(2), 6):
        first, last = part.numbers(at, 2)
        glyphs.extend(range(first, last + 1))
    return glyphs
