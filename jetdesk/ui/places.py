"""Where the navigation leads: the screens that exist, in the four groups of the office's year."""

from jetdesk.domain.office import Role
from jetdesk.i18n import tr
from jetdesk.ui.widgets.navigation import Group, Place

SETTINGS = "settings"


def groups(role: Role) -> tuple[Group, ...]:
    """The entries of the navigation; a panelist has only the interviews."""
    interviews = Group(tr("Interview days"), (Place("interview", tr("Interviews"), "messages"),))
    settings = Group("", (Place(SETTINGS, tr("Settings"), "gear"),))
    if role is Role.PANELIST:
        return (interviews, settings)
    return (
        Group(tr("Prepare"), (Place("applicants", tr("Applicants"), "users"),)),
        interviews,
        Group(tr("Decide"), (Place("selection", tr("Selection"), "sort"),)),
        Group(tr("Deliver"), (Place("reports", tr("Reports"), "printer"),)),
        settings,
    )


def screens(role: Role) -> tuple[Place, ...]:
    """Those of them that are screens, in order."""
    return tuple(place for group in groups(role) if group.title for place in group.places)
