"""Which sheets are expected, sealed, here and acknowledged, without looking into any of them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from jetdesk.desk.database import driver

Expecting = tuple[str, str]
"""Whose sheet for whom: ids of applicant and panelist."""
_CHUNK = 500
_COORDINATES = """
EXISTS (SELECT 1 FROM person JOIN meta ON meta.key = 'person' AND person.id = meta.value
  WHERE person.role = 'coordinator' AND person.deleted IS NOT 1)
"""


class Expected(NamedTuple):
    """One sheet that is (or was) expected."""

    applicant: str
    panelist: str
    recused: bool
    reason: str
    closed_reason: str


class Headed(NamedTuple):
    """An applicant with at least one expected sheet; `panel` and `starts_at` are empty without a slot."""

    applicant: str
    application_no: str
    name: str
    position: str
    panel: str
    starts_at: str


class Sealed(NamedTuple):
    """A seal, named like its sheet."""

    id: str
    applicant: str
    panelist: str
    revision: int


class Submitted(NamedTuple):
    """A sheet that is on this desk."""

    id: str
    applicant: str
    panelist: str
    revision: int
    origin: str


class Arrival(NamedTuple):
    """When an entry came to be here, in milliseconds since 1970: written here, or arrived from another desk."""

    at: int
    audience: str


def at_coordinators(connection: Connection) -> bool:
    """Whether this desk is a coordinator's."""
    return bool(driver(connection).execute(f"SELECT {_COORDINATES}").fetchone()[0])


def list_expected(connection: Connection, applicant: str | None = None) -> tuple[Expected, ...]:
    query = (
        "SELECT applicant, panelist, recused IS 1, coalesce(reason, ''), coalesce(closed_reason, '') FROM assignment"
        " WHERE deleted IS NOT 1"
    )
    return tuple(map(Expected._make, _about(connection, query, applicant)))


def list_headed(connection: Connection, applicant: str | None = None) -> tuple[Headed, ...]:
    """Applicants with expected sheets."""
    query = (
        "SELECT a.id, a.application_no, trim(coalesce(a.given_name, '') || ' ' || coalesce(a.family_name, '')),"
        " a.position, coalesce(s.panel, ''), coalesce(s.starts_at, '') FROM applicant a"
        " LEFT JOIN slot s ON s.id = a.id AND s.deleted IS NOT 1 WHERE a.deleted IS NOT 1"
        " AND a.id IN (SELECT applicant FROM assignment WHERE deleted IS NOT 1)"
    )
    return tuple(map(Headed._make, _about(connection, query, applicant, "a.id")))


def list_seals(connection: Connection, applicant: str | None = None) -> tuple[Sealed, ...]:
    query = (
        "SELECT id, applicant, panelist, coalesce(revision, 0) FROM seal"
        " WHERE deleted IS NOT 1 AND applicant IS NOT NULL AND panelist IS NOT NULL"
    )
    return tuple(map(Sealed._make, _about(connection, query, applicant)))


def list_submitted(connection: Connection, applicant: str | None = None) -> tuple[Submitted, ...]:
    query = (
        "SELECT id, applicant, panelist, coalesce(revision, 0), coalesce(origin, '') FROM sheet"
        " WHERE deleted IS NOT 1 AND applicant IS NOT NULL AND panelist IS NOT NULL"
    )
    return tuple(map(Submitted._make, _about(connection, query, applicant)))


def written_by(connection: Connection, sheets: Iterable[str]) -> dict[str, str]:
    """By id of a sheet, the entry that wrote what it says now."""
    found = {}
    for part in _chunks(sorted(sheets)):
        query = f"SELECT id, heads FROM sheet WHERE id IN ({','.join('?' * len(part))})"
        found.update({sheet: head_of(heads, "ratings") for sheet, heads in driver(connection).execute(query, part)})
    return found


def is_here(connection: Connection, sheet: str) -> bool:
    """Whether this sheet is on this desk."""
    row = driver(connection).execute("SELECT 1 FROM sheet WHERE id = ? AND deleted IS NOT 1", (sheet,)).fetchone()
    return row is not None


def reopened_sheets(connection: Connection, sheets: Sequence[str] | None = None) -> frozenset[str]:
    """Ids of sheets that were opened again, as the seal or the reopening says; all, or of these."""
    found: set[str] = set()
    for table, mark in (("reopening", "deleted IS NOT 1"), ("seal", "reopened = 1 AND deleted IS NOT 1")):
        query = f"SELECT id FROM {table} WHERE {mark}"
        parts: Iterable[Sequence[str]] = [()] if sheets is None else _chunks(sheets)
        for part in parts:
            only = f" AND id IN ({','.join('?' * len(part))})" if part else ""
            found.update(row[0] for row in driver(connection).execute(query + only, part))
    return frozenset(found)


