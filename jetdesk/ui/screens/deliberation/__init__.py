"""Deliberation: after the reveal the panel's views side by side, notes, and the consensus that the chair records."""

from PySide6.QtWidgets import QWidget

from jetdesk.i18n import tr
from jetdesk.ui.context import Context, Key, Screen
from jetdesk.ui.screens.deliberation.presenter import DeliberationPresenter
from jetdesk.ui.screens.deliberation.view import DeliberationView


def build(context: Context, parent: QWidget | None = None) -> Screen:
    view = DeliberationView(parent)
    panes = (view.agenda, view.table, view.side)
    return Screen(
        view, DeliberationPresenter(view, context), side=view.toggle_side, panes=panes, keys=_keys(), wide=True
    )


def _keys() -> tuple[Key, ...]:
    return (
        Key("Ctrl ↓ ↑", tr("Next or previous criterion")),
        Key("1–5", tr("Choose the consensus")),
        Key("Delete", tr("Clear the consensus")),
        Key("Alt ↓", tr("Next applicant")),
        Key("Ctrl M", tr("Write a note")),
        Key("Ctrl Enter", tr("Seal the consensus")),
    )
