"""The screen of people and laptops as a person uses it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from jetdesk.ui.screens.laptops.view import LaptopsView
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.status import StatusLabel


class LaptopsPage:
    """Finds by object name, types and clicks; dialogs are children of the screen."""

    def __init__(self, qtbot, view: LaptopsView):
        self._bot, self.view = qtbot, view

    def cells(self, name: str) -> list[str]:
        """The row of a person: role, affiliation, laptop, seen, waiting."""
        model = self.view.table.model()
        row = next(n for n in range(model.rowCount()) if model.index(n, 0).data() == name)
        return [model.index(row, column).data() for column in range(1, model.columnCount())]

    @property
    def names(self) -> list[str]:
        model = self.view.table.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def choose(self, name: str) -> None:
        self.view.table.select_row(self.names.index(name))

    def click(self, name: str) -> None:
        self._bot.mouseClick(self._find(name), Qt.MouseButton.LeftButton)

    def type(self, name: str, text: str) -> None:
        field = self._find(name)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.clear()
        self._bot.keyClicks(field, text)

    def text(self, name: str) -> str:
        found = self._find(name)
        assert isinstance(found, Label | StatusLabel)
        return found.words if isinstance(found, StatusLabel) else found.text()

    def is_shown(self, name: str) -> bool:
        return not self._find(name).isHidden()

    def add_person(self, name: str, role: int = 0) -> None:
        """`role`: 0 panelist, 1 coordinator, 2 approver."""
        self.click("add_person")
        self.type("person_name", name)
        self.view.person_dialog.role.setCurrentIndex(role)
        self.click("person_dialog_act")

    def retire(self, reason: str) -> None:
        self.click("retire_laptop")
        self.type("retire_reason", reason)
        self.click("retire_dialog_act")

    def take_code(self) -> str:
        """Read the one-time code and close the dialog, after which it is gone."""
        code = self.text("pack_code")
        self.click("pack_done")
        return code

    def _find(self, name: str) -> QWidget:
        found = self.view.findChildren(QWidget, name)
        assert found, name
        return found[-1]
