"""Screening: findings about an application, each by a rule of the office. No clock, no files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import reduce

from jetdesk.domain.answers import (
    Level,
    claims_something,
    countries,
    education,
    is_academic,
    is_professional,
    is_studying,
    is_yes,
)
from jetdesk.domain.applicant import Applicant, Position
from jetdesk.domain.document import KIND_NAMES, STATE_NAMES, Document, DocumentKind, DocumentState
from jetdesk.domain.likeness import People
from jetdesk.domain.office import Cycle, Window
from jetdesk.domain.screening_rules import (
    DEFAULT_RULES,
    RULE_NAMES,
    SEVERITY_NAMES,
    Finding,
    RequiredDocuments,
    Rules,
    Severity,
    rules_from_toml,
)
from jetdesk.i18n import Message, msg

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


@dataclass(frozen=True, slots=True)
class Application:
    """What screening looks at. `documents` holds the unreadable ones too."""

    id: str
    applicant: Applicant
    documents: tuple[Document, ...] = ()


_ORDER = {severity: place for place, severity in enumerate(Severity)}


def outcome(findings: Sequence[Finding]) -> Severity | None:
    """The gravest severity; None when nothing was found: the application is complete."""
    return max((finding.severity for finding in findings), key=_ORDER.__getitem__, default=None)


def screen(
    applications: Sequence[Application], cycle: Cycle, rules: Rules = DEFAULT_RULES
) -> dict[str, tuple[Finding, ...]]:
    """The findings of every application by applicant id, the gravest first; empty ones are complete."""
    people = People([application.applicant for application in applications])
    return {each.id: _weighed(_findings(each, cycle, rules, people), rules) for each in applications}


def _findings(application: Application, cycle: Cycle, rules: Rules, people: People) -> Iterator[Finding]:
    applicant = application.applicant
    if cycle.window:
        yield from _window(applicant, cycle.window)
    yield from _same_person(applicant, people)
    yield from _nationality(applicant, cycle)
    yield from _degree(applicant, cycle)
    yield from _japanese(applicant)
    yield from _references(applicant)
    yield from _missing(application, rules.documents)
    yield from _unreadable(application)
    yield from _couple(applicant, people)


def _weighed(findings: Iterator[Finding], rules: Rules) -> tuple[Finding, ...]:
    kept = [(found, rules.severities.get(found.rule, found.severity)) for found in findings]
    weighed = [f if severity is f.severity else replace(f, severity=severity) for f, severity in kept if severity]
    return tuple(sorted(weighed, key=lambda found: -_ORDER[found.severity]))


def _window(applicant: Applicant, window: Window) -> Iterator[Finding]:
    at = applicant.submitted_at
    shown = at.astimezone(window.closes.tzinfo).isoformat(" ", "seconds")
    if window.is_early(at):
        by = _duration(window.opens - at)
        detail = msg("Submitted at {at}, {by} before the window opened.", at=shown, by=by)
        yield Finding("not-eligible", Severity.DISQUALIFIED, detail)
    if window.is_late(at):
        by = _duration(at - window.closed_from)
        detail = msg("Submitted at {at}, {by} after the window closed.", at=shown, by=by)
        yield Finding("late", Severity.DISQUALIFIED, detail)


def _duration(span: timedelta) -> Message:
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return msg("{days} d {hours} h {minutes} min", days=days, hours=hours, minutes=minutes)
    if hours:
        return msg("{hours} h {minutes} min", hours=hours, minutes=minutes)
    if minutes:
        return msg("{minutes} min {seconds} s", minutes=minutes, seconds=seconds)
    return msg("{seconds} s", seconds=seconds) if seconds else msg("less than 1 s")


def _same_person(applicant: Applicant, people: People) -> Iterator[Finding]:
    same = people.same(applicant)
    numbers = ", ".join(other.application_no for other in same)
    if any(other.position is not applicant.position for other in same):
        detail = msg("The same name and date of birth applied for another position: {numbers}.", numbers=numbers)
        yield Finding("applied-for-both", Severity.DISQUALIFIED, detail)
    elif same:
        detail = msg("The same name and date of birth applied more than once: {numbers}.", numbers=numbers)
        yield Finding("possible-duplicate", Severity.REVIEW, detail)
    alike = ", ".join(other.application_no for other in people.alike(applicant))
    if alike:
        detail = msg(
            "The date of birth and a similar name or the e-mail address are those of {numbers}.", numbers=alike
        )
        yield Finding("possible-duplicate", Severity.REVIEW, detail)


def _nationality(applicant: Applicant, cycle: Cycle) -> Iterator[Finding]:
    found = countries(applicant.nationality)
    accepted = {code.upper() for code in cycle.nationalities}
    codes = {code or written.upper() for written, code in found}
    if accepted and not codes & accepted:
        # A word that the program does not know may still be the right country: a person has to look.
        severity = Severity.DISQUALIFIED if all(code for _, code in found) else Severity.REVIEW
        detail = msg(
            "Nationality “{nationality}”; this office interviews nationals of: {accepted}.",
            nationality=applicant.nationality,
            accepted=", ".join(sorted(accepted)),
        )
        yield Finding("not-eligible", severity, detail)
    two = "JP" in codes and bool(codes & accepted - {"JP"})
    if is_yes(applicant.dual_japanese_nationality) or two:
        detail = msg("Also a Japanese national: has to give that up before taking part.")
        yield Finding("dual-nationality", Severity.REVIEW, detail)


def _degree(applicant: Applicant, cycle: Cycle) -> Iterator[Finding]:
    level, stated = education(applicant.education_level), applicant.education_level
    if level is Level.UNSTATED:
        yield Finding("incomplete-form", Severity.REVIEW, msg("The level of education is not stated."))
    elif level is Level.UNKNOWN:
        detail = msg("Check whether “{education}” is a bachelor's degree or higher.", education=stated)
        yield Finding("not-eligible", Severity.REVIEW, detail)
    elif level is Level.BELOW_BACHELOR:
        detail = msg("No bachelor's degree: the application states “{education}”.", education=stated)
        yield Finding("not-eligible", Severity.DISQUALIFIED, detail)
    elif level is Level.BACHELOR and is_studying(stated) and cycle.arrival:
        yield from _graduation(applicant, cycle)


def _graduation(applicant: Applicant, cycle: Cycle) -> Iterator[Finding]:
    assert cycle.arrival
    if applicant.graduation_date is None:
        detail = msg("The date of the expected graduation is not stated.")
        yield Finding("incomplete-form", Severity.REVIEW, detail)
    elif applicant.graduation_date > cycle.arrival:
        detail = msg(
            "No bachelor's degree by the day of arrival ({arrival}): graduation is expected on {graduation}.",
            arrival=cycle.arrival.isoformat(),
            graduation=applicant.graduation_date.isoformat(),
        )
        yield Finding("not-eligible", Severity.DISQUALIFIED, detail)


def _japanese(applicant: Applicant) -> Iterator[Finding]:
    stated = claims_something(applicant.japanese_level) or claims_something(applicant.jlpt)
    if applicant.position is Position.CIR and not stated:
        detail = msg("Applies as CIR but states neither a level of Japanese nor a JLPT level.")
        yield Finding("incomplete-form", Severity.REVIEW, detail)


def _references(applicant: Applicant) -> Iterator[Finding]:
    references = (
        (applicant.reference_1_name, applicant.reference_1_kind),
        (applicant.reference_2_name, applicant.reference_2_kind),
    )
    kinds = [kind for name, kind in references if name.strip()]
    if len(kinds) < 2:
        detail = msg("References named in the form: {named} of {required}.", named=len(kinds), required=2)
        yield Finding("incomplete-form", Severity.INCOMPLETE, detail)
    for number, (_, kind) in enumerate(references, 1):
        if kind.strip() and not is_academic(kind) and not is_professional(kind):
            detail = msg("Reference {number} is “{kind}”, neither academic nor professional.", number=number, kind=kind)
            yield Finding("reference-kind", Severity.INCOMPLETE, detail)
    if kinds and is_studying(applicant.education_level) and not any(is_academic(kind) for kind in kinds):
        detail = msg("A current student without an academic reference.")
        yield Finding("reference-kind", Severity.INCOMPLETE, detail)


def _missing(application: Application, required: RequiredDocuments) -> Iterator[Finding]:
    """An unreadable document is not missing as well."""
    kinds = [document.kind for document in application.documents]
    for kind, count in required.always:
        yield from _missing_kind(kind, kinds.count(kind), count)
    applicant = application.applicant
    if required.medical_when_disclosed and is_yes(applicant.medical_disclosed):
        yield from _missing_kind(DocumentKind.MEDICAL, kinds.count(DocumentKind.MEDICAL), 1)
    claimed = list(_claims(applicant)) if required.certificate_when_claimed else []
    if claimed and DocumentKind.CERTIFICATE not in kinds:
        detail = msg("No certificate for what is claimed: {claims}.", claims=reduce(_and, claimed))
        yield Finding("missing-document", Severity.REVIEW, detail)


def _missing_kind(kind: DocumentKind, found: int, required: int) -> Iterator[Finding]:
    if found >= required:
        return
    if required == 1:
        detail = msg("Missing: {kind}.", kind=KIND_NAMES[kind])
    else:
        missing = required - found
        detail = msg(
            "Missing: {kind} ({missing} of {required}).", kind=KIND_NAMES[kind], missing=missing, required=required
        )
    yield Finding("missing-document", Severity.INCOMPLETE, detail)


def _claims(applicant: Applicant) -> Iterator[Message]:
    """What a certificate has to prove."""
    if claims_something(applicant.jlpt):
        yield msg("JLPT ({level})", level=applicant.jlpt.strip())
    if claims_something(applicant.tefl):
        yield msg("teaching English ({certificate})", certificate=applicant.tefl.strip())
    if claims_something(applicant.teaching_certificate):
        yield msg("teaching certificate")


def _and(first: Message, second: Message) -> Message:
    return msg("{first}, {second}", first=first, second=second)


def _unreadable(application: Application) -> Iterator[Finding]:
    for document in application.documents:
        if document.state is not DocumentState.READABLE:
            detail = msg(
                "{kind}: the file {file} {problem}.",
                kind=KIND_NAMES[document.kind],
                file=document.file_name,
                problem=STATE_NAMES[document.state],
            )
            yield Finding("unreadable-document", Severity.INCOMPLETE, detail)


def _couple(applicant: Applicant, people: People) -> Iterator[Finding]:
    number = applicant.couple_with.strip()
    if not claims_something(number):
        return
    partner = people.numbered(number)
    if partner is None or partner is applicant:
        detail = msg("Names {number} as partner, which is not the number of another applicant.", number=number)
        yield Finding("couple", Severity.REVIEW, detail)
    elif people.numbered(partner.couple_with) is not applicant:
        detail = msg("Names {number} as partner, who does not name this applicant.", number=number)
        yield Finding("couple", Severity.REVIEW, detail)
