"""The reader of a font's tabular figures, on tables made here."""

import struct

from jetdesk.reports.figures import tabular_glyphs


def gsub(lookup: bytes, tag: bytes = b"tnum") -> bytes:
    """A GSUB table with one feature and one lookup."""
    features = struct.pack(">H4sH", 1, tag, 8) + struct.pack(">HHH", 0, 1, 0)
    lookups = struct.pack(">HH", 1, 4) + lookup
    return struct.pack(">HHHHH", 1, 0, 10, 10, 10 + len(features)) + features + lookups


def single(substitution: bytes, kind: int = 1) -> bytes:
    return struct.pack(">HHHH", kind, 0, 1, 8) + substitution


def test_substitutions_by_list():
    part = struct.pack(">HHHHH", 2, 10, 2, 70, 75) + struct.pack(">HHHH", 1, 2, 20, 21)
    assert tabular_glyphs(gsub(single(part))) == {20: 70, 21: 75}


def test_substitutions_by_distance_over_a_range():
    part = struct.pack(">HHh", 1, 6, -5) + struct.pack(">HHHHH", 2, 1, 20, 22, 0)
    assert tabular_glyphs(gsub(single(part))) == {20: 15, 21: 16, 22: 17}


def test_substitutions_behind_an_extension():
    part = struct.pack(">HHh", 1, 6, 3) + struct.pack(">HHH", 1, 1, 20)
    assert tabular_glyphs(gsub(single(struct.pack(">HHI", 1, 1, 8) + part, kind=7))) == {20: 23}


def test_other_features_and_other_kinds_are_left_alone():
    part = struct.pack(">HHh", 1, 6, 3) + struct.pack(">HHH", 1, 1, 20)
    assert tabular_glyphs(gsub(single(part), tag=b"smcp")) == {}
    assert tabular_glyphs(gsub(single(part, kind=4))) == {}
