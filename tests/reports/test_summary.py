"""The selection summary says everything it should, the same way every time, inside its frame."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.selection import Outcome, Ranking
from jetdesk.domain.summary import Member, PanelLine, RecusalLine, SelectionSummary
from jetdesk.reports.content import content_hash
from jetdesk.reports.document import grouped
from jetdesk.reports.fonts import Typesetter
from jetdesk.reports.summary import SummaryOptions, placed_summary, selection_summary
from tests.reports.reading import bare, outside, read
from tests.reports.sample import REASON, summary

HOSTILE = (
    "<b>bold</b><img src='file:///etc/passwd'/>",
    '=1+1, @SUM(A1) "quoted" & <font color=red>',
    "\u202egnihton\u202c NUL\x00 \u2066x\u2069",
    "%s {name} {0} \\ (un)balanced ) (",
    "AND OR NOT \" * ' NEAR(",
)


def with_names(values: SelectionSummary, names: list[str]) -> SelectionSummary:
    standings = tuple(
        replace(s, candidate=replace(s.candidate, name=names[n % len(names)]))
        for n, s in enumerate(values.ranking.standings)
    )
    return replace(values, ranking=replace(values.ranking, standings=standings))


def expected(values: SelectionSummary) -> list[str]:
    """Every datum that a summary with all its parts must show."""
    found = [values.office.name, values.document_no, values.coordinator, values.journal_head, REASON]
    found += [member.name for panel in values.panels for member in panel.members]
    found += [values.sign_off.by, "Amara Okonjo recused (former teacher)", "143 of 144 received"]
    for standing in values.ranking.standings:
        found += [standing.candidate.name, standing.candidate.application_no]
        if standing.rank:
            means = "".join(f"{m.value:.1f}" for m in standing.means.values())
            found += [f"{standing.candidate.panel}{means}{standing.raw:.1f}{standing.raters}"]
    return found


def test_every_datum_is_on_paper():
    values = summary()
    report = selection_summary(values, SummaryOptions())
    text = read(report.pdf)
    assert [datum for datum in expected(values) if bare(Typesetter().readable(datum)) not in text] == []
    assert bare(grouped(report.content_hash)) in text
    assert report.missing_glyphs == ()
    assert report.pages == len(PdfReader(BytesIO(report.pdf)).pages)
    assert f"Page{report.pages}of{report.pages}" in text


@pytest.mark.usefixtures("japanese")
def test_japanese_has_kana_and_its_own_number():
    values = summary()
    report = selection_summary(values, SummaryOptions(language="ja"))
    text = read(report.pdf)
    ranked = [s.candidate for s in values.ranking.ranked]
    assert [c.kana for c in ranked if bare(c.kana) not in text] == []
    assert "2026年2月18日(水)、19日(木)" in text
    assert "補欠(第6位)" in text.replace("（", "(").replace("）", ")")
    assert report.document_no == "WH-2026-ALT-S03-ja"
    assert report.content_hash == content_hash(values)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_equal_input_gives_equal_bytes(paper):
    options = SummaryOptions(paper=paper)
    assert selection_summary(summary(), options).pdf == selection_summary(summary(), options).pdf


@pytest.mark.parametrize("names", ["numbers", "initials"])
def test_names_can_be_left_out_everywhere(names):
    values = summary(reason="Hana Okafor-Lind was thought weaker than Kwame in the lesson.")
    pdf = selection_summary(values, SummaryOptions(names=names)).pdf
    text = read(pdf) + str(PdfReader(BytesIO(pdf)).metadata)
    for candidate in (s.candidate for s in values.ranking.standings):
        assert bare(candidate.name) not in text
        assert candidate.application_no in text
    assert "Kwame" not in text
    assert ("H.O.-L." in text) == (names == "initials")


def test_parts_can_be_left_out():
    plain = SummaryOptions(criterion_means=False, notes=False, seal_boxes=False)
    text = read(selection_summary(summary(), plain).pdf)
    assert "Notesfortherecord" not in text
    assert "Criterioncolumns" not in text
    assert "Seal" not in text
    assert "Signatures" in text


def test_a_list_not_signed_off_is_marked_as_a_draft_on_every_page():
    pages = PdfReader(BytesIO(selection_summary(summary(signed=False), SummaryOptions()).pdf)).pages
    assert all("Draft" in page.extract_text() for page in pages)
    signed = PdfReader(BytesIO(selection_summary(summary(), SummaryOptions()).pdf)).pages
    assert not any("Draft" in page.extract_text() for page in signed)
    assert all("Confidential" in page.extract_text() for page in (*pages, *signed))


def test_those_never_invited_are_not_called_not_recommended():
    values = summary(10)
    absent = replace(values.ranking.standings[9], raw=None, rank=None, outcome=Outcome.NOT_RECOMMENDED)
    stranger = replace(absent, candidate=replace(absent.candidate, name="Never Invited", status=Status.NOT_INVITED))
    unscored = replace(absent, candidate=replace(absent.candidate, name="Never Scored"))
    ranking = replace(values.ranking, standings=(*values.ranking.standings[:9], stranger, unscored))
    text = read(selection_summary(replace(values, ranking=ranking), SummaryOptions()).pdf)
    assert "NeverInvited" not in text
    assert "Withoutanyscore:NeverScored" in text


@pytest.mark.parametrize("position", list(Position))
def test_the_rubric_of_each_position_fits(position):
    values = summary(20, position)
    flow = placed_summary(values, SummaryOptions(paper="letter"))
    shown = {words.text for words in flow.pages[0].words}
    assert {c.short.en for c in values.rubric.criteria} <= shown
    assert outside(flow) == []


def test_a_rubric_with_too_many_criteria_says_that_means_are_left_out():
    values = summary(20)
    many = tuple(replace(values.rubric.criteria[0], id=f"c{n}") for n in range(30))
    section = replace(values.rubric.sections[0], criteria=many)
    rubric = Rubric(values.rubric.title, "ALT", "1", values.rubric.levels, (section,), 2)
    flow = placed_summary(replace(values, rubric=rubric), SummaryOptions())
    assert outside(flow) == []
    assert any("left out" in words.text for words in flow.pages[0].words)


def test_eleven_hundred_rows_over_many_pages():
    values = summary(1100)
    flow = placed_summary(values, SummaryOptions())
    assert outside(flow) == []
    numbers = [words.text for page in flow.pages for words in page.words if words.text.startswith("26-WH-")]
    assert numbers == [s.candidate.application_no for s in values.ranking.ranked]


def test_a_reason_of_a_thousand_words_runs_over_pages():
    values = summary(reason="The committee considered the evidence at length. " * 143)
    flow = placed_summary(values, SummaryOptions())
    assert outside(flow) == []
    assert sum(words.text.count("considered") for page in flow.pages for words in page.words) == 143


@pytest.mark.parametrize("panels", [0, 1, 2, 5, 8, 30])
@pytest.mark.parametrize("notes", [True, False])
def test_signatures_stand_on_the_last_page_with_something_above(panels, notes):
    values = summary(40, panels=max(1, panels))
    values = replace(values, panels=values.panels[:panels])
    flow = placed_summary(values, SummaryOptions(notes=notes))
    assert outside(flow) == []
    headings = [n for n, page in enumerate(flow.pages) if any(w.text == "Signatures" for w in page.words)]
    assert headings[-1] == len(flow.pages) - 1
    assert sum(w.text == "Date" for page in flow.pages for w in page.words) == panels + 2


def test_a_row_of_a_little_more_than_half_a_page_goes_to_the_next_one():
    long = "W" * 2_000
    values = with_names(summary(25, reason=long), ["", "a\u0301" * 400, "", long])
    values = replace(values, coordinator=long, office=replace(values.office, name=long), sign_off=None)
    panel = replace(values.panels[0], members=(Member(long, values.panels[0].members[0].affiliation, True),))
    assert outside(placed_summary(replace(values, panels=(panel,)), SummaryOptions(paper="letter"))) == []


def test_an_empty_list_can_be_printed():
    values = summary(4)
    empty = replace(values, ranking=Ranking(Position.ALT, 0, 0, ()), panels=(), interview_days=(), recusals=())
    for options in (SummaryOptions(), SummaryOptions(notes=False, criterion_means=False, names="numbers")):
        assert selection_summary(empty, options).pages == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_and_formulas_are_shown_as_they_are(text):
    values = with_names(summary(6), [text])
    values = replace(values, recusals=(RecusalLine("26-WH-0102", text, text, text),), coordinator=text)
    panel = PanelLine("A", (Member(text, values.panels[0].members[0].affiliation, True),))
    report = selection_summary(replace(values, panels=(panel,)), SummaryOptions())
    assert read(report.pdf).count(bare(Typesetter().readable(text))) >= 6
    assert len(PdfReader(BytesIO(report.pdf)).attachments) == 0
    assert b"/URI" not in report.pdf
    assert b"/JavaScript" not in report.pdf


EXTREME = ("W" * 2_000, "日" * 300, "Ẹ\u0300" * 40, "a\u0301" * 400, "\n" * 90, "-" * 99)
names = st.text(max_size=80) | st.sampled_from(EXTREME)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(names, min_size=1, max_size=5),
    names,
    st.sampled_from(("full", "numbers", "initials")),
    st.sampled_from(("a4", "letter")),
)
def test_no_text_leaves_the_frame_or_breaks_the_report(some, other, called, paper):
    values = with_names(summary(25, reason=other), some)
    panels = (replace(values.panels[0], members=(Member(other, values.panels[0].members[0].affiliation, True),)),)
    office = replace(values.office, name=other)
    values = replace(values, panels=panels, coordinator=other, office=office, sign_off=None)
    options = SummaryOptions(names=called, paper=paper)
    assert outside(placed_summary(values, options)) == []
    assert selection_summary(values, options).pdf.startswith(b"%PDF")


def test_the_catalogue_knows_every_word_of_the_japanese_summary() -> None:
    """Found on paper: texts asked for by another name than `t` were never collected, and printed in English."""
    report = selection_summary(summary(60, signed=False), SummaryOptions(language="ja", paper="a4"))
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(report.pdf)).pages)
    english = ("order of rank", "order of call", "Selection summary", "note 1", "continued", "Draft", "None")
    assert [found for found in english if found in words] == []
