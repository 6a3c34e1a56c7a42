"""A document page under page: fit to width or zoomed, with highlights, all by keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.widgets.page_layout import MARGIN
from jetdesk.ui.widgets.page_marks import Area, Mark, Selection, paint_marks, paint_selection
from jetdesk.ui.widgets.page_scroll import PageScroll
from jetdesk.ui.widgets.page_source import Format, page_source


class PageView(PageScroll):
    """Shows PDFs and pictures from memory. `document_shown(PageSource or None)`; `highlight_asked(Selection)` for H."""

    document_shown = Signal(object)
    highlight_asked = Signal(object)

    def __init__(self, *, name: str = "pages", parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self.state = "empty"
        self._title, self._sentence = "", ""
        self._marks: tuple[Mark, ...] = ()
        self._withheld: frozenset[int] = frozenset()
        self._drag: tuple[int, QPointF] | None = None
        self._selection: Selection | None = None
        self.page_changed.connect(self._speak)

    def show_loading(self, title: str = "") -> None:
        """The outline of a page until the document is there."""
        self._forget()
        self._enter("loading", title)

    def show_document(self, data: bytes, kind: Format = "pdf", title: str = "") -> None:
        """Show a document from memory; a damaged one ends in `show_failed`."""
        self._forget()
        source = page_source(data, kind, self)
        if source.page_count == 0:
            source.deleteLater()
            self.show_failed(tr("This document cannot be shown. The file itself is kept unchanged."), title)
            return
        self._source = source
        source.rendered.connect(self._on_rendered)
        self._enter("page", title)
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.document_shown.emit(source)
        self.page_changed.emit(1)

    def show_failed(self, sentence: str, title: str = "") -> None:
        """Say in the page's place why there is nothing to see."""
        self._forget()
        self._sentence = sentence
        self._enter("failed", title)

    def show_empty(self) -> None:
        self._forget()
        self._enter("empty", "")

    def set_marks(self, marks: Sequence[Mark]) -> None:
        self._marks = tuple(marks)
        self.viewport().update()

    def set_withheld(self, pages: Sequence[int]) -> None:
        """Pages that the panel may not see: a sentence in their place, never rendered."""
        self._withheld = frozenset(pages)
        self.viewport().update()

    def is_withheld(self, page: int) -> bool:
        return page in self._withheld

    @property
    def selection(self) -> Selection | None:
        return self._selection

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._select(None)
        self._drag = self._point_at(event.position()) if self._source else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag and self._source:
            page, start = self._drag
            self._select(self._text_between(page, start, self._point_on(page, event.position())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("sunken"))
        if self._source:
            for page in range(self._layout.at(self._top()), self.page_count + 1):
                area = self._on_screen(page)
                if area.top() > self.viewport().height():
                    break
                self._paint_page(painter, page, area)
        elif self.state != "empty":
            self._paint_instead(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_page(self, painter: QPainter, page: int, area: QRectF) -> None:
        painter.fillRect(area, theme.colour("sheet"))
        if page in self._withheld:
            self._paint_words(painter, area, tr("Page withheld from panel"))
        else:
            self._paint_picture(painter, page, area)
        painter.setPen(QPen(theme.colour("rule"), 0))
        painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paint_picture(self, painter: QPainter, page: int, area: QRectF) -> None:
        assert self._source is not None
        width = round(area.width() * self.viewport().devicePixelRatioF())
        image = self._source.picture(page, width) or self._source.nearest(page)
        if image is None:
            self._paint_words(painter, area, tr("Page {n}", n=page))
            return
        # Multiplied, so that a scan's white takes the colour of the sheet.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, image.width() != width)
        painter.drawImage(area, image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        scale = self._layout.scales[page - 1]
        paint_marks(painter, area, scale, [mark for mark in self._marks if mark.page == page])
        if self._selection and self._selection.page == page:
            paint_selection(painter, area, scale, self._selection)

    def _paint_instead(self, painter: QPainter) -> None:
        """The outline of an A4 page with words in it."""
        room = self.viewport().rect()
        width = max(80, room.width() - 2 * MARGIN)
        area = QRectF(MARGIN, MARGIN, width, width * 1.414)
        painter.fillRect(area, theme.colour("sheet"))
        words = tr("Page {n}", n=1) if self.state == "loading" else self._sentence
        self._paint_words(painter, area, words)

    def _paint_words(self, painter: QPainter, area: QRectF, words: str) -> None:
        """On the sheet, which stays light in the dark."""
        seen = area.intersected(QRectF(self.viewport().rect())).adjusted(24, 0, -24, 0)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.LIGHT.colour("ink3"))
        painter.drawText(seen, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)

    def _enter(self, state: str, title: str) -> None:
        self.state, self._title = state, title
        self._speak()
        self._lay_out()
        self.viewport().update()

    def _forget(self) -> None:
        old, self._source = self._source, None
        self._selection, self._drag, self._page = None, None, 1
        self._marks, self._withheld = (), frozenset()
        if old is not None:
            self.document_shown.emit(None)
            old.rendered.disconnect(self._on_rendered)
            old.deleteLater()

    def _speak(self) -> None:
        place = tr("page {n} of {count}", n=self._page, count=self.page_count) if self._source else self._sentence
        self.setAccessibleName(", ".join(part for part in (self._title, place) if part))
        if self._source and QAccessible.isActive() and self._page not in self._withheld:
            self.setAccessibleDescription(self._source.text(self._page))

    def _on_rendered(self, page: int) -> None:
        self.viewport().update()

    def _text_between(self, page: int, start: QPointF, end: QPointF) -> Selection | None:
        found = self._source.selection(page, start, end) if self._source else None
        if found is None or not found.isValid() or page in self._withheld:
            return None
        areas = tuple(_area(polygon.boundingRect()) for polygon in found.bounds())
        return Selection(page, found.text(), areas)

    def _select(self, selection: Selection | None) -> None:
        if selection != self._selection:
            self._selection = selection
            self.viewport().update()

    def _plain_keys(self) -> dict[Qt.Key, Callable[[], None]]:
        return super()._plain_keys() | {Qt.Key.Key_H: self._ask_highlight}

    def _ask_highlight(self) -> None:
        if self._selection:
            self.highlight_asked.emit(self._selection)


def _area(box: QRectF) -> Area:
    return (box.left(), box.top(), box.width(), box.height())
