"""What comes before the interview days: screening everybody, and planning the timetable."""

from collections.abc import Iterator
from pathlib import Path

from jetdesk.planning import plan
from jetdesk.services import screening
from jetdesk.services.sample import generate_applicants
from tests.benchmarks import offices
from tests.benchmarks.measure import Line, typical
from tests.planning.offices import office

MANY = 5000
SMALL = office(1, applicants=90, panels=4, days=5, conflicts=12, travel=10, couples=3, japanese=12, links=4)
LARGE = office(1, applicants=400, panels=12, days=5, conflicts=50, travel=40, couples=10, japanese=50, links=12)


def lines(folder: Path) -> Iterator[Line]:
    with offices.opened(offices.build(folder / "screening", generate_applicants(MANY, 3))) as desk:
        screening.screen_all(desk)
        took = typical(lambda: screening.screen_all(desk), 5)
    yield Line(f"screen {MANY:,} applicants", took, "s", 2)
    for problem, limit in ((SMALL, 30), (LARGE, 180)):
        made = plan(problem, limit)
        many = len(problem.candidates)
        yield Line(
            f"plan {many} applicants, {len(problem.panels)} panels, gap {made.gap:.1%}", made.seconds, "s", limit
        )
