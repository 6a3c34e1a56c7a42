"""The sample's names, places and sentences, read from resources/sample."""

import csv
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jetdesk import assets

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    kana: str
    sex: str = ""


@dataclass(frozen=True, slots=True)
class CastMember:
    """An applicant who is always the same; empty fields are invented like anybody's. Merit is out of 100.

    `same_as` is the number under which the same person applied before.
    """

    no: int
    family: str
    given: str
    kana: str
    sex: str
    born: date
    merit: float
    position: str = "ALT"
    panel: str = ""
    at: str = ""
    situation: str = ""
    home: str = ""
    degree: str = ""
    graduated: date | None = None
    major: str = ""
    japanese: str = ""
    jlpt: str = ""
    prefecture: str = ""
    statement: str = ""
    same_as: int = 0


@dataclass(frozen=True, slots=True)
class Names:
    """Given and family names by origin."""

    given: dict[str, tuple[Name, ...]]
    family: dict[str, tuple[Name, ...]]


@dataclass(frozen=True, slots=True)
class Places:
    states: Lines
    towns: Lines
    institutions: Lines
    employers: Lines
    supervisors: Lines
    areas: Lines
    stays: Lines
    streets: Lines
    prefectures: dict[str, str]
    majors: dict[str, Lines]
    general_courses: Lines
    grades: Lines


@dataclass(frozen=True, slots=True)
class Letter:
    """Sentences of one kind of reference."""

    openings: Lines
    middles: Lines
    closings: Lines


@dataclass(frozen=True, slots=True)
class Situations:
    """What is not as it should be, by the place of a generated applicant."""

    every: int
    at: dict[int, str]


@cache
def cast() -> tuple[CastMember, ...]:
    return tuple(CastMember(**member) for member in _toml("cast")["people"])


@cache
def names() -> Names:
    found: dict[str, dict[str, list[Name]]] = {"given": defaultdict(list), "family": defaultdict(list)}
    with path("names.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["part"]][row["origin"]].append(Name(row["name"], row["kana"], row["sex"]))
    given, family = ({origin: tuple(each) for origin, each in part.items()} for part in found.values())
    return Names(given, family)


@cache
def places() -> Places:
    table = _toml("places")
    lists = {name: tuple(value) for name, value in table.items() if isinstance(value, list)}
    majors = {major: tuple(courses) for major, courses in table["majors"].items()}
    general = table["general"]
    return Places(**lists, prefectures=table["prefectures"], majors=majors,
                  general_courses=tuple(general["courses"]), grades=tuple(general["grades"]))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recusal:
    applicant: str
    panelist: str
    reason: str
    sits_in: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A sheet that was begun and not submitted."""

    applicant: str
    panelist: str
    levels: dict[str, int]
    notes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Days:
    """How the interview days went. Leniency and scatter are in levels of the scale."""

    dates: tuple[date, ...]
    day_starts: Lines
    kept_free: Lines
    interview_minutes: int
    scatter: float
    cannot_assess: float
    open_panel: str
    open_slots: int
    leniency: dict[str, float]
    recusal: Recusal
    draft: Begun
    override_reason: str
    reasons: dict[str, str]


@cache
def days() -> Days:
    table = _toml("interviews")
    for name in ("day_starts", "kept_free"):
        table[name] = tuple(table[name])
    table["recusal"] = Recusal(**table["recusal"])
    table["draft"] = Begun(**table["draft"])
    table["override_reason"] = table.pop("override")["reason"]
    return Days(dates=tuple(_toml("office")["timetable"]["days"]), **table)


@cache
def situations() -> Situations:
    table = _toml("situations")
    return Situations(table["every"], {int(at): name for at, name in table["at"].items()})


@cache
def themes() -> dict[str, tuple[Lines, ...]]:
    """Paragraphs of a statement, each with its sentences, by their part; "work" once per position."""
    table = _toml("statement")
    parts = ("opening", "experience", "interest", "difficulty", "sharing", "closing")
    listed = {part: table[part] for part in parts}
    listed |= {f"work.{position}": kinds for position, kinds in table["work"].items()}
    return {part: tuple(tuple(theme["lines"]) for theme in each) for part, each in listed.items()}


@cache
def whole_statements() -> dict[str, Lines]:
    return {name: tuple(paragraphs) for name, paragraphs in _toml("statement")["whole"].items()}


@cache
def japanese_lines() -> Lines:
    return tuple(_toml("statement")["japanese"]["lines"])


@cache
def medical_text() -> str:
    return str(_toml("statement")["medical"]["text"])


@cache
def letters() -> dict[str, Letter]:
    """By kind of reference: academic, professional."""
    found = _toml("letters").items()
    return {kind: Letter(**{part: tuple(lines) for part, lines in each.items()}) for kind, each in found}


@cache
def comments() -> dict[str, dict[str, Lines]]:
    """Notes of panelists by criterion, then by level or "any"."""
    return {name: {level: tuple(lines) for level, lines in each.items()} for name, each in _toml("comments").items()}


def path(name: str) -> Path:
    return assets.path("sample", name)


def _toml(name: str) -> dict[str, Any]:
    """Our own resource: its shape is known, and the tests read every table."""
    with path(f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)
