"""Interviewing: drafting a score sheet, submitting and sealing it, opening it again with a reason."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from jetdesk.desk.change import Change
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import SELF, Desk, case, sheet_of
from jetdesk.desk.entry import Value
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import custody, reveal
from jetdesk.desk.queries import interviews as queries
from jetdesk.desk.queries import office as office_queries
from jetdesk.desk.queries.interviews import SheetCase
from jetdesk.desk.queries.timetable import attendance
from jetdesk.desk.records import sheet_fields
from jetdesk.domain.applicant import Position
from jetdesk.domain.ids import rating_id, revision_id, sheet_key
from jetdesk.domain.office import Person, Role
from jetdesk.domain.rows import InterviewRow
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.sheet import (
    Draft,
    Gap,
    GapKind,
    Origin,
    Overall,
    Rating,
    ScoreSheet,
    Total,
    gaps,
    weighted_total,
)
from jetdesk.errors import Refused
from jetdesk.i18n import chosen_language, msg
from jetdesk.services.desks import now
from jetdesk.services.frozen import signed_off
from jetdesk.services.roles import checked_reason
from jetdesk.services.timetable import expect

NOTE_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class SheetView:
    """One panelist's sheet for one applicant: the draft, or the submitted revision if there is one.

    `revision`: the number of the submitted revision, or the one that the draft will get. `received`: a coordinator's
    desk has confirmed it. `reopened_reason`: why the draft was opened again, if it was.
    """

    applicant_id: str
    position: Position
    panelist: Person
    rubric: Rubric
    draft: Draft
    submitted: ScoreSheet | None
    assigned: bool
    recused: bool
    reason: str
    gaps: tuple[Gap, ...]
    total: Total
    revision: int = 1
    revealed: bool = False
    received: bool = False
    reopened_reason: str = ""

    @property
    def read_only(self) -> bool:
        return self.submitted is not None or self.recused


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved, durably, and when, by the laptop's clock."""

    at: datetime
    change: ChangeSet


def list_interviews(desk: Desk, panelist: str) -> tuple[InterviewRow, ...]:
    """The panelist's applicants by time, each with how far the sheet is and how many things are left to do."""
    with desk.read() as connection:
        rows = queries.list_interviews(connection, panelist)
        rubrics = {position: office_queries.rubric_for(connection, position) for position in {r.position for r in rows}}
        drafts = queries.drafts_of(connection, panelist)
        came = attendance(connection)
    found = [_with_gaps(row, rubrics[row.position], drafts.get(row.applicant_id)) for row in rows]
    noted = (replace(row, attendance=came.get(row.applicant_id, row.attendance)) for row in found)
    return tuple(sorted(noted, key=_by_time))


def list_panelists(desk: Desk) -> tuple[Person, ...]:
    """Those who score: panelists, and whoever else is expected to."""
    with desk.read() as connection:
        expected = {assignment.panelist_id for assignment in queries.list_assignments(connection)}
        people = office_queries.list_people(connection)
    return tuple(p for p in people if p.role is Role.PANELIST or p.id in expected or p.id == desk.person)


def usual_panelist(desk: Desk, applicant: str = "") -> str:
    """Whose sheets are most likely to be filled in here: one's own, else of the first panelist who has open ones.

    With an applicant, of those who are expected to score them.
    """
    with desk.read() as connection:
        assigned = [a for a in queries.list_assignments(connection) if not a.recused]
        received = {(s.applicant_id, s.panelist_id) for v in queries.list_sheets(connection).values() for s in v}
        names = {person.id: person.name for person in office_queries.list_people(connection)}
    if any(a.panelist_id == desk.person for a in assigned):
        return desk.person
    mine = [a for a in assigned if a.applicant_id == applicant] or assigned
    open_ones = {a.panelist_id for a in mine if (a.applicant_id, a.panelist_id) not in received}
    candidates = open_ones or {a.panelist_id for a in mine}
    return min(candidates, key=lambda panelist: names.get(panelist, panelist), default=desk.person)


