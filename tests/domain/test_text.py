"""Text as it is compared and searched."""

import pytest

from jetdesk.domain.text import same_text, searchable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Renée  Castlebury", "RENE\u0301E CASTLEBURY"),
        ("HOU24-0012", "HOU24-0012"),
        (" Straße ", "STRASSE"),
    ],
)
def test_the_same_name_however_typed(one: str, other: str) -> None:
    assert same_text(one) == same_text(other)


def test_accents_tell_names_apart_but_not_searches() -> None:
    assert same_text("Núñez") != same_text("Nunez")
    assert searchable("Núñez") == searchable("nunez") == "nunez"


@pytest.mark.parametrize(
    ("written", "found_by"),
    [
        ("Łukasz Ørsted", "lukasz orsted"),
        ("O’Dwyer", "o'dwyer"),
        ("プリヤ", "プリヤ"),
        ("ガギグ", "ガギグ"),
        ("Kaha\u02bbanui", "kaha'anui"),
    ],
)
def test_found_without_accents_width_or_typographic_marks(written: str, found_by: str) -> None:
    assert searchable(written) == found_by


def test_kana_keep_their_voicing() -> None:
    assert searchable("ガ") != searchable("カ")
