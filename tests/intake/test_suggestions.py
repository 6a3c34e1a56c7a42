"""Files that fit nobody exactly: suggested, never matched."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from jetdesk.domain.applicant import Applicant, Position
from jetdesk.domain.document import DocumentKind
from jetdesk.intake.documents import Found, FoundFile
from jetdesk.intake.suggestions import Suggestion, accepted, suggest

FOLDER = Path("documents")
NOW = datetime(2025, 10, 1, tzinfo=UTC)
PEOPLE = [
    Applicant("WH-021", NOW, Position.ALT, "Ferreira-Odhiambo", "Imani"),
    Applicant("WH-034", NOW, Position.ALT, "Œillet", "Théodule"),
]


@pytest.mark.parametrize(
    ("name", "number", "kind"),
    [
        ("WH-021 Trancript.pdf", "WH-021", DocumentKind.TRANSCRIPT),
        ("scan WH_034 passport copy.PDF", "WH-034", DocumentKind.CITIZENSHIP),
        ("WH-O34 form.pdf", "WH-034", DocumentKind.FORM),
        ("成績証明書_WH０２１.pdf", "WH-021", DocumentKind.TRANSCRIPT),
        ("Theodule ŒILLET - relevé de notes.pdf", "WH-034", DocumentKind.TRANSCRIPT),
        ("WH-021 something.png", "WH-021", DocumentKind.OTHER),
    ],
)
def test_the_likeliest_applicant_and_kind_are_suggested(name: str, number: str, kind: DocumentKind) -> None:
    (found,) = suggest(FOLDER, [FOLDER / name], PEOPLE)
    assert (found.file, found.application_no, found.kind) == (name, number, kind)
    assert 0 < found.score < 1


@pytest.mark.parametrize("name", ["holiday.pdf", "WH-021_form.txt", "transcript.pdf", "2025-10-01 minutes.pdf"])
def test_nobody_is_suggested_for_other_files(name: str) -> None:
    assert suggest(FOLDER, [FOLDER / name], PEOPLE) == ()


def test_what_is_like_two_numbers_is_nobody_s() -> None:
    twins = [Applicant(number, NOW, Position.ALT) for number in ("WH-021", "WH-022")]
    assert suggest(FOLDER, [FOLDER / "WH-02 form.pdf"], twins) == ()


def test_accepted_ones_take_the_next_free_number_and_the_others_stay_unmatched() -> None:
    first = FoundFile(FOLDER / "a.pdf", "WH-021", DocumentKind.FORM, 1)
    found = Found((first,), (FOLDER / "b.pdf", FOLDER / "c.pdf"))
    with_b = accepted(FOLDER, found, [Suggestion("b.pdf", "WH-021", DocumentKind.FORM, 0.9)])
    assert with_b.matched == (first, FoundFile(FOLDER / "b.pdf", "WH-021", DocumentKind.FORM, 2))
    assert with_b.unmatched == (FOLDER / "c.pdf",)
    assert accepted(FOLDER, found, ()) is found
