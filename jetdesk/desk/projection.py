"""The projection: entries of the journal become rows of tables, in whatever order they arrive.

A write replaces the entries it names and stands beside those it does not. Among the values that stand, the one with
the highest (clock, desk) shows; the others are conflicts until a later entry names them. Applying an entry twice
changes nothing.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select, update

from jetdesk.desk import search
from jetdesk.desk.entry import Entry, Value, Write
from jetdesk.desk.tables import PROJECTED, conflict, journal, superseded

FIRST_WRITE = "*"
BATCH = 500
Key = tuple[str, str]
Stamp = tuple[int, str]
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

    def head(self, name: str) -> str | None:
        return self.heads.get(name) or (self.heads.get(FIRST_WRITE) if name in self.values else None)


def project(connection: Connection, entries: Sequence[Entry]) -> dict[str, frozenset[str]]:
    """Apply entries that are new to this desk, in this order. Writes to unknown tables or fields wait for an upgrade."""
    run = _Run(connection, {entry.id: (entry.clock, entry.desk) for entry in entries})
    run.load(write for entry in entries for write in entry.writes)
    for entry in entries:
        for write in entry.writes:
            if write.table in PROJECTED:
                run.apply(entry.id, write)
    return run.flush()


class _Run:
    """One pass over a batch of entries: rows are read once, changed in memory and written once."""

    def __init__(self, connection: Connection, stamps: dict[str, Stamp]) -> None:
        self._connection = connection
        self._stamps = stamps
        self._rows: dict[Key, _Row] = {}
        self._touched: dict[str, set[str]] = defaultdict(set)
        self._conflicts = {tuple(row[:3]) for row in connection.execute(select(conflict)).all()}
        self._waiting = {tuple(row) for row in connection.execute(select(superseded)).all()}

    def load(self, writes: Iterable[Write]) -> None:
        wanted: dict[str, set[str]] = defaultdict(set)
        for write in writes:
            if write.table in PROJECTED:
                wanted[write.table].add(write.row)
        for name, ids in wanted.items():
            self._load_rows(name, sorted(ids))

    def _load_rows(self, name: str, ids: Sequence[str]) -> None:
        table = PROJECTED[name]
        for chunk in _chunks(ids):
            for row in self._connection.execute(select(table).where(table.c.id.in_(chunk))).mappings():
                values = {k: v for k, v in row.items() if k not in ("id", "heads") and v is not None}
                self._rows[name, row["id"]] = _Row(values, json.loads(row["heads"]), False)

    def apply(self, entry: str, write: Write) -> None:
        key = (write.table, write.row)
        row = self._rows.get(key)
        known = _effective(write)
        self._touched[write.table].add(write.row)
        if row is None and not write.replaces and not self._waits(write):
            self._rows[key] = _Row(known, {FIRST_WRITE: entry}, True)
            return
        row = row or _Row({}, {}, True)
        self._rows[key] = row
        for name, value in known.items():
            self._apply_field(row, key, name, value, entry, write.replaces.get(name, ()))

    def _waits(self, write: Write) -> bool:
        return any(mark[0] == write.table and mark[1] == write.row for mark in self._waiting)

    def _apply_field(
        self, row: _Row, key: Key, name: str, value: Value, entry: str, replaces: tuple[str, ...]
    ) -> None:
        head = row.head(name)
        place = (*key, name)
        arrived = (*place, entry) not in self._waiting
        if arrived and place not in self._conflicts and (head is None or head in replaces):
            self._remember_missing(place, [r for r in replaces if r != head])
            self._show(row, name, value, entry)
            return
        self._settle(row, place, value, entry, replaces)

    def _settle(self, row: _Row, place: Place, value: Value, entry: str, replaces: tuple[str, ...]) -> None:
        """The slow way: several values stand, or the entry was replaced before it arrived."""
        standing = self._standing(row, place)
        standing[entry] = value
        for gone in self._forget(place, entry) | set(replaces):
            standing.pop(gone, None)
        self._remember_missing(place, [r for r in replaces if r not in self._stamps])
        if not standing:
            return
        ranked = sorted(standing, key=self._stamp)
        self._show(row, place[2], standing[ranked[-1]], ranked[-1])
        self._write_conflicts(place, {e: standing[e] for e in ranked[:-1]})

    def _standing(self, row: _Row, place: Place) -> dict[str, Value]:
        where = _at(conflict, place)
        found = {r.entry: json.loads(r.value) for r in self._connection.execute(select(conflict).where(*where))}
        head = row.head(place[2])
        if head is not None:
            found[head] = row.values.get(place[2])
        return found

    def _write_conflicts(self, place: Place, losing: dict[str, Value]) -> None:
        self._connection.execute(delete(conflict).where(*_at(conflict, place)))
        self._conflicts.discard(place)
        if losing:
            self._conflicts.add(place)
            table, row, name = place
            self._connection.execute(
                insert(conflict),
                [{"table_name": table, "row_id": row, "field": name, "entry": e, "value": json.dumps(v)}
                 for e, v in losing.items()],
            )  # fmt: skip

    def _forget(self, place: Place, entry: str) -> set[str]:
        """The entry itself, if a later one that came first has already replaced it."""
        mark = (*place, entry)
        if mark not in self._waiting:
            return set()
        self._waiting.discard(mark)
        self._connection.execute(delete(superseded).where(*_at(superseded, place), superseded.c.entry == entry))
        return {entry}

    def _remember_missing(self, place: Place, replaced: Sequence[str]) -> None:
        for entry in replaced:
            mark = (*place, entry)
            if mark not in self._waiting and not self._has_arrived(entry):
                self._waiting.add(mark)
                table, row, name = place
                self._connection.execute(
                    insert(superseded), {"table_name": table, "row_id": row, "field": name, "entry": entry}
                )

    def _has_arrived(self, entry: str) -> bool:
        found = self._connection.execute(select(journal.c.number).where(journal.c.id == entry)).first()
        return found is not None

    def _stamp(self, entry: str) -> Stamp:
        if entry not in self._stamps:
            found = self._connection.execute(select(journal.c.clock, journal.c.desk).where(journal.c.id == entry)).one()
            self._stamps[entry] = (found.clock, found.desk)
        return self._stamps[entry]

    @staticmethod
    def _show(row: _Row, name: str, value: Value, entry: str) -> None:
        row.values[name] = value
        if row.heads.get(FIRST_WRITE) != entry or name in row.heads:
            row.heads[name] = entry

    def flush(self) -> dict[str, frozenset[str]]:
        for name, ids in self._touched.items():
            new = [i for i in ids if self._rows[name, i].is_new]
            old = [i for i in ids if not self._rows[name, i].is_new]
            self._insert(name, new)
            self._update(name, old)
            if name == "applicant":
                search.index(self._connection, {i: self._rows[name, i].values for i in ids}, frozenset(old))
        return {name: frozenset(ids) for name, ids in self._touched.items()}

    def _insert(self, name: str, ids: Sequence[str]) -> None:
        if ids:
            blank = dict.fromkeys(c.name for c in PROJECTED[name].c)
            rows = [{**blank, **self._columns(name, i)} for i in ids]
            self._connection.execute(insert(PROJECTED[name]), rows)

    def _update(self, name: str, ids: Sequence[str]) -> None:
        table = PROJECTED[name]
        for row_id in ids:
            self._connection.execute(update(table).where(table.c.id == row_id).values(self._columns(name, row_id)))

    def _columns(self, name: str, row_id: str) -> dict[str, Value]:
        row = self._rows[name, row_id]
        return {**row.values, "id": row_id, "heads": json.dumps(row.heads, separators=(",", ":"))}


def _effective(write: Write) -> dict[str, Value]:
    """The fields this program knows. Nothing that takes the place of nothing is no write."""
    columns = PROJECTED[write.table].c
    return {k: v for k, v in write.fields.items() if k in columns and (v is not None or k in write.replaces)}


def _at(table: Table, place: Place) -> tuple[ColumnElement[bool], ...]:
    return table.c.table_name == place[0], table.c.row_id == place[1], table.c.field == place[2]


def _chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
