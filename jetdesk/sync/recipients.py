"""Who is to read what: from an entry's audience to the desks that it is sealed to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from jetdesk.desk import exchange
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import OFFICE, SELF, Identity
from jetdesk.desk.exchange import Member
from jetdesk.sync.membership import Certified, certified

CASE, SHEET, REVEAL = "case:", "sheet:", "reveal:"


class Directory:
    """The office as this desk knows it: its members, and who sits on which case. Of use while its snapshot is open."""

    def __init__(self, connection: Snapshot, own: str, person: str, members: Mapping[str, Certified]) -> None:
        self.own, self.person, self.members = own, person, members
        self._connection = connection
        self._cases: dict[str, frozenset[str]] = {}
        self._known: dict[str, frozenset[str]] = {}

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
        if audience not in self._known:
            self._known[audience] = self._others(audience) | {self.own}
        return self._known[audience]

    def look_up(self, audiences: Iterable[str]) -> None:
        """Ask for all the cases among these audiences at once: one by one would be slow for thousands."""
        wanted = {who for kind, _, who in (a.partition(":") for a in audiences) if kind + ":" == CASE} - {*self._cases}
        people = exchange.people_on(self._connection, wanted)
        self._cases.update((applicant, self._desks_of_all(people.get(applicant, ()))) for applicant in wanted)

    def _others(self, audience: str) -> frozenset[str]:
        if audience == OFFICE:
            return frozenset(self.active)
        if audience == SELF:
            return self.desks_of(self.person)
        kind, _, who = audience.partition(":")
        if kind + ":" == CASE:
            return self.coordinators | self._case(who)
        if kind + ":" == SHEET:
            return self.coordinators | self.desks_of(who)
        return self.coordinators

    def _case(self, applicant: str) -> frozenset[str]:
        if applicant not in self._cases:
            self.look_up((CASE + applicant,))
        return self._cases[applicant]

    def _desks_of_all(self, people: Iterable[str]) -> frozenset[str]:
        return frozenset(desk for person in people for desk in self.desks_of(person))

    def topics(self, member: Certified) -> tuple[str, ...]:
        """Audiences whose past this desk is to be given. Reveals concern the sheets of an applicant."""
        if member.is_coordinator:
            return (ALL,)
        cases = self._all_cases.get(member.person, ())
        shown = [applicant for applicant in cases if applicant in self._revealed]
        sheets = [f"{REVEAL}{applicant}:{self._revealed[applicant]}" for applicant in shown]
        return (OFFICE, SHEET + member.person, *(CASE + applicant for applicant in cases), *sheets)

    @cached_property
    def _all_cases(self) -> Mapping[str, list[str]]:
        """Applicants by panelist."""
        found: dict[str, list[str]] = defaultdict(list)
        for applicant, person in exchange.seats(self._connection):
            found[person].append(applicant)
        return found

    @cached_property
    def _revealed(self) -> Mapping[str, str]:
        """By applicant, what stands for the revealed sheets: a reveal that is extended is given anew."""
        return exchange.revealed(self._connection)


ALL = "all"
"""Everything but what is for one person alone: what a second coordinator is given."""


def directory(connection: Snapshot, identity: Identity) -> Directory:
    return Directory(connection, identity.desk, identity.person, members_here(connection, identity))


def members_here(connection: Snapshot, identity: Identity) -> dict[str, Certified]:
    """Certified desks by id."""
    listed: dict[str, Member] = {member.desk: member for member in exchange.list_members(connection)}
    return certified(identity.root, identity.office, listed)
