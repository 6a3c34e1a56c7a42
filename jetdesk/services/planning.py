"""Planning the timetable: rules, what applicants can, a proposal, and moving single interviews. Coordinators only."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import TypeVar

from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import OFFICE, Desk, case
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import custody, dossiers, interests, interviews
from jetdesk.desk.queries import office as office_queries
from jetdesk.desk.queries import timetable as queries
from jetdesk.domain.applicant import Applicant, Position, Status
from jetdesk.domain.office import Panel, Slot
from jetdesk.domain.timetable import (
    Candidate,
    Clash,
    ClashKind,
    Link,
    Plan,
    Problem,
    Room,
    TimetableRules,
    Window,
    check,
)
from jetdesk.domain.timetable_rules import MOST_DAYS, rules_from_toml, rules_to_toml
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.planning import plan
from jetdesk.services import timetable
from jetdesk.services.roles import check_coordinator, checked_reason

Told = Callable[[float], None]
At = TypeVar("At", datetime, time)
NEVER = frozenset({ClashKind.DOUBLE, ClashKind.MOVED, ClashKind.CONFLICT})
"""What no reason makes good: two at once, a locked interview, a conflict of interest."""


def get_rules(desk: Desk) -> TimetableRules:
    """The office's timetable rules; without days before they are set."""
    with desk.read() as connection:
        return _rules(connection)


def set_rules(desk: Desk, rules: TimetableRules) -> ChangeSet:
    """Coordinators only. Raises Refused for rules that could not be read again."""
    _check_rules(rules)
    with desk.read() as connection:
        check_coordinator(connection)
    with desk.change("timetable.rules") as change:
        change.write("office", office_queries.OFFICE_ROW, OFFICE, timetable=rules_to_toml(rules))
    return change.result


def problem(desk: Desk) -> Problem:
    """All that is invited, with what must be respected. Interviews that are locked or scored are fixed."""
    with desk.read() as connection:
        return _problem(connection)


def propose(desk: Desk, seconds: float = 30, told: Told = lambda _: None) -> Plan:
    """The best timetable that is found in the time; nothing is written. Raises Refused before days are set."""
    with desk.read() as connection:
        check_coordinator(connection)
        wanted = _problem(connection)
    if not wanted.rules.days:
        todo = msg("Name the days under [timetable] in the setup file and run the setup again.")
        raise Refused(msg("No interview days are set."), safe=msg("Nothing was changed."), todo=todo)
    return plan(wanted, seconds, told)


def accept(desk: Desk, made: Plan) -> ChangeSet:
    """Make a proposal the timetable, in one change. Raises Refused if something it rests on has changed since."""
    if not made.slots:
        raise Refused(msg("There is no timetable to accept."), safe=msg("Nothing was changed."))
    with desk.read() as connection:
        now = _problem(connection)
        slots = interviews.list_slots(connection)
    stood = {clash for clash in check(now, now.fixed) if clash.kind is not ClashKind.MISSING}
    found = (clash for clash in check(now, made.slots, made.links) if clash not in stood)
    grave = [clash for clash in found if clash.kind is not ClashKind.COUPLE]
    if grave:
        todo = msg("Plan again: something has changed since.")
        raise Refused(grave[0].text, safe=msg("Nothing was changed."), todo=todo)
    guests = {link.applicant for link in made.links}
    changed = [s for s in made.slots if s.applicant_id in guests or _place(s) != _place(slots.get(s.applicant_id))]
    return timetable.schedule(desk, changed, made.links)


def move(desk: Desk, applicant: str, panel: str, starts_at: datetime, reason: str = "") -> ChangeSet:
    """Give one interview another place. Clashes that are not grave need a reason; grave ones are refused."""
    with desk.read() as connection:
        check_coordinator(connection)
        now, slots = _problem(connection), interviews.list_slots(connection)
        _check_not_scored(connection, applicant)
        guests = links(connection, slots)[applicant]
    slot = Slot(applicant, panel, starts_at, now.rules.slot_minutes, reason=reason.strip())
    found = clashes(now, {**slots, applicant: slot}, applicant)
    grave = next((clash for clash in found if clash.kind in NEVER), None)
    if grave:
        raise Refused(grave.text, safe=msg("Nothing was changed."))
    if found and not reason.strip():
        raise Refused(found[0].text, safe=msg("Nothing was changed."), todo=msg("Say why it is to be so all the same."))
    placed = tuple({**slots, applicant: slot}.values())
    stay = [link for link in guests if not any(c.kind is ClashKind.LINK for c in check(now, placed, [link]))]
    return timetable.schedule(desk, [slot], stay)


