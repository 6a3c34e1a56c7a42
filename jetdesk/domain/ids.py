"""Identifiers derived from what makes a thing unique: two desks that add the same thing have added one."""

import uuid

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:jetdesk")


def derived_id(kind: str, *parts: str) -> str:
    """UUIDv5 of the kind and what makes the thing unique within its office."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join((kind, *parts))))


def applicant_id(office: str, cycle: int, application_no: str) -> str:
    return derived_id("applicant", office, str(cycle), application_no.strip().casefold())


def document_id(applicant: str, kind: str, number: int) -> str:
    return derived_id("document", applicant, kind, str(number))


def sheet_key(applicant: str, panelist: str) -> str:
    """What an expected sheet is called: one applicant, one panelist."""
    return derived_id("sheet", applicant, panelist)


def rating_id(applicant: str, panelist: str, criterion: str) -> str:
    return derived_id("rating", applicant, panelist, criterion)


def revision_id(applicant: str, panelist: str, revision: int) -> str:
    return derived_id("revision", applicant, panelist, str(revision))


def receipt_id(by: str, of: str, epoch: int, seq: int, at: int) -> str:
    """What desk `by` acknowledged to desk `of` at a moment (milliseconds): a receipt is written once and stays."""
    return derived_id("receipt", by, of, str(epoch), str(seq), str(at))
