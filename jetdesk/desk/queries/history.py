"""The journal as a person reads it, and values that compete."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from jetdesk.desk import journal
from jetdesk.desk import tables as t
from jetdesk.desk.clock import moment
from jetdesk.desk.entry import Entry, Value, read_entry
from jetdesk.desk.projection import FIRST_WRITE
from jetdesk.desk.queries.dossiers import position_of
from jetdesk.domain.applicant import Position
from jetdesk.domain.rows import Recorded


@dataclass(frozen=True, slots=True)
class Competing:
    """A value that lost by the clock alone and waits for a person."""

    table: str
    row: str
    field: str
    entry: str
    value: Value


@dataclass(frozen=True, slots=True)
class Written:
    """A value that stands in a field, with the entry that wrote it; `arrived` in milliseconds if it came from afar."""

    entry: Entry
    value: Value
    arrived: int | None

    @property
    def author(self) -> str:
        return self.entry.author

    @property
    def clock(self) -> int:
        return self.entry.clock


def list_writes(connection: Connection, table: str, row: str, field: str) -> tuple[Written, ...]:
    """The value that shows in a field, then those that stand beside it; none if the field was never set."""
    kept = t.PROJECTED[table].c
    found = connection.execute(select(kept[field], kept.heads).where(kept.id == row, kept.deleted.is_not(True))).first()
    if found is None:
        return ()
    heads = json.loads(found.heads)
    shown = heads.get(field) or (heads.get(FIRST_WRITE) if found[0] is not None else None)
    standing = {shown: found[0]} if shown else {}
    place = (t.conflict.c.table_name == table, t.conflict.c.row_id == row, t.conflict.c.field == field)
    rows = connection.execute(select(t.conflict).where(*place).order_by(t.conflict.c.entry))
    return _written(connection, {**standing, **{r.entry: json.loads(r.value) for r in rows}})


def _written(connection: Connection, values: Mapping[str, Value]) -> tuple[Written, ...]:
    j = t.journal.c
    rows = connection.execute(select(j.id, j.body, j.signature, j.arrived).where(j.id.in_(values)))
    found = {r.id: Written(read_entry(r.body, r.signature), values[r.id], r.arrived) for r in rows}
    return tuple(found[entry] for entry in values if entry in found)


def list_history(connection: Connection, applicant: str | None = None) -> tuple[Recorded, ...]:
    """Every change that this desk knows, oldest first; of one applicant if given."""
    applicants = connection.execute(select(t.applicant.c.id, t.applicant.c.application_no))
    numbers = {row.id: row.application_no for row in applicants}
    found = []
    for entry in journal.entries(connection):
        subject = _subject(entry, numbers)
        if applicant is None or subject == applicant:
            number = numbers.get(subject, "")
            found.append(Recorded(moment(entry.clock), entry.author, entry.action, number, _detail(entry), entry.id))
    return tuple(found)


def positions_touched(connection: Connection, entries: Iterable[str]) -> frozenset[Position]:
    """Whose lists these entries bear on: the positions of the applicants they write about, and lists themselves."""
    found: set[Position | None] = set()
    for entry in filter(None, (journal.get(connection, entry_id) for entry_id in entries)):
        for write in entry.writes:
            if write.table == "selection":
                found.add(Position(write.row))
            for candidate in (write.row, write.fields.get("applicant")):
                found.add(position_of(connection, str(candidate)))
    return frozenset(position for position in found if position)


def list_conflicts(connection: Connection, tables: Collection[str] = ()) -> tuple[Competing, ...]:
    """Values that stand beside the shown ones and differ from them; of these tables if any are given."""
    query = select(t.conflict)
    if tables:
        query = query.where(t.conflict.c.table_name.in_(tables))
    found = []
    for row in connection.execute(query):
        table = t.PROJECTED[row.table_name]
        shown = connection.execute(select(table.c[row.field]).where(table.c.id == row.row_id)).scalar()
        value = json.loads(row.value)
        if value != shown:
            found.append(Competing(row.table_name, row.row_id, row.field, row.entry, value))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class About:
    """Whom a row is about, as far as it says: ids, and number and name of the applicant, person or panel."""

    applicant: str
    panelist: str
    criterion: str
    subject: str


def find_about(connection: Connection, table: str, row: str) -> About:
    """Rows name applicant and panelist, or are named after the applicant. The subject may be empty."""
    kept = t.PROJECTED[table].c
    read = connection.execute(select(t.PROJECTED[table]).where(kept.id == row)).mappings().first()
    found: dict[str, Value] = {str(name): value for name, value in read.items()} if read else {}
    applicant, panelist, criterion = (str(found.get(n) or "") for n in ("applicant", "panelist", "criterion"))
    a = t.applicant.c
    names = connection.execute(
        select(a.application_no, a.given_name, a.family_name).where(a.id == (applicant or row))
    ).first()
    if names is None:
        return About(applicant, panelist, criterion, _name_of_row(table, row, found))
    return About(applicant or row, panelist, criterion, " ".join(part.strip() for part in names if part))


def _name_of_row(table: str, row: str, found: Mapping[str, Value]) -> str:
    if table in ("person", "office"):
        return str(found.get("name") or "")
    return row if table in ("panel", "selection", "rubric") else ""


def is_final(connection: Connection, entries: Iterable[str]) -> bool:
    """Whether one of these entries seals, reveals or settles something for good: that is never undone."""
    found = (journal.get(connection, entry) for entry in entries)
    return any(write.table in FINAL for entry in found if entry for write in entry.writes)


FINAL = frozenset({"sheet", "seal", "reveal", "reopening", "receipt", "withdrawn", "resolution", "member"})
"""Tables whose rows others hold proof of, or have acted upon."""


def _subject(entry: Entry, numbers: dict[str, str]) -> str:
    """The applicant whom an entry is about, if it is about one."""
    for write in entry.writes:
        for candidate in (write.fields.get("applicant"), write.row):
            if isinstance(candidate, str) and candidate in numbers:
                return candidate
    return ""


def _detail(entry: Entry) -> str:
    """What was written, field by field, without long texts and keys."""
    parts = []
    for write in entry.writes[:3]:
        shown = [f"{k}={v}" for k, v in write.fields.items() if k in _TELLING and v not in (None, "")]
        parts.append(f"{write.table}({', '.join(shown)})" if shown else write.table)
    more = len(entry.writes) - 3
    return "; ".join(parts) + (f"; +{more}" if more > 0 else "")


_TELLING = {
    "criterion", "level", "cannot_assess", "overall", "panelist", "revision", "reason", "status", "outcome", "rank",
    "alternate", "quota", "recused", "panel", "kind", "signed_by", "position", "origin", "deleted",
}  # fmt: skip
