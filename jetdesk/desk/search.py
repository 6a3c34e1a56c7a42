"""Search for applicants: name, kana, number. Latin by word beginnings without accents, Japanese by any three characters.

Every token that a person types is quoted: nothing typed is search syntax.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, text

from jetdesk.desk.entry import Value
from jetdesk.domain.text import searchable

SCHEMA = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS find_words USING fts5"
    "(applicant UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS find_parts USING fts5(applicant UNINDEXED, words, tokenize = 'trigram')",
)
DROP = ("DROP TABLE IF EXISTS find_words", "DROP TABLE IF EXISTS find_parts")
LATIN_FIELDS = ("application_no", "given_name", "middle_name", "family_name", "preferred_name", "name_kana")
TRIGRAM = 3


def index(connection: Connection, rows: Mapping[str, Mapping[str, Value]], old: frozenset[str]) -> None:
    """Make these applicants findable; `old` ones are replaced."""
    for name in ("find_words", "find_parts"):
        if old:
            connection.execute(text(f"DELETE FROM {name} WHERE applicant = :id"), [{"id": i} for i in old])
    words = [{"id": i, "words": _words(row)} for i, row in rows.items()]
    parts = [{"id": i, "words": searchable(str(row.get("name_kana") or ""))} for i, row in rows.items()]
    connection.execute(text("INSERT INTO find_words (applicant, words) VALUES (:id, :words)"), words)
    connection.execute(text("INSERT INTO find_parts (applicant, words) VALUES (:id, :words)"), parts)


def find(connection: Connection, typed: str) -> list[str] | None:
    """Ids of the applicants that match every word typed; None when nothing was asked."""
    tokens = searchable(typed).split()
    if not tokens:
        return None
    found: set[str] | None = None
    for token in tokens:
        ids = _matching(connection, token)
        found = ids if found is None else found & ids
    return sorted(found or ())


def _matching(connection: Connection, token: str) -> set[str]:
    quoted = '"' + token.replace('"', '""') + '"'
    ids = set()
    if any(c.isalnum() for c in token):
        query = text("SELECT applicant FROM find_words WHERE find_words MATCH :words")
        ids = set(connection.execute(query, {"words": quoted + "*"}).scalars())
    if token.isascii():
        return ids
    if len(token) >= TRIGRAM:
        query = text("SELECT applicant FROM find_parts WHERE find_parts MATCH :words")
        return ids | set(connection.execute(query, {"words": quoted}).scalars())
    query = text("SELECT applicant FROM find_parts WHERE instr(words, :part)")
    return ids | set(connection.execute(query, {"part": token}).scalars())


def _words(row: Mapping[str, Value]) -> str:
    return " ".join(searchable(str(row[name])) for name in LATIN_FIELDS if row.get(name))
