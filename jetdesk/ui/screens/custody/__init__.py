"""Custody: where every expected sheet is, reading the mailbox, revealing."""

from PySide6.QtWidgets import QWidget

from jetdesk.i18n import tr
from jetdesk.ui.context import Context, Key, Screen
from jetdesk.ui.screens.custody.presenter import CustodyPresenter
from jetdesk.ui.screens.custody.reading import Door
from jetdesk.ui.screens.custody.view import CustodyScreen


def build(context: Context, parent: QWidget | None = None) -> Screen:
    from jetdesk.ui.screens.custody.services_door import ServicesDoor

    return build_with(ServicesDoor(context.desk), context, parent)


def build_with(door: Door, context: Context, parent: QWidget | None = None) -> Screen:
    """The screen over other services than the desk's, for tests."""
    view = CustodyScreen(parent)
    panes = (view.day, view.banner, view.table, view.empty, view.side)
    presenter = CustodyPresenter(view, context, door)
    return Screen(view, presenter, side=view.toggle_side, panes=panes, keys=_keys())


def _keys() -> tuple[Key, ...]:
    return (
        Key("Ctrl R", tr("Read the mailbox")),
        Key("Ctrl Enter", tr("Reveal those who are ready")),
        Key("Enter", tr("Show the history of a sheet")),
        Key("Menu", tr("What can be done with a sheet")),
    )
