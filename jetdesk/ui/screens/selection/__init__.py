"""Selection: the ranked list of each position, moves with a reason, decisions, sign-off."""

from PySide6.QtWidgets import QWidget

from jetdesk.i18n import tr
from jetdesk.ui.context import Context, Key, Screen
from jetdesk.ui.screens.selection.presenter import SelectionPresenter
from jetdesk.ui.screens.selection.view import SelectionScreen


def build(context: Context, parent: QWidget | None = None) -> Screen:
    view = SelectionScreen(parent)
    panes = (view.counters, view.strip, view.table, view.empty, view.side)
    return Screen(view, SelectionPresenter(view, context), side=view.toggle_side, panes=panes, keys=_keys())


def _keys() -> tuple[Key, ...]:
    return (
        Key("Alt ↑ ↓", tr("Move the row, or the line")),
        Key("Enter", tr("Open the dossier")),
        Key("Esc", tr("Let go of a row that is dragged")),
        Key("Ctrl Enter", tr("Sign off the list")),
    )
