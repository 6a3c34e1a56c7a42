"""The day: one painted widget. Arrows move, Enter picks a card up and drops it, Esc puts it back; or by mouse."""

from datetime import datetime, timedelta

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from jetdesk.i18n import tr
from jetdesk.services.day_view import NO_DAY, Card, Column, DayView
from jetdesk.ui import theme
from jetdesk.ui.screens.timetable import painting, values
from jetdesk.ui.widgets import paint

GUTTER, HEAD, LEAST_COLUMN, GAP = 64, 48, 170, 4
Place = tuple[str, datetime]
_STEPS = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}


class DayWidget(QWidget):
    """`chosen(applicant or "")`, `tried(applicant, panel, start)` while a card is carried, `dropped` likewise,
    `stuck(applicant)` when a card cannot be picked up."""

    chosen = Signal(str)
    tried = Signal(str, str, object)
    dropped = Signal(str, str, object)
    stuck = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timetable_day")
        self.setAccessibleName(tr("Interviews of the day"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._view = NO_DAY
        self._times: list[datetime] = []
        self._cards: dict[str, Card] = {}
        self._at: Place | None = None
        self._carried: Card | None = None
        self._pressed: QPoint | None = None
        self._hover = ""
        self._trial = ("info", "")

    @property
    def carried(self) -> str:
        return self._carried.applicant if self._carried else ""

    @property
    def trial(self) -> str:
        """What is said about the place under the carried card."""
        return self._trial[1]

    def show_day(self, view: DayView) -> None:
        self._view = view
        placed = (card.start for column in view.columns for card in column.cards if card.start)
        self._times = sorted({*view.starts, *placed})
        every = [card for column in view.columns for card in column.cards]
        self._cards = {card.applicant: card for card in (*every, *view.unplaced)}
        self.put_back()
        if self._at is None or self._at not in self._places(self._at[0]):
            first = view.columns[0].panel if view.columns else ""
            self._at = next(((first, at) for _, at in self._places(first)), None)
        self.setMinimumSize(self.sizeHint())
        self._tell()

    def show_trial(self, status: str, words: str) -> None:
        if self._carried:
            self._trial = (status, words)
            self._tell()

    def pick_up(self, applicant: str) -> None:
        card = self._cards.get(applicant)
        if card is None or not card.movable:
            self.stuck.emit(applicant)
            return
        self._carried, self._trial = card, ("info", "")
        if card.start is not None:
            self._at = (card.panel, card.start)
        self.setFocus()
        self._try()

    def carry(self, applicant: str, screen: QPoint) -> None:
        """From another widget, with the mouse at this point of the screen."""
        if self.carried != applicant:
            self.pick_up(applicant)
        self._carry_to(QPointF(self.mapFromGlobal(screen)))

    def let_go(self, screen: QPoint) -> None:
        """The mouse was released; outside of the day the card goes back."""
        if self._place(QPointF(self.mapFromGlobal(screen))):
            self._drop()
        else:
            self.put_back()

    def put_back(self) -> None:
        self._carried, self._pressed, self._trial = None, None, ("info", "")
        self.update()

    def select(self, applicant: str) -> None:
        card = self._cards.get(applicant)
        if card and card.start:
            self._go((card.panel, card.start))

    def rect_of(self, panel: str, start: datetime, minutes: int = 0) -> QRectF:
        """Where an interview of this panel lies."""
        names = [column.panel for column in self._view.columns]
        width = (self.width() - GUTTER) / max(1, len(names))
        length = minutes or self._view.rules.slot_minutes
        left = GUTTER + (names.index(panel) if panel in names else 0) * width
        return QRectF(left + 8, self._y(start) + GAP / 2, width - 16, length * self._scale() - GAP)

    def focus_point(self) -> QPoint:
        """The middle of where the focus is."""
        return self.rect_of(*self._at).center().toPoint() if self._at else QPoint()

    def sizeHint(self) -> QSize:
        if not self._view.columns:
            return QSize(300, 200)
        ends = [at + timedelta(minutes=self._view.rules.slot_minutes) for at in self._times]
        return QSize(GUTTER + LEAST_COLUMN * len(self._view.columns), round(self._y(max(ends)) + 16) if ends else 200)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(*_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at:
            here = self._card_at(self._at)
            if self._carried:
                self._drop()
            elif here:
                self.pick_up(here.applicant)
        elif key == Qt.Key.Key_Escape and self._carried:
            self.put_back()
            self._tell()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place(event.position())
        self._pressed = event.position().toPoint()
        if place:
            self._go(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place(event.position())
        here = self._card_at(place) if place else None
        self._hover = here.applicant if here else ""
        far = self._pressed and (event.position().toPoint() - self._pressed).manhattanLength()
        if far and far >= QApplication.startDragDistance() and not self._carried:
            held = self._card_at(self._at) if self._at else None
            self._pressed = self._pressed if held and held.movable else None
            if held:
                self.pick_up(held.applicant)
        self._carry_to(event.position())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if self._carried:
            self._drop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for at in self._times:
            area = QRectF(0, self._y(at) - 8, GUTTER - 12, 16)
            paint.text(
                painter, area, f"{at:%H:%M}", theme.font("small", figures=True), "ink3", Qt.AlignmentFlag.AlignRight
            )
        self._paint_breaks(painter)
        for column in self._view.columns:
            self._paint_column(painter, column)
        if self._at and self._carried:
            painting.carried(painter, self.rect_of(*self._at), self._carried.name, *self._trial)
        elif self._at and self.hasFocus():
            painting.focus(painter, self.rect_of(*self._at))
        self._paint_heads(painter)

    def _paint_column(self, painter: QPainter, column: Column) -> None:
        taken = [self.rect_of(card.panel, card.start, card.minutes) for card in column.cards if card.start]
        for at in self._view.starts:
            place = self.rect_of(column.panel, at)
            if not any(place.intersects(other) for other in taken):
                painting.free(painter, place, tr("Free"))
        for card, area in zip(column.cards, taken, strict=True):
            hovered = self._hover == card.applicant
            painting.card(painter, area, card, lifted=self._carried is card, hovered=hovered)

    def _paint_heads(self, painter: QPainter) -> None:
        """They stay at the top of what is seen of the day."""
        top = self._top()
        painter.fillRect(QRectF(0, top, self.width(), HEAD - 6), theme.colour("paper"))
        paint.row_line(painter, GUTTER, self.width(), top + HEAD - 6, "rule")
        for column in self._view.columns:
            across = self.rect_of(column.panel, self._begins())
            painting.head(painter, QRectF(across.left() + 4, top + 2, across.width() - 8, HEAD), column)

    def _top(self) -> int:
        return max(0, self.visibleRegion().boundingRect().top())

    def _paint_breaks(self, painter: QPainter) -> None:
        length = timedelta(minutes=self._view.rules.slot_minutes)
        for one, other in zip(self._view.starts, self._view.starts[1:], strict=False):
            if one + length < other:
                top = self._y(one + length)
                area = QRectF(GUTTER, top, self.width() - GUTTER, self._y(other) - top)
                painting.pause(painter, area)

    def _scale(self) -> float:
        least = (theme.line("body") + theme.line("small") + 8 + GAP) / self._view.rules.slot_minutes
        return max(1.4, least)

    def _begins(self) -> datetime:
        return self._times[0] if self._times else datetime.min

    def _y(self, at: datetime) -> float:
        return HEAD + 8 + (at - self._begins()).total_seconds() / 60 * self._scale()

    def _places(self, panel: str) -> list[Place]:
        return [(panel, at) for at in self._times] if panel else []

    def _carry_to(self, point: QPointF) -> None:
        place = self._place(point)
        if self._carried and place and place != self._at:
            self._at = place
            self._try()

    def _place(self, point: QPointF) -> Place | None:
        if point.y() < self._top() + HEAD - 6:
            return None
        every = (place for column in self._view.columns for place in self._places(column.panel))
        return next((place for place in every if self.rect_of(*place).contains(point)), None)

    def _card_at(self, place: Place) -> Card | None:
        return next((c for c in self._cards.values() if (c.panel, c.start) == place), None)

    def _step(self, across: int, down: int) -> None:
        if self._at is None:
            return
        panels, moments = [column.panel for column in self._view.columns], self._times
        column = min(max(panels.index(self._at[0]) + across, 0), len(panels) - 1)
        row = min(max(moments.index(self._at[1]) + down, 0), len(moments) - 1)
        self._go((panels[column], moments[row]))

    def _go(self, place: Place) -> None:
        self._at = place
        if self._carried:
            self._try()
            return
        here = self._card_at(place)
        self.chosen.emit(here.applicant if here else "")
        self._tell()

    def _try(self) -> None:
        if self._carried and self._at:
            self.tried.emit(self._carried.applicant, *self._at)
            self._tell()

    def _drop(self) -> None:
        card, at = self._carried, self._at
        self.put_back()
        if card and at and (card.panel, card.start) != at:
            self.dropped.emit(card.applicant, *at)

    def _tell(self) -> None:
        """Say where the focus is, for those who do not see it."""
        here = self._card_at(self._at) if self._at and not self._carried else None
        empty = ", ".join((tr("Panel {panel}", panel=self._at[0]), f"{self._at[1]:%H:%M}")) if self._at else ""
        self.setAccessibleDescription(values.spoken(here) if here else f"{empty} {self._trial[1]}".strip())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()
