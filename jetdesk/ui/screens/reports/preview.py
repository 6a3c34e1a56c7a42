"""The preview in the middle: the real PDF, page by page, with its own small bar."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.widgets.banner import Banner
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.page_view import PageView
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.status import StatusLabel

BAR = 48


class StateLabel(StatusLabel):
    """Gives way where the bar is narrow; the words are its tooltip too."""

    def set_status(self, status_name: str, words: str = "") -> None:
        super().set_status(status_name, words)
        self.setToolTip(self.words)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())


class PreviewPane(Pane):
    """`cancel_asked` while something runs, `again_asked` when the preview is not current."""

    cancel_asked = Signal()
    again_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sunken", name="report_preview", parent=parent)
        self.pages = PageView(name="report_pages")
        self.banner = Banner(name="report_banner")
        self._place = Label(name="page_place")
        self._back = Button("", "quiet", "chevron-up", name="page_back", accessible=tr("Previous page"))
        self._on = Button("", "quiet", "chevron-down", name="page_on", accessible=tr("Next page"))
        self._smaller = Button("", "quiet", "minus", name="zoom_out", accessible=tr("Smaller"))
        self._zoom = Button(tr("Fit width"), "quiet", name="zoom_fit", accessible=tr("Fit width"))
        self._larger = Button("", "quiet", "plus", name="zoom_in", accessible=tr("Larger"))
        self._state = StateLabel("waiting", name="preview_state")
        self._progress = QProgressBar(textVisible=False)
        self._progress.setMinimumWidth(32)
        self._progress.setMaximumWidth(90)
        self._cancel = Button(tr("Cancel"), size="small", name="cancel_report")
        self._again = Button(tr("Update preview"), size="small", name="update_preview")
        self._lay_out()
        self._connect()
        self._show_page()

    def show_pdf(self, pdf: bytes, title: str) -> None:
        """Show the report; the page being read stays."""
        page = self.pages.page if self.pages.page_count else 1
        self.pages.show_document(pdf, "pdf", title)
        self.pages.go_to(min(page, self.pages.page_count))
        self._show_page()

    def clear(self) -> None:
        self.pages.show_empty()
        self._show_page()

    def show_running(self, fraction: float, words: str) -> None:
        """Something is under way; 0 to 1."""
        self._show_state("waiting", words)
        self._progress.setRange(0, 100)
        self._progress.setValue(round(fraction * 100))
        self._progress.show()
        self._cancel.show()

    def show_current(self) -> None:
        self._show_state("saved", tr("Preview is current"))

    def show_not_current(self) -> None:
        self._show_state("check", tr("Preview is not current"))
        self._again.show()

    def turn(self, by: int) -> None:
        """A screenful up or down, as PgUp and PgDn do."""
        act = QAbstractSlider.SliderAction
        step = act.SliderPageStepAdd if by > 0 else act.SliderPageStepSub
        self.pages.verticalScrollBar().triggerAction(step)

    def _show_state(self, name: str, words: str) -> None:
        self._state.set_status(name, words)
        for part in (self._progress, self._cancel, self._again):
            part.hide()

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.pages.go_to(self.pages.page - 1))
        self._on.clicked.connect(lambda: self.pages.go_to(self.pages.page + 1))
        self._smaller.clicked.connect(self.pages.zoom_out)
        self._larger.clicked.connect(self.pages.zoom_in)
        self._zoom.clicked.connect(self.pages.fit_width)
        self._cancel.clicked.connect(self.cancel_asked)
        self._again.clicked.connect(self.again_asked)
        self.pages.page_changed.connect(self._show_page)
        self.pages.zoom_changed.connect(self._show_zoom)

    def _show_page(self, *_: object) -> None:
        count = self.pages.page_count
        self._place.setText(tr("{page} of {pages}", page=self.pages.page, pages=count) if count else "")
        for button in (self._back, self._on, self._smaller, self._zoom, self._larger):
            button.setEnabled(count > 0)

    def _show_zoom(self, zoom: object) -> None:
        words = tr("Fit width") if zoom is None else tr("{percent} %", percent=round(float(str(zoom)) * 100))
        self._zoom.set_words(words)
        self._zoom.setAccessibleName(tr("Fit width, now {zoom}", zoom=words))

    def _lay_out(self) -> None:
        bar = Pane("paper")
        bar.setFixedHeight(BAR)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 24, 0)
        row.setSpacing(4)
        for part in (self._back, self._place, self._on):
            row.addWidget(part)
        divider = hairline("rule", vertical=True)
        divider.setFixedHeight(20)
        row.addSpacing(8)
        row.addWidget(divider)
        row.addSpacing(8)
        for part in (self._smaller, self._zoom, self._larger):
            row.addWidget(part)
        row.addSpacing(8)
        row.addStretch(1)
        for ending in (self._state, self._progress, self._cancel, self._again):
            row.addWidget(ending, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(hairline())
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)
