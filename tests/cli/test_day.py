"""A whole office through the command line: from export to signed-off summary, export, backup and audit."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from jetdesk.cli.main import main
from jetdesk.domain.rubric import parse_rubric
from jetdesk.services import desks
from tests import small_office

Run = Callable[..., dict[str, object]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command with --json on the desk in tmp_path/desk; gives the object. `code` is the expected exit code."""
    monkeypatch.setenv("JETDESK_DESK", str(tmp_path / "desk"))
    monkeypatch.setenv("JETDESK_PASSPHRASE", small_office.PASSPHRASE)

    def call(*arguments: object, code: int = 0) -> dict[str, object]:
        assert main([*map(str, arguments), "--json"]) == code, capsys.readouterr().err
        out = capsys.readouterr().out
        found: dict[str, object] = json.loads(out) if out else {}
        return found

    return call


def test_from_export_to_summary(run: Run, tmp_path: Path) -> None:
    setup = tmp_path / "office.toml"
    setup.write_text(small_office.SETUP, "utf-8")
    export = small_office.write_export(tmp_path / "applications.csv", small_office.rows())
    rubric = parse_rubric(desks.builtin_rubric("alt"))
    levels = {"WH-001": 5, "WH-002": 4, "WH-003": 3}
    scores = small_office.write_scores(tmp_path / "scores.csv", small_office.score_lines(rubric, levels))

    founded = run("new", tmp_path / "desk", "--office", "Consulate", "--cycle", 2026, "--name", "Nadia Brzezicka")
    assert len(str(founded["recovery_code"])) == 47
    assert {"kind": "panel", "id": "B"} in run("setup", setup)["changed"]  # type: ignore[operator]
    assert run("setup", setup)["changed"] == []

    assert run("intake", "check", export)["loaded"] == 8
    assert run("intake", "load", export)["loaded"] == 8
    again = run("intake", "load", export)
    assert (again["loaded"], again["unchanged"]) == (0, 8)

    screened = run("screen", "--settle")["applicants"]
    late = [a for a in screened if a["application_no"] == "WH-008"][0]  # type: ignore[attr-defined]
    assert {"late", "missing-document"} <= {f["rule"] for f in late["findings"]}
    assert late["status"] == "not-invited"

    loaded = run("scores", "load", scores, "--submit")
    assert (loaded["sheets"], loaded["assigned"], loaded["notes_waived"]) == (9, 9, 3)

    tried = run("select", "--quota", "ALT=1")["positions"]["ALT"]  # type: ignore[index]
    assert [row["outcome"] for row in tried["ranked"][:2]] == ["recommended", "alternate"]
    assert [row["raw"] for row in tried["ranked"][:3]] == [100, 80, 60]
    signed = run("select", "--sign-off")["positions"]["ALT"]  # type: ignore[index]
    assert signed["quota"] == 2
    assert signed["signed_off"]

    pdf = tmp_path / "summary.pdf"
    made = run("report", "summary", "--position", "ALT", "--out", pdf, "--language", "ja", "--paper", "letter")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert made["document_no"] == "WH-2026-ALT-S01-ja"

    exported = tmp_path / "office.json"
    assert run("export", "--out", exported)["applicants"] == 8
    data = json.loads(exported.read_text("utf-8"))
    assert len(data["sheets"]) == 9
    assert {d["outcome"] for d in data["decisions"]} == {"recommended", "alternate"}

    assert run("verify", "--replay")["ok"] is True
    run("backup", "--out", tmp_path / "b.jetdesk-backup")
    run("restore", tmp_path / "b.jetdesk-backup", tmp_path / "restored")
    assert run("applicants", "--find", "lukasz", "--desk", tmp_path / "restored")["total"] == 1
    assert run("audit", "--applicant", "WH-001")["entries"][0]["action"] == "intake.loaded"  # type: ignore[index]


def test_rejected_records_are_listed_and_nothing_is_loaded(run: Run, tmp_path: Path) -> None:
    small_office.build(tmp_path / "desk")
    records = small_office.rows()
    records[0] = {**records[0], "date_of_birth": "1999/02/30"}
    records[1] = small_office.row("WH-101", "ALT", "New", "Somebody", "")
    export = small_office.write_export(tmp_path / "more.csv", records)
    rejected = run("intake", "load", export, code=1)
    assert [(p["row"], p["column"]) for p in rejected["rejected"]] == [(2, "date_of_birth")]  # type: ignore[attr-defined]
    assert run("applicants")["total"] == 8
    assert run("intake", "load", export, "--skip-rejected")["loaded"] == 1
    assert run("applicants", "--limit", 3, "--status", "invited")["total"] == 7


def test_a_passphrase_is_changed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_office.build(tmp_path / "desk")
    (tmp_path / "new.txt").write_text("another good passphrase\n", "utf-8")
    run("passphrase", "--new-passphrase-file", tmp_path / "new.txt")
    run("applicants", code=3)
    monkeypatch.delenv("JETDESK_PASSPHRASE")
    assert run("applicants", "--passphrase-file", tmp_path / "new.txt")["total"] == 8


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_code(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    founded = run("new", tmp_path / "desk", "--office", "Consulate", "--cycle", 2026, "--name", "Nadia")
    monkeypatch.setenv("JETDESK_CODE", str(founded["recovery_code"]).lower())
    monkeypatch.setenv("JETDESK_PASSPHRASE", "a passphrase to remember")
    run("applicants", code=3)
    run("recovery")
    assert run("applicants")["total"] == 0
