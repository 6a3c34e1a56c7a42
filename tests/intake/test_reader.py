"""Delimited exports as text: encodings, delimiters, records, and what is refused."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jetdesk.errors import EnvironmentFailed, Refused, UserError
from jetdesk.intake import reader
from jetdesk.intake.export import FileOptions, shortened
from jetdesk.intake.reader import read_export

HEADER = ("application_no", "family_name", "remarks")
CsvBytes = Callable[..., bytes]
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@pytest.fixture
def file(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(data: bytes, name: str = "export.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def lines(*records: str) -> bytes:
    return "\r\n".join(records).encode()


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16-le"),
        ("cp932", "cp932"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found_out(
    file, csv_bytes: CsvBytes, encoding: str, shown: str, delimiter: str
) -> None:
    data = csv_bytes(HEADER, [("1", "応募者,;", "two\nlines")], delimiter, encoding)
    export = read_export(file(data))
    assert (export.encoding, export.delimiter) == (shown, delimiter)
    assert export.header == HEADER
    assert [record.cells for record in export.records] == [("1", "応募者,;", "two\nlines")]


def test_utf_16_with_the_other_byte_order_is_read(file) -> None:
    export = read_export(file(b"\xfe\xff" + "a,b\n1,ß".encode("utf-16-be")))
    assert export.encoding == "utf-16-be"
    assert export.records[0].cells == ("1", "ß")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.tuples(CELLS, CELLS), max_size=6), delimiter=st.sampled_from(",;\t|"))
def test_any_text_in_any_cell_survives(tmp_path: Path, csv_bytes: CsvBytes, cells, delimiter: str) -> None:
    rows = [(f"N{at}", *pair) for at, pair in enumerate(cells)]
    path = tmp_path / "export.csv"
    path.write_bytes(csv_bytes(HEADER, rows, delimiter))
    export = read_export(path)
    assert [record.cells for record in export.records] == rows
    assert [record.number for record in export.records] == list(range(2, len(rows) + 2))
    assert export.problems == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(
    start=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b'a,b\n"']), rest=st.binary()
)
@pytest.mark.parametrize("name", ["any.csv", "any.xlsx"])
def test_arbitrary_bytes_are_read_or_refused(tmp_path: Path, name: str, start: bytes, rest: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(start + rest)
    with suppress(UserError):
        export = read_export(path)
        assert all(len(record.cells) == len(export.header) for record in export.records)


def test_records_are_counted_not_lines(file) -> None:
    export = read_export(file(lines("a,b", '1,"x\ny\nz"', "", "2,y")))
    assert [(record.number, record.cells[0]) for record in export.records] == [(2, "1"), (4, "2")]


def test_text_is_kept_as_it_was_written(file) -> None:
    export = read_export(file(lines("a,b", " =1+1 ,e\u0301  ")))
    assert export.records[0].cells == (" =1+1 ", "e\u0301  ")


def test_ragged_records_are_problems_and_one_spare_empty_cell_is_not(file) -> None:
    export = read_export(file(lines("a,b,c", "1,2", "2,3,4,5", "3,4,5,", "4,5,6")))
    assert [record.cells for record in export.records] == [("3", "4", "5"), ("4", "5", "6")]
    found = [(problem.row, problem.column, dict(problem.problem.values)) for problem in export.problems]
    assert found == [(2, "", {"found": 2, "expected": 3}), (3, "", {"found": 4, "expected": 3})]
    assert export.rows == 4


def test_a_very_long_cell_is_a_problem_of_its_record(file) -> None:
    export = read_export(file(lines("a,b", "1," + "x" * 2_000_000, "2,y")))
    assert [record.number for record in export.records] == [3]
    (problem,) = export.problems
    assert (problem.row, problem.column) == (2, "b")
    assert dict(problem.problem.values)["found"] == 2_000_000
    assert len(problem.value) == 80


def test_nul_bytes_are_told_by_record_and_column_and_shown(file) -> None:
    export = read_export(file(b"a,b\n1,be\0fore\n2,fine\n"))
    assert [(problem.row, problem.column, problem.value) for problem in export.problems] == [(2, "b", "be␀fore")]
    assert [record.cells[1] for record in export.records] == ["fine"]


def test_headings_may_stand_further_down(file) -> None:
    data = lines("Applications 2024", "", "a;b", "1;2")
    export = read_export(file(data), FileOptions(header_row=3))
    assert (export.header, export.delimiter) == (("a", "b"), ";")
    assert [(record.number, record.cells) for record in export.records] == [(2, ("1", "2"))]


def test_what_is_asked_for_is_used(file) -> None:
    data = "a/b\nö/2".encode("latin-1")
    export = read_export(file(data), FileOptions(delimiter="/", encoding="latin-1"))
    assert export.records[0].cells == ("ö", "2")
    assert read_export(file(b"a\tb,c\n1\t2,3"), FileOptions(delimiter="tab")).header == ("a", "b,c")


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "empty.csv", "is empty"),
        (b"<html><table></table></html>", "list.xlsx", "web page"),
        (b"\xef\xbb\xbf <!DOCTYPE html>", "list.csv", "web page"),
        (b"application_no,position", "list.xlsx", "not a workbook"),
        (b"\xd0\xcf\x11\xe0 old", "list.xls", "old or password-protected"),
        (b"%PDF-1.7", "list.csv", "is a PDF"),
        ("a,b\n1,2".encode("utf-16-le"), "list.csv", "without a byte-order mark"),
        (b"a,b\n\x81\x01,2", "list.csv", "neither UTF-8"),
        (b"\xff\xfea\x00,\x00\xd8", "list.csv", "utf-16-le throughout"),
        (b"\n\n", "list.csv", "no headings"),
        (b",".join([b"x"] * 1001), "list.csv", "too many or too long"),
        (b"PK\x03\x04 not a zip", "list.xlsx", "damaged"),
    ],
)
def test_a_whole_file_is_refused_with_what_to_do(file, data: bytes, name: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason) as refused:
        read_export(file(data, name))
    what, safe, todo = refused.value.parts("en")
    assert safe == "Nothing was loaded."
    assert todo


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (FileOptions(encoding="klingon"), "no encoding"),
        (FileOptions(encoding="ascii"), "not ascii throughout"),
        (FileOptions(delimiter="::"), "one character"),
        (FileOptions(header_row=9), "Row 9 has no headings"),
    ],
)
def test_options_that_do_not_fit_are_refused(file, options: FileOptions, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read_export(file("a,b\nö,2".encode()), options)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"no file none\.csv"):
        read_export(tmp_path / "none.csv")
    with pytest.raises(Refused, match="no file"):
        read_export(tmp_path)


def test_a_file_that_cannot_be_read_is_not_the_files_fault(file, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(b"a,b")

    def fail(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(EnvironmentFailed, match="cannot be read"):
        read_export(path)


def test_too_many_records_or_bytes_are_refused(file, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(b"a,b\n1,2\n3,4\n")
    monkeypatch.setattr(reader, "MAX_RECORDS", 1)
    with pytest.raises(Refused, match="more than 1 records"):
        read_export(path)
    monkeypatch.setattr(reader, "MAX_FILE_BYTES", 5)
    with pytest.raises(Refused, match="larger than"):
        read_export(path)


def test_a_value_is_shortened_only_to_be_shown() -> None:
    assert shortened("x" * 80) == "x" * 80
    assert shortened("x" * 81) == "x" * 79 + "…"
