"""Domain values go into rows and come out equal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import RowMapping, select

from jetdesk.desk import records
from jetdesk.desk import tables as t
from jetdesk.desk.desk import OFFICE, Desk
from jetdesk.desk.entry import Value
from jetdesk.domain.applicant import COLUMNS, Applicant, Position
from jetdesk.domain.document import Document, DocumentKind, DocumentState
from jetdesk.domain.office import Affiliation, Assignment, Cycle, Office, Panel, Person, Role, Slot, Window
from jetdesk.domain.selection import Override
from jetdesk.domain.sheet import Origin, Overall, Rating, ScoreSheet

ROUND_TRIPS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=15)
DAYS = st.dates()
ZONES = [UTC, timezone(timedelta(hours=9)), timezone(-timedelta(hours=3, minutes=30))]
MOMENTS = st.datetimes(timezones=st.sampled_from(ZONES))
TYPED = {"submitted_at", "position", "date_of_birth", "graduation_date", "statement_words"}
APPLICANTS = st.builds(
    Applicant,
    submitted_at=MOMENTS,
    position=st.sampled_from(Position),
    date_of_birth=DAYS,
    graduation_date=st.none() | DAYS,
    statement_words=st.none() | st.integers(0, 10**6),
    **{name: TEXTS for name in COLUMNS if name not in TYPED},
)
RATINGS = st.builds(Rating, TEXTS, st.none() | st.integers(1, 6), st.booleans(), TEXTS)
SHEETS = st.builds(
    ScoreSheet, id=st.just("row"), applicant_id=TEXTS, panelist_id=TEXTS, revision=st.integers(1, 9),
    rubric_id=TEXTS, ratings=st.lists(RATINGS, max_size=3).map(tuple), overall=st.none() | st.sampled_from(Overall),
    submitted_at=MOMENTS, origin=st.sampled_from(Origin), entered_by=TEXTS, reason=TEXTS, notes_waived=st.booleans(),
)  # fmt: skip
DOCUMENTS = st.builds(
    Document, id=st.just("row"), applicant_id=TEXTS, kind=st.sampled_from(DocumentKind), number=st.integers(1, 99),
    file_name=TEXTS, media_type=TEXTS, size=st.integers(0, 2**40), sha256=TEXTS, state=st.sampled_from(DocumentState),
    pages=st.integers(0, 999),
)  # fmt: skip
QUOTAS = st.dictionaries(st.sampled_from(Position), st.integers(0, 99))
OFFICES = st.builds(
    Office, code=TEXTS, name=TEXTS, name_ja=TEXTS, time_zone=TEXTS, paper=TEXTS,
    cycle=st.builds(
        Cycle, st.integers(1, 9999), st.none() | st.builds(Window, MOMENTS, MOMENTS), st.none() | DAYS,
        st.lists(TEXTS, max_size=2).map(tuple),
    ),
    languages=st.lists(TEXTS, max_size=2).map(tuple), quota=QUOTAS, alternates=QUOTAS,
    rubrics=st.dictionaries(st.sampled_from(Position), TEXTS), tie_breaks=st.lists(TEXTS, max_size=2).map(tuple),
    retention_years=st.integers(0, 99),
)  # fmt: skip


def stored(desk: Desk, table: str, fields: dict[str, Value], row: str = "row") -> RowMapping:
    with desk.change("test") as change:
        change.write(table, row, OFFICE, **fields)
    with desk.read() as connection:
        columns = t.PROJECTED[table]
        return connection.execute(select(columns).where(columns.c.id == row)).mappings().one()


@ROUND_TRIPS
@given(APPLICANTS)
def test_applicants(desk: Desk, applicant: Applicant) -> None:
    row = stored(desk, "applicant", records.applicant_fields(applicant))
    assert records.applicant_of(row) == applicant
    assert records.applicant_of(row).submitted_at.utcoffset() == applicant.submitted_at.utcoffset()


@ROUND_TRIPS
@given(DOCUMENTS, TEXTS)
def test_documents(desk: Desk, document: Document, key: str) -> None:
    row = stored(desk, "document", records.document_fields(document, key))
    assert records.document_of(row) == document
    assert row["key"] == key


@ROUND_TRIPS
@given(SHEETS)
def test_sheets(desk: Desk, sheet: ScoreSheet) -> None:
    assert records.sheet_of(stored(desk, "sheet", records.sheet_fields(sheet))) == sheet


@ROUND_TRIPS
@given(OFFICES)
def test_offices(desk: Desk, office: Office) -> None:
    assert records.office_of(stored(desk, "office", records.office_fields(office))) == office


@ROUND_TRIPS
@given(RATINGS)
def test_ratings(desk: Desk, rating: Rating) -> None:
    fields: dict[str, Value] = {"criterion": rating.criterion, "level": rating.level, "note": rating.note}
    row = stored(desk, "rating", {**fields, "cannot_assess": rating.cannot_assess})
    assert records.rating_of(row) == rating


@pytest.mark.parametrize("starts", [None, datetime(2026, 2, 18, 9, 30, tzinfo=timezone(-timedelta(hours=6)))])
def test_slots(desk: Desk, starts: datetime | None) -> None:
    slot = Slot("row", "A", starts, 45)
    assert records.slot_of(stored(desk, "slot", records.slot_fields(slot))) == slot


def test_people_and_panels(desk: Desk) -> None:
    for person in (Person("row", "森 葵", Role.APPROVER, Affiliation.ALUMNI), Person("row", "", Role.PANELIST)):
        assert records.person_of(stored(desk, "person", records.person_fields(person))) == person
    for panel in (Panel("row", ("a", "b"), "a", "会議室 1"), Panel("row", ())):
        assert records.panel_of(stored(desk, "panel", records.panel_fields(panel))) == panel


def test_assignments_and_overrides(desk: Desk) -> None:
    row = stored(desk, "assignment", {"applicant": "a", "panelist": "p", "recused": True, "reason": "cousin"})
    assert records.assignment_of(row) == Assignment("a", "p", True, "cousin")
    at = datetime(2026, 2, 20, 17, tzinfo=UTC)
    row = stored(desk, "override", {"rank": 3, "reason": "said so", "by": "mori", "at": at.isoformat()})
    assert records.override_of(row) == Override("row", 3, "said so", "mori", at)


def test_what_was_never_written_is_empty(desk: Desk) -> None:
    assert records.rating_of(stored(desk, "rating", {"criterion": "c"})) == Rating("c")
    assert records.slot_of(stored(desk, "slot", {"panel": "A"})) == Slot("row", "A", None, 0)
    assert records.panel_of(stored(desk, "panel", {"room": "1"})) == Panel("row", (), "", "1")
    assert records.assignment_of(stored(desk, "assignment", {"applicant": "a"})) == Assignment("a", "")


def test_overall_recommendations() -> None:
    assert [records.overall_of(value) for value in (None, "", "reserve")] == [None, None, Overall.RESERVE]


def test_every_column_of_an_application_is_kept(applicant: Callable[..., Applicant]) -> None:
    one = replace(applicant("A1"), graduation_date=date(2020, 6, 1), statement_words=812)
    assert set(records.applicant_fields(one)) == set(COLUMNS) <= set(t.applicant.c.keys())
