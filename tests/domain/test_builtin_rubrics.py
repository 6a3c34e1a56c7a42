"""The built-in rubrics: what offices, score files and the printed sheets rely on."""

import pytest

from jetdesk import assets
from jetdesk.domain.rubric import CommentRule, Criterion, Rubric, Words, parse_rubric

CHARACTER = ["adaptability", "professionalism", "motivation", "culture", "communication"]
CRITERIA = {
    "alt": [*CHARACTER, "teaching"],
    "cir": [*CHARACTER, "teaching", "japanese"],
    "sea": [*CHARACTER, "coaching"],
}


@pytest.fixture(params=CRITERIA)
def rubric(request: pytest.FixtureRequest) -> Rubric:
    return built_in(request.param)


def built_in(name: str) -> Rubric:
    return parse_rubric(assets.path("rubrics", f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CRITERIA)
def test_ids_position_and_version(name: str) -> None:
    rubric = built_in(name)
    assert rubric.id == f"{name}-2026.1"
    assert rubric.position == name.upper()
    assert [criterion.id for criterion in rubric.criteria] == CRITERIA[name]


@pytest.mark.parametrize(("name", "total"), [("alt", 20), ("cir", 25), ("sea", 20)])
def test_weights(name: str, total: int) -> None:
    weights = {criterion.id: criterion.weight for criterion in built_in(name).criteria}
    assert sum(weights.values()) == total
    assert [weights[c] for c in CHARACTER] == [3, 3, 4, 3, 3]


def test_scale_and_threshold(rubric: Rubric) -> None:
    assert [(level.level, level.points) for level in rubric.levels] == [(n, n) for n in range(1, 6)]
    assert rubric.gap_threshold == 2
    assert not any(criterion.bonus for criterion in rubric.criteria)
    assert {criterion.comment for criterion in rubric.criteria} == {CommentRule.EXTREMES}


def test_every_level_of_every_criterion_has_an_anchor_that_fits_screen_and_paper(rubric: Rubric) -> None:
    for criterion in rubric.criteria:
        assert set(criterion.anchors) == {1, 2, 3, 4, 5}
        for level, anchor in criterion.anchors.items():
            assert_fits(anchor.en, ": ", 40, 150, f"{criterion.id} {level}")
            assert_fits(anchor.ja, ":", 14, 60, f"{criterion.id} {level}")


def assert_fits(anchor: str, mark: str, short: int, long: int, place: str) -> None:
    """A short name for the blank sheet and a description of at most three lines for the screen."""
    name, *rest = anchor.split(mark)
    assert len(rest) == 1, place
    assert 0 < len(name) <= short, place
    assert 20 < len(rest[0]) <= long, place
    assert rest[0].endswith((".", "。")), place


def test_every_text_is_in_both_languages(rubric: Rubric) -> None:
    texts = [rubric.title, *(s.title for s in rubric.sections), *(level.label for level in rubric.levels)]
    texts += [words for criterion in rubric.criteria for words in texts_of(criterion)]
    assert all(words.en.isascii() for words in texts)
    assert all(any(ord(letter) > 0x3000 for letter in words.ja) for words in texts)


def texts_of(criterion: Criterion) -> list[Words]:
    return [criterion.title, criterion.short, *criterion.anchors.values()]


def test_column_heads_are_short_and_differ(rubric: Rubric) -> None:
    heads = [criterion.short for criterion in rubric.criteria]
    assert all((len(head.en), len(head.ja)) == (3, 2) for head in heads)
    assert len({head.en for head in heads}) == len({head.ja for head in heads}) == len(heads)


def test_no_two_anchors_of_a_rubric_are_the_same(rubric: Rubric) -> None:
    for language in ("en", "ja"):
        anchors = [a.text(language) for criterion in rubric.criteria for a in criterion.anchors.values()]
        assert len(anchors) == len(set(anchors))
