"""Verify finds what was changed behind the desk's back."""

from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from jetdesk.desk import chunks
from jetdesk.desk.desk import DATABASE, OFFICE, SELF, Desk
from jetdesk.desk.verify import Verified, verify
from jetdesk.errors import Untrusted


@pytest.fixture
def written(desk: Desk) -> Desk:
    """Three ratings and two documents."""
    made = [(chunks.new_key(), f"document {n}".encode()) for n in range(2)]
    chunks.store(desk.chunks, made)
    with desk.change("intake.loaded") as change:
        for n, (key, content) in enumerate(made):
            digest = sha256(content).hexdigest()
            change.write("document", f"d{n}", OFFICE, applicant="a1", key=key, size=len(content), sha256=digest)
    for n in range(3):
        with desk.change("sheet.rated") as change:
            change.write("rating", f"r{n}", SELF, applicant="a1", panelist="mori", criterion=f"c{n}", level=n + 1)
    return desk


def tamper(desk: Desk, statement: str) -> None:
    with desk.database.write() as connection:
        connection.execute(text(statement))


def problems(checked: Verified) -> list[str]:
    return [str(problem) for problem in checked.problems]


def test_a_sound_desk_is_called_sound(written: Desk) -> None:
    seen: list[float] = []
    checked = verify(written, replay=True, progress=seen.append)
    assert checked == Verified(4, 1, 2, ())
    assert checked.ok
    assert seen == [0.5, 1.0]


@pytest.mark.parametrize(
    ("statement", "table", "row"),
    [("UPDATE rating SET level = 5 WHERE id = 'r1'", "rating", "r1"),
     ("DELETE FROM rating WHERE id = 'r0'", "rating", "r0"),
     ("INSERT INTO rating (id, level, heads) VALUES ('r9', 5, '{}')", "rating", "r9"),
     ("UPDATE rating SET heads = '{}' WHERE id = 'r2'", "rating", "r2"),
     ("UPDATE document SET deleted = 1 WHERE id = 'd1'", "document", "d1")],
)  # fmt: skip
def test_a_tampered_row_is_found_by_the_replay_and_left_alone(
    written: Desk, statement: str, table: str, row: str
) -> None:
    tamper(written, statement)
    assert verify(written).ok, "only the replay looks at the rows"
    for _ in range(2):
        (problem,) = problems(verify(written, replay=True))
        assert problem == f"Table {table} differs from the journal in 1 rows, first in {row}."


def test_a_broken_journal_is_not_replayed(written: Desk) -> None:
    tamper(written, "UPDATE rating SET level = 5")
    tamper(written, "DELETE FROM journal WHERE seq = 2")
    (problem,) = problems(verify(written, replay=True))
    assert "before entry 3" in problem


def test_an_altered_and_a_missing_document_are_named(written: Desk) -> None:
    with written.read() as connection:
        keys = {row.id: row.key for row in connection.execute(text("SELECT id, key FROM document"))}
    (altered,) = chunks.chunk_names(keys["d0"], 10)
    (missing,) = chunks.chunk_names(keys["d1"], 10)
    (written.chunks / altered).write_bytes(bytes(60))
    (written.chunks / missing).unlink()
    checked = verify(written)
    assert sorted(problems(checked)) == ["Document d0 is damaged or missing.", "Document d1 is damaged or missing."]
    assert not checked.ok


def _flip(folder: Path, page: int) -> None:
    path = folder / DATABASE
    content = bytearray(path.read_bytes())
    content[page * 4096 + 999] ^= 8
    path.write_bytes(content)


def _notices(desk: Desk) -> bool:
    try:
        return not verify(desk).ok
    except Untrusted:
        return True


def test_a_flipped_bit_in_the_database_is_found(written: Desk) -> None:
    """In a page that nothing reads, verify names it; in one that is needed, nothing goes on."""
    with written.change("person.added") as change:
        for n in range(300):
            change.write("person", f"p{n}", OFFICE, name="x" * 300)
    tamper(written, "DELETE FROM person")
    written.database.checkpoint()
    pages = (written.folder / DATABASE).stat().st_size // 4096
    found = 0
    for page in range(2, pages, 5):
        _flip(written.folder, page)
        found += _notices(written)
        _flip(written.folder, page)
    assert found == len(range(2, pages, 5))


def test_an_index_that_does_not_fit_its_table_is_found(written: Desk) -> None:
    tamper(written, "PRAGMA writable_schema = ON")
    other = "CREATE INDEX rating_sheet ON rating (level)"
    tamper(written, f"UPDATE sqlite_master SET sql = '{other}' WHERE name = 'rating_sheet'")
    written.database.close()
    assert any("database is damaged" in problem for problem in problems(verify(written)))
