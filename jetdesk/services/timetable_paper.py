"""The printed timetable: what it says is gathered from the desk here, frozen, and given to the report."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import Desk
from jetdesk.desk.queries import dossiers, interviews
from jetdesk.desk.queries import office as office_queries
from jetdesk.domain.applicant import Applicant, Status
from jetdesk.domain.office import Assignment, Panel, Person, Slot
from jetdesk.domain.summary import Member
from jetdesk.domain.timetable import TimetableRules
from jetdesk.domain.timetable_paper import By as By
from jetdesk.domain.timetable_paper import PaperInterview, PaperPanel, Pause, TimetablePaper
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.reports.bilingual import Languages as Languages
from jetdesk.reports.document import Report
from jetdesk.reports.timetable import TimetableOptions as TimetableOptions
from jetdesk.reports.timetable import timetable_report
from jetdesk.services import planning
from jetdesk.services.desks import now
from jetdesk.services.people import get_office
from jetdesk.services.roles import check_coordinator

_PRINTED = (Status.INVITED, Status.ABSENT)


def timetable(desk: Desk, options: TimetableOptions, day: date | None = None, panel: str = "") -> Report:
    """The timetable as PDF; of one day or one panel if they are named. Raises Refused where nothing is placed."""
    return timetable_report(placed_values(desk, day, panel), options)


def placed_values(desk: Desk, day: date | None = None, panel: str = "") -> TimetablePaper:
    """What the timetable says of one day or one panel, or of all. Raises Refused where nothing is placed."""
    values = timetable_values(desk)
    if panel and panel not in {each.label for each in values.panels}:
        raise Refused(msg("There is no panel {panel}.", panel=panel), safe=msg("Nothing was written."))
    wanted = tuple(
        each for each in values.interviews
        if day in (None, each.starts_at.date()) and panel in ("", each.panel)
    )  # fmt: skip
    if not wanted:
        todo = msg("Plan the timetable first, or name another day or panel.")
        raise Refused(msg("No interview has a time here."), safe=msg("Nothing was written."), todo=todo)
    return replace(values, interviews=wanted)


def timetable_values(desk: Desk) -> TimetablePaper:
    """All that the timetable says. The same desk at the same minute gives the same values. Coordinators only."""
    made_at = now(desk).replace(second=0, microsecond=0)
    office, rules = get_office(desk), planning.get_rules(desk)
    zone = ZoneInfo(office.time_zone)
    with desk.read() as connection:
        check_coordinator(connection)
        people = {person.id: person for person in office_queries.list_people(connection)}
        panels = {panel.id: panel for panel in office_queries.list_panels(connection)}
        invited = _invited(connection)
        slots = {i: slot for i, slot in interviews.list_slots(connection).items() if i in invited}
        assignments = interviews.list_assignments(connection)
    by_applicant: dict[str, list[Assignment]] = {}
    for each in assignments:
        by_applicant.setdefault(each.applicant_id, []).append(each)
    placed = [
        _interview(invited[i], slot, slot.starts_at.astimezone(zone), panels[slot.panel_id],
                   by_applicant.get(i, ()), people)
        for i, slot in slots.items()
        if slot.starts_at and slot.panel_id in panels
    ]  # fmt: skip
    done = {each.applicant_id for each in placed}
    return TimetablePaper(
        office=office,
        panels=tuple(_panel(panel, people) for _, panel in sorted(panels.items())),
        interviews=tuple(sorted(placed, key=lambda each: (each.starts_at, each.panel, each.application_no))),
        pauses=tuple(_pauses(rules)),
        document_no=f"{office.code}-{office.cycle.year}-TIMETABLE-{desk.head_hash[:8].upper()}",
        made_at=made_at,
        journal_head=desk.head_hash,
        unplaced=tuple(sorted(a.application_no for i, a in invited.items() if i not in done)),
    )


def unplaced(desk: Desk) -> tuple[str, ...]:
    """Application numbers of invited applicants whose interview has no time yet."""
    return timetable_values(desk).unplaced


def _invited(connection: Snapshot) -> dict[str, Applicant]:
    """Also who did not come: the paper is kept after the day."""
    statuses = dossiers.statuses(connection)
    return {i: a for i, a in dossiers.get_applicants(connection).items() if statuses[i] in _PRINTED}


def _interview(
    applicant: Applicant, slot: Slot, starts_at: datetime, panel: Panel, assigned: Sequence[Assignment],
    people: Mapping[str, Person],
) -> PaperInterview:  # fmt: skip
    guests = [a for a in assigned if not (a.recused or a.closed_reason) and a.panelist_id not in panel.members]
    out = [a for a in assigned if a.recused and a.panelist_id in panel.members]
    return PaperInterview(
        starts_at, slot.minutes, slot.applicant_id, applicant.application_no, applicant.name, applicant.name_kana,
        applicant.position, panel.id, _names(guests, people), _names(out, people),
    )  # fmt: skip


def _names(assigned: Sequence[Assignment], people: Mapping[str, Person]) -> tuple[str, ...]:
    return tuple(sorted(people[a.panelist_id].name for a in assigned if a.panelist_id in people))


def _panel(panel: Panel, people: Mapping[str, Person]) -> PaperPanel:
    members = sorted((people[i] for i in panel.members if i in people), key=lambda person: person.id != panel.chair)
    return PaperPanel(panel.id, panel.room, tuple(Member(p.name, p.affiliation, p.id == panel.chair) for p in members))


def _pauses(rules: TimetableRules) -> Iterator[Pause]:
    """The times of a day between one interview and the next in which none can begin."""
    length = timedelta(minutes=rules.slot_minutes)
    for earlier, later in pairwise(rules.starts()):
        if earlier.date() == later.date() and earlier + length < later:
            yield Pause(earlier + length, later)
