"""Lines: never too wide, nothing lost, no 。 at their start."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.reports.fonts import Typesetter
from jetdesk.reports.lines import LONGEST_WORD, wrap
from jetdesk.reports.style import NOTE

JAPANESE = "選考委員会の決定により13位から12位に変更。素点の差は0.1点。「同点時の取扱い」第2項(模擬授業)による。"


def test_words_stay_whole_and_hyphens_may_end_a_line():
    assert wrap(Typesetter(), "Hana Okafor-Lind of 26-WH-0149", NOTE, 50) == ["Hana Okafor-", "Lind of", "26-WH-0149"]


def test_line_breaks_in_a_text_are_kept():
    assert wrap(Typesetter(), "one\ntwo\n\nthree", NOTE, 500) == ["one", "two", "", "three"]


@pytest.mark.parametrize("width", range(40, 200, 7))
def test_japanese_punctuation_keeps_its_place(width: int):
    lines = wrap(Typesetter(), JAPANESE, NOTE, width)
    assert "".join(lines) == JAPANESE
    assert not any(line[0] in "。、」)" for line in lines)
    assert not any(line[-1] in "「(" for line in lines)


@pytest.mark.parametrize("text", ["x" * 200_000, "、" * 20_000, "日" * 20_000, "a-" * 20_000, "e" + "\u0301" * 20_000])
def test_endless_words_are_broken(text: str):
    lines = wrap(Typesetter(), text, NOTE, 300)
    assert "".join(lines) == Typesetter().readable(text)


def test_a_long_word_is_cut_even_where_it_would_fit():
    assert max(map(len, wrap(Typesetter(), "i" * 150, NOTE, 200))) < 150
    assert len("i" * LONGEST_WORD) == len(wrap(Typesetter(), "i" * LONGEST_WORD, NOTE, 500)[0])


@given(st.text(max_size=300), st.floats(20, 400))
def test_no_line_is_too_wide_and_nothing_but_spaces_is_lost(text: str, width: float):
    setter = Typesetter()
    lines = wrap(setter, text, NOTE, width)
    assert lines
    assert all(setter.width(line, NOTE.size, NOTE.weight) <= width + 0.001 for line in lines)
    drawn = "".join(map(setter.readable, lines)).replace(" ", "")
    assert drawn == "".join(map(setter.readable, text.splitlines())).replace(" ", "")
