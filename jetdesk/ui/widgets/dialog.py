"""The dialog that asks before what cannot be undone; it names the person and the effect."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.ui.widgets.buttons import Button, Kind
from jetdesk.ui.widgets.label import Label

WIDTH, PADDING = 480, 24


class ConfirmDialog(QDialog):
    """480 wide. Enter and Esc are safe, Alt and the first letter of the act do it."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        body: str,
        facts: Sequence[tuple[str, str]] = (),
        act_text: str = "",
        safe_text: str = "",
        kind: Kind = "seal",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("confirm")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(body)
        self.setProperty("ground", "surface")
        self.setFixedWidth(WIDTH)
        self.safe = Button(safe_text, size="large", name="confirm_safe")
        self.act = Button(act_text, kind, "seal" if kind == "seal" else None, "large", name="confirm_act")
        self._prepare_buttons()
        self._lay_out(title, body, facts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.act.hasFocus():
            self.reject()
        else:
            super().keyPressEvent(event)

    def _prepare_buttons(self) -> None:
        self.safe.setAutoDefault(True)
        self.safe.setDefault(True)
        self.safe.clicked.connect(self.reject)
        self.act.clicked.connect(self.accept)
        letter = self.act.words[:1].upper()
        if letter.isascii() and letter.isalpha():
            self.act.setShortcut(QKeySequence(f"Alt+{letter}"))
            self.act.setToolTip(f"Alt {letter}")
        self.safe.setFocus()

    def _lay_out(self, title: str, body: str, facts: Sequence[tuple[str, str]]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, 20, PADDING, PADDING - 4)
        column.setSpacing(0)
        column.addWidget(Label(title, "heading", wrap=True))
        column.addSpacing(8)
        column.addWidget(Label(body, tone="ink2", wrap=True))
        if facts:
            column.addSpacing(14)
            column.addLayout(_fact_grid(facts))
        column.addSpacing(16)
        column.addLayout(self._button_row())

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.safe)
        row.addWidget(self.act)
        return row


def confirm(
    parent: QWidget | None,
    title: str,
    body: str,
    facts: Sequence[tuple[str, str]] = (),
    act_text: str = "",
    safe_text: str = "",
    kind: Kind = "seal",
) -> bool:
    """Ask; True only if the person chose to act."""
    dialog = ConfirmDialog(parent, title, body, facts, act_text, safe_text, kind)
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return chosen


def _fact_grid(facts: Sequence[tuple[str, str]]) -> QGridLayout:
    """Two facts a line, name at the left and value at the right."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    for place, (name, value) in enumerate(facts):
        line, column = divmod(place, 2)
        grid.addWidget(Label(name, tone="ink2"), line, column * 3)
        grid.addWidget(Label(value, weight=600), line, column * 3 + 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(column * 3 + 1, 1)
    if len(facts) > 1:
        grid.setColumnMinimumWidth(2, 12)
    return grid
