"""The rubric: sections of criteria, levels worth points, anchors that say what a level looks like."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from jetdesk.errors import Refused
from jetdesk.i18n import msg

Toml = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    en: str
    ja: str

    def text(self, language: str) -> str:
        return self.ja if language == "ja" and self.ja else self.en


class CommentRule(StrEnum):
    """When a rating needs a note; `extremes` means for the lowest and the highest level."""

    NEVER = "never"
    OPTIONAL = "optional"
    ALWAYS = "always"
    EXTREMES = "extremes"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the scale. Points need not be evenly spaced."""

    level: int
    label: Words
    points: float


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is rated. A bonus is shown apart and is not part of the weighted total."""

    id: str
    title: Words
    short: Words
    weight: float
    bonus: bool
    comment: CommentRule
    anchors: dict[int, Words]


@dataclass(frozen=True, slots=True)
class Section:
    title: Words
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Rubric:
    """One version of the rubric of a position. In use it never changes: a new version does."""

    title: Words
    position: str
    version: str
    levels: tuple[Level, ...]
    sections: tuple[Section, ...]
    gap_threshold: float

    @property
    def id(self) -> str:
        return f"{self.position.lower()}-{self.version}"

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(criterion for section in self.sections for criterion in section.criteria)

    @cached_property
    def weighted(self) -> tuple[Criterion, ...]:
        """The criteria that make the total: all but the bonus ones."""
        return tuple(criterion for criterion in self.criteria if not criterion.bonus)

    @cached_property
    def _points(self) -> dict[int, float]:
        return {level.level: level.points for level in self.levels}

    @property
    def max_points(self) -> float:
        return max(self._points.values())

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion of that id; raises Refused if the rubric has none."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise Refused(
            msg("The rubric {rubric} has no criterion “{criterion}”.", rubric=self.id, criterion=criterion_id),
            todo=msg("Use one of: {known}.", known=", ".join(c.id for c in self.criteria)),
        )

    def points(self, level: int) -> float:
        """Points of a level; raises Refused for a level that the scale does not have."""
        if level not in self._points:
            known = ", ".join(str(known) for known in sorted(self._points))
            raise Refused(
                msg("The scale has no level {level}.", level=level), todo=msg("Use one of: {known}.", known=known)
            )
        return self._points[level]

    def needs_note(self, criterion: Criterion, level: int) -> bool:
        if criterion.comment is CommentRule.ALWAYS:
            return True
        ends = (min(self._points), max(self._points))
        return criterion.comment is CommentRule.EXTREMES and level in ends


def parse_rubric(text: str) -> Rubric:
    """A rubric from its TOML text (format: INTERFACES.md); raises Refused with the place and the problem."""
    try:
        data = tomllib.loads(text)
        return _rubric(data)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Refused(
            msg("The rubric could not be read: {problem}.", problem=str(problem)),
            safe=msg("Nothing was changed."),
            todo=msg("Compare it with a built-in rubric and correct it."),
        ) from problem


def _rubric(data: Toml) -> Rubric:
    scale = _table(data["scale"])
    rubric = Rubric(
        title=_words(data["title"]),
        position=str(data["position"]),
        version=str(data["version"]),
        levels=tuple(_level(_table(level)) for level in _tables(scale["levels"])),
        sections=tuple(_section(_table(section)) for section in _tables(data["sections"])),
        gap_threshold=_number(data.get("gap_threshold", 2)),
    )
    _check(rubric)
    return rubric


def _level(data: Toml) -> Level:
    level = int(_number(data["level"]))
    return Level(level, _words(data.get("label", str(level))), _number(data.get("points", level)))


def _section(data: Toml) -> Section:
    return Section(_words(data["title"]), tuple(_criterion(_table(c)) for c in _tables(data["criteria"])))


def _criterion(data: Toml) -> Criterion:
    title = _words(data["title"])
    short = data.get("short")
    anchors = _table(data.get("anchors", {}))
    return Criterion(
        id=str(data["id"]),
        title=title,
        short=_words(short) if short is not None else Words(title.en[:3], title.ja[:2]),
        weight=_number(data.get("weight", 1)),
        bonus=bool(data.get("bonus", False)),
        comment=CommentRule(str(data.get("comment", "optional"))),
        anchors={int(level): _words(anchor) for level, anchor in anchors.items()},
    )


def _check(rubric: Rubric) -> None:
    ids = [criterion.id for criterion in rubric.criteria]
    levels = [level.level for level in rubric.levels]
    if len(ids) != len(set(ids)) or not rubric.weighted:
        raise ValueError("criterion ids must differ and at least one must not be a bonus")
    if len(levels) < 2 or len(levels) != len(set(levels)):
        raise ValueError("the scale needs two or more different levels")
    if any(criterion.weight <= 0 for criterion in rubric.criteria) or rubric.max_points <= 0:
        raise ValueError("weights and the highest level's points must be above zero")


def _words(value: object) -> Words:
    if isinstance(value, Mapping):
        return Words(str(value["en"]), str(value.get("ja", value["en"])))
    return Words(str(value), str(value))


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value!r} is not a number")
    return float(value)


def _table(value: object) -> Toml:
    if not isinstance(value, Mapping):
        raise TypeError(f"{value!r} is not a table")
    return value


def _tables(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list of tables")
    return value
