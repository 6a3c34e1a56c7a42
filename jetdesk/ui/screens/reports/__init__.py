"""Reports: preview in the window, save, print."""

from PySide6.QtWidgets import QWidget

from jetdesk.i18n import tr
from jetdesk.ui.context import Context, Key, Screen
from jetdesk.ui.screens.reports.presenter import ReportsPresenter
from jetdesk.ui.screens.reports.view import ReportsScreen


def build(context: Context, parent: QWidget | None = None) -> Screen:
    view = ReportsScreen(parent)
    panes = (view.reports, view.preview, view.empty, view.options)
    return Screen(view, ReportsPresenter(view, context), side=view.toggle_side, panes=panes, keys=_keys())


def _keys() -> tuple[Key, ...]:
    return (
        Key("Ctrl Enter", tr("Print the report")),
        Key("Ctrl S", tr("Save the report as a PDF")),
        Key("PgUp PgDn", tr("Turn the pages of the preview")),
    )
