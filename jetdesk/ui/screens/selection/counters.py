"""Counters of the positions, which are the tabs of the screen."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.screens.selection.values import Counter
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.status import paint_status, status_width
from jetdesk.ui.widgets.whisker import Axis, paint_line

HEIGHT, GAP = 68, 24


class PositionTab(QAbstractButton):
    """One position: code and state of the quota above, counts below, a 2 px line when it is shown."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"position_{counter.position}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_counter(counter)

    def show_counter(self, counter: Counter) -> None:
        self.counter = counter
        self.setAccessibleName(counter.spoken)
        self.setToolTip(counter.spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        counter, small = self.counter, theme.font("small")
        above = paint.width(counter.position, theme.font("heading")) + 24 + status_width(counter.word)
        below = self._figure_width() + paint.width(counter.of_places, small) + paint.width(counter.rest, small) + 26
        return QSize(round(max(above, below)) + 4, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, counter = QPainter(self), self.counter
        width, current = self.width(), self.isChecked()
        paint.text(painter, QRectF(0, 14, width, 22), counter.position, theme.font("body", 600), "ink")
        state = status_width(counter.word) + 2
        paint_status(painter, QRectF(width - state, 14, state + 2, 22), counter.state, counter.word)
        style = theme.font("title", 500)
        paint.text(painter, QRectF(0, 36, width, 24), str(counter.placed), style, "ink" if current else "ink2")
        left = self._figure_width() + 5
        small = theme.font("small")
        left += paint.text(painter, QRectF(left, 38, width - left, 22), counter.of_places, small, "ink2") + 14
        paint.text(painter, QRectF(left, 38, width - left, 22), counter.rest, small, "ink2")
        if current:
            painter.fillRect(0, HEIGHT - 2, width, 2, theme.colour("fill"))

    def _figure_width(self) -> float:
        return paint.width(str(self.counter.placed), theme.font("title", 500))


class Legend(QWidget):
    """What the ring and the dotted line in the list are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring, self._line = tr("raw score; dot: adjusted, 95 %"), tr("score at the line")
        self.setAccessibleName(tr("Ring: raw score; dot: adjusted score with its 95 % interval; dotted line: the line"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        small = theme.font("small")
        return QSize(round(paint.width(self._ring, small) + paint.width(self._line, small)) + 52, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, small = QPainter(self), theme.font("small")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.circle(painter, QRectF(0, 0, 12, 22).center(), 6, "paper", "ink2")
        left = 14.0
        left += paint.text(painter, QRectF(left, 0, 400, 22), self._ring, small, "ink2") + 16
        paint_line(painter, QRectF(left - 12, 3, 24, 16), Axis(0, 1, 1, 0.0))
        paint.text(painter, QRectF(left + 8, 0, 400, 22), self._line, small, "ink2")


class Counters(QWidget):
    """`chosen(position)` when the person goes to another list."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("counters")
        self.setAccessibleName(tr("Positions"))
        self._group = QButtonGroup(self)
        self._tabs: list[PositionTab] = []
        self._legend = Legend()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(24, 0, 24, 0)
        self._row.setSpacing(GAP)
        self._row.addStretch(1)
        self._row.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignVCenter)
        self._group.buttonClicked.connect(self._on_clicked)
        self.setFixedHeight(HEIGHT)

    def show_counters(self, counters: Sequence[Counter], current: str) -> None:
        if [tab.counter.position for tab in self._tabs] != [counter.position for counter in counters]:
            self._rebuild(counters)
        for tab, counter in zip(self._tabs, counters, strict=True):
            tab.show_counter(counter)
            tab.setChecked(counter.position == current)
        self._fit_legend()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_legend()

    def _fit_legend(self) -> None:
        """The legend goes where the counters need the room."""
        needed = sum(tab.sizeHint().width() + GAP for tab in self._tabs) + self._legend.sizeHint().width() + 2 * GAP
        self._legend.setVisible(needed <= self.width())

    def _rebuild(self, counters: Sequence[Counter]) -> None:
        for tab in self._tabs:
            self._group.removeButton(tab)
            tab.deleteLater()
        self._tabs = [PositionTab(counter, self) for counter in counters]
        for place, tab in enumerate(self._tabs):
            self._group.addButton(tab)
            self._row.insertWidget(place, tab)

    def _on_clicked(self, tab: QAbstractButton) -> None:
        assert isinstance(tab, PositionTab)
        self.chosen.emit(tab.counter.position)
