"""What the list shows of a ranking, row by row: the applicants in order, the quota line, and the groups below it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from jetdesk.domain.applicant import Status
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.selection import OUTCOME_NAMES, Adjusted, Outcome, Ranking, Standing, tie_break_name
from jetdesk.i18n import chosen_language, tr, tr_n
from jetdesk.services.selection import SelectionView

LINE = "quota-line"


@dataclass(frozen=True, slots=True)
class RankRow:
    """One row: an applicant, the quota line (`text` in its pill), or a group's heading (`text`)."""

    id: str
    kind: Literal["applicant", "line", "group"] = "applicant"
    text: str = ""
    rank: int | None = None
    place: str = ""
    name: str = ""
    number: str = ""
    panel: str = ""
    raters: str = ""
    means: tuple[str, ...] = ()
    raw: float | None = None
    adjusted: Adjusted | None = None
    outcome: str = ""
    decision: str = ""
    note: str = ""
    note_status: str = ""
    tip: str = ""


def list_rows(shown: SelectionView) -> tuple[RankRow, ...]:
    """All rows of a position's list, from the first rank to those without a rank."""
    ranking = shown.ranking
    writer = _Writer(ranking, shown.rubric, tuple(c.id for c in shown.rubric.criteria))
    return tuple(_rows(shown, writer))


def figure(value: float | None) -> str:
    """A score or a mean with one decimal; a dash where there is none."""
    return "–" if value is None else f"{value:.1f}"


def line_words(filled: int, quota: int | None) -> str:
    """What the quota line says of the places above it and the office's quota."""
    if quota is None:
        return tr("Quota line, {n}", n=filled)
    values = {"filled": filled, "places": quota}
    if filled > quota:
        return tr_n(
            "Quota line, {filled} of {places}, one too many",
            "Quota line, {filled} of {places}, {n} too many",
            filled - quota,
            **values,
        )
    if filled < quota:
        return tr_n(
            "Quota line, {filled} of {places}, one open",
            "Quota line, {filled} of {places}, {n} open",
            quota - filled,
            **values,
        )
    return tr("Quota line, {filled} of {places}", **values)


def tie_words(shown: SelectionView) -> str:
    """The tie-break rules in order."""
    rules = [tie_break_name(rule, shown.rubric, chosen_language()).text() for rule in shown.ranking.tie_breaks]
    if not rules:
        return tr("Equal scores are placed by application number.")
    comma = "、" if chosen_language() == "ja" else ", "
    numbered = comma.join(f"{n}\u00a0{rule}" for n, rule in enumerate(rules, 1))
    return tr("Equal scores are placed by: {rules}.", rules=numbered)


def tie_rule(rule: str, ranking: Ranking, rubric: Rubric) -> str:
    """Which rule parted equal scores, in words."""
    words = tie_break_name(rule, rubric, chosen_language()).text()
    if rule not in ranking.tie_breaks:
        return tr("Equal scores, placed by {rule}", rule=words)
    number = ranking.tie_breaks.index(rule) + 1
    return tr("Equal scores, placed by rule {number}: {rule}", number=number, rule=words)


def moved_word(standing: Standing) -> str:
    before, after = standing.rank_by_score, standing.rank
    if before is None or after is None or before == after:
        return tr("Moved")
    return tr("Moved up") if after < before else tr("Moved down")


@dataclass(frozen=True, slots=True)
class _Writer:
    ranking: Ranking
    rubric: Rubric
    criteria: tuple[str, ...]

    def row(self, standing: Standing) -> RankRow:
        candidate = standing.candidate
        note, note_status = self._note(standing)
        return RankRow(
            candidate.applicant_id,
            rank=standing.rank,
            place=_place(standing),
            name=candidate.name or candidate.application_no,
            number=candidate.application_no,
            panel=candidate.panel,
            raters=str(standing.raters) if standing.raters else "",
            means=tuple(figure(standing.means[c].value) if standing.raters else "" for c in self.criteria),
            raw=standing.raw if standing.rank else None,
            adjusted=standing.adjusted if standing.rank else None,
            outcome=_status(standing),
            decision=_decision(standing),
            note=note,
            note_status=note_status,
            tip=self._tip(standing),
        )

    def _note(self, standing: Standing) -> tuple[str, str]:
        if standing.override:
            return moved_word(standing), "moved"
        rule = standing.tie_break if standing.rank else None
        if not rule:
            return "", ""
        if rule not in self.ranking.tie_breaks:
            return tr("Tie"), ""
        return tr("Tie, rule {n}", n=self.ranking.tie_breaks.index(rule) + 1), ""

    def _tip(self, standing: Standing) -> str:
        tie = standing.tie_break if standing.rank else None
        parts = [tie_rule(tie, self.ranking, self.rubric)] if tie else []
        if standing.override:
            values = {"before": standing.rank_by_score or "–", "after": standing.rank or "–"}
            moved = tr("Moved from rank {before} to {after}", **values)
            parts.insert(0, "\n".join(part for part in (moved, standing.override.reason) if part))
        return "\n".join(parts)


def _rows(shown: SelectionView, writer: _Writer) -> Iterator[RankRow]:
    ranking = shown.ranking
    ranked, filled = ranking.ranked, len(ranking.with_outcome(Outcome.RECOMMENDED))
    end = filled + len(ranking.with_outcome(Outcome.ALTERNATE))
    yield from map(writer.row, ranked[:filled])
    if ranked:
        yield RankRow(LINE, "line", line_words(filled, shown.office.quota.get(shown.position)))
    yield from map(writer.row, ranked[filled:end])
    if ranked[end:]:
        yield RankRow("below", "group", _below(len(ranked) - end, end > filled))
        yield from map(writer.row, ranked[end:])
    rest = ranking.standings[len(ranked) :]
    if rest:
        yield RankRow("unranked", "group", tr_n("Not ranked, {n} applicant", "Not ranked, {n} applicants", len(rest)))
        yield from map(writer.row, rest)


def _below(count: int, has_alternates: bool) -> str:
    if has_alternates:
        return tr_n("Below the alternates, {n} applicant", "Below the alternates, {n} applicants", count)
    return tr_n("Below the line, {n} applicant", "Below the line, {n} applicants", count)


def _place(standing: Standing) -> str:
    if standing.rank is None:
        return ""
    return tr("A{n}", n=standing.alternate) if standing.alternate else str(standing.rank)


_STATUSES = {
    Outcome.RECOMMENDED: "recommended",
    Outcome.ALTERNATE: "alternate",
    Outcome.NOT_RECOMMENDED: "not_recommended",
    Outcome.WITHDRAWN: "withdrawn",
    Outcome.ABSENT: "absent",
}


def _has_no_sheet(standing: Standing) -> bool:
    return standing.rank is None and standing.outcome is Outcome.NOT_RECOMMENDED


def _status(standing: Standing) -> str:
    if _has_no_sheet(standing):
        return "not_invited" if standing.candidate.status is Status.NOT_INVITED else "not_started"
    return _STATUSES[standing.outcome]


def _decision(standing: Standing) -> str:
    if _has_no_sheet(standing):
        return tr("Not invited") if standing.candidate.status is Status.NOT_INVITED else tr("No sheet yet")
    if standing.alternate:
        return tr("Alternate {number}", number=standing.alternate)
    return OUTCOME_NAMES[standing.outcome].text()
