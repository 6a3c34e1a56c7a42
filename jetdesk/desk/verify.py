"""Is the desk what its owner left? Database pages, journal chains, documents, and tables against a replay."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, select

from jetdesk.desk import chunks, journal
from jetdesk.desk.desk import Desk
from jetdesk.desk.replay import Progress, rebuild
from jetdesk.desk.tables import PROJECTED, document
from jetdesk.errors import Untrusted
from jetdesk.i18n import Message, msg


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and everything that is wrong."""

    entries: int
    chains: int
    documents: int
    problems: tuple[Message, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


class _RollBack(Exception):
    """Ends the trial replay: nothing of it is kept."""


def verify(desk: Desk, *, replay: bool = False, progress: Progress | None = None) -> Verified:
    """Check everything; with `replay` also rebuild every table from the journal and compare, changing nothing."""
    problems = list(_pages(desk))
    with desk.read() as connection:
        checked = journal.check_chains(connection, desk.verify_keys(), desk.identity.desk)
        documents = connection.execute(select(document).where(document.c.key.is_not(None))).all()
    problems += checked.problems
    for done, row in enumerate(documents, 1):
        try:
            chunks.fetch(desk.chunks, row.key, row.size, row.sha256)
        except Untrusted:
            problems.append(msg("Document {document} is damaged or missing.", document=row.id))
        if progress:
            progress(done / len(documents))
    if replay and not checked.problems:
        problems += _replayed(desk)
    return Verified(checked.entries, checked.chains, len(documents), tuple(problems))


def _pages(desk: Desk) -> Iterator[Message]:
    for row in desk.database.outside("PRAGMA cipher_integrity_check"):
        yield msg("The database is damaged: {what}.", what=str(row[0]))
    for row in desk.database.outside("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield msg("The database is damaged: {what}.", what=str(row[0]))


def _replayed(desk: Desk) -> list[Message]:
    problems: list[Message] = []
    try:
        with desk.database.write() as connection:
            before = {name: _digests(connection, name) for name in PROJECTED}
            rebuild(connection)
            after = {name: _digests(connection, name) for name in PROJECTED}
            problems = [problem for name in PROJECTED for problem in _differences(name, before[name], after[name])]
            raise _RollBack
    except _RollBack:
        return problems


def _digests(connection: Connection, name: str) -> dict[str, str]:
    rows = connection.execute(select(PROJECTED[name])).mappings()
    return {row["id"]: sha256(json.dumps(dict(row), sort_keys=True).encode()).hexdigest() for row in rows}


def _differences(name: str, before: dict[str, str], after: dict[str, str]) -> Iterator[Message]:
    differing = sorted(i for i in before.keys() | after.keys() if before.get(i) != after.get(i))
    if differing:
        yield msg(
            "Table {table} differs from the journal in {n} rows, first in {row}.",
            table=name, n=len(differing), row=differing[0],
        )  # fmt: skip
