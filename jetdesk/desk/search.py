"""Search for applicants: name, kana, number. Latin by word beginnings without accents, Japanese by any three characters.

Every token that a person types is quoted: nothing typed is search syntax. The index knows applicants by a number of its
own, so that a match need not read the row; `Found` keeps which number is whom.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, text

from jetdesk.desk.entry import Value
from jetdesk.domain.text import searchable

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS find_applicant (number INTEGER PRIMARY KEY, applicant TEXT UNIQUE, kana TEXT)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS find_words USING fts5"
    "(words, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS find_parts USING fts5(words, tokenize = 'trigram')",
)
DROP = ("DROP TABLE find_applicant", "DROP TABLE find_words", "DROP TABLE find_parts")
LATIN_FIELDS = ("application_no", "given_name", "middle_name", "family_name", "preferred_name", "name_kana")
TRIGRAM = 3
_NUMBER = "(SELECT number FROM find_applicant WHERE applicant = :id)"


class Finder:
    """Finds applicants; it remembers the ids behind the index's numbers, which never change."""

    def __init__(self) -> None:
        self._ids: dict[int, str] = {}

    def find(self, connection: Connection, typed: str) -> frozenset[str] | None:
        """Ids of the applicants that match every word typed; None when nothing was asked."""
        tokens = searchable(typed).split()
        if not tokens:
            return None
        found = _matching(connection, tokens[0])
        for token in tokens[1:]:
            found &= _matching(connection, token)
        self._learn(connection)
        return frozenset(self._ids[number] for number in found)

    def _learn(self, connection: Connection) -> None:
        newer = text("SELECT number, applicant FROM find_applicant WHERE number > :last")
        rows = connection.execute(newer, {"last": max(self._ids, default=0)})
        self._ids.update((row.number, row.applicant) for row in rows)


def index(connection: Connection, rows: Mapping[str, Mapping[str, Value]]) -> None:
    """Make these applicants findable by what their rows say now."""
    words = [{"id": i, "words": _words(row), "kana": searchable(str(row.get("name_kana") or ""))} for i, row in rows.items()]
    remember = "INSERT INTO find_applicant (applicant, kana) VALUES (:id, :kana) ON CONFLICT DO UPDATE SET kana = :kana"
    connection.execute(text(remember), words)
    replace = "INSERT OR REPLACE INTO {} (rowid, words) VALUES (" + _NUMBER + ", :{})"
    connection.execute(text(replace.format("find_words", "words")), words)
    connection.execute(text(replace.format("find_parts", "kana")), words)


def _matching(connection: Connection, token: str) -> set[int]:
    quoted = '"' + token.replace('"', '""') + '"'
    numbers = set()
    if any(c.isalnum() for c in token):
        numbers = _numbers(connection, "SELECT rowid FROM find_words WHERE find_words MATCH :asked", quoted + "*")
    if token.isascii():
        return numbers
    if len(token) >= TRIGRAM:
        return numbers | _numbers(connection, "SELECT rowid FROM find_parts WHERE find_parts MATCH :asked", quoted)
    return numbers | _numbers(connection, "SELECT number FROM find_applicant WHERE instr(kana, :asked)", token)


def _numbers(connection: Connection, query: str, asked: str) -> set[int]:
    return set(connection.execute(text(query), {"asked": asked}).scalars())


def _words(row: Mapping[str, Value]) -> str:
    return " ".join(searchable(str(row[name])) for name in LATIN_FIELDS if row.get(name))
