"""The rubric: sections of criteria, levels worth points, anchors that say what a level looks like."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from jetdesk.errors import Refused
from jetdesk.i18n import Message, msg

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
    def scale(self) -> tuple[int, ...]:
        """The levels, lowest first."""
        return tuple(sorted(self._points))

    @property
    def max_points(self) -> float:
        return max(self._points.values())

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion of that id; raises Refused if the rubric has none."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        what = msg("The rubric {rubric} has no criterion “{id}”.", rubric=self.id, id=criterion_id)
        known = ", ".join(c.id for c in self.criteria)
        raise Refused(what, todo=msg("Use one of: {known}.", known=known))

    def points(self, level: int) -> float:
        """Points of a level; raises Refused for a level that the scale does not have."""
        if level not in self._points:
            known = ", ".join(str(known) for known in self.scale)
            what = msg("The scale has no level {level}.", level=level)
            raise Refused(what, todo=msg("Use one of: {known}.", known=known))
        return self._points[level]

    def needs_note(self, criterion: Criterion, level: int) -> bool:
        if criterion.comment is CommentRule.ALWAYS:
            return True
        return criterion.comment is CommentRule.EXTREMES and level in (self.scale[0], self.scale[-1])


def parse_rubric(text: str) -> Rubric:
    """A rubric from its TOML text (format: INTERFACES.md); raises Refused with the place and the problem."""
    try:
        rubric = _rubric(_Table(_toml(text), ""))
        _check_scale(rubric)
        _check_criteria(rubric)
    except _Wrong as wrong:
        raise Refused(
            msg("The rubric could not be read: {problem}.", problem=wrong.problem),
            safe=msg("Nothing was changed."),
            todo=msg("Compare it with a built-in rubric and correct it."),
        ) from wrong
    return rubric


class _Wrong(Exception):
    """What is wrong with the text of a rubric, and where."""

    def __init__(self, problem: Message) -> None:
        super().__init__(problem.text("en"))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file with its place, so that a problem can name it; items of a list count from 1."""

    data: Toml
    place: str

    def at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def value(self, key: str) -> object:
        if key not in self.data:
            raise _Wrong(msg("“{place}” is missing", place=self.at(key)))
        return self.data[key]

    def text(self, key: str) -> str:
        value = self.value(key)
        if not isinstance(value, str) or not value.strip():
            raise _Wrong(msg("“{place}” must be a text in quotation marks", place=self.at(key)))
        return value

    def words(self, key: str) -> Words:
        """One text for both languages, or a table of `en` and `ja`."""
        if not isinstance(self.value(key), Mapping):
            return Words(self.text(key), self.text(key))
        both = self.table(key)
        return Words(both.text("en"), both.text("ja") if "ja" in both.data else both.text("en"))

    def number(self, key: str, otherwise: float | None = None) -> float:
        value = self.value(key) if otherwise is None else self.data.get(key, otherwise)
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LARGEST:
            raise _Wrong(msg("“{place}” must be a plain number", place=self.at(key)))
        return float(value)

    def whole(self, key: str) -> int:
        if not self.number(key).is_integer():
            raise _Wrong(msg("“{place}” must be a whole number", place=self.at(key)))
        return int(self.number(key))

    def flag(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise _Wrong(msg("“{place}” must be true or false", place=self.at(key)))
        return value

    def table(self, key: str) -> "_Table":
        return _Table(_mapping(self.value(key), self.at(key)), self.at(key))

    def tables(self, key: str) -> list["_Table"]:
        value, place = self.value(key), self.at(key)
        if not isinstance(value, list) or not value:
            raise _Wrong(msg("“{place}” must be a list of tables", place=place))
        return [_Table(_mapping(v, f"{place}[{n}]"), f"{place}[{n}]") for n, v in enumerate(value, 1)]


_LARGEST = 1_000_000


def _mapping(value: object, place: str) -> Toml:
    if not isinstance(value, Mapping):
        raise _Wrong(msg("“{place}” must be a table", place=place))
    return value


def _toml(text: str) -> Toml:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as fault:  # tomllib passes on the limits of int() and of nesting
        raise _Wrong(msg("it is not valid TOML ({detail})", detail=str(fault))) from fault


def _rubric(data: _Table) -> Rubric:
    version = data.value("version")
    return Rubric(
        title=data.words("title"),
        position=data.text("position"),
        version=str(version) if type(version) is int else data.text("version"),
        levels=tuple(_level(level) for level in data.table("scale").tables("levels")),
        sections=tuple(_section(section) for section in data.tables("sections")),
        gap_threshold=data.number("gap_threshold", 2),
    )


def _level(data: _Table) -> Level:
    level = data.whole("level")
    label = data.words("label") if "label" in data.data else Words(str(level), str(level))
    return Level(level, label, data.number("points", level))


def _section(data: _Table) -> Section:
    return Section(data.words("title"), tuple(_criterion(c) for c in data.tables("criteria")))


def _criterion(data: _Table) -> Criterion:
    title = data.words("title")
    return Criterion(
        id=data.text("id"),
        title=title,
        short=data.words("short") if "short" in data.data else Words(title.en[:3], title.ja[:2]),
        weight=data.number("weight", 1),
        bonus=data.flag("bonus"),
        comment=_comment(data),
        anchors=_anchors(data.table("anchors")) if "anchors" in data.data else {},
    )


def _comment(data: _Table) -> CommentRule:
    rule = data.data.get("comment", CommentRule.OPTIONAL)
    if rule not in list(CommentRule):
        known = ", ".join(CommentRule)
        raise _Wrong(msg("“{place}” must be one of: {known}", place=data.at("comment"), known=known))
    return CommentRule(str(rule))


def _anchors(data: _Table) -> dict[int, Words]:
    for key in data.data:
        if not (key.isascii() and key.isdigit() and len(key) < 4):
            raise _Wrong(msg("“{place}” is not the anchor of a level", place=data.at(key)))
    return {int(key): data.words(key) for key in data.data}


def _check_scale(rubric: Rubric) -> None:
    levels = [level.level for level in rubric.levels]
    if len(levels) < 2 or len(levels) != len(set(levels)):
        raise _Wrong(msg("the scale needs two or more different levels"))
    if min(level.points for level in rubric.levels) < 0 or rubric.max_points <= 0:
        raise _Wrong(msg("the points of the levels must not be below zero, and not all zero"))
    if rubric.gap_threshold < 0:
        raise _Wrong(msg("“{place}” must not be below zero", place="gap_threshold"))


def _check_criteria(rubric: Rubric) -> None:
    if not rubric.weighted:
        raise _Wrong(msg("at least one criterion must not be a bonus"))
    ids = [criterion.id for criterion in rubric.criteria]
    for criterion in rubric.criteria:
        if ids.count(criterion.id) > 1:
            raise _Wrong(msg("two criteria have the id “{id}”", id=criterion.id))
        if criterion.weight <= 0:
            raise _Wrong(msg("the weight of “{id}” must be above zero", id=criterion.id))
        if not set(criterion.anchors) <= set(rubric.scale):
            raise _Wrong(msg("“{id}” has an anchor for a level that is not in the scale", id=criterion.id))
