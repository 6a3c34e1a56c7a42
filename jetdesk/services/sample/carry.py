"""Carries the sample office through every step, by the same services that a coordinator's window uses."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from jetdesk.desk import vault
from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.ids import applicant_id
from jetdesk.domain.sheet import Draft, Origin
from jetdesk.i18n import tr
from jetdesk.services import desks, intake, interviews, people, reporting, screening, selection, timetable
from jetdesk.services.reporting import SummaryOptions
from jetdesk.services.sample import days, sheets, tables
from jetdesk.services.sample.applicants import Invented
from jetdesk.services.sample.days import Planned
from jetdesk.services.sample.laptops import Laptops

OFFICE = "Consulate-General of Japan in Westhaven"
YEAR = 2026
COORDINATOR = "Nadia Brzezicka"
LIGHT = vault.Cost(1, vault.LEAST_MEMORY)
"""Nothing in the sample is secret: its key slot costs the least that is permitted."""
DECISIONS = {
    "certificate-not-sent": Status.INVITED,
    "dual-nationality": Status.INVITED,
    "couple-unknown": Status.INVITED,
    "reference-kind": Status.NOT_INVITED,
    "withdrawn": Status.WITHDRAWN,
}
"""What the coordinator decided, by situation; who is not here waits for a document."""
REPORTS = (
    (Position.ALT, SummaryOptions(language="en", paper="a4")),
    (Position.ALT, SummaryOptions(language="ja", paper="a4")),
    (Position.CIR, SummaryOptions(language="en", paper="letter")),
)
Progress = Callable[[float, str], None]


def found(folder: Path, passphrase: str) -> Desk:
    """The coordinator's desk, set up from resources/sample/office.toml."""
    made = desks.found_office(folder, OFFICE, YEAR, COORDINATOR, passphrase, cost=LIGHT)
    try:
        people.set_up(made.desk, tables.path("office.toml"))
    except BaseException:
        made.desk.close()
        raise
    return made.desk


def load(desk: Desk, export: Path, progress: Progress) -> None:
    def told(done: int, of: int) -> None:
        progress(done / max(of, 1), tr("Loading applications: {done} of {of} documents", done=done, of=of))

    intake.load(desk, export / "applications.csv", export / "documents", progress=told)


def carry_through(desk: Desk, laptops: Laptops, invented: Sequence[Invented], seed: int, progress: Progress) -> int:
    """Screening, timetable, interviews and selection; gives the number of score sheets."""
    office = people.get_office(desk)
    ids = {applicant_id(office.code, office.cycle.year, each.applicant.application_no): each for each in invented}
    progress(0.0, tr("Screening applications"))
    _screen(desk, ids)
    progress(0.1, tr("Planning interviews"))
    planned = _schedule(desk, ids, ZoneInfo(office.time_zone))
    progress(0.2, tr("Giving panelists their laptops"))
    with laptops.joined(desk, tables.days().open_panel) as desks:
        progress(0.4, tr("Filling in score sheets"))
        filled = _interview(desk, desks, planned, seed)
        progress(0.7, tr("Exchanging sheets"))
        laptops.exchange(desk, desks)
    progress(0.8, tr("Selecting"))
    _select(desk)
    return filled


def write_reports(desk: Desk, folder: Path, progress: Progress) -> tuple[Path, ...]:
    """The selection summaries of every position that ranks somebody."""
    written = []
    for done, (position, options) in enumerate(REPORTS):
        progress(done / len(REPORTS), tr("Writing reports"))
        if selection.view(desk, position).ranking.ranked:
            file = folder / f"selection-summary-{position.value}-{options.language}-{options.paper}.pdf"
            file.write_bytes(reporting.summary(desk, position, options).pdf)
            written.append(file)
    return tuple(written)


def _screen(desk: Desk, ids: dict[str, Invented]) -> None:
    screening.settle_clear_cases(desk)
    for applicant, each in ids.items():
        if each.situation in DECISIONS:
            reason = tables.days().reasons[each.situation]
            screening.set_status(desk, [applicant], DECISIONS[each.situation], reason)


