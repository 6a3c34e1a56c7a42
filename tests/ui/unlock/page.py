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

    def look_at_pack(self, file, code: str) -> None:
        """From the first screen to the pack's contents."""
        self.click("join")
        self.view.join_form.file.setText(str(file))
        self.type("join_code", code)
        self.click("join_form_act")

    def join(self, file, code: str, passphrase: str) -> str:
        """Join with a pack; gives the recovery code and opens the desk."""
        self.look_at_pack(file, code)
        self._bot.waitUntil(lambda: self.is_shown("join_form_passphrase"))
        self.type("join_form_passphrase", passphrase)
        self.type("join_form_again", passphrase)
        self.click("join_form_act")
        self._bot.waitUntil(lambda: self.is_shown("recovery_code") and bool(self.text("recovery_code")))
        code = self.text("recovery_code")
        self.view.code_page.kept.click()
        self.click("code_go_on")
        return code
