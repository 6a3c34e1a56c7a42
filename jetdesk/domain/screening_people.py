"""Who may be one person, and who applies with whom."""

from collections.abc import Iterator

from jetdesk.domain.answers import claims_something
from jetdesk.domain.applicant import Applicant
from jetdesk.domain.likeness import People
from jetdesk.domain.screening_rules import Finding, Severity
from jetdesk.i18n import msg


def same_person(applicant: Applicant, people: People) -> Iterator[Finding]:
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
            "A similar name or the same e-mail address, and the date of birth, are those of {numbers}.", numbers=alike
        )
        yield Finding("possible-duplicate", Severity.REVIEW, detail)


def couple(applicant: Applicant, people: People) -> Iterator[Finding]:
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
