"""What the command line says, and where: results on standard output, everything else on standard error."""

import io
import json
import sys
from pathlib import Path

import pikepdf
import pytest

from jetdesk.cli.main import main
from jetdesk.cli.output import Output, say_error, table, width
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services import intake
from tests import small_office

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JETDESK_PASSPHRASE", small_office.PASSPHRASE)


def test_a_result_is_lines_or_one_object(capsys: Captured) -> None:
    Output(as_json=False, quiet=False).result({"n": 1}, ["one", "two"])
    assert capsys.readouterr().out == "one\ntwo\n"
    Output(as_json=True, quiet=False).result({"名": "森脇"}, ["one", "two"])
    assert capsys.readouterr().out == '{"名": "森脇"}\n'


def test_quiet_keeps_results_and_nothing_else(capsys: Captured) -> None:
    out = Output(as_json=False, quiet=True)
    out.say("on the way")
    out.progress("Loading")(0.5)
    out.result({}, ["done"])
    assert capsys.readouterr() == ("done\n", "")


def test_progress_is_shown_at_a_terminal_only(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    Output(as_json=False, quiet=False).progress("Loading")(0.5)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    show = Output(as_json=False, quiet=False).progress("Loading")
    show(0.5)
    show(1.0)
    assert capsys.readouterr().err == "\rLoading  50%\rLoading 100%\n"
    Output(as_json=True, quiet=False).progress("Loading")(1.0)
    assert capsys.readouterr().err == ""


def test_an_error_is_a_line_for_each_of_its_parts(capsys: Captured) -> None:
    say_error(Refused(msg("It broke."), safe=msg("All is safe."), todo=msg("Try again.")))
    assert capsys.readouterr() == ("", "It broke.\nAll is safe.\nTry again.\n")
    say_error(Refused(msg("It broke.")))
    assert capsys.readouterr().err == "It broke.\n"


def test_no_control_character_of_a_file_reaches_the_terminal(capsys: Captured) -> None:
    Output(as_json=False, quiet=False).result({}, ["\x1b[2Jred\x07 \x9b31m\u202eabc\ud800"])
    assert capsys.readouterr().out == "�[2Jred� �31m�abc�\n"


def test_wide_and_unbreakable_spaces_are_kept(capsys: Captured) -> None:
    Output(as_json=False, quiet=False).result({}, ["森脇\u3000健司\u00a0さん\tx"])
    assert capsys.readouterr().out == "森脇\u3000健司\u00a0さん\tx\n"


def test_columns_line_up_with_japanese_in_them() -> None:
    lines = table(("番号", "Name"), [("WH-1", "森脇"), ("WH-20", "e\u0301"), (None, 3.14159), (7, "")])
    assert lines == ["番号   Name", "WH-1   森脇", "WH-20  e\u0301", "    –   3.1", "    7"]
    assert [width(text) for text in ("", "abc", "森脇", "\uff76", "e\u0301")] == [0, 3, 4, 1, 1]
    assert table(("a",), []) == ["a"]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp932"])
def test_a_narrow_terminal_is_no_fault(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding, write_through=True))
    Output(as_json=False, quiet=False).result({}, ["Łukasz 森脇 😀"])
    assert raw.getvalue().decode(encoding).endswith("?\n")
    raw.seek(0)
    raw.truncate()
    Output(as_json=True, quiet=False).result({"name": "Łukasz 森脇 😀"}, [])
    assert json.loads(raw.getvalue().decode(encoding)) == {"name": "Łukasz 森脇 😀"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no file names that are not Unicode")
def test_a_file_name_that_is_no_text(office_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "caf\udce9_form.pdf").write_bytes(b"x")
    export = small_office.write_export(tmp_path / "a.csv", small_office.rows())
    command = ["intake", "load", str(export), "--documents", str(folder), "--desk", str(office_folder)]
    assert main(command) == 0
    assert "No applicant for the file caf�_form.pdf" in capsys.readouterr().out
    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"]["unmatched"] == ["caf\udce9_form.pdf"]


def test_people_are_told_what_a_load_came_to(office_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    records = [*small_office.rows(), small_office.row("WH-020", "XYZ", "Wrong", "Position", "")]
    export = small_office.write_export(tmp_path / "a.csv", records)
    folder = tmp_path / "documents"
    folder.mkdir()
    with pikepdf.new() as made:
        made.save(folder / "WH-001_form.pdf")
    command = ["intake", "load", str(export), "--documents", str(folder), "--desk", str(office_folder)]
    assert main(command) == 1
    said = capsys.readouterr()
    assert "9 records: 0 new, 0 changed, 8 unchanged, 1 rejected." in said.out
    assert "Record 10, position: " in said.out
    assert "[XYZ]" in said.out
    assert said.err.startswith("Nothing was loaded: 1 problems, the first in record 10, column position")
    assert main([*command, "--skip-rejected"]) == 0
    assert "1 documents matched." in capsys.readouterr().out


def test_lists_for_people(office_folder: Path, capsys: Captured) -> None:
    desk = ["--desk", str(office_folder)]
    assert main(["applicants", "--limit", "2", *desk]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "2 of 8 applicants"
    assert main(["screen", *desk]) == 0
    assert "WH-001  Invited" in capsys.readouterr().out
    assert main(["select", *desk]) == 0
    assert "ALT: 2 places" in capsys.readouterr().out
    assert main(["verify", *desk]) == 0
    assert "Everything is as it was left." in capsys.readouterr().out
    assert main(["audit", "--applicant", "WH-001", *desk]) == 0
    assert "Nadia Brzezicka" in capsys.readouterr().out


def test_settling_follows_the_rules_that_are_shown(office_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('[screening]\nrequired = []\n[screening.severity]\nlate = "review"\n', "utf-8")
    desk = ["--desk", str(office_folder)]
    assert main(["screen", "--rules", str(rules), "--settle", "--json", *desk]) == 0
    found = {a["application_no"]: a for a in json.loads(capsys.readouterr().out)["applicants"]}
    assert (found["WH-008"]["status"], found["WH-008"]["outcome"]) == ("in-screening", "review")


def test_something_wrong_is_code_3_and_said(office_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    from jetdesk.services import desks

    folder = tmp_path / "documents"
    folder.mkdir()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(folder / "WH-001_form.pdf")
    with desks.open_desk(office_folder, small_office.PASSPHRASE) as desk:
        intake.load(desk, small_office.write_export(tmp_path / "a.csv", small_office.rows()), folder)
        next(desk.chunks.iterdir()).unlink()
    assert main(["verify", "--desk", str(office_folder)]) == 3
    assert "is damaged or missing" in capsys.readouterr().out
    assert main(["verify", "--json", "--desk", str(office_folder)]) == 3
    assert json.loads(capsys.readouterr().out)["ok"] is False


def test_a_passphrase_file_that_cannot_be_read(office_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    command = ["applicants", "--desk", str(office_folder), "--passphrase-file"]
    assert main([*command, str(tmp_path / "none.txt")]) == 4
    assert "passphrase file" in capsys.readouterr().err
    file = tmp_path / "windows.txt"
    file.write_bytes(b"\xef\xbb\xbf" + small_office.PASSPHRASE.encode() + b"\r\nsecond line")
    assert main([*command, str(file)]) == 0


def test_without_a_terminal_a_passphrase_is_not_asked(
    office_folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JETDESK_PASSPHRASE")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(["applicants", "--desk", str(office_folder)]) == 2
    assert "--passphrase-file" in capsys.readouterr().err


def test_a_new_passphrase_is_asked_twice(
    office_folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["another good passphrase", "another god passphrase"])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("jetdesk.cli.session.getpass", lambda _: next(answers))
    assert main(["passphrase", "--desk", str(office_folder)]) == 2
    assert "differ" in capsys.readouterr().err
    assert main(["applicants", "--desk", str(office_folder)]) == 0


def test_help_names_every_command_in_the_order_of_the_work(capsys: Captured) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    places = [said.index(f"\n  {name} ") for name in ("new", "setup", "intake", "screen", "select", "report", "audit")]
    assert places == sorted(places)
    assert main(["--version"]) == 0


def test_debug_shows_the_traceback(office_folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("jetdesk.services.applicants.select", broken)
    assert main(["applicants", "--debug", "--desk", str(office_folder)]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_a_report_names_its_position(office_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "s.pdf"
    command = ["report", "summary", "--out", str(out), "--desk", str(office_folder)]
    assert main(command) == 2
    assert "ALT, CIR" in capsys.readouterr().err
    assert main([*command, "--position", "alt", "--redact"]) == 0
    assert "WH-2026-ALT-DRAFT" in capsys.readouterr().out
    assert out.read_bytes().startswith(b"%PDF")


def test_a_scores_file_with_problems(office_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    file = small_office.write_scores(tmp_path / "s.csv", [["WH-404", "okonjo", "culture", 3, ""]])
    command = ["scores", "load", str(file), "--submit", "--desk", str(office_folder)]
    assert main([*command, "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["rejected"]
    assert (problem["row"], problem["column"], problem["value"]) == (2, "application_no", "WH-404")
    assert main(command) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "no applicant on this desk has this number" in said.err


def test_warnings_of_a_scores_file_are_said(office_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    lines = [["WH-001", "nadia-brzezicka", "culture", 3, ""]]
    file = small_office.write_scores(tmp_path / "s.csv", lines)
    command = ["scores", "load", str(file), "--submit", "--desk", str(office_folder)]
    assert main(command) == 0
    said = capsys.readouterr()
    assert said.out == "1 sheets loaded, 0 were there already.\n"
    assert "were not assigned; they are assigned now" in said.err
    assert main([*command, "--quiet"]) == 0
    assert capsys.readouterr() == ("0 sheets loaded, 1 were there already.\n", "")


def test_decisions_are_applied_with_the_quota_given(office_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    lines = [[number, "okonjo", "culture", 3, ""] for number in ("WH-001", "WH-002", "WH-003")]
    file = small_office.write_scores(tmp_path / "s.csv", lines)
    desk = ["--desk", str(office_folder), "--json"]
    assert main(["scores", "load", str(file), "--submit", *desk]) == 0
    capsys.readouterr()
    assert main(["select", "--quota", "alt=1", "--apply", *desk]) == 0
    assert json.loads(capsys.readouterr().out)["positions"]["ALT"]["quota"] == 1
    assert main(["audit", *desk]) == 0
    actions = [entry["action"] for entry in json.loads(capsys.readouterr().out)["entries"]]
    assert actions[-2:] == ["selection.places", "selection.decided"]
    assert main(["select", *desk]) == 0
    shown = json.loads(capsys.readouterr().out)["positions"]["ALT"]
    assert (shown["quota"], [row["outcome"] for row in shown["ranked"][:2]]) == (1, ["recommended", "alternate"])
    assert shown["signed_off"] is None


def test_one_list_is_signed_off_after_another(office_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    desk = ["--desk", str(office_folder), "--json"]

    def scored(number: str) -> None:
        file = small_office.write_scores(tmp_path / f"{number}.csv", [[number, "okonjo", "culture", 3, ""]])
        assert main(["scores", "load", str(file), "--submit", *desk]) == 0
        assert main(["select", "--sign-off", *desk]) == 0

    scored("WH-001")
    scored("WH-007")
    capsys.readouterr()
    assert main(["select", *desk]) == 0
    shown = json.loads(capsys.readouterr().out)["positions"]
    assert all(shown[position]["signed_off"] for position in ("ALT", "CIR"))
    assert main(["select", "--sign-off", *desk]) == 1
    assert "signed off" in capsys.readouterr().err


def test_a_quota_for_a_signed_list_changes_no_other_list(office_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    desk = ["--desk", str(office_folder), "--json"]
    file = small_office.write_scores(tmp_path / "s.csv", [["WH-007", "okonjo", "culture", 3, ""]])
    assert main(["scores", "load", str(file), "--submit", *desk]) == 0
    assert main(["select", "--sign-off", *desk]) == 0
    capsys.readouterr()
    assert main(["select", "--quota", "ALT=7", "--quota", "CIR=3", "--apply", *desk]) == 1
    assert "The CIR list is signed off" in capsys.readouterr().err
    assert main(["select", *desk]) == 0
    assert json.loads(capsys.readouterr().out)["positions"]["ALT"]["quota"] == 2
    assert main(["select", "--quota", "ALT=7", "--apply", *desk]) == 0
    assert json.loads(capsys.readouterr().out)["positions"]["ALT"]["quota"] == 7
