"""What the screen asks of the services, and what it is told. Runs in the lanes, never on the main thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.custody import Conflict, CustodyEvent
from jetdesk.ui.screens.custody.values import BrokenProof, Everything

TABLES = (
    "applicant", "assignment", "slot", "panel", "person", "office", "sheet", "seal", "receipt", "reveal", "reopening",
    "member", "withdrawn", "resolution",
)  # fmt: skip
"""What the ledger depends on."""


@dataclass(frozen=True, slots=True)
class Written:
    """A change, when it was saved, and how many applicants it revealed."""

    change: ChangeSet
    at: datetime
    revealed: int = 0


class Door(Protocol):
    """The services as this screen uses them, on one desk."""

    def read(self) -> Everything:
        """All but the broken proofs."""
        ...

    def read_broken(self) -> tuple[BrokenProof, ...]: ...

    def is_there(self, url: str) -> bool:
        """Whether the mailbox can be reached now."""
        ...

    def history(self, applicant: str, panelist: str) -> tuple[CustodyEvent, ...]: ...

    def set_mailbox(self, url: str, prepare: bool) -> None: ...

    def reveal(self, applicants: Sequence[str]) -> Written: ...

    def close(self, applicant: str, panelist: str, reason: str) -> Written: ...

    def resolve(self, conflict: Conflict, entry: str, reason: str) -> Written: ...

    def settle(self, alarm: str, reason: str) -> datetime:
        """Gives the time at which it was saved."""
        ...
