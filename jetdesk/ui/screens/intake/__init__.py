"""Intake in the window: a foreign export becomes dossiers, step by step, and nothing before the person says so."""

from PySide6.QtWidgets import QWidget

from jetdesk.ui.context import Context
from jetdesk.ui.screens.intake.dialog import IntakeDialog
from jetdesk.ui.screens.intake.presenter import IntakePresenter


def build(context: Context, parent: QWidget | None = None) -> IntakeDialog:
    dialog = IntakeDialog(parent)
    dialog.presenter = IntakePresenter(dialog, context)
    return dialog
