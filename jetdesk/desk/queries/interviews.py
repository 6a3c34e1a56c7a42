"""Who is expected to score whom, drafts, and submitted sheets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from jetdesk.desk import records
from jetdesk.desk import tables as t
from jetdesk.desk.database import driver
from jetdesk.desk.queries import custody, reveal
from jetdesk.desk.queries.office import parsed_rubric
from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Assignment, Slot
from jetdesk.domain.rows import InterviewRow
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.sheet import Draft, Rating, ScoreSheet


@dataclass(frozen=True, slots=True)
class SheetCase:
    """What a write to one score sheet has to respect. `rubric` is None where the office has none for the position.

    `submitted`: a revision stands that was not opened again. `coordinator`: this desk is one. `time_zone` is
    the office's.
    """

    position: Position
    rubric: Rubric | None
    assigned: bool
    recused: bool
    reason: str
    submitted: bool
    signed_off: bool
    coordinator: bool
    time_zone: str


_CASE = """
SELECT a.position, r.source, g.id, g.recused, g.reason, s.signed_by,
  EXISTS (SELECT 1 FROM sheet h WHERE h.applicant = a.id AND +h.panelist = :panelist AND h.deleted IS NOT 1
    AND NOT EXISTS (SELECT 1 FROM reopening WHERE id = h.id AND deleted IS NOT 1)
    AND NOT EXISTS (SELECT 1 FROM seal WHERE id = h.id AND reopened = 1 AND deleted IS NOT 1)),
  (SELECT 1 FROM meta m JOIN person p ON p.id = m.value AND p.role = 'coordinator' AND p.deleted IS NOT 1
    WHERE m.key = 'person'),
  o.time_zone
