"""A change in the making: what one action writes, gathered into one signed entry an audience."""

from collections import defaultdict
from collections.abc import Callable

from jetdesk.desk import journal
from jetdesk.desk.database import Snapshot
from jetdesk.desk.entry import Entry, Value, Write
from jetdesk.desk.projection import FIELDS, ChangeSet, Projection
from jetdesk.errors import Refused
from jetdesk.i18n import msg

Sign = Callable[[str, str, tuple[Write, ...], str], Entry]
"""Signs (action, audience, writes, id of the entry that is taken back or "")."""


class Change:
    """One transaction's writes. After the block `result` says what was touched."""

    def __init__(self, connection: Snapshot, action: str, sign: Sign) -> None:
        self._connection = connection
        self._action = action
        self._sign = sign
        self._projection = Projection(connection)
        self._pending: dict[str, list[Write]] = defaultdict(list)
        self._signed: list[Entry] = []
        self.result = ChangeSet()

    @property
    def snapshot(self) -> Snapshot:
        """What is read with it and what is written belong together: nothing comes between check and change."""
        return self._connection

    def write(self, table: str, row: str, audience: str, **fields: Value) -> None:
        """Set fields of a row, for those who may read them. Raises KeyError for what no table has."""
        if not FIELDS[table].issuperset(fields):
            raise KeyError(f"{table}: {', '.join(sorted(fields.keys() - FIELDS[table]))}")
        for name, value in fields.items():
            if isinstance(value, str) and not value.isascii():
                fields[name] = _storable(value)
        self._pending[audience].append(Write(table, row, fields, {}))

    def invert(self, entry_id: str) -> None:
        """Give every field that this entry set the value it had before. Raises Refused if one was set again since."""
        entry = journal.get(self._connection, entry_id)
        if entry is None:
            raise Refused(msg("That change is not in the journal."))
        self._projection.load(entry.writes)
        inverses = tuple(self._inverse(write, entry_id) for write in entry.writes)
        self._signed.append(self._sign(self._action, entry.audience, inverses, entry_id))

    def _inverse(self, write: Write, entry_id: str) -> Write:
        """A row that the entry made is deleted; fields that it changed get the newest value they had before."""
        made = self._check_untouched(write, entry_id)
        if made and "deleted" not in write.fields:
            return Write(write.table, write.row, {"deleted": True}, {})
        standing = self._projection.standing(write.table, write.row)
        before = {name: _value_before(self._connection, write, name) for name in write.fields}
        return Write(write.table, write.row, before, {name: standing[name] for name in before if name in standing})

    def _check_untouched(self, write: Write, entry_id: str) -> bool:
        """Did the entry make the row? Raises Refused if what it set was set again since, or the row was added to."""
        standing = self._projection.standing(write.table, write.row)
        meant = {name: self._meant(write, name, heads, entry_id) for name, heads in standing.items()}
        first = self._projection.first(write.table, write.row)
        set_here = {name for name, value in write.fields.items() if value is not None or name in write.replaces}
        alone = all(heads == (entry_id,) for heads in meant.values())
        if any(meant.get(name) != (entry_id,) for name in set_here) or (first == entry_id and not alone):
            raise _changed_since()
        return alone and first in (entry_id, None) and not write.replaces

    def _meant(self, write: Write, name: str, heads: tuple[str, ...], asked: str) -> tuple[str, ...]:
        """Whose value stands: an entry that took a change back stands for the entry whose value it brought again."""
        while len(heads) == 1 and heads != (asked,):
            head = journal.get(self._connection, heads[0])
            undone = journal.get(self._connection, head.undoes) if head and head.undoes else None
            before = _write_of(undone, write)
            if before is None or name not in before.replaces:
                break
            heads = before.replaces[name]
        return heads

    def sign(self, audience: str) -> Entry:
        """Sign now what was written for this audience, so that a later entry can speak of it."""
        self._projection.load(self._pending[audience])
        return self._close(audience)

    def finish(self) -> None:
        """Sign the rest, append everything to the journal and project it."""
        self._projection.load(write for writes in self._pending.values() for write in writes)
        for audience, writes in list(self._pending.items()):
            self._pending[audience] = [write for write in map(self._news, writes) if write.fields]
            if self._pending[audience]:
                self._close(audience)
        if self._signed:
            journal.append(self._connection, self._signed)
            self._projection.apply(self._signed)
            self.result = ChangeSet(self._projection.flush(), tuple(entry.id for entry in self._signed))

    def _close(self, audience: str) -> Entry:
        writes = tuple(self._complete(write) for write in self._pending.pop(audience))
        entry = self._sign(self._action, audience, writes, "")
        self._signed.append(entry)
        return entry

    def _news(self, write: Write) -> Write:
        """Without the fields that say already, undisputed, what is to be written."""
        standing = self._projection.standing(write.table, write.row)
        if not standing or "deleted" in standing:
            return write
        fields = {k: v for k, v in write.fields.items() if not self._projection.says(write.table, write.row, k, v)}
        return Write(write.table, write.row, fields, {})

    def _complete(self, write: Write) -> Write:
        """The write with the entries it replaces; a deleted row that is written again is there again."""
        standing = self._projection.standing(write.table, write.row)
        if not standing:
            return write
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


def _write_of(entry: Entry | None, write: Write) -> Write | None:
    """What an entry wrote to the same row."""
    if entry is None:
        return None
    return next((w for w in entry.writes if (w.table, w.row) == (write.table, write.row)), None)


def _value_before(connection: Snapshot, write: Write, name: str) -> Value:
    replaced = [journal.get(connection, entry) for entry in write.replaces.get(name, ())]
    newest = max((entry for entry in replaced if entry), key=lambda e: (e.clock, e.desk), default=None)
    for earlier in reversed(newest.writes if newest else ()):
        if earlier.table == write.table and earlier.row == write.row and name in earlier.fields:
            return earlier.fields[name]
    return None