def open_sheet(desk: Desk, applicant: str, panelist: str) -> SheetView:
    with desk.read() as connection:
        found, rubric = _case(connection, applicant, panelist)
        draft = queries.find_draft(connection, applicant, panelist)
        person = _person(connection, panelist)
        shown = queries.find_sheet(connection, applicant, panelist) if found.submitted else None
        revision = shown.revision if shown else custody.next_revision(connection, applicant, panelist)
        reason = "" if shown else _reopening_reason(connection, applicant, panelist, revision)
        received = shown is not None and _is_received(connection, found, shown)
        revealed = reveal.is_revealed(connection, applicant)
    ratings = shown.ratings if shown else draft.ratings
    overall = shown.overall if shown else draft.overall
    return SheetView(
        applicant, found.position, person, rubric, replace(draft, ratings=ratings, overall=overall), shown,
        found.assigned, found.recused, found.reason, gaps(rubric, ratings, overall), weighted_total(rubric, ratings),
        revision, revealed, received, reason,
    )  # fmt: skip


def _is_received(connection: Snapshot, found: SheetCase, sheet: ScoreSheet) -> bool:
    """A coordinator's desk has it: this one, or another that says so."""
    return found.coordinator or sheet.id in custody.acknowledged_sheets(connection)


def _reopening_reason(connection: Snapshot, applicant: str, panelist: str, revision: int) -> str:
    """Why the revision before this one was opened again; empty if there is none."""
    return custody.reopening_reason(connection, revision_id(applicant, panelist, revision - 1))


def rate(desk: Desk, applicant: str, panelist: str, criterion: str, level: int | None) -> Saved:
    """Choose a level, or clear it with None. It takes the place of *cannot assess*."""
    return _write_rating(desk, applicant, panelist, criterion, "sheet.rated", level=level, cannot_assess=False)


def cannot_assess(desk: Desk, applicant: str, panelist: str, criterion: str, on: bool) -> Saved:
    return _write_rating(desk, applicant, panelist, criterion, "sheet.rated", level=None, cannot_assess=on)


def note(desk: Desk, applicant: str, panelist: str, criterion: str, text: str) -> Saved:
    """Keep the note of a criterion. Raises Refused above 20,000 characters."""
    if len(text) > NOTE_LIMIT:
        raise Refused(
            msg("The note is longer than {n} characters.", n=NOTE_LIMIT), todo=msg("Shorten it; the rest is kept.")
        )
    return _write_rating(desk, applicant, panelist, criterion, "sheet.noted", note=text)


def choose_overall(desk: Desk, applicant: str, panelist: str, overall: Overall | None) -> Saved:
    with desk.change("sheet.overall") as change:
        found, _ = _writable(change.snapshot, desk, applicant, panelist)
        change.write("draft", sheet_key(applicant, panelist), SELF, applicant=applicant, panelist=panelist,
                     overall=overall.value if overall else "")  # fmt: skip
    return _saved(desk, change, found)


def submit(desk: Desk, applicant: str, panelist: str) -> ScoreSheet:
    """Submit the draft as the next revision and seal it. Raises Refused, naming the first gap, while one is left.

    A panelist who was not expected to score this applicant is from now on, if a coordinator enters the sheet.
    """
    with desk.change("sheet.submitted", checkpoint=True) as change:
        found, rubric = _writable(change.snapshot, desk, applicant, panelist)
        draft = queries.find_draft(change.snapshot, applicant, panelist)
        left = gaps(rubric, draft.ratings, draft.overall)
        if left:
            raise _incomplete(rubric, left[0])
        if not found.assigned:
            _check_may_expect(found)
            expect(change, applicant, panelist)
        return write_sheet(change, new_sheet(desk, rubric, draft, Origin.SCREEN))


def _check_may_expect(found: SheetCase) -> None:
    if not found.coordinator:
        raise Refused(
            msg("You are not expected to score this applicant."),
            safe=msg("The draft is saved."),
            todo=msg("Ask the coordinator to assign you; then submit."),
        )


