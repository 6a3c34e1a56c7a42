"""Who may write what: panelists their own sheets in rows that follow from it, coordinators everything."""

import pytest

from jetdesk.desk.entry import Entry, Value, Write
from jetdesk.desk.tables import PROJECTED
from jetdesk.domain.ids import derived_id, interest_id, rating_id, receipt_id, revision_id, sheet_key
from jetdesk.domain.office import Role
from jetdesk.sync.authority import OWN_TABLES, PANEL_TABLES, may_write

LAPTOP = "11111111-2222-4333-8444-555555555555"
SHEET = revision_id("a1", "okonjo", 1)
RATING = rating_id("a1", "okonjo", "culture")
OWN: dict[str, tuple[str, dict[str, Value]]] = {
    "rating": (RATING, {"applicant": "a1", "panelist": "okonjo", "criterion": "culture", "level": 3}),
    "draft": (sheet_key("a1", "okonjo"), {"applicant": "a1", "panelist": "okonjo", "overall": "recommend"}),
    "sheet": (SHEET, {"applicant": "a1", "panelist": "okonjo", "revision": 1}),
    "seal": (SHEET, {"applicant": "a1", "panelist": "okonjo", "revision": 1}),
    "reopening": (SHEET, {"applicant": "a1", "panelist": "okonjo", "revision": 1}),
    "interest": (interest_id("a1", "okonjo"), {"applicant": "a1", "panelist": "okonjo", "state": "declared"}),
}


def entry(*writes: Write, author: str = "okonjo") -> Entry:
    return Entry(LAPTOP, 1, 1, 1, author, "x", "self", writes, "", b"", b"", "00" * 32)


def nobody(table: str, row: str) -> str | None:
    return None


def of_okonjo(table: str, row: str) -> str | None:
    return "okonjo" if row in (SHEET, RATING) else "moriwaki"


def may(write: Write, role: Role = Role.PANELIST, author: str = "okonjo") -> bool:
    return may_write(entry(write, author=author), "okonjo", role, nobody)


@pytest.mark.parametrize("table", sorted(OWN_TABLES))
def test_a_panelist_writes_own_rows(table: str) -> None:
    row, fields = OWN[table]
    assert may(Write(table, row, fields, {}))


@pytest.mark.parametrize("table", sorted(OWN_TABLES))
@pytest.mark.parametrize(
    "change", [{"panelist": "moriwaki"}, {"panelist": None}, {"applicant": "a2"}, {"applicant": 5}, {"applicant": None}]
)
def test_a_panelist_writes_nobody_elses(table: str, change: dict[str, Value]) -> None:
    row, fields = OWN[table]
    assert not may(Write(table, row, fields | change, {}))


@pytest.mark.parametrize("table", sorted(OWN_TABLES))
def test_a_panelist_writes_into_no_other_row(table: str) -> None:
    other = revision_id("a1", "moriwaki", 1)
    assert not may(Write(table, other, OWN[table][1], {}))
    assert not may(Write(table, derived_id("x"), OWN[table][1], {}))


@pytest.mark.parametrize("revision", [2, 0, "1", None])
def test_the_revision_belongs_to_the_row(revision: Value) -> None:
    assert not may(Write("sheet", SHEET, OWN["sheet"][1] | {"revision": revision}, {}))


def test_a_later_change_may_leave_applicant_and_panelist_out() -> None:
    for table, row in (("rating", RATING), ("sheet", SHEET)):
        change = Write(table, row, {"deleted": True}, {})
        assert may_write(entry(change), "okonjo", Role.PANELIST, of_okonjo)
        assert not may_write(entry(change), "moriwaki", Role.PANELIST, of_okonjo)
        assert not may_write(entry(change), "okonjo", Role.PANELIST, nobody)
    foreign = Write("rating", "theirs", {"level": 1}, {})
    assert not may_write(entry(foreign), "okonjo", Role.PANELIST, of_okonjo)
    assert not may_write(entry(Write("rating", RATING, {"panelist": "okonjo"}, {})), "okonjo", Role.PANELIST, of_okonjo)


@pytest.mark.parametrize(
    "table",
    [*sorted(PROJECTED.keys() - OWN_TABLES - {"receipt"}), "of the future"],
)
def test_a_panelist_writes_nothing_of_the_office(table: str) -> None:
    assert not may(Write(table, SHEET, OWN["sheet"][1], {}))
    assert may(Write(table, SHEET, OWN["sheet"][1], {}), Role.COORDINATOR)


def test_one_write_too_many_spoils_the_entry() -> None:
    good = Write("sheet", SHEET, OWN["sheet"][1], {})
    assert may_write(entry(good), "okonjo", Role.PANELIST, nobody)
    assert not may_write(entry(good, Write("office", "office", {"name": "x"}, {})), "okonjo", Role.PANELIST, nobody)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_writes_in_another_name(role: Role) -> None:
    assert not may(Write("sheet", SHEET, OWN["sheet"][1], {}), role, author="moriwaki")


def test_an_approver_writes_no_sheet() -> None:
    assert not may(Write("sheet", SHEET, OWN["sheet"][1], {}), Role.APPROVER)


@pytest.mark.parametrize("role", [Role.PANELIST, Role.APPROVER])
def test_receipts_are_in_the_laptops_own_name(role: Role) -> None:
    fields: dict[str, Value] = {"by": LAPTOP, "of": "other", "epoch": 1, "seq": 3, "at": 5}
    row = receipt_id(LAPTOP, "other", 1, 3, 5)
    assert may(Write("receipt", row, fields, {}), role)
    assert not may(Write("receipt", row, fields | {"by": "other"}, {}), role)
    assert not may(Write("receipt", row, {"sheets": "[]"}, {}), role)


def test_a_receipt_does_not_overwrite_another() -> None:
    fields: dict[str, Value] = {"by": LAPTOP, "of": "other", "epoch": 1, "seq": 3, "at": 5}
    assert not may(Write("receipt", receipt_id("other", LAPTOP, 1, 3, 5), fields, {}))


def test_a_panelist_declares_and_does_not_dismiss() -> None:
    row, fields = OWN["interest"]
    assert may(Write("interest", row, fields, {}))
    for state in ("dismissed", "confirmed", "", None):
        assert not may(Write("interest", row, {**fields, "state": state}, {}))


@pytest.mark.parametrize("table", sorted(PANEL_TABLES))
@pytest.mark.parametrize(
    ("audience", "fields", "right"),
    [
        ("case:a1", {"applicant": "a1"}, True),
        ("case:a1", {"deleted": True}, True),
        ("case:a1", {"applicant": "a2"}, False),
        ("office", {"applicant": "a1"}, False),
        ("self", {"applicant": "a1"}, False),
    ],
)
def test_a_panelist_writes_deliberation_within_one_case(
    table: str, audience: str, fields: dict[str, Value], right: bool
) -> None:
    write = Write(table, "row", fields, {})
    made = Entry(LAPTOP, 1, 1, 1, "okonjo", "x", audience, (write,), "", b"", b"", "00" * 32)
    assert may_write(made, "okonjo", Role.PANELIST, nobody) is right
    assert not may_write(made, "okonjo", Role.APPROVER, nobody)
