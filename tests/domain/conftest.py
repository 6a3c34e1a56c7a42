"""Rubrics and candidates that the tests of this room share: frozen, so one of each serves all."""

from collections.abc import Callable

import pytest
from hypothesis import settings

from jetdesk import assets
from jetdesk.domain.applicant import Status
from jetdesk.domain.rubric import Rubric, parse_rubric
from jetdesk.domain.selection import Candidate, Sheet
from jetdesk.domain.sheet import Overall, Rating

settings.register_profile("no-clock", deadline=None)
settings.load_profile("no-clock")

SMALL = """
title = "Small"
position = "ALT"
version = "1"

[scale]
levels = [{ level = 1 }, { level = 2 }, { level = 3 }, { level = 4 }, { level = 5 }]

[[sections]]
title = "All"

[[sections.criteria]]
id = "motivation"
title = { en = "Motivation", ja = "志望動機" }
weight = 4

[[sections.criteria]]
id = "communication"
title = "Communication"
weight = 2

[[sections.criteria]]
id = "extra"
title = "Extra"
weight = 3
bonus = true
"""

UNEVEN = """
title = "Letters"
position = "SEA"
version = "1"
scale.levels = [
  { level = 6, label = "A", points = 100 },
  { level = 5, label = "B", points = 86.7 },
  { level = 4, label = "C", points = 69.5 },
  { level = 3, label = "D", points = 51.2 },
  { level = 2, label = "E", points = 29.3 },
  { level = 1, label = "F", points = 0 },
]

[[sections]]
title = "All"
criteria = [{ id = "first", title = "First" }, { id = "second", title = "Second", weight = 2 }]
"""

MakeCandidate = Callable[..., Candidate]


@pytest.fixture(scope="session")
def small() -> Rubric:
    """Motivation ×4, communication ×2, and a bonus ×3."""
    return parse_rubric(SMALL)


@pytest.fixture(scope="session")
def uneven() -> Rubric:
    """Six levels worth 100, 86.7, 69.5, 51.2, 29.3 and 0; first ×1, second ×2."""
    return parse_rubric(UNEVEN)


@pytest.fixture(scope="session")
def alt() -> Rubric:
    return parse_rubric(assets.path("rubrics", "alt.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def candidate() -> MakeCandidate:
    """candidate("007", (motivation, communication[, overall]), …): a tuple a panelist, None: not assessed."""

    def make(number: str, *sheets: tuple[int | None, ...], status: Status = Status.INVITED) -> Candidate:
        return Candidate(f"id-{number}", number, f"Name {number}", "", "A", status, tuple(map(_sheet, sheets)))

    return make


def _sheet(values: tuple[int | None, ...]) -> Sheet:
    motivation, communication, step = (*values, None)[:3]
    ratings = (_rating("motivation", motivation), _rating("communication", communication))
    return Sheet("panelist", ratings, list(Overall)[step - 1] if step else None)


def _rating(criterion: str, level: int | None) -> Rating:
    return Rating(criterion, level, cannot_assess=level is None)
