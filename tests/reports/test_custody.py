"""The custody receipt says where every sheet is, the same way every time, and nothing of what stands in one."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from jetdesk.domain.custody import CustodyState, Ledger
from jetdesk.domain.custody_report import CustodyReceipt
from jetdesk.reports.content import content_hash
from jetdesk.reports.custody import CustodyOptions, custody_receipt, placed_receipt
from jetdesk.reports.document import grouped
from jetdesk.reports.flow import Flow
from jetdesk.reports.fonts import Typesetter
from tests.reports.custody_sample import CLOSED, RECUSAL, receipt, renamed
from tests.reports.reading import bare, outside, read

EXTREME = ("W" * 900, "日" * 200, "Ẹ\u0300" * 40, "a\u0301" * 300, "\n" * 90, "-" * 99)


def numbers(flow: Flow) -> list[str]:
    return [words.text for page in flow.pages for words in page.words if words.text.startswith("26-WH-")]


def test_every_datum_is_on_paper() -> None:
    values = receipt()
    report = custody_receipt(values, CustodyOptions())
    text = read(report.pdf)
    wanted = [values.office.name, values.document_no, values.coordinator, values.journal_head, RECUSAL, CLOSED]
    wanted += [text for row in values.ledger.rows for text in (row.name, row.application_no)]
    wanted += [line.person + line.desk[:8] for line in values.laptops]
    wanted += [grouped(line.acknowledged) for line in values.laptops if line.acknowledged]
    wanted += ["Revealed 09:50", "Received 12:05", "Sealed on laptop", "Not due", "Conflict", "Recused", "from paper"]
    assert [datum for datum in wanted if bare(Typesetter().readable(datum)) not in text] == []
    assert bare(grouped(report.content_hash)) in text
    assert report.missing_glyphs == ()
    assert f"Page{report.pages}of{report.pages}" in text


def test_counts_agree_with_the_ledger() -> None:
    values = receipt()
    owed = sum(len(each.cells) for each in values.missing)
    assert values.ledger.expected == values.received + owed
    text = read(custody_receipt(values, CustodyOptions()).pdf)
    sealed = values.ledger.count(CustodyState.SEALED)
    assert f"Sheetsexpected{values.ledger.expected}" in text
    assert f"Received{values.received}ofwhichrevealed27Sealedonlaptops{sealed}Sheetsmissing{owed}" in text


def test_who_owes_what_is_named() -> None:
    values = receipt()
    text = read(custody_receipt(values, CustodyOptions()).pdf)
    for each in values.missing:
        expected = each.numbers(CustodyState.EXPECTED)
        assert bare(f"Expected ({len(expected)}): {', '.join(expected)}.") in text


@pytest.mark.parametrize("complete", [True, False])
def test_a_receipt_with_sheets_missing_is_marked_on_every_page(complete: bool) -> None:
    pages = PdfReader(BytesIO(custody_receipt(receipt(complete=complete), CustodyOptions()).pdf)).pages
    assert [("Not complete" in page.extract_text()) is not complete for page in pages] == [True] * len(pages)
    assert all("Confidential" in page.extract_text() for page in pages)


def test_a_complete_receipt_says_so() -> None:
    values = receipt(complete=True)
    assert values.complete
    assert "Everyexpectedsheethasbeenreceived." in read(custody_receipt(values, CustodyOptions()).pdf)


@pytest.mark.usefixtures("japanese")
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_japanese_has_its_own_number_and_the_same_hash(paper: str) -> None:
    values = receipt()
    report = custody_receipt(values, CustodyOptions(language="ja", paper="letter" if paper == "letter" else "a4"))
    text = read(report.pdf)
    assert bare("受領証") in text
    assert bare("開封済み 09:50") in text
    assert bare("端末で封緘済み") in text
    assert report.document_no == "WH-2026-CUSTODY-9F2C4D6B-ja"
    assert report.content_hash == content_hash(values)


@pytest.mark.parametrize("names", ["numbers", "initials"])
def test_names_of_applicants_can_be_left_out_everywhere(names: str) -> None:
    values = receipt()
    called = CustodyOptions(names="numbers" if names == "numbers" else "initials")
    pdf = custody_receipt(values, called).pdf
    text = read(pdf) + str(PdfReader(BytesIO(pdf)).metadata)
    assert [row.name for row in values.ledger.rows if bare(row.name) in text] == []
    assert "Venkataraman" not in text
    assert all(row.application_no in text for row in values.ledger.rows)
    assert ("H.O.-L." in text) == (names == "initials")


def test_parts_can_be_left_out() -> None:
    text = read(custody_receipt(receipt(), CustodyOptions(laptops=False, notes=False, seal_boxes=False)).pdf)
    assert "Acknowledgedup" not in text
    assert "Notesfortherecord" not in text
    assert "Sealisoptional" not in text
    assert "Signatures" in text


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(("count", "panels", "panelists"), [(1, 1, 1), (3, 1, 5), (24, 2, 7), (40, 1, 23), (400, 8, 3)])
def test_any_office_fits_its_pages(paper: str, language: str, count: int, panels: int, panelists: int) -> None:
    values = receipt(count, panels, panelists)
    options = CustodyOptions("ja" if language == "ja" else "en", "letter" if paper == "letter" else "a4")
    flow = placed_receipt(values, options)
    assert outside(flow) == []
    assert {row.application_no for row in values.ledger.rows} <= set(numbers(flow))
    assert sum(words.text in ("Date", "日付") for page in flow.pages for words in page.words) == 2


def test_a_panel_of_five_stands_in_one_table_on_a4() -> None:
    flow = placed_receipt(receipt(3, 1, 5), CustodyOptions())
    assert not any("panelists 1 to" in words.text for page in flow.pages for words in page.words)


def test_heads_repeat_on_every_page_of_a_table() -> None:
    values = receipt(120, 1)
    flow = placed_receipt(values, CustodyOptions(laptops=False, notes=False))
    with_rows = [page for page in flow.pages if any(w.text.startswith("26-WH-") and w.x > 200 for w in page.words)]
    heads = [page for page in flow.pages if any(words.text == "Application no." for words in page.words)]
    assert len(heads) >= 4
    assert len(with_rows) >= len(heads) - 1


def test_equal_values_give_equal_bytes() -> None:
    assert custody_receipt(receipt(), CustodyOptions()).pdf == custody_receipt(receipt(), CustodyOptions()).pdf


def test_an_empty_ledger_can_be_printed() -> None:
    empty = replace(receipt(), ledger=Ledger(()), laptops=())
    for options in (CustodyOptions(), CustodyOptions(notes=False, names="numbers")):
        assert custody_receipt(empty, options).pages == 1
    assert not empty.complete


def test_nothing_of_a_score_can_be_in_the_values() -> None:
    """The receipt's values have no place for a level, a comment or a total."""
    fields = str(CustodyReceipt.__dataclass_fields__) + str(type(receipt().ledger.cells[0]).__dataclass_fields__)
    assert not any(word in fields for word in ("rating", "level", "comment", "overall", "total", "score"))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(max_size=80) | st.sampled_from(EXTREME),
    st.sampled_from(("full", "numbers", "initials")),
    st.sampled_from(("a4", "letter")),
)
def test_no_text_leaves_the_frame_or_breaks_the_receipt(name: str, called: str, paper: str) -> None:
    options = CustodyOptions(
        names="full" if called == "full" else "numbers" if called == "numbers" else "initials",
        paper="letter" if paper == "letter" else "a4",
    )
    values = renamed(receipt(16, 2, 4), name)
    assert outside(placed_receipt(values, options)) == []
    assert custody_receipt(values, options).pdf.startswith(b"%PDF")
