"""Selection: the ranked list of each position, moves with a reason, decisions, sign-off."""

from PySide6.QtWidgets import QWidget

from jetdesk.ui.context import Context, Screen
from jetdesk.ui.screens.selection.presenter import SelectionPresenter
from jetdesk.ui.screens.selection.view import SelectionScreen


def build(context: Context, parent: QWidget | None = None) -> Screen:
    view = SelectionScreen(parent)
    return Screen(view, SelectionPresenter(view, context))
