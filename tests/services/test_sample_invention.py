"""The sample's applicants and documents: invented, believable, and the same for the same seed."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.domain.applicant import Position
from jetdesk.domain.rubric import parse_rubric
from jetdesk.domain.sheet import gaps
from jetdesk.services.desks import builtin_rubric
from jetdesk.services.sample import export, generate_applicants, paper, sheets, statement, tables
from jetdesk.services.sample.applicants import invent


def written(folder: Path, n: int, seed: int) -> dict[str, bytes]:
    folder.mkdir()
    invented = invent(n, seed)
    export.write_csv(folder / "applications.csv", [each.applicant for each in invented])
    export.write_documents(folder, invented, seed, lambda done: None)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_one_seed_gives_the_same_bytes_and_another_does_not(tmp_path: Path) -> None:
    first, again, other = (written(tmp_path / str(i), 5, seed) for i, seed in enumerate((7, 7, 8)))
    assert first == again
    assert first.keys() == other.keys() or len(first) > 30
    same = {name for name in first.keys() & other.keys() if first[name] == other[name]}
    assert same <= {name for name in first if "certificate" in name or "degree" in name or "medical" in name}


def test_people_do_not_depend_on_how_many_there_are() -> None:
    assert [e.applicant.name for e in invent(12, 3)] == [e.applicant.name for e in invent(40, 3)][:12]


def test_the_first_ones_are_the_cast_and_about_one_in_seven_coordinates() -> None:
    applicants = generate_applicants(48, 20260218)
    assert [a.sort_name for a in applicants[:2]] == ["Adeyinka, Oluwaseun", "al-Rashidi, Noor"]
    coordinators = sum(a.position is Position.CIR for a in applicants)
    assert 6 <= coordinators <= 9
    assert {a.position for a in applicants} == {Position.ALT, Position.CIR}


def test_thousands_have_numbers_and_addresses_of_their_own() -> None:
    applicants = generate_applicants(5000, 1)
    assert len({a.application_no for a in applicants}) == 5000
    people = {(a.name, a.date_of_birth) for a in applicants}
    emails = {a.email for a in applicants}
    assert len(people) == len(emails)
    assert 4800 < len(people) < 5000, "those who apply for both positions come twice"


def test_no_two_statements_are_alike_and_their_words_are_counted() -> None:
    invented = invent(200, 20260218)
    texts = [each.statement for each in invented]
    assert len(set(texts)) == 200
    assert len({paragraph for text in texts for paragraph in text}) > 900
    for each in invented:
        assert each.applicant.statement_words == statement.count_words(each.statement)
        assert not set("{}") & set("".join(each.statement) + each.introduction)
        assert 440 <= statement.count_words(each.statement) <= 640


def test_coordinators_introduce_themselves_in_japanese() -> None:
    for each in invent(60, 5):
        assert bool(each.introduction) == (each.applicant.position is Position.CIR)
        if each.introduction:
            assert each.introduction.endswith("どうぞよろしくお願いいたします。")


@given(st.integers(0, 2**32))
def test_statements_fit_two_pages_whatever_the_seed(seed: int) -> None:
    each = invent(30, seed)[-1]
    lines = [line for text in each.statement for line in paper.wrapped(text, paper.TYPED, 468, 36)]
    assert 26 < len(lines) <= 2 * 24


@given(st.text(string.printable + "ŁūřþЖ漢字カナ ", max_size=300), st.floats(60, 500))
def test_wrapping_loses_no_word(text: str, width: float) -> None:
    text = " ".join(text.split())
    lines = list(paper.wrapped(text, paper.TYPED, width))
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_japanese_breaks_anywhere_but_not_before_a_closing_mark() -> None:
    lines = list(paper.wrapped("大学では二年間、日本語を学びました。" * 6, paper.Type(11.5), 120))
    assert len(lines) > 5
    assert all(line[0] not in "、。" for line in lines)


@pytest.mark.parametrize("name", ["alt", "cir"])
def test_sheets_are_complete_with_the_notes_that_the_rubric_requires(name: str) -> None:
    rubric = parse_rubric(builtin_rubric(name))
    for merit in (20, 55, 75, 98):
        draft = sheets.fill_in(rubric, "id", f"no-{merit}", "okonjo", merit, 1)
        assert gaps(rubric, draft.ratings, draft.overall) == ()


def test_a_lenient_panelist_gives_more_than_a_severe_one() -> None:
    rubric = parse_rubric(builtin_rubric("alt"))

    def mean(panelist: str) -> float:
        drafts = [sheets.fill_in(rubric, "id", f"no-{i}", panelist, 70, 1) for i in range(150)]
        levels = [rating.level for draft in drafts for rating in draft.ratings if rating.level]
        return sum(levels) / len(levels)

    assert mean("ishigami") - mean("ramaswamy") > 0.25


def test_every_table_names_what_the_others_know() -> None:
    assert {member.panel for member in tables.cast() if member.panel} == {"A", "B", "C"}
    assert {member.major for member in tables.cast() if member.major} <= set(tables.places().majors)
    assert {member.statement for member in tables.cast() if member.statement} == set(tables.whole_statements())
    for rubric in (parse_rubric(builtin_rubric(name)) for name in ("alt", "cir")):
        assert {criterion.id for criterion in rubric.criteria} <= set(tables.comments())
    names = tables.names()
    assert all(name.kana for part in (names.given, names.family) for each in part.values() for name in each)
    assert all(name.sex in ("F", "M", "X") for each in names.given.values() for name in each)


def test_names_in_any_script_are_drawn_with_a_font_that_has_them() -> None:
    fonts = {font for font, _ in paper.runs("Łukaszewicz カナ", paper.TYPED)}
    assert "Times-Roman" not in fonts
    assert len(fonts) == 2


def test_someone_who_applies_for_both_positions_is_the_same_person_twice() -> None:
    first, again = invent(40, 9)[31:33]
    assert (again.situation, again.applicant.position) == ("both-positions-again", Position.CIR)
    assert first.applicant.position is Position.ALT
    for fact in ("name", "date_of_birth", "email", "institution", "major", "phone", "name_kana"):
        assert getattr(first.applicant, fact) == getattr(again.applicant, fact)
    assert first.address == again.address
    assert first.statement != again.statement
