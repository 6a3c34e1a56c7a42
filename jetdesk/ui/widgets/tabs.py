"""Tabs with a 2 px underline and counts."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from jetdesk.ui import theme
from jetdesk.ui.widgets import paint

HEIGHT, GAP = 36, 24


class Tabs(QTabBar):
    """`chosen(id)` when another tab comes to the front by an act of the person."""

    chosen = Signal(str)

    def __init__(self, *, name: str = "", accessible: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFixedHeight(HEIGHT)
        self.currentChanged.connect(self._on_current_changed)

    def set_tabs(self, tabs: list[tuple[str, str]]) -> None:
        """(id, text) in order; the first comes to the front."""
        blocked = self.blockSignals(True)
        while self.count():
            self.removeTab(0)
        for tab_id, text in tabs:
            place = self.addTab(text.replace("&", "&&"))
            self.setTabData(place, (tab_id, text, ""))
            self.setAccessibleTabName(place, text)
        self.blockSignals(blocked)

    def set_count(self, tab_id: str, count: int | None) -> None:
        place = self._place(tab_id)
        if place >= 0:
            _, text, _ = self.tabData(place)
            shown = "" if count is None else str(count)
            self.setTabData(place, (tab_id, text, shown))
            self.setAccessibleTabName(place, f"{text} {shown}".strip())
            # A tab bar measures its tabs only when a text is set.
            self.setTabText(place, text.replace("&", "&&"))

    def show_tab(self, tab_id: str) -> None:
        """Bring a tab to the front without telling anyone."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(max(0, self._place(tab_id)))
        self.blockSignals(blocked)
        self.update()

    @property
    def current(self) -> str:
        return self.tabData(self.currentIndex())[0] if self.count() else ""

    def tabSizeHint(self, index: int) -> QSize:
        _, text, count = self.tabData(index) or ("", self.tabText(index), "")
        beside = paint.width(count, theme.font("body")) + 7 if count else 0
        return QSize(round(paint.width(text, theme.font("body", 600)) + beside) + GAP, HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place in range(self.count()):
            self._paint_tab(painter, place)

    def _paint_tab(self, painter: QPainter, place: int) -> None:
        _, text, count = self.tabData(place)
        area = QRectF(self.tabRect(place)).adjusted(0, 0, -GAP, 0)
        current = place == self.currentIndex()
        style = theme.font("body", 600 if current else 400)
        used = paint.text(painter, area.adjusted(0, 0, 4, -2), text, style, "ink" if current else "ink2")
        if count:
            paint.text(painter, area.adjusted(used + 7, 0, 4, -2), count, theme.font("body"), "ink3")
        if current:
            focused = "focus" if self.hasFocus() else "fill"
            painter.fillRect(QRectF(area.left(), area.bottom() - 2, area.width(), 2), theme.colour(focused))
            if self.hasFocus():
                painter.setPen(Qt.PenStyle.NoPen)
                paint.box(painter, area.adjusted(-4, 5, 4, -5), None, "focus")

    def _place(self, tab_id: str) -> int:
        return next((n for n in range(self.count()) if self.tabData(n)[0] == tab_id), -1)

    def _on_current_changed(self, place: int) -> None:
        if place >= 0 and self.tabData(place):
            self.chosen.emit(self.tabData(place)[0])
