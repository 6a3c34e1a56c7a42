"""I1 and I3: the same entries give the same tables in any order, however they are cut into batches, once or twice.

The model below is the definition: for each field, those who wrote it less those who were replaced. The projection,
which sees one entry after another, must come to the same.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey
from sqlalchemy import Connection, Engine, create_engine, select, text
from sqlalchemy.pool import StaticPool

from jetdesk.desk import entry as entries_of
from jetdesk.desk import journal, search
from jetdesk.desk.entry import Entry, Place, Value, Write, sign_entry
from jetdesk.desk.projection import project
from jetdesk.desk.queries.history import list_conflicts
from jetdesk.desk.replay import rebuild
from jetdesk.desk.tables import PROJECTED, conflict, metadata, superseded

KEYS = {name: SigningKey(name.encode() * 32) for name in "abc"}
FIELDS = ("level", "note", "deleted")
TABLE = "rating"
At = tuple[str, str]
Schedule = tuple[list[Entry], list[Entry], list[list[Entry]]]
"""Entries as they were made, in another order, and that order cut into batches."""


# The definition


@dataclass
class Shown:
    """One field: the shown entry and value, and the values that stand beside it by entry."""

    entry: str
    value: Value
    beside: dict[str, Value]


def model(entries: Sequence[Entry]) -> dict[At, Shown]:
    """By (row, field): writers less the replaced; the highest (clock, desk, id) shows."""
    written: dict[At, dict[str, Value]] = defaultdict(dict)
    replaced: dict[At, set[str]] = defaultdict(set)
    for entry in entries:
        for write in entry.writes:
            for name in FIELDS if write.table == TABLE else ():
                replaced[write.row, name] |= set(write.replaces.get(name, ()))
                if write.fields.get(name) is not None or (name in write.fields and name in write.replaces):
                    written[write.row, name][entry.id] = write.fields[name]
    stamps = {entry.id: (entry.clock, entry.desk, entry.id) for entry in entries}
    shown = {}
    for at, values in written.items():
        standing = {e: v for e, v in values.items() if e not in replaced[at]}
        top = max(standing, key=stamps.__getitem__)
        shown[at] = Shown(top, standing.pop(top), standing)
    return shown


# Desks that write beside and after one another


@dataclass
class Office:
    """Three desks; each knows some of the entries and replaces what it knows."""

    all: list[Entry] = field(default_factory=list)
    known: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in KEYS})

    def write(self, desk: str, clock: int, writes: list[tuple[str, str, dict[str, Value]]]) -> None:
        """Fields of rows; `?` in a table or field name is one that this program does not know."""
        seen = model([entry for entry in self.all if entry.id in self.known[desk]])
        made = tuple(Write(t, row, fields, self._replaces(seen, t, row, fields)) for t, row, fields in writes)
        own = [entry for entry in self.all if entry.desk == desk]
        place = Place(desk, 1, len(own) + 1, clock, desk, own[-1].hash if own else entries_of.FIRST)
        entry = sign_entry(KEYS[desk], place, "test", "office", made)
        self.all.append(entry)
        self.known[desk].add(entry.id)

    def meet(self, one: str, other: str) -> None:
        self.known[one] |= self.known[other]

    @staticmethod
    def _replaces(seen: dict[At, Shown], table: str, row: str, fields: dict[str, Value]) -> dict[str, tuple[str, ...]]:
        found = {name: seen[row, name] for name in fields if table == TABLE and (row, name) in seen}
        return {name: (shown.entry, *shown.beside) for name, shown in found.items()}


VALUES: dict[str, st.SearchStrategy[Value]] = {
    "level": st.one_of(st.none(), st.integers(1, 5)),
    "note": st.one_of(st.none(), st.sampled_from(["", "kind", "静か"])),
    "deleted": st.booleans(),
    "of_tomorrow": st.integers(0, 3),
}
WRITES = st.lists(
    st.tuples(
        st.sampled_from([TABLE, TABLE, TABLE, "table_of_tomorrow"]),
        st.sampled_from(["r1", "r2"]),
        st.fixed_dictionaries({}, optional=VALUES),
    ),
    min_size=1,
    max_size=3,
)
DESKS = st.sampled_from(sorted(KEYS))
STEPS = st.lists(
    st.one_of(st.tuples(DESKS, st.integers(0, 4), WRITES), st.tuples(DESKS, DESKS)), min_size=1, max_size=14
)


def played(steps: Sequence[tuple[object, ...]]) -> list[Entry]:
    office = Office()
    for step in steps:
        if len(step) == 3:
            office.write(*step)
        else:
            office.meet(*step)
    return office.all


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    made = played(draw(STEPS))
    order = draw(st.permutations(made))
    return made, order, cut(order, draw(st.lists(st.integers(0, len(made)), max_size=5)))


@st.composite
def schedules_by_desk(draw: st.DrawFn) -> Schedule:
    """As `schedules`, but each desk's entries keep their order, as sync delivers them."""
    made = played(draw(STEPS))
    queues = {name: [entry for entry in made if entry.desk == name] for name in KEYS}
    turns = draw(st.permutations([entry.desk for entry in made]))
    order = [queues[desk].pop(0) for desk in turns]
    return made, order, cut(order, draw(st.lists(st.integers(0, len(made)), max_size=5)))


