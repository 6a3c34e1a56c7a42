"""The timetable: what a plan must respect, and a check of any set of slots against it, however they came about."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Slot
from jetdesk.i18n import Message, msg


@dataclass(frozen=True, slots=True)
class Window:
    """From one moment to another, both with their offset from UTC."""

    start: datetime
    end: datetime

    def holds(self, start: datetime, end: datetime) -> bool:
        return self.start <= start and end <= self.end


@dataclass(frozen=True, slots=True)
class Day:
    """A day of interviews, in the office's own time. `breaks` are from and to."""

    date: date
    starts: time
    ends: time
    breaks: tuple[tuple[time, time], ...] = ()


@dataclass(frozen=True, slots=True)
class TimetableRules:
    """`links`: so many applicants at least are also scored by a panelist of another panel, so that severity can be
    compared; `couple_minutes`: how near each other the interviews of a couple begin; `break_every`: after so many
    interviews in a row comes a break of `break_minutes`."""

    days: tuple[Day, ...]
    slot_minutes: int = 30
    links: int = 0
    couple_minutes: int = 60
    time_zone: str = "UTC"
    break_every: int = 0
    break_minutes: int = 15

    def starts(self) -> tuple[datetime, ...]:
        """When interviews can begin, in order: one after the other, and again after each break."""
        return tuple(start for day in self.days for start in self._starts_of(day))

    def _starts_of(self, day: Day) -> Iterator[datetime]:
        zone, length = ZoneInfo(self.time_zone), timedelta(minutes=self.slot_minutes)
        at = datetime.combine(day.date, day.starts)
        last = datetime.combine(day.date, day.ends)
        breaks = sorted((datetime.combine(day.date, a), datetime.combine(day.date, b)) for a, b in day.breaks)
        running = 0
        while at + length <= last:
            inside = next((end for start, end in breaks if start < at + length and at < end), None)
            if inside is not None:
                at, running = inside, 0
            elif self.break_every and running == self.break_every:
                at, running = at + timedelta(minutes=self.break_minutes), 0
            else:
                yield at.replace(tzinfo=zone)
                at, running = at + length, running + 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """An applicant to be interviewed. `couple_with` is the partner's id; without `windows` any time will do."""

    id: str
    name: str
    position: Position
    needs_japanese: bool = False
    couple_with: str = ""
    windows: tuple[Window, ...] = ()

    def can_come(self, start: datetime, minutes: int) -> bool:
        end = start + timedelta(minutes=minutes)
        return not self.windows or any(window.holds(start, end) for window in self.windows)


@dataclass(frozen=True, slots=True)
class Room:
    """A panel as far as planning needs to know it; members are person ids, `speakers` those who speak Japanese."""

    panel: str
    members: tuple[str, ...]
    speakers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """A panelist of another panel who also scores this applicant."""

    applicant: str
    panelist: str


QUORUM = 2
"""Members who must stay when others step out for a conflict of interest: one person alone judges nobody."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`conflicts`: (applicant, panelist) who must not meet; `fixed`: slots that stay; `before`: slots to keep near."""

    rules: TimetableRules
    panels: tuple[Room, ...]
    candidates: tuple[Candidate, ...]
    conflicts: frozenset[tuple[str, str]] = frozenset()
    fixed: tuple[Slot, ...] = ()
    before: tuple[Slot, ...] = ()

    def sitting(self, applicant: str, room: Room) -> tuple[str, ...]:
        """The members of a panel who have no conflict of interest with the applicant."""
        return tuple(member for member in room.members if (applicant, member) not in self.conflicts)

    def rooms_for(self, candidate: Candidate) -> tuple[Room, ...]:
        """Panels that may interview: those without a conflict; only where there is none, those of which at least
        QUORUM members are left when the others step out. Somebody who stays speaks Japanese where it is needed."""
        sitting = [(room, self.sitting(candidate.id, room)) for room in self.panels]
        able = [(room, left) for room, left in sitting if not candidate.needs_japanese or room.speakers & {*left}]
        whole = tuple(room for room, left in able if len(left) == len(room.members))
        return whole or tuple(room for room, left in able if len(left) >= QUORUM)


@dataclass(frozen=True, slots=True)
class Plan:
    """`gap`: how far from the best possible it may be, as a fraction; 0 is proven best. `impossible` says which wishes
    cannot be met together; there are no slots then."""

    slots: tuple[Slot, ...]
    links: tuple[Link, ...]
    gap: float
    seconds: float
    impossible: tuple[Message, ...] = ()


class ClashKind(StrEnum):
    CONFLICT = "conflict"
    JAPANESE = "japanese"
    DOUBLE = "double"
    TRAVEL = "travel"
    COUPLE = "couple"
    GRID = "grid"
    LINK = "link"
    MISSING = "missing"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Clash:
    """What is wrong with a slot. `panel` is empty where none is concerned."""

    applicant: str
    panel: str
    kind: ClashKind
    text: Message


class Attendance(StrEnum):
    EXPECTED = "expected"
    ARRIVED = "arrived"
    LATE = "late"
    ABSENT = "absent"


ATTENDANCE_NAMES: dict[Attendance, Message] = {
    Attendance.EXPECTED: msg("Expected"),
    Attendance.ARRIVED: msg("Arrived"),
    Attendance.LATE: msg("Late"),
    Attendance.ABSENT: msg("Absent"),
}


