"""What the deliberation shows, as frozen values made from a case: layers, spreads, totals, who is away."""

from collections.abc import Mapping
from dataclasses import dataclass

from babel.dates import format_date

from jetdesk.domain.deliberation import OVERALL, CriterionLine, Note, Opinion, PanelistTotal, consensus_total
from jetdesk.domain.office import AFFILIATION_NAMES, Affiliation, Person
from jetdesk.domain.sheet import OVERALL_NAMES, Overall
from jetdesk.i18n import chosen_language, tr, tr_n
from jetdesk.services.deliberation import Case
from jetdesk.services.deliberation_cases import Absent, AgendaLine
from jetdesk.ui.widgets.list_view import ListRow
from jetdesk.ui.widgets.marker import initials_of

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Mark:
    """One panelist on the scale: the level now, and the sealed one where it was revised."""

    initials: str
    name: str
    level: int | None
    original: int | None
    revised: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """What one panelist wrote on a criterion; `level` as “4”, “2 → 3” or in words."""

    name: str
    who: str
    level: str
    text: str


@dataclass(frozen=True, slots=True)
class CriterionShown:
    """One row. `spread` in words; `agreed` is offered where all hold the same level."""

    id: str
    title: str
    weight: str
    marks: tuple[Mark, ...]
    spread: str
    flagged: bool
    consensus: int | None
    agreed: int | None
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class TotalLine:
    name: str
    original: str
    revised: str
    overall: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseShown:
    """One applicant. `gaps`: (criterion id or OVERALL, sentence) of what is open. `sealed` says when; empty before."""

    applicant_id: str
    name: str
    kana: str
    number: str
    position: str
    scale: tuple[int, ...]
    rows: tuple[CriterionShown, ...]
    totals: tuple[TotalLine, ...]
    consensus_words: str
    consensus_total: str
    absent: tuple[tuple[str, str], ...]
    notes: tuple[NoteLine, ...]
    overall: Overall | None
    gaps: tuple[tuple[str, str], ...]
    sealed: str
    editions: tuple[str, ...]
    may_settle: bool
    may_revise: bool
    revealed: str


def agenda_row(line: AgendaLine) -> ListRow:
    status, words = _standing(line)
    return ListRow(line.applicant_id, line.name or line.application_no, status=status, status_word=words)


def _standing(line: AgendaLine) -> tuple[str, str]:
    if line.recused:
        return "recused", tr("You are recused")
    if not line.revealed:
        waiting = tr_n("Waiting for {n} sheet", "Waiting for {n} sheets", line.waiting)
        return "expected", waiting if line.waiting else tr("Waiting for the reveal")
    if line.sealed:
        return "sealed", tr("Consensus sealed")
    if line.deferred:
        return "waiting", tr("Put off")
    if not line.open_points:
        return "done", tr("Agreed")
    if line.begun:
        return "draft", tr("{n} to settle", n=line.open_points)
    return ("spread", tr("Spread in {n}", n=line.spreads)) if line.spreads else ("open", tr("No spread"))


def case_shown(case: Case) -> CaseShown:
    a, verdict = case.applicant, case.verdict
    levels = {line.criterion.id: line.consensus for line in case.lines if line.consensus is not None}
    weighted = [line for line in case.lines if not line.criterion.bonus]
    total = consensus_total(case.rubric, levels)
    return CaseShown(
        case.applicant_id, a.name, a.name_kana, a.application_no, a.position.value, case.rubric.scale,
        tuple(_row(line, case) for line in case.lines),
        tuple(_total(each, case.people) for each in case.totals),
        tr("{n} of {count}", n=sum(line.consensus is not None for line in weighted), count=len(weighted)),
        NOTHING if total.percent is None else f"{total.percent:.1f}",
        tuple(_absent(each) for each in case.absent),
        tuple(_note(note, case.people) for note in case.notes),
        case.overall, tuple((gap, _gap(gap, case)) for gap in case.to_settle),
        f"{verdict.at:%H:%M}" if verdict else "",
        tuple(_edition(case, place) for place in range(len(case.verdicts))),
        case.may_settle, case.may_revise, f"{case.revealed_at:%H:%M}",
    )  # fmt: skip


def _row(line: CriterionLine, case: Case) -> CriterionShown:
    title = line.criterion.title.text(chosen_language())
    weight = tr("bonus") if line.criterion.bonus else f"×{line.criterion.weight:g}"
    marks = tuple(_mark(opinion, case.people) for opinion in line.opinions)
    comments = tuple(_comment(opinion, case) for opinion in line.opinions)
    return CriterionShown(
        line.criterion.id, title, weight, marks, _spread(line), line.flagged, line.consensus, line.agreed, comments
    )


def _spread(line: CriterionLine) -> str:
    if line.spread is None:
        return tr("One rating") if any(o.level is not None for o in line.opinions) else tr("Nobody rated")
    return tr("Spread {n}", n=f"{line.spread:g}") if line.spread else tr("All agree")


def _mark(opinion: Opinion, people: Mapping[str, Person]) -> Mark:
    name = _name(opinion.panelist_id, people)
    return Mark(initials_of(name), name, opinion.level, opinion.original, opinion.revised)


def _comment(opinion: Opinion, case: Case) -> Comment:
    person = case.people.get(opinion.panelist_id)
    who = AFFILIATION_NAMES[person.affiliation].text() if person and person.affiliation is not Affiliation.NONE else ""
    if case.panel and opinion.panelist_id == case.panel.chair:
        who = ", ".join(part for part in (who, tr("chair")) if part)
    level = tr("Cannot assess") if opinion.cannot_assess else NOTHING if opinion.level is None else str(opinion.level)
    if opinion.revised:
        level = f"{NOTHING if opinion.original is None else opinion.original} → {level}"
    return Comment(_name(opinion.panelist_id, case.people), who, level, opinion.note)


def _total(total: PanelistTotal, people: Mapping[str, Person]) -> TotalLine:
    now = total.overall if total.revised else total.original_overall
    return TotalLine(
        _name(total.panelist_id, people), _figure(total.original),
        _figure(total.now) if total.revised else tr("same"), OVERALL_NAMES[now].text() if now else NOTHING,
    )  # fmt: skip


def _figure(percent: float | None) -> str:
    return NOTHING if percent is None else f"{percent:.1f}"


def _absent(absent: Absent) -> tuple[str, str]:
    what = tr("{name}, recused", name=absent.person.name)
    return what if absent.recused else tr("{name}, without a sheet", name=absent.person.name), absent.reason


def _note(note: Note, people: Mapping[str, Person]) -> NoteLine:
    return NoteLine(f"{note.at:%H:%M}", f"{initials_of(_name(note.by, people))} {note.text}")


def _gap(gap: str, case: Case) -> str:
    if gap == OVERALL:
        return tr("Choose the overall recommendation")
    return tr("Settle {criterion}", criterion=case.rubric.criterion(gap).title.text(chosen_language()))


def _edition(case: Case, place: int) -> str:
    """Who sealed when, and why it was taken up again."""
    verdict = case.verdicts[place]
    day = format_date(verdict.at, "d MMM" if chosen_language() == "en" else "M月d日", locale=chosen_language())
    words = tr("Edition {n}: sealed by {name}, {day} {time}", n=verdict.edition, name=_name(verdict.by, case.people),
               day=day, time=f"{verdict.at:%H:%M}")  # fmt: skip
    return tr("{what}; taken up again: {reason}", what=words, reason=verdict.reopened_reason) \
        if verdict.reopened_reason else words  # fmt: skip


def _name(person: str, people: Mapping[str, Person]) -> str:
    return people[person].name if person in people else person
