"""What the custody receipt says, gathered from the desk and frozen. Nothing in it comes from inside a sheet."""

from dataclasses import dataclass
from datetime import datetime

from jetdesk.domain.custody import CustodyCell, CustodyGroup, CustodyRow, CustodyState, LaptopState, Ledger
from jetdesk.domain.office import Office, Person


@dataclass(frozen=True, slots=True)
class LaptopLine:
    """One laptop. `sheets`: how many sheets from it are here; `awaited`: sealed there and not here;
    `acknowledged`: hash of its last journal entry that this desk holds, empty if none."""

    desk: str
    person: str
    state: LaptopState
    seen: datetime | None
    sheets: int
    awaited: int
    acknowledged: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MissingSheets:
    """The sheets that a panelist still owes, in the ledger's order."""

    panelist: Person
    cells: tuple[tuple[CustodyRow, CustodyCell], ...]

    def numbers(self, state: CustodyState) -> list[str]:
        """Application numbers of those in this state."""
        return [row.application_no for row, cell in self.cells if cell.state is state]


@dataclass(frozen=True, slots=True)
class CustodyReceipt:
    """All that a printed custody receipt may carry. Times are in the office's zone."""

    office: Office
    ledger: Ledger
    laptops: tuple[LaptopLine, ...]
    document_no: str
    made_at: datetime
    journal_head: str
    coordinator: str = ""

    @property
    def received(self) -> int:
        """Sheets that are here, revealed or not."""
        return self.ledger.count(CustodyState.RECEIVED, CustodyState.REVEALED)

    @property
    def complete(self) -> bool:
        """Every expected sheet is here, and at least one was expected."""
        return self.received == self.ledger.expected > 0

    @property
    def missing(self) -> tuple[MissingSheets, ...]:
        """Who still owes sheets, by name."""
        owed: dict[str, list[tuple[CustodyRow, CustodyCell]]] = {}
        for row in self.ledger.rows:
            for cell in row.missing:
                owed.setdefault(cell.panelist_id, []).append((row, cell))
        people = panelists(self.ledger.groups)
        found = [MissingSheets(people[who], tuple(cells)) for who, cells in owed.items() if who in people]
        return tuple(sorted(found, key=lambda each: (each.panelist.name, each.panelist.id)))


def panelists(groups: tuple[CustodyGroup, ...]) -> dict[str, Person]:
    """Everybody in the ledger, by id."""
    return {person.id: person for group in groups for person in group.panelists}
