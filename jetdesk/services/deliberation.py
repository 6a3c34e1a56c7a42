"""Deliberation after the reveal: the agenda, one case, what the panel agrees on, and sealing it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from jetdesk.desk.change import Change
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import Desk, case
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import deliberation as queries
from jetdesk.desk.queries import dossiers
from jetdesk.desk.queries.deliberation import Agreed
from jetdesk.domain.applicant import Applicant
from jetdesk.domain.deliberation import (
    OVERALL,
    CriterionLine,
    Note,
    PanelistTotal,
    Verdict,
    agenda,
    lines,
    to_settle,
    totals,
)
from jetdesk.domain.ids import consensus_id, discussion_id, verdict_id
from jetdesk.domain.office import Panel, Person
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.sheet import Overall
from jetdesk.errors import Refused
from jetdesk.i18n import chosen_language, msg
from jetdesk.services.deliberation_cases import Absent, AgendaLine, Cases
from jetdesk.services.desks import now
from jetdesk.services.frozen import check_open
from jetdesk.services.roles import checked_reason

NOTE_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Case:
    """One case as the panel sees it after the reveal. `may_settle`: this desk's person records the consensus."""

    applicant_id: str
    applicant: Applicant
    panel: Panel | None
    rubric: Rubric
    people: Mapping[str, Person]
    lines: tuple[CriterionLine, ...]
    totals: tuple[PanelistTotal, ...]
    absent: tuple[Absent, ...]
    notes: tuple[Note, ...]
    overall: Overall | None
    verdicts: tuple[Verdict, ...]
    revealed_at: datetime
    deferred: bool
    may_settle: bool
    may_revise: bool

    @property
    def verdict(self) -> Verdict | None:
        """The sealed consensus that stands; None while there is none, or it was taken up again."""
        last = self.verdicts[-1] if self.verdicts else None
        return last if last and not last.reopened_reason else None

    @property
    def to_settle(self) -> tuple[str, ...]:
        return to_settle(self.lines, self.overall)


def list_agenda(desk: Desk, panel: str = "") -> tuple[AgendaLine, ...]:
    """The cases of this desk (of one panel, if named): revealed ones by disagreement, then those that wait."""
    with desk.read() as connection:
        cases = Cases(connection, desk.person)
        found = [cases.line(applicant) for applicant in cases.known if panel in ("", cases.panel_of(applicant))]
        order = {c.applicant_id: at for at, c in enumerate(agenda([cases.weight(x.applicant_id) for x in found]))}
    return tuple(sorted(found, key=lambda x: (not x.revealed, order[x.applicant_id])))


def open_case(desk: Desk, applicant: str) -> Case:
    """Raises Refused before the reveal, naming who is awaited, and for whoever is recused."""
    with desk.read() as connection:
        return _open(connection, desk, applicant)


def settle(desk: Desk, applicant: str, criterion: str, level: int | None) -> ChangeSet:
    """What the panel agrees on for one criterion; None takes it back."""
    with desk.change("consensus.settled") as change:
        found = _settling(change.snapshot, desk, applicant)
        found.rubric.criterion(criterion)
        if level is not None:
            found.rubric.points(level)
        _write(change, applicant, criterion, level=level)
    return change.result


def settle_overall(desk: Desk, applicant: str, overall: Overall | None) -> ChangeSet:
    """The panel's recommendation, as the chair states it; None takes it back."""
    with desk.change("consensus.overall") as change:
        _settling(change.snapshot, desk, applicant)
        _write(change, applicant, OVERALL, overall=overall.value if overall else "")
    return change.result


def add_note(desk: Desk, applicant: str, text: str) -> ChangeSet:
    """Something that was said; everybody on the case may note it and reads it."""
    said = text.strip()
    if not said or len(said) > NOTE_LIMIT:
        raise Refused(msg("A note has 1 to {n} characters.", n=NOTE_LIMIT), safe=msg("Nothing was changed."))
    with desk.read() as connection:
        _open(connection, desk, applicant)
        _check_not_signed_off(connection, applicant)
    at = now(desk).isoformat()
    with desk.change("consensus.noted") as change:
        row = discussion_id(applicant, desk.person, at)
        change.write("discussion", row, case(applicant), applicant=applicant, text=said, at=at)
    return change.result


def defer(desk: Desk, applicant: str, *, deferred: bool = True) -> ChangeSet:
    """Put the case off; everything that was agreed stays."""
    with desk.change("consensus.deferred") as change:
        _settling(change.snapshot, desk, applicant)
        change.write("agenda", applicant, case(applicant), applicant=applicant, deferred=deferred)
    return change.result


