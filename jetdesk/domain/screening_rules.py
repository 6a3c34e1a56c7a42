"""The rules of screening: which documents are required, what a rule is called, and how grave it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jetdesk.domain.applicant import Position
from jetdesk.domain.document import DocumentKind
from jetdesk.domain.ruling import Choice, Ruling
from jetdesk.i18n import Message, msg


class Severity(StrEnum):
    """What a finding leads to; the gravest of an applicant's findings is the outcome."""

    REVIEW = "review"
    INCOMPLETE = "incomplete"
    DISQUALIFIED = "disqualified"


SEVERITY_NAMES: dict[Severity, Message] = {
    Severity.REVIEW: msg("For review"),
    Severity.INCOMPLETE: msg("Incomplete"),
    Severity.DISQUALIFIED: msg("Disqualified"),
}

RULE_NAMES: dict[str, Message] = {
    "missing-document": msg("Missing document"),
    "unreadable-document": msg("Unreadable document"),
    "late": msg("Submitted late"),
    "not-eligible": msg("Not eligible"),
    "applied-for-both": msg("Applied for both positions"),
    "possible-duplicate": msg("Possible duplicate"),
    "incomplete-form": msg("Incomplete form"),
    "reference-kind": msg("Kind of reference"),
    "dual-nationality": msg("Japanese nationality"),
    "couple": msg("Applying as a couple"),
}
"""The ids, which never change, and what a person calls them."""

PUBLISHED_RULES = frozenset(RULE_NAMES) - {"dual-nationality", "couple"}
"""Those that the command line's interface names."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: `rule` is the id, `detail` says what exactly, `ruling` is what a person decided on it."""

    rule: str
    severity: Severity
    detail: Message
    ruling: Ruling | None = None

    @property
    def published_rule(self) -> str | None:
        """The id for the command line; None for rules that its interface does not name."""
        return self.rule if self.rule in PUBLISHED_RULES else None

    @property
    def choice(self) -> Choice | None:
        return self.ruling.choice if self.ruling else None

    @property
    def weight(self) -> Severity | None:
        """What it leads to now: nothing once it is waived; out once a person confirmed it."""
        if self.choice is Choice.WAIVED:
            return None
        return Severity.DISQUALIFIED if self.choice is Choice.CONFIRMED else self.severity


Counts = tuple[tuple[DocumentKind, int], ...]
"""Kinds of documents and how many of each."""

_ALWAYS: Counts = (
    (DocumentKind.FORM, 1),
    (DocumentKind.STATEMENT, 1),
    (DocumentKind.TRANSCRIPT, 1),
    (DocumentKind.DEGREE, 1),
    (DocumentKind.REFERENCE, 2),
    (DocumentKind.CITIZENSHIP, 1),
)


@dataclass(frozen=True, slots=True)
class RequiredDocuments:
    """`always`: what everybody hands in; medical and certificate: required of those who disclose or claim something.

    The tables by position and by nationality (ISO country code) say what is otherwise for them; zero frees of a kind.
    """

    always: Counts = _ALWAYS
    medical_when_disclosed: bool = True
    certificate_when_claimed: bool = True
    by_position: Mapping[Position, Counts] = field(default_factory=dict)
    by_nationality: Mapping[str, Counts] = field(default_factory=dict)

    def of(self, position: Position, nationalities: Collection[str]) -> Counts:
        """What an applicant of this position and these nationalities hands in; of several nationalities the most."""
        if not self.by_position and not self.by_nationality:
            return self.always
        own = {**dict(self.always), **dict(self.by_position.get(position, ()))}
        foreign: dict[DocumentKind, int] = {}
        for code in nationalities:
            for kind, count in self.by_nationality.get(code, ()):
                foreign[kind] = max(count, foreign.get(kind, 0))
        return tuple((kind, count) for kind, count in {**own, **foreign}.items() if count)


@dataclass(frozen=True, slots=True)
class Form:
    """What the form has to say: `filled` columns are not blank, so many `references` are named, of which kinds.

    Academic and professional references are always good; `reference_kinds` are further words that are accepted.
    """

    filled: tuple[str, ...] = ()
    references: int = 2
    reference_kinds: tuple[str, ...] = ()
    academic_for_students: bool = True


@dataclass(frozen=True, slots=True)
class Rules:
    """`severities` replaces a rule's own severity; None switches the rule off."""

    documents: RequiredDocuments = RequiredDocuments()
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    form: Form = Form()

    def count_required(self) -> int:
        """How many documents every application needs."""
        return sum(count for _, count in self.documents.always)


DEFAULT_RULES = Rules()
