"""A conflict that a coordinator confirms: what reached the panelist's laptop of the case leaves it."""

from pathlib import Path

import pytest
from sqlalchemy import select

from jetdesk.desk import tables as t
from jetdesk.desk.desk import Desk
from jetdesk.domain.interests import Kind
from jetdesk.errors import Refused
from jetdesk.services import applicants, exchange, intake, interests, interviews, laptops
from tests import small_office
from tests.faults.offices import make_documents

ME = "okonjo"


def tables_with(desk: Desk, words: str) -> set[str]:
    """The tables in any of whose rows these words stand."""
    with desk.read() as connection:
        return {
            table.name for table in t.metadata.sorted_tables
            if any(words in str(tuple(row)) for row in connection.execute(select(table)))
        }  # fmt: skip


def test_what_others_wrote_of_a_recused_case_leaves_the_laptop_and_own_words_stay(desk: Desk, tmp_path: Path) -> None:
    papers, mailbox = make_documents(tmp_path / "papers", "WH-001"), tmp_path / "mailbox"
    mailbox.mkdir()
    intake.load(desk, small_office.write_export(tmp_path / "applications.csv", small_office.rows()), papers)
    priya = small_office.ids_by_number(desk)["WH-001"]
    made = laptops.pack(desk, ME, tmp_path / "pack")
    exchange.sync(desk, str(mailbox), prepare=True)
    with laptops.join(made.file, made.code, tmp_path / "panelist", small_office.PASSPHRASE).desk as mine:
        exchange.sync(mine, str(mailbox))
        documents = applicants.dossier(mine, priya).documents
        assert documents
        assert "applicant" in tables_with(mine, "Venkataraman")
        assert list(mine.chunks.iterdir())
        interviews.rate(mine, priya, ME, "culture", 4)
        interests.declare(mine, priya, Kind.FRIEND, "we rowed in one boat for years")
        for each in (mine, desk, mine):
            exchange.sync(each)
        interests.confirm(desk, priya, ME, "they rowed in one boat for years")
        for each in (desk, mine):
            exchange.sync(each)
        assert tables_with(mine, "Venkataraman") == set()
        assert applicants.find(mine, "Venkataraman") == frozenset()
        assert list(mine.chunks.iterdir()) == []
        for document in documents:
            with pytest.raises(Refused):
                applicants.read_document(mine, document.id)
        assert priya not in {row.applicant_id for row in interviews.list_interviews(mine, ME)}
        assert interests.list_interests(mine) == ()
        assert tables_with(mine, "rowed in one boat") == {"interest", "journal"}
