"""The projection: entries of the journal become rows of tables, in whatever order they arrive.

A write replaces the entries it names and stands beside those it does not. Among the values that stand, the one with
the highest (clock, desk) shows; the others are conflicts until a later entry names them. Entries are applied in the
order of the journal, which refuses one that it already has.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Boolean, Column, ColumnElement, Connection, Float, Integer, Table, delete, insert, select, text

from jetdesk.desk import search
from jetdesk.desk.database import driver
from jetdesk.desk.entry import Entry, Value, Write
from jetdesk.desk.tables import PROJECTED, conflict, journal, superseded

FIRST_WRITE = "*"
BATCH = 500
AUDIENCES = "audiences"
"""The setting that counts how often it changed who may read what."""
_DECIDE_AUDIENCES = frozenset({"member", "assignment", "reveal"})
Key = tuple[str, str]
Stamp = tuple[int, str, str]
Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What a change touched: tables and the ids of their rows, and the entries that did it."""

    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)
    entries: tuple[str, ...] = ()

    def touches(self, *tables: str) -> bool:
        return any(table in self.rows for table in tables)


@dataclass(slots=True)
class _Row:
    """A row while entries are applied to it."""

    values: dict[str, Value]
    heads: dict[str, str]
    is_new: bool
    changed: set[str] = field(default_factory=set)

    def head(self, name: str) -> str | None:
        return self.heads.get(name) or (self.heads.get(FIRST_WRITE) if name in self.values else None)


def project(connection: Connection, entries: Sequence[Entry]) -> dict[str, frozenset[str]]:
    """Apply entries that are new to this desk, in this order; gives the touched rows by table."""
    projection = Projection(connection)
    projection.load(write for entry in entries for write in entry.writes)
    projection.apply(entries)
    return projection.flush()


