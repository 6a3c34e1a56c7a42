"""Screening: what is found, how grave it is, and what is not a finding."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.domain.answers import Level, claims_something, countries, education, is_studying, is_yes
from jetdesk.domain.applicant import Applicant, Position
from jetdesk.domain.document import Document, DocumentKind, DocumentState
from jetdesk.domain.office import Cycle, Window
from jetdesk.domain.screening import (
    RULE_NAMES,
    Application,
    Finding,
    RequiredDocuments,
    Rules,
    Severity,
    outcome,
    rules_from_toml,
    screen,
)
from jetdesk.errors import Refused
from jetdesk.i18n import msg

HAWAII = timezone(timedelta(hours=-10))
WINDOW = Window(datetime(2023, 9, 25, tzinfo=HAWAII), datetime(2023, 11, 17, 23, 59, tzinfo=HAWAII))
CYCLE = Cycle(2024, WINDOW, date(2024, 7, 28), ("US",))
COMPLETE = (
    DocumentKind.FORM,
    DocumentKind.STATEMENT,
    DocumentKind.TRANSCRIPT,
    DocumentKind.DEGREE,
    DocumentKind.REFERENCE,
    DocumentKind.REFERENCE,
    DocumentKind.CITIZENSHIP,
)
GOOD = Applicant(
    application_no="TST-001",
    submitted_at=datetime(2023, 10, 12, tzinfo=UTC),
    position=Position.ALT,
    family_name="Okonkwo",
    given_name="Maren",
    date_of_birth=date(1997, 4, 30),
    nationality="United States",
    education_level="Bachelor's degree",
    graduation_date=date(2020, 5, 16),
    reference_1_name="Prof. A",
    reference_1_kind="academic",
    reference_2_name="Ms. B",
    reference_2_kind="professional",
)

Found = list[tuple[str, str]]


def documents(*kinds: DocumentKind, state: DocumentState = DocumentState.READABLE) -> tuple[Document, ...]:
    return tuple(
        Document(str(at), "1", kind, at, f"{kind}.pdf", "application/pdf", 9, "", state, 1)
        for at, kind in enumerate(kinds)
    )


def application(kinds: tuple[DocumentKind, ...] = COMPLETE, **changes: object) -> Application:
    applicant = replace(GOOD, **changes)
    return Application(applicant.application_no, applicant, documents(*kinds))


def findings(*applications: Application, cycle: Cycle = CYCLE, rules: Rules | None = None) -> list[Found]:
    screened = screen(applications, cycle, rules or Rules())
    return [[(f.rule, f.severity.value) for f in screened[each.id]] for each in applications]


def details(each: Application, cycle: Cycle = CYCLE) -> str:
    return " ".join(finding.detail.text("en") for finding in screen([each], cycle)[each.id])


@pytest.fixture
def found() -> Callable[..., Found]:
    """The findings of one application that differs from a complete one."""
    return lambda kinds=COMPLETE, **changes: findings(application(kinds, **changes))[0]


def test_a_complete_application_has_no_findings(found) -> None:
    assert found() == []
    assert outcome(()) is None


def test_the_gravest_finding_is_the_outcome_and_stands_first() -> None:
    each = application(COMPLETE[1:], nationality="Canada", dual_japanese_nationality="Yes")
    screened = screen([each], CYCLE)[each.id]
    assert [finding.severity for finding in screened] == [Severity.DISQUALIFIED, Severity.INCOMPLETE, Severity.REVIEW]
    assert outcome(screened[1:]) is Severity.INCOMPLETE
    assert outcome(screened) is Severity.DISQUALIFIED


# The window


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2023-09-25T00:00:00-10:00", []),
        ("2023-09-25T10:00:00+00:00", []),
        ("2023-09-25T09:59:59+00:00", [("not-eligible", "disqualified")]),
        ("2023-11-17T23:59:59.999999-10:00", []),
        ("2023-11-18T18:59:59+09:00", []),
        ("2023-11-18T00:00:00-10:00", [("late", "disqualified")]),
        ("2023-11-18T19:00:00+09:00", [("late", "disqualified")]),
    ],
)
def test_the_last_minute_counts_to_its_end(found, at: str, expected: Found) -> None:
    assert found(submitted_at=datetime.fromisoformat(at)) == expected


@pytest.mark.parametrize(
    ("at", "by"),
    [
        ("2023-11-18T00:00:00-10:00", "less than 1 s after"),
        ("2023-11-18T00:00:07-10:00", "7 s after"),
        ("2023-11-18T00:04:12-10:00", "4 min 12 s after"),
        ("2023-11-18T12:30:00+00:00", "2 h 30 min after"),
        ("2023-11-20T01:30:00-10:00", "2 d 1 h 30 min after"),
        ("2023-09-24T23:59:59-10:00", "1 s before"),
    ],
)
def test_it_is_said_by_how_much_and_in_the_windows_own_time(at: str, by: str) -> None:
    moment = datetime.fromisoformat(at)
    said = details(application(submitted_at=moment))
    assert by in said
    assert moment.astimezone(HAWAII).isoformat(" ") in said


def test_without_window_arrival_or_nationalities_nothing_is_asked_of_them() -> None:
    changes = {"nationality": "Canada", "graduation_date": date(2090, 1, 1)}
    late = application(submitted_at=datetime(2030, 1, 1, tzinfo=UTC), education_level="BA (in progress)", **changes)
    assert findings(late, cycle=Cycle(2024)) == [[]]


# The same person


def test_the_same_person_for_both_positions_is_out_on_every_application() -> None:
    first = application()
    again = application(
        application_no="TST-002", position=Position.CIR, family_name="OKONKWO ", given_name="Ｍaren", jlpt="N1"
    )
    other = application(application_no="TST-003", date_of_birth=date(1997, 4, 29))
    kinds = (*COMPLETE, DocumentKind.CERTIFICATE)
    again = replace(again, documents=documents(*kinds))
    assert findings(first, again, other) == [
        [("applied-for-both", "disqualified")],
        [("applied-for-both", "disqualified")],
        [],
    ]
    detail = screen([first, again], CYCLE)["TST-001"][0].detail
    assert dict(detail.values) == {"numbers": "TST-002"}


def test_the_same_person_twice_for_one_position_is_for_review() -> None:
    decomposed = application(application_no="2", given_name="Zoe\u0308")
    composed = application(application_no="3", given_name="zoë")
    assert findings(decomposed, composed) == [[("possible-duplicate", "review")]] * 2


@pytest.mark.parametrize(
    "changes",
    [
        {"family_name": "Maren", "given_name": "Okonkwo"},
        {"family_name": "Ókonkwo"},
        {"family_name": "Okonkwo-Smith", "email": "M@example.org"},
    ],
)
def test_somebody_very_like_is_for_review(changes: dict[str, str]) -> None:
    pair = application(email="m@example.org"), application(application_no="2", position=Position.ALT, **changes)
    assert findings(*pair) == [[("possible-duplicate", "review")]] * 2


def test_a_namesake_or_the_same_birthday_alone_is_nothing() -> None:
    others = (
        application(application_no="2", date_of_birth=date(1990, 1, 1), position=Position.CIR, japanese_level="fluent"),
        application(application_no="3", given_name="Ligaya"),
    )
    assert findings(application(), *others) == [[], [], []]


# Eligibility


@pytest.mark.parametrize(
    "written", ["american", "U.S.A.", "USA ", "Us", "united  states of america", "Brazil; usa", "米国"]
)
def test_a_national_is_accepted_however_it_is_written(found, written: str) -> None:
    assert found(nationality=written) == []


def test_another_national_is_not_eligible_and_an_unknown_word_is_for_review(found) -> None:
    assert found(nationality="Canada; Japan") == [("not-eligible", "disqualified")]
    assert found(nationality="Amurrican") == [("not-eligible", "review")]
    assert "“Canada”" in details(application(nationality="Canada"))


def test_an_office_may_interview_nationals_of_several_countries() -> None:
    cycle = replace(CYCLE, nationalities=("JM", "bb", "XK"))
    for nationality, expected in (("Jamaican", []), ("Barbados", []), ("XK", []), ("US", ["not-eligible"])):
        screened = screen([application(nationality=nationality)], cycle)
        assert [finding.rule for finding in screened["TST-001"]] == expected


def test_a_japanese_national_too_is_for_review(found) -> None:
    expected = [("dual-nationality", "review")]
    assert found(dual_japanese_nationality="Yes") == expected
    assert found(nationality="USA; Japan") == expected
    assert found(dual_japanese_nationality="No") == []


@pytest.mark.parametrize(
    ("level", "graduation", "expected"),
    [
        ("Bachelor's degree (in progress)", date(2024, 7, 28), []),
        ("Bachelor's degree (in progress)", date(2024, 7, 29), [("not-eligible", "disqualified")]),
        ("Bachelor's degree (in progress)", None, [("incomplete-form", "review")]),
        ("Master's degree (in progress)", date(2025, 5, 1), []),
        ("Doctorate", None, []),
        ("学士（在学中）", date(2024, 12, 1), [("not-eligible", "disqualified")]),
        ("Associate degree", date(2015, 1, 1), [("not-eligible", "disqualified")]),
        ("High school diploma", date(2015, 1, 1), [("not-eligible", "disqualified")]),
        ("Magister", date(2015, 1, 1), [("not-eligible", "review")]),
        ("", date(2015, 1, 1), [("incomplete-form", "review")]),
    ],
)
def test_a_bachelors_degree_is_needed_by_the_day_of_arrival(
    found, level: str, graduation: date | None, expected: Found
) -> None:
    assert found(education_level=level, graduation_date=graduation) == expected


# The form


def test_a_cir_applicant_states_a_level_of_japanese(found) -> None:
    assert found(position=Position.CIR, japanese_level="none") == [("incomplete-form", "review")]
    assert found(position=Position.CIR, japanese_level="advanced") == []
    assert found((*COMPLETE, DocumentKind.CERTIFICATE), position=Position.CIR, jlpt="N2") == []


def test_two_references_are_named_and_of_the_right_kind(found) -> None:
    incomplete = ("incomplete-form", "incomplete")
    kind = ("reference-kind", "incomplete")
    assert found(reference_2_name=" ", reference_2_kind="") == [incomplete]
    assert found(reference_1_kind="personal", reference_2_kind="friend") == [kind, kind]
    student = {"education_level": "Bachelor's degree (in progress)", "graduation_date": date(2024, 5, 1)}
    assert found(**student) == []
    assert found(reference_1_kind="professional", **student) == [kind]


def test_partners_name_each_other() -> None:
    couple = (
        application(application_no="A-1", family_name="A", couple_with="a-2 "),
        application(application_no="A-2", family_name="B", couple_with="A-1"),
        application(application_no="A-3", family_name="C", couple_with="A-1"),
        application(application_no="A-4", family_name="D", couple_with="A-9"),
        application(application_no="A-5", family_name="E", couple_with="A-5"),
        application(application_no="A-6", family_name="F", couple_with="None"),
    )
    review = [("couple", "review")]
    assert findings(*couple) == [[], [], review, review, review, []]


# Documents


@pytest.mark.parametrize("kind", set(COMPLETE) - {DocumentKind.REFERENCE})
def test_every_required_document_is_missed(kind: DocumentKind) -> None:
    each = application(tuple(k for k in COMPLETE if k is not kind))
    assert findings(each) == [[("missing-document", "incomplete")]]
    assert "Missing: " in details(each)


def test_it_is_said_how_many_references_are_missing() -> None:
    none, one = (tuple(k for k in COMPLETE if k is not DocumentKind.REFERENCE), COMPLETE[:4] + COMPLETE[5:])
    assert "(2 of 2)" in details(application(none))
    assert "(1 of 2)" in details(application(one))


def test_an_unreadable_document_is_not_missing_too() -> None:
    broken = documents(DocumentKind.FORM, state=DocumentState.EMPTY)
    each = Application("1", GOOD, (*broken, *documents(*COMPLETE[1:])))
    assert findings(each) == [[("unreadable-document", "incomplete")]]
    assert "form.pdf" in details(each)


def test_a_medical_report_is_needed_where_something_is_disclosed(found) -> None:
    assert found(medical_disclosed="Yes") == [("missing-document", "incomplete")]
    assert found((*COMPLETE, DocumentKind.MEDICAL), medical_disclosed="yes") == []
    assert found(medical_disclosed="No") == []


@pytest.mark.parametrize("claim", [{"jlpt": "N3"}, {"tefl": "CELTA"}, {"teaching_certificate": "Yes"}])
def test_what_is_claimed_needs_a_certificate(found, claim: dict[str, str]) -> None:
    assert found(**claim) == [("missing-document", "review")]
    assert found((*COMPLETE, DocumentKind.CERTIFICATE), **claim) == []
    assert found(**dict.fromkeys(claim, "None")) == []


def test_everything_claimed_is_named() -> None:
    said = details(application(jlpt="N3", tefl="CELTA", teaching_certificate="Yes"))
    assert "JLPT (N3), teaching English (CELTA), teaching certificate" in said


# Rules are data


def test_an_office_chooses_its_documents_and_severities() -> None:
    rules = rules_from_toml(
        """
        [office]
        code = "X"
        [screening]
        required = ["form", "reference x3", "photo"]
        medical = false
        certificate = false
        severity = { late = "review", dual-nationality = "off" }
        """
    )
    assert rules.count_required() == 5
    late = datetime(2024, 1, 1, tzinfo=UTC)
    each = application(submitted_at=late, medical_disclosed="Yes", jlpt="N1", dual_japanese_nationality="Yes")
    missing = ("missing-document", "incomplete")
    assert findings(each, rules=rules) == [[missing, missing, ("late", "review")]]


def test_without_a_table_the_rules_are_the_programs_own() -> None:
    assert rules_from_toml('[office]\ncode = "X"') == Rules(RequiredDocuments(), {})
    assert Rules().count_required() == 7


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("screening = 3", "screening cannot be “3”"),
        ("[", "not TOML"),
        ("screening.requires = []", "requires"),
        ("screening.required = 3", "screening.required"),
        ('screening.required = ["passport"]', "passport"),
        ('screening.required = ["form x0"]', "form x0"),
        ("screening.medical = 1", "screening.medical"),
        ('screening.severity.tardy = "off"', "tardy"),
        ('screening.severity.late = "grave"', "grave"),
        ("screening.severity = []", "screening.severity"),
    ],
)
def test_rules_that_do_not_exist_are_refused_by_name(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        rules_from_toml(text)


def test_the_command_line_names_only_the_rules_of_its_interface() -> None:
    ids = {Finding(rule, Severity.REVIEW, msg("x")).published_rule for rule in RULE_NAMES}
    assert ids == {
        None,
        "missing-document",
        "late",
        "applied-for-both",
        "unreadable-document",
        "not-eligible",
        "reference-kind",
        "incomplete-form",
        "possible-duplicate",
    }


@given(st.lists(st.tuples(st.sampled_from(["A", "B"]), st.sampled_from(list(Position)), st.booleans()), max_size=7))
def test_findings_do_not_depend_on_the_order_of_the_applications(people) -> None:
    all_of_them = [
        application(application_no=str(at), family_name=name, position=position, couple_with=str(at + 1) * couple)
        for at, (name, position, couple) in enumerate(people)
    ]
    there = {each.id: found for each, found in zip(all_of_them, findings(*all_of_them), strict=True)}
    back = {each.id: found for each, found in zip(all_of_them[::-1], findings(*all_of_them[::-1]), strict=True)}
    assert there == back


# What answers mean


@given(st.text())
def test_any_answer_means_something_without_failing(text: str) -> None:
    assert isinstance(claims_something(text), bool)
    assert isinstance(is_yes(text), bool)
    assert isinstance(is_studying(text), bool)
    assert education(text) in Level
    assert all(written for written, _ in countries(text))


def test_yes_may_be_followed_by_words() -> None:
    assert [is_yes(text) for text in ("Yes: asthma", "Y", "有", "No", "", "yesterday")] == [True] * 3 + [False] * 3


def test_countries_are_known_by_code_name_and_people() -> None:
    assert countries("gb; Jamaican ／ Atlantis") == (("gb", "GB"), ("Jamaican", "JM"), ("Atlantis", ""))
