"""The history of one expected sheet: sealed, carried, received, opened again, closed, recused, revealed."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from jetdesk.desk.clock import moment
from jetdesk.desk.database import Snapshot
from jetdesk.desk.queries import custody as queries
from jetdesk.desk.queries import office as office_queries
from jetdesk.desk.queries import reveal as reveal_queries
from jetdesk.desk.queries.history import list_writes
from jetdesk.domain.custody import CustodyEvent
from jetdesk.i18n import Message, msg
from jetdesk.services.timetable import assignment_id

_SHORT = 16


class Track:
    """One expected sheet, from what this desk's journal says about it. `zone`: of the office."""

    def __init__(self, connection: Snapshot, applicant: str, panelist: str, zone: tzinfo | None) -> None:
        self._connection, self._zone = connection, zone
        self._applicant, self._panelist = applicant, panelist
        self._names = {person.id: person.name for person in office_queries.list_people(connection)}

    def events(self, viewer: str) -> tuple[CustodyEvent, ...]:
        """Oldest first, as far as this viewer may know."""
        found = [*self._of_assignment(), *self._of_reveal()]
        open_to_all = reveal_queries.is_revealed(self._connection, self._applicant)
        if open_to_all or self._panelist == viewer or queries.at_coordinators(self._connection):
            found += self._of_sheets()
        return tuple(sorted(found, key=lambda event: event.at))

    def _of_sheets(self) -> Iterator[CustodyEvent]:
        """Every revision that is sealed or here, also where two stand beside each other."""
        seals = queries.list_seals(self._connection, self._applicant)
        sheets = queries.list_submitted(self._connection, self._applicant)
        ids = {one.id for found in (seals, sheets) for one in found if one.panelist == self._panelist}
        for sheet in sorted(ids):
            yield from self._of_seal(sheet)
            yield from self._of_sheet(sheet)
            yield from self._of_reopening(sheet)

    def _of_seal(self, sheet: str) -> Iterator[CustodyEvent]:
        for written in list_writes(self._connection, "seal", sheet, "commitment"):
            digits = str(written.value)[:_SHORT]
            yield self._event(msg("Sealed"), moment(written.clock), written.author, digits)

    def _of_sheet(self, sheet: str) -> Iterator[CustodyEvent]:
        for written in list_writes(self._connection, "sheet", sheet, "nonce"):
            digits = reveal_queries.commitment_of(written.entry, str(written.value))[:_SHORT]
            carried = queries.sealed_into_envelope(self._connection, written.entry.id)
            if carried is not None:
                yield self._event(msg("Put into an envelope for the mailbox"), self._at(carried), written.author)
            if written.arrived is not None:
                yield self._event(msg("Received on this laptop"), self._at(written.arrived), written.author, digits)
        for told in queries.acknowledgements(self._connection, sheet):
            yield self._event(msg("Received by the coordinator"), self._at(told.at), told.person)

    def _of_reopening(self, sheet: str) -> Iterator[CustodyEvent]:
        for written in list_writes(self._connection, "reopening", sheet, "reason"):
            what = msg("Opened again: {reason}", reason=str(written.value))
            yield self._event(what, moment(written.clock), written.author, written.entry.id[:_SHORT])

    def _of_assignment(self) -> Iterator[CustodyEvent]:
        row = assignment_id(self._applicant, self._panelist)
        expected = queries.list_expected(self._connection, self._applicant)
        reasons = {"recused": next((one.reason for one in expected if one.panelist == self._panelist), "")}
        for name, words in (("closed_reason", _CLOSED), ("recused", _RECUSED)):
            for written in list_writes(self._connection, "assignment", row, name):
                if written.value:
                    what = msg("{what}: {reason}", what=words, reason=reasons.get(name) or str(written.value))
                    yield self._event(what, moment(written.clock), written.author, written.entry.id[:_SHORT])

    def _of_reveal(self) -> Iterator[CustodyEvent]:
        for reveal in reveal_queries.list_reveals(self._connection, self._applicant).values():
            yield self._event(msg("Revealed"), reveal.at, reveal.by)

    def _event(self, what: Message, at: datetime, person: str, digits: str = "") -> CustodyEvent:
        return CustodyEvent(what, at.astimezone(self._zone), self._names.get(person, person), digits)

    def _at(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, self._zone)


_CLOSED = msg("Closed without a sheet")
_RECUSED = msg("Recused")
