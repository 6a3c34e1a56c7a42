"""The list of applicants as a person uses it."""

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from jetdesk.ui.screens.applicants.view import ApplicantsView
from jetdesk.ui.widgets.cells import Role
from jetdesk.ui.widgets.label import Label


class ApplicantsPage:
    """Rows are named by their application number."""

    def __init__(self, qtbot, view: ApplicantsView):
        self._bot, self.view = qtbot, view

    @property
    def numbers(self) -> list[str]:
        """The application numbers shown, in order."""
        return [self._row(n).application_no for n in range(self.view.model.rowCount())]

    def cell(self, number: str, title: str) -> str:
        columns = [self.view.model.headerData(n, Qt.Orientation.Horizontal) for n in range(9)]
        return self.view.model.index(self.numbers.index(number), columns.index(title)).data()

    def search(self, text: str) -> None:
        """Typed letter by letter; Qt's own test keys know only ASCII."""
        for letter in text:
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(self.view.search, event)

    def choose(self, *numbers: str) -> None:
        """Select these rows, the last one current."""
        self.view.table.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for number in numbers:
            index = self.view.model.index(self.numbers.index(number), 0)
            self.view.table.selectionModel().setCurrentIndex(index, flags)

    def key(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self._bot.keyClick(self.view.table, key, modifier)

    def open(self, number: str) -> None:
        self.choose(number)
        self.key(Qt.Key.Key_Return)

    def click(self, name: str) -> None:
        self._bot.mouseClick(self.view.findChild(object, name), Qt.MouseButton.LeftButton)

    def give_reason(self, text: str) -> None:
        self._bot.keyClicks(self.view.bars.reason.field, text)
        self._bot.keyClick(self.view.bars.reason.field, Qt.Key.Key_Return)

    def text(self, name: str) -> str:
        return self.view.findChild(Label, name).text()

    def side_words(self) -> list[str]:
        """All words of the side panel."""
        return [label.text() for label in self.view.side.findChildren(Label)]

    def _row(self, place: int):
        return self.view.model.index(place, 0).data(Role.ROW)
