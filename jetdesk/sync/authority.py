"""Who may write what. A desk's signature says who wrote an entry; this says whether that person had the right to."""

from collections.abc import Callable

from jetdesk.desk.desk import SELF
from jetdesk.desk.entry import Entry, Write
from jetdesk.desk.projection import fits
from jetdesk.desk.records import is_sheet
from jetdesk.domain.ids import interest_id, rating_id, receipt_id, revision_id, sheet_key
from jetdesk.domain.interests import State
from jetdesk.domain.office import Role

OWN_TABLES = frozenset({"rating", "draft", "sheet", "seal", "reopening", "interest"})
"""What a panelist writes: their own sheets and declarations, in rows whose ids follow from applicant and panelist."""


PANEL_TABLES = frozenset({"consensus", "verdict", "discussion", "agenda"})
"""What a panel writes together, for those on the case. Who sits on it is asked where it is read, by the signature: an
entry may arrive before what says so, and must not be refused for that."""
PRIVATE_TABLES = frozenset({"rating", "draft"})
OwnerOf = Callable[[str, str], str | None]
"""(table, row) → the panelist whose row it is, as far as it is known here."""


def is_well_formed(entry: Entry) -> bool:
    """Whether its values are of the kinds that their columns hold, and a whole sheet can be read as one.

    A signature does not make it so: one hostile laptop must not be able to stop everybody else's.
    """
    whole = (w.fields for w in entry.writes if w.table == "sheet" and "ratings" in w.fields)
    return all(fits(write) for write in entry.writes) and all(is_sheet(fields) for fields in whole)


def may_write(entry: Entry, person: str, role: Role, owner_of: OwnerOf) -> bool:
    """Whether the desk of this person had the right to every write of the entry, in their own name."""
    if entry.author != person:
        return False
    if role is Role.COORDINATOR:
        return True
    return all(_may(write, entry, person, role, owner_of) for write in entry.writes)


def _may(write: Write, entry: Entry, person: str, role: Role, owner_of: OwnerOf) -> bool:
    if write.table == "receipt":
        return _is_own_receipt(write, entry.desk)
    if write.table in PRIVATE_TABLES and entry.audience != SELF:
        return False
    if write.table == "interest" and write.fields.get("state") != State.DECLARED:
        return False
    if write.table in PANEL_TABLES:
        return role is Role.PANELIST and _is_of_panel(write, entry)
    return role is Role.PANELIST and write.table in OWN_TABLES and _is_own(write, person, owner_of)


def _is_of_panel(write: Write, entry: Entry) -> bool:
    """Kept within one case. Whether its author sits on it is asked where it is read (`queries.deliberation`)."""
    kind, _, applicant = entry.audience.partition(":")
    return kind == "case" and write.fields.get("applicant", applicant) == applicant


def _is_own_receipt(write: Write, desk: str) -> bool:
    by, of, epoch, seq, at = (write.fields.get(name) for name in ("by", "of", "epoch", "seq", "at"))
    if not (isinstance(of, str) and isinstance(epoch, int) and isinstance(seq, int) and isinstance(at, int)):
        return False
    return by == desk and write.row == receipt_id(desk, of, epoch, seq, at)


def _is_own(write: Write, person: str, owner_of: OwnerOf) -> bool:
    """A row's first entry names applicant and panelist, from which its id follows; later ones may leave them out."""
    fields = write.fields
    applicant = fields.get("applicant")
    if not isinstance(applicant, str):
        return "panelist" not in fields and owner_of(write.table, write.row) == person
    return fields.get("panelist") == person and write.row == _row_id(write, applicant, person)


def _row_id(write: Write, applicant: str, person: str) -> str:
    if write.table == "rating":
        return rating_id(applicant, person, str(write.fields.get("criterion")))
    if write.table == "interest":
        return interest_id(applicant, person)
    if write.table == "draft":
        return sheet_key(applicant, person)
    revision = write.fields.get("revision")
    return revision_id(applicant, person, revision if isinstance(revision, int) else 0)
