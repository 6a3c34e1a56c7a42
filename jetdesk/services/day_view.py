"""One interview day as the coordinator sees it: panels across, cards by time, what clashes, who has no place."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import Desk
from jetdesk.desk.queries import custody, dossiers, interviews
from jetdesk.desk.queries import office as office_queries
from jetdesk.desk.queries import timetable as queries
from jetdesk.domain.applicant import Applicant
from jetdesk.domain.office import Panel, Slot
from jetdesk.domain.timetable import (
    Attendance,
    Clash,
    ClashKind,
    Link,
    Problem,
    TimetableRules,
    Window,
    check,
)
from jetdesk.i18n import Message, msg
from jetdesk.services import planning


@dataclass(frozen=True, slots=True)
class Card:
    """An interview, placed or not. `start` is in the office's time; `guests` are names of panelists of other panels."""

    applicant: str
    name: str
    number: str
    position: str
    panel: str = ""
    start: datetime | None = None
    minutes: int = 30
    locked: bool = False
    sealed: bool = False
    attendance: Attendance = Attendance.EXPECTED
    clashes: tuple[Clash, ...] = ()
    guests: tuple[str, ...] = ()
    reason: str = ""
    windows: tuple[Window, ...] = ()

    @property
    def movable(self) -> bool:
        return not (self.locked or self.sealed)

    @property
    def grave(self) -> bool:
        """It clashes in a way that no reason makes good."""
        return any(clash.kind in planning.NEVER for clash in self.clashes)


@dataclass(frozen=True, slots=True)
class Column:
    """A panel on one day; cards by time."""

    panel: str
    room: str
    members: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """`starts`: when interviews of the day can begin; `to_check`: cards of any day that clash; `problem` and `slots`
    are what `try_place` needs."""

    day: date | None
    days: tuple[date, ...]
    rules: TimetableRules
    starts: tuple[datetime, ...]
    columns: tuple[Column, ...]
    unplaced: tuple[Card, ...]
    to_check: tuple[Card, ...]
    problem: Problem
    slots: Mapping[str, Slot]


_NO_RULES = TimetableRules(())
NO_DAY = DayView(None, (), _NO_RULES, (), (), (), (), Problem(_NO_RULES, (), ()), {})
"""Before anything was read."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a place would break. `refused`: no reason makes it good."""

    texts: tuple[Message, ...] = ()
    refused: bool = False

    @property
    def clear(self) -> bool:
        return not self.texts


def day_view(desk: Desk, day: date | None) -> DayView:
    """The day that is asked for, or the first; one check of all interviews, whatever the day."""
    problem = planning.problem(desk)
    with desk.read() as connection:
        slots = interviews.list_slots(connection)
        cards = _cards(connection, problem, slots)
        panels = office_queries.list_panels(connection)
        names = {person.id: person.name for person in office_queries.list_people(connection)}
    found = {card.start.date() for card in cards if card.start}
    days = tuple(sorted(found | {each.date for each in problem.rules.days}))
    shown = day if day in days else next(iter(days), None)
    starts = tuple(start for start in problem.rules.starts() if start.date() == shown)
    placed = sorted((c for c in cards if c.start), key=lambda card: (str(card.start), card.name))
    return DayView(
        shown, days, problem.rules, starts, _columns(panels, names, placed, shown),
        tuple(card for card in cards if card.start is None), tuple(card for card in placed if card.clashes),
        problem, slots,
    )  # fmt: skip


def try_place(view: DayView, applicant: str, panel: str, start: datetime) -> Trial:
    """What moving would break, without the desk: for showing while a card is carried."""
    slot = Slot(applicant, panel, start, view.rules.slot_minutes)
    sealed = {card.applicant for column in view.columns for card in column.cards if card.sealed}
    if applicant in sealed:
        return Trial((msg("This interview has taken place: a sheet is sealed."),), True)
    found = planning.clashes(view.problem, {**view.slots, applicant: slot}, applicant)
    grave = [clash for clash in found if clash.kind in planning.NEVER]
    return Trial(tuple(dict.fromkeys(clash.text for clash in grave or found)), bool(grave))


def _columns(
    panels: Sequence[Panel], names: Mapping[str, str], cards: Sequence[Card], day: date | None
) -> tuple[Column, ...]:
    of_day: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        if card.start and card.start.date() == day:
            of_day[card.panel].append(card)
    return tuple(
        Column(panel.id, panel.room, tuple(names.get(m, m) for m in panel.members), tuple(of_day[panel.id]))
        for panel in panels
    )


def _cards(connection: Snapshot, problem: Problem, slots: Mapping[str, Slot]) -> list[Card]:
    """Of everybody who is invited, by number."""
    people = dossiers.get_applicants(connection)
    sealed = {applicant for applicant, _ in custody.sealed_ever(connection)}
    attended = queries.attendance(connection)
    links = planning.links(connection, slots)
    names = {person.id: person.name for person in office_queries.list_people(connection)}
    clashes = _clashes(problem, slots, [link for of_one in links.values() for link in of_one])
    return [
        _card(problem, people[c.id], slots.get(c.id) or Slot(c.id, ""), c.windows, c.id in sealed,
              attended.get(c.id, Attendance.EXPECTED), tuple(clashes[c.id]),
              tuple(names.get(link.panelist, link.panelist) for link in links[c.id]))
        for c in problem.candidates
    ]  # fmt: skip


def _card(
    problem: Problem, who: Applicant, slot: Slot, windows: tuple[Window, ...], sealed: bool,
    attendance: Attendance, clashes: tuple[Clash, ...], guests: tuple[str, ...],
) -> Card:  # fmt: skip
    start = slot.starts_at.astimezone(ZoneInfo(problem.rules.time_zone)) if slot.starts_at else None
    return Card(slot.applicant_id, who.name, who.application_no, who.position.value, slot.panel_id, start, slot.minutes,
                slot.locked, sealed, attendance, clashes, guests, slot.reason, windows)  # fmt: skip


def _clashes(problem: Problem, slots: Mapping[str, Slot], links: Sequence[Link]) -> dict[str, list[Clash]]:
    invited = {candidate.id for candidate in problem.candidates}
    found: dict[str, list[Clash]] = defaultdict(list)
    for clash in check(problem, [slot for who, slot in slots.items() if who in invited], links):
        if clash.kind is not ClashKind.MISSING:
            found[clash.applicant].append(clash)
    return found
