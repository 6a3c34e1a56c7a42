"""Who is to read what: from an entry's audience to the desks that it is sealed to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from jetdesk.desk import exchange
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import OFFICE, SELF, Identity
from jetdesk.desk.exchange import Member
from jetdesk.desk.queries import interviews
from jetdesk.sync.membership import Certified, certified

CASE, SHEET, REVEAL = "case:", "sheet:", "reveal:"


@dataclass(frozen=True)
class Directory:
    """The office as this desk knows it: its members, and who sits on which case (panelists' ids by applicant)."""

    own: str
    person: str
    members: Mapping[str, Certified]
    cases: Mapping[str, frozenset[str]]

    @cached_property
    def coordinators(self) -> frozenset[str]:
        return frozenset(d for d, m in self.active.items() if m.is_coordinator)

    @cached_property
    def active(self) -> Mapping[str, Certified]:
        """Certified desks that are not retired."""
        return {desk: member for desk, member in self.members.items() if not member.retired}

    @cached_property
    def _of_person(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for desk, member in self.active.items():
            found[member.person].add(desk)
        return {person: frozenset(desks) for person, desks in found.items()}

    def desks_of(self, person: str) -> frozenset[str]:
        return self._of_person.get(person, frozenset())

    def readers(self, audience: str) -> frozenset[str]:
        """Desks that may read entries with this audience; the own desk is always among them."""
        return self._others(audience) | {self.own}

    def _others(self, audience: str) -> frozenset[str]:
        if audience == OFFICE:
            return frozenset(self.active)
        if audience == SELF:
            return self.desks_of(self.person)
        kind, _, who = audience.partition(":")
        if kind + ":" in (CASE, REVEAL):
            return self.coordinators | self._all_of(self.cases.get(who, ()))
        if kind + ":" == SHEET:
            return self.coordinators | self.desks_of(who)
        return self.coordinators

    def _all_of(self, people: Iterable[str]) -> frozenset[str]:
        return frozenset(desk for person in people for desk in self.desks_of(person))

    def topics(self, member: Certified, revealed: Iterable[str]) -> tuple[str, ...]:
        """Audiences whose past this desk is to be given. Reveals concern the sheets of an applicant."""
        if member.is_coordinator:
            return (ALL,)
        cases = [applicant for applicant, people in self.cases.items() if member.person in people]
        sheets = [REVEAL + applicant for applicant in revealed if applicant in set(cases)]
        return (OFFICE, SHEET + member.person, *(CASE + applicant for applicant in cases), *sheets)


ALL = "all"
"""Everything but what is for one person alone: what a second coordinator is given."""


def directory(connection: Snapshot, identity: Identity) -> Directory:
    members = members_here(connection, identity)
    cases: dict[str, set[str]] = defaultdict(set)
    for assignment in interviews.list_assignments(connection):
        if not assignment.recused:
            cases[assignment.applicant_id].add(assignment.panelist_id)
    return Directory(identity.desk, identity.person, members, {a: frozenset(p) for a, p in cases.items()})


def members_here(connection: Snapshot, identity: Identity) -> dict[str, Certified]:
    """Certified desks by id."""
    listed: dict[str, Member] = {member.desk: member for member in exchange.list_members(connection)}
    return certified(identity.root, identity.office, listed)
