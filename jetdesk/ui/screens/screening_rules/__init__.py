"""The office's rules of screening in the window: tried out while they are changed, opened from and saved to a file."""

from PySide6.QtWidgets import QWidget

from jetdesk.ui.context import Context
from jetdesk.ui.screens.screening_rules.dialog import RulesDialog
from jetdesk.ui.screens.screening_rules.presenter import RulesPresenter


def build(context: Context, parent: QWidget | None = None) -> RulesDialog:
    dialog = RulesDialog(parent)
    dialog.presenter = RulesPresenter(dialog, context)
    dialog.presenter.start()
    return dialog
