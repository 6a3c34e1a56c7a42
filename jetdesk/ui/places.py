"""Where the navigation leads: the screens that exist, in the groups of the office's year."""

from jetdesk.domain.office import Role
from jetdesk.i18n import tr
from jetdesk.ui.widgets.navigation import Group, Place

SETTINGS = "settings"
SYNC = "sync"
"""Asked for like a screen on the bus: read the mailbox now, or as its subject says."""
STOP, OTHER = "stop", "other"
"""Subjects of SYNC: end the sync that runs, keeping what came; choose another mailbox."""


def groups(role: Role) -> tuple[Group, ...]:
    """The entries of the navigation; a panelist has only the interviews, an approver no keys to give out."""
    interviews = Place("interview", tr("Interviews"), "pen")
    settings = Group("", (Place(SETTINGS, tr("Settings"), "gear"),))
    deliberation = Place("deliberation", tr("Deliberation"), "messages")
    if role is Role.PANELIST:
        return (Group(tr("Interview days"), (interviews, deliberation)), settings)
    prepare: tuple[Place, ...] = (Place("applicants", tr("Applicants"), "users"),)
    days: tuple[Place, ...] = (interviews,)
    office: tuple[Group, ...] = ()
    calibration: tuple[Place, ...] = ()
    if role is Role.COORDINATOR:
        calibration = (Place("calibration", tr("Calibration"), "scales"),)
        prepare = (*prepare, Place("timetable", tr("Timetable"), "calendar"))
        days = (interviews, Place("custody", tr("Custody"), "box"))
        office = (Group(tr("Office"), (Place("laptops", tr("People and laptops"), "laptop"),)),)
    return (
        Group(tr("Prepare"), prepare),
        Group(tr("Interview days"), days),
        Group(tr("Decide"), (deliberation, *calibration, Place("selection", tr("Selection"), "sort"))),
        Group(tr("Deliver"), (Place("reports", tr("Reports"), "printer"),)),
        *office,
        settings,
    )


def screens(role: Role) -> tuple[Place, ...]:
    """Those of them that are screens, in order."""
    return tuple(place for group in groups(role) if group.title for place in group.places)
