"""Scores adjusted for severity, for a ranked list: out of 100, with intervals and the chance of a place."""

from collections.abc import Collection, Sequence
from hashlib import sha256

from jetdesk.domain.rubric import Rubric
from jetdesk.domain.selection import Adjusted, Candidate
from jetdesk.domain.sheet import weighted_total
from jetdesk.fairness.cutline import above_the_line
from jetdesk.fairness.scores import Scores
from jetdesk.fairness.severity import NotIdentified, Severity, severity
from jetdesk.i18n import Message, msg

DRAWS = 2000
Row = tuple[str, str, float]
"""Applicant, panelist, points out of 100."""


def rows_of(rubric: Rubric, candidates: Sequence[Candidate]) -> tuple[Row, ...]:
    """The weighted totals of their sheets, out of 100."""
    totals = (
        (candidate.applicant_id, sheet.panelist_id, weighted_total(rubric, sheet.ratings).percent)
        for candidate in candidates
        for sheet in candidate.sheets
    )
    return tuple((applicant, panelist, percent) for applicant, panelist, percent in totals if percent is not None)


def fitted(rows: Sequence[Row], recused: Collection[tuple[str, str]] = ()) -> Severity | NotIdentified:
    """The severities behind these sheets of the whole office: panelists are no harsher with one position than another.

    Withdrawn applicants tell of panelists too.
    """
    if not rows:
        return NotIdentified(msg("There are no scores to compare yet."), (), ())
    return severity(Scores.of(rows), recused)


def adjusted(found: Severity, ranked: Collection[str], quota: int, seed: str) -> dict[str, Adjusted]:
    """By applicant. `ranked`: who competes for the places; the seed makes the chances the same again."""
    number = int.from_bytes(sha256(seed.encode()).digest()[:8], "big")
    above = above_the_line(found, quota, seed=number, draws=DRAWS, among=ranked)
    return {
        each.applicant: Adjusted(
            each.adjusted, max(0.0, each.low), min(100.0, each.high), above.get(each.applicant, 0.0)
        )
        for each in found.applicants
    }


def refusal(found: NotIdentified) -> Message:
    """Why, and what would help."""
    if not found.bridges:
        return found.reason
    return msg("{reason} {n} more sheets would link them.", reason=found.reason, n=len(found.bridges))
