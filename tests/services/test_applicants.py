"""Finding applicants, reading their dossiers and documents."""

from pathlib import Path

import pikepdf
import pytest

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Status
from jetdesk.errors import Refused, Untrusted
from jetdesk.services import applicants, desks, intake, screening, timetable
from tests.small_office import ids_by_number, rows, write_export


@pytest.fixture
def form(desk: Desk, tmp_path: Path) -> Path:
    """A form of two megabytes on the desk, so that it lies there in several chunks; gives the file it came from."""
    folder = tmp_path / "documents"
    folder.mkdir()
    file = folder / "WH-001_form.pdf"
    with pikepdf.new() as made:
        made.add_blank_page()
        made.Root.Filler = made.make_stream(bytes(range(256)) * 9000)
        made.save(file, compress_streams=False)
    intake.load(desk, write_export(tmp_path / "again.csv", rows()), folder)
    return file


def only_document(desk: Desk) -> str:
    (document,) = applicants.dossier(desk, ids_by_number(desk)["WH-001"]).documents
    return document.id


def numbers(desk: Desk, typed: str = "", status: Status | None = None) -> list[str]:
    return [row.application_no for row in applicants.select(desk, typed, status)]


def test_the_list_is_filed_by_family_name(desk: Desk) -> None:
    names = [row.name for row in applicants.list_applicants(desk)]
    assert names == sorted(names, key=str.casefold)
    assert names[-1] == "Venkataraman, Priya"
    assert "Suryaningsih" in names


def test_search_and_status_narrow_the_list_together(desk: Desk) -> None:
    late = ids_by_number(desk)["WH-008"]
    screening.set_status(desk, [late], Status.NOT_INVITED, "came too late")
    assert numbers(desk, "la") == ["WH-008"]
    assert numbers(desk, "la", Status.INVITED) == []
    assert numbers(desk, "", Status.NOT_INVITED) == ["WH-008"]
    assert len(numbers(desk, "", Status.INVITED)) == 7
    assert numbers(desk, "  ") == numbers(desk)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("kowalewicz lukasz", "WH-003"), ("quinones", "WH-004"), ("リンドク", "WH-005"), ("wh-006", "WH-006")],
)
def test_names_are_found_without_accents_in_kana_and_by_number(desk: Desk, typed: str, found: str) -> None:
    assert numbers(desk, typed) == [found]


def test_nothing_typed_is_no_search(desk: Desk) -> None:
    assert applicants.find(desk, " ") is None
    assert applicants.find(desk, "zzz") == frozenset()


def test_a_number_leads_to_its_applicant(desk: Desk) -> None:
    assert applicants.applicant_id(desk, " wh-007 ") == ids_by_number(desk)["WH-007"]
    with pytest.raises(Refused, match="There is no applicant WH-404 on this desk"):
        applicants.applicant_id(desk, "WH-404")


def test_a_dossier_holds_facts_slot_and_who_is_expected(desk: Desk) -> None:
    priya = ids_by_number(desk)["WH-001"]
    timetable.recuse(desk, priya, "okonjo", "taught this applicant")
    found = applicants.dossier(desk, priya)
    assert (found.applicant.name, found.status) == ("Priya Venkataraman", Status.INVITED)
    assert found.slot is not None
    assert (found.slot.panel_id, found.slot.starts_at) == ("B", None)
    assert sorted((a.panelist_id, a.recused) for a in found.assignments) == [
        ("moriwaki", False), ("okonjo", True), ("villasenor", False),
    ]  # fmt: skip
    (row,) = applicants.select(desk, "venkataraman")
    assert (row.panel, row.recusals, row.documents) == ("B", 1, 0)


def test_strange_ids_are_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="applicant is not on this desk"):
        applicants.dossier(desk, "nobody")
    with pytest.raises(Refused, match="document is not on this desk"):
        applicants.read_document(desk, "nothing")


def test_a_document_comes_back_byte_for_byte(desk: Desk, form: Path) -> None:
    opened = applicants.read_document(desk, only_document(desk))
    assert opened.content == form.read_bytes()
    assert (opened.document.pages, opened.document.media_type, opened.document.file_name) == (
        1, "application/pdf", "WH-001_form.pdf",
    )  # fmt: skip
    assert applicants.select(desk, "venkataraman")[0].documents == 1
    assert len(list(desk.chunks.iterdir())) == 3


@pytest.mark.parametrize("harm", ["altered", "cut", "missing", "swapped"])
def test_a_document_that_was_tampered_with_is_not_shown(desk: Desk, form: Path, harm: str) -> None:
    first, second = sorted(desk.chunks.iterdir())[:2]
    content = first.read_bytes()
    if harm == "altered":
        first.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    elif harm == "cut":
        first.write_bytes(content[:20])
    elif harm == "missing":
        first.unlink()
    else:
        first.write_bytes(second.read_bytes())
        second.write_bytes(content)
    with pytest.raises(Untrusted, match="damaged or was altered"):
        applicants.read_document(desk, only_document(desk))
    assert len(applicants.list_applicants(desk)) == 8


def test_loading_a_damaged_document_again_mends_it(desk: Desk, form: Path, tmp_path: Path) -> None:
    export = write_export(tmp_path / "third.csv", rows())
    assert intake.load(desk, export, form.parent).new_documents == 0
    next(desk.chunks.iterdir()).unlink()
    assert intake.load(desk, export, form.parent).new_documents == 1
    assert applicants.read_document(desk, only_document(desk)).content == form.read_bytes()
    assert desks.verify(desk).ok
