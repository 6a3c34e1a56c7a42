"""The timetable: the interviews of a day, panels across, to be planned and moved by the coordinator."""

from PySide6.QtWidgets import QWidget

from jetdesk.i18n import tr
from jetdesk.ui.context import Context, Key, Screen
from jetdesk.ui.screens.timetable.presenter import TimetablePresenter
from jetdesk.ui.screens.timetable.view import TimetableView


def build(context: Context, parent: QWidget | None = None) -> Screen:
    view = TimetableView(parent)
    keys = (Key("Enter", tr("Pick the card up, and drop it")), Key("Esc", tr("Put the card back")))
    return Screen(
        view, TimetablePresenter(view, context), side=view.toggle_side, panes=(view.day, view.side), keys=keys
    )
