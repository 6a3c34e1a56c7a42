"""The custody ledger: where every expected score sheet is, what happened to it, and closing what will never come."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from jetdesk.desk.change import Change
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import OFFICE, Desk, case
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import custody as queries
from jetdesk.desk.queries import office as office_queries
from jetdesk.desk.queries.custody import Expected, Headed
from jetdesk.domain.applicant import Position
from jetdesk.domain.custody import CustodyCell, CustodyEvent, CustodyGroup, CustodyRow, CustodyState, Ledger
from jetdesk.domain.office import Panel, Person, Role
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services.custody_history import Track
from jetdesk.services.custody_states import HERE, Known, cell_of, read_known
from jetdesk.services.desks import now
from jetdesk.services.roles import check_coordinator, checked_reason
from jetdesk.services.timetable import assignment_id

AUTOMATIC = "automatic"


def ledger(desk: Desk, at: datetime | None = None) -> Ledger:
    """Every expected sheet that this desk knows of, and how far it is, as of `at` (now)."""
    moment = at or now(desk)
    with desk.read() as connection:
        return read_ledger(connection, desk.person, moment)


def read_ledger(connection: Snapshot, viewer: str, at: datetime, applicant: str | None = None) -> Ledger:
    """As `ledger`, in a snapshot; of one applicant if given. `viewer` is the person whose desk it is."""
    known = read_known(connection, viewer, at, applicant)
    expected: dict[str, list[Expected]] = defaultdict(list)
    for one in queries.list_expected(connection, applicant):
        expected[one.applicant].append(one)
    rows: dict[str, list[CustodyRow]] = defaultdict(list)
    for headed in queries.list_headed(connection, applicant):
        row = _row(headed, expected[headed.applicant], known)
        rows[row.panel_id].append(row)
    return Ledger(_groups(connection, rows))


def cell(connection: Snapshot, viewer: str, at: datetime, applicant: str, panelist: str) -> CustodyCell | None:
    """One expected sheet; None if this panelist was never expected to score this applicant."""
    rows = read_ledger(connection, viewer, at, applicant).rows
    return rows[0].cells.get(panelist) if rows else None


def history(desk: Desk, applicant: str, panelist: str) -> tuple[CustodyEvent, ...]:
    """What happened to one expected sheet, oldest first.

    On a panelist's desk nothing about when others sealed theirs before the reveal.
    """
    zone = now(desk).tzinfo
    with desk.read() as connection:
        return Track(connection, applicant, panelist, zone).events(desk.person)


def close_expected(desk: Desk, applicant: str, panelist: str, reason: str) -> ChangeSet:
    """Close an expected sheet that will not come, with a reason that is printed. Coordinators only.

    Raises Refused for a reason under ten characters, and if the sheet is in.
    """
    kept, moment = checked_reason(reason, msg("Closing without a sheet")), now(desk)
    with desk.change("sheet.closed") as change:
        check_coordinator(change.snapshot)
        found = cell(change.snapshot, desk.person, moment, applicant, panelist)
        _check_closable(found)
        change.write("assignment", assignment_id(applicant, panelist), case(applicant), closed_reason=kept)
    return change.result


def _check_closable(found: CustodyCell | None) -> None:
    if found is None or found.state is CustodyState.RECUSED:
        raise Refused(msg("No sheet is expected from this panelist."), safe=msg("Nothing was changed."))
    if found.state in HERE:
        raise Refused(msg("This sheet is in; it cannot be closed as missing."), safe=msg("Nothing was changed."))


def set_reveal_rule(desk: Desk, automatic: bool) -> ChangeSet:
    """Whether applicants are revealed by themselves once every expected sheet is in. Coordinators only."""
    with desk.change("office.reveal_rule") as change:
        check_coordinator(change.snapshot)
        _write_rule(change, automatic)
    return change.result


def _write_rule(change: Change, automatic: bool) -> None:
    change.write("office", office_queries.OFFICE_ROW, OFFICE, reveal_rule=AUTOMATIC if automatic else "")


def reveal_rule(desk: Desk) -> bool:
    """Whether the office reveals by itself."""
    with desk.read() as connection:
        return queries.reveal_rule(connection) == AUTOMATIC


# Rows and groups


def _row(headed: Headed, expected: Iterable[Expected], known: Known) -> CustodyRow:
    starts = datetime.fromisoformat(headed.starts_at) if headed.starts_at else None
    due = starts is None or starts <= known.at
    return CustodyRow(
        headed.applicant, headed.application_no, headed.name, Position(headed.position), headed.panel, starts,
        {one.panelist: cell_of(one, due, known) for one in sorted(expected)},
    )  # fmt: skip


def _groups(connection: Snapshot, rows: Mapping[str, list[CustodyRow]]) -> tuple[CustodyGroup, ...]:
    people = {person.id: person for person in office_queries.list_people(connection)}
    panels = {panel.id: panel for panel in office_queries.list_panels(connection)}
    order = sorted(rows, key=lambda panel: (not panel, panel))
    return tuple(_group(panels.get(panel) or Panel(panel, ()), rows[panel], people) for panel in order)


def _group(panel: Panel, rows: Sequence[CustodyRow], people: Mapping[str, Person]) -> CustodyGroup:
    """Members in the panel's order, then whoever else is expected there, by name."""
    seen = {panelist for row in rows for panelist in row.cells}
    others = sorted(seen - set(panel.members), key=lambda person: _person(people, person).name)
    columns = (*(member for member in panel.members if member in seen), *others)
    return CustodyGroup(panel, tuple(_person(people, p) for p in columns), tuple(sorted(rows, key=_by_time)))


def _person(people: Mapping[str, Person], person: str) -> Person:
    return people.get(person) or Person(person, person, Role.PANELIST)


def _by_time(row: CustodyRow) -> tuple[bool, float, str]:
    at = row.starts_at
    return at is None, at.timestamp() if at else 0.0, row.application_no
