"""What the screen shows beside the list: counters, facts near the line, the form of a move, the sign-off."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from jetdesk.domain.applicant import Position
from jetdesk.domain.flips import Flip
from jetdesk.domain.selection import Basis, Outcome, Standing
from jetdesk.i18n import chosen_language, tr, tr_n
from jetdesk.reports.dates import moment
from jetdesk.services.selection import SelectionView
from jetdesk.ui.screens.selection.rows import RankRow, figure, tie_rule

NEAREST = 3


@dataclass(frozen=True, slots=True)
class Counter:
    """A position's counts; `state` is a status name, `word` says it."""

    position: str
    placed: int
    of_places: str
    state: str
    word: str
    rest: str

    @property
    def spoken(self) -> str:
        return ", ".join((self.position, f"{self.placed} {self.of_places}", self.word, self.rest))


@dataclass(frozen=True, slots=True)
class NearFact:
    """An applicant near the line: how far in points, and what placed equal scores."""

    applicant_id: str
    name: str
    distance: str
    detail: str


@dataclass(frozen=True, slots=True)
class MoveForm:
    """The override under way (`new`), one that was made (`kept`), or none."""

    state: Literal["none", "new", "kept"] = "none"
    applicant_id: str = ""
    name: str = ""
    before: int = 0
    after: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One override of the list."""

    applicant_id: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A list that is signed off."""

    by: str
    at: str
    document_no: str


@dataclass(frozen=True, slots=True)
class ListValues:
    """Everything about one position's list."""

    position: str
    rows: tuple[RankRow, ...]
    criteria: tuple[tuple[str, str], ...]
    line_score: float | None
    ties: str
    places: int
    alternates: int
    read_only: bool
    basis: Basis = Basis.RAW
    can_adjust: bool = False


