"""Finding applicants by what a person types, whatever that is."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jetdesk.desk.desk import OFFICE, SELF, Desk, case
from jetdesk.desk.founding import create_desk, rebuild
from jetdesk.desk.vault import LEAST_MEMORY, Cost
from jetdesk.domain.text import searchable

PEOPLE = {
    "ALT-1001": {"family_name": "Łukasiewicz", "given_name": "Żaneta", "name_kana": "ウカシェヴィチ・ジャネタ"},
    "ALT-1002": {"family_name": "Sørensen", "given_name": "Åse", "middle_name": "Bjørk",
                 "name_kana": "ソーレンセン・オーセ"},
    "ALT-1003": {"family_name": "Groß", "given_name": "Jürgen", "preferred_name": "Jojo",
                 "name_kana": "グロース・ユルゲン"},
    "ALT-2001": {"family_name": "O'Brien-Smith", "given_name": "AND", "name_kana": "オブライエン・スミス・アンド"},
    "CIR-1001": {"family_name": "田中", "given_name": "さくら", "name_kana": "タナカ・サクラ"},
    "CIR-1002": {"family_name": "Nguyễn", "given_name": "Thị 𠮷", "name_kana": "グエン・ティ"},
    "SEA-1001": {"family_name": "Plain", "given_name": "Jane"},
}  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with these people; nothing is written to it afterwards."""
    folder: Path = tmp_path_factory.mktemp("search") / "desk"
    desk, _ = create_desk(folder, "mori", "four words with spaces", cost=Cost(1, LEAST_MEMORY))
    with desk:
        with desk.change("intake.loaded") as change:
            for number, names in PEOPLE.items():
                change.write("applicant", number, case(number), application_no=number, **names)
        yield desk


def found(desk: Desk, typed: str) -> list[str]:
    return sorted(desk.find_applicants(typed) or ())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("lukas", ["ALT-1001"]), ("Łukas", ["ALT-1001"]), ("ŁUKASIEWICZ", ["ALT-1001"]), ("zaneta", ["ALT-1001"]),
        ("Z\u0307an", ["ALT-1001"]), ("sorensen", ["ALT-1002"]), ("sør", ["ALT-1002"]), ("ase", ["ALT-1002"]),
        ("bjork", ["ALT-1002"]), ("gross", ["ALT-1003"]), ("groß", ["ALT-1003"]), ("GROSS", ["ALT-1003"]),
        ("jurgen", ["ALT-1003"]), ("jojo", ["ALT-1003"]), ("nguyen", ["CIR-1002"]), ("thi", ["CIR-1002"]),
        ("ジャネタ", ["ALT-1001"]), ("ウカシェヴィチ", ["ALT-1001"]), ("カシェ", ["ALT-1001"]), ("ジャ", ["ALT-1001"]),
        ("ｼﾞｬﾈﾀ", ["ALT-1001"]), ("ｸﾞ", ["ALT-1003", "CIR-1002"]), ("サクラ", ["CIR-1001"]), ("ク", ["CIR-1001"]),
        ("エン", ["ALT-2001", "CIR-1002"]), ("ン", ["ALT-1002", "ALT-1003", "ALT-2001", "CIR-1002"]),
        ("田中", ["CIR-1001"]), ("田", ["CIR-1001"]), ("さく", ["CIR-1001"]), ("𠮷", ["CIR-1002"]),
        ("1001", ["ALT-1001", "CIR-1001", "SEA-1001"]), ("alt-100", ["ALT-1001", "ALT-1002", "ALT-1003"]),
        ("ＡＬＴ－1001", ["ALT-1001"]), ("o'brien", ["ALT-2001"]), ("o’brien", ["ALT-2001"]), ("smith", ["ALT-2001"]),
        ("and", ["ALT-2001"]), ("AND", ["ALT-2001"]), ("jane pl", ["SEA-1001"]), ("pl jane", ["SEA-1001"]),
        ("jane - plain", ["SEA-1001"]),
        ("jane '", ["SEA-1001"]), ("jane 1001", ["SEA-1001"]),
        ("タナカ 1001", ["CIR-1001"]), ("jane タナカ", []), ("ane", []),
    ],
)  # fmt: skip
def test_people_are_found_as_one_would_type_them(filled: Desk, typed: str, expected: list[str]) -> None:
    assert found(filled, typed) == expected


@pytest.mark.parametrize("typed", ["", " ", "\t\n", "\u3000", "\0"])
def test_nothing_typed_asks_nothing(filled: Desk, typed: str) -> None:
    assert filled.find_applicants(typed) is None


@pytest.mark.parametrize(
    "typed",
    ['"', '""', '"""', "'", "*", "a*b", "NOT", "OR jane", "NEAR(jane plain)", "jane NOT plain", "words:jane",
     "{a b}:jane", "^jane^", "(", ")", "jane + ", "-", "--", ";", "%", "_", "\\", "jane\0plain", "\u202ejane",
     "a" * 20_000, "ア" * 5000, "'; DROP TABLE find_words; --", "🎉", "\ud800", "é", "\u0301", "ﾞ", "・", "ー"],
)  # fmt: skip
def test_nothing_typed_is_search_syntax(filled: Desk, typed: str) -> None:
    assert set(found(filled, typed)) <= set(PEOPLE)
    assert found(filled, "jane") == ["SEA-1001"]


def test_operators_are_looked_for_as_words(filled: Desk) -> None:
    assert found(filled, "jane AND plain") == []
    assert found(filled, "jane OR and") == []
    assert found(filled, "jane\0plain") == ["SEA-1001"]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
@example('"\0*^')
@example("\udc00\ud800")
def test_any_text_is_answered(filled: Desk, typed: str) -> None:
    answer = filled.find_applicants(typed)
    assert answer is None or answer <= set(PEOPLE)


LETTERS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
NAMES = LETTERS.filter(lambda name: any(c.isalnum() for c in searchable(name)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=4))
def test_everybody_is_found_by_their_own_name(desk: Desk, names: list[tuple[str, str]]) -> None:
    with desk.change("intake.loaded") as change:
        for n, (family, given_name) in enumerate(names):
            change.write("applicant", f"a{n}", OFFICE, application_no=f"{n}", family_name=family, given_name=given_name)
    for n, (family, given_name) in enumerate(names):
        assert f"a{n}" in found(desk, f"{given_name} {family}")


def test_a_changed_name_replaces_the_old_one(desk: Desk) -> None:
    for family, kana in (("Plain", "プレイン"), ("Fancy", "ファンシー")):
        with desk.change("applicant.corrected") as change:
            change.write("applicant", "a1", SELF, application_no="A1", family_name=family, name_kana=kana)
    assert [found(desk, typed) for typed in ("plain", "プレイン", "プ")] == [[], [], []]
    assert [found(desk, typed) for typed in ("fancy", "ファンシー", "フ")] == [["a1"]] * 3


def test_those_added_later_are_found_too(desk: Desk) -> None:
    for number in ("A1", "A2", "A3"):
        with desk.change("intake.loaded") as change:
            change.write("applicant", number, SELF, application_no=number, family_name="Plain")
        assert number in found(desk, "plain")
    assert found(desk, "plain") == ["A1", "A2", "A3"]


def test_the_index_is_rebuilt_with_the_tables(desk: Desk, add: Callable[..., str]) -> None:
    first, second = add("A1", family_name="Kowalczyk", name_kana="コヴァルチク"), add("A2", family_name="Nowak")
    with desk.database.write() as connection:
        rebuild(connection)
    assert found(desk, "kowal") == [first]
    assert found(desk, "コヴァルチク") == [first]
    assert found(desk, "nowak") == [second]
