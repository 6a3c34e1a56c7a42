"""Conflicts of interest through the command line: listed, declared, confirmed, dismissed."""

import json

import pytest

from jetdesk.cli.main import main
from jetdesk.desk.desk import Desk
from tests import small_office


def test_from_declaration_to_decision(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    me = desk.person
    desk.close()
    monkeypatch.setenv("JETDESK_DESK", str(desk.folder))
    monkeypatch.setenv("JETDESK_PASSPHRASE", small_office.PASSPHRASE)

    def listed() -> list[tuple[str, str, str, str]]:
        capsys.readouterr()
        assert main(["interests", "--json"]) == 0
        found = json.loads(capsys.readouterr().out)["interests"]
        return [(each["application_no"], each["panelist"], each["kind"], each["state"]) for each in found]

    assert listed() == []
    assert main(["interests", "declare", "WH-001", "--kind", "friend", "--detail", "we were at school together"]) == 0
    assert main(["interests", "declare", "WH-002", "--kind", "other", "--detail", "rents my flat since May"]) == 0
    assert {state for *_, state in listed()} == {"declared"}
    assert main(["interests", "dismiss", "WH-002", me, "--reason", "the flat was sold in June"]) == 0
    assert main(["interests", "confirm", "WH-003", "okonjo", "--reason", "her former student"]) == 0
    assert listed() == [("WH-001", me, "friend", "declared"), ("WH-002", me, "other", "dismissed")]
    assert main(["interests", "dismiss", "WH-004", "okonjo", "--reason", "nothing that we know of"]) == 1
    assert main(["interests", "declare", "WH-001", "--kind", "friend"]) == 2
