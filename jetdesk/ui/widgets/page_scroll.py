"""The part of the page view that knows where pages lie: layout, zoom, scrolling, keys."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from jetdesk.ui.widgets.page_layout import GAP, MARGIN, PageLayout, lay_out
from jetdesk.ui.widgets.page_source import PageSource

ZOOM_STEPS = (0.25, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)


class PageScroll(QAbstractScrollArea):
    """Pages count from 1; a zoom of None fits the width."""

    page_changed = Signal(int)
    zoom_changed = Signal(object)

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._source: PageSource | None = None
        self._layout: PageLayout = lay_out([], None, 100)
        self._zoom: float | None = None
        self._page = 1
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def page(self) -> int:
        return self._page

    @property
    def zoom(self) -> float | None:
        return self._zoom

    @property
    def page_count(self) -> int:
        return self._source.page_count if self._source else 0

    def go_to(self, page: int) -> None:
        """Bring the top of a page into view."""
        if self._source and 1 <= page <= self.page_count:
            self.verticalScrollBar().setValue(round(self._layout.tops[page - 1] - MARGIN))
            self._tell_page(page)

    def go_to_first(self) -> None:
        self.go_to(1)

    def go_to_last(self) -> None:
        self.go_to(self.page_count)

    def fit_width(self) -> None:
        self.set_zoom(None)

    def set_zoom(self, zoom: float | None) -> None:
        """1.0 is true size; None fits the width. The page being read stays in view."""
        share = self.verticalScrollBar().value() / max(1.0, self._layout.height)
        self._zoom = zoom
        self._lay_out()
        self.verticalScrollBar().setValue(round(share * self._layout.height))
        self.zoom_changed.emit(zoom)

    def zoom_in(self) -> None:
        now = self._shown_zoom()
        self.set_zoom(next((step for step in ZOOM_STEPS if step > now * 1.01), ZOOM_STEPS[-1]))

    def zoom_out(self) -> None:
        now = self._shown_zoom()
        self.set_zoom(next((step for step in reversed(ZOOM_STEPS) if step < now * 0.99), ZOOM_STEPS[0]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        act = (self._control_keys() if control else self._plain_keys()).get(Qt.Key(event.key()))
        if act:
            act()
        else:
            super().keyPressEvent(event)

    def _plain_keys(self) -> dict[Qt.Key, Callable[[], None]]:
        return {Qt.Key.Key_Home: self.go_to_first, Qt.Key.Key_End: self.go_to_last}

    def _control_keys(self) -> dict[Qt.Key, Callable[[], None]]:
        key = Qt.Key
        return {
            key.Key_Plus: self.zoom_in,
            key.Key_Equal: self.zoom_in,
            key.Key_Minus: self.zoom_out,
            key.Key_0: self.fit_width,
        }

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        page, within = self._page, self._within_page()
        self._lay_out()
        if self._source:
            area = self._layout.area(page)
            self.verticalScrollBar().setValue(round(area.top() + within * area.height()))

    def _lay_out(self) -> None:
        sizes = [self._source.size(n + 1) for n in range(self.page_count)] if self._source else []
        view = self.viewport().size()
        self._layout = lay_out(sizes, self._zoom, view.width())
        vertical, across = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, round(self._layout.height) - view.height()))
        vertical.setPageStep(max(1, view.height() - 40))
        vertical.setSingleStep(40)
        across.setRange(0, max(0, round(self._layout.width) - view.width()))
        across.setPageStep(view.width())
        self.viewport().update()

    def _top(self) -> float:
        return float(self.verticalScrollBar().value())

    def _on_screen(self, page: int) -> QRectF:
        return self._layout.area(page).translated(-self.horizontalScrollBar().value(), -self._top())

    def _within_page(self) -> float:
        if not self._source or self._page > len(self._layout.tops):
            return 0.0
        area = self._layout.area(self._page)
        return (self._top() - area.top()) / max(1.0, area.height())

    def _shown_zoom(self) -> float:
        return self._layout.scales[self._page - 1] * 72 / 96 if self._source else 1.0

    def _on_scrolled(self) -> None:
        self.viewport().update()
        if self._source:
            at_end = self._top() >= self.verticalScrollBar().maximum() > 0
            third = self._top() + self.viewport().height() / 3
            self._tell_page(self.page_count if at_end else self._layout.at(third + GAP))

    def _tell_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def _point_at(self, position: QPointF) -> tuple[int, QPointF]:
        page = min(self._layout.at(self._top() + position.y()), self.page_count)
        return page, self._point_on(page, position)

    def _point_on(self, page: int, position: QPointF) -> QPointF:
        return (position - self._on_screen(page).topLeft()) / self._layout.scales[page - 1]