def reopen(desk: Desk, applicant: str, panelist: str, reason: str) -> ChangeSet:
    """Open a submitted sheet again, with a reason of at least ten characters; the draft is filled from it.

    What was sealed stays on record. By the author, or by the coordinator for a sheet that was entered on this desk.
    After the reveal it opens a revision for the panel to read.
    """
    kept = checked_reason(reason, msg("Opening a sheet again"))
    at = now(desk).isoformat()
    with desk.change("sheet.reopened", checkpoint=True) as change:
        sheet = _reopenable(change.snapshot, desk, applicant, panelist)
        _fill_draft(change, sheet)
        change.write("reopening", sheet.id, _audience(change.snapshot, sheet), applicant=applicant, panelist=panelist,
                     revision=sheet.revision, reason=kept, at=at)  # fmt: skip
        change.write("seal", sheet.id, case(applicant), reopened=True)
    return change.result


def _reopenable(connection: Snapshot, desk: Desk, applicant: str, panelist: str) -> ScoreSheet:
    """The sheet that stands, if this desk may open it again; else raises Refused."""
    found, _ = _case(connection, applicant, panelist)
    sheet = queries.find_sheet(connection, applicant, panelist) if found.submitted else None
    if sheet is None:
        raise Refused(msg("There is no submitted sheet to open again."), safe=msg("Nothing was changed."))
    if panelist != desk.person and not (sheet.entered_by == desk.person and found.coordinator):
        raise Refused(
            msg("Only its author opens a sheet again, on the author's own laptop."), safe=msg("Nothing was changed.")
        )
    if found.recused:
        raise _recused()
    if found.signed_off:
        raise signed_off(found.position)
    return sheet


def _fill_draft(change: Change, sheet: ScoreSheet) -> None:
    """Only what differs from the draft that is kept here."""
    applicant, panelist = sheet.applicant_id, sheet.panelist_id
    draft = queries.find_draft(change.snapshot, applicant, panelist)
    for rating in sheet.ratings:
        if draft.rating(rating.criterion) != rating:
            change.write("rating", rating_id(applicant, panelist, rating.criterion), SELF, applicant=applicant,
                         panelist=panelist, criterion=rating.criterion, level=rating.level,
                         cannot_assess=rating.cannot_assess, note=rating.note)  # fmt: skip
    if draft.overall != sheet.overall:
        change.write("draft", sheet_key(applicant, panelist), SELF, applicant=applicant, panelist=panelist,
                     overall=sheet.overall.value if sheet.overall else "")  # fmt: skip


def new_sheet(desk: Desk, rubric: Rubric, draft: Draft, origin: Origin, *, notes_waived: bool = False) -> ScoreSheet:
    """Revision 1 of a draft, submitted now by the desk's person (for the panelist, if that is somebody else)."""
    order = {criterion.id: at for at, criterion in enumerate(rubric.criteria)}
    ratings = tuple(sorted((r for r in draft.ratings if r.criterion in order), key=lambda r: order[r.criterion]))
    return ScoreSheet(
        id=revision_id(draft.applicant_id, draft.panelist_id, 1),
        applicant_id=draft.applicant_id,
        panelist_id=draft.panelist_id,
        revision=1,
        rubric_id=rubric.id,
        ratings=ratings,
        overall=draft.overall,
        submitted_at=now(desk),
        origin=origin,
        entered_by=desk.person if desk.person != draft.panelist_id else "",
        notes_waived=notes_waived,
    )


def write_sheet(change: Change, sheet: ScoreSheet) -> ScoreSheet:
    """Two entries: the whole sheet for its readers, and for the case's panel only its commitment. Gives it as written.

    It becomes the revision after those that were opened again, with the reason for that: nothing that was submitted
    is ever written over. The commitment is SHA-256 over a nonce, the signed entry and its signature: nothing can be
    altered afterwards, and nothing can be guessed from it before the reveal.
    """
    sheet = _as_next_revision(change.snapshot, sheet)
    nonce, audience = os.urandom(32).hex(), _audience(change.snapshot, sheet)
    change.write("sheet", sheet.id, audience, nonce=nonce, **sheet_fields(sheet))
    commitment = reveal.commitment_of(change.sign(audience), nonce)
    change.write("seal", sheet.id, case(sheet.applicant_id), commitment=commitment, panelist=sheet.panelist_id,
                 applicant=sheet.applicant_id, revision=sheet.revision)  # fmt: skip
    return sheet


