"""What panels said and agreed on after the reveal, told by whom by the signatures of the entries.

Only the word of those on the case, and of coordinators, counts.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Table, select

from jetdesk.desk import records
from jetdesk.desk import tables as t
from jetdesk.desk.database import driver
from jetdesk.desk.desk import case
from jetdesk.desk.entry import Entry, read_entry
from jetdesk.desk.queries.custody import head_of
from jetdesk.domain.deliberation import OVERALL, Note, Verdict
from jetdesk.domain.sheet import Overall

_CHUNK = 500


@dataclass(slots=True)
class Agreed:
    """One case: levels by criterion, the overall recommendation, and whether the panel put it off."""

    levels: dict[str, int] = field(default_factory=dict)
    overall: Overall | None = None
    deferred: bool = False


def list_agreed(connection: Connection, applicant: str | None = None) -> Mapping[str, Agreed]:
    """By applicant id."""
    found: dict[str, Agreed] = defaultdict(Agreed)
    for row, _ in _said(connection, t.consensus, ("level", "overall"), applicant):
        agreed = found[row["applicant"]]
        if row["criterion"] == OVERALL:
            agreed.overall = records.overall_of(row["overall"])
        elif row["level"] is not None:
            agreed.levels[row["criterion"]] = row["level"]
    for row, _ in _said(connection, t.agenda, ("deferred",), applicant):
        found[row["applicant"]].deferred = bool(row["deferred"])
    return found


def list_verdicts(connection: Connection, applicant: str | None = None) -> Mapping[str, tuple[Verdict, ...]]:
    """Every edition of what was sealed, by applicant id, the first one first."""
    found: dict[str, list[Verdict]] = defaultdict(list)
    for row, by in _said(connection, t.verdict, ("levels",), applicant):
        overall = records.overall_of(row["overall"])
        if overall:
            found[row["applicant"]].append(_verdict(row, overall, by))
    return {who: tuple(sorted(verdicts, key=lambda v: v.edition)) for who, verdicts in found.items()}


def list_notes(connection: Connection, applicant: str) -> tuple[Note, ...]:
    """By time."""
    said = _said(connection, t.discussion, ("text",), applicant)
    notes = (Note(row["id"], row["text"] or "", by, datetime.fromisoformat(row["at"])) for row, by in said)
    return tuple(sorted(notes, key=lambda note: (note.at, note.id)))


def _verdict(row: RowMapping, overall: Overall, by: str) -> Verdict:
    levels = {str(criterion): int(level) for criterion, level in json.loads(row["levels"]).items()}
    at = datetime.fromisoformat(row["at"])
    return Verdict(row["edition"], levels, overall, by, at, row["reason"] or "", row["reopened_reason"] or "")


def _said(
    connection: Connection, table: Table, fields: tuple[str, ...], applicant: str | None
) -> Iterator[tuple[RowMapping, str]]:
    """The rows that count, and who set their fields (the first of `fields` that the row has)."""
    query = select(table).where(table.c.deleted.is_not(True))
    if applicant is not None:
        query = query.where(table.c.applicant == applicant)
    rows = list(connection.execute(query).mappings())
    heads = {row["id"]: _head(row, fields) for row in rows}
    found = _entries(connection, sorted(set(heads.values())))
    heard = _heard(connection, applicant)
    for row in rows:
        entry, of = found.get(heads[row["id"]]), row["applicant"]
        if entry and entry.audience == case(of) and {entry.author, (of, entry.author)} & heard:
            yield row, entry.author


def _entries(connection: Connection, ids: Sequence[str]) -> dict[str, Entry]:
    found = {}
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        query = f"SELECT id, body, signature FROM journal WHERE id IN ({','.join('?' * len(part))})"
        for entry, body, signature in driver(connection).execute(query, part):
            found[entry] = read_entry(body, signature)
    return found


def _head(row: RowMapping, fields: tuple[str, ...]) -> str:
    return head_of(row["heads"], next((name for name in fields if row[name] is not None), fields[0]))


def _heard(connection: Connection, applicant: str | None) -> frozenset[str | tuple[str, str]]:
    """Coordinators by id, and (applicant, panelist) of everybody on a case."""
    p, g = t.person.c, t.assignment.c
    coordinators = connection.execute(select(p.id).where(p.role == "coordinator", p.deleted.is_not(True))).scalars()
    on_case = select(g.applicant, g.panelist).where(g.deleted.is_not(True), g.recused.is_not(True))
    if applicant is not None:
        on_case = on_case.where(g.applicant == applicant)
    return frozenset(coordinators) | {(row.applicant, row.panelist) for row in connection.execute(on_case)}
