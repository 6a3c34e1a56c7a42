"""Each schedule that found a fault, by name, as short as it could be made."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.properties.schedule_checks import run
from tests.properties.schedule_office import Template
from tests.properties.schedules import Clone, Rate, Retire, Reveal, Step, Submit, Sync

Play = Callable[..., None]


@pytest.fixture
def play(offices: tuple[Template, Template], schedules_folder: Path) -> Play:
    def played(*steps: Step, met: bool = True, clocks: Sequence[int] = (), boxes: int = 1) -> None:
        run(offices[met], schedules_folder, clocks, boxes, steps)

    return played


def test_a_coordinator_gets_what_a_laptop_wrote_together_with_its_certificate(play: Play) -> None:
    """The certificate leaves out what the invitation said, and that had come with the coordinator's pack."""
    play(Clone(2), Reveal(0), Reveal(1), met=False)


def test_everybody_hears_of_a_copied_disk_whose_envelopes_have_numbers_of_their_own(play: Play) -> None:
    """The copy wrote before it saw what the first one sent, and sealed that in a new epoch."""
    play(Clone(0), Clone(1), Clone(0), Rate(2, note="kind"), met=False)


def test_both_sheets_of_a_copied_disk_are_kept_and_everybody_hears_of_it(play: Play) -> None:
    play(Clone(1), Submit(1, level=1), Submit(6, level=3), Sync(1), Sync(6), Sync(2))


def test_a_laptop_that_two_coordinators_retire_at_once_ends_at_one_place_on_all_desks(play: Play) -> None:
    """One of them had not seen the sheet yet; whoever heard of that one first took the sheet out for good."""
    play(Submit(1), Sync(1), Sync(0), Retire(1, 1), Retire(0, 1))
    play(Submit(1), Sync(1), Sync(0), Retire(0, 1), Retire(1, 1))
