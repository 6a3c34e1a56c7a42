"""The score sheet: ratings of one panelist for one applicant, as a draft and as a submitted revision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import fsum

from jetdesk.domain.rubric import Rubric
from jetdesk.i18n import Message, msg


class Overall(StrEnum):
    """The panelist's overall recommendation, in rising order."""

    DECLINE = "decline"
    RESERVE = "reserve"
    RECOMMEND = "recommend"
    STRONGLY = "strongly"

    @property
    def step(self) -> int:
        """1 (decline) to 4 (strongly)."""
        return list(Overall).index(self) + 1


OVERALL_NAMES: dict[Overall, Message] = {
    Overall.DECLINE: msg("Decline"),
    Overall.RESERVE: msg("Reserve"),
    Overall.RECOMMEND: msg("Recommend"),
    Overall.STRONGLY: msg("Strongly"),
}


class Origin(StrEnum):
    """How a sheet came to be: on this screen, or transcribed from paper."""

    SCREEN = "screen"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Rating:
    """A level, or *cannot assess*, or neither yet. The note is the comment, or the reason why not."""

    criterion: str
    level: int | None = None
    cannot_assess: bool = False
    note: str = ""

    @property
    def counted(self) -> int | None:
        """The level that enters totals and means: none while *cannot assess* is set."""
        return None if self.cannot_assess else self.level


@dataclass(frozen=True, slots=True)
class Draft:
    """What a panelist has filled in so far."""

    applicant_id: str
    panelist_id: str
    ratings: tuple[Rating, ...] = ()
    overall: Overall | None = None

    def rating(self, criterion: str) -> Rating:
        return next((r for r in self.ratings if r.criterion == criterion), Rating(criterion))


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A submitted revision: immutable. Revision 1 is the sealed original; later ones have a reason."""

    id: str
    applicant_id: str
    panelist_id: str
    revision: int
    rubric_id: str
    ratings: tuple[Rating, ...]
    overall: Overall | None
    submitted_at: datetime
    origin: Origin = Origin.SCREEN
    entered_by: str = ""
    reason: str = ""
    notes_waived: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """Weighted points so far, out of the most that the assessed criteria could give."""

    points: float
    out_of: float
    scored: int
    criteria: int

    @property
    def percent(self) -> float | None:
        """0 to 100, or None while nothing is assessed."""
        return 100 * self.points / self.out_of if self.out_of else None


class GapKind(StrEnum):
    RATE = "rate"
    NOTE = "note"
    REASON = "reason"
    OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing left to do before a sheet can be submitted; `criterion` is empty for the overall."""

    kind: GapKind
    criterion: str = ""
    level: int | None = None

    def message(self, rubric: Rubric, language: str) -> Message:
        if self.kind is GapKind.OVERALL:
            return msg("Choose an overall recommendation")
        title = rubric.criterion(self.criterion).title.text(language)
        if self.kind is GapKind.RATE:
            return msg("Score {criterion}", criterion=title)
        if self.kind is GapKind.REASON:
            return msg("Say why {criterion} cannot be assessed", criterion=title)
        return msg("Add a note for the {level} in {criterion}", level=self.level, criterion=title)


def weighted_total(rubric: Rubric, ratings: Iterable[Rating]) -> Total:
    """The weighted total. *Cannot assess* and unrated criteria leave both sums; a bonus never enters."""
    weights = {criterion.id: criterion.weight for criterion in rubric.weighted}
    scored = [
        (weights[r.criterion], rubric.points(r.counted))
        for r in ratings
        if r.counted is not None and r.criterion in weights
    ]
    points = fsum(weight * points for weight, points in scored)
    out_of = fsum(weight * rubric.max_points for weight, _ in scored)
    return Total(points, out_of, len(scored), len(weights))


def bonus_points(rubric: Rubric, ratings: Iterable[Rating]) -> float:
    """Points of the bonus criteria, weighted; they stand beside the total, never in it."""
    weights = {criterion.id: criterion.weight for criterion in rubric.criteria if criterion.bonus}
    return fsum(
        weights[r.criterion] * rubric.points(r.counted)
        for r in ratings
        if r.counted is not None and r.criterion in weights
    )


def gaps(rubric: Rubric, ratings: Sequence[Rating], overall: Overall | None) -> tuple[Gap, ...]:
    """Everything left to do before the sheet can be submitted, in the order of the rubric."""
    given = {rating.criterion: rating for rating in ratings}
    found = [_gap(rubric, given.get(c.id, Rating(c.id))) for c in rubric.criteria]
    ending = [] if overall else [Gap(GapKind.OVERALL)]
    return (*(gap for gap in found if gap), *ending)


def _gap(rubric: Rubric, rating: Rating) -> Gap | None:
    criterion = rubric.criterion(rating.criterion)
    noted = bool(rating.note.strip())
    if rating.cannot_assess:
        return None if noted else Gap(GapKind.REASON, criterion.id)
    if rating.level is None:
        return None if criterion.bonus else Gap(GapKind.RATE, criterion.id)
    if rubric.needs_note(criterion, rating.level) and not noted:
        return Gap(GapKind.NOTE, criterion.id, rating.level)
    return None
