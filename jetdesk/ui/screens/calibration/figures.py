"""A figure with its title and a sentence, for reading at a glance."""

from PySide6.QtWidgets import QVBoxLayout

from jetdesk.ui.screens.calibration.values import Figure
from jetdesk.ui.widgets.label import Label


def figure_column(figure: Figure) -> QVBoxLayout:
    """A title, a large figure, and a sentence below."""
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Label(figure.title, "small", "ink2"))
    column.addWidget(Label(figure.value, "figure"))
    column.addWidget(Label(figure.about, "small", "ink2", wrap=True))
    column.addStretch(1)
    return column
