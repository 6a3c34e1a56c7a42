"""Workbooks: limits before parsing, cells as text."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from jetdesk.errors import Refused
from jetdesk.intake import workbook
from jetdesk.intake.export import FileOptions
from jetdesk.intake.reader import read_export

WriteBook = Callable[..., Path]
SHEET = "xl/worksheets/sheet1.xml"
BOMB = b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'


def test_cells_become_text(write_workbook: WriteBook) -> None:
    path = write_workbook(
        List=[
            ("day", "moment", "time", "whole", "part", "flag", "text", "empty"),
            (date(2024, 2, 29), datetime(2024, 2, 29, 13, 45), time(9, 5), 240102, 2.5, True, " =a ", None),
        ]
    )
    export = read_export(path)
    assert export.sheet == "List"
    assert export.records[0].cells == (
        "2024-02-29",
        "2024-02-29T13:45:00",
        "09:05:00",
        "240102",
        "2.5",
        "TRUE",
        " =a ",
        "",
    )


def test_blank_rows_and_blank_ends_do_not_matter(write_workbook: WriteBook) -> None:
    path = write_workbook(
        List=[("a", "b", None), ("1", None, None), (None, None), (" ", None), ("2", "x"), ("3", "y", "z")]
    )
    export = read_export(path)
    assert [(record.number, record.cells) for record in export.records] == [(2, ("1", "")), (5, ("2", "x"))]
    assert [(problem.row, dict(problem.problem.values)["found"]) for problem in export.problems] == [(6, 3)]


def test_the_first_visible_sheet_is_read_or_the_one_asked_for(write_workbook: WriteBook) -> None:
    path = write_workbook(Notes=[("n",)], List=[("title",), ("a", "b"), ("1", "2")])
    book = openpyxl.load_workbook(path)
    book["Notes"].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    assert read_export(path).sheet == "List"
    asked = read_export(path, FileOptions(sheet="List", header_row=2))
    assert [record.cells for record in asked.records] == [("1", "2")]
    assert read_export(path, FileOptions(sheet="Notes")).header == ("n",)
    with pytest.raises(Refused, match="no sheet called “Other”"):
        read_export(path, FileOptions(sheet="Other"))


def test_a_workbook_is_known_by_its_bytes_not_its_name(write_workbook: WriteBook, tmp_path: Path) -> None:
    path = write_workbook(List=[("a", "b")]).rename(tmp_path / "list.csv")
    assert read_export(path).header == ("a", "b")


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/styles.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_definitions_are_refused_in_every_part(
    write_workbook: WriteBook, repack, part: str, encoding: str
) -> None:
    path = repack(write_workbook(List=[("a",)]), part, BOMB.decode().encode(encoding))
    with pytest.raises(Refused, match="entities"):
        read_export(path)


def test_a_definition_across_the_border_of_two_reads_is_found(write_workbook: WriteBook, repack) -> None:
    path = repack(write_workbook(List=[("a",)]), SHEET, b" " * (workbook.MIB - 4) + b"<!DOCTYPE x><x/>")
    with pytest.raises(Refused, match="more tightly|entities"):
        read_export(path)


def test_a_large_sheet_is_refused_by_its_stated_size(write_workbook: WriteBook, repack, monkeypatch) -> None:
    path = repack(write_workbook(List=[("a",)]), SHEET, b"x" * 2_000_000)
    with pytest.raises(Refused, match="more tightly"):
        read_export(path)
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 1_000_000)
    with pytest.raises(Refused, match="2 MB once unpacked"):
        read_export(path)


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for at in range(2_001):
            archive.writestr(f"p{at}", b"")
    with pytest.raises(Refused, match="2001 parts"):
        read_export(path)


def test_too_many_rows_are_refused(write_workbook: WriteBook, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_workbook(List=[("a",), ("1",), ("2",)])
    monkeypatch.setattr(workbook, "MAX_ROWS", 2)
    with pytest.raises(Refused, match="more rows"):
        read_export(path)


def test_rows_that_reach_very_far_are_refused(write_workbook: WriteBook, repack) -> None:
    rows = b"".join(b'<row r="%d"><c r="XFD%d"/></row>' % (at, at) for at in range(2, 400))
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    first = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    path = repack(write_workbook(List=[("a",)]), SHEET, sheet + first + rows + b"</sheetData></worksheet>")
    with pytest.raises(Refused, match="rows or cells"):
        read_export(path)


@pytest.mark.parametrize(
    "content", [b"", b"<worksheet>", b"<worksheet><sheetData><row r='x'/></sheetData></worksheet>"]
)
def test_a_damaged_part_is_refused_or_has_no_headings(write_workbook: WriteBook, repack, content: bytes) -> None:
    with pytest.raises(Refused, match="damaged|no headings"):
        read_export(repack(write_workbook(List=[("a",)]), SHEET, content))


def test_a_workbook_cut_short_is_refused(write_workbook: WriteBook) -> None:
    path = write_workbook(List=[("a",)])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(Refused, match="damaged"):
        read_export(path)
