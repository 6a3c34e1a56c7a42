"""Reading a rubric: what it holds, and how each kind of mistake is named."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.domain.rubric import CommentRule, Rubric, Words, parse_rubric
from jetdesk.errors import Refused

WHOLE = """
title = { en = "Test", ja = "試験" }
position = "ALT"
version = "2026.1"
gap_threshold = 1.5

[scale]
levels = [{ level = 1, label = "Weak", points = 9 }, { level = 2, points = 30 }, { level = 3 }]

[[sections]]
title = "One"

[[sections.criteria]]
id = "motivation"
title = { en = "Motivation", ja = "志望動機" }
weight = 2.5
comment = "extremes"
anchors = { 1 = "None: Nothing said.", 3 = { en = "Some: One reason.", ja = "あり:理由が一つ。" } }

[[sections]]
title = "Two"

[[sections.criteria]]
id = "tea"
title = "Teaching"
short = { en = "Les", ja = "授業" }
comment = "always"

[[sections.criteria]]
id = "extra"
title = "Extra"
bonus = true
comment = "never"
"""


@pytest.fixture(scope="module")
def whole() -> Rubric:
    return parse_rubric(WHOLE)


def refusal(text: str, language: str = "en") -> str:
    with pytest.raises(Refused) as refused:
        parse_rubric(text)
    assert refused.value.exit_code == 1
    what, safe, todo = refused.value.parts(language)
    assert safe
    assert todo
    return what


def changed(old: str, new: str) -> str:
    assert old in WHOLE
    return WHOLE.replace(old, new, 1)


def test_everything_written_is_read(whole: Rubric) -> None:
    assert whole.title == Words("Test", "試験")
    assert (whole.position, whole.version, whole.id) == ("ALT", "2026.1", "alt-2026.1")
    assert whole.gap_threshold == 1.5
    assert [section.title.en for section in whole.sections] == ["One", "Two"]
    assert [criterion.id for criterion in whole.criteria] == ["motivation", "tea", "extra"]
    assert [criterion.weight for criterion in whole.criteria] == [2.5, 1, 1]
    assert [criterion.id for criterion in whole.weighted] == ["motivation", "tea"]
    assert whole.criterion("motivation").anchors[3].ja == "あり:理由が一つ。"


def test_points_default_to_the_level_and_labels_to_its_number(whole: Rubric) -> None:
    assert [whole.points(level) for level in whole.scale] == [9, 30, 3]
    assert [level.label.en for level in whole.levels] == ["Weak", "2", "3"]
    assert whole.max_points == 30


def test_short_heads_default_to_the_start_of_the_title(whole: Rubric) -> None:
    assert whole.criterion("motivation").short == Words("Mot", "志望")
    assert whole.criterion("tea").short == Words("Les", "授業")


def test_one_text_serves_both_languages(whole: Rubric) -> None:
    assert whole.criterion("tea").title.text("ja") == "Teaching"
    assert whole.title.text("ja") == "試験"
    assert whole.title.text("en") == "Test"
    assert parse_rubric(changed(', ja = "試験"', "")).title.ja == "Test"


def test_a_version_may_be_a_whole_number_and_the_threshold_may_be_absent() -> None:
    assert parse_rubric(changed('"2026.1"', "7")).id == "alt-7"
    assert parse_rubric(changed("gap_threshold = 1.5", "")).gap_threshold == 2


@pytest.mark.parametrize(("criterion", "levels"), [("motivation", {1, 3}), ("tea", {1, 2, 3}), ("extra", set())])
def test_which_levels_need_a_note(whole: Rubric, criterion: str, levels: set[int]) -> None:
    asked = whole.criterion(criterion)
    assert {level for level in whole.scale if whole.needs_note(asked, level)} == levels


def test_optional_comments_are_never_needed() -> None:
    rubric = parse_rubric(changed('comment = "extremes"\n', ""))
    assert rubric.criterion("motivation").comment is CommentRule.OPTIONAL
    assert not any(rubric.needs_note(rubric.criterion("motivation"), level) for level in rubric.scale)


def test_an_unknown_criterion_is_refused_with_the_known_ones(whole: Rubric) -> None:
    with pytest.raises(Refused) as refused:
        whole.criterion("posture")
    assert refused.value.parts("en") == (
        "The rubric alt-2026.1 has no criterion “posture”.",
        "Use one of: motivation, tea, extra.",
    )


def test_an_unknown_level_is_refused_with_the_known_ones(whole: Rubric) -> None:
    with pytest.raises(Refused) as refused:
        whole.points(9)
    assert refused.value.parts("en") == ("The scale has no level 9.", "Use one of: 1, 2, 3.")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('title = { en = "Test", ja = "試験" }', "", "“title” is missing"),
        ('title = { en = "Test", ja = "試験" }', "title = 3", "“title” must be a text"),
        ('{ en = "Test", ja = "試験" }', '{ ja = "試験" }', "“title.en” is missing"),
        ('ja = "試験"', "ja = 5", "“title.ja” must be a text"),
        ('position = "ALT"', "", "“position” is missing"),
        ('position = "ALT"', 'position = " "', "“position” must be a text"),
        ('version = "2026.1"', "", "“version” is missing"),
        ('version = "2026.1"', "version = 2026.10", "“version” must be a text"),
        ('version = "2026.1"', "version = true", "“version” must be a text"),
        ("gap_threshold = 1.5", 'gap_threshold = "2"', "“gap_threshold” must be a plain number"),
        ("gap_threshold = 1.5", "gap_threshold = -1", "“gap_threshold” must not be below zero"),
        ("[scale]\nlevels", "[steps]\nlevels", "“scale” is missing"),
        ("[scale]\nlevels", "[scale]\nsteps", "“scale.levels” is missing"),
        ("level = 2,", "level = 1,", "two or more different levels"),
        ("{ level = 2, points = 30 }, { level = 3 }", "7", "“scale.levels[2]” must be a table"),
        ("level = 2,", "level = 2.5,", "“scale.levels[2].level” must be a whole number"),
        ("level = 2,", "", "“scale.levels[2].level” is missing"),
        ("points = 30", 'points = "30"', "“scale.levels[2].points” must be a plain number"),
        ("points = 30", "points = nan", "“scale.levels[2].points” must be a plain number"),
        ("points = 30", "points = inf", "“scale.levels[2].points” must be a plain number"),
        ("points = 30", "points = true", "“scale.levels[2].points” must be a plain number"),
        ("points = 30", "points = 0x" + "f" * 400, "“scale.levels[2].points” must be a plain number"),
        ("points = 30", "points = -1", "must not be below zero"),
        ('title = "Two"', "", "“sections[2].title” is missing"),
        ('id = "tea"', "", "“sections[2].criteria[1].id” is missing"),
        ('id = "tea"', 'id = ""', "“sections[2].criteria[1].id” must be a text"),
        ('id = "tea"', 'id = "motivation"', "two criteria have the id “motivation”"),
        ("weight = 2.5", "weight = 0", "the weight of “motivation” must be above zero"),
        ("weight = 2.5", 'weight = "heavy"', "“sections[1].criteria[1].weight” must be a plain number"),
        ("bonus = true", 'bonus = "false"', "“sections[2].criteria[2].bonus” must be true or false"),
        ('"always"', '"sometimes"', "“sections[2].criteria[1].comment” must be one of: never"),
        ('"always"', "[]", "“sections[2].criteria[1].comment” must be one of"),
        ("anchors = { 1 =", "anchors = { one =", "“sections[1].criteria[1].anchors.one” is not the anchor"),
        ("anchors = { 1 =", "anchors = { 4 =", "“motivation” has an anchor for a level that is not"),
        ("anchors = { 1 =", 'anchors = "none" # {', "“sections[1].criteria[1].anchors” must be a table"),
        ('"None: Nothing said."', "1", "“sections[1].criteria[1].anchors.1” must be a text"),
        ("gap_threshold = 1.5", "gap_threshold =", "it is not valid TOML"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_place_and_the_problem(old: str, new: str, problem: str) -> None:
    assert problem in refusal(changed(old, new))


def test_a_scale_without_worth_is_refused() -> None:
    levels = "levels = [{ level = 1, points = 0 }, { level = 2, points = 0 }]\n"
    assert "not all zero" in refusal(WHOLE.replace(line_of("levels = "), levels))


def test_a_scale_of_one_level_is_refused() -> None:
    assert "two or more" in refusal(changed(line_of("levels = "), "levels = [{ level = 3 }]\n"))


def test_a_rubric_of_bonuses_alone_is_refused() -> None:
    bonus_only = WHOLE.replace("comment =", "bonus = true\ncomment =").replace(
        "bonus = true\nbonus = true", "bonus = true"
    )
    assert "at least one criterion must not be a bonus" in refusal(bonus_only)


@pytest.mark.parametrize("sections", ["[]", "3", "{}"])
def test_sections_must_be_a_list_of_tables(sections: str) -> None:
    head = WHOLE.partition("[scale]")[0]
    text = f"{head}\nsections = {sections}\n[scale]\n{line_of('levels = ')}"
    assert "“sections” must be a list of tables" in refusal(text)


@pytest.mark.parametrize("text", ["", "\x00", "[" * 5000, "a = " + "1" * 6000, "<html>"])
def test_what_is_no_rubric_at_all_is_refused(text: str) -> None:
    assert refusal(text).startswith("The rubric could not be read: ")


@given(st.text(max_size=60), st.integers(0, len(WHOLE)), st.integers(0, 30))
def test_a_damaged_file_is_read_or_refused_and_never_breaks(junk: str, at: int, cut: int) -> None:
    with suppress(Refused):
        rubric = parse_rubric(WHOLE[:at] + junk + WHOLE[at + cut :])
        assert rubric.weighted
        assert rubric.max_points > 0


def line_of(start: str) -> str:
    return next(line for line in WHOLE.splitlines(keepends=True) if line.startswith(start))
