"""I1 to I7 and I10 over generated schedules. `JETDESK_SCHEDULES` says how many, `JETDESK_SEED` which."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.properties.forgeries import KINDS
from tests.properties.schedule_checks import run
from tests.properties.schedule_office import Template
from tests.properties.schedules import (
    YEARS_MS,
    Assign,
    Backup,
    Clock,
    Clone,
    Empty,
    Rate,
    Recuse,
    Restore,
    Retire,
    Reveal,
    SetStatus,
    Step,
    Submit,
    Sync,
    Throw,
)

SCHEDULES = int(os.environ.get("JETDESK_SCHEDULES", "150"))
SEED = int(os.environ.get("JETDESK_SEED", "0"))
SHARDS = 6 if SCHEDULES <= 600 else 40

DESKS = st.sampled_from([0, 1, 2, 1, 2, 6, 4, 3, 5])
"""Places of laptops; 6 is a clone, if there is one."""
APPLICANT = st.integers(0, 1)
EITHER = st.integers(0, 1)
OFF = st.sampled_from([0, 0, 1_000, -7_200_000, 7_200_000, 10 * YEARS_MS, -10 * YEARS_MS])
SYNC = st.builds(
    Sync, DESKS, EITHER, st.sampled_from([0, 0, 0, 1, 2, 3, 5, 8, 13, 21]), st.booleans(),
    st.sampled_from([0, 0, 0, 1, 2, 3]), st.sampled_from([0, 0, 0, 0, 1, 2]), st.booleans(),
)  # fmt: skip
SUBMIT = st.builds(Submit, DESKS, APPLICANT, st.integers(1, 3))
WORK: list[st.SearchStrategy[Step]] = [
    SYNC,
    SYNC,
    SYNC,
    SUBMIT,
    SUBMIT,
    st.builds(Rate, DESKS, APPLICANT, st.integers(1, 3), st.sampled_from(["", "kind"])),
    st.builds(SetStatus, EITHER, APPLICANT, st.integers(0, 2)),
    st.builds(Assign, EITHER, APPLICANT, st.integers(0, 3)),
    st.builds(Recuse, EITHER, APPLICANT, st.integers(0, 2)),
    st.builds(Reveal, EITHER, APPLICANT),
]
TROUBLE: list[st.SearchStrategy[Step]] = [
    st.builds(Clone, DESKS),
    st.builds(Backup, DESKS),
    st.builds(Restore, DESKS, st.booleans()),
    st.builds(Retire, EITHER, DESKS),
    st.builds(Empty, EITHER, st.one_of(st.none(), st.integers(0, 30))),
    st.builds(Clock, DESKS, OFF),
    st.builds(Throw, st.sampled_from(KINDS), DESKS, EITHER, st.integers(0, 40)),
]
SHORT, LONG = (st.lists(st.one_of(*WORK, *WORK, *TROUBLE), min_size=1, max_size=most) for most in (10, 14))
"""A long one costs half as much again and is drawn in every eighth shard."""
CLOCKS = st.lists(OFF, max_size=5)


@pytest.mark.usefixtures("rare_collections")
@pytest.mark.parametrize("shard", range(SHARDS))
def test_whatever_happens_nothing_is_lost_and_nothing_leaks(
    shard: int, offices: tuple[Template, Template], schedules_folder: Path
) -> None:

    @seed(SEED * 1000 + shard)
    @settings(
        max_examples=-(-SCHEDULES // SHARDS),
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.booleans(), CLOCKS, st.sampled_from([1, 1, 1, 2]), SHORT if shard % 8 else LONG)
    def any_schedule(met: bool, clocks: list[int], boxes: int, steps: list[Step]) -> None:
        run(offices[met], schedules_folder, clocks, boxes, steps)

    any_schedule()
