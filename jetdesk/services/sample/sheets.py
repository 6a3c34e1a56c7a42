"""How the sample's panelists rate: each applicant's merit, each panelist's leniency, and some chance."""

from random import Random

from jetdesk.domain.rubric import Criterion, Rubric
from jetdesk.domain.sheet import Draft, Overall, Rating, weighted_total
from jetdesk.services.sample import tables

CHATTY = 0.3
"""How often a panelist notes something that no rule asks for."""
TASTE = 0.3
"""How much an applicant differs from criterion to criterion, in levels."""
STEPS = ((86, Overall.STRONGLY), (70, Overall.RECOMMEND), (56, Overall.RESERVE))


def fill_in(rubric: Rubric, applicant: str, number: str, panelist: str, merit: float, seed: int) -> Draft:
    """A complete sheet. `merit` is out of 100; `applicant` is the id, `number` the application number."""
    rng = Random(f"{seed}|{number}|{panelist}|sheet")
    ratings = tuple(_rating(rubric, criterion, number, panelist, merit, seed, rng) for criterion in rubric.criteria)
    percent = weighted_total(rubric, ratings).percent or 0.0
    felt = percent + rng.gauss(0, 3)
    overall = next((step for least, step in STEPS if felt >= least), Overall.DECLINE)
    return Draft(applicant, panelist, ratings, overall)


def _rating(
    rubric: Rubric, criterion: Criterion, number: str, panelist: str, merit: float, seed: int, rng: Random
) -> Rating:
    days, notes = tables.days(), tables.comments()
    if rng.random() < days.cannot_assess:
        return Rating(criterion.id, None, True, rng.choice(notes["cannot"]["assess"]))
    strength = Random(f"{seed}|{number}|{criterion.id}").gauss(0, TASTE)
    levels = [level.level for level in rubric.levels]
    seen = merit / 100 * max(levels) + strength + days.leniency.get(panelist, 0.0) + rng.gauss(0, days.scatter)
    level = min(levels, key=lambda each: abs(each - seen))
    return Rating(criterion.id, level, False, _note(rubric, criterion, level, rng))


def _note(rubric: Rubric, criterion: Criterion, level: int, rng: Random) -> str:
    required = rubric.needs_note(criterion, level)
    if not required and rng.random() > CHATTY:
        return ""
    own = tables.comments().get(criterion.id, {})
    lines = own.get(str(level)) or own.get("any") or ("See the discussion.",)
    return " ".join(rng.sample(lines, min(len(lines), 2 if required and rng.random() < 0.5 else 1)))
