"""Applicants and their documents."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from jetdesk.desk import records
from jetdesk.desk import tables as t
from jetdesk.desk.database import driver
from jetdesk.domain.applicant import Applicant, Position, Status
from jetdesk.domain.document import Document
from jetdesk.domain.rows import ApplicantRow, Dossier


def list_applicants(connection: Connection) -> tuple[ApplicantRow, ...]:
    """All applicants, by name as filed."""
    documents = _counts(connection, select(t.document.c.applicant, func.count()).where(_kept(t.document)))
    recusals = _counts(
        connection, select(t.assignment.c.applicant, func.count()).where(_kept(t.assignment), t.assignment.c.recused)
    )
    slots = {row.id: (row.panel, row.starts_at) for row in connection.execute(select(t.slot).where(_kept(t.slot)))}
    a = t.applicant.c
    query = select(a.id, a.application_no, a.family_name, a.given_name, a.name_kana, a.position, a.status)
    found = connection.execute(query.where(_kept(t.applicant)))
    rows = [_row(row, documents, slots.get(row[0], ("", "")), recusals) for row in found]
    rows.sort(key=lambda row: (row.name.casefold(), row.application_no))
    return tuple(rows)


def applicant_ids(connection: Connection) -> dict[str, str]:
    """Applicant ids by application number, compared without case and outer blanks."""
    a = t.applicant.c
    rows = connection.execute(select(a.application_no, a.id).where(_kept(t.applicant)))
    return {row.application_no.strip().casefold(): row.id for row in rows}


def get_applicants(connection: Connection, ids: Sequence[str] | None = None) -> dict[str, Applicant]:
    """Whole applications by applicant id; all of them if no ids are given."""
    query = select(t.applicant).where(_kept(t.applicant))
    if ids is not None:
        query = query.where(t.applicant.c.id.in_(ids))
    return {row["id"]: records.applicant_of(row) for row in connection.execute(query).mappings()}


def positions(connection: Connection) -> dict[str, Position]:
    """What each applicant applied for, by applicant id."""
    rows = connection.execute(select(t.applicant.c.id, t.applicant.c.position).where(_kept(t.applicant)))
    return {row.id: _POSITIONS[row.position] for row in rows}


def position_of(connection: Connection, applicant: str) -> Position | None:
    found = connection.execute(select(t.applicant.c.position).where(t.applicant.c.id == applicant)).scalar()
    return _POSITIONS[found] if found else None


def statuses(connection: Connection) -> dict[str, Status]:
    rows = connection.execute(select(t.applicant.c.id, t.applicant.c.status).where(_kept(t.applicant)))
    return {row.id: Status(row.status) for row in rows}


def list_documents(connection: Connection, applicant: str | None = None) -> dict[str, tuple[Document, ...]]:
    """Documents by applicant id, in the order of kinds and numbers."""
    query = select(t.document).where(_kept(t.document)).order_by(t.document.c.kind, t.document.c.number)
    if applicant is not None:
        query = query.where(t.document.c.applicant == applicant)
    found: dict[str, list[Document]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["applicant"]].append(records.document_of(row))
    return {owner: tuple(documents) for owner, documents in found.items()}


def document_key(connection: Connection, document: str) -> tuple[Document, str] | None:
    """A document with the key under which its chunks are sealed."""
    row = connection.execute(select(t.document).where(t.document.c.id == document)).mappings().first()
    return (records.document_of(row), row["key"]) if row else None


def document_keys(connection: Connection) -> list[tuple[str, int]]:
    """(key, size) of every document ever loaded, to know which chunks are wanted."""
    return list(driver(connection).execute("SELECT key, size FROM document"))


def find_dossier(connection: Connection, applicant: str) -> Dossier | None:
    found = select(t.applicant).where(t.applicant.c.id == applicant, _kept(t.applicant))
    row = connection.execute(found).mappings().first()
    if row is None:
        return None
    slot = connection.execute(select(t.slot).where(t.slot.c.id == applicant, _kept(t.slot))).mappings().first()
    assigned = select(t.assignment).where(t.assignment.c.applicant == applicant, _kept(t.assignment))
    return Dossier(
        id=applicant,
        applicant=records.applicant_of(row),
        status=Status(row["status"]),
        status_reason=row["status_reason"] or "",
        documents=list_documents(connection, applicant).get(applicant, ()),
        slot=records.slot_of(slot) if slot else None,
        assignments=tuple(records.assignment_of(r) for r in connection.execute(assigned).mappings()),
    )


def _row(
    row: Sequence[str], documents: dict[str, int], slot: tuple[str, str], recusals: dict[str, int]
) -> ApplicantRow:
    applicant, number, family, given, kana, position, status = row
    return ApplicantRow(
        id=applicant,
        application_no=number,
        name=", ".join(part.strip() for part in (family, given) if part and part.strip()),
        kana=kana or "",
        position=_POSITIONS[position],
        status=_STATUSES[status],
        documents=documents.get(applicant, 0),
        panel=slot[0] or "",
        starts_at=datetime.fromisoformat(slot[1]) if slot[1] else None,
        recusals=recusals.get(applicant, 0),
    )


_POSITIONS = {position.value: position for position in Position}
_STATUSES = {status.value: status for status in Status}


def _counts(connection: Connection, query: Select[str, int]) -> dict[str, int]:
    grouped = query.group_by(query.selected_columns[0])
    return {row[0]: row[1] for row in connection.execute(grouped)}


def _kept(table: Table) -> ColumnElement[bool]:
    return table.c.deleted.is_not(True)
