"""A statement of purpose for one applicant, put together from our own sentences; no two come out alike."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from random import Random

from jetdesk.services.sample import tables

PARTS = ("opening", "experience", "interest", "work", "difficulty", "sharing", "closing")
AWAY = ("experience", "difficulty")
"""Paragraphs that take place in another town than home."""
KEPT = 3
YEARS = ("two", "three", "four")
SEASONS = ("spring", "summer", "autumn", "winter")

Paragraphs = tuple[str, ...]


def write(seed: int, at: int, position: str, facts: Mapping[str, str]) -> Paragraphs:
    """The paragraphs for the applicant at this place (from 0), about 550 to 620 words.

    `facts` has town, away, prefecture, other_prefecture, institution, major, employer, teacher.
    """
    rng = Random(f"{seed}|{at}|statement")
    themes = [list(_theme(seed, at, part, position)) for part in PARTS]
    _shorten(themes, rng.randint(560, 620), rng)
    return tuple(_filled(part, lines, facts, rng) for part, lines in zip(PARTS, themes, strict=True))


def count_words(paragraphs: Sequence[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def introduce(rng: Random, facts: Mapping[str, str]) -> str:
    """A self-introduction in Japanese, for coordinators."""
    first, *middle, last = tables.japanese_lines()
    chosen = sorted(rng.sample(range(len(middle)), 5))
    values = {"kana": facts["kana"], "town": facts["town"], "prefecture": facts["prefecture_ja"]}
    return "".join([first, *(middle[i] for i in chosen), last]).format(**values, years=rng.choice("二三四"))


def _theme(seed: int, at: int, part: str, position: str) -> tuple[str, ...]:
    """Themes are dealt like cards, so that neighbours in the pile do not share one."""
    part = f"work.{position}" if part == "work" else part
    count = len(tables.themes()[part])
    return _deal(seed, part, at // count)[at % count]


@lru_cache(maxsize=64)
def _deal(seed: int, part: str, number: int) -> tuple[tuple[str, ...], ...]:
    themes = tables.themes()[part]
    return tuple(Random(f"{seed}|{part}|{number}").sample(themes, len(themes)))


def _shorten(themes: list[list[str]], limit: int, rng: Random) -> None:
    """Leave sentences out, never the first three of a paragraph, until the whole has so many words."""
    words = sum(count_words(lines) for lines in themes)
    while words > limit:
        long = [lines for lines in themes if len(lines) > KEPT + 1]
        if not long:
            return
        lines = rng.choice(long)
        words -= len(lines.pop(rng.randrange(KEPT, len(lines))).split())


def _filled(part: str, lines: Sequence[str], facts: Mapping[str, str], rng: Random) -> str:
    values = {**facts, "years": rng.choice(YEARS), "season": rng.choice(SEASONS)}
    if part in AWAY:
        values["town"] = facts["away"]
    if part == "opening":
        values["prefecture"] = facts["other_prefecture"]
    return " ".join(lines).format(**values)