def cut(order: list[Entry], at: Sequence[int]) -> list[list[Entry]]:
    marks = [0, *sorted(at), len(order)]
    return [order[start:end] for start, end in zip(marks, marks[1:], strict=False) if start < end]


# A desk's tables without the encryption


@cache
def database() -> Engine:
    """Made once: thousands of schedules are played in it, each rolled back."""
    engine = create_engine("sqlite://", module=sqlcipher, poolclass=StaticPool, isolation_level=None)
    with engine.connect() as connection:
        metadata.create_all(connection)
        for statement in search.SCHEMA:
            connection.execute(text(statement))
    return engine


@contextmanager
def tables() -> Iterator[Connection]:
    with database().connect() as connection:
        connection.exec_driver_sql("BEGIN")
        try:
            yield connection
        finally:
            connection.exec_driver_sql("ROLLBACK")


def receive(connection: Connection, batch: Sequence[Entry]) -> None:
    """What a desk does with entries that arrive: those it has are left out."""
    new = [entry for entry in batch if journal.get(connection, entry.id) is None]
    if new:
        journal.append(connection, new)
        project(connection, new)


def state(connection: Connection) -> dict[At, Shown]:
    """By (row, field) what the tables say, in the form of the model."""
    beside: dict[At, dict[str, Value]] = defaultdict(dict)
    for row in connection.execute(select(conflict)):
        beside[row.row_id, row.field][row.entry] = json.loads(row.value)
    found = {}
    for row in connection.execute(select(PROJECTED[TABLE])).mappings():
        heads = json.loads(row["heads"])
        for name in FIELDS:
            head = heads.get(name) or (heads.get("*") if row[name] is not None else None)
            if head:
                found[row["id"], name] = Shown(head, row[name], beside.pop((row["id"], name), {}))
    assert not beside
    return found


def dump(connection: Connection) -> list[list[tuple[object, ...]]]:
    chosen = (PROJECTED[TABLE], conflict, superseded)
    return [sorted((tuple(row) for row in connection.execute(select(t))), key=repr) for t in chosen]


def check(made: Sequence[Entry], batches: Sequence[Sequence[Entry]], *, replay: bool = True) -> None:
    with tables() as connection:
        for batch in batches:
            receive(connection, batch)
        assert state(connection) == model(made)
        written = {w.row for e in made for w in e.writes if w.table == TABLE}
        assert {row.id for row in connection.execute(select(PROJECTED[TABLE].c.id))} == written
        assert not connection.execute(select(superseded)).all(), "everything arrived: nothing is waited for"
        once = dump(connection)
        for batch in batches:
            receive(connection, batch)
        assert dump(connection) == once
        if replay:
            rebuild(connection)
            assert dump(connection) == once


# The properties

LOOKED_AT = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LOOKED_AT
@given(schedules())
def test_any_order_and_any_batches_give_the_same_tables(schedule: Schedule) -> None:
    made, _, batches = schedule
    check(made, batches, replay=False)


