"""What an export would change on a desk: applicants and documents that are new or differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jetdesk.desk import chunks
from jetdesk.desk.desk import Desk
from jetdesk.desk.entry import Value
from jetdesk.desk.queries import dossiers
from jetdesk.desk.records import applicant_fields
from jetdesk.domain.applicant import Applicant
from jetdesk.domain.document import Document
from jetdesk.domain.ids import applicant_id, document_id
from jetdesk.domain.office import Office
from jetdesk.errors import Untrusted
from jetdesk.intake.documents import Found, FoundFile
from jetdesk.intake.mapping import Reading
from jetdesk.intake.quarantine import Inspected


@dataclass(frozen=True, slots=True)
class Dossiers:
    """What is to be written: applicants and documents that are new or differ."""

    added: dict[str, Applicant]
    changed: dict[str, dict[str, Value]]
    unchanged: int
    documents: tuple[tuple[Document, Path], ...]
    before: dict[str, Applicant]
    """Those that differ, as the desk has them."""


def compare(desk: Desk, office: Office, reading: Reading, found: Found, inspected: Sequence[Inspected]) -> Dossiers:
    applicants = {
        applicant_id(office.code, office.cycle.year, applicant.application_no): applicant
        for _, applicant in reading.intake.applicants
    }
    with desk.read() as connection:
        known = dossiers.get_applicants(connection)
        stored = {d.id: d for kept in dossiers.list_documents(connection).values() for d in kept}
    added = {i: applicant for i, applicant in applicants.items() if i not in known}
    changed = {i: _differing(known[i], applicant) for i, applicant in applicants.items() if i in known}
    changed = {i: fields for i, fields in changed.items() if fields}
    ids = {applicant.application_no: i for i, applicant in applicants.items()}
    pairs = zip(found.matched, inspected, strict=True)
    described = [(_document(ids[each.application_no], each, seen), seen.path) for each, seen in pairs]
    new = tuple((d, path) for d, path in described if _is_new(d, stored.get(d.id)) or not _is_intact(desk, d))
    before = {i: known[i] for i in changed}
    return Dossiers(added, changed, len(applicants) - len(added) - len(changed), new, before)


def _differing(known: Applicant, applicant: Applicant) -> dict[str, Value]:
    before = applicant_fields(known)
    return {name: value for name, value in applicant_fields(applicant).items() if before[name] != value}


def _document(applicant: str, file: FoundFile, seen: Inspected) -> Document:
    return Document(
        id=document_id(applicant, file.kind.value, file.number),
        applicant_id=applicant,
        kind=file.kind,
        number=file.number,
        file_name=file.path.name,
        media_type=seen.media_type,
        size=seen.size,
        sha256=seen.sha256,
        state=seen.state,
        pages=seen.pages,
    )


def _is_new(document: Document, stored: Document | None) -> bool:
    return stored is None or stored.sha256 != document.sha256


def _is_intact(desk: Desk, document: Document) -> bool:
    """Whether the desk's own copy can still be read; a damaged one is mended by loading the document again."""
    with desk.read() as connection:
        found = dossiers.document_key(connection, document.id)
    try:
        if found:
            chunks.fetch(desk.chunks, found[1], document.size, document.sha256)
    except Untrusted:
        return False
    return found is not None
