"""Identifiers: the same on every desk and for ever, different for different things."""

from uuid import NAMESPACE_URL, UUID, uuid5

from hypothesis import assume, given
from hypothesis import strategies as st

from jetdesk.domain import ids

APPLICANT = "d6f88044-5a30-5f5b-b18c-b0d7e3f20671"
PINNED = {
    "applicant": "d558bcd1-4a90-5837-bdfb-5399ed1e6d0e",
    "document": "3e847386-596c-5249-be1c-3a2305dd3a64",
    "sheet": "01d4e68d-cf32-522f-acc5-2de9b96e83c1",
    "rating": "df701266-df25-59a9-bbed-a15f63d00c07",
    "revision": "7d87e5c3-ac0f-5e68-bee3-a8dfb7a32b66",
}


def test_ids_never_change() -> None:
    """Desks in use hold these: a changed value would make a second applicant out of the first."""
    assert ids.applicant_id("HOU", 2024, "HOU24-0012") == PINNED["applicant"]
    assert ids.document_id(APPLICANT, "statement", 1) == PINNED["document"]
    assert ids.sheet_key(APPLICANT, "A-alumni") == PINNED["sheet"]
    assert ids.rating_id(APPLICANT, "A-alumni", "teaching") == PINNED["rating"]
    assert ids.revision_id(APPLICANT, "A-alumni", 1) == PINNED["revision"]


def test_an_id_is_a_uuid_of_version_5() -> None:
    assert UUID(ids.derived_id("anything")).version == 5


def test_case_and_blanks_around_an_application_number_do_not_make_another_applicant() -> None:
    assert ids.applicant_id("HOU", 2024, " hou24-0012\t") == ids.applicant_id("HOU", 2024, "HOU24-0012")


def test_office_and_cycle_keep_applicants_apart() -> None:
    found = {ids.applicant_id(office, year, "0012") for office in ("HOU", "DEN") for year in (2024, 2025)}
    assert len(found) == 4


def test_kinds_keep_things_of_the_same_parts_apart() -> None:
    assert ids.sheet_key("a", "b") != ids.derived_id("rating", "a", "b")


PART = st.text(st.characters(exclude_characters="\x1f", exclude_categories=["Cs"]), max_size=8)
PARTS = st.lists(PART, min_size=1, max_size=3)


@given(PARTS, PARTS)
def test_different_parts_never_share_an_id(some: list[str], others: list[str]) -> None:
    assume(some != others)
    assert ids.derived_id("thing", *some) != ids.derived_id("thing", *others)


@given(PARTS)
def test_an_id_is_the_librarys_own(parts: list[str]) -> None:
    namespace = uuid5(NAMESPACE_URL, "urn:jetdesk")
    assert ids.derived_id("thing", *parts) == str(uuid5(namespace, "\x1f".join(("thing", *parts))))
