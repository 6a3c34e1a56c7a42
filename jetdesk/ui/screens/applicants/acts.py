"""What can be done with one or several applicants: the same list for buttons and menus."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from jetdesk.domain.applicant import Status
from jetdesk.domain.ruling import CHOICE_NAMES, Choice
from jetdesk.domain.screening import RULE_NAMES
from jetdesk.i18n import tr
from jetdesk.ui import icons

PANEL = "panel:"
RULING = "ruling:"
"""Before the choice and the rule: “ruling:waived:late”."""


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


def menu(
    parent: QWidget, panels: tuple[str, ...], chosen: Callable[[str], object], rules: tuple[str, ...] = ()
) -> QMenu:
    """The acts, the panels, and decisions on the findings of these rules.

    `chosen(name)` with an act's name, "panel:" and the panel's id, or "ruling:", the choice and the rule.
    """
    made = QMenu(parent)
    for act in acts():
        made.addAction(icons.icon(act.icon), act.text).setData(act.name)
    if panels:
        made.addSeparator()
        below = made.addMenu(icons.icon("users"), tr("Assign to panel"))
        for panel in panels:
            below.addAction(tr("Panel {panel}", panel=panel)).setData(f"{PANEL}{panel}")
    if rules:
        made.addSeparator()
        _add_rules(made.addMenu(icons.icon("alert-triangle"), tr("Findings")), rules)
    made.triggered.connect(lambda action: chosen(str(action.data())))
    return made


def _add_rules(menu: QMenu, rules: tuple[str, ...]) -> None:
    for rule in rules:
        below = menu.addMenu(RULE_NAMES[rule].text())
        for choice, icon, words in rulings():
            below.addAction(icons.icon(icon), words).setData(f"{RULING}{choice.value}:{rule}")


def rulings() -> tuple[tuple[Choice, str, str], ...]:
    """The choices, their icons, and what they are called as acts."""
    return (
        (Choice.CONFIRMED, "alert-octagon", tr("Confirm: it stands")),
        (Choice.WAIVED, "check-circle", tr("Waive…")),
        (Choice.ASKED, "clock", tr("Asked for it…")),
    )


def ruling_menu(parent: QWidget, now: Choice | None, chosen: Callable[[str], object]) -> QMenu:
    """What can be decided on one finding; `chosen` with the choice, "" to take it back."""
    made = QMenu(parent)
    for choice, icon, words in rulings():
        action = made.addAction(icons.icon(icon), words)
        action.setData(choice.value)
        action.setEnabled(choice is not now)
    if now:
        made.addSeparator()
        made.addAction(icons.icon("undo"), tr("Take back “{choice}”", choice=CHOICE_NAMES[now].text())).setData("")
    made.triggered.connect(lambda action: chosen(str(action.data())))
    return made
