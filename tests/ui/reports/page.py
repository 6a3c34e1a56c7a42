"""The reports screen as a person uses it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from jetdesk.ui.screens.reports.view import ReportsScreen


class ReportsPage:
    """Acts with keys and clicks; reads what is shown."""

    def __init__(self, qtbot: QtBot, view: ReportsScreen) -> None:
        self.qtbot, self.view = qtbot, view

    @property
    def state(self) -> str:
        """What is said of the report: draft, or signed off when."""
        return self._words("report_state")

    @property
    def title(self) -> str:
        return self._words("report_title")

    @property
    def warning(self) -> str:
        return self._words("report_warning")

    @property
    def place(self) -> str:
        return self._words("page_place")

    @property
    def preview_state(self) -> str:
        return self.view.preview.findChild(object, "preview_state").words

    @property
    def banner(self) -> str:
        banner = self.view.preview.banner
        return banner.accessibleName() if banner.isVisible() else ""

    def click(self, name: str) -> None:
        button = self.view.findChild(QAbstractButton, name)
        assert button is not None, name
        QApplication.processEvents()  # lay out what was just shown, or the click meets what stood there before
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def choose(self, control: str, letter: str) -> None:
        """Choose a cell of a segmented control by its first letter."""
        cells = self.view.options.findChild(object, f"report_{control}").findChildren(QAbstractButton)
        QApplication.processEvents()
        wanted = next(cell for cell in cells if cell.accessibleName().startswith(letter))
        self.qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)

    def choose_report(self, report: str) -> None:
        """Choose a row of the list of reports with the arrow keys."""
        reports = self.view.reports
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            for _ in range(reports.model().rowCount()):
                if reports.current_id != report:
                    self.qtbot.keyClick(reports, key)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.view.focusWidget() or self.view, key, modifier)

    def _words(self, name: str) -> str:
        label = self.view.findChild(QLabel, name)
        assert label is not None, name
        return label.text()
