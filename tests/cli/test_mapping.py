"""A foreign export through the command line: looked at, corrected in a file, loaded, remembered for the next one."""

import json
from pathlib import Path

import pytest

from jetdesk.cli.main import main
from jetdesk.desk.desk import Desk
from tests import small_office

HEADINGS = "Dossier;Soumis le;Poste;Nom;Prénom;Né le;Nationalité\r\n"
ONE = "FR-1;2025-10-20T10:00:00+02:00;ALT;Dupont;Élise;03/04/1999;USA\r\n"
TWO = "FR-2;2025-10-21T10:00:00+02:00;ALT;Martin;Zoé;05/06/1998;USA\r\n"


def test_what_is_corrected_once_loads_the_next_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.close()
    monkeypatch.setenv("JETDESK_DESK", str(desk.folder))
    monkeypatch.setenv("JETDESK_PASSPHRASE", small_office.PASSPHRASE)
    first, second, mapping = tmp_path / "one.csv", tmp_path / "two.csv", tmp_path / "ours.toml"
    first.write_bytes((HEADINGS + ONE).encode("cp1252"))
    second.write_bytes((HEADINGS + TWO).encode("utf-8"))

    assert main(["intake", "map", str(first), "--out", str(mapping), "--json"]) == 1
    looked = json.loads(capsys.readouterr().out)
    named = {each["heading"]: each["column"] for each in looked["columns"]}
    assert (named["Nom"], named["Né le"]) == ("family_name", "date_of_birth")
    assert [(q["column"], q["samples"]) for q in looked["questions"]] == [("date_of_birth", ["03/04/1999"])]

    assert looked["missing"] == ["submitted_at"]

    said = mapping.read_text("utf-8").replace("[file]\n", '[file]\ndate_order = "DMY"\n', 1)
    mapping.write_text(said.replace("[columns]\n", '[columns]\nsubmitted_at = "Soumis le"\n', 1), "utf-8")
    assert main(["intake", "map", str(first), "--mapping", str(mapping), "--remember", "Paris"]) == 0
    assert main(["intake", "load", str(first)]) == 0
    capsys.readouterr()
    assert main(["intake", "map", str(second), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["remembered"] == "Paris"
    assert main(["intake", "load", str(second)]) == 0
    assert main(["applicants", "--find", "Martin"]) == 0
    assert "FR-2" in capsys.readouterr().out
