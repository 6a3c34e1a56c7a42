"""Screening through the command line: findings decided on, rules shown, set and written."""

import json
from pathlib import Path

import pytest

from jetdesk.cli.main import main
from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Status
from jetdesk.services import screening as service
from tests import small_office

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def office(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    service.set_status(desk, list(small_office.ids_by_number(desk).values()), Status.IN_SCREENING)
    desk.close()
    monkeypatch.setenv("JETDESK_DESK", str(desk.folder))
    monkeypatch.setenv("JETDESK_PASSPHRASE", small_office.PASSPHRASE)


def screened(capsys: Capture, number: str, *options: str) -> dict[str, object]:
    capsys.readouterr()
    assert main(["screen", "--json", *options]) == 0
    found = json.loads(capsys.readouterr().out)["applicants"]
    return next(each for each in found if each["application_no"] == number)


def test_a_finding_is_waived_and_taken_back(office: None, capsys: Capture) -> None:
    assert screened(capsys, "WH-001")["outcome"] == "incomplete"
    assert main(["screening", "waive", "WH-001", "missing-document", "--reason", "Originals seen"]) == 0
    after = screened(capsys, "WH-001")
    assert after["outcome"] == "complete"
    assert {(f["ruling"], f["reason"]) for f in after["findings"]} == {("waived", "Originals seen")}
    assert main(["screening", "take-back", "WH-001", "missing-document"]) == 0
    assert screened(capsys, "WH-001")["outcome"] == "incomplete"
    assert all("ruling" not in f for f in screened(capsys, "WH-001")["findings"])


def test_confirming_settles_and_asking_waits(office: None, capsys: Capture) -> None:
    assert main(["screening", "confirm", "WH-002", "missing-document"]) == 0
    assert main(["screening", "ask", "WH-008", "late", "--for", "a proof of posting"]) == 0
    assert screened(capsys, "WH-002", "--settle")["status"] == "not-invited"
    assert screened(capsys, "WH-008")["status"] == "in-screening"
    assert main(["screen"]) == 0
    assert "– Asked for (a proof of posting)" in capsys.readouterr().out


def test_what_was_not_found_is_refused(office: None, capsys: Capture) -> None:
    assert main(["screening", "confirm", "WH-001", "late"]) == 1
    assert "There is no such finding." in capsys.readouterr().err
    assert main(["screening", "confirm", "WH-001", "tardy"]) == 2


def test_rules_are_shown_set_and_written(office: None, tmp_path: Path, capsys: Capture) -> None:
    file, out = tmp_path / "rules.toml", tmp_path / "out.toml"
    file.write_text('[screening]\nrequired = ["photo"]\n[screening.position.CIR]\nrequired = ["photo x0"]\n', "utf-8")
    capsys.readouterr()
    assert main(["screening", "rules", "--json", "--set", str(file), "--out", str(out)]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["outcomes"] == {"complete": 1, "review": 0, "incomplete": 6, "disqualified": 1}
    assert out.read_text("utf-8") == data["rules"]
    assert main(["screening", "rules", "--set", str(out)]) == 0
    assert 'required = ["photo"]' in capsys.readouterr().out
    file.write_text("[screening]\nrequired = 1\n", "utf-8")
    assert main(["screening", "rules", "--set", str(file)]) == 1
