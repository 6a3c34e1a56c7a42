"""The journal as a person reads it, and values that compete."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from jetdesk.desk import journal
from jetdesk.desk import tables as t
from jetdesk.desk.clock import moment
from jetdesk.desk.entry import Entry, Value
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


def list_conflicts(connection: Connection) -> tuple[Competing, ...]:
    """Values that stand beside the shown ones and differ from them."""
    found = []
    for row in connection.execute(select(t.conflict)):
        table = t.PROJECTED[row.table_name]
        shown = connection.execute(select(table.c[row.field]).where(table.c.id == row.row_id)).scalar()
        value = json.loads(row.value)
        if value != shown:
            found.append(Competing(row.table_name, row.row_id, row.field, row.entry, value))
    return tuple(found)


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
