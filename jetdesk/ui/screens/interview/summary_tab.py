"""The Summary tab: the facts of the form that the panel needs, and the screening note."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.screens.interview.wording import FactGroup
from jetdesk.ui.widgets.label import Label, hairline

_NAME_WIDTH = 168


class SummaryTab(QScrollArea):
    """Groups of name and value, one under another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dossier_summary")
        self.setAccessibleName(tr("Summary"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self._groups: tuple[FactGroup, ...] | None = None

    def show_groups(self, groups: tuple[FactGroup, ...]) -> None:
        """They are laid out when they come into sight: most applicants are read in their documents."""
        self._groups = groups
        if self.isVisible():
            self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        if self._groups is None:
            return
        groups, self._groups = self._groups, None
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 8, 24, 24)
        column.setSpacing(0)
        for place, group in enumerate(groups):
            if place:
                column.addSpacing(12)
                column.addWidget(hairline())
            column.addSpacing(12)
            column.addWidget(Label(group.title, "heading"))
            column.addSpacing(4)
            column.addLayout(_fact_grid(group))
        column.addStretch(1)
        self.setWidget(page)


def _fact_grid(group: FactGroup) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, _NAME_WIDTH)
    grid.setColumnStretch(1, 1)
    for line, (name, value) in enumerate(group.facts):
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(Label(name, tone="ink2"), line, 0, top)
        shown = Label(value, wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        shown.setAccessibleName(f"{name}, {value}")
        grid.addWidget(shown, line, 1)
    return grid
