"""A change in the making: what one action writes, gathered into one signed entry an audience."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from jetdesk.desk import journal
from jetdesk.desk.entry import Entry, Value, Write
from jetdesk.desk.projection import ChangeSet, Projection
from jetdesk.desk.tables import PROJECTED
from jetdesk.errors import Refused
from jetdesk.i18n import msg

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
        self._projection = Projection(connection)
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
        self._projection.load(entry.writes)
        for write in entry.writes:
            _check_untouched(write, self._projection.standing(write.table, write.row), entry_id)
            self._pending[entry.audience].append(_Pending(_inverse(self._connection, write, entry_id), True))

    def sign(self, audience: str) -> Entry:
        """Sign now what was written for this audience, so that a later entry can speak of it."""
        self._projection.load(pending.write for pending in self._pending[audience])
        return self._close(audience)

    def finish(self) -> None:
        """Sign the rest, append everything to the journal and project it."""
        self._projection.load(pending.write for writes in self._pending.values() for pending in writes)
        for audience in list(self._pending):
            self._close(audience)
        if self._signed:
            journal.append(self._connection, self._signed)
            self._projection.apply(self._signed)
            self.result = ChangeSet(self._projection.flush(), tuple(entry.id for entry in self._signed))

    def _close(self, audience: str) -> Entry:
        pending = self._pending.pop(audience)
        entry = self._sign(self._action, audience, tuple(self._complete(p) for p in pending))
        self._signed.append(entry)
        return entry

    def _complete(self, pending: _Pending) -> Write:
        """The write with the entries it replaces; a deleted row that is written again is there again."""
        write = pending.write
        if write.table not in PROJECTED:
            raise KeyError(write.table)
        if pending.inverse:
            return write
        standing = self._projection.standing(write.table, write.row)
        fields = dict(write.fields)
        if "deleted" in standing:
            fields.setdefault("deleted", False)
        replaces = {name: standing[name] for name in fields if name in standing}
        return Write(write.table, write.row, fields, replaces)


def _check_untouched(write: Write, heads: Mapping[str, tuple[str, ...]], entry_id: str) -> None:
    if any(heads.get(name) != (entry_id,) for name, value in write.fields.items() if value is not None):
        raise Refused(
            msg("It was changed again since, and cannot be undone by itself."),
            safe=msg("Nothing was changed."),
            todo=msg("Undo the later change first."),
        )


def _inverse(connection: Connection, write: Write, entry_id: str) -> Write:
    """A row that the entry made is deleted; fields that it changed get the newest value they had before."""
    replaces = dict.fromkeys(write.fields, (entry_id,))
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