def clashes(now: Problem, slots: dict[str, Slot], applicant: str) -> tuple[Clash, ...]:
    """What a place of one applicant breaks; also what it does to others. A conflict with a member of the panel that
    interviews them already is none of the move's."""
    before = {*check(now, [slot for who, slot in slots.items() if who != applicant])}
    stood = {clash for clash in check(now, (*now.fixed, *now.before)) if clash.kind is ClashKind.CONFLICT}
    found = check(now, tuple(slots.values()))
    return tuple(c for c in found if c not in before | stood and c.kind is not ClashKind.MISSING)


def lock(desk: Desk, applicants: Sequence[str], *, locked: bool) -> ChangeSet:
    """Planning again leaves locked interviews where they are."""
    with desk.read() as connection:
        check_coordinator(connection)
        slots = interviews.list_slots(connection)
    with desk.change("slot.locked" if locked else "slot.unlocked") as change:
        for applicant in applicants:
            if applicant in slots:
                change.write("slot", applicant, case(applicant), locked=locked)
    return change.result


def set_availability(desk: Desk, applicant: str, windows: tuple[Window, ...], reason: str) -> ChangeSet:
    """When an applicant can come, and why; no windows means at any time."""
    said = checked_reason(reason, msg("When an applicant can come"))
    _check_order((window.start, window.end) for window in windows)
    with desk.read() as connection:
        check_coordinator(connection)
    with desk.change("applicant.availability") as change:
        change.write("availability", applicant, case(applicant), windows=queries.windows_text(windows), reason=said)
    return change.result


def _check_rules(rules: TimetableRules) -> None:
    for day in rules.days:
        _check_order([(day.starts, day.ends), *day.breaks])
    if len(rules.days) > MOST_DAYS:
        raise Refused(msg("A timetable has at most {n} days.", n=MOST_DAYS), safe=msg("Nothing was changed."))


def _check_order(spans: Iterable[tuple[At, At]]) -> None:
    if any(start >= end for start, end in spans):
        raise Refused(msg("A time ends before it begins."), safe=msg("Nothing was changed."))


def _rules(connection: Snapshot) -> TimetableRules:
    office = office_queries.find_office(connection)
    return rules_from_toml(office_queries.timetable_rules(connection), office.time_zone if office else "UTC")


def _problem(connection: Snapshot) -> Problem:
    statuses, people = dossiers.statuses(connection), dossiers.get_applicants(connection)
    invited = {i: people[i] for i, status in statuses.items() if status is Status.INVITED}
    slots = {i: slot for i, slot in interviews.list_slots(connection).items() if i in invited and slot.starts_at}
    scored = {applicant for applicant, _ in custody.sealed_ever(connection)}
    fixed = tuple(slot for i, slot in sorted(slots.items()) if slot.locked or i in scored)
    recused = {(a.applicant_id, a.panelist_id) for a in interviews.list_assignments(connection) if a.recused}
    movable = tuple(slot for _, slot in sorted(slots.items()) if slot not in fixed)
    candidates = _candidates(invited, queries.availability(connection))
    conflicts = frozenset(recused) | interests.declared(connection)
    return Problem(_rules(connection), _rooms(connection), candidates, conflicts, fixed, movable)


def _rooms(connection: Snapshot) -> tuple[Room, ...]:
    speak = {person.id for person in office_queries.list_people(connection) if person.speaks_japanese}
    panels: Sequence[Panel] = office_queries.list_panels(connection)
    return tuple(Room(panel.id, panel.members, frozenset(speak.intersection(panel.members))) for panel in panels)


def _candidates(invited: dict[str, Applicant], times: dict[str, tuple[Window, ...]]) -> tuple[Candidate, ...]:
    numbers = {applicant.application_no.casefold(): i for i, applicant in invited.items()}
    return tuple(
        Candidate(i, a.name, a.position, a.position is Position.CIR,
                  numbers.get(a.couple_with.strip().casefold(), ""), times.get(i, ()))
        for i, a in sorted(invited.items(), key=lambda pair: pair[1].application_no)
    )  # fmt: skip


def links(connection: Snapshot, slots: Mapping[str, Slot]) -> dict[str, list[Link]]:
    """By applicant, the panelists of other panels who are expected to score them."""
    members = {panel.id: panel.members for panel in office_queries.list_panels(connection)}
    found: dict[str, list[Link]] = defaultdict(list)
    for each in interviews.list_assignments(connection):
        slot = slots.get(each.applicant_id)
        if slot and not each.recused and each.panelist_id not in members.get(slot.panel_id, ()):
            found[each.applicant_id].append(Link(each.applicant_id, each.panelist_id))
    return found


def _place(slot: Slot | None) -> tuple[str, datetime | None] | None:
    return (slot.panel_id, slot.starts_at) if slot else None


def _check_not_scored(connection: Snapshot, applicant: str) -> None:
    if any(scored == applicant for scored, _ in custody.sealed_ever(connection)):
        raise Refused(msg("This interview has taken place: a sheet is sealed."), safe=msg("Nothing was changed."))
