"""Decisions on findings: waived ones do not count, confirmed ones disqualify, asked ones wait; all can be undone."""

from dataclasses import replace
from pathlib import Path

import pytest

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Status
from jetdesk.domain.office import Cycle
from jetdesk.domain.ruling import Choice
from jetdesk.domain.screening import Rules, Severity
from jetdesk.errors import Refused
from jetdesk.services import applicants, people, rulings, screening, screening_rules
from jetdesk.services.screening import Screened
from tests.small_office import ids_by_number


@pytest.fixture
def fresh(desk: Desk) -> Desk:
    """Everybody is in screening; all lack their documents, and WH-008 is late."""
    screening.set_status(desk, list(ids_by_number(desk).values()), Status.IN_SCREENING)
    return desk


def screened(desk: Desk, number: str) -> Screened:
    return next(each for each in screening.screen_all(desk) if each.application_no == number)


def rule(desk: Desk, number: str, name: str, choice: Choice | None, reason: str = "") -> None:
    rulings.rule_on(desk, rulings.found(desk, {ids_by_number(desk)[number]}, name), choice, reason)


def test_a_waived_finding_stays_on_record_and_does_not_count(fresh: Desk) -> None:
    rule(fresh, "WH-001", "missing-document", Choice.WAIVED, "Originals seen at the counter.")
    found = screened(fresh, "WH-001")
    assert found.outcome is None
    assert {(f.choice, f.ruling.reason) for f in found.findings} == {(Choice.WAIVED, "Originals seen at the counter.")}
    assert screening.settle_clear_cases(fresh).counts == {Status.INVITED: 1, Status.NOT_INVITED: 1}
    assert screened(fresh, "WH-001").status is Status.INVITED


def test_a_confirmed_finding_disqualifies_and_is_the_reason(fresh: Desk) -> None:
    rule(fresh, "WH-002", "missing-document", Choice.CONFIRMED, "Nothing came until 1 December.")
    assert screened(fresh, "WH-002").outcome is Severity.DISQUALIFIED
    screening.settle_clear_cases(fresh)
    assert screened(fresh, "WH-002").status is Status.NOT_INVITED
    why = applicants.dossier(fresh, ids_by_number(fresh)["WH-002"]).status_reason
    assert why == "Missing: Application form. Nothing came until 1 December."


def test_what_was_asked_for_waits_even_where_it_is_late(fresh: Desk) -> None:
    rule(fresh, "WH-008", "missing-document", Choice.ASKED, "Asked by e-mail.")
    assert screened(fresh, "WH-008").outcome is Severity.DISQUALIFIED
    assert screening.settle_clear_cases(fresh).counts[Status.NOT_INVITED] == 0


def test_one_decision_on_many_is_one_change_and_one_undo(fresh: Desk) -> None:
    everybody = set(ids_by_number(fresh).values())
    found = rulings.found(fresh, everybody, "missing-document")
    change = rulings.rule_on(fresh, found, Choice.WAIVED, "The portal was down.")
    assert [s.outcome for s in screening.screen_all(fresh)] == [None] * 7 + [Severity.DISQUALIFIED]
    fresh.undo(change.entries)
    assert [s.outcome for s in screening.screen_all(fresh)] == [Severity.INCOMPLETE] * 7 + [Severity.DISQUALIFIED]


def test_a_decision_is_taken_back_and_made_again(fresh: Desk) -> None:
    rule(fresh, "WH-001", "missing-document", Choice.WAIVED, "Originals seen.")
    rule(fresh, "WH-001", "missing-document", None)
    assert screened(fresh, "WH-001").outcome is Severity.INCOMPLETE
    rule(fresh, "WH-001", "missing-document", Choice.CONFIRMED)
    assert screened(fresh, "WH-001").outcome is Severity.DISQUALIFIED


def test_a_ruling_does_not_cover_what_is_found_later(fresh: Desk) -> None:
    rule(fresh, "WH-001", "missing-document", Choice.WAIVED, "Originals seen.")
    more = screening_rules.get_rules(fresh)
    text = '[screening]\nrequired = ["form", "reference x3"]\n'
    screening_rules.set_rules(fresh, screening.rules_from_toml(text), people.get_office(fresh).cycle)
    found = screened(fresh, "WH-001").findings
    assert more != screening_rules.get_rules(fresh)
    assert [(f.detail.text("en"), f.choice) for f in found] == [
        ("Missing: Application form.", Choice.WAIVED),
        ("Missing: Letter of reference (3 of 3).", None),
    ]


@pytest.mark.parametrize(
    ("name", "choice", "reason"),
    [("couple", Choice.CONFIRMED, ""), ("missing-document", Choice.WAIVED, "  ")],
)
def test_nothing_found_and_no_reason_are_refused(fresh: Desk, name: str, choice: Choice, reason: str) -> None:
    head = fresh.head_hash
    with pytest.raises(Refused):
        rule(fresh, "WH-001", name, choice, reason)
    assert fresh.head_hash == head


def test_rules_are_tried_out_before_they_are_set(fresh: Desk) -> None:
    cycle = people.get_office(fresh).cycle
    lenient = screening.rules_from_toml("[screening]\nrequired = []\n")
    assert screening_rules.would_find(fresh, lenient, cycle) == {None: 7, Severity.DISQUALIFIED: 1}
    assert screening_rules.would_find(fresh, lenient, Cycle(cycle.year)) == {None: 8}
    assert screening_rules.get_rules(fresh) == Rules()
    screening_rules.set_rules(fresh, lenient, Cycle(cycle.year))
    assert screening_rules.get_rules(fresh) == lenient
    assert people.get_office(fresh).cycle == Cycle(cycle.year)
    assert [s.outcome for s in screening.screen_all(fresh)] == [None] * 8


def test_rules_are_saved_as_a_file_and_opened_again(fresh: Desk, tmp_path: Path) -> None:
    rules = screening.rules_from_toml('[screening.position.CIR]\nrequired = ["certificate"]\n')
    screening_rules.save_rules(tmp_path / "rules.toml", rules)
    assert screening_rules.open_rules(tmp_path / "rules.toml") == rules


def test_a_window_that_closes_before_it_opens_is_refused(fresh: Desk) -> None:
    cycle = people.get_office(fresh).cycle
    assert cycle.window is not None
    wrong = replace(cycle, window=replace(cycle.window, opens=cycle.window.closes))
    with pytest.raises(Refused, match="closes before it opens"):
        screening_rules.set_rules(fresh, Rules(), wrong)
