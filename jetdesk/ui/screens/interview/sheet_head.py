"""Whose sheet it is: title, rubric, on a coordinator's desk the chooser, for one's own interview the time."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.domain.office import Person
from jetdesk.i18n import chosen_language, tr
from jetdesk.services.interviews import SheetView
from jetdesk.ui.screens.interview.timer import Timer
from jetdesk.ui.widgets.field import Select
from jetdesk.ui.widgets.label import Label


class SheetHead(QWidget):
    """`panelist_chosen(id)` by an act of the person."""

    panelist_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet_head")
        self._ids: tuple[str, ...] = ()
        self._title = Label(tr("My score sheet"), "heading", name="sheet_title")
        self._quiet = Label(role="small", tone="ink2", elide=Qt.TextElideMode.ElideRight, name="sheet_quiet_line")
        self._notice = Label(role="small", tone="amber", wrap=True, name="sheet_notice")
        self._of = Label(tr("Sheet of:"), "small", "ink2")
        self.panelist = Select(name="panelist_select", accessible=tr("Sheet of:"))
        self.panelist.setFixedWidth(204)
        self._of.setBuddy(self.panelist)
        self.timer = Timer()
        self.panelist.activated.connect(self._on_panelist_activated)
        self._lay_out()
        self.show_panelists((), "")

    def show_panelists(self, people: Sequence[Person], chosen: str) -> None:
        """The chooser; nobody to choose from hides it."""
        self._ids = tuple(person.id for person in people)
        self.panelist.clear()
        self.panelist.addItems([person.name for person in people])
        self.panelist.setCurrentIndex(self._ids.index(chosen) if chosen in self._ids else -1)
        self.panelist.setVisible(bool(people))
        self._of.setVisible(bool(people))

    def show_title(self, own: bool) -> None:
        self._title.setText(tr("My score sheet") if own else tr("Score sheet"))

    def show_sheet(self, sheet: SheetView, *, own: bool) -> None:
        self.show_title(own)
        rubric = tr("Rubric {rubric}", rubric=sheet.rubric.title.text(chosen_language()))
        private = tr("revealed to the panel") if sheet.revealed else tr("private until the reveal")
        who = private if own else _whose(sheet)
        self._quiet.setText(f"{rubric} · {who}" if own else f"{who} · {rubric}")
        notice = _notice(sheet)
        self._notice.setText(notice)
        self._notice.setVisible(bool(notice))

    def show_nothing(self) -> None:
        self._quiet.setText("")
        self._notice.hide()
        self.show_timer(False)

    def show_timer(self, shown: bool) -> None:
        """Start it for an interview of one's own."""
        self.timer.setVisible(shown)
        if shown:
            self.timer.start()
        else:
            self.timer.stop()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title, 1)
        row.addWidget(self.timer)
        row.addWidget(self._of)
        row.addWidget(self.panelist)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._quiet)
        column.addWidget(self._notice)

    def _on_panelist_activated(self, place: int) -> None:
        self.panelist_chosen.emit(self._ids[place])


def _whose(sheet: SheetView) -> str:
    """A sheet that came from its author's own laptop was not entered by anybody here."""
    if sheet.submitted and not sheet.submitted.entered_by:
        return tr("Submitted by {name}", name=sheet.panelist.name)
    return tr("Entered for {name}", name=sheet.panelist.name)


def _notice(sheet: SheetView) -> str:
    if sheet.submitted is not None:
        return ""
    if sheet.reopened_reason:
        return tr(
            "Opened again: {reason}. What was sealed stays on record.", reason=sheet.reopened_reason.rstrip(".。")
        )
    if not sheet.assigned:
        return tr("Not assigned to {name}; submitting a sheet will add it.", name=sheet.panelist.name)
    return ""
