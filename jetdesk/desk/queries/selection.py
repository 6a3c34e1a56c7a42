"""What selection works on: candidates with their sheets, overrides, decisions, sign-off."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from jetdesk.desk import records
from jetdesk.desk import tables as t
from jetdesk.desk.queries.interviews import list_sheets
from jetdesk.desk.queries.office import list_panels
from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.selection import Basis, Candidate, Override, Sheet
from jetdesk.domain.summary import SignOff


@dataclass(frozen=True, slots=True)
class SelectionState:
    """What the office has settled for one position; quota and alternates are None while the office's own hold."""

    quota: int | None = None
    alternates: int | None = None
    sign_off: SignOff | None = None
    document_no: str = ""
    basis: Basis = Basis.RAW


@dataclass(frozen=True, slots=True)
class Decided:
    """The recorded outcome of one applicant."""

    applicant_id: str
    position: str
    outcome: str
    rank: int | None
    alternate: int | None
    raw: float | None
    reason: str


def list_decisions(connection: Connection) -> tuple[Decided, ...]:
    rows = connection.execute(select(t.decision).where(t.decision.c.deleted.is_not(True)))
    return tuple(Decided(r.id, r.position, r.outcome, r.rank, r.alternate, r.raw, r.reason or "") for r in rows)


def list_candidates(connection: Connection, position: Position) -> tuple[Candidate, ...]:
    """Those who were invited (or withdrew or were absent since) with the latest revision of their sheets."""
    a = t.applicant.c
    query = select(a.id, a.application_no, a.family_name, a.given_name, a.name_kana, a.status, t.slot.c.panel)
    query = query.outerjoin(t.slot, (t.slot.c.id == a.id) & t.slot.c.deleted.is_not(True))
    query = query.where(a.position == position.value, a.deleted.is_not(True))
    sheets = list_sheets(connection)
    panel_of = {member: panel.id for panel in list_panels(connection) for member in panel.members}
    found = []
    for row in connection.execute(query.order_by(a.application_no)):
        received = tuple(Sheet(s.panelist_id, s.ratings, s.overall) for s in sheets.get(row.id, ()))
        if received or row.status in _INTERVIEWED:
            name = " ".join(part.strip() for part in (row.given_name, row.family_name) if part and part.strip())
            panels = {panel_of[s.panelist_id] for s in received if s.panelist_id in panel_of}
            panel = row.panel or ", ".join(sorted(panels))
            status = Status(row.status)
            found.append(Candidate(row.id, row.application_no, name, row.name_kana or "", panel, status, received))
    return tuple(found)


_INTERVIEWED = {Status.INVITED.value, Status.WITHDRAWN.value, Status.ABSENT.value}


def list_overrides(connection: Connection, position: Position) -> tuple[Override, ...]:
    query = select(t.override).where(t.override.c.position == position.value, t.override.c.deleted.is_not(True))
    found = (records.override_of(row) for row in connection.execute(query).mappings())
    return tuple(sorted(found, key=lambda override: override.at))


def find_state(connection: Connection, position: Position) -> SelectionState:
    kept = t.selection.c.deleted.is_not(True)
    row = connection.execute(select(t.selection).where(t.selection.c.id == position.value, kept)).first()
    if row is None:
        return SelectionState()
    signed = SignOff(row.signed_by, datetime.fromisoformat(row.signed_at)) if row.signed_by else None
    basis = Basis.ADJUSTED if row.basis == Basis.ADJUSTED.value else Basis.RAW
    return SelectionState(row.quota, row.alternates, signed, row.document_no or "", basis)


def count_sign_offs(connection: Connection, position: Position) -> int:
    """How often this list was signed off so far."""
    return connection.execute(select(t.selection.c.edition).where(t.selection.c.id == position.value)).scalar() or 0
