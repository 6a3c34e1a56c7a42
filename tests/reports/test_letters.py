"""Letters say to every applicant what the office wrote, with their own name, time and place, and nothing else's."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from jetdesk.domain.letters import PLACES, check_template, fill, parse_template
from jetdesk.reports.letters import LetterOptions, invitation_letters, letter_values, placed_letters
from tests.reports.reading import bare, outside, read
from tests.reports.timetable_sample import letters, paper

EXTREME = ("W" * 900, "日" * 200, "Ẹ\u0300" * 40, "a\u0301" * 300, "\n" * 90, "-" * 99, "{room}", "{", "")
EVERY = "Title {office}\n\n" + "\n".join(f"{place}={{{place}}};" for place in PLACES)


def test_every_place_is_filled() -> None:
    values = letters(text=EVERY)
    text = read(invitation_letters(values, LetterOptions()).pdf)
    for letter in values.letters:
        found = letter_values(values, letter, "en")
        assert set(found) == set(PLACES)
        assert all(found.values())
        assert [place for place, said in found.items() if f"{place}={bare(said)};" not in text] == []
    assert f"date={bare('Wednesday, 18 February 2026')};time=09:00;ends=09:30;minutes=30;" in text
    assert text.count(bare("Title Consulate-General of Japan in Westhaven")) == 2


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.usefixtures("japanese")
def test_the_texts_that_come_with_the_program_fill_one_page_each(language: str, size: str) -> None:
    values = letters(language, 16)
    options = LetterOptions("ja" if language == "ja" else "en", "letter" if size == "letter" else "a4")
    report = invitation_letters(values, options)
    pages = [bare(page.extract_text()) for page in PdfReader(BytesIO(report.pdf)).pages]
    assert len(pages) == 16
    for page, letter in zip(pages, values.letters, strict=True):
        assert bare(letter.application_no) in page
        assert bare("1200 Harbour Street, Westhaven") in page
        assert f"{letter.starts_at:%H:%M}" in page
        assert "{" not in page
        others = [other.application_no for other in values.letters if other != letter]
        assert [other for other in others if other in page] == []
    assert outside(placed_letters(values, options)) == []
    assert report.missing_glyphs == ()


def test_a_long_letter_counts_its_own_pages() -> None:
    values = letters(text="Title\n\n" + "A line for {name}\n\n" * 40)
    pages = [page.extract_text() for page in PdfReader(BytesIO(invitation_letters(values, LetterOptions()).pdf)).pages]
    assert ["Page 1 of 2" in page for page in pages] == [True, False, True, False]
    assert ["Page 2 of 2" in page for page in pages] == [False, True, False, True]
    assert all(("26-WH-0101" in page) == (at < 2) for at, page in enumerate(pages))
    assert ["Hana" in page for page in pages] == [True, True, False, False]


def test_equal_values_give_equal_bytes() -> None:
    assert invitation_letters(letters(), LetterOptions()).pdf == invitation_letters(letters(), LetterOptions()).pdf


@pytest.mark.parametrize(("text", "line", "said"), [
    ("T\n\nDear {nmae},", 3, "there is no place called {nmae}"),
    ("# {anything} goes here\nT {}\nbody", 2, "there is no place called {}"),
    ("T\nbody { here", 2, "a brace stands alone; write it twice to print it"),
    ("T\nbody } here", 2, "a brace stands alone; write it twice to print it"),
    ("T\nbody {name\n}", 2, "a brace stands alone; write it twice to print it"),
    ("only a title", 1, "A letter needs a title and at least one line of text."),
    ("", 1, "A letter needs a title and at least one line of text."),
    ("x" * 20_001, 1, "The text is longer than 20000 characters."),
])  # fmt: skip
def test_a_text_that_cannot_be_used_is_refused_by_line(text: str, line: int, said: str) -> None:
    fault = check_template(text)[0]
    assert (fault.line, fault.text.text("en")) == (line, said)
    with pytest.raises(ValueError, match="template"):
        parse_template(text)


def test_paragraphs_and_line_breaks_are_kept() -> None:
    made = parse_template("# note\n\n Title {year} \nfirst\nsecond  \n\n\n# note\n  third {{x}}\n")
    assert made.title == "Title {year}"
    assert made.paragraphs == ("first\nsecond", "  third {{x}}")
    assert made.places == ("year",)
    assert fill(made.paragraphs[1], {}) == "  third {x}"


@given(st.text(st.characters(exclude_characters="{}")), st.text())
def test_what_stands_in_a_value_is_never_read_as_a_place(text: str, name: str) -> None:
    assert fill(text, {}) == text
    assert fill(text + "{name}" + text, {"name": name}) == text + name + text


@given(st.text())
def test_any_text_is_used_or_refused(text: str) -> None:
    values = letter_values(letters(), letters().letters[0], "en")
    if not check_template(text):
        made = parse_template(text)
        assert [fill(part, values) for part in (made.title, *made.paragraphs)]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80) | st.sampled_from(EXTREME), st.sampled_from(("a4", "letter")))
def test_no_text_leaves_the_frame(name: str, size: str) -> None:
    values = letters(text=EVERY)
    office = replace(values.office, name=name)
    each = tuple(replace(one, name=name, kana=name, application_no=name, place=name) for one in values.letters)
    options = LetterOptions(paper="letter" if size == "letter" else "a4")
    values = replace(values, letters=each, office=office)
    assert outside(placed_letters(values, options)) == []
    assert invitation_letters(values, options).pdf.startswith(b"%PDF")


def test_the_letters_are_of_the_timetable() -> None:
    assert [one.application_no for one in letters().letters] == [e.application_no for e in paper().interviews[:2]]
