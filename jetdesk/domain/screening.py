"""Screening: findings about an application, each by a rule of the office. No clock, no files."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jetdesk.domain.likeness import People, Romanise
from jetdesk.domain.office import Cycle
from jetdesk.domain.screening_documents import Application, missing, unreadable
from jetdesk.domain.screening_form import degree, japanese, left_blank, nationality, references, window
from jetdesk.domain.screening_people import couple, same_person
from jetdesk.domain.screening_rules import (
    DEFAULT_RULES,
    RULE_NAMES,
    SEVERITY_NAMES,
    Finding,
    RequiredDocuments,
    Rules,
    Severity,
)
from jetdesk.domain.screening_toml import rules_from_toml

__all__ = [
    "DEFAULT_RULES",
    "RULE_NAMES",
    "SEVERITY_NAMES",
    "Application",
    "Finding",
    "RequiredDocuments",
    "Rules",
    "Severity",
    "outcome",
    "rules_from_toml",
    "screen",
]

_ORDER = {severity: place for place, severity in enumerate(Severity)}


def outcome(findings: Sequence[Finding]) -> Severity | None:
    """The gravest that stands; None when nothing does: the application is complete."""
    weights = (finding.weight for finding in findings)
    return max((weight for weight in weights if weight), key=_ORDER.__getitem__, default=None)


def screen(
    applications: Sequence[Application], cycle: Cycle, rules: Rules = DEFAULT_RULES, romanise: Romanise = str
) -> dict[str, tuple[Finding, ...]]:
    """The findings of every application by applicant id, the gravest first; empty ones are complete."""
    people = People([application.applicant for application in applications], romanise)
    return {each.id: _weighed(_findings(each, cycle, rules, people), rules) for each in applications}


def _findings(application: Application, cycle: Cycle, rules: Rules, people: People) -> Iterator[Finding]:
    applicant = application.applicant
    if cycle.window:
        yield from window(applicant, cycle.window)
    yield from same_person(applicant, people)
    yield from nationality(applicant, cycle)
    yield from degree(applicant, cycle)
    yield from japanese(applicant)
    yield from references(applicant, rules.form)
    yield from left_blank(applicant, rules.form)
    yield from missing(application, rules.documents)
    yield from unreadable(application)
    yield from couple(applicant, people)


def _weighed(findings: Iterator[Finding], rules: Rules) -> tuple[Finding, ...]:
    kept = [(found, rules.severities.get(found.rule, found.severity)) for found in findings]
    weighed = [f if severity is f.severity else replace(f, severity=severity) for f, severity in kept if severity]
    return tuple(sorted(weighed, key=lambda found: -_ORDER[found.severity]))
