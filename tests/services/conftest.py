"""Four desks that meet, for the tests of custody, reveal, conflicts and reopening."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest

from jetdesk.desk.founding import Origin, create_desk
from jetdesk.desk.vault import LEAST_MEMORY, Cost
from jetdesk.services import desks
from tests.services.meeting import COORDINATOR, Meeting
from tests.small_office import PANELISTS, PASSPHRASE


@pytest.fixture(scope="session")
def four_folders(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small office and a desk of each panelist, introduced to each other; closed, to be copied."""
    root = tmp_path_factory.mktemp("four")
    shutil.copytree(office_template, root / COORDINATOR)
    with ExitStack() as stack:
        opened = {COORDINATOR: stack.enter_context(desks.open_desk(root / COORDINATOR, PASSPHRASE))}
        anchor = opened[COORDINATOR].identity.root
        for person in PANELISTS:
            origin = Origin(str(uuid4()), anchor)
            desk, _ = create_desk(root / person, person, PASSPHRASE, cost=Cost(1, LEAST_MEMORY), origin=origin)
            opened[person] = stack.enter_context(desk)
        Meeting(opened).introduce()
    return root


@pytest.fixture
def meeting(four_folders: Path, tmp_path: Path) -> Iterator[Meeting]:
    """Four open desks; all know the office, nobody has scored."""
    root = tmp_path / "four"
    shutil.copytree(four_folders, root)
    with ExitStack() as stack:
        everybody = (COORDINATOR, *PANELISTS)
        yield Meeting({p: stack.enter_context(desks.open_desk(root / p, PASSPHRASE)) for p in everybody})
