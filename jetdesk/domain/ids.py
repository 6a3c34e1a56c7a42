"""Identifiers derived from what makes a thing unique: two desks that add the same thing have added one."""

import uuid
from hashlib import sha1

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:jetdesk").bytes


def derived_id(kind: str, *parts: str) -> str:
    """UUIDv5 (RFC 9562) of the kind and what makes the thing unique within its office.

    Spelled out: the library's way takes four times as long, and a sync asks for thousands.
    """
    name = "\x1f".join((kind, *parts)).encode()
    made = bytearray(sha1(_NAMESPACE + name, usedforsecurity=False).digest()[:16])
    made[6] = made[6] & 0x0F | 0x50
    made[8] = made[8] & 0x3F | 0x80
    text = made.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


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


def interest_id(applicant: str, panelist: str) -> str:
    """What is said about a panelist's conflict of interest with an applicant."""
    return derived_id("interest", applicant, panelist)


def ruling_id(applicant: str, rule: str, detail: str) -> str:
    """What is decided on one finding, as it was worded."""
    return derived_id("ruling", applicant, rule, detail)


def consensus_id(applicant: str, criterion: str) -> str:
    """What a panel agreed on for one criterion of one applicant."""
    return derived_id("consensus", applicant, criterion)


def verdict_id(applicant: str, edition: int) -> str:
    return derived_id("verdict", applicant, str(edition))


def discussion_id(applicant: str, by: str, at: str) -> str:
    """What a person noted at a moment."""
    return derived_id("discussion", applicant, by, at)


def aftermath_id(applicant: str, kind: str) -> str:
    """What happened to an applicant after the sign-off, one row a kind."""
    return derived_id("aftermath", applicant, kind)


def receipt_id(by: str, of: str, epoch: int, seq: int, at: int) -> str:
    """What desk `by` acknowledged to desk `of` at a moment (milliseconds): a receipt is written once and stays."""
    return derived_id("receipt", by, of, str(epoch), str(seq), str(at))