FROM applicant a
LEFT JOIN office o ON o.id = 'office'
LEFT JOIN rubric r ON r.id = json_extract(o.rubrics, '$.' || a.position)
LEFT JOIN assignment g ON g.applicant = a.id AND +g.panelist = :panelist AND g.deleted IS NOT 1
LEFT JOIN selection s ON s.id = a.position
WHERE a.id = :applicant AND a.deleted IS NOT 1
"""


def find_case(connection: Connection, applicant: str, panelist: str) -> SheetCase | None:
    """Everything in one statement, as it is asked before every rating; None for an applicant who is not here.

    The plus signs keep the database from looking through all of a panelist's rows instead of an applicant's few.
    """
    row = driver(connection).execute(_CASE, {"applicant": applicant, "panelist": panelist}).fetchone()
    if row is None:
        return None
    position, source, assignment, recused, reason, signed_by, submitted, coordinator, zone = row
    rubric = parsed_rubric(source) if source else None
    return SheetCase(
        Position(position),
        rubric,
        assignment is not None,
        bool(recused),
        reason or "",
        bool(submitted),
        bool(signed_by),
        bool(coordinator),
        zone or "UTC",
    )


def find_draft(connection: Connection, applicant: str, panelist: str) -> Draft:
    """What is filled in so far; an empty draft if nothing is."""
    r, d = t.rating.c, t.draft.c
    ratings = connection.execute(
        select(t.rating).where(r.panelist == panelist, r.applicant == applicant, r.deleted.is_not(True))
    ).mappings()
    overall = connection.execute(
        select(d.overall).where(d.panelist == panelist, d.applicant == applicant, d.deleted.is_not(True))
    ).scalar()
    found = tuple(sorted((records.rating_of(row) for row in ratings), key=lambda rating: rating.criterion))
    return Draft(applicant, panelist, found, records.overall_of(overall))


def list_sheets(connection: Connection, applicant: str | None = None) -> dict[str, tuple[ScoreSheet, ...]]:
    """The latest revision of every sheet this desk may read, by applicant id.

    A sheet that was opened again is out until it is submitted anew; after the reveal it stays shown meanwhile.
    """
    found = _revisions(connection, applicant)
    again = custody.reopened_sheets(connection, None if applicant is None else [sheet.id for sheet in found])
    revealed = reveal.list_reveals(connection, applicant) if again else {}
    latest = {(s.applicant_id, s.panelist_id): s for s in found if s.id not in again or s.applicant_id in revealed}
    grouped: dict[str, list[ScoreSheet]] = defaultdict(list)
    for sheet in latest.values():
        grouped[sheet.applicant_id].append(sheet)
    return {owner: tuple(sorted(sheets, key=lambda s: s.panelist_id)) for owner, sheets in grouped.items()}


def list_revisions(connection: Connection, applicant: str | None = None) -> tuple[ScoreSheet, ...]:
    """Every revision that is here (of one applicant), by panelist and number, also those opened again."""
    return tuple(sorted(_revisions(connection, applicant), key=lambda sheet: (sheet.panelist_id, sheet.revision)))


def _revisions(connection: Connection, applicant: str | None) -> list[ScoreSheet]:
    """By number: later revisions come later."""
    query = select(t.sheet).where(t.sheet.c.deleted.is_not(True)).order_by(t.sheet.c.revision)
    if applicant is not None:
        query = query.where(t.sheet.c.applicant == applicant)
    return [records.sheet_of(row) for row in connection.execute(query).mappings()]


def find_sheet(connection: Connection, applicant: str, panelist: str) -> ScoreSheet | None:
    """The latest revision that this panelist submitted."""
    found = list_sheets(connection, applicant).get(applicant, ())
    return next((sheet for sheet in found if sheet.panelist_id == panelist), None)


def list_assignments(connection: Connection, applicant: str | None = None) -> tuple[Assignment, ...]:
    query = select(t.assignment).where(t.assignment.c.deleted.is_not(True))
    if applicant is not None:
        query = query.where(t.assignment.c.applicant == applicant)
    return tuple(records.assignment_of(row) for row in connection.execute(query).mappings())


def find_assignment(connection: Connection, applicant: str, panelist: str) -> Assignment | None:
    g = t.assignment.c
    query = select(t.assignment).where(g.applicant == applicant, g.panelist == panelist, g.deleted.is_not(True))
    row = connection.execute(query).mappings().first()
    return records.assignment_of(row) if row else None


def list_slots(connection: Connection, applicant: str | None = None) -> dict[str, Slot]:
    """Slots by applicant id."""
    query = select(t.slot).where(t.slot.c.deleted.is_not(True))
    if applicant is not None:
        query = query.where(t.slot.c.id == applicant)
    rows = connection.execute(query).mappings()
    return {row["id"]: records.slot_of(row) for row in rows}


def list_interviews(connection: Connection, panelist: str) -> tuple[InterviewRow, ...]:
    """The applicants whom this panelist is expected to score, by time and number; `gaps` is left at 0."""
    a, s, g = t.applicant.c, t.slot.c, t.assignment.c
    query = (
        select(
            a.id, a.application_no, a.family_name, a.given_name, a.name_kana, a.position, g.recused,
            s.panel, s.starts_at, s.minutes, t.panel.c.room,
        )
        .select_from(t.assignment)
        .join(t.applicant, a.id == g.applicant)
        .outerjoin(t.slot, (s.id == a.id) & s.deleted.is_not(True))
        .outerjoin(t.panel, t.panel.c.id == s.panel)
        .where(g.panelist == panelist, g.deleted.is_not(True), a.deleted.is_not(True))
        .order_by(func.coalesce(s.starts_at, "") == "", s.starts_at, a.application_no)
    )  # fmt: skip
    sent, begun = _submitted(connection, panelist), _begun(connection, panelist)
    return tuple(_interview(row, sent, begun) for row in connection.execute(query))


def _submitted(connection: Connection, panelist: str) -> dict[str, str]:
    """By applicant id how far a submitted sheet has come; `draft` if it was opened again."""
    h = t.sheet.c
    rows = connection.execute(select(h.id, h.applicant).where(h.panelist == panelist, h.deleted.is_not(True))).all()
    if not rows:
        return {}
    again = custody.reopened_sheets(connection, [row.id for row in rows])
    revealed = reveal.list_reveals(connection)
    here = custody.at_coordinators(connection)
    received = {} if here else custody.acknowledged_sheets(connection)
    found = {row.applicant: "draft" for row in rows}
    for row in rows:
        if row.id not in again:
            arrived = "received" if here or row.id in received else "sealed"
            found[row.applicant] = "revealed" if row.applicant in revealed else arrived
    return found


def drafts_of(connection: Connection, panelist: str) -> dict[str, Draft]:
    """Every draft of a panelist that has something in it, by applicant id."""
    ratings: dict[str, list[Rating]] = defaultdict(list)
    r, d = t.rating.c, t.draft.c
    for row in connection.execute(select(t.rating).where(r.panelist == panelist, r.deleted.is_not(True))).mappings():
        ratings[row["applicant"]].append(records.rating_of(row))
    query = select(d.applicant, d.overall).where(d.panelist == panelist, d.deleted.is_not(True))
    overall = {row.applicant: records.overall_of(row.overall) for row in connection.execute(query)}
    return {
        applicant: Draft(applicant, panelist, tuple(ratings[applicant]), overall.get(applicant))
        for applicant in sorted({*ratings, *overall})
    }


def _begun(connection: Connection, panelist: str) -> set[str]:
    ids: Iterable[str] = drafts_of(connection, panelist)
    return set(ids)


def _interview(row: Row[*tuple[Any, ...]], submitted: Mapping[str, str], begun: set[str]) -> InterviewRow:
    begun_or_not = "draft" if row.id in begun else "not_started"
    state = "recused" if row.recused else submitted.get(row.id, begun_or_not)
    return InterviewRow(
        applicant_id=row.id,
        application_no=row.application_no,
        name=" ".join(part.strip() for part in (row.given_name, row.family_name) if part and part.strip()),
        kana=row.name_kana or "",
        position=Position(row.position),
        panel=row.panel or "",
        room=row.room or "",
        starts_at=datetime.fromisoformat(row.starts_at) if row.starts_at else None,
        minutes=row.minutes or 0,
        state=state,
        gaps=0,
        overall=None,
    )
