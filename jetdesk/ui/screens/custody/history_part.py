"""The story of one sheet: sealed, carried, received, revealed; each with its time and its hash."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jetdesk.domain.custody import CUSTODY_NAMES, CustodyEvent
from jetdesk.i18n import tr
from jetdesk.ui.screens.custody import wording
from jetdesk.ui.screens.custody.values import History
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.status import StatusLabel


class HistoryPart(QWidget):
    """`closed` to go back to the overview, `close_asked` to stop waiting for the sheet."""

    closed = Signal()
    close_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self._applicant = Label(role="heading", wrap=True, name="history_applicant")
        self._panelist = Label(tone="ink2", wrap=True, name="history_panelist")
        self._state = StatusLabel("not_started", " ", name="history_state")
        self._reason = Label(role="small", tone="ink2", wrap=True, name="history_reason")
        self.back = Button("", "quiet", "x", name="history_close", accessible=tr("Close the history"))
        self.close_sheet = Button(tr("Close without a sheet…"), name="history_close_sheet")
        self._events: list[QWidget] = []
        self._list = QVBoxLayout()
        self._lay_out()
        self.back.clicked.connect(self.closed)
        self.close_sheet.clicked.connect(self.close_asked)

    def show_history(self, history: History) -> None:
        cell = history.cell
        self._applicant.setText(history.applicant)
        self._panelist.setText(history.panelist)
        self._state.set_status(wording.STATUS[cell.state], CUSTODY_NAMES[cell.state].text())
        self._reason.setText(cell.reason)
        self._reason.setVisible(bool(cell.reason))
        self.close_sheet.setVisible(history.may_close)
        for part in self._events:
            part.deleteLater()
        self._events = [_event(event, history) for event in history.events]
        if not self._events:
            self._events = [Label(tr("Nothing has arrived from this laptop for this sheet."), tone="ink2", wrap=True)]
        for part in self._events:
            self._list.addWidget(part)
        self.setAccessibleName(
            tr("History of {applicant}, {panelist}", applicant=history.applicant, panelist=history.panelist)
        )

    @property
    def events(self) -> list[str]:
        """What is read out of each event."""
        return [part.accessibleName() for part in self._events]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._applicant)
        names.addWidget(self._panelist)
        head.addLayout(names, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 12, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._state)
        column.addWidget(self._reason)
        column.addWidget(hairline())
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self.close_sheet, 0, Qt.AlignmentFlag.AlignLeft)

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 4, 8, 0)
        self._list.setSpacing(12)
        whole.addLayout(self._list)
        whole.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area


def _event(event: CustodyEvent, history: History) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    what, at = event.what.text(), wording.moment_to_the_second(event.at, history.zone)
    who = tr("{moment}, {name}", moment=at, name=event.person) if event.person else at
    column.addWidget(Label(what, weight=500, wrap=True))
    column.addWidget(Label(who, "small", "ink2", wrap=True))
    if event.hash:
        code = Label(wording.short_hash(event.hash), "small", "ink3")
        code.setToolTip(event.hash)
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(code)
    made.setAccessibleName(", ".join(part for part in (what, who, event.hash[:16]) if part))
    return made