class Projection:
    """One pass over a batch of entries: rows are read once, changed in memory and written once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stamps: dict[str, Stamp] = {}
        self._rows: dict[Key, _Row] = {}
        self._looked: set[Key] = set()
        self._touched: dict[str, set[str]] = defaultdict(set)
        self._standing: dict[Place, dict[str, Value]] = defaultdict(dict)
        self._waiting: dict[Key, set[tuple[str, str]]] = defaultdict(set)
        self._run = driver(connection)
        for kind, *mark, value in self._run.execute(_OPEN_ENDS):
            if kind == "conflict":
                self._standing[mark[0], mark[1], mark[2]][mark[3]] = json.loads(value)
            else:
                self._waiting[mark[0], mark[1]].add((mark[2], mark[3]))

    def load(self, writes: Iterable[Write]) -> None:
        """Read the rows that these writes speak of. Writes to unknown tables wait in the journal for an upgrade."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for write in writes:
            if write.table in PROJECTED and (write.table, write.row) not in self._looked:
                wanted[write.table].add(write.row)
                self._looked.add((write.table, write.row))
        for name, ids in wanted.items():
            self._load_rows(name, sorted(ids))

    def standing(self, table: str, row_id: str) -> dict[str, tuple[str, ...]]:
        """By field of a loaded row, the entries whose values stand now: more than one in a conflict."""
        row = self._rows.get((table, row_id))
        if row is None:
            return {}
        heads = {name: row.head(name) for name in {*row.values, *row.heads} - {FIRST_WRITE}}
        return {name: (head, *self._standing.get((table, row_id, name), ())) for name, head in heads.items() if head}

    def says(self, table: str, row_id: str, name: str, value: Value) -> bool:
        """Does a loaded row have this value there, with none standing beside it?"""
        row = self._rows.get((table, row_id))
        same = row is not None and name in row.values and row.values[name] == value
        return same and (table, row_id, name) not in self._standing

    def first(self, table: str, row_id: str) -> str | None:
        """The entry that made a loaded row; None if there is no such row, or it began in pieces."""
        row = self._rows.get((table, row_id))
        return row.heads.get(FIRST_WRITE) if row else None

    def apply(self, entries: Sequence[Entry]) -> None:
        """Apply entries that stand in the journal, in its order."""
        for entry in entries:
            self._stamps[entry.id] = (entry.clock, entry.desk, entry.id)
            for write in _a_row_each(entry.writes):
                self._apply(entry.id, write)

    def _load_rows(self, name: str, ids: Sequence[str]) -> None:
        for chunk in _chunks(ids):
            marks = ",".join("?" * len(chunk))
            for row_id, heads, *values in self._run.execute(f"{_SELECT[name]} IN ({marks})", chunk):
                given = zip(_FIELDS[name], values, strict=True)
                self._rows[name, row_id] = _Row({k: v for k, v in given if v is not None}, json.loads(heads), False)

    def _apply(self, entry: str, write: Write) -> None:
        key = (write.table, write.row)
        row = self._rows.get(key)
        self._touched[write.table].add(write.row)
        if row is None and not write.replaces and not self._waiting.get(key):
            self._rows[key] = _Row(dict(write.fields), {FIRST_WRITE: entry}, True)
            return
        row = row or _Row({}, {}, True)
        self._rows[key] = row
        for name, value in write.fields.items():
            self._apply_field(row, key, name, value, entry, write.replaces.get(name, ()))

    def _apply_field(self, row: _Row, key: Key, name: str, value: Value, entry: str, replaces: tuple[str, ...]) -> None:
        head = row.head(name)
        place = (*key, name)
        waited_for = (name, entry) in self._waiting.get(key, ())
        if not waited_for and place not in self._standing and (head is None or head in replaces):
            self._remember_missing(place, [r for r in replaces if r != head], entry)
            self._show(row, name, value, entry)
            return
        self._settle(row, place, value, entry, replaces)

    def _settle(self, row: _Row, place: Place, value: Value, entry: str, replaces: tuple[str, ...]) -> None:
        """The slow way: several values stand, or the entry was replaced before it arrived."""
        standing = self._all_standing(row, place)
        self._remember_missing(place, [r for r in replaces if r not in standing], entry)
        standing[entry] = value
        for gone in self._forget(place, entry) | set(replaces):
            standing.pop(gone, None)
        ranked = sorted(standing, key=self._stamp)
        self._show(row, place[2], standing[ranked[-1]], ranked[-1])
        self._write_conflicts(place, {e: standing[e] for e in ranked[:-1]})

    def _all_standing(self, row: _Row, place: Place) -> dict[str, Value]:
        standing = dict(self._standing.get(place, {}))
        head = row.head(place[2])
        if head is not None:
            standing[head] = row.values.get(place[2])
        return standing

    def _write_conflicts(self, place: Place, losing: dict[str, Value]) -> None:
        self._connection.execute(delete(conflict).where(*_at(conflict, place)))
        self._standing.pop(place, None)
        if losing:
            self._standing[place] = losing
            at = _named(place)
            rows = [{**at, "entry": entry, "value": _conflict_text(place, value)} for entry, value in losing.items()]
            self._connection.execute(insert(conflict), rows)

    def _forget(self, place: Place, entry: str) -> set[str]:
        """The entry itself, if a later one that came first has already replaced it."""
        marks = self._waiting.get(place[:2], set())
        if (place[2], entry) not in marks:
            return set()
        marks.discard((place[2], entry))
        self._connection.execute(delete(superseded).where(*_at(superseded, place), superseded.c.entry == entry))
        return {entry}

    def _remember_missing(self, place: Place, replaced: Sequence[str], by: str) -> None:
        for entry in replaced:
            if (place[2], entry) not in self._waiting.get(place[:2], ()) and not self._came_before(entry, by):
                self._waiting[place[:2]].add((place[2], entry))
                self._connection.execute(insert(superseded), {**_named(place), "entry": entry})

    def _came_before(self, entry: str, later: str) -> bool:
        """Was it applied already? The journal may hold entries of this batch or replay that are still to come."""
        return self._connection.execute(_CAME_BEFORE, {"entry": entry, "later": later}).first() is not None

    def _stamp(self, entry: str) -> Stamp:
        if entry not in self._stamps:
            found = self._connection.execute(select(journal.c.clock, journal.c.desk).where(journal.c.id == entry)).one()
            self._stamps[entry] = (found.clock, found.desk, entry)
        return self._stamps[entry]

    @staticmethod
    def _show(row: _Row, name: str, value: Value, entry: str) -> None:
        if name not in row.values or row.values[name] != value:
            row.values[name] = value
            row.changed.add(name)
        if row.heads.get(FIRST_WRITE) != entry or name in row.heads or value is None:
            row.heads[name] = entry

    def flush(self) -> dict[str, frozenset[str]]:
        for name, ids in self._touched.items():
            new = [i for i in ids if self._rows[name, i].is_new]
            old = [i for i in ids if not self._rows[name, i].is_new]
            self._insert(name, new)
            self._update(name, old)
            if name == "applicant":
                search.index(self._connection, {i: self._rows[name, i].values for i in ids}, frozenset(old))
        if self._touched.keys() & _DECIDE_AUDIENCES:
            self._run.execute(_COUNT_UP, (AUDIENCES,))
        return {name: frozenset(ids) for name, ids in self._touched.items()}

    def _insert(self, name: str, ids: Sequence[str]) -> None:
        if ids:
            blank = dict.fromkeys(_FIELDS[name])
            rows = [self._rows[name, i] for i in ids]
            values = [
                (i, _heads_text(r.heads), *{**blank, **r.values}.values()) for i, r in zip(ids, rows, strict=True)
            ]
            self._run.executemany(_INSERT[name], values)

    def _update(self, name: str, ids: Sequence[str]) -> None:
        """Only what changed is written: an index over the rest is left alone."""
        for row_id in ids:
            row = self._rows[name, row_id]
            names = sorted(row.changed)
            sets = "".join(f'"{field}" = ?, ' for field in names)
            values = [row.values[field] for field in names]
            self._run.execute(
                f'UPDATE "{name}" SET {sets}heads = ? WHERE id = ?', (*values, _heads_text(row.heads), row_id)
            )


