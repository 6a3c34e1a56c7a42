"""When the sample's applicants are interviewed, and which of those slots are still to be scored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Panel, Slot
from jetdesk.services.sample import tables
from jetdesk.services.sample.applicants import Invented

Place = tuple[str, datetime]
"""Panel and start."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A slot and whose it is."""

    slot: Slot
    invented: Invented

    @property
    def number(self) -> str:
        """The application number."""
        return self.invented.applicant.application_no


def plan(invited: Mapping[str, Invented], panels: Sequence[Panel], zone: ZoneInfo) -> tuple[Planned, ...]:
    """A slot for everyone invited (by id), by time: the cast where it always sits, then coordinators, then the rest."""
    minutes = tables.days().interview_minutes
    fixed = {i: _on_the_first_day(each.panel, each.at, zone) for i, each in invited.items() if each.at}
    kept = {_on_the_first_day(panel, start, zone) for panel, start in map(str.split, tables.days().kept_free)}
    free = _free(kept | set(fixed.values()), panels, zone)
    others = [i for i in invited if i not in fixed]
    others.sort(key=lambda i: invited[i].applicant.position is not Position.CIR)
    places = fixed | dict(zip(others, free, strict=False))
    planned = [Planned(Slot(i, panel, at, minutes), invited[i]) for i, (panel, at) in places.items()]
    return tuple(sorted(planned, key=lambda each: (each.slot.starts_at or datetime.min, each.slot.panel_id)))


def still_open(planned: Sequence[Planned]) -> frozenset[str]:
    """Applicants whose sheets nobody has filled in yet: the last ones of one panel, assistants only."""
    days = tables.days()
    special = (days.draft.applicant, days.recusal.applicant)
    last = [
        each.slot.applicant_id for each in planned
        if each.slot.panel_id == days.open_panel and each.invented.applicant.position is Position.ALT
        and each.number not in special and each.invented.situation != "absent"
    ]  # fmt: skip
    count = min(days.open_slots, len(last) // 3)
    return frozenset(last[len(last) - count :])


def _on_the_first_day(panel: str, start: str, zone: ZoneInfo) -> Place:
    return panel, _at(tables.days().dates[0], start, zone)


def _free(taken: set[Place], panels: Sequence[Panel], zone: ZoneInfo) -> Iterator[Place]:
    """Slots that nobody has, day after day, without end."""
    for day in chain(tables.days().dates, _working_days_after(tables.days().dates[-1])):
        for start in tables.days().day_starts:
            places = [(panel.id, _at(day, start, zone)) for panel in panels]
            yield from (place for place in places if place not in taken)


def _working_days_after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=3 if day.weekday() == 4 else 1)
        yield day


def _at(day: date, start: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(start), zone)
