"""From an export and a folder of documents to dossiers: all or nothing, and nothing twice."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from jetdesk.desk import chunks
from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Status
from jetdesk.domain.document import DocumentKind, DocumentState
from jetdesk.domain.rubric import parse_rubric
from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.services import applicants, desks, intake, scores, selection
from jetdesk.services.intake import IntakeRejected
from tests.small_office import ids_by_number, row, rows, score_lines, write_export, write_scores

NEW = row("WH-021", "ALT", "Ferreira-Odhiambo", "Imani", "フェレイラ・オディアンボ・イマニ")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    return made


def pdf(path: Path, pages: int = 1) -> Path:
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        made.save(path)
    return path


def sealed(desk: Desk) -> set[str]:
    return {path.name for path in desk.chunks.iterdir()}


def documents(desk: Desk, number: str) -> dict[str, DocumentState]:
    found = applicants.dossier(desk, ids_by_number(desk)[number]).documents
    return {document.file_name: document.state for document in found}


def test_a_second_load_of_the_same_file_adds_nothing(desk: Desk, tmp_path: Path, folder: Path) -> None:
    export = write_export(tmp_path / "a.csv", [*rows(), NEW])
    pdf(folder / "WH-021_form.pdf")
    first = intake.load(desk, export, folder)
    assert (first.rows, first.loaded, first.unchanged, first.matched, first.new_documents) == (9, 1, 8, 1, 1)
    head, kept = desk.head_hash, sealed(desk)
    again = intake.load(desk, export, folder)
    assert (again.loaded, again.changed, again.unchanged, again.matched, again.new_documents) == (0, 0, 9, 1, 0)
    assert (desk.head_hash, sealed(desk)) == (head, kept)


def test_one_bad_record_keeps_all_out(desk: Desk, tmp_path: Path, folder: Path) -> None:
    bad = row("WH-020", "XYZ", "Wrong", "Position", "")
    export = write_export(tmp_path / "a.csv", [NEW, bad])
    pdf(folder / "WH-021_form.pdf")
    head, before = desk.head_hash, sealed(desk)
    with pytest.raises(IntakeRejected) as caught:
        intake.load(desk, export, folder)
    assert [(p.row, p.column, p.value) for p in caught.value.report.rejected] == [(3, "position", "XYZ")]
    assert caught.value.what.text().startswith("Nothing was loaded: 1 problems, the first in record 3, column position")
    assert (desk.head_hash, sealed(desk), len(ids_by_number(desk))) == (head, before, 8)
    assert intake.load(desk, export, folder, skip_rejected=True).loaded == 1
    assert documents(desk, "WH-021") == {"WH-021_form.pdf": DocumentState.READABLE}


def test_a_corrected_export_changes_only_what_differs_and_keeps_the_status(desk: Desk, tmp_path: Path) -> None:
    corrected = rows()
    corrected[0] |= {"email": "priya@example.org", "institution": "Harbour State University (main campus)"}
    report = intake.load(desk, write_export(tmp_path / "a.csv", corrected))
    assert (report.loaded, report.changed, report.unchanged) == (0, 1, 7)
    found = applicants.dossier(desk, ids_by_number(desk)["WH-001"])
    assert (found.applicant.email, found.status) == ("priya@example.org", Status.INVITED)
    assert desks.audit(desk)[-1].subject == "WH-001"
    intake.load(desk, write_export(tmp_path / "b.csv", rows()))
    assert applicants.dossier(desk, found.id).applicant.email == "someone@example.org"


def test_a_number_is_the_same_in_other_letters(desk: Desk, tmp_path: Path) -> None:
    report = intake.load(desk, write_export(tmp_path / "a.csv", [rows()[0] | {"application_no": "wh-001"}]))
    assert (report.loaded, report.changed, len(ids_by_number(desk))) == (0, 1, 8)


def test_a_corrected_document_takes_the_place_of_the_first(desk: Desk, tmp_path: Path, folder: Path) -> None:
    export = write_export(tmp_path / "a.csv", rows())
    file = pdf(folder / "WH-001_transcript.pdf", pages=1)
    intake.load(desk, export, folder)
    pdf(file, pages=3)
    assert intake.load(desk, export, folder).new_documents == 1
    (found,) = applicants.dossier(desk, ids_by_number(desk)["WH-001"]).documents
    assert (found.pages, found.kind) == (3, DocumentKind.TRANSCRIPT)
    assert applicants.read_document(desk, found.id).content == file.read_bytes()
    pdf(folder / "WH-002_form.pdf")
    intake.load(desk, export, folder)
    assert len(sealed(desk)) == 2  # what the corrected one replaced is swept by the next load


def test_documents_keep_their_number_within_a_kind(desk: Desk, tmp_path: Path, folder: Path) -> None:
    for name in ("WH-003_reference_1.pdf", "WH-003_reference_2.pdf"):
        pdf(folder / name)
    intake.load(desk, write_export(tmp_path / "a.csv", rows()), folder)
    found = applicants.dossier(desk, ids_by_number(desk)["WH-003"]).documents
    assert [(d.kind, d.number, d.media_type) for d in found] == [
        (DocumentKind.REFERENCE, 1, "application/pdf"), (DocumentKind.REFERENCE, 2, "application/pdf"),
    ]  # fmt: skip


def test_files_of_nobody_and_unreadable_ones_are_told(desk: Desk, tmp_path: Path, folder: Path) -> None:
    pdf(folder / "WH-999_form.pdf")
    (folder / "holiday.txt").write_text("not a document", "utf-8")
    (folder / "WH-001_form.pdf").write_bytes(b"")
    (folder / "WH-002_form.pdf").write_bytes(pdf(tmp_path / "whole.pdf").read_bytes()[:200])
    (folder / "WH-003_form.pdf").write_text("a letter, not a PDF", "utf-8")
    report = intake.load(desk, write_export(tmp_path / "a.csv", rows()), folder)
    assert report.unmatched == ("WH-999_form.pdf", "holiday.txt")
    assert {u.file: u.problem.text() for u in report.unreadable} == {
        "WH-001_form.pdf": "is empty",
        "WH-002_form.pdf": "is cut short or damaged",
        "WH-003_form.pdf": "is not the kind of file that its name says",
    }
    assert documents(desk, "WH-001") == {"WH-001_form.pdf": DocumentState.EMPTY}


def test_documents_are_kept_sealed_only(desk: Desk, tmp_path: Path, folder: Path) -> None:
    content = pdf(folder / "WH-001_form.pdf").read_bytes()
    intake.load(desk, write_export(tmp_path / "a.csv", rows()), folder)
    for path in desk.folder.rglob("*"):
        if path.is_file():
            assert content[:40] not in path.read_bytes()


def test_progress_is_told_for_every_document(desk: Desk, tmp_path: Path, folder: Path) -> None:
    for number in range(1, 4):
        pdf(folder / f"WH-00{number}_form.pdf")
    told: list[tuple[int, int]] = []
    intake.load(
        desk, write_export(tmp_path / "a.csv", rows()), folder, progress=lambda done, of: told.append((done, of))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_document_that_changes_while_it_is_loaded_is_refused(
    desk: Desk, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = pdf(folder / "WH-021_form.pdf")
    change_after_inspection(monkeypatch, lambda: pdf(file, pages=2))
    assert_refused(desk, write_export(tmp_path / "a.csv", [NEW]), folder, Refused, "changed while it was being loaded")


def test_a_document_that_goes_away_while_it_is_loaded(
    desk: Desk, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = pdf(folder / "WH-021_form.pdf")
    change_after_inspection(monkeypatch, file.unlink)
    export = write_export(tmp_path / "a.csv", [NEW])
    assert_refused(desk, export, folder, EnvironmentFailed, "cannot be read any more")


def change_after_inspection(monkeypatch: pytest.MonkeyPatch, happen: Callable[[], object]) -> None:
    """Somebody works in the folder between the inspection of a document and its loading."""
    inspect = intake.inspect_documents

    def inspected(*arguments: object) -> object:
        found = inspect(*arguments)
        happen()
        return found

    monkeypatch.setattr(intake, "inspect_documents", inspected)


def assert_refused(desk: Desk, export: Path, folder: Path, kind: type[Exception], words: str) -> None:
    head, before = desk.head_hash, sealed(desk)
    with pytest.raises(kind, match=words):
        intake.load(desk, export, folder)
    assert (desk.head_hash, sealed(desk), len(ids_by_number(desk))) == (head, before, 8)


def test_a_failure_between_documents_and_journal_leaves_neither(
    desk: Desk, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf(folder / "WH-021_form.pdf")
    export = write_export(tmp_path / "a.csv", [NEW])

    def broken(*_: object) -> None:
        assert sealed(desk)
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(intake, "_write", broken)
        with pytest.raises(ZeroDivisionError):
            intake.load(desk, export, folder)
    assert (sealed(desk), len(ids_by_number(desk))) == (set(), 8)
    assert intake.load(desk, export, folder).loaded == 1
    assert desks.verify(desk, replay=True).ok


def test_chunks_of_a_load_that_was_killed_are_swept_by_the_next(desk: Desk, tmp_path: Path, folder: Path) -> None:
    chunks.store(desk.chunks, [(chunks.new_key(), b"left by a killed load")])
    (desk.chunks / "half.new").write_bytes(b"half a chunk")
    pdf(folder / "WH-021_form.pdf")
    intake.load(desk, write_export(tmp_path / "a.csv", [NEW]), folder)
    assert len(sealed(desk)) == 1
    assert desks.verify(desk).ok


def test_checking_changes_nothing_and_says_what_a_load_would(desk: Desk, tmp_path: Path, folder: Path) -> None:
    corrected = rows()
    corrected[1] |= {"email": "noor@example.org"}
    export = write_export(tmp_path / "a.csv", [*corrected, NEW])
    pdf(folder / "WH-021_form.pdf")
    head = desk.head_hash
    report = intake.check(desk, export, folder)
    assert (report.loaded, report.changed, report.unchanged, report.new_documents) == (1, 1, 7, 1)
    assert (desk.head_hash, sealed(desk)) == (head, set())
    assert intake.load(desk, export, folder) == report


def test_checking_needs_no_desk(tmp_path: Path) -> None:
    export = write_export(tmp_path / "a.csv", [*rows(), row("WH-019", "SEA", "Sport", "Sam", "")])
    report = intake.check(None, export)
    assert (report.rows, report.loaded, report.changed, report.matched) == (9, 8, 0, 0)
    assert [(p.row, p.column) for p in report.rejected] == [(10, "position")]
    assert {c.name: (c.heading, c.confidence) for c in report.columns}["name_kana"] == ("name_kana", 1.0)


def test_a_mapping_file_is_followed(desk: Desk, tmp_path: Path, folder: Path) -> None:
    theirs = {"No": "WH-021", "Programme": "teacher"}
    names = {"application_no": "No", "position": "Programme"}
    record = {names.get(name, name): theirs.get(names.get(name, name), value) for name, value in NEW.items()}
    export = tmp_path / "a.csv"
    export.write_text(",".join(record) + "\n" + ",".join(record.values()) + "\n", "utf-8")
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        '[columns]\napplication_no = "No"\nposition = "Programme"\n[values.position]\nteacher = "ALT"\n'
        '[documents]\ntemplate = "{kind} - {application_no}.{ext}"\n[documents.kinds]\n"Entry form" = "form"\n',
        "utf-8",
    )
    pdf(folder / "Entry form - WH-021.pdf")
    report = intake.load(desk, export, folder, mapping)
    assert (report.loaded, report.matched) == (1, 1)
    assert documents(desk, "WH-021") == {"Entry form - WH-021.pdf": DocumentState.READABLE}


def test_nobody_changes_position_in_a_list_that_is_signed_off(desk: Desk, tmp_path: Path) -> None:
    lines = score_lines(parse_rubric(desks.builtin_rubric("alt")), {"WH-001": 4})
    scores.load(desk, write_scores(tmp_path / "s.csv", lines), submit=True)
    selection.sign_off(desk, selection.Position.ALT)
    moved, corrected = rows(), rows()
    moved[0] |= {"position": "CIR"}
    head = desk.head_hash
    with pytest.raises(Refused, match="signed off"):
        intake.load(desk, write_export(tmp_path / "a.csv", moved))
    assert desk.head_hash == head
    corrected[0] |= {"phone": "+1 555 0100"}
    assert intake.load(desk, write_export(tmp_path / "b.csv", corrected)).changed == 1


def test_a_load_can_be_undone_at_once(desk: Desk, tmp_path: Path) -> None:
    intake.load(desk, write_export(tmp_path / "a.csv", [NEW]))
    loaded = [line.entry for line in desks.audit(desk, "WH-021")]
    desk.undo(loaded)
    assert len(ids_by_number(desk)) == 8
