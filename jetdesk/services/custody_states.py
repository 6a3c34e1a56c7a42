"""How far one expected sheet has come: the state of a cell of the custody ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from jetdesk.desk.database import Snapshot
from jetdesk.desk.queries import custody as queries
from jetdesk.desk.queries.custody import Arrival, Expected, Expecting, Sealed, Submitted
from jetdesk.desk.queries.history import list_conflicts
from jetdesk.desk.queries.reveal import Reveal, list_reveals
from jetdesk.domain.custody import CustodyCell, CustodyState

HERE = frozenset({CustodyState.RECEIVED, CustodyState.REVEALED, CustodyState.CONFLICT})
"""States of a sheet that is in: it can no longer be closed as missing."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the state of a cell follows from."""

    viewer: str
    coordinator: bool
    at: datetime
    seals: Mapping[Expecting, Sequence[Sealed]]
    sheets: Mapping[Expecting, Sequence[Submitted]]
    reopened: frozenset[str]
    reveals: Mapping[str, Reveal]
    disputed: frozenset[str]
    acknowledged: Mapping[str, int]
    arrivals: Mapping[str, Arrival]

    def received_at(self, sheet: Submitted) -> datetime | None:
        """When it arrived on this desk; on a panelist's own, when a coordinator's desk says it did."""
        arrival = self.arrivals.get(sheet.entry)
        at = self.acknowledged.get(sheet.id, arrival.at if arrival else None)
        return None if at is None else datetime.fromtimestamp(at / 1000, self.at.tzinfo)


def read_known(connection: Snapshot, viewer: str, at: datetime, applicant: str | None) -> Known:
    seals = queries.list_seals(connection, applicant)
    sheets = queries.list_submitted(connection, applicant)
    coordinator = queries.at_coordinators(connection)
    ids = None if applicant is None else [*(seal.id for seal in seals), *(sheet.id for sheet in sheets)]
    return Known(
        viewer=viewer,
        coordinator=coordinator,
        at=at,
        seals=queries.by_expecting(seals),
        sheets=queries.by_expecting(sheets),
        reopened=queries.reopened_sheets(connection, ids),
        reveals=list_reveals(connection, applicant),
        disputed=frozenset(c.row for c in list_conflicts(connection, ("sheet", "seal"))),
        acknowledged={} if coordinator else queries.acknowledged_sheets(connection),
        arrivals=queries.arrivals(connection, (sheet.entry for sheet in sheets)),
    )


def cell_of(one: Expected, due: bool, known: Known) -> CustodyCell:
    if one.recused:
        return CustodyCell(one.applicant, one.panelist, CustodyState.RECUSED, reason=one.reason)
    key = (one.applicant, one.panelist)
    sheets, seals = known.sheets.get(key, ()), known.seals.get(key, ())
    found = _revealed(one, sheets, seals, known) or _standing(one, sheets, seals, known)
    if one.closed_reason and (found is None or found.state not in HERE):
        return CustodyCell(one.applicant, one.panelist, CustodyState.CLOSED, reason=one.closed_reason)
    waiting = CustodyState.EXPECTED if due else CustodyState.NOT_DUE
    return found or CustodyCell(one.applicant, one.panelist, waiting)


def _revealed(one: Expected, sheets: Sequence[Submitted], seals: Sequence[Sealed], known: Known) -> CustodyCell | None:
    """The cell, if the applicant's reveal covers what this panelist sealed last."""
    reveal = known.reveals.get(one.applicant)
    newest = _newest([*seals, *sheets], frozenset())
    if reveal is None or newest is None:
        return None
    if not (newest.id in reveal.sheets or _for_the_case(newest.id, sheets, known)):
        return None
    origin = next((s.origin for s in sheets if s.id == newest.id), "")
    return CustodyCell(
        one.applicant, one.panelist, CustodyState.REVEALED, reveal.at, revision=newest.revision, origin=origin
    )  # fmt: skip


def _for_the_case(sheet: str, sheets: Sequence[Submitted], known: Known) -> bool:
    """A revision after the reveal was written for the whole panel."""
    entries = (known.arrivals.get(s.entry) for s in sheets if s.id == sheet)
    return any(arrival and arrival.audience.startswith("case:") for arrival in entries)


def _standing(one: Expected, sheets: Sequence[Submitted], seals: Sequence[Sealed], known: Known) -> CustodyCell | None:
    """The cell of the latest revision that was not opened again; None if there is none."""
    newest = _newest([*seals, *sheets], known.reopened)
    if newest is None:
        return None
    sealed = CustodyCell(one.applicant, one.panelist, CustodyState.SEALED, revision=newest.revision)
    if not known.coordinator and one.panelist != known.viewer:
        return CustodyCell(one.applicant, one.panelist, CustodyState.SEALED)
    here = next((s for s in sheets if s.id == newest.id), None)
    if newest.id in known.disputed:
        return CustodyCell(
            one.applicant, one.panelist, CustodyState.CONFLICT, revision=newest.revision,
            origin=here.origin if here else "",
        )  # fmt: skip
    if here is None or not (known.coordinator or here.id in known.acknowledged):
        return sealed
    return CustodyCell(
        one.applicant, one.panelist, CustodyState.RECEIVED, known.received_at(here), revision=here.revision,
        origin=here.origin,
    )  # fmt: skip


def _newest(found: Sequence[Sealed | Submitted], without: frozenset[str]) -> Sealed | Submitted | None:
    """The highest revision, those of these ids left out."""
    return max((one for one in found if one.id not in without), key=lambda one: one.revision, default=None)
