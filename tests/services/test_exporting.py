"""What leaves the desk: complete, readable elsewhere, and never a formula."""

import csv
import io
import json
from pathlib import Path
from string import printable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import COLUMNS, Position
from jetdesk.domain.rubric import parse_rubric
from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.services import desks, exporting, intake, scores, selection
from tests.small_office import rows, score_lines, write_export, write_scores

NASTY = {
    "family_name": '=HYPERLINK("http://example.org")',
    "given_name": "+1+1",
    "middle_name": "-2+3",
    "preferred_name": "@SUM(A1)",
    "name_kana": "'レイト",
    "institution": "\t=1+1",
    "major": "\uff1d1\uff0b1",
    "home_state": "<b>&amp;</b>]]>",
    "phone": "+1 555 0100",
    "tefl": 'says "yes", and; more\nin two lines',
    "jlpt": "#N/A",
    "available_from": "2026-08-01",
}
ALIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@pytest.fixture
def full(desk: Desk, tmp_path: Path) -> Desk:
    """Nasty text, sheets and decisions."""
    changed = rows()
    changed[0] |= NASTY
    intake.load(desk, write_export(tmp_path / "nasty.csv", changed))
    lines = score_lines(parse_rubric(desks.builtin_rubric("alt")), {"WH-001": 4, "WH-002": 3})
    lines[0][4], lines[1][3] = "=cmd|' /C calc'!A0", ""
    scores.load(desk, write_scores(tmp_path / "scores.csv", lines), submit=True)
    selection.apply_decisions(desk, [Position.ALT])
    return desk


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_csv_has_every_column_and_the_status_and_no_formula(full: Desk, tmp_path: Path) -> None:
    out = tmp_path / "office.csv"
    assert exporting.export(full, out) == 8
    lines = table(out)
    assert list(lines[0]) == [*COLUMNS, "status"]
    assert [line["application_no"] for line in lines] == [f"WH-00{n}" for n in range(1, 9)]
    assert {line["status"] for line in lines} == {"invited", "in-screening"}
    assert lines[0]["date_of_birth"] == "1999/01/11"
    for line in lines:
        assert not [cell for cell in line.values() if cell.startswith(ALIVE)]
    for name in ("family_name", "given_name", "middle_name", "preferred_name", "major", "phone"):
        assert lines[0][name] == "'" + NASTY[name]
    for name in ("name_kana", "home_state", "tefl", "jlpt", "available_from"):
        assert lines[0][name] == NASTY[name]
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")


