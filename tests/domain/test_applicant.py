"""The applicant and the names of things that a dossier holds."""

from dataclasses import fields
from datetime import UTC, datetime

import pytest

from jetdesk.domain.applicant import COLUMNS, POSITION_NAMES, STATUS_NAMES, Applicant, Position, Status
from jetdesk.domain.document import KIND_NAMES, STATE_NAMES, DocumentKind, DocumentState


def named(given: str, family: str) -> Applicant:
    return Applicant("26-WH-0001", datetime(2025, 11, 1, tzinfo=UTC), Position.ALT, family, given)


@pytest.mark.parametrize(
    ("given", "family", "spoken", "filed"),
    [
        ("Priya", "Venkataraman", "Priya Venkataraman", "Venkataraman, Priya"),
        ("", "Sukarno", "Sukarno", "Sukarno"),
        ("Teller", " ", "Teller", "Teller"),
        (" Noor ", "al-Rashidi", "Noor al-Rashidi", "al-Rashidi, Noor"),
        ("", "", "", ""),
    ],
)
def test_names_as_spoken_and_as_filed(given: str, family: str, spoken: str, filed: str) -> None:
    assert named(given, family).name == spoken
    assert named(given, family).sort_name == filed


def test_the_columns_are_the_contract() -> None:
    assert len(COLUMNS) == len(set(COLUMNS)) == 40
    assert COLUMNS[:5] == ("application_no", "submitted_at", "position", "interview_site", "family_name")
    assert COLUMNS[-2:] == ("available_from", "statement_words")
    assert set(COLUMNS) == {field.name for field in fields(Applicant)}


def test_every_value_has_a_name() -> None:
    assert set(POSITION_NAMES) == set(Position)
    assert set(STATUS_NAMES) == set(Status)
    assert set(KIND_NAMES) == set(DocumentKind)
    assert set(STATE_NAMES) == set(DocumentState)