@LOOKED_AT
@given(schedules_by_desk())
def test_any_order_that_keeps_each_desks_own_gives_the_same_tables(schedule: Schedule) -> None:
    made, _, batches = schedule
    check(made, batches, replay=False)


@LOOKED_AT
@given(schedules(), st.data())
def test_whatever_has_arrived_so_far_is_shown_as_the_model_says(schedule: Schedule, data: st.DataObject) -> None:
    """A part only: entries speak of others that are not there, and may never be."""
    _, order, _ = schedule
    some = order[: data.draw(st.integers(0, len(order)))]
    with tables() as connection:
        for batch in cut(some, data.draw(st.lists(st.integers(0, len(some)), max_size=3))):
            receive(connection, batch)
        assert state(connection) == model(some)
        before = dump(connection)
        rebuild(connection)
        assert dump(connection) == before


@LOOKED_AT
@given(schedules())
def test_conflicts_listed_are_those_that_differ_from_what_is_shown(schedule: Schedule) -> None:
    made, _, batches = schedule
    expected = {
        (row, name, entry, value)
        for (row, name), shown in model(made).items()
        for entry, value in shown.beside.items()
        if value != shown.value
    }
    with tables() as connection:
        for batch in batches:
            receive(connection, batch)
        listed = list_conflicts(connection)
    assert {(c.row, c.field, c.entry, c.value) for c in listed} == expected
    assert {c.table for c in listed} <= {TABLE}


# Each bug that the properties found, by name


def office_of(*steps: tuple[object, ...]) -> list[Entry]:
    return played(steps)


def level(value: int | None) -> list[tuple[str, str, dict[str, Value]]]:
    return [(TABLE, "r1", {"level": value})]


def test_a_replacer_that_comes_before_the_replaced_in_one_batch_still_replaces_it() -> None:
    first, second = office_of(("a", 1, level(1)), ("b", "a"), ("b", 2, level(2)))
    check([first, second], [[second, first]])


def test_a_rebuild_knows_that_an_entry_of_the_journal_may_still_be_to_come() -> None:
    first, second, third = office_of(("a", 1, level(1)), ("b", "a"), ("b", 2, level(2)), ("c", 3, level(3)))
    check([first, second, third], [[second], [third], [first]])


def test_entries_of_a_cloned_disk_with_one_stamp_are_ordered_by_their_ids() -> None:
    place = Place("a", 1, 1, 7, "a", entries_of.FIRST)
    writes = [(Write(TABLE, "r1", {"level": n}, {}),) for n in (1, 2, 3)]
    made = [sign_entry(KEYS["a"], place, "test", "office", written) for written in writes]
    for order in (made, made[::-1], [made[1], made[2], made[0]]):
        check(made, [order])
        check(made, [[entry] for entry in order])


def test_an_entry_that_writes_a_field_twice_is_replaced_as_one_even_when_it_comes_later() -> None:
    twice = level(1) + level(2)
    first, second = office_of(("a", 1, twice), ("b", "a"), ("b", 2, level(3)))
    check([first, second], [[second], [first]])
    check([first, second], [[first], [second]])


def test_a_field_emptied_in_a_row_that_begins_twice_in_one_entry_keeps_its_head() -> None:
    gone = sign_entry(KEYS["b"], Place("b", 1, 1, 1, "b", entries_of.FIRST), "test", "office",
                      (Write(TABLE, "r1", {"note": "x"}, {}),))  # fmt: skip
    writes = (Write(TABLE, "r1", {"level": 1}, {}), Write(TABLE, "r1", {"note": None}, {"note": (gone.id,)}))
    emptied = sign_entry(KEYS["a"], Place("a", 1, 1, 2, "a", entries_of.FIRST), "test", "office", writes)
    check([gone, emptied], [[emptied], [gone]])
    check([gone, emptied], [[emptied, gone]])


