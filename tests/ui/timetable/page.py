"""The timetable as a coordinator uses it."""

from datetime import datetime

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from jetdesk.ui.screens.timetable.view import TimetableView


class TimetablePage:
    """Finds by object name, types, clicks and drags; dialogs are children of the screen."""

    def __init__(self, qtbot, view: TimetableView):
        self._bot, self.view = qtbot, view

    def key(self, key: Qt.Key) -> None:
        self._bot.keyClick(self.view.day, key)

    def point(self, panel: str, start: datetime) -> QPoint:
        return self.view.day.rect_of(panel, start).center().toPoint()

    def choose(self, panel: str, start: datetime) -> None:
        self._bot.mouseClick(self.view.day, Qt.MouseButton.LeftButton, pos=self.point(panel, start))

    def drag(self, panel: str, start: datetime, to_panel: str, to: datetime) -> None:
        self._bot.mousePress(self.view.day, Qt.MouseButton.LeftButton, pos=self.point(panel, start))
        self._bot.mouseMove(self.view.day, self.point(panel, start) + QPoint(30, 0))
        self._bot.mouseMove(self.view.day, self.point(to_panel, to))
        self._bot.mouseRelease(self.view.day, Qt.MouseButton.LeftButton, pos=self.point(to_panel, to))

    def drag_in(self, row: int, panel: str, to: datetime) -> None:
        """A row of the unplaced onto the day."""
        rows, button = self.view.side.unplaced, Qt.MouseButton.LeftButton
        begin = rows.visualRect(rows.model().index(row, 0)).center()
        end = rows.viewport().mapFromGlobal(self.view.day.mapToGlobal(self.point(panel, to)))
        self._bot.mousePress(rows.viewport(), button, pos=begin)
        self._bot.mouseMove(rows.viewport(), begin + QPoint(0, 30))
        self._bot.mouseMove(rows.viewport(), end)
        self._bot.mouseRelease(rows.viewport(), button, pos=end)

    def click(self, name: str) -> None:
        self._bot.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def type(self, name: str, text: str) -> None:
        field = self.find(name)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.clear()
        self._bot.keyClicks(field, text)

    def text(self, name: str) -> str:
        return self.find(name).text()

    def find(self, name: str) -> QWidget:
        found = self.view.findChildren(QWidget, name)
        assert found, name
        return found[-1]

    @property
    def unplaced(self) -> list[str]:
        model = self.view.side.unplaced.model()
        return [model.index(n, 0).data() for n in range(model.rowCount())]
