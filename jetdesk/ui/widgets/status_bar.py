"""The bottom line: context at the left; saved, encrypted and one shortcut at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.autosave import AutosaveLabel
from jetdesk.ui.widgets.key_cap import KeyCap
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.picture import Picture

HEIGHT = 28


class StatusBar(QWidget):
    """28 px. `autosave` is the label to tell about saving."""

    def __init__(self, *, name: str = "status_bar", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFixedHeight(HEIGHT)
        self._picture = Picture("laptop", 14, "ink2")
        self._context = Label(role="small", tone="ink2", elide=Qt.TextElideMode.ElideRight, name="context")
        self.autosave = AutosaveLabel()
        self._encrypted = Label(tr("Encrypted on this laptop"), "small", "ink2")
        self._key, self._hint = KeyCap("F1"), Label(tr("Shortcuts"), "small", "ink2")
        self._lay_out()
        self._picture.hide()

    def show_context(self, text: str, icon: str = "") -> None:
        self._context.setText(text)
        self._picture.setVisible(bool(icon))
        if icon:
            self._picture.set_picture(icon, "ink2")

    def show_hint(self, key: str, text: str) -> None:
        """The one shortcut worth knowing here."""
        self._key.set_key(key)
        self._hint.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        paint.row_line(painter, 0, self.width(), 0)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 1, 20, 0)
        row.setSpacing(6)
        row.addWidget(self._picture)
        row.addWidget(self._context, 1)
        row.addWidget(self.autosave)
        row.addSpacing(10)
        row.addWidget(self._encrypted)
        row.addSpacing(10)
        row.addWidget(self._key)
        row.addWidget(self._hint)
