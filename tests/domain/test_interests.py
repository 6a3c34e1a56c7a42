"""Conflicts of interest that the data shows: each with its reason, none twice, none invented."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from jetdesk.domain.applicant import Applicant, Position
from jetdesk.domain.interests import Kind, State, detect
from jetdesk.domain.office import Person, Role

ANNA = Applicant(
    application_no="WH-1", submitted_at=datetime(2025, 10, 1, tzinfo=UTC), position=Position.ALT,
    family_name="Núñez Ortega", given_name="Anna", date_of_birth=date(2000, 1, 1), nationality="US",
    institution="Harbour State University", reference_1_name="Dr. Kenji MORIWAKI", reference_2_name="Lee Stone",
)  # fmt: skip
BEN = replace(ANNA, application_no="WH-2", family_name="Lee", given_name="Ben", institution="", reference_1_name="",
              reference_2_name="", couple_with="wh-1")  # fmt: skip
BOTH = {"anna": ANNA, "ben": BEN}


def person(name: str, **facts: str) -> Person:
    return Person("p", name, Role.PANELIST, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("panelist", "kind", "said"),
    [
        (person("Rosa NUNEZ ORTEGA"), Kind.FAMILY, "share the family name Núñez Ortega"),
        (person("Nunez-Ortega, Rosa"), Kind.FAMILY, "Applicants with it: 1"),
        (person("Moriwaki Kenji"), Kind.REFEREE, "named as a referee of Anna Núñez Ortega: Dr. Kenji MORIWAKI"),
        (person("X Y", institution="harbour state  university"), Kind.INSTITUTION, "studied at harbour state"),
        (person("X Y", employer="Harbour State University"), Kind.EMPLOYER, "to which X Y belongs"),
    ],
)
def test_what_the_data_shows_is_explained(panelist: Person, kind: Kind, said: str) -> None:
    found = [each for each in detect(BOTH, [panelist], frozenset()) if each.applicant == "anna"]
    assert [(each.kind, each.panelist, each.state) for each in found] == [(kind, "p", State.DETECTED)]
    assert said in found[0].explanation.text("en")


@pytest.mark.parametrize("name", ["Rosa Nuñes", "Ortega Núñez", "Kenji", "Lees Stones", ""])
def test_what_only_looks_alike_is_not_named(name: str) -> None:
    assert detect({"anna": ANNA}, [person(name)], frozenset()) == ()


def test_a_short_family_name_is_a_whole_word() -> None:
    assert [each.kind for each in detect({"ben": BEN}, [person("Bruce Lee")], frozenset())] == [Kind.FAMILY]
    assert detect({"ben": BEN}, [person("Kayleen Leeds")], frozenset()) == ()


def test_who_is_recused_from_one_of_a_couple_is_named_for_the_other_both_ways() -> None:
    for recused, other in (("anna", "ben"), ("ben", "anna")):
        found = detect(BOTH, [], frozenset({(recused, "p")}))
        assert [(each.applicant, each.panelist, each.kind) for each in found] == [(other, "p", Kind.COUPLE)]


def test_one_pair_is_named_once() -> None:
    twice = person("Rosa Núñez Ortega", institution="Harbour State University")
    assert len(detect({"anna": ANNA}, [twice], frozenset())) == 1
