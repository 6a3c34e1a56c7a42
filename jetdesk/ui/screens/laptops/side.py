"""The panel at the right: the chosen person's laptop in words, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.screens.laptops import values
from jetdesk.ui.screens.laptops.values import Line
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.status import StatusLabel

WIDTH, MARGIN = 344, 24


class SidePanel(Pane):
    """`pack_asked`, `renew_asked` (retire first, then a new pack) and `retire_asked`, for the person it shows."""

    pack_asked = Signal()
    renew_asked = Signal()
    retire_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", name="laptops_side", parent=parent)
        self.setFixedWidth(round(WIDTH * max(1.0, theme.state().scale * 0.9)))
        self._name = Label(role="title", wrap=True, name="side_name")
        self._who = Label(role="small", tone="ink2", wrap=True)
        self._state = StatusLabel("not_started", name="side_state")
        self._words = Label(wrap=True, name="side_words")
        self.pack = Button(tr("Make a laptop pack…"), icon="laptop", name="make_pack")
        self.renew = Button(tr("Make a new pack…"), icon="laptop", name="renew_pack")
        self.retire = Button(tr("Retire this laptop…"), "quiet", "slash-circle", name="retire_laptop")
        self.pack.clicked.connect(self.pack_asked)
        self.renew.clicked.connect(self.renew_asked)
        self.retire.clicked.connect(self.retire_asked)
        self._lay_out()
        self.show_line(None)

    def show_line(self, line: Line | None) -> None:
        """None: nobody is chosen."""
        self._body.setVisible(line is not None)
        if line is None:
            return
        self._name.setText(line.person.name)
        named = values.affiliation(line)
        self._who.setText(values.role(line) if named == values.NOTHING else f"{values.role(line)} · {named}")
        self._state.set_status(values.look(line), values.state(line))
        self._words.setText("\n\n".join(values.explanation(line)))
        self.pack.setVisible(not line.in_use and line.laptop is None)
        self.renew.setVisible(line.laptop is not None and not line.is_own)
        self.retire.setVisible(line.in_use and not line.is_own)

    def _lay_out(self) -> None:
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(MARGIN, 18, MARGIN, 18)
        column.setSpacing(4)
        column.addWidget(self._name)
        column.addWidget(self._who)
        column.addSpacing(8)
        column.addWidget(self._state)
        column.addSpacing(12)
        column.addWidget(hairline())
        column.addSpacing(12)
        column.addWidget(self._words)
        column.addSpacing(16)
        for button in (self.pack, self.renew, self.retire):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            column.addSpacing(4)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
