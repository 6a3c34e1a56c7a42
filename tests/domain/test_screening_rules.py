"""Rules by position and nationality, what the form must say, and the table they are written as."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.domain.applicant import COLUMNS, Position
from jetdesk.domain.column_names import COLUMN_NAMES
from jetdesk.domain.document import DocumentKind
from jetdesk.domain.screening import RULE_NAMES, RequiredDocuments, Rules, Severity, rules_from_toml, screen
from jetdesk.domain.screening_rules import Form
from jetdesk.domain.screening_toml import rules_to_toml
from jetdesk.errors import Refused
from tests.domain.test_screening import COMPLETE, CYCLE, application

ABROAD = replace(CYCLE, nationalities=())


def details(rules: Rules, **changes: object) -> list[str]:
    each = application(COMPLETE, **changes)
    return [f.detail.text("en") for f in screen([each], ABROAD, rules)[each.id]]


def test_a_position_asks_for_more_or_less_than_everybody_hands_in() -> None:
    rules = rules_from_toml(
        '[screening.position.CIR]\nrequired = ["background"]\n'
        '[screening.position.SEA]\nrequired = ["degree x0", "photo"]\n'
    )
    assert details(rules) == []
    assert details(rules, position=Position.CIR, japanese_level="fluent") == ["Missing: Background check."]
    assert details(rules, position=Position.SEA) == ["Missing: Photo."]
    without = application(tuple(k for k in COMPLETE if k is not DocumentKind.DEGREE), position=Position.SEA)
    assert [f.detail.text("en") for f in screen([without], ABROAD, rules)[without.id]] == ["Missing: Photo."]


def test_a_nationality_asks_for_more_and_of_several_the_most_counts() -> None:
    rules = rules_from_toml(
        '[screening.nationality.gb]\nrequired = ["background"]\n'
        '[screening.nationality.FR]\nrequired = ["background x2", "reference x0"]\n'
    )
    assert details(rules, nationality="American") == []
    assert details(rules, nationality="Britannique") == ["Missing: Background check."]
    assert details(rules, nationality="Française; British") == ["Missing: Background check (2 of 2)."]


def test_columns_that_must_not_be_blank_are_named() -> None:
    rules = rules_from_toml('[screening.form]\nfilled = ["email", "graduation_date", "statement_words"]\n')
    assert details(rules, graduation_date=None) == [
        "Left blank: E-mail.",
        "Left blank: Date of graduation.",
        "Left blank: Words in the statement.",
    ]


def test_an_office_says_how_many_references_and_of_which_kind() -> None:
    rules = rules_from_toml(
        '[screening.form]\nreferences = 1\nreference_kinds = ["coach"]\nacademic_for_students = false\n'
    )
    changes = {"reference_1_kind": "Coach", "reference_2_name": "", "reference_2_kind": ""}
    assert details(rules, **changes) == []
    assert len(details(Rules(), **changes)) == 2


def test_every_column_has_a_name_for_people() -> None:
    assert set(COLUMN_NAMES) == set(COLUMNS)


COUNTS = st.dictionaries(st.sampled_from(list(DocumentKind)), st.integers(1, 9)).map(lambda d: tuple(d.items()))
FREEING = st.dictionaries(st.sampled_from(list(DocumentKind)), st.integers(0, 9)).map(lambda d: tuple(d.items()))
CODES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2)
PRINTED = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=12).filter(str.isprintable)
RULES = st.builds(
    Rules,
    st.builds(
        RequiredDocuments,
        COUNTS,
        st.booleans(),
        st.booleans(),
        st.dictionaries(st.sampled_from(list(Position)), FREEING),
        st.dictionaries(CODES, FREEING, max_size=3),
    ),
    st.dictionaries(st.sampled_from(list(RULE_NAMES)), st.none() | st.sampled_from(list(Severity))),
    st.builds(
        Form,
        st.lists(st.sampled_from(COLUMNS), unique=True).map(tuple),
        st.integers(0, 2),
        st.lists(PRINTED, max_size=3).map(tuple),
        st.booleans(),
    ),
)


@given(RULES)
def test_what_is_written_is_read_again(rules: Rules) -> None:
    assert rules_from_toml(rules_to_toml(rules)) == rules


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[screening.position.CLERK]\nrequired = ["form"]', "CLERK"),
        ('[screening.nationality.Britain]\nrequired = ["form"]', "Britain"),
        ('[screening.nationality.GB]\nneeded = ["form"]', "needed"),
        ('[screening.form]\nfilled = ["shoe_size"]', "shoe_size"),
        ("[screening.form]\nreferences = 3", "screening.form.references"),
        ("[screening.form]\nreferences = true", "screening.form.references"),
        ("[screening.form]\nacademic_for_students = 1", "academic_for_students"),
        ("screening.nationality = 3", "screening.nationality"),
    ],
)
def test_what_is_no_rule_is_refused_by_its_place(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        rules_from_toml(text)
