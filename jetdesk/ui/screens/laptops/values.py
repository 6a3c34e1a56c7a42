"""What the screen of people and laptops shows: a line a person, and what it means in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from jetdesk.domain.custody import LAPTOP_STATE_NAMES, Laptop, LaptopState
from jetdesk.domain.office import AFFILIATION_NAMES, ROLE_NAMES, Person, Role
from jetdesk.i18n import tr, tr_n
from jetdesk.ui.mailbox_words import moment

NOTHING = "–"
_ROLES = {role: place for place, role in enumerate((Role.COORDINATOR, Role.PANELIST, Role.APPROVER))}
_LOOKS = {LaptopState.INVITED: "expected", LaptopState.CERTIFIED: "done", LaptopState.RETIRED: "recused"}


@dataclass(frozen=True, slots=True)
class Line:
    """A person with the laptop that counts; without one, or after it was retired, there is only the last one."""

    person: Person
    laptop: Laptop | None
    zone: str = "UTC"

    @property
    def id(self) -> str:
        return f"{self.person.id}/{self.laptop.desk if self.laptop else ''}"

    @property
    def state(self) -> LaptopState | None:
        return self.laptop.state if self.laptop else None

    @property
    def is_own(self) -> bool:
        return self.laptop is not None and self.laptop.own

    @property
    def in_use(self) -> bool:
        """A laptop that is let in, or a pack that would let one in."""
        return self.state in (LaptopState.INVITED, LaptopState.CERTIFIED)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where this office's mailbox is, for a person's eyes: a password in it is left out."""

    place: str
    here: bool


def lines(people: Sequence[Person], laptops: Sequence[Laptop], zone: str) -> tuple[Line, ...]:
    """One line a person, coordinators first; a person with two laptops in use has two."""
    found: list[Line] = []
    for person in sorted(people, key=lambda p: (_ROLES[p.role], p.name.casefold())):
        theirs = [laptop for laptop in laptops if laptop.person.id == person.id]
        used = [laptop for laptop in theirs if laptop.state is not LaptopState.RETIRED]
        found += [Line(person, laptop, zone) for laptop in used or theirs[-1:]] or [Line(person, None, zone)]
    return tuple(found)


def role(line: Line) -> str:
    return ROLE_NAMES[line.person.role].text()


def affiliation(line: Line) -> str:
    named = AFFILIATION_NAMES.get(line.person.affiliation)
    return named.text() if named else NOTHING


def state(line: Line) -> str:
    if line.is_own:
        return tr("This laptop")
    return LAPTOP_STATE_NAMES[line.state].text() if line.state else tr("No laptop yet")


def look(line: Line) -> str:
    return _LOOKS[line.state] if line.state else "not_started"


def seen(line: Line) -> str:
    if line.is_own or line.laptop is None or line.laptop.seen is None:
        return NOTHING
    return moment(line.laptop.seen, line.zone)


def waiting(line: Line) -> str:
    """What is under way: sheets from there first, then what it has not acknowledged."""
    laptop = line.laptop
    if laptop is None or laptop.own or laptop.state is not LaptopState.CERTIFIED:
        return NOTHING
    if laptop.sheets_waiting:
        return tr_n("{n} sheet to come", "{n} sheets to come", laptop.sheets_waiting)
    if laptop.waiting:
        return tr_n("{n} change to fetch", "{n} changes to fetch", laptop.waiting)
    return tr("Up to date")


def waiting_look(line: Line) -> str | None:
    laptop = line.laptop
    if laptop is None or laptop.own or laptop.state is not LaptopState.CERTIFIED:
        return None
    return "expected" if laptop.sheets_waiting or laptop.waiting else "complete"


def explanation(line: Line) -> tuple[str, ...]:
    """The person's laptop in a few sentences, a paragraph each."""
    name = line.person.name
    if line.is_own:
        return (tr("This is the laptop that you are working on."),)
    if line.laptop is None:
        return (
            tr("{name} has no laptop yet.", name=name),
            tr("Make a laptop pack: one file with everything that {name} may see, and a code. The file goes on a "
               "stick; the code goes another way.", name=name),
        )  # fmt: skip
    return {
        LaptopState.INVITED: _invited, LaptopState.CERTIFIED: _certified, LaptopState.RETIRED: _retired
    }[line.laptop.state](line, line.laptop)  # fmt: skip


def _invited(line: Line, laptop: Laptop) -> tuple[str, ...]:
    return (
        tr("The pack is made. Nobody has joined with it yet, or their laptop has not synced since."),
        tr("If the file or the code is lost, make a new pack. The earlier one then lets nobody in."),
    )


def _certified(line: Line, laptop: Laptop) -> tuple[str, ...]:
    told = [tr("Last seen {time}.", time=seen(line))] if laptop.seen else []
    if laptop.sheets_waiting:
        told.append(tr_n("{n} sheet is sealed there and has not arrived here.",
                         "{n} sheets are sealed there and have not arrived here.", laptop.sheets_waiting))  # fmt: skip
    if laptop.waiting:
        told.append(tr("It has not fetched everything that was sent to it; it does so at its next sync."))
    lost = tr("If the laptop is lost, retire it and make a new pack: sheets that were received are safe, and what lies "
              "in the mailbox comes back.")  # fmt: skip
    return (tr("{name} works on this laptop.", name=line.person.name), *([" ".join(told)] if told else []), lost)


def _retired(line: Line, laptop: Laptop) -> tuple[str, ...]:
    told = (tr("Retired: {reason}", reason=laptop.reason),) if laptop.reason else ()
    return (*told, tr("Nothing that is written on it any more counts. A new pack lets {name} work on.",
                      name=line.person.name))  # fmt: skip
