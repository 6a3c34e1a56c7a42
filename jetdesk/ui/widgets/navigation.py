"""The coordinator's navigation: words in groups with counts, or a rail of icons where the width is needed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from jetdesk.ui import icons, theme
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.label import Label

WIDE, RAIL, COLLAPSES_BELOW, ROW = 184, 56, 1300, 32


@dataclass(frozen=True, slots=True)
class Place:
    """A screen that navigation leads to."""

    id: str
    text: str
    icon: str


@dataclass(frozen=True, slots=True)
class Group:
    """Places under a word; without a word they stand at the bottom."""

    title: str
    places: tuple[Place, ...]


class NavItem(QAbstractButton):
    """One place, with a count of things to do."""

    def __init__(self, place: Place, navigation: "Navigation") -> None:
        super().__init__(navigation)
        self.place, self._navigation, self._count = place, navigation, 0
        self.setObjectName(f"nav_{place.id}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(ROW)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(f"{self.place.text}, {count}" if count else self.place.text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(RAIL if self._navigation.collapsed else WIDE, ROW)

    def ring_target(self) -> QWidget | None:
        return None

    def nextCheckState(self) -> None:
        """Navigation says which one is checked."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step:
            self._navigation.move_focus(self, step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.fillRect(self.rect(), theme.colour("wash" if chosen else "sunken"))
        if chosen:
            painter.fillRect(0, 0, 2, self.height(), theme.colour("fill"))
        tone = "ink" if chosen else "ink2"
        narrow = self._navigation.collapsed
        left = (RAIL - 1 - 18) / 2 if narrow else 20
        icons.paint(painter, self.place.icon, QRectF(left, (self.height() - 18) / 2, 18, 18), tone)
        if narrow:
            self._paint_dot(painter)
        else:
            self._paint_words(painter, tone)
        if self.hasFocus():
            painter.setPen(theme.colour("focus"))
            painter.drawRect(QRectF(self.rect()).adjusted(1.5, 0.5, -1.5, -1.5))
            painter.drawRect(QRectF(self.rect()).adjusted(2.5, 1.5, -2.5, -2.5))

    def _paint_words(self, painter: QPainter, tone: str) -> None:
        area = QRectF(self.rect()).adjusted(46, 0, -17, 0)
        if self._count:
            used = paint.width(str(self._count), theme.font("small")) + 6
            paint.text(painter, area, str(self._count), theme.font("small"), "ink3", Qt.AlignmentFlag.AlignRight)
            area.adjust(0, 0, -used, 0)
        paint.text(painter, area, self.place.text, theme.font("body", 600 if self.isChecked() else 400), tone)

    def _paint_dot(self, painter: QPainter) -> None:
        if self._count:
            paint.circle(painter, QRectF(35, 6, 6, 6).center(), 6, "amber", None)


class Navigation(QWidget):
    """`chosen(id)` by an act of the person; the caller then says where one is with `show_place`."""

    chosen = Signal(str)

    def __init__(self, groups: Sequence[Group], *, name: str = "navigation", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.collapsed = False
        self._items: dict[str, NavItem] = {}
        self._titles: list[Label] = []
        self._lay_out(groups)
        self.set_collapsed(False)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Things to do, by place; places not named get none."""
        for place_id, item in self._items.items():
            item.set_count(counts.get(place_id, 0))

    def show_place(self, place_id: str) -> None:
        for item in self._items.values():
            item.setChecked(item.place.id == place_id)

    def adapt(self, window_width: int, wanted: bool = False) -> None:
        """The rail below 1300 px, or when a screen wants the width."""
        self.set_collapsed(wanted or window_width < COLLAPSES_BELOW)

    def set_collapsed(self, collapsed: bool) -> None:
        self.collapsed = collapsed
        self.setFixedWidth(RAIL if collapsed else round(WIDE * max(1.0, theme.state().scale * 0.95)))
        for title in self._titles:
            title.setVisible(not collapsed)
        for item in self._items.values():
            item.setToolTip(item.place.text if collapsed else "")
            item.update()

    def move_focus(self, item: NavItem, step: int) -> None:
        items = list(self._items.values())
        place = items.index(item) + step
        if 0 <= place < len(items):
            items[place].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("hairline"))

    def _lay_out(self, groups: Sequence[Group]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 1, 8)
        column.setSpacing(0)
        for place, group in enumerate(groups):
            if not group.title:
                column.addStretch(1)
            elif place:
                column.addSpacing(18)
            self._add_group(column, group)

    def _add_group(self, column: QVBoxLayout, group: Group) -> None:
        if group.title:
            title = Label(group.title, "small", "ink3")
            title.setContentsMargins(20, 2, 0, 4)
            self._titles.append(title)
            column.addWidget(title)
        for place in group.places:
            item = NavItem(place, self)
            item.clicked.connect(lambda _=False, chosen=place.id: self.chosen.emit(chosen))
            self._items[place.id] = item
            column.addWidget(item)
