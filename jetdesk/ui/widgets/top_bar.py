"""The top bar: where one is, how far everything has come, who one is, and the lock."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.mailbox_chip import ChipLook, MailboxChip
from jetdesk.ui.widgets.marker import initials_of, paint_initials
from jetdesk.ui.widgets.picture import Picture
from jetdesk.ui.widgets.status import StatusLabel

HEIGHT, NARROW = 48, 1100


class Avatar(QWidget):
    """The initials of the person in a circle; decoration beside the name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials = ""
        self.setFixedSize(24, 24)

    def set_person(self, name: str) -> None:
        self._initials = initials_of(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        centre = QPointF(12, 12)
        paint.circle(painter, centre, 24, "wash", None)
        paint_initials(painter, centre, self._initials, "ink")


class _Place(QAbstractButton):
    """A word that leads to a part of the program."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(round(paint.width(self.text(), theme.font("body", 600))) + 4, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        strong = self.isChecked() or self.underMouse()
        style = theme.font("body", 600 if self.isChecked() else 400)
        painter = QPainter(self)
        area = QRectF(self.rect())
        paint.text(painter, area, self.text(), style, "ink" if strong else "ink2", Qt.AlignmentFlag.AlignHCenter)


class TopBar(QWidget):
    """`place_chosen(id)` for a panelist's parts, `lock_asked` for the lock, both only by an act of the person."""

    place_chosen = Signal(str)
    lock_asked = Signal()

    def __init__(self, *, name: str = "top_bar", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFixedHeight(HEIGHT)
        self._office = Label(tone="ink2", elide=Qt.TextElideMode.ElideRight, name="office")
        self._cycle = Label(tone="ink3", name="cycle")
        self._person = Label(weight=500, elide=Qt.TextElideMode.ElideRight, name="person")
        self._role = Label(tone="ink2", name="role")
        self._avatar, self._network, self.chip = Avatar(), StatusLabel("offline", name="offline"), MailboxChip()
        self._before_places = hairline("rule", vertical=True)
        self._places = QButtonGroup(self)
        self._place_row = QHBoxLayout()
        self._lock = Button("", "quiet", "lock", name="lock", accessible=tr("Lock now"), tip=tr("Lock now (Ctrl L)"))
        self._lock.clicked.connect(self.lock_asked)
        self._lay_out()
        self.set_places([])
        self.show_mailbox(ChipLook("offline", tr("Works offline")))

    def show_office(self, office: str, cycle: str) -> None:
        self._office.setText(office)
        self._cycle.setText(cycle)

    def show_person(self, name: str, role: str) -> None:
        self._person.setText(name)
        self._role.setText(role)
        self._avatar.set_person(name)

    def show_mailbox(self, look: ChipLook) -> None:
        """How far everything has come; "Works offline" stands beside it unless the chip says so itself."""
        self.chip.show_look(look)
        self._adapt()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt()

    def _adapt(self) -> None:
        """Where there is little room the person's name is worth more than "Works offline"."""
        room = self.width() >= NARROW * theme.state().scale
        self._network.setVisible(room and self.chip.kind != "offline")

    def set_places(self, places: list[tuple[str, str]]) -> None:
        """(id, text) of the parts named in the bar; none for the coordinator."""
        for old in self._places.buttons():
            self._places.removeButton(old)
            old.deleteLater()
        for place_id, text in places:
            made = _Place(text)
            made.setObjectName(f"place_{place_id}")
            made.clicked.connect(lambda _=False, chosen=place_id: self.place_chosen.emit(chosen))
            self._places.addButton(made)
            self._place_row.addWidget(made)
        self._before_places.setVisible(bool(places))

    def show_place(self, place_id: str) -> None:
        for place in self._places.buttons():
            place.setChecked(place.objectName() == f"place_{place_id}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        paint.row_line(painter, 0, self.width(), self.height() - 1)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 1)
        row.setSpacing(12)
        self._place_row.setSpacing(22)
        self._place_row.setContentsMargins(0, 0, 0, 0)
        for part in (
            Picture("mark", 24, "fill"),
            Label("JetDesk", "heading"),
            _divider("rule"),
            self._office,
            self._cycle,
        ):
            row.addWidget(part)
        row.addWidget(_tall(self._before_places))
        row.addLayout(self._place_row)
        row.addStretch(1)
        for part in (self._network, self.chip, _divider("rule"), self._avatar):
            row.addWidget(part)
        row.addSpacing(-4)
        row.addWidget(self._person)
        row.addSpacing(-8)
        row.addWidget(self._role)
        row.addWidget(self._lock)


def _divider(kind: str) -> QWidget:
    return _tall(hairline(kind, vertical=True))


def _tall(line: QWidget) -> QWidget:
    """A divider of 20 px in a bar."""
    line.setFixedHeight(20)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(4, 0, 4, 0)
    column.addWidget(line)
    return holder
