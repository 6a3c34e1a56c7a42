"""What the form itself tells: when it was sent, nationality, degree, Japanese, references, what was left blank."""

from collections.abc import Iterator
from datetime import timedelta

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
from jetdesk.domain.column_names import COLUMN_NAMES
from jetdesk.domain.office import Cycle, Window
from jetdesk.domain.screening_rules import Finding, Form, Severity
from jetdesk.domain.text import same_text
from jetdesk.i18n import Message, msg


def window(applicant: Applicant, window: Window) -> Iterator[Finding]:
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


def nationality(applicant: Applicant, cycle: Cycle) -> Iterator[Finding]:
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


def degree(applicant: Applicant, cycle: Cycle) -> Iterator[Finding]:
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


def japanese(applicant: Applicant) -> Iterator[Finding]:
    stated = claims_something(applicant.japanese_level) or claims_something(applicant.jlpt)
    if applicant.position is Position.CIR and not stated:
        detail = msg("Applies as CIR but states neither a level of Japanese nor a JLPT level.")
        yield Finding("incomplete-form", Severity.REVIEW, detail)


def references(applicant: Applicant, form: Form) -> Iterator[Finding]:
    named = (
        (applicant.reference_1_name, applicant.reference_1_kind),
        (applicant.reference_2_name, applicant.reference_2_kind),
    )
    kinds = [kind for name, kind in named if name.strip()]
    if len(kinds) < form.references:
        detail = msg("References named in the form: {named} of {required}.", named=len(kinds), required=form.references)
        yield Finding("incomplete-form", Severity.INCOMPLETE, detail)
    for number, (_, kind) in enumerate(named, 1):
        if kind.strip() and not _is_accepted(kind, form):
            detail = msg("Reference {number} is “{kind}”, neither academic nor professional.", number=number, kind=kind)
            yield Finding("reference-kind", Severity.INCOMPLETE, detail)
    studying = form.academic_for_students and is_studying(applicant.education_level)
    if kinds and studying and not any(is_academic(kind) for kind in kinds):
        detail = msg("A current student without an academic reference.")
        yield Finding("reference-kind", Severity.INCOMPLETE, detail)


def _is_accepted(kind: str, form: Form) -> bool:
    own = {same_text(each) for each in form.reference_kinds}
    return is_academic(kind) or is_professional(kind) or same_text(kind) in own


def left_blank(applicant: Applicant, form: Form) -> Iterator[Finding]:
    for column in form.filled:
        value = getattr(applicant, column)
        if value is None or (isinstance(value, str) and not value.strip()):
            detail = msg("Left blank: {column}.", column=COLUMN_NAMES[column])
            yield Finding("incomplete-form", Severity.INCOMPLETE, detail)
