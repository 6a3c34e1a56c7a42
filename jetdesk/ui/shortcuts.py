"""The keys that work everywhere, and the overview that F1 shows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.context import Key
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.key_cap import KeyCap
from jetdesk.ui.widgets.label import Label, hairline


def everywhere(places: int) -> tuple[Key, ...]:
    """The window's own keys; `places` is the number of entries of the navigation."""
    return (
        Key("F6", tr("Next pane")),
        Key("Shift F6", tr("Previous pane")),
        Key(f"Ctrl 1–{places}" if places > 1 else "Ctrl 1", tr("Go to a screen")),
        Key("Ctrl F", tr("Search in this screen")),
        Key("Ctrl P", tr("Reports and printing")),
        Key("Ctrl Z", tr("Undo")),
        Key("Ctrl Shift Z", tr("Redo")),
        Key("F4", tr("Show or hide the side panel")),
        Key("Ctrl ,", tr("Settings")),
        Key("Ctrl L", tr("Lock now")),
        Key("F1", tr("This overview")),
        Key("Esc", tr("Close, cancel, clear the search")),
    )


class ShortcutsDialog(QDialog):
    """Two columns: this screen's keys and those that work everywhere."""

    def __init__(self, title: str, here: Sequence[Key], always: Sequence[Key], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle(tr("Shortcuts"))
        self.setAccessibleName(tr("Shortcuts"))
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        columns = QHBoxLayout()
        columns.setSpacing(32)
        if here:
            columns.addLayout(_column(title, here))
            columns.addWidget(hairline(vertical=True))
        columns.addLayout(_column(tr("Everywhere"), always))
        column.addLayout(columns)
        column.addLayout(self._close_row())

    def _close_row(self) -> QHBoxLayout:
        close = Button(tr("Close"), name="shortcuts_close")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        return row


def _column(title: str, keys: Sequence[Key]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(10)
    column.addWidget(Label(title, "heading"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    for line, key in enumerate(keys):
        grid.addWidget(KeyCap(key.keys), line, 0, Qt.AlignmentFlag.AlignLeft)
        does = Label(key.does)
        does.setAccessibleName(f"{key.keys}, {key.does}")
        does.setMinimumWidth(200)
        grid.addWidget(does, line, 1)
    grid.setColumnStretch(1, 1)
    column.addLayout(grid)
    column.addStretch(1)
    return column
