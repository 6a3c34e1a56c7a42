"""The custody screen as a person uses it."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from jetdesk.ui.context import Screen
from jetdesk.ui.screens.custody.model import FIRST, TIME
from jetdesk.ui.screens.custody.view import CustodyScreen


class CustodyPage:
    """Acts with keys and clicks; reads what is shown. Holds the screen, as the window does."""

    def __init__(self, qtbot: QtBot, screen: Screen) -> None:
        assert isinstance(screen.view, CustodyScreen)
        self.qtbot, self.screen, self.view = qtbot, screen, screen.view

    @property
    def names(self) -> list[str]:
        return [row.name for row in self.view.table.matrix.rows if row.kind == "applicant"]

    @property
    def groups(self) -> list[str]:
        model = self.view.table.matrix
        return [str(model.index(n, TIME).data()) for n, row in enumerate(model.rows) if row.kind == "group"]

    @property
    def heads(self) -> list[str]:
        return [panelist.short for panelist in self.view.table.matrix.panelists]

    def index(self, name: str, panelist: str) -> QModelIndex:
        model = self.view.table.matrix
        row = next(n for n, row in enumerate(model.rows) if row.name == name)
        return model.index(row, self.heads.index(panelist) + FIRST)

    def cell(self, name: str, panelist: str) -> str:
        """What stands in a cell."""
        return str(self.index(name, panelist).data() or "")

    def spoken(self, name: str, panelist: str) -> str:
        return str(self.index(name, panelist).data(Qt.ItemDataRole.AccessibleTextRole))

    def go_to(self, name: str, panelist: str) -> None:
        self.view.table.setFocus()
        self.view.table.setCurrentIndex(self.index(name, panelist))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self.qtbot.keyClick(self.view.focusWidget() or self.view, key, modifier)

    def click(self, name: str) -> None:
        button = self.view.findChild(QAbstractButton, name)
        assert button is not None, name
        QApplication.processEvents()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> None:
        field = self.view.findChild(QWidget, name)
        assert field is not None, name
        self.qtbot.keyClicks(field, text)

    def dialog(self, name: str) -> QDialog:
        found = self.view.findChild(QDialog, name)
        assert found is not None, name
        return found

    def confirm_reveal(self) -> None:
        """Say yes to the reveal that is asked for last."""
        dialogs = [found for found in self.view.findChildren(QDialog, "reveal_dialog") if found.isVisible()]
        button = dialogs[-1].findChild(QAbstractButton, "reveal_dialog_act")
        assert button is not None
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def menu(self, name: str, panelist: str) -> dict[str, object]:
        """The actions of a cell's menu by their words."""
        self.go_to(name, panelist)
        menu = self.view.cell_menu(*self.view.table.current_cell)
        return {action.text(): action for action in menu.actions()}

    @property
    def banner(self) -> str:
        return self.view.banner.accessibleName() if self.view.banner.isVisible() else ""

    @property
    def mailbox(self) -> str:
        return self.view.side.mailbox.accessibleName()
