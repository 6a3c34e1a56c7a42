"""A picture and a paragraph beside it, with a smaller one below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.picture import Picture


def picture_line(icon: str, tone: str, words: str, said: str = "") -> QHBoxLayout:
    """`icon` and `tone` as of `Picture`; `said` may be empty."""
    row = QHBoxLayout()
    row.setSpacing(9)
    picture = Picture(icon, 16, tone)
    picture.setContentsMargins(0, 2, 0, 2)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Label(words, wrap=True))
    if said:
        column.addWidget(Label(said, "small", "ink2", wrap=True))
    row.addLayout(column, 1)
    return row