def _schedule(desk: Desk, ids: dict[str, Invented], zone: ZoneInfo) -> tuple[Planned, ...]:
    invited = {s.applicant_id: ids[s.applicant_id] for s in screening.screen_all(desk) if s.status is Status.INVITED}
    planned = days.plan(invited, people.list_panels(desk), zone)
    timetable.schedule(desk, [each.slot for each in planned])
    recusal = tables.days().recusal
    for applicant, each in invited.items():
        if each.applicant.application_no == recusal.applicant:
            timetable.recuse(desk, applicant, recusal.panelist, recusal.reason)
            with desk.change("case.sits_in") as change:
                timetable.expect(change, applicant, recusal.sits_in)
        if each.situation == "absent":
            screening.set_status(desk, [applicant], Status.ABSENT)
    return planned


def _interview(desk: Desk, desks: Mapping[str, Desk], planned: Sequence[Planned], seed: int) -> int:
    """Sheets of everyone who came: on the panelists' own desks, or on paper and entered by the coordinator."""
    begun = tables.days().draft
    came = list(_came(desk, planned))
    rubrics = {position: selection.view(desk, position).rubric for position in people.get_office(desk).positions}
    filled: dict[str, list[Draft]] = defaultdict(list)
    for each, panelist in came:
        applicant = each.slot.applicant_id
        if (each.number, panelist) == (begun.applicant, begun.panelist):
            _begin(desks.get(panelist, desk), applicant)
            continue
        rubric = rubrics[each.invented.applicant.position]
        draft = sheets.fill_in(rubric, applicant, each.number, panelist, each.invented.merit, seed)
        filled[panelist if panelist in desks else desk.person].append(draft)
    positions = {each.slot.applicant_id: each.invented.applicant.position for each in planned}
    for owner, drafts in filled.items():
        on = desks.get(owner, desk)
        origin = Origin.SCREEN if owner in desks else Origin.PAPER
        with on.change("scores.loaded", checkpoint=True) as change:
            for draft in drafts:
                rubric = rubrics[positions[draft.applicant_id]]
                interviews.write_sheet(change, interviews.new_sheet(on, rubric, draft, origin))
    return sum(map(len, filled.values()))


def _came(desk: Desk, planned: Sequence[Planned]) -> Iterator[tuple[Planned, str]]:
    """Who was interviewed, with each of the panelists, except where sheets are still to be filled in."""
    later = days.still_open(planned)
    members = {panel.id: panel.members for panel in people.list_panels(desk)}
    for each in planned:
        if each.slot.applicant_id not in later and each.invented.situation != "absent":
            yield from ((each, panelist) for panelist in _panelists(each.number, members[each.slot.panel_id]))


def _panelists(number: str, members: tuple[str, ...]) -> tuple[str, ...]:
    recusal = tables.days().recusal
    if number != recusal.applicant:
        return members
    return (*(member for member in members if member != recusal.panelist), recusal.sits_in)


def _begin(desk: Desk, applicant: str) -> None:
    begun = tables.days().draft
    for criterion, level in begun.levels.items():
        interviews.rate(desk, applicant, begun.panelist, criterion, level)
    for criterion, note in begun.notes.items():
        interviews.note(desk, applicant, begun.panelist, criterion, note)


def _select(desk: Desk) -> None:
    """One move by the chairs, decisions for all, and the coordinators' list signed off."""
    ranking = selection.view(desk, Position.ALT).ranking
    if len(ranking.ranked) > ranking.quota > 0:
        first_alternate = ranking.ranked[ranking.quota].candidate.applicant_id
        selection.move(desk, Position.ALT, first_alternate, ranking.quota, tables.days().override_reason)
    selection.apply_decisions(desk, selection.positions(desk))
    if selection.view(desk, Position.CIR).ranking.ranked:
        selection.sign_off(desk, Position.CIR)
