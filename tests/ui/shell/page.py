"""The window as a person uses it: keys and places."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from jetdesk.ui.main_window import MainWindow
from tests.ui.unlock.page import UnlockPage

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class WindowPage:
    """Waits for the lanes instead of for time."""

    def __init__(self, qtbot, window: MainWindow):
        self._bot, self.window = qtbot, window

    @property
    def unlock(self) -> UnlockPage:
        return UnlockPage(self._bot, self.window.unlock.view)

    def settle(self) -> None:
        """Until nothing is under way."""
        self.window.tasks.wait_idle()
        if self.window.session is not None:
            self.window.session.tasks.wait_idle()

    def unlock_with(self, passphrase: str) -> None:
        self.settle()
        self.unlock.unlock(passphrase)
        self._bot.waitUntil(lambda: self.window.frame is not None)
        self.settle()

    def press(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        target: QWidget = QApplication.focusWidget() or self.window
        self._bot.keyClick(target, key, modifier)

    def go(self, place: str) -> None:
        self._bot.mouseClick(self.window.frame.findChild(object, f"nav_{place}"), Qt.MouseButton.LeftButton)
        self.settle()

    def view(self, place: str) -> QWidget:
        return self.window.frame._screens[place].view

    @property
    def chip(self) -> str:
        """What the chip in the top bar says of the mailbox."""
        return self.window.frame.top_bar.chip.text()

    def sync(self) -> None:
        """Press the chip, and wait until everything is still."""
        self._bot.mouseClick(self.window.frame.top_bar.chip, Qt.MouseButton.LeftButton)
        self.rest()

    def rest(self) -> None:
        """Until the courier has nothing under way, also nothing that followed."""
        courier = self.window.session.courier
        self._bot.waitUntil(lambda: not courier.is_busy and not self.window.session.tasks.jobs)
        self.settle()