def sealed_ever(connection: Connection) -> frozenset[Expecting]:
    """Who submitted a sheet for whom at any time, whether it was opened again or not."""
    query = (
        "SELECT applicant, panelist FROM sheet WHERE deleted IS NOT 1"
        " UNION SELECT applicant, panelist FROM seal WHERE deleted IS NOT 1"
    )
    return frozenset((row[0], row[1]) for row in driver(connection).execute(query))


def acknowledged_sheets(connection: Connection) -> dict[str, int]:
    """By id of a sheet, when a coordinator's desk first said it has it, in milliseconds since 1970."""
    query = (
        "SELECT j.value, min(coalesce(r.at, 0)) FROM receipt r JOIN member m ON m.id = r.by AND m.role = 'coordinator'"
        " AND m.deleted IS NOT 1, json_each(r.sheets) j WHERE r.deleted IS NOT 1 GROUP BY j.value"
    )
    return dict(driver(connection).execute(query))


def taken_in(connection: Connection) -> dict[str, int]:
    """By id of a sheet from another desk, when this desk noted that it has it, in milliseconds since 1970."""
    query = (
        "SELECT j.value, min(coalesce(r.at, 0)) FROM receipt r, json_each(r.sheets) j WHERE r.deleted IS NOT 1"
        " AND r.by = (SELECT value FROM meta WHERE key = 'desk') GROUP BY j.value"
    )
    return dict(driver(connection).execute(query))


class Acknowledged(NamedTuple):
    """A desk's word that it holds a sheet; `at` in milliseconds since 1970."""

    person: str
    at: int


def acknowledgements(connection: Connection, sheet: str) -> tuple[Acknowledged, ...]:
    """By coordinators' desks other than this one, oldest first."""
    query = (
        "SELECT m.person, r.at FROM receipt r JOIN member m ON m.id = r.by AND m.role = 'coordinator',"
        " json_each(r.sheets) j WHERE r.deleted IS NOT 1 AND j.value = ? AND r.at IS NOT NULL"
        " AND r.by <> (SELECT value FROM meta WHERE key = 'desk') ORDER BY r.at"
    )
    return tuple(Acknowledged(*row) for row in driver(connection).execute(query, (sheet,)))


def arrivals(connection: Connection, entries: Iterable[str]) -> dict[str, Arrival]:
    """By entry id; entries that are not here are left out."""
    found = {}
    for part in _chunks(sorted(set(entries))):
        marks = ",".join("?" * len(part))
        query = f"SELECT id, clock, arrived, audience FROM journal WHERE id IN ({marks})"
        for entry, clock, arrived, audience in driver(connection).execute(query, part):
            found[entry] = Arrival(clock >> 16 if arrived is None else arrived, audience)
    return found


def sealed_into_envelope(connection: Connection, entry: str) -> int | None:
    """When an own entry was sealed into an envelope, in milliseconds since 1970."""
    query = (
        "SELECT min(e.at) FROM journal j JOIN envelope e ON e.desk = j.desk AND e.epoch = j.epoch"
        " AND e.through >= j.number WHERE j.id = ? AND j.desk = (SELECT value FROM meta WHERE key = 'desk')"
    )
    at: int | None = driver(connection).execute(query, (entry,)).fetchone()[0]
    return at


def next_revision(connection: Connection, applicant: str, panelist: str) -> int:
    """The number after the revisions that are here, and after those that were opened again.

    The plus sign keeps the database from looking through all of a panelist's sheets.
    """
    query = (
        "SELECT max(n) FROM (SELECT revision AS n FROM sheet WHERE applicant = :applicant AND +panelist = :panelist"
        " UNION ALL SELECT revision FROM reopening WHERE applicant = :applicant AND panelist = :panelist)"
    )
    newest = driver(connection).execute(query, {"applicant": applicant, "panelist": panelist}).fetchone()[0]
    return (newest or 0) + 1


def reopening_reason(connection: Connection, sheet: str) -> str:
    """Why this sheet was opened again; empty if it was not."""
    row = driver(connection).execute("SELECT reason FROM reopening WHERE id = ? AND deleted IS NOT 1", (sheet,))
    found = row.fetchone()
    return (found[0] or "") if found else ""


def reveal_rule(connection: Connection) -> str:
    """The office's rule; empty for a reveal by hand."""
    row = driver(connection).execute("SELECT reveal_rule FROM office WHERE id = 'office'").fetchone()
    return (row[0] or "") if row else ""


def head_of(heads: str, name: str) -> str:
    """The entry that set this field of a row, from the row's heads."""
    if len(heads) == 40 and heads.startswith('{"*":"'):
        return heads[6:38]
    found = json.loads(heads)
    return str(found.get(name) or found.get("*") or "")


def _about(
    connection: Connection, query: str, applicant: str | None, column: str = "applicant"
) -> Iterator[tuple[Any, ...]]:
    """Rows of one applicant, or of all."""
    if applicant is None:
        return iter(driver(connection).execute(query))
    return iter(driver(connection).execute(f"{query} AND {column} = ?", (applicant,)))


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
