"""What the documents tell: which are missing, which cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from jetdesk.domain.answers import claims_something, countries, is_yes
from jetdesk.domain.applicant import Applicant
from jetdesk.domain.document import KIND_NAMES, STATE_NAMES, Document, DocumentKind, DocumentState
from jetdesk.domain.screening_rules import Finding, RequiredDocuments, Severity
from jetdesk.i18n import Message, msg


@dataclass(frozen=True, slots=True)
class Application:
    """What screening looks at. `documents` holds the unreadable ones too."""

    id: str
    applicant: Applicant
    documents: tuple[Document, ...] = ()


def missing(application: Application, required: RequiredDocuments) -> Iterator[Finding]:
    """An unreadable document is not missing as well."""
    kinds = [document.kind for document in application.documents]
    for kind, count in required.of(application.applicant.position, _nationalities(application)):
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


def unreadable(application: Application) -> Iterator[Finding]:
    for document in application.documents:
        if document.state is not DocumentState.READABLE:
            detail = msg(
                "{kind}: the file {file} {problem}.",
                kind=KIND_NAMES[document.kind],
                file=document.file_name,
                problem=STATE_NAMES[document.state],
            )
            yield Finding("unreadable-document", Severity.INCOMPLETE, detail)


def _nationalities(application: Application) -> tuple[str, ...]:
    return tuple(code for _, code in countries(application.applicant.nationality))
