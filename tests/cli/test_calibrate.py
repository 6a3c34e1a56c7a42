"""Calibration of a scores file with no desk, and of a desk."""

import json
from pathlib import Path

import pytest

from jetdesk.cli.main import main
from jetdesk.desk.desk import Desk
from jetdesk.domain.rubric import parse_rubric
from jetdesk.services import desks, scores
from tests import small_office

Capture = pytest.CaptureFixture[str]
LEVELS = {"n1": (4, 3, 5), "n2": (2, 1, 3), "n3": (5, 4, 5), "n4": (3, 2, 2), "n5": (1, 1, 4)}


def write(path: Path, rows: list[tuple[object, ...]]) -> Path:
    lines = ["application_no,panelist,criterion,rating,comment", *(",".join(map(str, row)) + "," for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def rows(names: str = "XYZ") -> list[tuple[object, ...]]:
    return [
        (number, panelist, criterion, level)
        for number, levels in LEVELS.items()
        for panelist, level in zip(names, levels, strict=True)
        for criterion in ("culture", "teaching")
    ]


def calibrated(capsys: Capture, *arguments: str) -> dict[str, object]:
    capsys.readouterr()
    assert main(["calibrate", "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_bare_file_needs_no_desk(tmp_path: Path, capsys: Capture) -> None:
    data = calibrated(capsys, str(write(tmp_path / "scores.csv", rows())))
    assert set(data) == {
        "panelists", "applicants", "agreement", "variance", "components", "connected", "bridges_needed", "warnings",
        "criteria",
    }  # fmt: skip
    severe = {each["panelist"]: each["severity"] for each in data["panelists"]}
    assert severe["Y"] > severe["X"] > severe["Z"]
    first = data["applicants"][0]
    assert (first["application_no"], first["n"], first["raw"]) == ("n1", 3, 4.0)
    assert first["low"] < first["adjusted"] < first["high"]
    assert data["connected"] is True
    assert set(data["criteria"]) == {"culture", "teaching"}
    assert data["agreement"]["exact"] == pytest.approx(3 / 15, abs=1e-4)
    assert main(["calibrate", str(tmp_path / "scores.csv")]) == 0
    assert "Krippendorff" not in capsys.readouterr().err


def test_panels_that_share_nothing_are_not_compared(tmp_path: Path, capsys: Capture) -> None:
    more = [(f"b{number}", *rest) for number, *rest in rows("PQR")]
    data = calibrated(capsys, str(write(tmp_path / "scores.csv", [*rows(), *more])))
    assert data["connected"] is False
    assert sorted(data["components"]) == [["P", "Q", "R"], ["X", "Y", "Z"]]
    assert (data["panelists"], data["applicants"], data["variance"]) == ([], [], None)
    assert len(data["bridges_needed"]) == 1
    assert "2 parts" in data["warnings"][0]
    assert main(["calibrate", str(tmp_path / "scores.csv")]) == 0
    assert "would have to score" in capsys.readouterr().out


def test_blank_ratings_are_left_out(tmp_path: Path, capsys: Capture) -> None:
    given = [row if row[:3] != ("n1", "X", "culture") else (*row[:3], "") for row in rows()]
    data = calibrated(capsys, str(write(tmp_path / "scores.csv", given)))
    assert {each["n"] for each in data["applicants"]} == {3}
    assert {each["n"] for each in data["criteria"]["culture"]["applicants"]} == {2, 3}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("application_no,panelist,rating\n1,X,3\n", "no column criterion"),
        ("application_no,panelist,criterion,rating\n1,X,a,three\n", "Record 2, column rating: “three” is not a number"),
        ("application_no,panelist,criterion,rating\n1,X,a,3\n1,X,a,4\n", "Record 3, column rating: “4” is there twice"),
        ("application_no,panelist,criterion,rating\n1,X,a,\n", "no scores to compare"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(tmp_path: Path, capsys: Capture, text: str, said: str) -> None:
    file = tmp_path / "scores.csv"
    file.write_text(text, "utf-8")
    assert main(["calibrate", str(file)]) == 1
    assert said in capsys.readouterr().err


def test_a_desk_is_calibrated_on_its_weighted_means(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    rubric = parse_rubric(desks.builtin_rubric("alt"))
    levels = {f"WH-00{n}": level for n, level in zip(range(1, 7), (2, 3, 4, 5, 3, 4), strict=True)}
    lines = small_office.score_lines(rubric, levels)
    for line in lines:
        line[3] = max(1, int(str(line[3])) - (line[1] == "moriwaki"))
    scores.load(desk, small_office.write_scores(tmp_path / "s.csv", lines), submit=True)
    desk.close()
    monkeypatch.setenv("JETDESK_DESK", str(desk.folder))
    monkeypatch.setenv("JETDESK_PASSPHRASE", small_office.PASSPHRASE)
    data = calibrated(capsys)
    severe = {each["panelist"]: each["severity"] for each in data["panelists"]}
    assert severe["moriwaki"] == pytest.approx(2 / 3, abs=0.05)
    assert severe["okonjo"] == pytest.approx(-1 / 3, abs=0.05)
    assert [each["application_no"] for each in data["applicants"]] == list(levels)