def test_csv_comes_in_again_without_a_change(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "office.csv"
    exporting.export(desk, out)
    report = intake.check(desk, out)
    assert (report.loaded, report.changed, report.unchanged, report.rejected) == (0, 0, 8, ())


def test_xlsx_holds_text_as_text(full: Desk, tmp_path: Path) -> None:
    out = tmp_path / "office.xlsx"
    exporting.export(full, out)
    book = load_workbook(out)
    assert book.sheetnames == ["applicants", "scores", "decisions"]
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    header, first = list(book["applicants"].iter_rows(values_only=True))[:2]
    assert header == (*COLUMNS, "status")
    found = dict(zip(header, first, strict=True))
    assert {name: found[name] for name in NASTY if name != "institution"} == {
        name: value for name, value in NASTY.items() if name != "institution"
    }
    assert found["statement_words"] == 700


def test_xlsx_has_scores_and_decisions(full: Desk, tmp_path: Path) -> None:
    out = tmp_path / "office.xlsx"
    exporting.export(full, out)
    book = load_workbook(out)
    scored = list(book["scores"].iter_rows(values_only=True))
    assert scored[0] == exporting.SCORE_COLUMNS
    assert len(scored) == 1 + 2 * 3 * 6
    assert ("WH-001", "moriwaki", "adaptability", 4, "=cmd|' /C calc'!A0") in scored
    assert sum(line[3] is None for line in scored) == 1
    decided = list(book["decisions"].iter_rows(values_only=True))
    assert decided[0] == exporting.DECISION_COLUMNS
    assert ("WH-001", "ALT", "recommended", 1, None, 80, None) in decided


def test_json_has_the_keys_that_others_rely_on(full: Desk, tmp_path: Path) -> None:
    out = tmp_path / "office.json"
    exporting.export(full, out)
    data = json.loads(out.read_text("utf-8"))
    assert list(data) == [
        "office", "cycle", "rubrics", "people", "panels", "applicants", "sheets", "consensus", "decisions",
    ]  # fmt: skip
    assert data["cycle"] == 2026
    assert set(data["rubrics"]) == {"ALT", "CIR", "SEA"}
    assert list(data["rubrics"]["ALT"]) == ["version", "scale", "sections"]
    criterion = data["rubrics"]["ALT"]["sections"][0]["criteria"][0]
    assert criterion == {"id": "adaptability", "title": "Adaptability", "weight": 3}
    assert set(data["applicants"][0]) == {*COLUMNS, "status"}
    assert data["applicants"][0]["family_name"] == NASTY["family_name"]
    sheet = data["sheets"][0]
    assert {"application_no", "panelist", "revision", "origin", "ratings"} <= set(sheet)
    assert sheet["ratings"][0] == {"criterion": "adaptability", "level": 4, "comment": "=cmd|' /C calc'!A0"}
    assert len(data["sheets"]) == 6
    assert {d["application_no"] for d in data["decisions"]} >= {"WH-001", "WH-002"}
    assert data["panels"][0]["members"] == ["moriwaki", "okonjo", "villasenor"]


def test_the_same_desk_gives_the_same_csv_and_json(full: Desk, tmp_path: Path) -> None:
    for ending in ("csv", "json"):
        first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
        exporting.export(full, first)
        exporting.export(full, second)
        assert first.read_bytes() == second.read_bytes()


def test_an_unknown_ending_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"\.csv, \.xlsx or \.json, not “\.ods”"):
        exporting.export(desk, tmp_path / "office.ods")
    assert [path.name for path in tmp_path.glob("office*")] == []


def test_a_file_is_replaced_only_when_the_new_one_is_complete(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "OFFICE.CSV"
    out.write_text("the one of yesterday", "utf-8")

    def broken(_: object) -> bytes:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(exporting, "_csv", broken)
        with pytest.raises(ZeroDivisionError):
            exporting.export(desk, out)
    assert out.read_text("utf-8") == "the one of yesterday"
    exporting.export(desk, out)
    assert len(table(out)) == 8
    assert list(tmp_path.glob("*.new")) == []


def test_a_folder_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailed):
        exporting.export(desk, tmp_path / "none" / "office.csv")
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(EnvironmentFailed):
        exporting.export(desk, tmp_path / "file" / "office.csv")


TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=printable + "'\uff1d\u3000\ufffe\uffff\x85\u2028\x7f", max_size=20),
    st.sampled_from(ALIVE).flatmap(lambda start: st.text(max_size=10).map(lambda rest: start + rest)),
)


@given(texts=st.lists(TEXTS, min_size=1, max_size=8))
@settings(max_examples=150)
def test_no_text_whatsoever_is_a_formula(texts: list[str]) -> None:
    disarmed = [exporting._disarmed(text) for text in texts]
    assert not [cell for cell in disarmed if cell.startswith(ALIVE)]
    assert [cell.removeprefix("'") for cell in disarmed] == [text.removeprefix("'") for text in texts]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(disarmed)
    assert next(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == disarmed or "\0" in stream.getvalue()


@given(texts=st.lists(TEXTS, min_size=1, max_size=8))
@settings(max_examples=60)
def test_every_text_survives_a_workbook(texts: list[str]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    exporting._sheet(book, "texts", ["text"] * len(texts), [tuple(texts)])
    stream = io.BytesIO()
    book.save(stream)
    cells = list(load_workbook(stream)["texts"].iter_rows())[1:]
    found = {cell.column: cell for line in cells for cell in line}
    for column, text in enumerate(texts, 1):
        kept = "".join(c for c in text if (c in "\t\n\r" or c >= " ") and c not in "\ufffe\uffff")
        cell = found.get(column)
        assert (cell.value if cell is not None else None) in (kept, kept or None)
        assert cell is None or cell.data_type != "f"
