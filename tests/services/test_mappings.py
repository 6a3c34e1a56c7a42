"""How a foreign export is proposed, corrected, loaded and remembered."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Applicant
from jetdesk.intake.export import FileOptions
from jetdesk.services import applicants, desks, intake
from jetdesk.services.intake_preview import preview
from jetdesk.services.mappings import Proposal, propose, recall_mapping, remember_mapping
from tests.intake.french import HEADINGS, french_export, people
from tests.small_office import ids_by_number, rows, write_export

ZONE = ZoneInfo("America/Los_Angeles")


def loaded(desk: Desk, number: str) -> Applicant:
    return applicants.dossier(desk, ids_by_number(desk)[number]).applicant


def workbook(path: Path, records: list[list[object]], title: str = "List of applications") -> Path:
    """A title, two rows of headings of which the upper one has merged groups, and a sheet of notes before it."""
    book = openpyxl.Workbook()
    notes = book.worksheets[0]
    notes.title = "Notes"
    notes.append(["All times are local."])
    sheet = book.create_sheet("Applications")
    sheet.append([title])
    sheet.append(["Application", None, None, "Person", None, None, None, "Referee 1", None])
    sheet.append(["Ref", "Date received", "Post", "Surname", "First name", "DOB", "Citizenship", "Name", "Type"])
    sheet.merge_cells("H2:I2")
    for record in records:
        sheet.append(record)
    sheet.append([None, " "])
    book.save(path)
    return path


def record(number: int, born: object) -> list[object]:
    received = datetime(2025, 10, 20, 9, 30)
    return [number, received, "ALT", "Okonkwo", "Maren", born, "UK", "Dr. One", "academic"]


def corrections(proposal: Proposal) -> int:
    """What a person must still say: a column that is missing or wrong, a question."""
    wrong = [c for c in proposal.columns if HEADINGS.get(c.heading, c.column) != c.column]
    return len(wrong) + len(proposal.missing) + len(proposal.questions)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_a_french_export_loads_with_hardly_a_correction_and_the_next_with_none(
    desk: Desk, tmp_path: Path, encoding: str
) -> None:
    made = people()
    proposal = propose(desk, french_export(tmp_path / "a.csv", made, encoding))
    assert corrections(proposal) <= 3
    assert (proposal.options.delimiter, proposal.options.header_row) == (";", 3)
    assert (proposal.options.date_order, proposal.options.time_zone) == ("DMY", "America/Los_Angeles")
    columns = {c.column: c.heading for c in proposal.columns if HEADINGS[c.heading] == c.column and c.column}
    columns |= {ours: theirs for theirs, ours in HEADINGS.items() if ours}
    mapping = replace(proposal.mapping, columns=columns)
    remember_mapping(desk, "Paris", mapping, proposal.headings)
    assert intake.load(desk, proposal.file, mapping=mapping).loaded == len(made)
    for person in made:
        found = loaded(desk, person.number)
        assert (found.family_name, found.given_name) == (person.family, person.given)
        assert (found.date_of_birth, found.graduation_date) == (person.born, person.graduated)
        assert found.submitted_at == person.submitted.replace(tzinfo=ZONE)
        assert found.position.value == person.position
    again = propose(desk, french_export(tmp_path / "b.csv", people(5, first=100)))
    assert (again.remembered, corrections(again)) == ("Paris", 0)
    assert intake.load(desk, tmp_path / "b.csv").loaded == 5


def test_headings_are_found_under_titles_and_groups_on_the_sheet_that_has_them(desk: Desk, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", [record(101, datetime(1996, 7, 7)), record(102, "31/12/1997")])
    proposal = propose(desk, file)
    assert (proposal.options.sheet, proposal.sheets) == ("Applications", ("Notes", "Applications"))
    assert (proposal.options.header_row, proposal.options.group_row) == (3, 2)
    guessed = {c.column: c.heading for c in proposal.columns if c.column}
    assert guessed["reference_1_name"] == "Referee 1 › Name"
    assert (proposal.missing, proposal.questions) == ((), ())
    assert intake.load(desk, file, mapping=proposal.mapping).loaded == 2
    assert loaded(desk, "102").date_of_birth == date(1997, 12, 31)
    assert loaded(desk, "101").submitted_at == datetime(2025, 10, 20, 9, 30, tzinfo=ZONE)


def test_dates_that_may_be_two_days_are_asked(desk: Desk, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", [record(101, "03/04/1996"), record(102, "5/6/1997")])
    proposal = propose(desk, file)
    (question,) = proposal.questions
    assert (question.column, question.kind, question.choices) == ("date_of_birth", "date_order", ("DMY", "MDY"))
    assert question.samples == ("03/04/1996", "5/6/1997")
    report = intake.check(desk, file, mapping=proposal.mapping)
    assert [(p.row, p.column) for p in report.rejected] == [(2, "date_of_birth"), (3, "date_of_birth")]
    options = replace(proposal.mapping.options, date_order="MDY")
    answered = propose(desk, file, replace(proposal.mapping, options=options))
    assert answered.questions == ()
    intake.load(desk, file, mapping=answered.mapping)
    assert loaded(desk, "101").date_of_birth == date(1996, 3, 4)


def test_an_order_is_not_taken_from_another_column(desk: Desk, tmp_path: Path) -> None:
    records = [record(101, "03/04/1996")]
    records[0][1] = "20/10/2025 09:30"
    proposal = propose(desk, workbook(tmp_path / "a.xlsx", records))
    assert [question.column for question in proposal.questions] == ["date_of_birth"]


def test_a_time_zone_is_proposed_only_where_no_time_says_its_offset(desk: Desk, tmp_path: Path) -> None:
    mixed = rows()
    mixed[0] |= {"submitted_at": "2025-10-20 10:00"}
    file = write_export(tmp_path / "a.csv", mixed)
    proposal = propose(desk, file)
    assert proposal.options.time_zone == ""
    assert [p.column for p in intake.check(desk, file, mapping=proposal.mapping).rejected] == ["submitted_at"]


def test_corrections_are_followed_and_what_is_not_named_is_ignored(desk: Desk, tmp_path: Path) -> None:
    proposal = propose(desk, write_export(tmp_path / "a.csv", rows()))
    kept = {name: heading for name, heading in proposal.mapping.columns.items() if name not in ("phone", "email")}
    corrected = propose(desk, proposal.file, replace(proposal.mapping, columns={**kept, "phone": "email"}))
    assert {c.heading: (c.column, c.confidence) for c in corrected.columns}["email"] == ("phone", 1.0)
    assert {c.heading: c.column for c in corrected.columns}["phone"] == ""
    report = intake.check(desk, proposal.file, mapping=corrected.mapping)
    assert "phone" in report.ignored
    assert {c.name: c.heading for c in report.columns}["phone"] == "email"


def test_a_row_of_headings_that_was_pointed_out_is_remembered(desk: Desk, tmp_path: Path) -> None:
    lines = ["Surname,Ref,Post", "a,b,c,d,e,f", "Okonkwo,PTS-001,ALT,1996-07-07,2025-10-20T09:30Z,UK"]
    (tmp_path / "a.csv").write_text("\n".join(lines), "utf-8")
    pointed = propose(desk, tmp_path / "a.csv", options=FileOptions(header_row=2))
    names = ("family_name", "application_no", "position", "date_of_birth", "submitted_at", "nationality")
    columns = dict(zip(names, "abcdef", strict=True))
    mapping = replace(pointed.mapping, columns=columns)
    remember_mapping(desk, "Odd", mapping, pointed.headings)
    again = propose(desk, tmp_path / "a.csv")
    assert (again.remembered, again.options.header_row, again.missing) == ("Odd", 2, ())
    assert intake.load(desk, tmp_path / "a.csv").loaded == 1


def test_a_mapping_takes_the_place_of_the_one_for_the_same_headings_and_can_be_undone(
    desk: Desk, tmp_path: Path
) -> None:
    file = write_export(tmp_path / "a.csv", rows())
    assert recall_mapping(desk, file) is None
    proposal = propose(desk, file)
    remember_mapping(desk, "First", proposal.mapping, proposal.headings)
    changed = remember_mapping(desk, "Second", proposal.mapping, tuple(reversed(proposal.headings)))
    assert propose(desk, file).remembered == "Second"
    assert recall_mapping(desk, file) == propose(desk, file).mapping
    desk.undo(changed.entries)
    assert propose(desk, file).remembered == "First"
    assert desks.verify(desk, replay=True).ok


def test_a_preview_says_what_would_change_for_whom_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    corrected = rows()
    corrected[0] |= {"email": "priya@example.org", "graduation_date": "2022/06/01"}
    corrected.append(rows()[1] | {"application_no": "WH-021", "given_name": "Imani"})
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "WH-001_form.pdf").write_bytes(b"%PDF-1.4 %%EOF")
    (folder / "WH 021 Trancript final.pdf").write_bytes(b"%PDF-1.4 %%EOF")
    file, head = write_export(tmp_path / "a.csv", corrected), desk.head_hash
    shown = preview(desk, file, folder, propose(desk, file).mapping)
    assert desk.head_hash == head
    assert shown.added == ("WH-021 Imani al-Rashidi",)
    (changed,) = shown.changed
    assert (changed.application_no, changed.name) == ("WH-001", "Priya Venkataraman")
    assert [(d.column, d.before, d.after) for d in changed.differences] == [
        ("email", "someone@example.org", "priya@example.org"),
        ("graduation_date", "2022-05-20", "2022-06-01"),
    ]
    (suggested,) = shown.suggestions
    assert (suggested.application_no, suggested.kind.value) == ("WH-021", "transcript")
    assert shown.report.unmatched == ("WH 021 Trancript final.pdf",)
    report = intake.load(desk, file, folder, matched=shown.suggestions)
    assert (report.matched, report.unmatched) == (2, ())
    (document,) = applicants.dossier(desk, ids_by_number(desk)["WH-021"]).documents
    assert document.file_name == "WH 021 Trancript final.pdf"