def check(problem: Problem, slots: Sequence[Slot], links: Sequence[Link] = ()) -> tuple[Clash, ...]:
    """Everything that a timetable breaks, in the order of its slots. Slots without a time are not placed yet."""
    placed = {slot.applicant_id: slot for slot in slots if slot.starts_at}
    panels = {room.panel: room for room in problem.panels}
    candidates = {candidate.id: candidate for candidate in problem.candidates}
    found: list[Clash] = []
    starts = frozenset(problem.rules.starts())
    for slot in placed.values():
        candidate, room = candidates.get(slot.applicant_id), panels.get(slot.panel_id)
        if candidate and room:
            found += _own_clashes(problem, candidate, room, slot, starts)
    found += _double(problem, placed.values())
    found += _couples(problem, candidates, placed)
    found += _moved(problem, placed)
    found += _links(problem, candidates, placed, links)
    missing = (c for c in problem.candidates if c.id not in placed)
    return (
        *found,
        *(Clash(c.id, "", ClashKind.MISSING, msg("{name} has no interview yet.", name=c.name)) for c in missing),
    )


def _own_clashes(
    problem: Problem, candidate: Candidate, room: Room, slot: Slot, starts: frozenset[datetime]
) -> Iterator[Clash]:
    start, names = slot.starts_at, {"name": candidate.name, "panel": room.panel}
    if start is None:
        return
    sitting = problem.sitting(candidate.id, room)
    if len(sitting) < len(room.members) and room not in problem.rooms_for(candidate):
        text = msg("{name} has a conflict of interest with a member of panel {panel}.", **names)
        yield Clash(candidate.id, room.panel, ClashKind.CONFLICT, text)
    if candidate.needs_japanese and room.speakers.isdisjoint(sitting):
        text = msg("Nobody on panel {panel} speaks Japanese, which the interview of {name} needs.", **names)
        yield Clash(candidate.id, room.panel, ClashKind.JAPANESE, text)
    if not candidate.can_come(start, slot.minutes):
        yield Clash(candidate.id, room.panel, ClashKind.TRAVEL, msg("{name} cannot come at this time.", **names))
    if start not in starts and slot not in problem.fixed:
        text = msg("No interview begins at this time of the day.")
        yield Clash(candidate.id, room.panel, ClashKind.GRID, text)


def _double(problem: Problem, placed: Iterable[Slot]) -> Iterator[Clash]:
    """Two interviews of one panel, or of one person who sits on two panels, at the same time."""
    members = {room.panel: room.members for room in problem.panels}
    busy: dict[str, list[Slot]] = defaultdict(list)
    for slot in placed:
        for one in (slot.panel_id, *members.get(slot.panel_id, ())):
            busy[one].append(slot)
    told: set[str] = set()
    for slots in busy.values():
        ordered = sorted(slots, key=_start)
        for earlier, later in zip(ordered, ordered[1:], strict=False):
            overlaps = _start(later) < _start(earlier) + timedelta(minutes=earlier.minutes)
            if overlaps and later.applicant_id not in told:
                told.add(later.applicant_id)
                text = msg("Panel {panel} has another interview at this time.", panel=later.panel_id)
                yield Clash(later.applicant_id, later.panel_id, ClashKind.DOUBLE, text)


def _start(slot: Slot) -> datetime:
    assert slot.starts_at is not None
    return slot.starts_at


def _couples(problem: Problem, candidates: Mapping[str, Candidate], placed: Mapping[str, Slot]) -> Iterator[Clash]:
    most = timedelta(minutes=problem.rules.couple_minutes)
    for one, other in couples(candidates):
        if one in placed and other in placed and abs(_start(placed[one]) - _start(placed[other])) > most:
            names = {"name": candidates[one].name, "partner": candidates[other].name}
            text = msg("{name} and {partner} are a couple and their interviews lie far apart.", **names)
            yield Clash(one, placed[one].panel_id, ClashKind.COUPLE, text)


def couples(candidates: Mapping[str, Candidate]) -> tuple[tuple[str, str], ...]:
    """Pairs of ids, each pair once."""
    named = {tuple(sorted((c.id, c.couple_with))) for c in candidates.values() if c.couple_with in candidates}
    return tuple(sorted((one, other) for one, other in named if one != other))


def _moved(problem: Problem, placed: Mapping[str, Slot]) -> Iterator[Clash]:
    for slot in problem.fixed:
        now = placed.get(slot.applicant_id)
        if now and (now.panel_id, now.starts_at) != (slot.panel_id, slot.starts_at):
            text = msg("This interview is locked and must stay where it was.")
            yield Clash(slot.applicant_id, now.panel_id, ClashKind.MOVED, text)


def _links(
    problem: Problem, candidates: Mapping[str, Candidate], placed: Mapping[str, Slot], links: Sequence[Link]
) -> Iterator[Clash]:
    """A guest is of another panel, has no conflict, and is not busy at that time."""
    panels = {room.panel: room.members for room in problem.panels}
    busy = Counter((person, slot.starts_at) for slot in placed.values() for person in panels.get(slot.panel_id, ()))
    for link in links:
        slot = placed.get(link.applicant)
        if slot is None:
            continue
        busy[link.panelist, slot.starts_at] += 1
        wrong = link.panelist in panels.get(slot.panel_id, ()) or (link.applicant, link.panelist) in problem.conflicts
        if wrong or busy[link.panelist, slot.starts_at] > 1:
            name = candidates[link.applicant].name if link.applicant in candidates else ""
            text = msg("The guest who is to score {name} cannot be there.", name=name)
            yield Clash(link.applicant, slot.panel_id, ClashKind.LINK, text)
