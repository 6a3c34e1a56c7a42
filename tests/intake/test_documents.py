"""Which file belongs to whom, by its name: all spellings of it, and no guesses."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.domain.document import DocumentKind
from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.intake import documents
from jetdesk.intake.documents import Found, find_documents
from jetdesk.intake.mapping_file import DocumentTemplate

NUMBERS = ("HOU24-0137", "HOU24-0013", "240102")
SEPARATORS = st.sampled_from(["_", " ", "__", "-", "", " _ "])


def names(
    folder: Path, *files: str, numbers: Iterable[str] = NUMBERS, template: DocumentTemplate | None = None
) -> Found:
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return find_documents(folder, numbers, template)


def keys(found: Found) -> list[tuple[str, str, int]]:
    return [(each.application_no, each.kind.value, each.number) for each in found.matched]


@pytest.mark.parametrize(
    "name",
    [
        "HOU24-0137_transcript.pdf",
        "hou24-0137_Transcript.PDF",
        "HOU24_0137_transcript.pdf",
        "Hou24-0137__transcript.Pdf",
        " HOU24-0137_transcript.pdf",
        "HOU24-0137_transcript .pdf",
        "HOU24-0137 transcript.jpeg",
        "HOU240137transcript.png",
        "ＨＯＵ24-0137_transcript.jpg",
        "HOU24-0137_transcript_1.pdf",
        "by applicant/HOU24-0137/HOU24-0137_transcript.pdf",
    ],
)
def test_a_name_written_otherwise_still_belongs_to_its_applicant(tmp_path: Path, name: str) -> None:
    found = names(tmp_path, name)
    assert keys(found) == [("HOU24-0137", "transcript", 1)]
    assert found.matched[0].path == tmp_path / name


@given(
    number=st.sampled_from(NUMBERS),
    kind=st.sampled_from(list(DocumentKind)),
    count=st.integers(1, 99),
    between=SEPARATORS,
    before=SEPARATORS,
    upper=st.booleans(),
)
def test_every_spelling_is_understood(number, kind, count, between, before, upper) -> None:
    stem = f"{number}{between}{kind.value}{before}{count}"
    known = documents._Names(NUMBERS, None)
    claim = known.claim(Path(f"{stem.upper() if upper else stem}.pdf"))
    assert claim
    assert (claim.application_no, claim.kind, claim.number) == (number, kind, count)


@given(st.text(max_size=40))
def test_a_name_is_never_given_to_anybody_it_does_not_name(stem: str) -> None:
    claim = documents._Names(NUMBERS, None).claim(Path(f"x/{stem.replace('/', '')}.pdf"))
    assert claim is None or claim.kind.value in stem.casefold()


@pytest.mark.parametrize(
    "name",
    [
        "HOU24-9998_transcript.pdf",
        "Scan_20231103_0004.pdf",
        "transcript.pdf",
        "HOU24-0137.pdf",
        "HOU24-0137_transcript.exe",
        "HOU24-0137_transcript",
        "HOU24-0137_transcript (1).pdf",
        "HOU24-0137_transcript_final.pdf",
        "HOU24-0137_transcript_2023.pdf",
        "old HOU24-0137_transcript.pdf",
        "HOU24-013_transcript.pdf",
    ],
)
def test_anything_else_is_nobodys(tmp_path: Path, name: str) -> None:
    found = names(tmp_path, name)
    assert found.matched == ()
    assert found.unmatched == (tmp_path / name,)


def test_numbers_that_look_alike_are_not_guessed_between(tmp_path: Path) -> None:
    assert names(tmp_path, "A1_form.pdf", numbers=("A-1", "A1")).matched == ()
    assert names(tmp_path, "form.pdf", numbers=("--",)).matched == ()


def test_two_files_of_one_number_take_the_next_free_ones(tmp_path: Path) -> None:
    found = names(tmp_path, *(f"240102_reference{end}" for end in (".pdf", "_1.pdf", "_1.png", "_3.pdf")))
    numbers = {each.path.name: each.number for each in found.matched}
    assert numbers == {
        "240102_reference_1.pdf": 1,
        "240102_reference_1.png": 2,
        "240102_reference_3.pdf": 3,
        "240102_reference.pdf": 4,
    }


def test_files_of_the_system_are_passed_over(tmp_path: Path) -> None:
    found = names(tmp_path, ".DS_Store", "Thumbs.db", "._240102_form.pdf", ".cache/240102_form.pdf")
    assert found == Found((), ())


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    folder = tmp_path / "folder"
    names(outside, "240102_form.pdf")
    folder.mkdir()
    try:
        (folder / "240102_form.pdf").symlink_to(outside / "240102_form.pdf")
        (folder / "more").symlink_to(outside, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links")
    found = find_documents(folder, NUMBERS)
    assert found.matched == ()
    assert {path.name for path in found.unmatched} == {"240102_form.pdf", "more"}


def test_a_template_says_how_names_are_made(tmp_path: Path) -> None:
    template = DocumentTemplate("{kind} - {application_no} ({n}).{ext}", {"Zeugnis Kopie": DocumentKind.TRANSCRIPT})
    found = names(
        tmp_path,
        "zeugnis_kopie-hou24_0137 (2).PDF",
        "Form - 240102 ().pdf",
        "240102_statement.pdf",
        "Zeugnis - 240102 (1).pdf",
        template=template,
    )
    assert sorted(keys(found)) == [
        ("240102", "form", 1),
        ("240102", "statement", 1),
        ("HOU24-0137", "transcript", 2),
    ]
    assert [path.name for path in found.unmatched] == ["Zeugnis - 240102 (1).pdf"]


def test_a_template_without_an_ending_takes_any_of_ours(tmp_path: Path) -> None:
    found = names(tmp_path, "240102.form.pdf", template=DocumentTemplate("{application_no}.{kind}"))
    assert keys(found) == [("240102", "form", 1)]


def test_a_template_that_names_a_place_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="twice"):
        names(tmp_path, template=DocumentTemplate("{kind}{kind}{application_no}"))


def test_without_a_folder_there_is_nothing_to_find(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no folder none"):
        find_documents(tmp_path / "none", NUMBERS)


def test_a_folder_that_cannot_be_read_is_told() -> None:
    with pytest.raises(EnvironmentFailed, match="folder"):
        documents._unreadable(PermissionError())


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_FILES", 1)
    with pytest.raises(Refused, match="more than 1 files"):
        names(tmp_path, "a.pdf", "b.pdf")
