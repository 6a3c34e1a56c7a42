"""Values that were set on several desks at once: where they are, and choosing one, with a reason."""

from collections.abc import Iterator
from datetime import tzinfo

from jetdesk.desk.change import Change
from jetdesk.desk.clock import moment
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import Desk, case
from jetdesk.desk.entry import Entry, Value
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import custody as custody_queries
from jetdesk.desk.queries import history as queries
from jetdesk.desk.queries.history import Written
from jetdesk.desk.queries.reveal import commitment_of
from jetdesk.domain.custody import Competing, Conflict
from jetdesk.domain.ids import derived_id
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services.conflict_words import Words, read_words
from jetdesk.services.desks import now
from jetdesk.services.frozen import check_open
from jetdesk.services.roles import check_coordinator, checked_reason

WHOLE = "*"
"""The field of a conflict about a sealed sheet: two of them are never mixed."""
_DIGITS = 16
_KEPT_BY_DESKS = frozenset({"receipt", "reveal", "resolution", "withdrawn", "member"})
"""What several desks may note at once without anybody having to choose."""
_OWN = frozenset({"rating", "draft"})
Place = tuple[str, str, str]


def list_conflicts(desk: Desk, applicant: str | None = None) -> tuple[Conflict, ...]:
    """Fields with values that differ from the shown one, by subject; of one applicant if given.

    Sealed sheets compete as a whole and are named by their seals. Nothing about others' sheets on a panelist's desk.
    """
    zone = now(desk).tzinfo
    with desk.read() as connection:
        words = read_words(connection)
        coordinator = custody_queries.at_coordinators(connection)
        found = []
        for place in _places(connection):
            about = words.about(place[0], place[1])
            hidden = place[0] in ("sheet", "seal") and not coordinator and about.panelist != desk.person
            if not hidden and (applicant is None or about.applicant == applicant):
                found.append(_conflict(connection, words, place, zone))
    return tuple(sorted(found, key=lambda conflict: (conflict.subject, conflict.table, conflict.row, conflict.field)))


def resolve(desk: Desk, conflict: Conflict, entry: str, reason: str) -> ChangeSet:
    """Choose the value that this entry wrote, with a reason of at least ten characters; the others stay on record.

    Raises Refused if the values are not those of the conflict any more, and to panelists but for their own drafts.
    """
    kept, at = checked_reason(reason, msg("Choosing a value")), now(desk).isoformat()
    place = (conflict.table, conflict.row, conflict.field)
    with desk.change("conflict.resolved", checkpoint=True) as change:
        coordinator = _check_may_resolve(change.snapshot, desk, place)
        chosen = _chosen(change.snapshot, place, entry)
        check_open(change.snapshot, queries.positions_touched(change.snapshot, [entry]))
        _write(change, place, chosen)
        if coordinator:
            row = derived_id("resolution", *place, entry, desk.person, at)
            change.write("resolution", row, chosen.entry.audience, of_table=place[0], of_row=place[1],
                         of_field=place[2], chosen=entry, reason=kept, by=desk.person, at=at)  # fmt: skip
    return change.result


def _places(connection: Snapshot) -> tuple[Place, ...]:
    """Where values compete; a sealed sheet is one place, and its seal none besides."""
    found: dict[Place, None] = {}
    for one in queries.list_conflicts(connection):
        if one.table not in _KEPT_BY_DESKS:
            found[one.table, one.row, WHOLE if one.table == "sheet" else one.field] = None
    sheets = {row for table, row, _ in found if table == "sheet"}
    return tuple(place for place in found if place[0] != "seal" or place[1] not in sheets)


def _standing(connection: Snapshot, place: Place) -> Iterator[Written]:
    """What competes at a place, the shown value first; of a sealed sheet one for each entry."""
    table, row, field = place
    if field != WHOLE:
        yield from queries.list_writes(connection, table, row, field)
        return
    seen: set[str] = set()
    fields = {c.field for c in queries.list_conflicts(connection, [table]) if c.row == row}
    for name in sorted(fields, key=lambda name: (name != "nonce", name)):
        for written in queries.list_writes(connection, table, row, name):
            if written.entry.id not in seen:
                seen.add(written.entry.id)
                yield written


def _conflict(connection: Snapshot, words: Words, place: Place, zone: tzinfo | None) -> Conflict:
    table, row, field = place
    values: list[Competing] = []
    shown: list[Value] = []
    for written in _standing(connection, place):
        if field == WHOLE or written.value not in shown:
            shown.append(written.value)
            text = _seal_text(written, row) if field == WHOLE else words.value(table, field, written.value)
            at = moment(written.clock).astimezone(zone)
            values.append(Competing(written.entry.id, text, words.person(written.author), at))
    return Conflict(table, row, field, words.about(table, row).subject, words.what(table, row, field), tuple(values))


def _seal_text(written: Written, row: str) -> str:
    """A sealed sheet by its seal: what stands in it is never shown here."""
    nonce = _fields(written.entry, "sheet", row).get("nonce")
    whole = commitment_of(written.entry, nonce) if isinstance(nonce, str) else written.entry.hash
    return str(msg("sealed sheet {digits}", digits=whole[:_DIGITS]))


def _check_may_resolve(connection: Snapshot, desk: Desk, place: Place) -> bool:
    """Whether it is a coordinator's to decide; raises Refused if it is neither theirs nor the author's own draft."""
    if custody_queries.at_coordinators(connection):
        return True
    if place[0] not in _OWN or read_words(connection).about(place[0], place[1]).panelist != desk.person:
        check_coordinator(connection)
    return False


def _chosen(connection: Snapshot, place: Place, entry: str) -> Written:
    standing = list(_standing(connection, place))
    chosen = next((written for written in standing if written.entry.id == entry), None)
    if chosen is None or len(standing) < 2:
        raise Refused(
            msg("These values do not compete any more."),
            safe=msg("Nothing was changed."),
            todo=msg("Look at the conflicts again."),
        )
    if place[0] == "seal" and place[2] == "commitment" and not custody_queries.is_here(connection, place[1]):
        raise Refused(
            msg("Two sheets were sealed, and they have not arrived yet."),
            safe=msg("Nothing was changed."),
            todo=msg("Read the mailbox again; then choose one of them."),
        )
    return chosen


def _write(change: Change, place: Place, chosen: Written) -> None:
    """The chosen value anew, in the place of all that stand. A sealed sheet comes whole, and its seal with it."""
    table, row, field = place
    if field != WHOLE:
        change.write(table, row, chosen.entry.audience, **{field: chosen.value})
        return
    fields = _fields(chosen.entry, table, row)
    change.write(table, row, chosen.entry.audience, **fields)
    if isinstance(nonce := fields.get("nonce"), str):
        change.write("seal", row, case(str(fields.get("applicant"))), commitment=commitment_of(chosen.entry, nonce))


def _fields(entry: Entry, table: str, row: str) -> dict[str, Value]:
    """What an entry wrote to a row."""
    return {k: v for w in entry.writes if (w.table, w.row) == (table, row) for k, v in w.fields.items()}
