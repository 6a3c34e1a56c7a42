"""The centre pane: the dossier of one applicant, or a sentence where there is none to show."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.screens.interview.documents_tab import DocumentsTab
from jetdesk.ui.screens.interview.dossier_head import DossierHead
from jetdesk.ui.screens.interview.message import PaneMessage
from jetdesk.ui.screens.interview.panel_tab import PanelTab
from jetdesk.ui.screens.interview.proof_banner import ProofBanner
from jetdesk.ui.screens.interview.summary_tab import SummaryTab
from jetdesk.ui.widgets.label import hairline
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.tabs import Tabs

SUMMARY, DOCUMENTS, PANEL = "summary", "documents", "panel"


class DossierPane(Pane):
    """Head, tabs, and below them the summary or the documents; the chosen tab stays when the applicant changes."""

    message_acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("paper", name="dossier_pane", parent=parent)
        self.head = DossierHead()
        self.tabs = Tabs(name="dossier_tabs", accessible=tr("Dossier"))
        self.summary = SummaryTab()
        self.documents = DocumentsTab()
        self.panel = PanelTab()
        self.proof = ProofBanner()
        self.message = PaneMessage("calendar", name="interview_message")
        self.message.acted.connect(self.message_acted)
        self.tabs.set_tabs([(SUMMARY, tr("Summary")), (DOCUMENTS, tr("Documents")), (PANEL, tr("Panel"))])
        self.tabs.chosen.connect(self.show_tab)
        self._pages, self._tab_pages = QStackedLayout(self), QStackedLayout()
        self._pages.addWidget(self._build_dossier())
        self._pages.addWidget(self.message)
        self.show_tab(DOCUMENTS)

    def show_dossier_page(self) -> None:
        self._pages.setCurrentIndex(0)

    def show_message(self, line: str, sentence: str, action: str = "", icon: str = "calendar") -> None:
        self.message.show_words(icon, line, sentence, action)
        self._pages.setCurrentWidget(self.message)

    def show_tab(self, tab: str) -> None:
        self.tabs.show_tab(tab)
        self._tab_pages.setCurrentIndex((SUMMARY, DOCUMENTS, PANEL).index(tab))

    def _build_dossier(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.proof)
        column.addWidget(self.head)
        for widget in (self.tabs, hairline()):
            row = QHBoxLayout()
            row.setContentsMargins(24, 0, 24, 0)
            row.addWidget(widget)
            column.addLayout(row)
        # Into the layout first: a stack without a parent shows its pages as windows of their own for a moment.
        column.addLayout(self._tab_pages, 1)
        self._tab_pages.addWidget(self.summary)
        self._tab_pages.addWidget(self.documents)
        self._tab_pages.addWidget(self.panel)
        return page
