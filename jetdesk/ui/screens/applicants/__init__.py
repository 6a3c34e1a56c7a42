"""Applicants."""
from PySide6.QtWidgets import QWidget

from jetdesk.ui.context import Context, Presenter, Screen


def build(context: Context, parent: QWidget | None = None) -> Screen:
    return Screen(QWidget(parent), Presenter())