@dataclass(frozen=True, slots=True)
class SideValues:
    """Everything in the panel at the right but the form. `points` are pairs of status name and words."""

    position: str
    near: tuple[NearFact, ...]
    moves: tuple[MoveLine, ...]
    points: tuple[tuple[str, str], ...]
    signed: Signed | None
    flips: tuple[NearFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before a list is signed off."""

    title: str
    body: str
    facts: tuple[tuple[str, str], ...]
    act: str


def counter(shown: SelectionView) -> Counter:
    ranking = shown.ranking
    placed = len(ranking.with_outcome(Outcome.RECOMMENDED))
    alternates = len(ranking.with_outcome(Outcome.ALTERNATE))
    places = shown.office.quota.get(shown.position, ranking.quota)
    state, word = _quota_state(placed, places)
    rest = (
        tr_n("{n} alternate", "{n} alternates", alternates),
        tr("{n} ranked", n=len(ranking.ranked)),
    )
    comma = "、" if chosen_language() == "ja" else ", "
    of_places = tr_n("of {n} place", "of {n} places", places)
    return Counter(shown.position.value, placed, of_places, state, word, comma.join(rest))


def line_score(shown: SelectionView) -> float | None:
    """The score at the line, as the list ranks: that of the last one above it."""
    above = shown.ranking.with_outcome(Outcome.RECOMMENDED)
    return shown.ranking.score(above[-1]) if above else None


def near_line(shown: SelectionView) -> tuple[NearFact, ...]:
    """The three nearest above the line and the three below it."""
    ranked, at = shown.ranking.ranked, line_score(shown)
    placed = len(shown.ranking.with_outcome(Outcome.RECOMMENDED))
    nearest = ranked[max(0, placed - NEAREST) : placed + NEAREST]
    return tuple(_near(standing, at, shown) for standing in nearest) if at is not None else ()


def flip_facts(found: Sequence[Flip], shown: SelectionView) -> tuple[NearFact, ...]:
    """Who would cross the line, and by what; several causes of one applicant in one line."""
    causes: dict[str, list[Flip]] = {}
    for flip in found:
        causes.setdefault(flip.applicant_id, []).append(flip)
    ranked = {s.candidate.applicant_id: s for s in shown.ranking.ranked}
    comma = "、" if chosen_language() == "ja" else ", "
    return tuple(
        NearFact(i, s.candidate.name, _crossing(s), comma.join(flip.because.text() for flip in causes[i]))
        for i, s in ranked.items()
        if i in causes
    )


def _crossing(standing: Standing) -> str:
    return tr("would fall below") if standing.outcome is Outcome.RECOMMENDED else tr("would rise above")


def move_lines(shown: SelectionView) -> tuple[MoveLine, ...]:
    """The overrides that were made, in order of rank; not one that is only tried."""
    moved = [s for s in shown.ranking.ranked if s.override and s.override.reason]
    return tuple(MoveLine(s.candidate.applicant_id, s.candidate.name, _ranks(s)) for s in moved)


def from_to(standing: Standing) -> str:
    return tr("moved from {before} to {after}", before=standing.rank_by_score or "–", after=standing.rank or "–")


def _ranks(standing: Standing) -> str:
    return tr("{before} to {after}", before=standing.rank_by_score or "–", after=standing.rank or "–")


def points(shown: SelectionView, others: tuple[SelectionView, ...]) -> tuple[tuple[str, str], ...]:
    """What is still to do, here and in the other lists."""
    own = [("open", str(point)) for point in shown.open_points]
    if shown.received >= shown.expected > 0:
        words = tr("{received} of {expected} sheets received", received=shown.received, expected=shown.expected)
        own.insert(0, ("received", words))
    elsewhere = [
        ("open", tr("{position}: {point}", position=other.position.value, point=point))
        for other in others
        if other.sign_off is None
        for point in other.open_points
    ]
    return (*own, *elsewhere)


def signed(shown: SelectionView, people: dict[str, str]) -> Signed | None:
    if shown.sign_off is None:
        return None
    by, at = shown.sign_off.by, shown.sign_off.at
    return Signed(people.get(by, by), moment(at, chosen_language()), shown.document_no)


def question(shown: SelectionView) -> Question:
    """The question before signing off: the list, its counts, what is still open."""
    name, ranking = shown.position.value, shown.ranking
    body = tr("All decisions are recorded and the list gets its number. Afterwards it changes only if reopened.")
    if shown.open_points:
        joined = ("、" if chosen_language() == "ja" else "; ").join(map(str, shown.open_points))
        body += "\n" + tr("Still open: {points}.", points=joined)
    counts = (
        (tr("Recommended"), Outcome.RECOMMENDED),
        (tr("Alternates"), Outcome.ALTERNATE),
        (tr("Not recommended"), Outcome.NOT_RECOMMENDED),
    )
    facts = [(label, str(len(ranking.with_outcome(outcome)))) for label, outcome in counts]
    facts.append((tr("Moved"), str(sum(1 for s in ranking.ranked if s.override))))
    title = tr("Sign off the {position} list?", position=name)
    return Question(title, body, tuple(facts), tr("Sign off {position} list", position=name))


def empty_words(shown: SelectionView | None) -> tuple[str, str, str]:
    """Why there is no list yet: a line, a sentence, and what to open."""
    if shown is None:
        line = tr("Nothing to rank until applicants are invited")
        return line, tr("Import applicants, then set the places of each position."), tr("Open Applicants")
    counts = {"received": shown.received, "expected": shown.expected}
    progress = tr("{received} of {expected} expected sheets received.", **counts)
    return tr("Nothing to rank until a sheet is submitted"), progress, tr("Open Interviews")


def move_form(standing: Standing | None, to_rank: int | None) -> MoveForm:
    """The form for a move that is tried (`to_rank`), or for the one that was made."""
    if standing is None or standing.rank is None or (to_rank is None and standing.override is None):
        return MoveForm()
    candidate, before = standing.candidate, standing.rank_by_score or 0
    if to_rank is not None:
        return MoveForm("new", candidate.applicant_id, candidate.name, before, to_rank)
    reason = standing.override.reason if standing.override else ""
    return MoveForm("kept", candidate.applicant_id, candidate.name, before, standing.rank, reason)


def criteria_of(shown: SelectionView) -> tuple[tuple[str, str], ...]:
    """Short head and title of every criterion."""
    language = chosen_language()
    return tuple((c.short.text(language), c.title.text(language)) for c in shown.rubric.criteria)


def find(shown: SelectionView, applicant: str) -> Standing | None:
    return next((s for s in shown.ranking.ranked if s.candidate.applicant_id == applicant), None)


def _near(standing: Standing, at: float, shown: SelectionView) -> NearFact:
    score = shown.ranking.score(standing)
    assert score is not None
    gap = round(score, 1) - round(at, 1)
    if abs(gap) < 0.05:
        distance = tr("at the line")
    else:
        distance = tr("{n} above", n=figure(gap)) if gap > 0 else tr("{n} below", n=figure(-gap))
    details = [from_to(standing)] if standing.override else []
    if standing.tie_break:
        details.append(_tie(standing.tie_break, shown))
    candidate = standing.candidate
    return NearFact(candidate.applicant_id, candidate.name, distance, "; ".join(details))


def _tie(rule: str, shown: SelectionView) -> str:
    """Short: the rules stand in words above the list."""
    if rule not in shown.ranking.tie_breaks:
        return tie_rule(rule, shown.ranking, shown.rubric)
    return tr("Equal scores, placed by rule {number}", number=shown.ranking.tie_breaks.index(rule) + 1)


def _quota_state(placed: int, places: int) -> tuple[str, str]:
    if placed > places:
        return "check", tr("{n} too many", n=placed - places)
    if placed < places:
        return "expected", tr("{n} open", n=places - placed)
    return "received", tr("quota met")


def position_of(text: str) -> Position | None:
    return Position(text) if text in set(Position) else None
