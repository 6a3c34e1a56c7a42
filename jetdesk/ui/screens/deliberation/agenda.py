"""The left pane: the cases in the order of the agenda, and how far the panel has come."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.services.deliberation_cases import AgendaLine
from jetdesk.ui import theme
from jetdesk.ui.screens.deliberation.values import agenda_row
from jetdesk.ui.widgets.field import Select
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.list_view import ListView
from jetdesk.ui.widgets.pane import Pane

WIDE, NARROW = 216, 72


class Agenda(Pane):
    """`case_chosen(applicant)`, `panel_chosen(panel)`; the choice of a panel is there where there are several."""

    case_chosen = Signal(str)
    panel_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("paper", name="agenda_pane", parent=parent)
        self.list = ListView(name="agenda", accessible=tr("Agenda"))
        self.panel = Select(name="agenda_panel", accessible=tr("Panel"))
        self._settled = Label(role="small", tone="ink2", name="agenda_settled")
        self.list.selected.connect(self.case_chosen)
        self.panel.activated.connect(lambda _: self.panel_chosen.emit(str(self.panel.currentData() or "")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 10)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 0, 12, 10)
        self._title = Label(tr("Agenda"), "heading")
        head.addWidget(self._title)
        head.addWidget(self.panel)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self.list, 1)
        column.addWidget(hairline())
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 10, 12, 0)
        foot.addWidget(self._settled)
        column.addLayout(foot)
        self.set_collapsed(False)

    def set_collapsed(self, collapsed: bool) -> None:
        """Narrow, with icons and the first letters only, where the window is."""
        self.setFixedWidth(round((NARROW if collapsed else WIDE) * theme.state().scale))
        self.list.set_collapsed(collapsed)
        for widget in (self._title, self._settled):
            widget.setVisible(not collapsed)
        self.panel.setVisible(not collapsed and self.panel.count() > 2)

    def show_panels(self, panels: Sequence[str], chosen: str) -> None:
        self.panel.clear()
        self.panel.addItem(tr("All panels"), "")
        for panel in panels:
            self.panel.addItem(tr("Panel {panel}", panel=panel), panel)
        self.panel.setCurrentIndex(max(0, self.panel.findData(chosen)))
        self.panel.setVisible(len(panels) > 1 and self.width() > NARROW * theme.state().scale)

    def show_lines(self, lines: Sequence[AgendaLine]) -> None:
        self.list.set_rows([agenda_row(line) for line in lines])
        revealed = [line for line in lines if line.revealed and not line.recused]
        sealed = sum(line.sealed for line in revealed)
        self._settled.setText(tr("{n} of {count} sealed", n=sealed, count=len(revealed)) if revealed else "")

    def select(self, applicant: str) -> None:
        """Mark the row without telling anyone."""
        blocked = self.list.blockSignals(True)
        self.list.select_id(applicant)
        self.list.blockSignals(blocked)
