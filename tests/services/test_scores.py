"""Score sheets from a file: all or nothing, and truthful about what was missing."""

from pathlib import Path

import pytest

from jetdesk.desk.desk import Desk
from jetdesk.domain.rubric import parse_rubric
from jetdesk.domain.sheet import Origin
from jetdesk.errors import Refused
from jetdesk.services import desks, interviews, scores, selection
from jetdesk.services.scores import ScoresRejected
from tests.small_office import ids_by_number, score_lines, write_scores

RUBRIC = parse_rubric(desks.builtin_rubric("alt"))


def lines(levels: dict[str, int], panelists: tuple[str, ...] = ("okonjo",)) -> list[list[object]]:
    return score_lines(RUBRIC, levels, panelists)


def test_sheets_are_submitted_and_a_second_load_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    file = write_scores(tmp_path / "s.csv", lines({"WH-001": 4, "wh-002 ": 3}))
    first = scores.load(desk, file, submit=True, paper=True)
    assert (first.sheets, first.ratings, first.unchanged) == (2, 12, 0)
    head = desk.head_hash
    again = scores.load(desk, file, submit=True, paper=True)
    assert (again.sheets, again.unchanged, desk.head_hash) == (0, 2, head)
    sheet = interviews.open_sheet(desk, ids_by_number(desk)["WH-001"], "okonjo").submitted
    assert sheet is not None
    assert (sheet.origin, sheet.entered_by) == (Origin.PAPER, "nadia-brzezicka")


def test_without_submit_they_are_drafts(desk: Desk, tmp_path: Path) -> None:
    scores.load(desk, write_scores(tmp_path / "s.csv", lines({"WH-001": 4})))
    view = interviews.open_sheet(desk, ids_by_number(desk)["WH-001"], "okonjo")
    assert view.submitted is None
    assert {rating.level for rating in view.draft.ratings} == {4}


def test_a_missing_note_is_recorded_as_waived(desk: Desk, tmp_path: Path) -> None:
    loaded = scores.load(desk, write_scores(tmp_path / "s.csv", lines({"WH-001": 5})), submit=True)
    assert loaded.notes_waived == 1
    assert [warning.text() for warning in loaded.warnings] == [
        "1 sheets lacked a required note; it is recorded as waived."
    ]


def test_only_blanks_are_a_recusal(desk: Desk, tmp_path: Path) -> None:
    blank = [["WH-001", "okonjo", criterion.id, "", ""] for criterion in RUBRIC.criteria]
    loaded = scores.load(desk, write_scores(tmp_path / "s.csv", blank), submit=True)
    assert (loaded.sheets, loaded.recused) == (0, 1)
    assert interviews.open_sheet(desk, ids_by_number(desk)["WH-001"], "okonjo").recused
    assert (
        selection.view(desk, interviews.open_sheet(desk, ids_by_number(desk)["WH-001"], "okonjo").position).expected
        == 17
    )


def test_one_blank_is_cannot_assess(desk: Desk, tmp_path: Path) -> None:
    some = lines({"WH-001": 4})
    some[0][3] = ""
    scores.load(desk, write_scores(tmp_path / "s.csv", some), submit=True)
    sheet = interviews.open_sheet(desk, ids_by_number(desk)["WH-001"], "okonjo").submitted
    assert sheet is not None
    assert [rating.criterion for rating in sheet.ratings if rating.cannot_assess] == ["adaptability"]


def test_somebody_who_was_not_assigned_is_assigned_with_a_warning(desk: Desk, tmp_path: Path) -> None:
    file = write_scores(tmp_path / "s.csv", lines({"WH-001": 4}, ("nadia-brzezicka",)))
    assert scores.load(desk, file, submit=True).assigned == 1


def test_every_problem_is_listed_and_nothing_is_loaded(desk: Desk, tmp_path: Path) -> None:
    bad = [
        ["WH-999", "okonjo", "culture", 3, ""],
        ["WH-001", "nobody", "culture", 3, ""],
        ["WH-001", "okonjo", "charm", 3, ""],
        ["WH-001", "okonjo", "culture", 6, ""],
        ["WH-001", "okonjo", "teaching", "four", ""],
        ["WH-001", "okonjo", "motivation", 3, ""],
        ["WH-001", "okonjo", "motivation", 4, ""],
    ]
    head = desk.head_hash
    with pytest.raises(ScoresRejected) as caught:
        scores.load(desk, write_scores(tmp_path / "s.csv", bad), submit=True)
    found = [(p.row, p.column, p.value) for p in caught.value.problems]
    assert found == [
        (2, "application_no", "WH-999"), (3, "panelist", "nobody"), (4, "criterion", "charm"), (5, "rating", "6"),
        (6, "rating", "four"), (8, "criterion", "motivation"),
    ]  # fmt: skip
    assert desk.head_hash == head


def test_a_missing_column_is_named(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    file.write_text("application_no,panelist,rating\nWH-001,okonjo,3\n", "utf-8")
    with pytest.raises(Refused, match="criterion"):
        scores.load(desk, file)


def test_a_submitted_sheet_is_not_changed_by_a_file(desk: Desk, tmp_path: Path) -> None:
    scores.load(desk, write_scores(tmp_path / "a.csv", lines({"WH-001": 4})), submit=True)
    with pytest.raises(Refused, match="already submitted"):
        scores.load(desk, write_scores(tmp_path / "b.csv", lines({"WH-001": 2})), submit=True)
