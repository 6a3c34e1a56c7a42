"""A coordinator's and a panelist's desk meet through a mailbox folder, by commands alone."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from jetdesk.cli.main import main
from jetdesk.domain.rubric import parse_rubric
from jetdesk.services import desks
from tests import small_office

Answer = SimpleNamespace
LEVELS = {"WH-001": 5, "WH-002": 4}
REASON = "called away by an emergency"


class Office:
    """Runs commands with --json on one of the desks; `code` is the expected exit code."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.capsys, self.monkeypatch = folder, capsys, monkeypatch
        self.mailbox = folder / "mailbox"
        self.err = ""

    def run(self, desk: str, *arguments: object, code: int = 0) -> Answer:
        self.monkeypatch.setenv("JETDESK_DESK", str(self.folder / desk))
        found = main([*map(str, arguments), "--json"])
        said = self.capsys.readouterr()
        self.err = said.err
        assert found == code, said.err + said.out
        answer: Answer = json.loads(said.out or "{}", object_hook=lambda pairs: SimpleNamespace(**pairs))
        return answer

    def text(self, desk: str, *arguments: object) -> str:
        self.monkeypatch.setenv("JETDESK_DESK", str(self.folder / desk))
        assert main([*map(str, arguments)]) == 0
        return self.capsys.readouterr().out

    def sync(self, desk: str, code: int = 0) -> Answer:
        return self.run(desk, "sync", "--mailbox", self.mailbox, "--prepare", code=code)

    def join(self, person: str) -> None:
        """Pack and join, with the stick carried once."""
        packed = self.run("desk", "pack", person, "--out", self.folder / f"{person}.jetdesk-pack")
        self.monkeypatch.setenv("JETDESK_CODE", packed.code)
        self.run(person, "join", packed.file, self.folder / person)
        self.monkeypatch.delenv("JETDESK_CODE")

    def score(self, desk: str, panelists: tuple[str, ...], numbers: tuple[str, ...] = tuple(LEVELS)) -> None:
        rubric = parse_rubric(desks.builtin_rubric("alt"))
        levels = {number: LEVELS[number] for number in numbers}
        lines = small_office.score_lines(rubric, levels, panelists)
        self.run(desk, "scores", "load", small_office.write_scores(self.folder / "s.csv", lines), "--submit")


