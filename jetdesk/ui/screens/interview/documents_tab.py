"""The Documents tab: which document, which page, how large, and the pages themselves."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.empty_state import EmptyState
from jetdesk.ui.widgets.field import Select
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.page_source import Format
from jetdesk.ui.widgets.page_view import PageView
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.thumbnails import Thumbnails


class DocumentsTab(QWidget):
    """`document_chosen(id)` by an act of the person."""

    document_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[str, ...] = ()
        self.select = Select(name="document_select", accessible=tr("Document"), icon="document")
        self.pages = PageView(name="document_pages")
        self.thumbnails = Thumbnails(self.pages, name="document_thumbnails")
        self._page = Label(name="document_page")
        self._zoom = Button(tr("Fit width"), "quiet", name="document_fit", tip=tr("Fit width (Ctrl 0)"))
        self._stack = QStackedLayout()
        self._lay_out()
        self.select.activated.connect(self._on_document_activated)
        self.pages.page_changed.connect(self._show_page)
        self.pages.document_shown.connect(self._show_page)
        self.pages.zoom_changed.connect(self._show_zoom)
        self._show_page()

    def show_list(self, documents: Sequence[tuple[str, str]]) -> None:
        """(id, name) in order; none is chosen yet."""
        self._ids = tuple(document_id for document_id, _ in documents)
        self.select.clear()
        self.select.addItems([name for _, name in documents])
        self.select.setCurrentIndex(-1)
        self.pages.show_empty()
        self._stack.setCurrentIndex(0 if documents else 1)
        self._bar.setVisible(bool(documents))

    def show_loading(self, document_id: str, title: str) -> None:
        self.select.setCurrentIndex(self._ids.index(document_id))
        self.select.setToolTip(title)
        self.pages.show_loading(title)

    def show_document(self, data: bytes, kind: Format, title: str) -> None:
        self.pages.show_document(data, kind, title)

    def show_failed(self, sentence: str, title: str) -> None:
        self.pages.show_failed(sentence, title)

    def step_document(self, by: int) -> None:
        """To the next or previous document."""
        place = self.select.currentIndex() + by
        if 0 <= place < len(self._ids):
            self.document_chosen.emit(self._ids[place])

    def step_page(self, by: int) -> None:
        """To the next or previous page."""
        self.pages.go_to(self.pages.page + by)

    def scroll_page(self, by: int) -> None:
        """As Page Up and Page Down do in the document itself."""
        bar = self.pages.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())

    def _lay_out(self) -> None:
        self._bar = self._build_bar()
        desk = Pane("sunken")
        row = QHBoxLayout(desk)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.thumbnails)
        row.addWidget(self.pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(hairline())
        column.addLayout(self._stack, 1)
        self._stack.addWidget(desk)
        self._stack.addWidget(
            EmptyState(
                "document", tr("No documents"), tr("None were filed with this application."), name="documents_empty"
            )
        )

    def _build_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(4)
        self.select.setMinimumWidth(120)
        self.select.setMaximumWidth(232)
        self.select.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self.select, 4)
        self._add_rule(row)
        row.addWidget(self._tool("chevron-up", tr("Previous page"), "document_page_before", -1))
        row.addWidget(self._page)
        row.addWidget(self._tool("chevron-down", tr("Next page"), "document_page_after", 1))
        self._add_rule(row)
        self._add_zoom(row)
        row.addStretch(1)
        return bar

    def _add_rule(self, row: QHBoxLayout) -> None:
        line = hairline(vertical=True)
        line.setFixedHeight(20)
        row.addSpacing(6)
        row.addWidget(line)
        row.addSpacing(6)

    def _add_zoom(self, row: QHBoxLayout) -> None:
        smaller = Button("", "quiet", "minus", name="document_smaller", accessible=tr("Smaller"))
        larger = Button("", "quiet", "plus", name="document_larger", accessible=tr("Larger"))
        smaller.clicked.connect(self.pages.zoom_out)
        self._zoom.clicked.connect(self.pages.fit_width)
        larger.clicked.connect(self.pages.zoom_in)
        for button in (smaller, self._zoom, larger):
            row.addWidget(button)

    def _tool(self, icon: str, words: str, name: str, by: int) -> Button:
        made = Button("", "quiet", icon, name=name, accessible=words)
        made.clicked.connect(self._on_page_before_clicked if by < 0 else self._on_page_after_clicked)
        return made

    def _on_page_before_clicked(self) -> None:
        self.step_page(-1)

    def _on_page_after_clicked(self) -> None:
        self.step_page(1)

    def _on_document_activated(self, place: int) -> None:
        self.document_chosen.emit(self._ids[place])

    def _show_page(self, *_: object) -> None:
        count = self.pages.page_count
        self._page.setText(tr("{n} of {count}", n=self.pages.page, count=count) if count else "–")
        self._page.setAccessibleName(tr("Page {n} of {count}", n=self.pages.page, count=count) if count else "")

    def _show_zoom(self, zoom: float | None) -> None:
        self._zoom.set_words(tr("Fit width") if zoom is None else tr("{n} %", n=round(zoom * 100)))
