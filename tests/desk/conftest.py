"""Desks for the tests of this room: one is founded a session, with the cheapest lock, and copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from jetdesk.desk import records
from jetdesk.desk.desk import Desk, case
from jetdesk.desk.founding import create_desk, open_desk
from jetdesk.desk.vault import LEAST_MEMORY, Cost
from jetdesk.domain.applicant import Applicant, Position
from jetdesk.domain.ids import applicant_id

PASSPHRASE = "four words with spaces"
Founded = tuple[Path, str]
AddApplicant = Callable[..., str]


@pytest.fixture(scope="session")
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture(scope="session")
def cheap() -> Cost:
    """The least that a key slot may cost."""
    return Cost(1, LEAST_MEMORY)


@pytest.fixture(scope="session")
def _founded(tmp_path_factory: pytest.TempPathFactory, cheap: Cost) -> Founded:
    folder = tmp_path_factory.mktemp("founded") / "desk"
    desk, code = create_desk(folder, "mori", PASSPHRASE, cost=cheap)
    desk.close()
    return folder, code


@pytest.fixture(scope="session")
def recovery_code(_founded: Founded) -> str:
    return _founded[1]


@pytest.fixture
def folder(_founded: Founded, tmp_path: Path) -> Path:
    """A desk of its own, closed and empty; the person is `mori`."""
    copy = tmp_path / "desk"
    shutil.copytree(_founded[0], copy, ignore=shutil.ignore_patterns("reserve"))
    return copy


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with open_desk(folder, PASSPHRASE) as opened:
        yield opened


@pytest.fixture(scope="session")
def applicant() -> Callable[..., Applicant]:
    """applicant("A1", family_name="…"): what is not given is filled in plainly."""

    def make(number: str, **given: object) -> Applicant:
        plain: dict[str, object] = {
            "submitted_at": datetime(2025, 10, 1, 12, tzinfo=UTC),
            "position": Position.ALT,
            "family_name": f"Family {number}",
            "given_name": f"Given {number}",
            "date_of_birth": date(2000, 2, 29),
        }
        return Applicant(application_no=number, **{**plain, **given})

    return make


@pytest.fixture
def add(desk: Desk, applicant: Callable[..., Applicant]) -> AddApplicant:
    """add("A1", status="invited", family_name="…") writes an applicant and gives the id."""

    def add_one(number: str, status: str = "in-screening", **given: object) -> str:
        row = applicant_id("HOU", 2026, number)
        with desk.change("intake.loaded") as change:
            fields = records.applicant_fields(applicant(number, **given))
            change.write("applicant", row, case(row), status=status, **fields)
        return row

    return add_one
