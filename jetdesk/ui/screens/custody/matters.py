"""What a person has to look at: conflicts, alarms, proofs that failed. Each with its one action."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.screens.custody.values import Matter
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.status import StatusLabel


class Matters(QWidget):
    """A heading with a count and the matters below; hidden where there are none, unless `none` says so.

    `acted(place)` for the button of a matter.
    """

    acted = Signal(int)

    def __init__(self, name: str, title: str, none: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name, self._none = name, none
        self._shown: tuple[Matter, ...] | None = None
        self._parts: list[QWidget] = []
        self.buttons: list[Button] = []
        self._title = Label(title, "heading")
        self._count = StatusLabel("conflict", " ")
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._count)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(20, 14, 20, 14)
        self._column.setSpacing(6)
        self._column.addLayout(head)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(hairline())
        whole.addLayout(self._column)

    def show_matters(self, matters: Sequence[Matter], count: str, status: str = "conflict") -> None:
        self.setVisible(bool(matters or self._none))
        if tuple(matters) == self._shown:
            return
        self._shown = tuple(matters)
        for part in self._parts:
            part.deleteLater()
        self._count.set_status(status, count)
        self._count.setVisible(bool(matters))
        self.buttons = []
        self._parts = [self._matter(place, matter) for place, matter in enumerate(matters)]
        if not matters:
            self._parts = [Label(self._none, "small", "ink2", wrap=True)]
        for part in self._parts:
            self._column.addWidget(part)

    def _matter(self, place: int, matter: Matter) -> QWidget:
        made = QWidget()
        made.setObjectName(f"{self._name}_{place}")
        made.setAccessibleName(" ".join((matter.first, matter.rest)))
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(6)
        words = Label(wrap=True)
        words.set_sentences(matter.first, matter.rest)
        column.addWidget(words)
        if matter.more:
            column.addWidget(Label(matter.more, "small", "ink2", wrap=True))
        if matter.action:
            button = Button(matter.action, name=f"{self._name}_act_{place}")
            button.setAccessibleDescription(matter.first)
            button.clicked.connect(lambda: self.acted.emit(place))
            self.buttons.append(button)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return made


def conflicts_part() -> Matters:
    return Matters("conflicts", tr("Conflicts"), tr("Nothing is in conflict."))


def alarms_part() -> Matters:
    return Matters("alarms", tr("Alarms"))


def proofs_part() -> Matters:
    return Matters("proofs", tr("Seals that do not match"))
