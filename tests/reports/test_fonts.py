"""Fonts by coverage, tabular figures, and nothing that goes missing silently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.reports.fonts import BOX, Run, Typesetter, face
from jetdesk.reports.style import Weight

WEIGHTS: tuple[Weight, ...] = ("regular", "medium", "semibold")


def fonts(text: str, weight: Weight = "regular") -> list[str]:
    return [run.font for run in Typesetter().runs(text, weight)]


def test_each_script_finds_the_first_font_that_has_it():
    assert fonts("Łukasz Nguyễn ʻOkina Şahin Hőgyész Жанна") == ["Inter-Regular"]
    assert fonts("石上はるか") == ["BIZUDPGothic-Regular"]
    assert fonts("𠮷") == ["NotoSansJP-Regular"]
    assert fonts("山田", "semibold") == ["BIZUDPGothic-Bold"]


def test_mixed_text_is_parted_only_where_the_font_changes():
    assert Typesetter().runs("Hana 花 Lind", "medium") == (
        Run("Inter-Medium", "Hana "),
        Run("BIZUDPGothic-Regular", "花"),
        Run("Inter-Medium", " Lind"),
    )


@pytest.mark.parametrize("weight", WEIGHTS)
def test_figures_are_tabular(weight: Weight):
    setter = Typesetter()
    widths = {round(setter.width(figure, 100, weight), 6) for figure in "0123456789"}
    assert len(widths) == 1
    assert setter.width("1", 8.2, weight) * 4 == pytest.approx(setter.width("1111", 8.2, weight))


def test_width_is_that_of_all_runs():
    setter = Typesetter()
    parts = setter.width("Hana ", 10, "regular") + setter.width("花", 10, "regular")
    assert setter.width("Hana 花", 10, "regular") == pytest.approx(parts)


def test_a_missing_glyph_is_a_box_and_is_reported_once():
    setter = Typesetter()
    assert "".join(run.text for run in setter.runs("عمر ع", "regular")) == f"{BOX * 3} {BOX}"
    assert setter.missing == ("U+0639", "U+0645", "U+0631")


@pytest.mark.parametrize("char", ["\x00", "\u202e", "\u2066", "\u200b", "\ud800", "\x1b", "\ufeff"])
def test_what_cannot_be_seen_is_shown_as_a_box(char: str):
    setter = Typesetter()
    assert setter.readable(f"a{char}b") == f"a{BOX}b"
    assert setter.missing == (f"U+{ord(char):04X}",)


def test_white_space_becomes_spaces_and_no_break_spaces_stay():
    assert Typesetter().readable("a\tb\nc\u2003d\u00a0e\u3000f") == "a b c d\u00a0e\u3000f"


def test_a_variant_of_a_character_keeps_the_character_and_is_reported():
    setter = Typesetter()
    assert setter.readable("辻\U000e0100") == "辻"
    assert setter.missing == ("U+E0100",)


def test_marks_are_composed_and_compatibility_forms_left_alone():
    setter = Typesetter()
    assert setter.readable("e\u0302\u0303か\u3099") == "ễが"
    assert setter.readable("神") == "神"


def test_marks_that_cannot_be_composed_stay_with_their_letter_in_one_font():
    assert Typesetter().runs("ọ\u0300", "regular") == (Run("NotoSans-Regular", "ọ\u0300"),)
    above_capital = Typesetter().runs("Ọ\u0300", "regular")
    assert [run.text for run in above_capital] == ["Ọ", "\u0300"]
    assert above_capital[1].lift > 0


@given(st.text(), st.sampled_from(WEIGHTS))
def test_any_text_can_be_drawn_with_the_fonts_named(text: str, weight: Weight):
    setter = Typesetter()
    for run in setter.runs(text, weight):
        assert face(run.font).covers(run.text)
    assert setter.width(text, 8, weight) >= 0
