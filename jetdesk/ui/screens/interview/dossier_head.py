"""Who it is: name, kana, position, number, and the four facts."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.domain.applicant import POSITION_NAMES, Position
from jetdesk.ui import theme
from jetdesk.ui.screens.interview.interest_entry import InterestEntry
from jetdesk.ui.screens.interview.wording import Fact
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.chip import Chip
from jetdesk.ui.widgets.label import Label

_GAP, _WIDEST_GAP = 24, 40


class DossierHead(QWidget):
    """The head stays while pages and tabs change below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dossier_head")
        self._name = Label(role="display", elide=Qt.TextElideMode.ElideMiddle, name="applicant_name")
        self._kana = Label(tone="ink2", elide=Qt.TextElideMode.ElideRight, name="applicant_kana")
        self._position = Chip(name="applicant_position")
        self._number = Label(tone="ink2", name="applicant_number")
        self._facts, self.interest = FactRow(), InterestEntry()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 8)
        column.setSpacing(6)
        column.addLayout(self._build_name_row())
        column.addWidget(self._facts)
        column.addWidget(self.interest.standing)

    def show_name(self, name: str, kana: str, position: Position, number: str) -> None:
        self._name.setText(name)
        self._name.setToolTip(name)
        self._kana.setText(kana)
        self._position.set_chip(position.value)
        self._position.setToolTip(str(POSITION_NAMES[position]))
        self._number.setText(number)
        self.setAccessibleName(", ".join(part for part in (name, kana, position.value, number) if part))

    def show_facts(self, facts: Sequence[Fact]) -> None:
        self._facts.show_facts(facts)

    def _build_name_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._name)
        row.addWidget(self._kana, 1, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._position)
        row.addWidget(self._number)
        row.addWidget(self.interest)
        self._kana.setContentsMargins(0, 0, 0, 3)
        return row


class FactRow(QWidget):
    """Four facts side by side. Short ones get what they need, long ones share the rest."""

    def __init__(self) -> None:
        super().__init__()
        self._facts = [_FactLabel(self) for _ in range(4)]

    def show_facts(self, facts: Sequence[Fact]) -> None:
        for label, (name, value) in zip(self._facts, facts or (("", ""),) * 4, strict=True):
            label.show_fact(name, value)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(480, self._facts[0].sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        wanted = [label.wanted for label in self._facts]
        gaps = len(wanted) - 1
        room = self.width() - _GAP * gaps
        widths = share(room, wanted)
        gap = min(_WIDEST_GAP, _GAP + max(0, room - sum(widths)) // gaps)
        left = 0
        for label, width in zip(self._facts, widths, strict=True):
            label.setGeometry(left, 0, width, self.height())
            left += width + gap


def share(room: int, wanted: Sequence[int]) -> list[int]:
    """Widths within `room`: nobody gets more than wanted, and nobody less than the others but for wanting less."""
    widths = [0] * len(wanted)
    for done, place in enumerate(sorted(range(len(wanted)), key=lambda n: wanted[n])):
        widths[place] = min(wanted[place], max(0, room) // (len(wanted) - done))
        room -= widths[place]
    return widths


class _FactLabel(QWidget):
    """A small word and below it the value; elided where there is no room, with the whole as tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = Label(role="small", tone="ink3", elide=Qt.TextElideMode.ElideRight)
        self._value = Label(elide=Qt.TextElideMode.ElideRight)
        self.wanted = 60
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._name)
        column.addWidget(self._value)

    def show_fact(self, name: str, value: str) -> None:
        self._name.setText(name)
        self._value.setText(value)
        self.setToolTip(value)
        self.setAccessibleName(f"{name}, {value}")
        self.wanted = 4 + round(max(paint.width(value, theme.font("body")), paint.width(name, theme.font("small")), 48))
