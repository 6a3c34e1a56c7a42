"""The small office of the schedules, made once."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.properties.schedule_office import Template, build


@pytest.fixture(scope="session")
def schedules_folder() -> Iterator[Path]:
    """Where memory serves as a disk, the schedules' few files go there."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else None))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def offices(schedules_folder: Path) -> Iterator[tuple[Template, Template]]:
    """Where nobody has met yet, and where all know all. They stay: the collector need not look at them again."""
    made = build(schedules_folder / "office")
    gc.freeze()
    yield made
    gc.unfreeze()


@pytest.fixture
def rare_collections() -> Iterator[None]:
    """Schedules make much that is soon gone and little that is not. Other tests keep their own thresholds."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 20, 20)
    yield
    gc.set_threshold(*before)
