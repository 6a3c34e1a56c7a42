"""Cases of the deliberation: who sits on them and who is away, the revisions of their sheets, what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from jetdesk.desk.database import Snapshot
from jetdesk.desk.queries import custody, dossiers, interviews, reveal
from jetdesk.desk.queries import deliberation as queries
from jetdesk.desk.queries import office as office_queries
from jetdesk.desk.queries.deliberation import Agreed
from jetdesk.domain.applicant import Position
from jetdesk.domain.deliberation import AgendaCase, CriterionLine, lines, to_settle
from jetdesk.domain.office import Assignment, Person
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.sheet import ScoreSheet
from jetdesk.errors import Refused
from jetdesk.i18n import msg


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One case of the agenda. `waiting`: expected sheets not yet sealed, or 0 once it is revealed.

    `open_points`: criteria without a consensus, with the overall recommendation; `spreads`: criteria that are flagged.
    """

    applicant_id: str
    application_no: str
    name: str
    position: Position
    panel: str
    starts_at: datetime | None
    revealed: bool
    recused: bool
    waiting: int
    spreads: int
    open_points: int
    begun: bool
    deferred: bool
    sealed: bool


@dataclass(frozen=True, slots=True)
class Absent:
    """Who does not take part: recused, or closed by the coordinator; and why."""

    person: Person
    recused: bool
    reason: str


class Cases:
    """What is asked about cases, read once: of one applicant, or of the whole office."""

    def __init__(self, connection: Snapshot, person: str, applicant: str | None = None) -> None:
        self._connection, self._person, self._only = connection, person, applicant
        self.people = {each.id: each for each in office_queries.list_people(connection)}
        self.panels = {panel.id: panel for panel in office_queries.list_panels(connection)}
        self.applicants = dossiers.get_applicants(connection, None if applicant is None else [applicant])
        self.reveals = reveal.list_reveals(connection, applicant)
        self.agreed = queries.list_agreed(connection, applicant)
        self.verdicts = queries.list_verdicts(connection, applicant)
        self._slots = interviews.list_slots(connection, applicant)
        sealed = {(each.applicant, each.panelist) for each in custody.list_seals(connection, applicant)}
        here = {(each.applicant, each.panelist) for each in custody.list_submitted(connection, applicant)}
        self._sealed = sealed | here
        self._coordinator = custody.at_coordinators(connection)
        self._expected: dict[str, list[Assignment]] = {}
        for each in interviews.list_assignments(connection, applicant):
            self._expected.setdefault(each.applicant_id, []).append(each)

    @cached_property
    def _rubrics(self) -> dict[Position, Rubric | None]:
        wanted = {applicant.position for applicant in self.applicants.values()}
        return {position: office_queries.rubric_for(self._connection, position) for position in wanted}

    @cached_property
    def _revisions(self) -> dict[str, list[ScoreSheet]]:
        found: dict[str, list[ScoreSheet]] = {}
        for sheet in interviews.list_revisions(self._connection, self._only):
            found.setdefault(sheet.applicant_id, []).append(sheet)
        return found

    @property
    def known(self) -> list[str]:
        """Those whose sheets are expected, and that this person may know of."""
        known = (i for i in self._expected if i in self.applicants)
        return sorted(i for i in known if self._coordinator or self._seat(i))

    def panel_of(self, applicant: str) -> str:
        slot = self._slots.get(applicant)
        return slot.panel_id if slot else ""

    def is_recused(self, applicant: str) -> bool:
        seat = self._seat(applicant)
        return seat is not None and seat.recused

    def awaited(self, applicant: str) -> list[str]:
        """Panelists whose expected sheet nobody has seen sealed."""
        expected = (a for a in self._expected.get(applicant, ()) if not a.recused and not a.closed_reason)
        return [a.panelist_id for a in expected if (applicant, a.panelist_id) not in self._sealed]

    def names(self, people: Sequence[str]) -> list[str]:
        return sorted(self.people[each].name if each in self.people else each for each in people)

    def rubric(self, applicant: str) -> Rubric:
        found = self._rubrics[self.applicants[applicant].position]
        if found is None:
            raise Refused(msg("The office has no rubric for {position}.", position=self.applicants[applicant].position))
        return found

    def sheets(self, applicant: str) -> dict[str, list[ScoreSheet]]:
        """Every revision by panelist, in the order of the names; the recused left out."""
        recused = {a.panelist_id for a in self._expected.get(applicant, ()) if a.recused}
        found: dict[str, list[ScoreSheet]] = {}
        for sheet in self._revisions.get(applicant, ()):
            if sheet.panelist_id not in recused:
                found.setdefault(sheet.panelist_id, []).append(sheet)
        return dict(sorted(found.items(), key=lambda pair: self.names([pair[0]])))

    def absent(self, applicant: str) -> tuple[Absent, ...]:
        return tuple(
            Absent(self.people[a.panelist_id], a.recused, a.reason if a.recused else a.closed_reason)
            for a in self._expected.get(applicant, ())
            if (a.recused or a.closed_reason) and a.panelist_id in self.people
        )

    def may_settle(self, applicant: str) -> bool:
        """The chair; where the chair is recused or there is none, any other member; and coordinators."""
        if self._coordinator:
            return True
        panel, seat = self.panels.get(self.panel_of(applicant)), self._seat(applicant)
        if seat is None or seat.recused:
            return False
        away = {a.panelist_id for a in self._expected.get(applicant, ()) if a.recused}
        return panel is None or not panel.chair or panel.chair in away or panel.chair == self._person

    def weight(self, applicant: str) -> AgendaCase:
        found = self._lines(applicant)
        away = frozenset(a.panelist_id for a in self._expected.get(applicant, ()) if a.recused)
        spread = sum(line.spread or 0 for line in found)
        return AgendaCase(applicant, sum(line.flagged for line in found), spread, away)

    def line(self, applicant: str) -> AgendaLine:
        who, slot, found = self.applicants[applicant], self._slots.get(applicant), self._lines(applicant)
        agreed, verdicts = self.agreed.get(applicant, Agreed()), self.verdicts.get(applicant, ())
        return AgendaLine(
            applicant, who.application_no, who.name, who.position, self.panel_of(applicant),
            slot.starts_at if slot else None, applicant in self.reveals, self.is_recused(applicant),
            0 if applicant in self.reveals else len(self.awaited(applicant)), sum(line.flagged for line in found),
            len(to_settle(found, agreed.overall)), bool(agreed.levels or agreed.overall), agreed.deferred,
            bool(verdicts) and not verdicts[-1].reopened_reason,
        )  # fmt: skip

    def _lines(self, applicant: str) -> tuple[CriterionLine, ...]:
        """Nothing before the reveal: no order and no count may hint at a sheet."""
        rubric = self._rubrics[self.applicants[applicant].position]
        if applicant not in self.reveals or rubric is None or self.is_recused(applicant):
            return ()
        return lines(rubric, self.sheets(applicant), self.agreed.get(applicant, Agreed()).levels)

    def _seat(self, applicant: str) -> Assignment | None:
        return next((a for a in self._expected.get(applicant, ()) if a.panelist_id == self._person), None)
