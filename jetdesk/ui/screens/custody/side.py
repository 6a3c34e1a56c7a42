"""The panel at the right: mailbox, laptops and what has to be looked at; or the history of one sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.screens.custody.history_part import HistoryPart
from jetdesk.ui.screens.custody.laptops_part import LaptopsPart
from jetdesk.ui.screens.custody.mailbox_part import MailboxPart
from jetdesk.ui.screens.custody.matters import alarms_part, conflicts_part, proofs_part
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import hairline
from jetdesk.ui.widgets.pane import Pane

WIDTH = 300


class SidePane(Pane):
    """300 px; scrolls, but for the receipt's button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", name="custody_side", parent=parent)
        self.setFixedWidth(WIDTH)
        self.mailbox, self.laptops = MailboxPart(), LaptopsPart()
        self.conflicts, self.alarms, self.proofs = conflicts_part(), alarms_part(), proofs_part()
        self.receipt = Button(tr("Print receipt"), "quiet", "printer", name="print_receipt")
        self.history = HistoryPart()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._overview())
        self._pages.addWidget(self.history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def show_overview(self) -> None:
        self._pages.setCurrentIndex(0)

    def show_history(self) -> None:
        self._pages.setCurrentWidget(self.history)

    @property
    def shows_history(self) -> bool:
        return self._pages.currentWidget() is self.history

    def _overview(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(hairline())
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 8, 8, 8)
        foot.addWidget(self.receipt, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(foot)
        return whole

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.mailbox)
        column.addWidget(hairline())
        for part in (self.laptops, self.conflicts, self.alarms, self.proofs):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area
