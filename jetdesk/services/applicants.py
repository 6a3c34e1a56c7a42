"""Finding applicants and reading their dossiers."""

from dataclasses import dataclass

from jetdesk.desk import chunks
from jetdesk.desk.desk import Desk
from jetdesk.desk.queries import dossiers as queries
from jetdesk.domain.applicant import Status
from jetdesk.domain.document import Document
from jetdesk.domain.rows import ApplicantRow, Dossier
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services.desks import no_applicant


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document and its content, in memory only."""

    document: Document
    content: bytes


def list_applicants(desk: Desk) -> tuple[ApplicantRow, ...]:
    with desk.read() as connection:
        return queries.list_applicants(connection)


def find(desk: Desk, typed: str) -> frozenset[str] | None:
    """Ids of those who match every word typed; None when nothing was typed."""
    return desk.find_applicants(typed)


def prepare_search(desk: Desk) -> None:
    """So that the first letter typed is answered as fast as the second."""
    desk.prepare_search()


def select(desk: Desk, typed: str = "", status: Status | None = None) -> tuple[ApplicantRow, ...]:
    """The list, narrowed by search and status."""
    found = find(desk, typed)
    rows = list_applicants(desk)
    return tuple(row for row in rows if (found is None or row.id in found) and (status is None or row.status is status))


def applicant_id(desk: Desk, application_no: str) -> str:
    """The id behind an application number; raises Refused if there is none."""
    with desk.read() as connection:
        found = queries.applicant_ids(connection).get(application_no.strip().casefold())
    if found is None:
        raise no_applicant(application_no)
    return found


def dossier(desk: Desk, applicant: str) -> Dossier:
    with desk.read() as connection:
        found = queries.find_dossier(connection, applicant)
    if found is None:
        raise Refused(msg("This applicant is not on this desk."))
    return found


def read_document(desk: Desk, document: str) -> OpenDocument:
    """A document's content, decrypted into memory. Raises Untrusted if it was altered."""
    with desk.read() as connection:
        found = queries.document_key(connection, document)
    if found is None:
        raise Refused(msg("This document is not on this desk."))
    described, key = found
    return OpenDocument(described, chunks.fetch(desk.chunks, key, described.size, described.sha256))
