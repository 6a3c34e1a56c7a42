"""Who is interviewed by which panel, and who is recused."""

from collections.abc import Sequence

from jetdesk.desk.change import Change
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import Desk, case
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import custody, dossiers
from jetdesk.desk.queries import interviews as queries
from jetdesk.desk.queries import office as office_queries
from jetdesk.desk.records import slot_fields
from jetdesk.domain.ids import derived_id
from jetdesk.domain.office import Panel, Slot
from jetdesk.domain.timetable import Link
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services.frozen import check_open
from jetdesk.services.roles import check_coordinator


def assign_panel(desk: Desk, applicants: Sequence[str], panel_id: str) -> ChangeSet:
    """Give these applicants to a panel: a slot without a time, and one expected sheet a member."""
    return schedule(desk, [Slot(applicant, panel_id) for applicant in applicants])


def schedule(desk: Desk, slots: Sequence[Slot], links: Sequence[Link] = ()) -> ChangeSet:
    """Set slots. Members of the panel and guests become expected; those of before do not stay so without a sheet.

    A recusal stays whatever the panel is: the reason for it does not go away. Coordinators only.
    """
    with desk.read() as connection:
        check_coordinator(connection)
        panels = {panel.id: panel for panel in office_queries.list_panels(connection)}
        _check_slots(connection, slots, panels)
        assignments = queries.list_assignments(connection)
        sealed = custody.sealed_ever(connection)
    expected = {(a.applicant_id, a.panelist_id) for a in assignments}
    movable = {(a.applicant_id, a.panelist_id) for a in assignments if not a.recused} - sealed
    with desk.change("slot.set") as change:
        for slot in slots:
            change.write("slot", slot.applicant_id, case(slot.applicant_id), **slot_fields(slot))
            guests = {link.panelist for link in links if link.applicant == slot.applicant_id}
            members = {*panels[slot.panel_id].members, *guests}
            before = {panelist for applicant, panelist in movable if applicant == slot.applicant_id}
            for panelist in sorted(members - before):
                if (slot.applicant_id, panelist) not in expected:
                    expect(change, slot.applicant_id, panelist)
            for panelist in sorted(before - members):
                row = assignment_id(slot.applicant_id, panelist)
                change.write("assignment", row, case(slot.applicant_id), deleted=True)
    return change.result


def list_slots(desk: Desk) -> dict[str, Slot]:
    """Slots by applicant id."""
    with desk.read() as connection:
        return queries.list_slots(connection)


def recuse(desk: Desk, applicant: str, panelist: str, reason: str) -> ChangeSet:
    """Take a panelist off an applicant's case. Raises Refused without a reason, or if the sheet is in.

    Coordinators only.
    """
    if not reason.strip():
        raise Refused(msg("A recusal needs a reason."), safe=msg("Nothing was changed."))
    with desk.read() as connection:
        check_coordinator(connection)
        if queries.find_sheet(connection, applicant, panelist):
            raise Refused(
                msg("This panelist has already submitted a sheet for this applicant."), safe=msg("Nothing was changed.")
            )
    with desk.change("case.recused") as change:
        expect(change, applicant, panelist, recused=True, reason=reason.strip())
    return change.result


def expect(change: Change, applicant: str, panelist: str, *, recused: bool = False, reason: str = "") -> None:
    """Write one expected sheet (or a recusal); it is not closed any more if it was."""
    change.write("assignment", assignment_id(applicant, panelist), case(applicant), applicant=applicant,
                 panelist=panelist, recused=recused, reason=reason, closed_reason=None)  # fmt: skip


def assignment_id(applicant: str, panelist: str) -> str:
    return derived_id("assignment", applicant, panelist)


def _check_slots(connection: Snapshot, slots: Sequence[Slot], panels: dict[str, Panel]) -> None:
    positions = dossiers.positions(connection)
    for slot in slots:
        if slot.panel_id not in panels:
            raise Refused(
                msg("There is no panel {panel}.", panel=slot.panel_id),
                safe=msg("Nothing was changed."),
                todo=msg("Add it under [[panels]] in the setup file and run the setup again."),
            )
        if slot.applicant_id not in positions:
            raise Refused(msg("This applicant is not on this desk."), safe=msg("Nothing was changed."))
    check_open(connection, {positions[slot.applicant_id] for slot in slots})
