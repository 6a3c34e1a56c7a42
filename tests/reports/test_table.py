"""Tables over pages."""

import pytest

from jetdesk.reports.flow import Flow
from jetdesk.reports.fonts import Typesetter
from jetdesk.reports.style import MM, PAPERS, RIGHT
from jetdesk.reports.table import Cell, Column, Table, place_table, spread
from tests.reports.reading import outside


def table(rows: int, text: str = "text") -> Table:
    columns = spread([Column("No.", 0, 30, RIGHT), Column("Name", 0, 0)], PAPERS["a4"].measure, 10, 1)
    return Table("Title", "Title (continued)", columns, [(Cell(str(n)), Cell(text)) for n in range(rows)])


def placed(what: Table, tail: float = 0) -> Flow:
    flow = Flow(PAPERS["a4"], Typesetter(), lambda turned: None)
    place_table(flow, what, tail)
    return flow


def texts(flow: Flow) -> list[list[str]]:
    return [[words.text for words in page.words] for page in flow.pages]


def test_columns_fill_the_measure():
    first, second = table(1).columns
    assert second.x == first.width + 10
    assert second.x + second.width == pytest.approx(PAPERS["a4"].measure)


def test_heads_repeat_and_every_row_stands_once():
    flow = placed(table(100))
    pages = texts(flow)
    assert len(pages) == 3
    assert [page[:3] for page in pages] == [
        ["Title", "No.", "Name"],
        *[["Title (continued)", "No.", "Name"]] * 2,
    ]
    assert [t for page in pages for t in page if t.isdigit()] == [str(n) for n in range(100)]
    assert outside(flow) == []


@pytest.mark.parametrize("rows", range(30, 45))
def test_the_last_row_never_stands_alone(rows: int):
    last = texts(placed(table(rows)))[-1]
    assert sum(text.isdigit() for text in last) >= 2


@pytest.mark.parametrize("rows", range(20, 40))
def test_what_must_stand_with_the_last_row_has_room(rows: int):
    assert placed(table(rows), tail=60 * MM).room >= 60 * MM


def test_a_table_without_rows_leaves_nothing():
    flow = placed(table(0))
    assert texts(flow) == [[]]
    assert flow.fresh


def test_a_heading_never_stands_alone():
    flow = Flow(PAPERS["a4"], Typesetter(), lambda turned: None)
    flow.y = flow.paper.bottom - 20 * MM
    place_table(flow, table(3))
    assert texts(flow)[0] == []


def test_a_row_higher_than_a_page_is_the_only_one_that_is_parted():
    flow = placed(table(2, "word " * 5000))
    assert outside(flow) == []
    assert sum(words.text.count("word") for page in flow.pages for words in page.words) == 10_000