def test_fields_named_like_the_tables_own_columns_are_not_written() -> None:
    entry = sign_entry(KEYS["a"], Place("a", 1, 1, 1, "a", entries_of.FIRST), "test", "office",
                       (Write(TABLE, "r1", {"heads": "{", "id": "r9", "level": 1}, {}),))  # fmt: skip
    with tables() as connection:
        receive(connection, [entry])
        assert connection.execute(select(PROJECTED[TABLE].c.id, PROJECTED[TABLE].c.level)).all() == [("r1", 1)]


def test_flags_that_compete_are_kept_alike_whether_read_back_or_not() -> None:
    """A flag comes back from the database as 0 or 1."""
    flagged: list[tuple[str, str, dict[str, Value]]] = [(TABLE, "r1", {"deleted": True})]
    cleared: list[tuple[str, str, dict[str, Value]]] = [(TABLE, "r1", {"deleted": False})]
    made = office_of(("a", 1, flagged), ("b", 2, cleared), ("c", 3, flagged))
    check(made, [[entry] for entry in made])
    check(made, [made])


def test_fractions_that_compete_are_kept_alike_whether_read_back_or_not() -> None:
    places = [Place(desk, 1, 1, clock, desk, entries_of.FIRST) for clock, desk in enumerate("abc")]
    writes = [(Write("decision", "a1", {"raw": n}, {}),) for n in (5, 7.5, 6)]
    made = [sign_entry(KEYS[p.desk], p, "test", "office", w) for p, w in zip(places, writes, strict=True)]
    for batches in ([made], [[entry] for entry in made]):
        with tables() as connection:
            for batch in batches:
                receive(connection, batch)
            kept = {row.value for row in connection.execute(select(conflict.c.value))}
            assert kept == {"5.0", "7.5"}


# Two values, one resolution; what the program does not know yet


def test_the_same_field_on_two_desks_is_a_conflict_until_an_entry_names_both() -> None:
    one, two = office_of(("a", 1, level(2)), ("b", 5, level(4)))
    with tables() as connection:
        receive(connection, [two])
        receive(connection, [one])
        (competing,) = list_conflicts(connection)
        assert (competing.table, competing.row, competing.field) == (TABLE, "r1", "level")
        assert (competing.value, competing.entry) == (2, one.id)
    three = office_of(("a", 1, level(2)), ("b", 5, level(4)), ("c", "a"), ("c", "b"), ("c", 0, level(3)))[2]
    assert set(three.writes[0].replaces["level"]) == {one.id, two.id}
    for order in ([one, two, three], [three, two, one], [two, three, one]):
        with tables() as connection:
            receive(connection, order)
            assert list_conflicts(connection) == ()
            assert state(connection)["r1", "level"] == Shown(three.id, 3, {})


def test_equal_values_do_not_compete_but_both_stand() -> None:
    made = office_of(("a", 1, level(3)), ("b", 2, level(3)))
    with tables() as connection:
        receive(connection, made)
        assert list_conflicts(connection) == ()
        assert len(connection.execute(select(conflict)).all()) == 1


def test_a_clock_that_runs_ahead_never_hides_a_value_that_replaced_it() -> None:
    with tables() as connection:
        receive(connection, office_of(("a", 4, level(1)), ("b", "a"), ("b", 0, level(2))))
        assert state(connection)["r1", "level"].value == 2


def test_unknown_tables_and_fields_wait_in_the_journal_for_an_upgrade() -> None:
    writes = (Write("medal", "m1", {"metal": "gold"}, {}), Write(TABLE, "r1", {"level": 2, "shoe_size": 44}, {}))
    entry = sign_entry(KEYS["a"], Place("a", 1, 1, 1, "a", entries_of.FIRST), "test", "office", writes)
    with tables() as connection:
        receive(connection, [entry])
        assert state(connection) == {("r1", "level"): Shown(entry.id, 2, {})}
        (kept,) = journal.entries(connection)
        assert kept.writes == writes
        assert kept.body == entry.body


def test_the_journal_refuses_an_entry_that_it_has() -> None:
    (entry,) = office_of(("a", 1, level(3)))
    with tables() as connection:
        receive(connection, [entry])
        with pytest.raises(sqlcipher.IntegrityError):
            journal.append(connection, [entry])
