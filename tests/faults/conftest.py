"""The office of four laptops: built once, copied for each test."""

from pathlib import Path

import pytest

from tests.faults import offices
from tests.faults.offices import Office


@pytest.fixture(scope="session")
def four_desks(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Not to be changed: copy it."""
    return offices.build(tmp_path_factory.mktemp("office") / "four")


@pytest.fixture
def office(four_desks: Office, tmp_path: Path) -> Office:
    """A copy of the office of four laptops, at rest, closed."""
    return four_desks.copy(tmp_path / "four")
