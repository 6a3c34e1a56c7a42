"""The Interview screen as a person uses it: keys and clicks, and what is read on it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from jetdesk.ui.screens.interview.view import InterviewView
from jetdesk.ui.widgets.segmented import Segmented
from jetdesk.ui.widgets.status import StatusLabel

CONTROL = Qt.KeyboardModifier.ControlModifier


class InterviewPage:
    """Finds controls by their object names; keys go where the focus is."""

    def __init__(self, qtbot: QtBot, view: InterviewView) -> None:
        self.qtbot, self.view = qtbot, view

    # Reading

    @property
    def name(self) -> str:
        return self.text("applicant_name")

    @property
    def list_words(self) -> list[str]:
        """Every row of the list as it is read out."""
        rows = self.view.list_pane.list.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(rows.index(n, 0).data(role)) for n in range(rows.rowCount())]

    @property
    def saved(self) -> str:
        label = self.view.sheet.footer.autosave
        return label.words if not label.isHidden() else ""

    @property
    def total(self) -> str:
        return f"{self.text('total_points')} {self.text('total_out_of')}".strip()

    @property
    def gaps(self) -> list[str]:
        return [link.text() for link in self.view.sheet.footer.gap_links if link.isVisible()]

    @property
    def open_criterion(self) -> str:
        row = self.view.sheet.criteria.open_criterion
        return row.criterion.id if row else ""

    @property
    def page(self) -> str:
        return self.text("document_page")

    @property
    def document(self) -> str:
        return self.view.dossier.documents.select.currentText()

    @property
    def seal(self) -> str:
        return self.view.sheet.footer.seal.words

    @property
    def focus(self) -> str:
        """The object name of the focused control (or of the one it belongs to)."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and not widget.objectName():
            widget = widget.parentWidget()
        return widget.objectName() if widget else ""

    def text(self, name: str) -> str:
        label = self.view.findChild(QLabel, name)
        assert label is not None, name
        return label.text()

    def level(self, criterion: str) -> object:
        return self._segment(f"rating_{criterion}").value

    def note(self, criterion: str) -> str:
        return self.view.sheet.criteria.rows[criterion].note.toPlainText()

    @property
    def standing(self) -> str:
        """How far the sealed sheet has come."""
        label = self.view.findChild(StatusLabel, "sheet_standing")
        return label.words if label is not None and not label.isHidden() else ""

    @property
    def delivery(self) -> str:
        """What the foot of the list says."""
        status = self.view.findChild(StatusLabel, "delivery_status")
        assert status is not None
        return status.words if not status.isHidden() else self.text("delivery_words")

    @property
    def panel_message(self) -> str:
        """What stands in the place of the others' sheets; empty while they are shown."""
        message = self.view.dossier.panel.message
        return "" if message.isHidden() else message.accessibleName()

    def verdict(self, panelist: str) -> str:
        label = self.view.dossier.panel.findChild(StatusLabel, f"verdict_{panelist}")
        return label.words if label is not None else ""

    @property
    def alarm(self) -> str:
        banner = self.view.dossier.proof
        return "" if banner.isHidden() else banner.accessibleName()

    # Acting

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.view, key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.view, text)

    def go_to(self, criterion: str) -> None:
        """Put the focus on the levels of a criterion, as Tab does."""
        self.view.sheet.criteria.focus_row(criterion)

    def rate(self, criterion: str, level: int) -> None:
        self.go_to(criterion)
        self.type(str(level))

    def write_note(self, criterion: str, text: str, *, pause: bool = True) -> None:
        """N, then the text; `pause` waits until the note is told."""
        self.go_to(criterion)
        self.press(Qt.Key.Key_N)
        if pause:
            with self.qtbot.waitSignal(self.view.note_written, timeout=5000):
                self.type(text)
        else:
            self.type(text)

    def choose_overall(self, letter: str) -> None:
        self.view.sheet.footer.overall.setFocus(Qt.FocusReason.TabFocusReason)
        self.type(letter)

    def next_applicant(self) -> None:
        self.press(Qt.Key.Key_Down, CONTROL)

    def previous_applicant(self) -> None:
        self.press(Qt.Key.Key_Up, CONTROL)

    def select(self, applicant: str) -> None:
        self.view.list_pane.list.select_id(applicant)

    def choose_panelist(self, name: str) -> None:
        """Choose in “Sheet of” with the keyboard."""
        select = self.view.sheet.head.panelist
        place = select.findText(name)
        assert place >= 0, name
        select.setCurrentIndex(place)
        select.activated.emit(place)

    def show_tab(self, tab: str) -> None:
        self.view.dossier.show_tab(tab)

    def click(self, name: str) -> None:
        button = self.view.window().findChild(QAbstractButton, name)
        assert button is not None, name
        QApplication.processEvents()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def submit(self, *, act: bool = True) -> None:
        """Ctrl Enter, and the answer to the question, which is asked in a loop of its own."""
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, self.view, self._seal if act else self._keep)
        self.press(Qt.Key.Key_Return, CONTROL)
        self.view.window().activateWindow()

    def reopen(self, reason: str) -> None:
        """Reopen… or Revise…, the reason, and the act."""
        self.click("reopen")
        self.type(reason)
        self.click("reopen_act")

    def send(self) -> None:
        """The button at the foot of the list."""
        self.click("send_now")

    def show_panel(self) -> None:
        """The others' sheets, from the foot of a revealed sheet."""
        self.click("show_panel")

    def _seal(self) -> None:
        self._answer("confirm_act")

    def _keep(self) -> None:
        self._answer("confirm_safe")

    def _answer(self, name: str) -> None:
        dialog = self.view.findChild(QDialog, "confirm")
        if dialog is not None:
            button = dialog.findChild(QAbstractButton, name)
            assert button is not None
            button.click()

    def _segment(self, name: str) -> Segmented:
        found = self.view.findChild(Segmented, name)
        assert found is not None, name
        return found
