"""Replaying the journal: after an upgrade, for `verify`, and when entries cease to count."""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, text

from jetdesk.desk import journal, search
from jetdesk.desk.entry import Entry
from jetdesk.desk.projection import project
from jetdesk.desk.tables import PROJECTED, conflict, superseded

Progress = Callable[[float], None]


def rebuild(connection: Connection, progress: Progress | None = None) -> None:
    """Empty every projected table and replay the journal into it."""
    for table in (*PROJECTED.values(), conflict, superseded):
        table.drop(connection, checkfirst=True)
        table.create(connection)
    for statement in (*search.DROP, *search.SCHEMA):
        connection.execute(text(statement))
    total, done = journal.count(connection), 0
    for batch in _batches(journal.entries(connection)):
        project(connection, batch)
        done += len(batch)
        if progress:
            progress(done / total)


def _batches(entries: Iterator[Entry], size: int = 500) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
