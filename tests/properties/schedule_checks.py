"""What must hold after a schedule, once everybody has synced until nothing changed: invariants I1 to I7."""

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from jetdesk.desk import exchange as records
from jetdesk.desk import journal, search
from jetdesk.desk.entry import Entry
from jetdesk.desk.projection import project
from jetdesk.desk.tables import PROJECTED, metadata
from jetdesk.services import exchange
from tests.properties.memory_desk import MemoryDatabase
from tests.properties.memory_mailbox import Unsteady, nothing
from tests.properties.schedule_office import Template, journal_of
from tests.properties.schedule_world import Machine, World
from tests.properties.schedules import Step, play

OWN_TABLES = ("rating", "draft", "sheet")
Dump = dict[str, list[tuple[str, ...]]]
COLUMNS = {name: [column.name for column in table.c] for name, table in PROJECTED.items()}


def check(world: World) -> None:
    """All of them. `world` has settled."""
    held = {id(machine): journal_of(machine.desk) for machine in world.machines}
    for machine in world.machines:
        entries = held[id(machine)]
        only_what_was_written(world, machine, entries)
        everything_acknowledged_is_here(world, machine, entries)
        everything_is_shown(machine, entries)
        nothing_foreign_is_here(world, machine, entries)
        forks_are_announced(world, machine, entries)
        receipts_say_no_more_than_is_there(world, machine, held)
    one = world.machines[(len(world.made) // 2) % len(world.machines)]
    any_order_gives_these_tables(one, held[id(one)])
    everybody_has_what_they_may_read(world, held)
    entries_are_the_same_everywhere(held.values())
    coordinators_agree(world)
    if len(world.made) % 2:
        syncing_again_changes_nothing(world)


def run(template: Template, folder: Path, clocks: Sequence[int], boxes: int, steps: Sequence[Step]) -> None:
    """Play a schedule to its end and check everything."""
    world = World(template, folder / "world", clocks, boxes)
    seen: dict[str, int] = {}
    try:
        play(world, steps, lambda: no_key_opens_too_much(world, seen))
        check(world)
    finally:
        world.close()


def only_what_was_written(world: World, machine: Machine, entries: Mapping[str, Entry]) -> None:
    """I6: whatever else lay in the mailboxes."""
    strange = entries.keys() - world.made.keys() - world.template.entries.keys()
    assert not strange, f"I6: {machine.person} has entries that nobody wrote"


def everything_acknowledged_is_here(world: World, machine: Machine, entries: Mapping[str, Entry]) -> None:
    missing = machine.acknowledged - entries.keys()
    assert not missing, f"I2: {machine.person} lost {[world.made[i].action for i in missing]}"


def everything_is_shown(machine: Machine, entries: Mapping[str, Entry]) -> None:
    """I2: each value that an entry set is shown, stands in a conflict, or was replaced by an entry that names it."""
    raw = machine.database.raw
    kept = {row[0] for row in raw.execute("SELECT id FROM journal WHERE revoked IS NOT 1")}
    replaced = {
        (write.table, write.row, name, gone)
        for i, entry in entries.items()
        if i in kept
        for write in entry.writes
        for name, all_gone in write.replaces.items()
        for gone in all_gone
    }
    beside = set(raw.execute("SELECT table_name, row_id, field, entry FROM conflict"))
    heads = {
        (table, row): json.loads(text)
        for table in PROJECTED
        for row, text in raw.execute(f'SELECT id, heads FROM "{table}"')
    }
    for i, entry in entries.items():
        for write in entry.writes if i in kept else ():
            for name, value in write.fields.items():
                if value is None and name not in write.replaces:
                    continue
                at = (write.table, write.row, name)
                shown = heads.get(at[:2], {})
                assert shown.get(name, shown.get("*")) == i or (*at, i) in beside or (*at, i) in replaced, (
                    f"I2: {machine.person} does not show {entry.action} {at}"
                )


def nothing_foreign_is_here(world: World, machine: Machine, entries: Mapping[str, Entry]) -> None:
    """I5: a panelist's desk holds no other's sheet before the reveal, and no case that they were never given."""
    if machine.laptop.is_coordinator:
        return
    for entry in entries.values():
        assert may_read(world, machine.person, entry), f"I5: {machine.person} holds {entry.action} {entry.audience}"
    for table in OWN_TABLES:
        query = f"SELECT applicant FROM {table} WHERE panelist <> ?"
        foreign = {row[0] for row in machine.database.raw.execute(query, (machine.person,))}
        assert foreign <= (world.revealed if table == "sheet" else set()), f"I5: {machine.person} sees others' {table}"
    # What a coordinator's desk gave away before it heard that it was retired does not count, but it was given.
    giver_retired = any(m.laptop.is_coordinator and m.laptop.desk in world.retired for m in world.machines)
    if machine.laptop.desk not in world.retired and not giver_retired:
        cases = {f"case:{applicant}" for applicant in cases_of(machine)}
        left = {
            e.audience for e in entries.values() if e.desk != machine.laptop.desk and e.audience.startswith("case:")
        }
        assert left <= cases, f"I5: {machine.person} was taken off {left - cases} and still has it"


def may_read(world: World, person: str, entry: Entry) -> bool:
    kind, _, whose = entry.audience.partition(":")
    if kind == "self":
        return entry.author == person
    if kind == "case":
        return (whose, person) in world.assigned
    if kind == "sheet" and whose != person:
        about = {write.fields.get("applicant") for write in entry.writes}
        return {write.table for write in entry.writes} <= {"sheet"} and about <= world.revealed
    return True


def no_key_opens_too_much(world: World, seen: dict[str, int]) -> None:
    """I5, for every envelope since the last look, with what is revealed by now. `seen`: how far, by mailbox."""
    for box in world.boxes:
        for _, raw in box.laid[seen.get(box.url, 0) :]:
            for desk, content in world.readers(raw).items():
                person = next(laptop.person for laptop in world.template.laptops if laptop.desk == desk)
                for entry in content.entries:
                    assert may_read(world, person, entry), f"I5: {person} can open {entry.audience}"
        seen[box.url] = len(box.laid)


def any_order_gives_these_tables(machine: Machine, entries: Mapping[str, Entry]) -> None:
    """I1: the same entries, in another order and in batches, in tables of their own."""
    gone = {row[0] for row in machine.database.raw.execute("SELECT id FROM journal WHERE revoked = 1")}
    order = sorted((e for i, e in entries.items() if i not in gone), key=lambda entry: entry.id)
    random.Random(len(order)).shuffle(order)
    fresh = empty_database()
    try:
        fresh.raw.execute("BEGIN")
        for start in range(0, len(order), 7):
            batch = order[start : start + 7]
            journal.append(fresh._connection, batch)
            project(fresh._connection, batch)
        assert tables(fresh) == tables(machine.database), f"I1: {machine.person}'s tables depend on the order"
    finally:
        fresh.raw.execute("ROLLBACK")


@cache
def empty_database() -> MemoryDatabase:
    made = MemoryDatabase()
    with made.write() as connection:
        metadata.create_all(connection)
        for statement in search.SCHEMA:
            connection.exec_driver_sql(statement)
    return made


def tables(database: MemoryDatabase, leave_out: Iterable[str] = ()) -> Dump:
    """Every projected row, with the entry that set each field, and the values that stand beside or are waited for."""
    out = set(leave_out)
    found = {}
    for name, columns in COLUMNS.items():
        if name not in out:
            rows = database.raw.execute(f'SELECT * FROM "{name}"').fetchall()
            found[name] = sorted(((*row[:-1], *_heads(columns, row)) for row in rows), key=lambda row: row[0])
    for name in {"conflict", "superseded"} - out:
        found[name] = sorted(map(tuple, database.raw.execute(f'SELECT * FROM "{name}"').fetchall()))
    return {name: [tuple(map(repr, row)) for row in rows] for name, rows in found.items()}


def _heads(columns: Sequence[str], row: tuple[object, ...]) -> list[str | None]:
    """By field; which entry stands for the whole row depends on what came first and means nothing."""
    heads: dict[str, str] = json.loads(str(row[-1]))
    first = heads.get("*")
    return [heads.get(c, first if v is not None else None) for c, v in zip(columns[1:-1], row[1:-1], strict=True)]


def forks_are_announced(world: World, machine: Machine, entries: Mapping[str, Entry]) -> None:
    """I7: whoever holds two entries of one place was told that a disk was cloned."""
    places: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    for entry in entries.values():
        places[entry.desk, entry.epoch, entry.seq].add(entry.id)
    twice = {desk for (desk, _, _), found in places.items() if len(found) > 1}
    assert twice <= world.forked, "I7: a number was used twice"
    kinds = ("clone", "restored") if machine.laptop.desk in twice else ("clone",)
    with machine.desk.read() as connection:
        told = {alarm.desk for alarm in records.list_alarms(connection) if alarm.kind in ("clone", *kinds)}
    assert twice <= told, f"I7: no alarm about a clone at {machine.person}'s"


def receipts_say_no_more_than_is_there(world: World, machine: Machine, held: Mapping[int, Mapping[str, Entry]]) -> None:
    """Delivered is what a coordinator's desk has."""
    if machine.laptop.is_coordinator or not exchange.delivery(machine.desk).complete:
        return
    theirs = {i for other in world.machines if other.laptop.is_coordinator for i in held[id(other)]}
    if not any(other.laptop.is_coordinator for other in world.machines):
        theirs = set(world.template.entries)
    mine = {i for i in machine.acknowledged if any(w.table == "sheet" for w in world.made[i].writes)}
    assert mine <= theirs, f"{machine.person} believes that a sheet was received"


def everybody_has_what_they_may_read(world: World, held: Mapping[int, Mapping[str, Entry]]) -> None:
    """I1: the entries of an audience are on all its desks that are in use and not retired."""
    coordinators = [m for m in world.machines if m.laptop.is_coordinator and m.laptop.desk not in world.retired]
    for machine in world.machines:
        if machine.laptop.desk in world.retired:
            continue
        cases = cases_of(machine)
        for author in world.machines:
            for i in author.acknowledged:
                entry = world.made[i]
                if entry.desk in world.retired or not coordinators:
                    continue
                kind, _, whose = entry.audience.partition(":")
                wanted = (
                    kind == "office"
                    or (kind in ("case", "sheet") and machine.laptop.is_coordinator)
                    or (kind == "case" and whose in cases)
                    or (kind == "sheet" and whose == machine.person)
                )
                assert not wanted or i in held[id(machine)], (
                    f"I2: {entry.action} for {entry.audience} of {author.person} never came to {machine.person}"
                )


def cases_of(machine: Machine) -> set[str]:
    query = "SELECT applicant FROM assignment WHERE panelist = ? AND recused IS NOT 1 AND deleted IS NOT 1"
    return {row[0] for row in machine.database.raw.execute(query, (machine.person,))}


def entries_are_the_same_everywhere(held: Iterable[Mapping[str, Entry]]) -> None:
    """I4: an entry's id is the hash of its body; the signature is not part of it."""
    signed: dict[str, bytes] = {}
    for entries in held:
        for i, entry in entries.items():
            assert signed.setdefault(i, entry.signature) == entry.signature, "I4: an entry was signed again"


def coordinators_agree(world: World) -> None:
    """I1: but for what each keeps to themself."""
    found = [m for m in world.machines if m.laptop.is_coordinator and m.laptop.desk not in world.retired]
    for one, other in zip(found, found[1:], strict=False):
        own = ("rating", "draft", "conflict", "superseded")
        assert tables(one.database, own) == tables(other.database, own), "I1: two coordinators' tables differ"


def syncing_again_changes_nothing(world: World) -> None:
    """I3: also from a mailbox that lists everything the other way round. One laptop is enough at a time."""
    machine = world.machines[len(world.made) % len(world.machines)]
    before = tables(machine.database), len(machine.acknowledged)
    laid = [len(box.envelopes) for box in world.boxes]
    for box in world.boxes:
        world.meet(machine, Unsteady(box, nothing, backwards=True))
    assert (tables(machine.database), len(machine.acknowledged)) == before, "I3: it changed again"
    assert [len(box.envelopes) for box in world.boxes] == laid, "I3: it sent again"
