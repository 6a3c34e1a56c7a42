"""What other laptops do to this desk, as the screen sees it: receipts, reopenings, the reveal and the mailbox."""

from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest

from jetdesk.desk.desk import Desk
from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.custody import Proof, Verdict
from jetdesk.domain.rows import InterviewRow
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services import exchange, interviews, reveal


@dataclass(frozen=True, slots=True)
class Delivery:
    """As of services.exchange."""

    mailbox: str = ""
    last: datetime | None = None
    sheets_waiting: int = 0
    changes_unsent: int = 0
    alarms: int = 0


@dataclass
class Elsewhere:
    """Turn the knobs, then let the screen read again."""

    monkeypatch: pytest.MonkeyPatch
    delivery: Delivery = field(default_factory=Delivery)
    received: set[tuple[str, str]] = field(default_factory=set)
    revealed: set[str] = field(default_factory=set)
    reopened: dict[tuple[str, str], str] = field(default_factory=dict)
    proofs: list[Proof] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)

    def install(self) -> None:
        self._open_sheet, self._list = interviews.open_sheet, interviews.list_interviews
        for module, name, fake in (
            (interviews, "open_sheet", self._sheet), (interviews, "list_interviews", self._rows),
            (interviews, "reopen", self._reopen), (exchange, "delivery", self._delivery),
            (reveal, "prove", self._prove),
        ):  # fmt: skip
            self.monkeypatch.setattr(module, name, fake, raising=False)

    def _sheet(self, desk: Desk, applicant: str, panelist: str) -> interviews.SheetView:
        if applicant in self.gone:
            raise Refused(msg("This applicant is not on this desk."))
        key = (applicant, panelist)
        read = replace(
            self._open_sheet(desk, applicant, panelist),
            received=key in self.received,
            revealed=applicant in self.revealed,
        )
        if key in self.reopened:
            return replace(read, submitted=None, revision=2, reopened_reason=self.reopened[key])
        return read

    def _rows(self, desk: Desk, panelist: str) -> tuple[InterviewRow, ...]:
        rows = self._list(desk, panelist)
        return tuple(
            replace(row, state=self._state(row, panelist)) for row in rows if row.applicant_id not in self.gone
        )

    def _state(self, row: InterviewRow, panelist: str) -> str:
        key = (row.applicant_id, panelist)
        if key in self.reopened:
            return "draft"
        if row.state not in ("sealed", "received", "revealed"):
            return row.state
        if row.applicant_id in self.revealed:
            return "revealed"
        return "received" if key in self.received else "sealed"

    def _reopen(self, desk: Desk, applicant: str, panelist: str, reason: str) -> ChangeSet:
        if len(reason) < 10:
            raise Refused(msg("The reason is shorter than 10 characters."))
        self.reopened[applicant, panelist] = reason
        return ChangeSet({"reopening": frozenset({applicant})})

    def _delivery(self, desk: Desk) -> Delivery:
        return self.delivery

    def _prove(self, desk: Desk, applicant: str) -> tuple[Proof, ...]:
        return tuple(self.proofs)


def proved(**verdicts: Verdict) -> list[Proof]:
    """Revision 1 of each panelist."""
    return [Proof(panelist, 1, verdict) for panelist, verdict in verdicts.items()]
