"""Calibration: how far each panelist tends to score from the common scale, how far they agree, and what it changes."""

from PySide6.QtWidgets import QWidget

from jetdesk.ui.context import Context, Screen
from jetdesk.ui.screens.calibration.presenter import CalibrationPresenter
from jetdesk.ui.screens.calibration.view import CalibrationView


def build(context: Context, parent: QWidget | None = None) -> Screen:
    view = CalibrationView(parent)
    return Screen(view, CalibrationPresenter(view, context), panes=(view.list, view.side))
