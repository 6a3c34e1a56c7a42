"""What can be done with one or several applicants: the same list for buttons and menus."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from jetdesk.domain.applicant import Status
from jetdesk.i18n import tr
from jetdesk.ui import icons

PANEL = "panel:"


@dataclass(frozen=True, slots=True)
class Act:
    """`needs_reason`: a field for it opens first."""

    name: str
    text: str
    icon: str
    status: Status
    needs_reason: bool = False


def acts() -> tuple[Act, ...]:
    return (
        Act("invite", tr("Invite"), "check-circle", Status.INVITED),
        Act("not_invite", tr("Do not invite…"), "dash", Status.NOT_INVITED, needs_reason=True),
        Act("screening", tr("Back to screening"), "clock", Status.IN_SCREENING),
        Act("absent", tr("Mark absent"), "slash-circle", Status.ABSENT),
        Act("withdraw", tr("Withdraw…"), "x", Status.WITHDRAWN, needs_reason=True),
    )


def act_named(name: str) -> Act:
    return next(act for act in acts() if act.name == name)


def menu(parent: QWidget, panels: tuple[str, ...], chosen: Callable[[str], object]) -> QMenu:
    """The acts and the panels; `chosen(name)` with an act's name or "panel:" and the panel's id."""
    made = QMenu(parent)
    for act in acts():
        made.addAction(icons.icon(act.icon), act.text).setData(act.name)
    if panels:
        made.addSeparator()
        below = made.addMenu(icons.icon("users"), tr("Assign to panel"))
        for panel in panels:
            below.addAction(tr("Panel {panel}", panel=panel)).setData(f"{PANEL}{panel}")
    made.triggered.connect(lambda action: chosen(str(action.data())))
    return made
