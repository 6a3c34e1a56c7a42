"""Reports: preview in the window, save, print."""

from PySide6.QtWidgets import QWidget

from jetdesk.ui.context import Context, Screen
from jetdesk.ui.screens.reports.presenter import ReportsPresenter
from jetdesk.ui.screens.reports.view import ReportsScreen


def build(context: Context, parent: QWidget | None = None) -> Screen:
    view = ReportsScreen(parent)
    return Screen(view, ReportsPresenter(view, context))
