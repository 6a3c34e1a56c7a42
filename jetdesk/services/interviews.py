"""Interviewing: drafting a score sheet, submitting and sealing it."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from jetdesk.desk.change import Change
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import SELF, Desk, case, sheet_of
from jetdesk.desk.entry import Value
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import interviews as queries
from jetdesk.desk.queries import office as office_queries
from jetdesk.desk.queries.interviews import SheetCase
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
from jetdesk.services.timetable import expect

NOTE_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class SheetView:
    """One panelist's sheet for one applicant: the draft, or the submitted revision if there is one."""

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
    found = [_with_gaps(row, rubrics[row.position], drafts.get(row.applicant_id)) for row in rows]
    return tuple(sorted(found, key=_by_time))


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
        case, rubric = _case(connection, applicant, panelist)
        draft = queries.find_draft(connection, applicant, panelist)
        person = _person(connection, panelist)
        shown = queries.find_sheet(connection, applicant, panelist) if case.submitted else None
    ratings = shown.ratings if shown else draft.ratings
    overall = shown.overall if shown else draft.overall
    return SheetView(
        applicant, case.position, person, rubric, replace(draft, ratings=ratings, overall=overall), shown,
        case.assigned, case.recused, case.reason, gaps(rubric, ratings, overall), weighted_total(rubric, ratings),
    )  # fmt: skip


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
        _writable(change.snapshot, applicant, panelist)
        change.write("draft", sheet_key(applicant, panelist), SELF, applicant=applicant, panelist=panelist,
                     overall=overall.value if overall else "")  # fmt: skip
    return _saved(desk, change)


def submit(desk: Desk, applicant: str, panelist: str) -> ScoreSheet:
    """Submit the draft as revision 1 and seal it. Raises Refused, naming the first gap, while anything is left to do.

    A panelist who was not expected to score this applicant is from now on.
    """
    with desk.change("sheet.submitted", checkpoint=True) as change:
        case, rubric = _writable(change.snapshot, applicant, panelist)
        draft = queries.find_draft(change.snapshot, applicant, panelist)
        left = gaps(rubric, draft.ratings, draft.overall)
        if left:
            raise _incomplete(rubric, left[0])
        sheet = new_sheet(desk, rubric, draft, Origin.SCREEN)
        if not case.assigned:
            expect(change, applicant, panelist)
        write_sheet(change, sheet)
    return sheet


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


def write_sheet(change: Change, sheet: ScoreSheet) -> None:
    """Two entries: the whole sheet for its author and the coordinators, and for the case's panel only its commitment.

    The commitment is SHA-256 over a nonce, the signed entry and its signature: nothing can be altered afterwards, and
    nothing can be guessed from it before the reveal.
    """
    nonce = os.urandom(32)
    audience = sheet_of(sheet.panelist_id)
    change.write("sheet", sheet.id, audience, nonce=nonce.hex(), **sheet_fields(sheet))
    entry = change.sign(audience)
    commitment = sha256(nonce + entry.body + entry.signature).hexdigest()
    change.write("seal", sheet.id, case(sheet.applicant_id), commitment=commitment, panelist=sheet.panelist_id,
                 applicant=sheet.applicant_id, revision=sheet.revision)  # fmt: skip


def _write_rating(desk: Desk, applicant: str, panelist: str, criterion: str, action: str, **fields: Value) -> Saved:
    with desk.change(action) as change:
        _, rubric = _writable(change.snapshot, applicant, panelist)
        rubric.criterion(criterion)
        if isinstance(level := fields.get("level"), int):
            rubric.points(level)
        row = rating_id(applicant, panelist, criterion)
        change.write("rating", row, SELF, applicant=applicant, panelist=panelist, criterion=criterion, **fields)
    return _saved(desk, change)


def _saved(desk: Desk, change: Change) -> Saved:
    return Saved(datetime.fromtimestamp(desk.now_ms / 1000).astimezone(), change.result)


def _case(connection: Snapshot, applicant: str, panelist: str) -> tuple[SheetCase, Rubric]:
    case = queries.find_case(connection, applicant, panelist)
    if case is None:
        raise Refused(msg("This applicant is not on this desk."))
    if case.rubric is None:
        raise Refused(
            msg("The office has no rubric for {position}.", position=case.position.value),
            todo=msg("Name one under [rubrics] in the setup file and run the setup again."),
        )
    return case, case.rubric


def _writable(connection: Snapshot, applicant: str, panelist: str) -> tuple[SheetCase, Rubric]:
    """The case, if its sheet may still be written; else raises Refused."""
    case, rubric = _case(connection, applicant, panelist)
    if case.submitted:
        raise Refused(
            msg("This sheet is submitted and sealed; it does not change any more."), safe=msg("Nothing was changed.")
        )
    if case.recused:
        raise Refused(msg("This panelist is recused from this applicant."), safe=msg("Nothing was changed."))
    if case.signed_off:
        raise signed_off(case.position)
    return case, rubric


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
