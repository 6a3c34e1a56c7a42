"""The letter that invites an applicant: its text with named places like {name}, and what goes into them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Office
from jetdesk.i18n import Message, msg

PLACES = (
    "name", "kana", "number", "position", "date", "time", "ends", "minutes", "panel", "room", "place", "office",
    "year", "coordinator", "today",
)  # fmt: skip
LONGEST = 20_000
"""Characters a template may have."""

_PART = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template, and in which line (the first is 1)."""

    line: int
    text: Message


@dataclass(frozen=True, slots=True)
class Template:
    """A checked letter text: the title and its paragraphs, whose line breaks are kept."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """The places that it has, each once."""
        found = (name for text in (self.title, *self.paragraphs) for name in _PART.findall(text) if name)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Letter:
    """What one applicant is told. `place` is where the office interviews."""

    application_no: str
    name: str
    kana: str
    position: Position
    starts_at: datetime
    minutes: int
    panel: str
    room: str
    place: str


@dataclass(frozen=True, slots=True)
class Letters:
    """All that the printed letters may carry. Times are in the office's zone; `untimed` are application numbers of
    invited applicants who get no letter, as they have no time."""

    office: Office
    template: Template
    letters: tuple[Letter, ...]
    document_no: str
    made_at: datetime
    journal_head: str
    coordinator: str = ""
    untimed: tuple[str, ...] = ()


def check_template(text: str) -> tuple[Fault, ...]:
    """Everything that is wrong with a letter text, by line; nothing if it can be used."""
    if len(text) > LONGEST:
        return (Fault(1, msg("The text is longer than {n} characters.", n=LONGEST)),)
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if not line.startswith("#")]
    found = [fault for number, line in lines for fault in _line_faults(number, line)]
    if sum(bool(line.strip()) for _, line in lines) < 2:
        found.append(Fault(1, msg("A letter needs a title and at least one line of text.")))
    return tuple(found)


def _line_faults(number: int, line: str) -> Iterator[Fault]:
    for part in _PART.finditer(line):
        if part[0] in ("{", "}"):
            yield Fault(number, msg("a brace stands alone; write it twice to print it"))
        elif part[1] is not None and part[1] not in PLACES:
            yield Fault(number, msg("there is no place called {place}", place=part[0]))


def parse_template(text: str) -> Template:
    """The title is the first line that is no comment. Raises ValueError where `check_template` finds a fault."""
    if check_template(text):
        raise ValueError("template")
    lines = [line.rstrip() for line in text.splitlines() if not line.startswith("#")]
    title = next(at for at, line in enumerate(lines) if line)
    paragraphs: list[list[str]] = [[]]
    for line in lines[title + 1 :]:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return Template(lines[title].strip(), tuple("\n".join(each) for each in paragraphs if each))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled. What stands in a value is never read as a place."""
    return _PART.sub(lambda part: part[0][0] if part[1] is None else values[part[1]], text)
