"""The printed timetable has everything of every interview, on pages of its panel or room, the same every time."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from jetdesk.domain.timetable_paper import By, Pause
from jetdesk.reports.bilingual import Languages
from jetdesk.reports.content import content_hash
from jetdesk.reports.document import grouped
from jetdesk.reports.fonts import BOX, Typesetter
from jetdesk.reports.timetable import TimetableOptions, placed_timetable, timetable_report
from tests.reports.reading import bare, outside, read
from tests.reports.timetable_sample import paper, renamed

EXTREME = ("W" * 900, "日" * 200, "Ẹ\u0300" * 40, "a\u0301" * 300, "\n" * 90, "-" * 99, "")


@pytest.mark.usefixtures("japanese")
@pytest.mark.parametrize("language", ["en", "ja", "both"])
@pytest.mark.parametrize("by", ["panel", "room"])
def test_every_datum_is_on_paper(language: Languages, by: By) -> None:
    values = paper()
    report = timetable_report(values, TimetableOptions(language, by=by))
    text = read(report.pdf)
    wanted = [report.document_no, grouped(report.content_hash)]
    wanted += [values.office.name] if language != "ja" else []
    wanted += [values.office.name_ja] if language != "en" else []
    for panel in values.panels:
        wanted += [panel.room, *(member.name for member in panel.members)]
    for each in values.interviews:
        wanted += [each.name, each.kana, each.application_no, f"{each.starts_at:%H:%M}–{each.ends_at:%H:%M}"]
        wanted += [*each.guests, *each.steps_out]
    assert [datum for datum in wanted if bare(Typesetter().readable(datum)) not in text] == []
    assert text.count(BOX) == len(values.interviews)
    assert report.missing_glyphs == ()


def test_a_row_says_who_steps_out_and_who_is_a_guest() -> None:
    text = read(timetable_report(paper(), TimetableOptions()).pdf)
    assert text.count(bare("Steps out: Amara Okonjo")) == 2
    assert text.count(bare("Guest: Tomás Villaseñor")) == 1
    assert bare("Guest: Nikhil Ramaswamy") in text
    assert bare("Guest: a panelist of another panel who scores this interview too.") in text
    assert text.count(bare("12:15–13:00 Break")) == 0
    assert "12:00–13:30" not in text


def test_breaks_stand_between_interviews_that_leave_them_free() -> None:
    values = paper(36, 3, 1)
    text = read(timetable_report(values, TimetableOptions()).pdf)
    assert text.count("12:15–13:00Break") == 3
    late = replace(values, pauses=tuple(replace(p, ends_at=p.ends_at.replace(hour=14)) for p in values.pauses))
    assert "Break" not in read(timetable_report(late, TimetableOptions()).pdf)


@pytest.mark.parametrize(("by", "titles"), [
    ("panel", ["Timetable, panel A"] * 2 + ["Timetable, panel B"] * 2 + ["Timetable, panel C"] * 2),
    ("room", ["Timetable, Library, second floor"] * 2 + ["Timetable, Room 2"] * 2),
])  # fmt: skip
def test_every_day_of_a_panel_or_room_begins_on_a_page(by: By, titles: list[str]) -> None:
    pages = PdfReader(BytesIO(timetable_report(paper(), TimetableOptions(by=by)).pdf)).pages
    found = [next(line for line in page.extract_text().splitlines() if line.startswith("Timetable,")) for page in pages]
    assert found == titles
    days = ["Wednesday, 18 February 2026" in page.extract_text() for page in pages]
    assert days == [True, False] * (len(titles) // 2)


def test_rooms_without_a_name_are_kept_together() -> None:
    values = replace(paper(), panels=tuple(replace(panel, room=" ") for panel in paper().panels))
    assert [section.label for section in values.sections("room")] == ["", ""]
    assert bare("Timetable, without a room") in read(timetable_report(values, TimetableOptions(by="room")).pdf)


def test_sections_hold_every_interview_once_in_order() -> None:
    for by in ("panel", "room"):
        sections = paper().sections("room" if by == "room" else "panel")
        ids = [each.applicant_id for section in sections for each in section.interviews]
        assert sorted(ids) == sorted(each.applicant_id for each in paper().interviews)
        for section in sections:
            assert [line.starts_at for line in section.lines] == sorted(line.starts_at for line in section.lines)
            assert {line.starts_at.date() for line in section.lines} == {section.day}


@pytest.mark.parametrize("names", ["numbers", "initials"])
def test_names_of_applicants_can_be_left_out_everywhere(names: str) -> None:
    called = TimetableOptions(names="numbers" if names == "numbers" else "initials")
    pdf = timetable_report(paper(), called).pdf
    text = read(pdf) + str(PdfReader(BytesIO(pdf)).metadata)
    assert [each.name for each in paper().interviews if bare(each.name) in text] == []
    assert [each.kana for each in paper().interviews if bare(each.kana) in text] == []
    assert ("H.O.-L." in text) == (names == "initials")
    assert "12:15" not in text or "Break" in text


@pytest.mark.usefixtures("japanese")
def test_both_languages_stand_beside_each_other() -> None:
    report = timetable_report(paper(36, 3, 1), TimetableOptions("both"))
    text = read(report.pdf)
    assert bare("Break / 休憩") in text
    assert bare("Panel") not in text or bare("面接") in text
    assert bare("2026年2月18日(水)") in text
    assert bare("Wednesday, 18 February 2026") in text
    assert report.document_no.endswith("-en-ja")
    assert report.content_hash == content_hash(paper(36, 3, 1))


def test_heads_repeat_on_every_page_of_a_long_day() -> None:
    flow = placed_timetable(paper(44, 1, 1, 10), TimetableOptions())
    assert len(flow.pages) > 1
    heads = [sum(words.text == "Application no." for words in page.words) for page in flow.pages]
    assert heads == [1] * len(flow.pages)
    assert all(any(words.text == "Timetable, panel A" for words in page.words) for page in flow.pages)


@pytest.mark.usefixtures("japanese")
def test_a_continued_heading_says_each_language_once() -> None:
    flow = placed_timetable(paper(44, 1, 1, 10), TimetableOptions("both"))
    heads = [words.text for words in flow.pages[1].words if words.text.startswith("Interviews")]
    assert heads == ["Interviews (44) (continued) / 面接（44件）（続き）"]


@pytest.mark.parametrize("language", ["en", "ja", "both"])
def test_equal_values_give_equal_bytes(language: Languages) -> None:
    options = TimetableOptions(language)
    assert timetable_report(paper(), options).pdf == timetable_report(paper(), options).pdf


@pytest.mark.parametrize("by", ["panel", "room"])
@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("count", [1, 36, 400])
def test_any_number_fits_its_pages(by: By, size: str, count: int) -> None:
    values = paper(count, 3, 5, 5)
    flow = placed_timetable(values, TimetableOptions("both", "letter" if size == "letter" else "a4", by=by))
    assert outside(flow) == []
    printed = {words.text for page in flow.pages for words in page.words}
    assert {each.application_no for each in values.interviews} <= printed


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(max_size=80) | st.sampled_from(EXTREME),
    st.sampled_from(("full", "numbers", "initials")),
    st.sampled_from(("a4", "letter")),
    st.sampled_from(("panel", "room")),
)
def test_no_text_leaves_the_frame_or_breaks_the_timetable(name: str, called: str, size: str, by: str) -> None:
    options = TimetableOptions(
        "both",
        names="full" if called == "full" else "numbers" if called == "numbers" else "initials",
        paper="letter" if size == "letter" else "a4",
        by="room" if by == "room" else "panel",
    )
    values = renamed(paper(8, 2, 1), name)
    assert outside(placed_timetable(values, options)) == []
    assert timetable_report(values, options).pdf.startswith(b"%PDF")


def test_a_pause_outside_the_interviews_is_left_out() -> None:
    values = paper(3, 1, 1)
    early = values.interviews[0].starts_at.replace(hour=7)
    values = replace(values, pauses=(Pause(early, early.replace(hour=8)),))
    (section,) = values.sections("panel")
    assert section.lines == values.interviews
