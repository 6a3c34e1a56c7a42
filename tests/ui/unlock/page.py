"""The unlock screen as a person uses it."""

from PySide6.QtCore import Qt

from jetdesk.ui.screens.unlock.view import UnlockView
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label


class UnlockPage:
    """Finds by object name, types and clicks."""

    def __init__(self, qtbot, view: UnlockView):
        self._bot, self.view = qtbot, view

    def type_passphrase(self, text: str) -> None:
        field = self.view.open_form.passphrase
        field.clear()
        self._bot.keyClicks(field, text)

    def unlock(self, passphrase: str) -> None:
        self.type_passphrase(passphrase)
        self._bot.keyClick(self.view.open_form.passphrase, Qt.Key.Key_Return)

    def click(self, name: str) -> None:
        self._bot.mouseClick(self.view.findChild(object, name), Qt.MouseButton.LeftButton)

    def type(self, name: str, text: str) -> None:
        self._bot.keyClicks(self.view.findChild(object, name), text)

    def text(self, name: str) -> str:
        return self.view.findChild(Label, name).text()

    def is_shown(self, name: str) -> bool:
        return self.view.findChild(object, name).isVisibleTo(self.view)

    def button(self, name: str) -> Button:
        return self.view.findChild(Button, name)
