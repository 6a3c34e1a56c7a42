"""Search for applicants: name, kana, number. Latin by word beginnings without accents, kana by any part.

Every token that a person types is quoted: nothing typed is search syntax. The index knows applicants by a number of its
own, so that a match need not read the row; `Found` keeps which number is whom.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from jetdesk.desk.database import driver
from jetdesk.desk.entry import Value
from jetdesk.domain.text import searchable

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS find_applicant (number INTEGER PRIMARY KEY, applicant TEXT UNIQUE, kana TEXT)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS find_words USING fts5"
    "(words, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS find_parts USING fts5(words, tokenize = 'trigram')",
)
DROP = tuple(f"DROP TABLE IF EXISTS {name}" for name in ("find_applicant", "find_words", "find_parts"))
LATIN_FIELDS = ("application_no", "given_name", "middle_name", "family_name", "preferred_name", "name_kana")
TRIGRAM = 3


class Finder:
    """Finds applicants; it remembers the ids behind the index's numbers, which never change."""

    def __init__(self) -> None:
        self._ids: dict[int, str] = {}
        self._last = 0

    def find(self, connection: Connection, typed: str) -> frozenset[str] | None:
        """Ids of the applicants that match every word typed; None when nothing was asked."""
        asked = searchable(typed.encode("utf-8", "ignore").decode()).split()
        if not asked:
            return None
        tokens = [token for token in asked if _tells(token)]
        if not tokens:
            return frozenset()
        found = _matching(connection, tokens[0])
        for token in tokens[1:]:
            found &= _matching(connection, token)
        self.learn(connection)
        return frozenset(map(self._ids.__getitem__, found))

    def learn(self, connection: Connection) -> None:
        """Remember who is behind the numbers that are new."""
        newer = "SELECT number, applicant FROM find_applicant WHERE number > ?"
        for number, applicant in driver(connection).execute(newer, (self._last,)):
            self._ids[number] = applicant
            self._last = max(self._last, number)


def index(connection: Connection, rows: Mapping[str, Mapping[str, Value]], old: Collection[str]) -> None:
    """Make these applicants findable by what their rows say now; `old` ones were before. Deleted ones are not."""
    own = driver(connection)
    run, run_all = own.execute, own.executemany
    kana = {i: searchable(str(row.get("name_kana") or "")) for i, row in rows.items()}
    last = run("SELECT coalesce(max(number), 0) FROM find_applicant").fetchone()[0]
    added = [(i, kana[i]) for i in rows if i not in old]
    if added:
        run_all("INSERT INTO find_applicant (applicant, kana) VALUES (?, ?)", added)
    numbers = {row[0]: row[1] for row in run("SELECT applicant, number FROM find_applicant WHERE number > ?", (last,))}
    for row_id in old:
        update = "UPDATE find_applicant SET kana = ? WHERE applicant = ? RETURNING number"
        numbers[row_id] = run(update, (kana[row_id], row_id)).fetchone()[0]
        for name in ("find_words", "find_parts"):
            run(f"DELETE FROM {name} WHERE rowid = ?", (numbers[row_id],))
    kept = [i for i, row in rows.items() if not row.get("deleted")]
    if kept:
        run_all("INSERT INTO find_words (rowid, words) VALUES (?, ?)", [(numbers[i], _words(rows[i])) for i in kept])
        run_all("INSERT INTO find_parts (rowid, words) VALUES (?, ?)", [(numbers[i], kana[i]) for i in kept])


def _tells(token: str) -> bool:
    """A lone dash or quote between words asks for nothing."""
    return not token.isascii() or any(c.isalnum() for c in token)


def _matching(connection: Connection, token: str) -> set[int]:
    quoted = '"' + token.replace('"', '""') + '"'
    numbers = set()
    if any(c.isalnum() for c in token):
        numbers = _numbers(connection, "SELECT rowid FROM find_words WHERE find_words MATCH ?", quoted + "*")
    if token.isascii():
        return numbers
    if len(token) >= TRIGRAM:
        return numbers | _numbers(connection, "SELECT rowid FROM find_parts WHERE find_parts MATCH ?", quoted)
    return numbers | _numbers(connection, _BY_PART, token)


_BY_PART = (
    "SELECT number FROM find_applicant WHERE instr(kana, ?)"
    " AND EXISTS (SELECT 1 FROM find_words WHERE find_words.rowid = number)"
)


def _numbers(connection: Connection, query: str, asked: str) -> set[int]:
    return {number for (number,) in driver(connection).execute(query, (asked,))}


def _words(row: Mapping[str, Value]) -> str:
    return searchable(" ".join(str(row[name]) for name in LATIN_FIELDS if row.get(name)))
