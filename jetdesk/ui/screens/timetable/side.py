"""The panel at the right: the chosen card, and who has no place yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.domain.timetable import ATTENDANCE_NAMES, Attendance
from jetdesk.i18n import tr
from jetdesk.services.day_view import Card
from jetdesk.ui.screens.timetable import values
from jetdesk.ui.screens.timetable.unplaced import Unplaced
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.field import Select
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.list_view import ListRow, ListView
from jetdesk.ui.widgets.pane import Pane

WIDTH = 304


class Side(Pane):
    """`lock_asked(locked)`, `came(Attendance)` and `times_asked` for the card it shows; `wanted(applicant)` to place
    somebody, `led(applicant)` to look at a clash."""

    lock_asked = Signal(bool)
    came = Signal(object)
    times_asked = Signal()
    wanted = Signal(str)
    led = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", name="timetable_side", parent=parent)
        self.setFixedWidth(WIDTH)
        self._locked = False
        self._name = Label(role="title", wrap=True, name="card_name")
        self._facts = Label(tone="ink2", wrap=True, name="card_facts")
        self._clashes = Label(tone="beni", wrap=True, name="card_clashes")
        self.attendance = Select(name="card_attendance", accessible=tr("Check-in"))
        for state in Attendance:
            self.attendance.addItem(ATTENDANCE_NAMES[state].text(), state)
        self.lock = Button(tr("Lock an interview"), name="card_lock")
        self.unplaced = Unplaced()
        self.to_check = ListView(name="to_check", accessible=tr("To check"))
        self._count = Label(role="small", tone="ink2", name="unplaced_count")
        self.times = Button(tr("When they can come…"), name="card_times")
        self.times.clicked.connect(self.times_asked)
        self.lock.clicked.connect(lambda: self.lock_asked.emit(not self._locked))
        self.attendance.activated.connect(lambda _: self.came.emit(Attendance(self.attendance.currentData())))
        self.unplaced.opened.connect(self.wanted)
        self.to_check.opened.connect(self.led)
        self._lay_out()
        self.show_card(None)

    def show_card(self, card: Card | None) -> None:
        self._body.setVisible(card is not None)
        if card is None:
            return
        self._locked = card.locked
        self._name.setText(card.name)
        at = f"{values.day_words(card.start.date())} {card.start:%H:%M}" if card.start else ""
        facts = [f"{card.number} · {card.position}", tr("Panel {panel}", panel=card.panel), at]
        facts += [tr("Guest: {name}", name=name) for name in card.guests]
        facts += [tr("Sealed")] if card.sealed else []
        self._facts.setText("\n".join(part for part in (*facts, card.reason) if part))
        self._clashes.setText("\n".join(clash.text.text() for clash in card.clashes))
        self._clashes.setVisible(bool(card.clashes))
        self.attendance.setCurrentIndex(list(Attendance).index(card.attendance))
        self.lock.set_words(tr("Unlock an interview") if card.locked else tr("Lock an interview"))
        self.lock.setVisible(card.start is not None and not card.sealed)
        self.attendance.setVisible(card.start is not None)

    def show_lists(self, unplaced: tuple[Card, ...], to_check: tuple[Card, ...]) -> None:
        self._count.setText(str(len(unplaced)))
        self.unplaced.set_rows([ListRow(c.applicant, c.name, f"{c.position} · {c.number}") for c in unplaced])
        self.to_check.set_rows([ListRow(c.applicant, c.name, status=values.flag(c)[0], status_word=values.flag(c)[1])
                                for c in to_check])  # fmt: skip

    def _lay_out(self) -> None:
        self._body = QWidget()
        card = QVBoxLayout(self._body)
        card.setContentsMargins(20, 18, 20, 12)
        for part in (self._name, self._facts, self._clashes, self.attendance):
            card.addWidget(part)
        card.addWidget(self.lock, 0, Qt.AlignmentFlag.AlignLeft)
        card.addWidget(self.times, 0, Qt.AlignmentFlag.AlignLeft)
        card.addWidget(hairline())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._body)
        heads = (Label(tr("Unplaced"), "heading"), self._count, Label(tr("To check"), "heading"))
        for head in heads:
            head.setContentsMargins(20, 8, 20, 0)
        row = QHBoxLayout()
        row.addWidget(heads[0], 1)
        row.addWidget(heads[1])
        column.addLayout(row)
        column.addWidget(self.unplaced, 1)
        column.addWidget(hairline())
        column.addWidget(heads[2])
        column.addWidget(self.to_check, 1)