def seal(desk: Desk, applicant: str) -> ChangeSet:
    """Seal the consensus. It cannot be undone; what is taken up again becomes another edition.

    Raises Refused, naming the first gap, while something is open.
    """
    moment = now(desk)
    with desk.change("consensus.sealed", checkpoint=True) as change:
        found = _settling(change.snapshot, desk, applicant)
        if found.to_settle or found.overall is None:
            raise _open_points(found)
        levels = {line.criterion.id: line.consensus for line in found.lines if line.consensus is not None}
        before = found.verdicts[-1] if found.verdicts else None
        made = Verdict(before.edition + 1 if before else 1, levels, found.overall, desk.person, moment,
                       before.reopened_reason if before else "")  # fmt: skip
        change.write(
            "verdict", verdict_id(applicant, made.edition), case(applicant), applicant=applicant,
            levels=json.dumps(levels), overall=made.overall.value, reason=made.reason, at=moment.isoformat(),
            edition=made.edition,
        )  # fmt: skip
        change.write("agenda", applicant, case(applicant), applicant=applicant, deferred=False)
    return change.result


def reopen(desk: Desk, applicant: str, reason: str) -> ChangeSet:
    """Take a sealed consensus up again, with a reason that stays on record; what was sealed stays readable."""
    kept = checked_reason(reason, msg("Taking a consensus up again"))
    with desk.change("consensus.reopened") as change:
        found = _writable(change.snapshot, desk, applicant)
        if found.verdict is None:
            raise Refused(msg("No consensus is sealed for this applicant."), safe=msg("Nothing was changed."))
        row = verdict_id(applicant, found.verdict.edition)
        change.write("verdict", row, case(applicant), applicant=applicant, edition=found.verdict.edition,
                     reopened_reason=kept)  # fmt: skip
    return change.result


def _write(change: Change, applicant: str, criterion: str, **fields: int | str | None) -> None:
    row = consensus_id(applicant, criterion)
    change.write("consensus", row, case(applicant), applicant=applicant, criterion=criterion, **fields)


def _settling(connection: Snapshot, desk: Desk, applicant: str) -> Case:
    found = _writable(connection, desk, applicant)
    if found.verdict is not None:
        raise Refused(
            msg("The consensus is sealed; it does not change any more."),
            safe=msg("Nothing was changed."),
            todo=msg("Take it up again with a reason; what was sealed stays on record."),
        )
    return found


def _writable(connection: Snapshot, desk: Desk, applicant: str) -> Case:
    found = _open(connection, desk, applicant)
    if not found.may_settle:
        raise Refused(
            msg("The chair of the panel or a coordinator records the consensus."), safe=msg("Nothing was changed.")
        )
    _check_not_signed_off(connection, applicant)
    return found


def _check_not_signed_off(connection: Snapshot, applicant: str) -> None:
    check_open(connection, {dossiers.positions(connection)[applicant]})


def _open_points(found: Case) -> Refused:
    first = found.to_settle[0]
    what = msg("The overall recommendation is open.")
    if first != OVERALL:
        title = found.rubric.criterion(first).title.text(chosen_language())
        what = msg("Without a consensus: {criterion}.", criterion=title)
    return Refused(what, safe=msg("What was agreed is saved."), todo=msg("Settle what is open, then seal."))


def _open(connection: Snapshot, desk: Desk, applicant: str) -> Case:
    cases = Cases(connection, desk.person, applicant)
    if applicant not in cases.applicants:
        raise Refused(msg("This applicant is not on this desk."))
    if cases.is_recused(applicant):
        raise Refused(msg("You are recused from this applicant."), safe=msg("Nothing of the case is shown to you."))
    shown = cases.reveals.get(applicant)
    if shown is None:
        awaited = ", ".join(cases.names(cases.awaited(applicant)))
        raise Refused(msg("Awaiting the reveal. Sheets are expected of: {names}.", names=awaited or "–"))
    rubric = cases.rubric(applicant)
    agreed, sheets = cases.agreed.get(applicant, Agreed()), cases.sheets(applicant)
    return Case(
        applicant, cases.applicants[applicant], cases.panels.get(cases.panel_of(applicant)), rubric, cases.people,
        lines(rubric, sheets, agreed.levels), totals(rubric, sheets), cases.absent(applicant),
        queries.list_notes(connection, applicant), agreed.overall, cases.verdicts.get(applicant, ()), shown.at,
        agreed.deferred, cases.may_settle(applicant), any(who == desk.person for who in sheets),
    )  # fmt: skip
