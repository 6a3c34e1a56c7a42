"""An invented ledger to print: every state, a recusal, a closed sheet, a late arrival, a replaced laptop."""

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from jetdesk.domain.applicant import Position
from jetdesk.domain.custody import CustodyCell, CustodyGroup, CustodyRow, CustodyState, LaptopState, Ledger
from jetdesk.domain.custody_report import CustodyReceipt, LaptopLine
from jetdesk.domain.office import Cycle, Office, Panel, Person, Role
from jetdesk.domain.sheet import Origin
from tests.reports.sample import NAMES, ZONE, _made_up

PANELISTS = (
    ("Haruka Ishigami", "Leila Farrokhzad", "Callum Drysdale"),
    ("Kenji Moriwaki", "Amara Okonjo", "Tomás Villaseñor"),
    ("Yūto Kanemaru", "Siobhán Keaney", "Nikhil Ramaswamy"),
)
NINE = datetime(2026, 2, 18, 9, 0, tzinfo=ZONE)
RECUSAL = "Priya Venkataraman is a former student of hers"
OUTSTANDING = (CustodyState.RECEIVED, CustodyState.SEALED, CustodyState.EXPECTED, CustodyState.NOT_DUE)
CLOSED = "Left early because of illness; the panel agreed to go on with two sheets"


def receipt(count: int = 48, panels: int = 3, panelists: int = 3, *, complete: bool = False) -> CustodyReceipt:
    """A receipt of `count` applicants over so many panels; complete ones have every sheet revealed or received."""
    groups = tuple(_group(n, count, panels, panelists, complete) for n in range(panels))
    return CustodyReceipt(
        office=Office("WH", "Consulate-General of Japan in Westhaven", Cycle(2026), "在ウェストヘイブン日本国総領事館"),
        ledger=Ledger(groups),
        laptops=_laptops(groups),
        document_no="WH-2026-CUSTODY-9F2C4D6B",
        made_at=datetime(2026, 2, 19, 17, 42, tzinfo=ZONE),
        journal_head="9f2c4d6b8a0e1c3f5d7b9a2c4e6f8091a3b5c7d9e1f20314253647586970a8b9",
        coordinator="Nadia Brzezicka",
    )


def renamed(values: CustodyReceipt, name: str) -> CustodyReceipt:
    """The receipt with one name, and one reason, for everybody and everything."""

    def row(one: CustodyRow) -> CustodyRow:
        cells = {who: replace(cell, reason=cell.reason and name) for who, cell in one.cells.items()}
        return replace(one, name=name, cells=cells)

    groups = tuple(
        CustodyGroup(
            replace(group.panel, room=name),
            tuple(replace(person, name=name) for person in group.panelists),
            tuple(map(row, group.rows)),
        )
        for group in values.ledger.groups
    )
    laptops = tuple(replace(line, person=name, reason=name) for line in values.laptops)
    office = replace(values.office, name=name)
    return replace(values, ledger=Ledger(groups), laptops=laptops, coordinator=name, office=office)


def _group(number: int, count: int, panels: int, size: int, complete: bool) -> CustodyGroup:
    label = chr(ord("A") + number)
    names = [PANELISTS[number % 3][n] if n < 3 else f"{PANELISTS[(number + n) % 3][n % 3]} {n}" for n in range(size)]
    people = tuple(Person(f"{label}{n}", name, Role.PANELIST) for n, name in enumerate(names))
    rows = tuple(_row(n, n // panels, label, people, complete) for n in range(number, count, panels))
    return CustodyGroup(Panel(label, tuple(p.id for p in people), people[0].id, f"Room {number + 1}"), people, rows)


def _row(number: int, turn: int, label: str, people: tuple[Person, ...], complete: bool) -> CustodyRow:
    starts = NINE + timedelta(days=turn // 8, minutes=45 * (turn % 8))
    name = NAMES[number][0] if number < len(NAMES) else _made_up(number)[0]
    cells = [_cell(number, turn, n, person, starts, complete) for n, person in enumerate(people)]
    by_person = {cell.panelist_id: cell for cell in cells}
    return CustodyRow(f"id-{number}", f"26-WH-{101 + number:04}", name, Position.ALT, label, starts, by_person)


def _cell(number: int, turn: int, at: int, person: Person, starts: datetime, complete: bool) -> CustodyCell:
    applicant = f"id-{number}"
    if (number, at) == (14, 1):
        return CustodyCell(applicant, person.id, CustodyState.RECUSED, reason=RECUSAL)
    if (number, at) == (9, 2):
        return CustodyCell(applicant, person.id, CustodyState.CLOSED, reason=CLOSED)
    state = _state(number, turn, at, complete)
    here = state in (CustodyState.RECEIVED, CustodyState.REVEALED)
    later = timedelta(days=1, hours=2) if (number, at) == (4, 0) else timedelta(minutes=50)
    origin = Origin.PAPER if (number, at) == (2, 1) else Origin.SCREEN
    revision = 2 if (number, at) == (3, 0) else 1
    return CustodyCell(applicant, person.id, state, starts + later if here else None, "", revision, origin)


def _state(number: int, turn: int, at: int, complete: bool) -> CustodyState:
    if complete or turn < 9:
        return CustodyState.REVEALED if turn < 3 else CustodyState.RECEIVED
    if (number, at) == (40, 1):
        return CustodyState.CONFLICT
    return OUTSTANDING[(turn + at) // 2 % 4]


def _laptops(groups: tuple[CustodyGroup, ...]) -> tuple[LaptopLine, ...]:
    lines = [_laptop(person, group) for group in groups for person in group.panelists]
    if lines:
        lost = replace(lines[0], desk=_digest("lost")[:32], state=LaptopState.RETIRED, sheets=0, awaited=0,
                       reason="Stolen on the train on 17 February")  # fmt: skip
        lines.insert(1, lost)
        lines[-1] = replace(lines[-1], state=LaptopState.INVITED, seen=None, sheets=0, acknowledged="")
    return tuple(lines)


def _laptop(person: Person, group: CustodyGroup) -> LaptopLine:
    states = [row.cells[person.id].state for row in group.rows]
    here = sum(state in (CustodyState.RECEIVED, CustodyState.REVEALED) for state in states)
    seen = NINE + timedelta(days=1, hours=5, minutes=len(person.name))
    digest = _digest(person.id)
    return LaptopLine(
        digest[:32], person.name, LaptopState.CERTIFIED, seen, here, states.count(CustodyState.SEALED), digest
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
