"""Conflicts of interest: what was declared and what the data shows, decided by the coordinator with a reason."""

from PySide6.QtWidgets import QWidget

from jetdesk.ui.context import Context
from jetdesk.ui.screens.interests.dialog import InterestsDialog
from jetdesk.ui.screens.interests.presenter import InterestsPresenter


def build(context: Context, parent: QWidget | None = None) -> InterestsDialog:
    dialog = InterestsDialog(parent)
    dialog.presenter = InterestsPresenter(dialog, context)
    return dialog
