"""Conflicts of interest between applicants and panelists: what the data shows, and what was said about it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jetdesk.domain.applicant import Applicant
from jetdesk.domain.office import Person
from jetdesk.domain.text import words
from jetdesk.i18n import Message, msg

Pair = tuple[str, str]
"""(applicant id, person id)."""


class Kind(StrEnum):
    FAMILY = "family"
    FRIEND = "friend"
    REFEREE = "referee"
    INSTITUTION = "institution"
    EMPLOYER = "employer"
    COUPLE = "couple"
    OTHER = "other"

    @classmethod
    def read(cls, written: str) -> "Kind":
        """What another laptop wrote; what is not known here is something else."""
        return cls(written) if written in KIND_NAMES else cls.OTHER


KIND_NAMES: dict[Kind, Message] = {
    Kind.FAMILY: msg("Family"),
    Kind.FRIEND: msg("Friend"),
    Kind.REFEREE: msg("Referee"),
    Kind.INSTITUTION: msg("Same institution"),
    Kind.EMPLOYER: msg("Employer"),
    Kind.COUPLE: msg("Partner of a recused case"),
    Kind.OTHER: msg("Other"),
}


class State(StrEnum):
    DETECTED = "detected"
    DECLARED = "declared"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"

    @classmethod
    def read(cls, written: str) -> "State":
        """What another laptop wrote; what is not known here still needs a person."""
        return cls(written) if written in STATE_NAMES else cls.DECLARED


STATE_NAMES: dict[State, Message] = {
    State.DETECTED: msg("To be looked at"),
    State.DECLARED: msg("Declared"),
    State.CONFIRMED: msg("Recused"),
    State.DISMISSED: msg("Dismissed"),
}


@dataclass(frozen=True, slots=True)
class Interest:
    """A possible conflict of one panelist with one applicant. `reason`: why it was dismissed, or of the recusal."""

    applicant: str
    panelist: str
    kind: Kind
    explanation: Message
    state: State = State.DETECTED
    reason: str = ""


def detect(
    applicants: Mapping[str, Applicant], people: Sequence[Person], recused: frozenset[Pair]
) -> tuple[Interest, ...]:
    """What the data alone shows, each with its explanation; linear in applicants and people. A person decides."""
    found = (
        *_same_name(applicants, people),
        *_referees(applicants, people),
        *_institutions(applicants, people),
        *_partners(applicants, recused),
    )
    first: dict[Pair, Interest] = {}
    for each in found:
        first.setdefault((each.applicant, each.panelist), each)
    return tuple(first.values())


def _same_name(applicants: Mapping[str, Applicant], people: Sequence[Person]) -> Iterator[Interest]:
    """The applicant's family name stands in the panelist's name. How common it is here is said, not judged."""
    families: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for applicant, facts in applicants.items():
        if family := words(facts.family_name):
            families[family].append(applicant)
    for person in people:
        for part in _runs(words(person.name)):
            for applicant in families.get(part, ()):
                yield Interest(applicant, person.id, Kind.FAMILY, msg(
                    "{name} and {panelist} share the family name {family}. Applicants with it: {n}.",
                    name=applicants[applicant].name, panelist=person.name,
                    family=applicants[applicant].family_name, n=len(families[part]),
                ))  # fmt: skip


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield words[start:end]


_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "sir", "rev"})


def _referees(applicants: Mapping[str, Applicant], people: Sequence[Person]) -> Iterator[Interest]:
    names = {frozenset(words(person.name)): person for person in people if len(words(person.name)) > 1}
    for applicant, facts in applicants.items():
        for referee in (facts.reference_1_name, facts.reference_2_name):
            if person := names.get(frozenset(words(referee)) - _TITLES):
                yield Interest(applicant, person.id, Kind.REFEREE, msg(
                    "{panelist} is named as a referee of {name}: {referee}.",
                    panelist=person.name, name=facts.name, referee=referee))  # fmt: skip


def _institutions(applicants: Mapping[str, Applicant], people: Sequence[Person]) -> Iterator[Interest]:
    studied: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for applicant, facts in applicants.items():
        if named := words(facts.institution):
            studied[named].append(applicant)
    for person in people:
        for kind, place in ((Kind.INSTITUTION, person.institution), (Kind.EMPLOYER, person.employer)):
            for applicant in studied.get(words(place), ()) if place else ():
                yield Interest(applicant, person.id, kind, msg(
                    "{name} studied at {place}, to which {panelist} belongs.",
                    name=applicants[applicant].name, place=place, panelist=person.name))  # fmt: skip


def _partners(applicants: Mapping[str, Applicant], recused: frozenset[Pair]) -> Iterator[Interest]:
    """Who may not judge one of a couple had better not judge the other."""
    numbers = {facts.application_no.strip().casefold(): applicant for applicant, facts in applicants.items()}
    partner: dict[str, set[str]] = defaultdict(set)
    for applicant, facts in applicants.items():
        other = numbers.get(facts.couple_with.strip().casefold()) if facts.couple_with.strip() else None
        if other and other != applicant:
            partner[applicant].add(other)
            partner[other].add(applicant)
    for applicant, panelist in sorted(recused):
        for other in sorted(partner.get(applicant, ())):
            yield Interest(other, panelist, Kind.COUPLE, msg(
                "{name} applies together with {partner}, from whose case this panelist is recused.",
                name=applicants[other].name, partner=applicants[applicant].name))  # fmt: skip