def _as_next_revision(connection: Snapshot, sheet: ScoreSheet) -> ScoreSheet:
    applicant, panelist = sheet.applicant_id, sheet.panelist_id
    number = custody.next_revision(connection, applicant, panelist)
    if number == 1:
        return sheet
    reason = _reopening_reason(connection, applicant, panelist, number)
    return replace(sheet, id=revision_id(applicant, panelist, number), revision=number, reason=reason)


def _audience(connection: Snapshot, sheet: ScoreSheet) -> str:
    """Before the reveal its author and the coordinators, after it the whole case."""
    revealed = reveal.is_revealed(connection, sheet.applicant_id)
    return case(sheet.applicant_id) if revealed else sheet_of(sheet.panelist_id)


def _write_rating(desk: Desk, applicant: str, panelist: str, criterion: str, action: str, **fields: Value) -> Saved:
    with desk.change(action) as change:
        found, rubric = _writable(change.snapshot, desk, applicant, panelist)
        rubric.criterion(criterion)
        if isinstance(level := fields.get("level"), int):
            rubric.points(level)
        row = rating_id(applicant, panelist, criterion)
        change.write("rating", row, SELF, applicant=applicant, panelist=panelist, criterion=criterion, **fields)
    return _saved(desk, change, found)


def _saved(desk: Desk, change: Change, found: SheetCase) -> Saved:
    """All times of an office are told in its own zone, also on a laptop that is set to another."""
    return Saved(datetime.fromtimestamp(desk.now_ms / 1000, ZoneInfo(found.time_zone)), change.result)


def _case(connection: Snapshot, applicant: str, panelist: str) -> tuple[SheetCase, Rubric]:
    found = queries.find_case(connection, applicant, panelist)
    if found is None:
        raise Refused(msg("This applicant is not on this desk."))
    if found.rubric is None:
        raise Refused(
            msg("The office has no rubric for {position}.", position=found.position.value),
            todo=msg("Name one under [rubrics] in the setup file and run the setup again."),
        )
    return found, found.rubric


def _writable(connection: Snapshot, desk: Desk, applicant: str, panelist: str) -> tuple[SheetCase, Rubric]:
    """The case, if its sheet may still be written here; else raises Refused."""
    found, rubric = _case(connection, applicant, panelist)
    if panelist != desk.person and not found.coordinator:
        raise Refused(msg("On this laptop only your own sheets are written."), safe=msg("Nothing was changed."))
    if found.submitted:
        raise Refused(
            msg("This sheet is submitted and sealed; it does not change any more."), safe=msg("Nothing was changed.")
        )
    if found.recused:
        raise _recused()
    if found.signed_off:
        raise signed_off(found.position)
    return found, rubric


def _recused() -> Refused:
    return Refused(msg("This panelist is recused from this applicant."), safe=msg("Nothing was changed."))


def _incomplete(rubric: Rubric, gap: Gap) -> Refused:
    return Refused(
        msg("The sheet is not complete: {gap}.", gap=gap.message(rubric, chosen_language())),
        safe=msg("The draft is saved."),
        todo=msg("Fill in what is listed beside the seal button, then submit."),
    )


def _person(connection: Snapshot, panelist: str) -> Person:
    for person in office_queries.list_people(connection):
        if person.id == panelist:
            return person
    raise Refused(msg("There is no person “{person}” in this office.", person=panelist))


def _by_time(row: InterviewRow) -> tuple[bool, float, str]:
    """Those without a time come last; offsets of the clock do not matter."""
    at = row.starts_at
    return at is None, at.timestamp() if at else 0.0, row.application_no


def _with_gaps(row: InterviewRow, rubric: Rubric | None, draft: Draft | None) -> InterviewRow:
    if row.state != "draft" or rubric is None or draft is None:
        return row
    return replace(row, gaps=len(gaps(rubric, draft.ratings, draft.overall)), overall=draft.overall)


def missing_notes(rubric: Rubric, ratings: Sequence[Rating]) -> tuple[Gap, ...]:
    """Notes that the rubric requires and the ratings lack."""
    return tuple(g for g in gaps(rubric, ratings, None) if g.kind in (GapKind.NOTE, GapKind.REASON))
