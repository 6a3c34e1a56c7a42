"""The selection screen as a person uses it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from jetdesk.ui.screens.selection.view import SelectionScreen


class SelectionPage:
    """Acts with keys and clicks; reads what is shown. `wait` lets the lanes finish."""

    def __init__(self, qtbot: QtBot, view: SelectionScreen) -> None:
        self.qtbot, self.view = qtbot, view

    @property
    def names(self) -> list[str]:
        """Everybody in the list, in order."""
        return [row.name for row in self.view.table.ranks.rows if row.kind == "applicant"]

    @property
    def decisions(self) -> dict[str, str]:
        return {row.name: row.decision for row in self.view.table.ranks.rows if row.kind == "applicant"}

    @property
    def notes(self) -> dict[str, str]:
        return {row.name: row.note for row in self.view.table.ranks.rows if row.note}

    @property
    def line(self) -> str:
        return self.view.table.pill.text()

    @property
    def reason(self) -> str:
        return self.view.side.form.reason.toPlainText()

    def go_to(self, name: str) -> None:
        place = next(n for n, row in enumerate(self.view.table.ranks.rows) if row.name == name)
        self.view.table.setFocus()
        self.view.table.select_row(place)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self.qtbot.keyClick(self.view.focusWidget() or self.view, key, modifier)

    def move(self, name: str, by: int) -> None:
        """Alt with an arrow key on a row, as often as needed."""
        self.go_to(name)
        for _ in range(abs(by)):
            self.press(Qt.Key.Key_Up if by < 0 else Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    def write_reason(self, text: str) -> None:
        self.qtbot.keyClicks(self.view.side.form.reason, text)

    def click(self, name: str) -> None:
        button = self.view.findChild(QAbstractButton, name)
        assert button is not None, name
        QApplication.processEvents()  # lay out what was just shown, or the click meets what stood there before
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def dialog(self, name: str) -> QWidget:
        found = self.view.findChild(QDialog, name)
        assert found is not None, name
        return found

    def sign_off(self) -> None:
        """Ask, and say yes."""
        self.click("sign_off")
        self.click("confirm_act")
