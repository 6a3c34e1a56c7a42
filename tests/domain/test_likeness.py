"""Who may be one person: whatever the script, spelling and order of the name."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from anyascii import anyascii
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.domain.applicant import Applicant, Position
from jetdesk.domain.likeness import MOST_COMPARED, People

BORN = date(1998, 3, 7)


def person(number: str, given_name: str, family_name: str, born: date = BORN, **more: str) -> Applicant:
    at = datetime(2025, 10, 1, tzinfo=UTC)
    return Applicant(number, at, Position.ALT, family_name, given_name, born, **more)


def alike(*pair: Applicant) -> bool:
    people = People(pair, anyascii)
    found = [bool(people.alike(each)) for each in pair]
    assert found[0] is found[1], "it holds both ways"
    return found[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Mohammed", "Al-Rashidi"), ("Muhammad", "Alrashidi")),
        (("Mohammed", "Al-Rashidi"), ("Мохаммед", "Аль-Рашиди")),
        (("Nikos", "Papadakis"), ("Νίκος", "Παπαδάκης")),
        (("Catherine", "Philips"), ("Katherine", "Phillips")),
        (("Nguyễn Thị", "Hương"), ("Huong", "Nguyen Thi")),
        (("Łukasz", "Wójcik-Brown"), ("Lukasz", "Wojcik Brown")),
    ],
)
def test_another_spelling_script_or_order_is_found(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert alike(person("1", *one), person("2", *other))


def test_the_name_in_kana_is_compared_with_the_name_in_letters() -> None:
    pair = person("1", "Kunitsugu", "Tanaka"), person("2", "国次", "田中", name_kana="タナカ クニツグ")
    assert People(pair, anyascii).alike(pair[0]) == (pair[1],)


def test_day_and_month_exchanged_are_found_for_the_same_name_only() -> None:
    exchanged = date(1998, 7, 3)
    assert alike(person("1", "Maren", "Okonkwo"), person("2", "Maren", "Okonkwo", exchanged))
    assert not alike(person("1", "Maren", "Okonkwo"), person("2", "Marren", "Okonkwo", exchanged))


@pytest.mark.parametrize("other", [("Ligaya", "Okonkwo"), ("Maren", "Castlebury"), ("Mo", "Ito"), ("", "")])
def test_sharing_a_birthday_and_half_a_name_is_nothing(other: tuple[str, str]) -> None:
    assert not alike(person("1", "Maren", "Okonkwo"), person("2", *other))


def test_a_crowd_born_on_one_day_is_compared_by_equal_keys_alone() -> None:
    crowd = [person(str(n), f"Unlike{'bdfgklmnprstv'[n % 13]}{n}", f"Family{n}") for n in range(MOST_COMPARED)]
    pair = person("a", "Mohammed", "Al-Rashidi"), person("b", "Muhammad", "Alrashidi")
    people = People([*crowd, *pair])
    assert people.alike(pair[0]) == (pair[1],)


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12), st.integers(0, 2)), max_size=8))
def test_likeness_holds_both_ways_and_never_names_oneself(names: list[tuple[str, str, int]]) -> None:
    everybody = [person(str(at), one, two, date(1999, 1, 1 + day)) for at, (one, two, day) in enumerate(names)]
    people = People(everybody)
    pairs = {(a.application_no, b.application_no) for a in everybody for b in people.alike(a)}
    assert pairs == {(b, a) for a, b in pairs}
    assert all(a != b for a, b in pairs)


def test_equal_names_are_the_same_and_not_alike_as_well() -> None:
    one = person("1", "Maren", "Okonkwo")
    again = replace(one, application_no="2", given_name="MAREN ")
    people = People([one, again])
    assert people.same(one) == (again,)
    assert people.alike(one) == ()
