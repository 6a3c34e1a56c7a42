"""People and laptops: who belongs to the office, whose laptop is let in, and where the mailbox is."""

from PySide6.QtWidgets import QWidget

from jetdesk.i18n import tr
from jetdesk.ui.context import Context, Key, Screen
from jetdesk.ui.screens.laptops.presenter import LaptopsPresenter
from jetdesk.ui.screens.laptops.view import LaptopsView


def build(context: Context, parent: QWidget | None = None) -> Screen:
    view = LaptopsView(parent)
    panes = (view.table, view.mailbox, view.side)
    keys = (Key("Ctrl N", tr("Add a person")), Key("Enter", tr("Make or renew the laptop pack")))
    return Screen(view, LaptopsPresenter(view, context), side=view.toggle_side, panes=panes, keys=keys)
