"""A change in the making: what one action writes, gathered into one signed entry an audience."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from jetdesk.desk import journal
from jetdesk.desk.database import Snapshot
from jetdesk.desk.entry import Entry, Value, Write
from jetdesk.desk.projection import FIELDS, ChangeSet, Projection
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

    def __init__(self, connection: Snapshot, action: str, sign: Sign) -> None:
        self._connection = connection
        self._action = action
        self._sign = sign
        self._projection = Projection(connection)
        self._pending: dict[str, list[_Pending]] = defaultdict(list)
        self._signed: list[Entry] = []
        self.result = ChangeSet()

    @property
    def snapshot(self) -> Snapshot:
        """What is read with it and what is written belong together: nothing comes between check and change."""
        return self._connection

    def write(self, table: str, row: str, audience: str, **fields: Value) -> None:
        """Set fields of a row, for those who may read them. Raises KeyError for what no table has."""
        unknown = fields.keys() - FIELDS[table]
        if unknown:
            raise KeyError(f"{table}: {', '.join(sorted(unknown))}")
        kept = {n: _storable(v) if isinstance(v, str) and not v.isascii() else v for n, v in fields.items()}
        self._pending[audience].append(_Pending(Write(table, row, kept, {})))

    def invert(self, entry_id: str) -> None:
        """Give every field that this entry set the value it had before. Raises Refused if one was set again since."""
        entry = journal.get(self._connection, entry_id)
        if entry is None:
            raise Refused(msg("That change is not in the journal."))
        self._projection.load(entry.writes)
        for write in entry.writes:
            made = self._check_untouched(write, entry_id)
            self._pending[entry.audience].append(_Pending(_inverse(self._connection, write, entry_id, made), True))

    def _check_untouched(self, write: Write, entry_id: str) -> bool:
        """Did the entry make the row? Raises Refused if what it set was set again since, or the row was added to."""
        standing = self._projection.standing(write.table, write.row)
        first = self._projection.first(write.table, write.row)
        set_here = {name for name, value in write.fields.items() if value is not None or name in write.replaces}
        alone = all(heads == (entry_id,) for heads in standing.values())
        if any(standing.get(name) != (entry_id,) for name in set_here) or (first == entry_id and not alone):
            raise _changed_since()
        return alone and first in (entry_id, None) and not write.replaces

    def sign(self, audience: str) -> Entry:
        """Sign now what was written for this audience, so that a later entry can speak of it."""
        self._projection.load(pending.write for pending in self._pending[audience])
        return self._close(audience)

    def finish(self) -> None:
        """Sign the rest, append everything to the journal and project it."""
        self._projection.load(pending.write for writes in self._pending.values() for pending in writes)
        for audience, pending in list(self._pending.items()):
            self._pending[audience] = [p for p in map(self._news, pending) if p.write.fields]
            if self._pending[audience]:
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

    def _news(self, pending: _Pending) -> _Pending:
        """Without the fields that say already, undisputed, what is to be written."""
        write = pending.write
        if pending.inverse or "deleted" in self._projection.standing(write.table, write.row):
            return pending
        fields = {k: v for k, v in write.fields.items() if not self._projection.says(write.table, write.row, k, v)}
        return _Pending(Write(write.table, write.row, fields, {}))

    def _complete(self, pending: _Pending) -> Write:
        """The write with the entries it replaces; a deleted row that is written again is there again."""
        write = pending.write
        if pending.inverse:
            return write
        standing = self._projection.standing(write.table, write.row)
        fields = dict(write.fields)
        if "deleted" in standing:
            fields.setdefault("deleted", False)
        replaces = {name: standing[name] for name in fields if name in standing}
        return Write(write.table, write.row, fields, replaces)


def _storable(value: str) -> str:
    """Half a character (a lone surrogate, as in some file names) cannot be stored: U+FFFD stands for it."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _changed_since() -> Refused:
    return Refused(
        msg("It was changed again since, and cannot be undone by itself."),
        safe=msg("Nothing was changed."),
        todo=msg("Undo the later change first."),
    )


def _inverse(connection: Snapshot, write: Write, entry_id: str, made: bool) -> Write:
    """A row that the entry made is deleted; fields that it changed get the newest value they had before."""
    if made and "deleted" not in write.fields:
        return Write(write.table, write.row, {"deleted": True}, {})
    before = {name: _value_before(connection, write, name) for name in write.fields}
    return Write(write.table, write.row, before, dict.fromkeys(write.fields, (entry_id,)))


def _value_before(connection: Snapshot, write: Write, name: str) -> Value:
    replaced = [journal.get(connection, entry) for entry in write.replaces.get(name, ())]
    newest = max((entry for entry in replaced if entry), key=lambda e: (e.clock, e.desk), default=None)
    for earlier in reversed(newest.writes if newest else ()):
        if earlier.table == write.table and earlier.row == write.row and name in earlier.fields:
            return earlier.fields[name]
    return None
