"""The rules of screening: which documents are required, what a rule is called, and how grave it is."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jetdesk.domain.document import DocumentKind
from jetdesk.errors import Refused
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
    "late": msg("Late"),
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
    """One thing found: `rule` is the id, `detail` says what exactly, in plain words."""

    rule: str
    severity: Severity
    detail: Message

    @property
    def published_rule(self) -> str | None:
        """The id for the command line; None for rules that its interface does not name."""
        return self.rule if self.rule in PUBLISHED_RULES else None


_ALWAYS = (
    (DocumentKind.FORM, 1),
    (DocumentKind.STATEMENT, 1),
    (DocumentKind.TRANSCRIPT, 1),
    (DocumentKind.DEGREE, 1),
    (DocumentKind.REFERENCE, 2),
    (DocumentKind.CITIZENSHIP, 1),
)


@dataclass(frozen=True, slots=True)
class RequiredDocuments:
    """`always`: kinds and how many of each. The others are required of those who disclose or claim something."""

    always: tuple[tuple[DocumentKind, int], ...] = _ALWAYS
    medical_when_disclosed: bool = True
    certificate_when_claimed: bool = True


@dataclass(frozen=True, slots=True)
class Rules:
    """`severities` replaces a rule's own severity; None switches the rule off."""

    documents: RequiredDocuments = RequiredDocuments()
    severities: dict[str, Severity | None] = field(default_factory=dict)

    def count_required(self) -> int:
        """How many documents every application needs."""
        return sum(count for _, count in self.documents.always)


DEFAULT_RULES = Rules()


def rules_from_toml(text: str) -> Rules:
    """The [screening] table of an office or rules file; without one, the rules of the program.

    `required` = ["form", "reference x2", …], `medical` and `certificate` = true or false, and a table
    `severity` of rule id = "review", "incomplete", "disqualified" or "off". Raises Refused for anything else.
    """
    try:
        table = tomllib.loads(text).get("screening", {})
    except tomllib.TOMLDecodeError as fault:
        raise _refused(msg("The screening rules are not TOML: {detail}.", detail=str(fault))) from fault
    table = _known(table, "screening", ("required", "medical", "certificate", "severity"))
    documents = RequiredDocuments(
        _required(table["required"]) if "required" in table else _ALWAYS,
        _switch(table, "medical"),
        _switch(table, "certificate"),
    )
    severities = _known(table.get("severity", {}), "screening.severity", RULE_NAMES)
    return Rules(documents, {rule: _severity(rule, name) for rule, name in severities.items()})


def _known(table: object, name: str, keys: Collection[str]) -> Mapping[str, object]:
    if not isinstance(table, dict):
        raise _wrong(name, table)
    for key in table:
        if key not in keys:
            raise _wrong(name, key)
    return table


def _required(listed: object) -> tuple[tuple[DocumentKind, int], ...]:
    if not isinstance(listed, list):
        raise _wrong("screening.required", listed)
    return tuple(_kind_and_count(each) for each in listed)


def _kind_and_count(written: object) -> tuple[DocumentKind, int]:
    match = re.fullmatch(r"([a-z]+)(?: x([1-9]))?", str(written))
    kind = DocumentKind._value2member_map_.get(match[1]) if match else None
    if not match or not isinstance(kind, DocumentKind):
        raise _wrong("screening.required", written)
    return kind, int(match[2] or "1")


def _switch(table: Mapping[str, object], name: str) -> bool:
    value = table.get(name, True)
    if not isinstance(value, bool):
        raise _wrong(f"screening.{name}", value)
    return value


def _severity(rule: str, name: object) -> Severity | None:
    if name == "off":
        return None
    try:
        return Severity(str(name))
    except ValueError as fault:
        raise _wrong(f"screening.severity.{rule}", name) from fault


def _wrong(name: str, value: object) -> Refused:
    return _refused(msg("In the screening rules, {name} cannot be “{value}”.", name=name, value=str(value)[:80]))


def _refused(what: Message) -> Refused:
    todo = msg("Correct the file and try again.")
    return Refused(what, safe=msg("Nothing was changed."), todo=todo)