@pytest.fixture
def office(
    office_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Office:
    """The small office, its desk in tmp_path/desk."""
    assert office_folder == tmp_path / "desk"
    monkeypatch.setenv("JETDESK_PASSPHRASE", small_office.PASSPHRASE)
    return Office(tmp_path, capsys, monkeypatch)


def test_pack_join_score_sync_reveal(office: Office, tmp_path: Path) -> None:
    packed = office.run("desk", "pack", "Amara Okonjo", "--out", tmp_path / "okonjo.pack")
    assert packed.person == "okonjo"
    assert Path(packed.file).exists()
    assert packed.code not in Path(packed.file).read_bytes().decode("latin-1")
    office.monkeypatch.setenv("JETDESK_CODE", packed.code)
    joined = office.run("okonjo", "join", packed.file, tmp_path / "okonjo")
    assert len(joined.recovery_code) == 47
    assert (joined.name, joined.role) == ("Amara Okonjo", "panelist")
    office.monkeypatch.delenv("JETDESK_CODE")
    assert office.run("okonjo", "applicants").total == 7

    office.score("okonjo", ("okonjo",))
    office.sync("desk")
    first = office.sync("okonjo")
    assert first.sent >= 1
    assert first.refused == []
    assert office.run("okonjo", "wipe", "--yes", code=1) is not None
    assert "not yet received" in office.err

    office.score("desk", ("moriwaki", "villasenor"))
    before = office.run("desk", "custody")
    assert (before.received, before.revealed) == (4, 0)
    assert {m.panelist for m in before.missing if m.application_no == "WH-001"} == {"okonjo"}
    assert office.run("desk", "reveal", "--applicant", "WH-001", code=1) is not None
    assert "Okonjo" in office.err

    taken = office.sync("desk")
    assert taken.applied >= 2
    after = office.run("desk", "custody")
    assert after.expected == after.received + len(after.missing)
    assert after.ready == ["WH-001", "WH-002"]
    assert {s.state for a in after.applicants if a.application_no == "WH-001" for s in a.sheets} == {"received"}
    assert [laptop.person for laptop in after.laptops if laptop.state == "certified" and not laptop.own] == ["okonjo"]
    text = office.text("desk", "custody")
    assert "6 of 21 sheets received, 0 of them revealed." in text
    assert "Can be revealed now: WH-001, WH-002" in text

    revealed = office.run("desk", "reveal")
    assert revealed.revealed == ["WH-001", "WH-002"]
    assert len(revealed.missing) == 15
    assert office.run("desk", "custody").revealed == 6
    office.sync("desk")
    office.sync("okonjo")
    shown = office.run("okonjo", "custody")
    assert shown.revealed >= 1

    office.sync("desk")
    office.sync("okonjo")
    assert office.run("okonjo", "wipe", "--yes").wiped == str(tmp_path / "okonjo")
    assert not (tmp_path / "okonjo").exists()


def test_the_words_of_a_pack_say_what_to_do(office: Office, tmp_path: Path) -> None:
    said = office.text("desk", "pack", "okonjo", "--out", tmp_path / "o.pack")
    assert "laptop pack of Amara Okonjo" in said
    assert "One-time code: " in said
    assert "by telephone" in said


def test_a_wrong_code_lets_nobody_in(office: Office, tmp_path: Path) -> None:
    packed = office.run("desk", "pack", "okonjo", "--out", tmp_path / "o.pack")
    office.monkeypatch.setenv("JETDESK_CODE", packed.code[:-4] + ("AAAA" if packed.code[-4:] != "AAAA" else "BBBB"))
    assert main(["join", packed.file, str(tmp_path / "okonjo")]) in (1, 3)
    assert not (tmp_path / "okonjo").exists()


def test_without_a_terminal_the_code_has_to_be_in_the_environment(office: Office, tmp_path: Path) -> None:
    office.run("desk", "join", tmp_path / "o.pack", tmp_path / "okonjo", code=2)
    assert "JETDESK_CODE" in office.err


def test_nobody_of_that_name(office: Office, tmp_path: Path) -> None:
    office.run("desk", "pack", "Nobody", "--out", tmp_path / "n.pack", code=1)
    assert "Nobody" in office.err
    assert "Amara Okonjo" in office.err
    assert not (tmp_path / "n.pack").exists()


def test_a_stick_that_is_out_is_code_4(office: Office) -> None:
    office.run("desk", "sync", "--mailbox", office.folder / "not-there" / "mailbox", code=4)


def test_a_forged_envelope_is_refused_with_code_3_and_counted_nowhere(office: Office) -> None:
    office.join("okonjo")
    office.sync("desk")
    office.score("okonjo", ("okonjo",))
    office.sync("okonjo")
    newest = max(office.mailbox.rglob("*"), key=lambda path: (path.is_file(), path.stat().st_mtime_ns))
    content = bytearray(newest.read_bytes())
    content[len(content) // 2] ^= 1
    newest.write_bytes(content)
    done = office.sync("desk", code=3)
    assert done.refused[0].why
    assert office.run("desk", "custody").received == 0


def test_a_sheet_that_never_comes_is_closed_with_a_reason(office: Office) -> None:
    office.run("desk", "custody", "--close", "WH-001", "okonjo", code=2)
    office.run("desk", "custody", "--close", "WH-001", "okonjo", "--reason", "short", code=1)
    closed = office.run("desk", "custody", "--close", "WH-001", "Amara Okonjo", "--reason", REASON)
    assert (closed.expected, closed.closed) == (20, 1)
    priya = next(a for a in closed.applicants if a.application_no == "WH-001")
    sheet = next(s for s in priya.sheets if s.panelist == "okonjo")
    assert (sheet.state, sheet.reason) == ("closed", REASON)


def test_laptops_are_listed_and_retired(office: Office) -> None:
    office.join("okonjo")
    office.sync("desk")
    office.sync("okonjo")
    office.sync("desk")
    laptop = next(each for each in office.run("desk", "laptops").laptops if each.person == "okonjo")
    assert laptop.state == "certified"
    assert laptop.seen
    office.run("desk", "laptops", "--retire", "zzzz", "--reason", REASON, code=1)
    office.run("desk", "laptops", "--retire", laptop.laptop[:8], "--reason", "", code=1)
    done = office.run("desk", "laptops", "--retire", laptop.laptop[:8], "--reason", REASON)
    assert [each.state for each in done.laptops if each.person == "okonjo"] == ["retired"]
    assert "Retired" in office.text("desk", "laptops")


def test_a_sheet_is_opened_again_before_the_reveal(office: Office) -> None:
    office.score("desk", ("okonjo",), ("WH-001",))
    office.run("desk", "reopen", "WH-001", "--panelist", "okonjo", "--reason", "no", code=1)
    assert office.run("desk", "reopen", "WH-001", "--panelist", "okonjo", "--reason", REASON).reopened
    assert office.run("desk", "custody").received == 0


def test_conflicts_are_listed_and_their_options_checked(office: Office) -> None:
    assert office.run("desk", "conflicts").conflicts == []
    assert office.text("desk", "conflicts") == "No conflicts.\n"
    office.run("desk", "conflicts", "--resolve", 1, code=2)
    office.run("desk", "conflicts", "--resolve", 1, "--choose", 1, "--reason", REASON, code=1)


def test_an_alarm_that_is_not_there_cannot_be_settled(office: Office) -> None:
    office.run("desk", "custody", "--settle", "nothing", "--reason", REASON, code=1)
    assert "no such alarm" in office.err


def test_a_coordinators_desk_is_never_wiped(office: Office) -> None:
    office.run("desk", "wipe", "--yes", code=1)
    assert (office.folder / "desk" / "desk.db").exists()


def test_the_receipt_is_written_in_both_languages(office: Office, tmp_path: Path) -> None:
    office.score("desk", small_office.PANELISTS)
    out = tmp_path / "receipt.pdf"
    made = office.run("desk", "report", "custody", "--out", out, "--paper", "letter", "--redact")
    assert made.document_no.startswith("WH-2026-CUSTODY-")
    assert out.read_bytes().startswith(b"%PDF")
    again = office.run("desk", "report", "custody", "--out", out, "--language", "ja")
    assert again.document_no == f"{made.document_no}-ja"


def test_every_command_explains_itself(office: Office) -> None:
    for command in ("pack", "join", "sync", "laptops", "custody", "reveal", "reopen", "conflicts", "wipe"):
        assert command in office.text("desk", command, "--help")
