"""How far one expected sheet has come: the state of a cell of the custody ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from jetdesk.desk.database import Snapshot
from jetdesk.desk.queries import custody as queries
from jetdesk.desk.queries.custody import Arrival, Expected, Expecting, Sealed, Submitted
from jetdesk.desk.queries.history import list_conflicts
from jetdesk.desk.queries.reveal import Reveal, list_reveals
from jetdesk.domain.custody import CustodyCell, CustodyState

HERE = frozenset({CustodyState.RECEIVED, CustodyState.REVEALED, CustodyState.CONFLICT})
"""States of a sheet that is in: it can no longer be closed as missing."""
_Newest = Mapping[Expecting, Sealed | Submitted]


@dataclass(frozen=True, slots=True)
class Known:
    """What the state of a cell follows from: on this desk, and as of `at`.

    `newest`: each panelist's highest revision that is sealed or here; `standing`: the highest that was not opened
    again; `sheets`: those that are here, by id; `received`: since when a coordinator's desk has them.
    """

    viewer: str
    coordinator: bool
    at: datetime
    newest: _Newest
    standing: _Newest
    sheets: Mapping[str, Submitted]
    reveals: Mapping[str, Reveal]
    revised: frozenset[str]
    disputed: frozenset[str]
    received: Mapping[str, datetime]


def read_known(connection: Snapshot, viewer: str, at: datetime, applicant: str | None) -> Known:
    seals = queries.list_seals(connection, applicant)
    sheets = queries.list_submitted(connection, applicant)
    coordinator = queries.at_coordinators(connection)
    ids = None if applicant is None else [*(seal.id for seal in seals), *(sheet.id for sheet in sheets)]
    reopened = queries.reopened_sheets(connection, ids)
    reveals = list_reveals(connection, applicant)
    return Known(
        viewer=viewer,
        coordinator=coordinator,
        at=at,
        newest=_newest(seals, sheets, frozenset()) if reveals else {},
        standing=_newest(seals, sheets, reopened),
        sheets={sheet.id: sheet for sheet in sheets},
        reveals=reveals,
        revised=_revised(connection, sheets, reveals),
        disputed=frozenset(c.row for c in list_conflicts(connection, ("sheet", "seal"))),
        received=_received(connection, sheets, coordinator, at.tzinfo),
    )


def cell_of(one: Expected, due: bool, known: Known) -> CustodyCell:
    if one.recused:
        return CustodyCell(one.applicant, one.panelist, CustodyState.RECUSED, None, one.reason)
    found = _revealed(one, known) or _standing(one, known)
    if one.closed_reason and (found is None or found.state not in HERE):
        return CustodyCell(one.applicant, one.panelist, CustodyState.CLOSED, None, one.closed_reason)
    waiting = CustodyState.EXPECTED if due else CustodyState.NOT_DUE
    return found or CustodyCell(one.applicant, one.panelist, waiting)


def _revealed(one: Expected, known: Known) -> CustodyCell | None:
    """The cell, if the applicant's reveal covers what this panelist sealed last, or that was written for the case."""
    reveal = known.reveals.get(one.applicant)
    newest = known.newest.get((one.applicant, one.panelist)) if reveal else None
    if reveal is None or newest is None or (newest.id not in reveal.sheets and newest.id not in known.revised):
        return None
    return _cell(one, CustodyState.REVEALED, reveal.at, newest, known)


def _standing(one: Expected, known: Known) -> CustodyCell | None:
    """The cell of the latest revision that was not opened again; None if there is none."""
    newest = known.standing.get((one.applicant, one.panelist))
    if newest is None:
        return None
    if not known.coordinator and one.panelist != known.viewer:
        return CustodyCell(one.applicant, one.panelist, CustodyState.SEALED)
    if newest.id in known.disputed:
        return _cell(one, CustodyState.CONFLICT, None, newest, known)
    at = known.received.get(newest.id)
    if at is None or newest.id not in known.sheets:
        return CustodyCell(one.applicant, one.panelist, CustodyState.SEALED, None, "", newest.revision)
    return _cell(one, CustodyState.RECEIVED, at, newest, known)


def _cell(
    one: Expected, state: CustodyState, at: datetime | None, newest: Sealed | Submitted, known: Known
) -> CustodyCell:
    sheet = known.sheets.get(newest.id)
    return CustodyCell(one.applicant, one.panelist, state, at, "", newest.revision, sheet.origin if sheet else "")


def _newest(seals: Iterable[Sealed], sheets: Iterable[Submitted], without: frozenset[str]) -> _Newest:
    """By applicant and panelist the highest revision, those with these ids left out."""
    found: dict[Expecting, Sealed | Submitted] = {}
    for several in (sheets, seals):
        for one in several:
            key = (one.applicant, one.panelist)
            before = found.get(key)
            if one.id not in without and (before is None or before.revision < one.revision):
                found[key] = one
    return found


def _revised(connection: Snapshot, sheets: Iterable[Submitted], reveals: Mapping[str, Reveal]) -> frozenset[str]:
    """Ids of the sheets that were written for the whole case, after the reveal."""
    later = (s.id for s in sheets if s.applicant in reveals and s.id not in reveals[s.applicant].sheets)
    arrived = _arrivals(connection, later)
    return frozenset(sheet for sheet, arrival in arrived.items() if arrival.audience.startswith("case:"))


def _received(
    connection: Snapshot, sheets: Iterable[Submitted], coordinator: bool, zone: tzinfo | None
) -> dict[str, datetime]:
    """Since when a coordinator's desk has each sheet: as receipts say; on that desk, else when its entry came."""
    found = queries.taken_in(connection) if coordinator else queries.acknowledged_sheets(connection)
    if coordinator:
        arrived = _arrivals(connection, (sheet.id for sheet in sheets if sheet.id not in found))
        found |= {sheet: arrival.at for sheet, arrival in arrived.items()}
    times = {at: datetime.fromtimestamp(at / 1000, zone) for at in set(found.values())}
    return {sheet: times[at] for sheet, at in found.items()}


def _arrivals(connection: Snapshot, sheets: Iterable[str]) -> dict[str, Arrival]:
    """By id of a sheet, when the entry that wrote it came to be here."""
    entries = queries.written_by(connection, sheets)
    arrived = queries.arrivals(connection, entries.values())
    return {sheet: arrived[entry] for sheet, entry in entries.items() if entry in arrived}