def _kind(column: Column[object]) -> tuple[type, ...]:
    kinds: dict[type, tuple[type, ...]] = {Boolean: (bool, int), Integer: (int,), Float: (float, int)}
    return kinds.get(type(column.type), (str,))


_FIELDS = {name: tuple(c.name for c in t.c if c.name not in ("id", "heads")) for name, t in PROJECTED.items()}
FIELDS = {name: frozenset(fields) for name, fields in _FIELDS.items()}
"""What can be written, by table."""
_KINDS = {name: {c.name: _kind(c) for c in table.c} for name, table in PROJECTED.items()}


def fits(write: Write) -> bool:
    """Whether the fields that this program knows have values that their columns can hold."""
    kinds = _KINDS.get(write.table, {})
    return all(value is None or type(value) in kinds[n] for n, value in write.fields.items() if n in kinds)


_LISTED = {name: ", ".join(["id", "heads", *(f'"{field}"' for field in fields)]) for name, fields in _FIELDS.items()}
_SELECT = {name: f'SELECT {_LISTED[name]} FROM "{name}" WHERE id' for name in PROJECTED}
_INSERT = {
    name: f'INSERT INTO "{name}" ({_LISTED[name]}) VALUES ({", ".join("?" * (len(fields) + 2))})'
    for name, fields in _FIELDS.items()
}
_COUNT_UP = "INSERT INTO meta (key, value) VALUES (?, '1') ON CONFLICT (key) DO UPDATE SET value = value + 1"
_OPEN_ENDS = (
    "SELECT 'conflict', table_name, row_id, field, entry, value FROM conflict"
    " UNION ALL SELECT 'superseded', table_name, row_id, field, entry, NULL FROM superseded"
)
"""Usually nothing: values that compete, and entries that were replaced before they arrived."""
_CAME_BEFORE = text(
    "SELECT 1 FROM journal AS earlier, journal AS later"
    " WHERE earlier.id = :entry AND later.id = :later AND earlier.number < later.number"
)


def _a_row_each(writes: Sequence[Write]) -> Iterable[Write]:
    """An entry's writes in effect, those to the same row joined: no field is set twice by one entry."""
    rows: dict[Key, Write] = {}
    for write in writes:
        if write.table in PROJECTED:
            key, fields = (write.table, write.row), _effective(write)
            earlier = rows.get(key)
            rows[key] = _joined(earlier, fields, write) if earlier else Write(*key, fields, write.replaces)
    return rows.values()


def _joined(earlier: Write, fields: Mapping[str, Value], write: Write) -> Write:
    replaces = {
        name: (*earlier.replaces.get(name, ()), *write.replaces.get(name, ()))
        for name in {*earlier.replaces, *write.replaces}
    }
    return Write(write.table, write.row, {**earlier.fields, **fields}, replaces)


def _effective(write: Write) -> dict[str, Value]:
    """The fields this program knows. Nothing that takes the place of nothing is no write."""
    known = FIELDS[write.table]
    return {k: v for k, v in write.fields.items() if k in known and (v is not None or k in write.replaces)}


def _at(table: Table, place: Place) -> tuple[ColumnElement[bool], ...]:
    return table.c.table_name == place[0], table.c.row_id == place[1], table.c.field == place[2]


def _heads_text(heads: dict[str, str]) -> str:
    """JSON; most rows have only their first entry, and thousands of them come at once."""
    if len(heads) == 1 and FIRST_WRITE in heads:
        return f'{{"{FIRST_WRITE}":"{heads[FIRST_WRITE]}"}}'
    return json.dumps(heads, sort_keys=True, separators=(",", ":"))


def _conflict_text(place: Place, value: Value) -> str:
    """JSON; a flag or a fraction is written alike whether it comes from an entry or back from the database."""
    kind = PROJECTED[place[0]].c[place[2]].type
    if isinstance(value, int) and isinstance(kind, Boolean):
        return json.dumps(bool(value))
    if isinstance(value, int) and isinstance(kind, Float):
        return json.dumps(float(value))
    return json.dumps(value)


def _named(place: Place) -> dict[str, str]:
    return {"table_name": place[0], "row_id": place[1], "field": place[2]}


def _chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
