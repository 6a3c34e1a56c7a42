"""A change in the making: what one action writes, gathered into one signed entry an audience."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from jetdesk.desk import journal
from jetdesk.desk.entry import Entry, Value, Write
from jetdesk.desk.projection import BATCH, FIRST_WRITE, ChangeSet, project
from jetdesk.desk.tables import PROJECTED, conflict
from jetdesk.errors import Refused
from jetdesk.i18n import msg

Heads = dict[tuple[str, str], dict[str, tuple[str, ...]]]
Sign = Callable[[str, str, tuple[Write, ...]], Entry]


@dataclass(frozen=True, slots=True)
class _Pending:
    """A write before it is known what it replaces; `inverse` ones know already."""

    write: Write
    inverse: bool = False


class Change:
    """One transaction's writes. After the block `result` says what was touched."""

    def __init__(self, connection: Connection, action: str, sign: Sign) -> None:
        self._connection = connection
        self._action = action
        self._sign = sign
        self._pending: dict[str, list[_Pending]] = defaultdict(list)
        self._signed: list[Entry] = []
        self.result = ChangeSet()

    def write(self, table: str, row: str, audience: str, **fields: Value) -> None:
        """Set fields of a row, for those who may read them."""
        self._pending[audience].append(_Pending(Write(table, row, fields, {})))

    def invert(self, entry_id: str) -> None:
        """Give every field that this entry set the value it had before. Raises Refused if one was set again since."""
        entry = journal.get(self._connection, entry_id)
        if entry is None:
            raise Refused(msg("That change is not in the journal."))
        heads = standing_heads(self._connection, entry.writes)
        for write in entry.writes:
            _check_untouched(write, heads.get((write.table, write.row), {}), entry_id)
            self._pending[entry.audience].append(_Pending(_inverse(self._connection, write, entry_id), True))

    def sign(self, audience: str) -> Entry:
        """Sign now what was written for this audience, so that a later entry can speak of it."""
        return self._close(audience, self._heads_of([audience]))

    def finish(self) -> None:
        """Sign the rest, append everything to the journal and project it."""
        audiences = list(self._pending)
        heads = self._heads_of(audiences)
        for audience in audiences:
            self._close(audience, heads)
        if self._signed:
            journal.append(self._connection, self._signed)
            touched = project(self._connection, self._signed)
            self.result = ChangeSet(touched, tuple(entry.id for entry in self._signed))

    def _heads_of(self, audiences: Iterable[str]) -> Heads:
        writes = [pending.write for audience in audiences for pending in self._pending[audience]]
        return standing_heads(self._connection, writes)

    def _close(self, audience: str, heads: Heads) -> Entry:
        pending = self._pending.pop(audience)
        writes = tuple(p.write if p.inverse else _replacing(p.write, heads) for p in pending)
        entry = self._sign(self._action, audience, writes)
        self._signed.append(entry)
        return entry


def standing_heads(connection: Connection, writes: Sequence[Write]) -> Heads:
    """For each written row, by field, the entries whose values stand now (more than one in a conflict)."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for write in writes:
        wanted[write.table].add(write.row)
    found: Heads = {}
    for name, ids in wanted.items():
        if name not in PROJECTED:
            raise KeyError(name)
        for row_id, stored in _stored_heads(connection, name, sorted(ids)).items():
            found[name, row_id] = {field: (entry,) for field, entry in stored.items()}
    return _with_conflicts(connection, found)


def _stored_heads(connection: Connection, name: str, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """Heads by row; those of the first write are spelled out for the fields that have a value."""
    table = PROJECTED[name]
    found = {}
    for start in range(0, len(ids), BATCH):
        query = select(table).where(table.c.id.in_(ids[start : start + BATCH]))
        for row in connection.execute(query).mappings():
            heads = json.loads(row["heads"])
            first = heads.pop(FIRST_WRITE, None)
            given = {k: first for k, v in row.items() if v is not None and k not in ("id", "heads")} if first else {}
            found[row["id"]] = {**given, **heads}
    return found


def _with_conflicts(connection: Connection, heads: Heads) -> Heads:
    for row in connection.execute(select(conflict)):
        fields = heads.get((row.table_name, row.row_id))
        if fields is not None:
            fields[row.field] = (*fields.get(row.field, ()), row.entry)
    return heads


def _replacing(write: Write, heads: Heads) -> Write:
    standing = heads.get((write.table, write.row), {})
    if "deleted" in standing and "deleted" not in write.fields:
        write = Write(write.table, write.row, {**write.fields, "deleted": False}, {})
    replaces = {name: standing[name] for name in write.fields if name in standing}
    return Write(write.table, write.row, write.fields, replaces)


def _check_untouched(write: Write, heads: Mapping[str, tuple[str, ...]], entry_id: str) -> None:
    if any(heads.get(name) != (entry_id,) for name, value in write.fields.items() if value is not None):
        raise Refused(
            msg("It was changed again since, and cannot be undone by itself."),
            safe=msg("Nothing was changed."),
            todo=msg("Undo the later change first."),
        )


def _inverse(connection: Connection, write: Write, entry_id: str) -> Write:
    """A row that the entry made is deleted; fields that it changed get the newest value they had before."""
    replaces = {name: (entry_id,) for name in write.fields}
    if not write.replaces and "deleted" not in write.fields:
        return Write(write.table, write.row, {"deleted": True}, {})
    before = {name: _value_before(connection, write, name) for name in write.fields}
    return Write(write.table, write.row, before, replaces)


def _value_before(connection: Connection, write: Write, name: str) -> Value:
    replaced = [journal.get(connection, entry) for entry in write.replaces.get(name, ())]
    newest = max((entry for entry in replaced if entry), key=lambda e: (e.clock, e.desk), default=None)
    for earlier in newest.writes if newest else ():
        if earlier.table == write.table and earlier.row == write.row and name in earlier.fields:
            return earlier.fields[name]
    return None
