"""Reveals, and what the authors' own desks committed to."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, RowMapping, select

from jetdesk.desk import tables as t
from jetdesk.desk.database import driver
from jetdesk.desk.entry import Entry, Value, Write, read_entry
from jetdesk.desk.queries.custody import Arrival, arrivals, head_of

SHEET, SEAL = "sheet", "seal"
Authored = tuple[str, str]
"""The id of a sheet, and of the person whose desk signed something about it."""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Reveal:
    """An applicant's reveal; `sheets` are the ids of all sheets that any coordinator revealed."""

    applicant: str
    by: str
    at: datetime
    sheets: frozenset[str]


@dataclass(slots=True)
class AuthorsSeal:
    """What an author's own desk published about a sheet; several commitments where its disk was cloned."""

    applicant: str
    revision: int
    commitments: set[str]


@dataclass(slots=True)
class Evidence:
    """What the authors' own desks signed, read from the journal and not from the tables.

    By (sheet id, author): what was `sealed`, and which seals the author took back (`reopened`). By sheet id: the
    `entries` that hold sheets, by the commitment that belongs to them.
    """

    sealed: dict[Authored, AuthorsSeal] = field(default_factory=dict)
    reopened: set[Authored] = field(default_factory=set)
    entries: dict[str, dict[str, Entry]] = field(default_factory=lambda: defaultdict(dict))


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet as this desk shows it: its fields as they are kept, and whom they were written for."""

    id: str
    applicant: str
    panelist: str
    revision: int
    entered_by: str
    audience: str
    fields: Mapping[str, Value]


def is_revealed(connection: Connection, applicant: str) -> bool:
    query = "SELECT 1 FROM reveal WHERE id = ? AND deleted IS NOT 1"
    return driver(connection).execute(query, (applicant,)).fetchone() is not None


def list_reveals(connection: Connection, applicant: str | None = None) -> dict[str, Reveal]:
    """By applicant id. Where two coordinators revealed at once, what either of them did counts."""
    query = "SELECT id, by, at, sheets FROM reveal WHERE deleted IS NOT 1"
    rows = driver(connection).execute(query + (" AND id = ?" if applicant else ""), (applicant,) if applicant else ())
    beside = _revealed_beside(connection)
    return {
        row: Reveal(row, by or "", datetime.fromisoformat(at), frozenset(json.loads(sheets)) | beside[row])
        for row, by, at, sheets in rows
    }


def _revealed_beside(connection: Connection) -> dict[str, frozenset[str]]:
    query = "SELECT row_id, value FROM conflict WHERE table_name = 'reveal' AND field = 'sheets'"
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for row, value in driver(connection).execute(query):
        found[row] |= frozenset(json.loads(json.loads(value) or "[]"))
    return found


def list_shown(connection: Connection, applicants: Collection[str]) -> tuple[Shown, ...]:
    """Every sheet of these applicants that is here."""
    kept = t.sheet.c.deleted.is_not(True)
    rows = [
        row
        for part in _chunks(sorted(applicants))
        for row in connection.execute(select(t.sheet).where(kept, t.sheet.c.applicant.in_(part))).mappings()
    ]
    entries = {row["id"]: head_of(row["heads"], "ratings") for row in rows}
    found = arrivals(connection, entries.values())
    return tuple(_shown(row, found.get(entries[row["id"]])) for row in rows)


def _shown(row: RowMapping, arrival: Arrival | None) -> Shown:
    fields = {str(name): row[name] for name in row if name not in ("id", "heads", "deleted")}
    return Shown(
        row["id"], row["applicant"], row["panelist"], row["revision"] or 0, row["entered_by"] or "",
        arrival.audience if arrival else "", fields,
    )  # fmt: skip


def authors(connection: Connection, applicant: str | None = None) -> frozenset[str]:
    """Whoever was ever expected to score or has scored, as far as this desk knows, whatever was removed since."""
    only = " WHERE applicant = :applicant" if applicant else ""
    query = " UNION ".join(f"SELECT panelist FROM {table}{only}" for table in ("assignment", "seal", "sheet"))
    return frozenset(row[0] for row in driver(connection).execute(query, {"applicant": applicant}) if row[0])


def find_evidence(connection: Connection, authors: Collection[str], applicant: str | None = None) -> Evidence:
    """What these people's desks signed about sheets, of one applicant or of all; entries that do not count left out.

    What this desk sealed itself it believes itself alone: no other desk in its person's name can put anything beside.
    """
    own = _own(connection)
    desks = _desks_of(connection, authors)
    found, sealed_here = Evidence(), set()
    for desk, author in sorted(desks.items(), key=lambda pair: pair[0] != own):
        for entry in _sheet_entries(connection, desk, applicant):
            for write in entry.writes:
                if desk == own:
                    sealed_here.add(write.row)
                if desk == own or author != desks.get(own) or write.row not in sealed_here:
                    _note(found, entry, write, author)
    return found


def _note(found: Evidence, entry: Entry, write: Write, author: str) -> None:
    fields = write.fields
    if write.table == SEAL:
        if fields.get("panelist") == author:
            number = fields.get("revision")
            blank = AuthorsSeal(str(fields.get("applicant")), number if isinstance(number, int) else 0, set())
            found.sealed.setdefault((write.row, author), blank).commitments.add(str(fields.get("commitment")))
        if fields.get("reopened"):
            found.reopened.add((write.row, author))
    elif write.table == SHEET and isinstance(nonce := fields.get("nonce"), str):
        found.entries[write.row][commitment_of(entry, nonce)] = entry


def _own(connection: Connection) -> str:
    return str(driver(connection).execute("SELECT value FROM meta WHERE key = 'desk'").fetchone()[0])


def _desks_of(connection: Connection, people: Collection[str]) -> dict[str, str]:
    """Person ids by desk id, this desk included."""
    query = (
        "SELECT id, person FROM member WHERE deleted IS NOT 1 AND id <> (SELECT value FROM meta WHERE key = 'desk')"
        " UNION ALL SELECT d.value, p.value FROM meta d JOIN meta p ON p.key = 'person' WHERE d.key = 'desk'"
    )
    return {desk: person for desk, person in driver(connection).execute(query) if person in people}


def _sheet_entries(connection: Connection, desk: str, applicant: str | None) -> Iterator[Entry]:
    """Entries of a desk that write sheets or seals. Seals that are opened again name no applicant."""
    about = " AND (instr(body, ?) OR instr(body, CAST('\"reopened\":true' AS BLOB)))" if applicant else ""
    query = (
        "SELECT body, signature FROM journal WHERE desk = ? AND revoked IS NOT 1 AND audience <> 'self'"
        " AND (instr(body, CAST('[\"seal\",' AS BLOB)) OR instr(body, CAST('[\"sheet\",' AS BLOB)))"
        f"{about} ORDER BY epoch, seq"
    )
    values = (desk, applicant.encode()) if applicant else (desk,)
    for body, signature in driver(connection).execute(query, values):
        yield read_entry(body, signature)


def commitment_of(entry: Entry, nonce: str) -> str:
    """SHA-256 of the nonce, the signed entry and its signature: what the seal of a sheet publishes."""
    return sha256(bytes.fromhex(nonce) + entry.body + entry.signature).hexdigest()


def _chunks(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
