"""The timetable through the command line: planned, accepted, moved, locked, written as a calendar; check-in."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from jetdesk.cli.main import main
from jetdesk.desk.desk import Desk
from jetdesk.services import people
from tests import small_office
from tests.services.test_planning import TIMES

Run = Callable[..., dict[str, object]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, desk: Desk, tmp_path: Path) -> Run:
    """Run a command with --json on the small office with two panels and two days; `code` is the expected exit code."""
    file = tmp_path / "office.toml"
    file.write_text(small_office.SETUP + TIMES, "utf-8")
    people.set_up(desk, file)
    desk.close()
    monkeypatch.setenv("JETDESK_DESK", str(desk.folder))
    monkeypatch.setenv("JETDESK_PASSPHRASE", small_office.PASSPHRASE)

    def call(*arguments: object, code: int = 0) -> dict[str, object]:
        assert main([*map(str, arguments), "--json"]) == code
        out, told = capsys.readouterr()
        found: dict[str, object] = json.loads(out) if out else {"told": told}
        return found

    return call


def placed(shown: dict[str, object]) -> dict[str, tuple[str, str]]:
    slots = shown["slots"]
    assert isinstance(slots, list)
    return {slot["application_no"]: (slot["panel"], slot["starts_at"]) for slot in slots}


def test_a_timetable_from_proposal_to_calendar(run: Run, tmp_path: Path) -> None:
    proposed = run("timetable", "--plan")
    assert (proposed["gap"], proposed["links"], proposed["impossible"]) == (0, 1, [])
    assert {start for _, start in placed(run("timetable")).values()} == {None}

    accepted = run("timetable", "--plan", "--accept")
    assert placed(run("timetable")) == placed(accepted) == placed(proposed)
    first = {n for n, (_, start) in placed(accepted).items() if start.startswith("2026-02-18")}
    assert set(placed(run("timetable", "--day", "2026-02-18"))) == first

    run("timetable", "move", "WH-003", "--panel", "C", "--at", "2026-02-19T16:15")
    assert placed(run("timetable"))["WH-003"] == ("C", "2026-02-19T16:15:00-08:00")
    run("timetable", "lock", "WH-003")
    assert "locked" in str(run("timetable", "move", "WH-003", "--panel", "C", "--at", "2026-02-19T09:00", code=1))
    again = placed(run("timetable", "--plan", "--accept"))
    assert again["WH-003"] == ("C", "2026-02-19T16:15:00-08:00")
    run("timetable", "lock", "--undo", "WH-003")

    out = tmp_path / "days.ics"
    run("timetable", "calendar", "--out", out, "--panel", "C")
    assert out.read_bytes().count(b"BEGIN:VEVENT") == sum(panel == "C" for panel, _ in again.values())


def test_travel_is_respected_and_impossible_wishes_are_named(run: Run) -> None:
    late = ("--from", "2026-02-19T15:00", "--to", "2026-02-19T17:00", "--reason", "arrives by train at three")
    run("timetable", "available", "WH-002", *late)
    assert placed(run("timetable", "--plan"))["WH-002"][1] >= "2026-02-19T15:00"
    night = ("--from", "2026-02-19T20:00", "--to", "2026-02-19T21:00", "--reason", "arrives by train at eight")
    run("timetable", "available", "WH-002", *night)
    refused = run("timetable", "--plan", "--accept", code=1)
    assert refused["impossible"] == ["Noor al-Rashidi can come only when no interview can begin."]
    assert {start for _, start in placed(run("timetable")).values()} == {None}


def test_check_in(run: Run) -> None:
    run("check-in", "WH-001", "late")
    slots = run("timetable")["slots"]
    assert isinstance(slots, list)
    assert {s["application_no"]: s["attendance"] for s in slots}["WH-001"] == "late"


def test_times_come_in_pairs(run: Run) -> None:
    with_one = ("timetable", "available", "WH-002", "--from", "2026-02-19T15:00", "--reason", "arrives by train")
    assert main([*with_one]) == 2
    assert main(["timetable", "--accept"]) == 2
