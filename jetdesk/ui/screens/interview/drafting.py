"""What a sheet looks like after an act that is still being saved: the screen never waits for the desk."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from jetdesk.domain.sheet import Draft, Overall, Rating, gaps, weighted_total
from jetdesk.services.interviews import SheetView


class Part(Enum):
    """The parts of a sheet that are saved by themselves."""

    LEVEL = "level"
    CANNOT_ASSESS = "cannot assess"
    NOTE = "note"
    OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that the person did to a sheet; only the field that `part` names counts."""

    applicant: str
    panelist: str
    part: Part
    criterion: str = ""
    level: int | None = None
    on: bool = False
    note: str = ""
    overall: Overall | None = None

    @property
    def place(self) -> tuple[str, ...]:
        """What it writes to: a later act on the same place takes its place."""
        field = "note" if self.part is Part.NOTE else "rating"
        return (self.applicant, self.panelist, self.criterion, field)


def after(sheet: SheetView, acts: Iterable[Act]) -> SheetView:
    """The sheet with these acts done, its gaps and total counted anew."""
    draft = sheet.draft
    for act in acts:
        draft = _act_on(draft, act)
    left = gaps(sheet.rubric, draft.ratings, draft.overall)
    return replace(sheet, draft=draft, gaps=left, total=weighted_total(sheet.rubric, draft.ratings))


def _act_on(draft: Draft, act: Act) -> Draft:
    if act.part is Part.OVERALL:
        return replace(draft, overall=act.overall)
    rating = _rate(draft.rating(act.criterion), act)
    others = tuple(r for r in draft.ratings if r.criterion != act.criterion)
    return replace(draft, ratings=(*others, rating))


def _rate(rating: Rating, act: Act) -> Rating:
    match act.part:
        case Part.LEVEL:
            return replace(rating, level=act.level, cannot_assess=False)
        case Part.CANNOT_ASSESS:
            return replace(rating, level=None, cannot_assess=act.on)
        case _:
            return replace(rating, note=act.note)
