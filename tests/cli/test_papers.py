"""The timetable and the letters on paper, through the command line."""

from pathlib import Path

from pypdf import PdfReader

from tests.cli.test_timetable import Run, run

__all__ = ["run"]


def _text(file: Path) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(file).pages).split())


def test_the_timetable_on_paper(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "t.pdf"
    assert "No interview has a time" in str(run("report", "timetable", "--out", out, code=1))
    assert not out.exists()
    run("timetable", "--plan", "--accept")
    run("timetable", "move", "WH-003", "--panel", "C", "--at", "2026-02-19T16:15")
    made = run("report", "timetable", "--out", out)
    assert (made["report"], made["file"]) == ("timetable", str(out))
    assert "ŁukaszKowalewicz" in _text(out)
    run(
        "report", "timetable", "--out", out, "--redact", "--by", "room", "--both", "--panel", "C", "--day", "2026-02-19"
    )
    text = _text(out)
    assert "Kowalewicz" not in text
    assert "Timetable,Room3" in text
    assert "在ウェストヘイブン日本国総領事館" in text
    run("report", "timetable", "--out", out, "--panel", "Z", code=1)


def test_letters_from_the_offices_own_text(run: Run, tmp_path: Path) -> None:
    run("timetable", "--plan", "--accept")
    out, own, folder = tmp_path / "l.pdf", tmp_path / "own.txt", tmp_path / "letters"
    made = run("report", "letters", "--out", out, "--paper", "letter", "--place", "1 Pier")
    assert made["pages"] == 7
    assert "Place:1Pier" in _text(out)

    run("report", "letter-text", "--out", own)
    own.write_text(own.read_text("utf-8") + "\nBring {snacks}.\n", "utf-8")
    assert "{snacks}" in str(run("report", "letters", "--out", out, "--text", own, code=1))
    own.write_text("Come, {name}\n\nAt {time} on {date}.", "utf-8")
    made = run("report", "letters", "--out", folder, "--text", own, "--each", "--applicant", "WH-003")
    assert made["files"] == ["WH-003.pdf"]
    assert "Come,ŁukaszKowalewicz" in _text(folder / "WH-003.pdf")
