"""Properties of the file."""

from io import BytesIO

from pypdf import PdfReader

from jetdesk.reports.document import Foot, Properties, render
from jetdesk.reports.fonts import Typesetter
from jetdesk.reports.page import Page
from jetdesk.reports.style import PAPERS
from jetdesk.reports.summary import SummaryOptions, selection_summary
from tests.reports.reading import read
from tests.reports.sample import summary


def test_properties_bookmarks_and_embedded_fonts():
    report = selection_summary(summary(30), SummaryOptions())
    reader = PdfReader(BytesIO(report.pdf))
    assert reader.metadata.title == "Selection summary, ALT (WH-2026-ALT-S03)"
    assert reader.metadata.author == "JetDesk"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert [entry.title for entry in reader.outline][:2] == ["Selection summary, ALT", "Recommended, in order of rank"]
    fonts = [f.get_object() for page in reader.pages for f in page["/Resources"]["/Font"].values()]
    drawn = [font for font in fonts if font["/BaseFont"] != "/Helvetica"]
    assert drawn
    assert all("/FontFile2" in font["/FontDescriptor"] for font in drawn)


def test_a_foot_too_long_for_one_line_takes_two():
    paper, pages = PAPERS["a4"], [Page()]
    foot = Foot(("Document " + "X" * 50, "Made at some time " * 3, "SHA-256 0000"), lambda page, of: f"{page}/{of}")
    pdf = render(paper, pages, Typesetter(), foot, Properties("x", "en"))
    assert "SHA-2560000" in read(pdf)
    assert all(words.x + words.width <= paper.right + 0.01 for words in pages[0].words)
    assert max(words.y for words in pages[0].words) < paper.height - 14


def test_a_title_no_file_could_hold_does_no_harm():
    render(PAPERS["a4"], [Page()], Typesetter(), Foot((), lambda page, of: ""), Properties("a\ud800\x00", "en"))
