"""The documents of a dossier."""

from dataclasses import dataclass
from enum import StrEnum

from jetdesk.i18n import Message, msg


class DocumentKind(StrEnum):
    FORM = "form"
    STATEMENT = "statement"
    TRANSCRIPT = "transcript"
    DEGREE = "degree"
    REFERENCE = "reference"
    CITIZENSHIP = "citizenship"
    MEDICAL = "medical"
    CERTIFICATE = "certificate"
    HEALTH = "health"
    BACKGROUND = "background"
    PHOTO = "photo"
    OTHER = "other"


KIND_NAMES: dict[DocumentKind, Message] = {
    DocumentKind.FORM: msg("Application form"),
    DocumentKind.STATEMENT: msg("Statement of purpose"),
    DocumentKind.TRANSCRIPT: msg("Transcript"),
    DocumentKind.DEGREE: msg("Proof of degree"),
    DocumentKind.REFERENCE: msg("Letter of reference"),
    DocumentKind.CITIZENSHIP: msg("Proof of citizenship"),
    DocumentKind.MEDICAL: msg("Self-report of medical conditions"),
    DocumentKind.CERTIFICATE: msg("Certificate"),
    DocumentKind.HEALTH: msg("Certificate of health"),
    DocumentKind.BACKGROUND: msg("Background check"),
    DocumentKind.PHOTO: msg("Photo"),
    DocumentKind.OTHER: msg("Other document"),
}


class DocumentState(StrEnum):
    """Whether a document can be shown, and if not, why."""

    READABLE = "readable"
    PASSWORD = "password"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    NOT_WHAT_IT_SAYS = "not-what-it-says"


STATE_NAMES: dict[DocumentState, Message] = {
    DocumentState.READABLE: msg("can be read"),
    DocumentState.PASSWORD: msg("is protected by a password that is not known"),
    DocumentState.EMPTY: msg("is empty"),
    DocumentState.TRUNCATED: msg("is cut short or damaged"),
    DocumentState.NOT_WHAT_IT_SAYS: msg("is not the kind of file that its name says"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a dossier; `number` counts within its kind from 1. `media_type`: PDF, PNG or JPEG."""

    id: str
    applicant_id: str
    kind: DocumentKind
    number: int
    file_name: str
    media_type: str
    size: int
    sha256: str
    state: DocumentState
    pages: int
