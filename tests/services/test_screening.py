"""Findings by the office's rules, and what a person decides on them."""

from pathlib import Path

import pytest

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.rubric import parse_rubric
from jetdesk.domain.screening import Severity
from jetdesk.errors import Refused
from jetdesk.services import applicants, desks, intake, people, scores, screening, selection
from jetdesk.services.screening_rules import open_rules
from tests.small_office import SETUP, ids_by_number, row, rows, score_lines, write_export, write_scores

NO_DOCUMENTS = "[screening]\nrequired = []\n"


@pytest.fixture
def lenient(tmp_path: Path) -> Path:
    """Rules by which no document is required."""
    file = tmp_path / "rules.toml"
    file.write_text(NO_DOCUMENTS, "utf-8")
    return file


@pytest.fixture
def fresh(desk: Desk) -> Desk:
    """Everybody is in screening again."""
    screening.set_status(desk, list(ids_by_number(desk).values()), Status.IN_SCREENING)
    return desk


def statuses(desk: Desk) -> dict[str, Status]:
    return {row.application_no: row.status for row in applicants.list_applicants(desk)}


def test_findings_come_by_number_the_gravest_first(desk: Desk) -> None:
    found = screening.screen_all(desk)
    assert [s.application_no for s in found] == [f"WH-00{n}" for n in range(1, 9)]
    late = found[-1]
    assert (late.outcome, late.findings[0].rule, late.status) == (Severity.DISQUALIFIED, "late", Status.IN_SCREENING)
    assert found[0].outcome is Severity.INCOMPLETE
    assert {finding.rule for finding in found[0].findings} == {"missing-document"}


def test_a_rules_file_stands_in_for_the_offices_rules(desk: Desk, lenient: Path, tmp_path: Path) -> None:
    assert [s.outcome for s in screening.screen_all(desk, open_rules(lenient))] == [None] * 7 + [Severity.DISQUALIFIED]
    off = tmp_path / "off.toml"
    off.write_text(NO_DOCUMENTS + '[screening.severity]\nlate = "off"\n', "utf-8")
    assert screening.screen_all(desk, open_rules(off))[-1].findings == ()


def test_rules_of_the_setup_file_are_the_offices(desk: Desk, tmp_path: Path) -> None:
    before = screening.required_documents(desk)
    setup = tmp_path / "office.toml"
    setup.write_text(SETUP + '[screening]\nrequired = ["form", "reference x2"]\n', "utf-8")
    people.set_up(desk, setup)
    assert (before, screening.required_documents(desk)) == (7, 3)
    assert len(screening.screen_all(desk)[0].findings) == 2


@pytest.mark.parametrize("content", [b"[screening", b"[screening]\nfavourites = 1\n", b"\xff\xfe"])
def test_rules_that_cannot_be_read_are_refused(desk: Desk, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "rules.toml"
    file.write_bytes(content)
    with pytest.raises(Refused):
        open_rules(file)
    with pytest.raises(Refused, match=r"none\.toml cannot be read"):
        open_rules(tmp_path / "none.toml")


def test_settling_invites_the_complete_and_not_the_disqualified(fresh: Desk, lenient: Path) -> None:
    assert screening.settle_clear_cases(fresh, open_rules(lenient)).counts == {Status.INVITED: 7, Status.NOT_INVITED: 1}
    assert statuses(fresh)["WH-008"] is Status.NOT_INVITED
    why = applicants.dossier(fresh, ids_by_number(fresh)["WH-008"]).status_reason
    assert why.startswith("Submitted at 2025-11-15")
    head = fresh.head_hash
    assert screening.settle_clear_cases(fresh, open_rules(lenient)).counts == {Status.INVITED: 0, Status.NOT_INVITED: 0}
    assert fresh.head_hash == head


def test_by_the_offices_rules_the_incomplete_wait_for_a_person(fresh: Desk) -> None:
    assert screening.settle_clear_cases(fresh).counts == {Status.INVITED: 0, Status.NOT_INVITED: 1}
    assert set(statuses(fresh).values()) == {Status.IN_SCREENING, Status.NOT_INVITED}


def test_settling_leaves_what_a_person_decided(desk: Desk, lenient: Path) -> None:
    priya = ids_by_number(desk)["WH-001"]
    screening.set_status(desk, [priya], Status.WITHDRAWN, "took another job")
    screening.settle_clear_cases(desk, open_rules(lenient))
    assert statuses(desk)["WH-001"] is Status.WITHDRAWN


@pytest.mark.parametrize("status", [Status.NOT_INVITED, Status.WITHDRAWN])
def test_who_is_turned_away_is_told_why(desk: Desk, status: Status) -> None:
    priya, head = ids_by_number(desk)["WH-001"], desk.head_hash
    with pytest.raises(Refused, match="needs a reason"):
        screening.set_status(desk, [priya], status, " \t")
    assert (desk.head_hash, statuses(desk)["WH-001"]) == (head, Status.INVITED)
    screening.set_status(desk, [priya], status, "  wrote on 3 February ")
    assert applicants.dossier(desk, priya).status_reason == "wrote on 3 February"


def test_one_undo_takes_a_decision_on_many_back(desk: Desk) -> None:
    before = statuses(desk)
    change = screening.set_status(desk, list(ids_by_number(desk).values()), Status.NOT_INVITED, "office closed")
    assert set(statuses(desk).values()) == {Status.NOT_INVITED}
    desk.undo(change.entries)
    assert statuses(desk) == before
    assert applicants.dossier(desk, ids_by_number(desk)["WH-001"]).status_reason == ""


def test_an_undo_is_refused_where_somebody_decided_again(desk: Desk) -> None:
    ids = list(ids_by_number(desk).values())
    change = screening.set_status(desk, ids, Status.ABSENT)
    screening.set_status(desk, ids[:1], Status.INVITED)
    head = desk.head_hash
    with pytest.raises(Refused, match="changed again since"):
        desk.undo(change.entries)
    assert desk.head_hash == head


def test_a_signed_list_gains_nobody_by_settling(desk: Desk, lenient: Path, tmp_path: Path) -> None:
    lines = score_lines(parse_rubric(desks.builtin_rubric("alt")), {"WH-001": 4})
    scores.load(desk, write_scores(tmp_path / "s.csv", lines), submit=True)
    intake.load(desk, write_export(tmp_path / "a.csv", [row("WH-020", "ALT", "Later", "Liv", "")]))
    selection.sign_off(desk, Position.ALT)
    head = desk.head_hash
    with pytest.raises(Refused, match="signed off"):
        screening.settle_clear_cases(desk, open_rules(lenient))
    assert desk.head_hash == head
    assert statuses(desk)["WH-020"] is Status.IN_SCREENING


def test_the_window_of_the_cycle_decides_who_is_late(desk: Desk, lenient: Path, tmp_path: Path) -> None:
    on_time = rows()
    on_time[-1]["submitted_at"] = "2025-11-14T23:59:59-10:00"
    intake.load(desk, write_export(tmp_path / "a.csv", on_time))
    assert screening.screen_all(desk, open_rules(lenient))[-1].findings == ()
