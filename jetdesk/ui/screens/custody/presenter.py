"""Custody between the view and the services: the ledger, the mailbox, the reveal, and what has to be looked at."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from jetdesk.domain.custody import AWAITED, Conflict, CustodyCell, CustodyEvent
from jetdesk.domain.office import Role
from jetdesk.errors import UserError
from jetdesk.i18n import tr, tr_n
from jetdesk.ui.context import Context, Presenter
from jetdesk.ui.screens.custody import arranging, counting, values
from jetdesk.ui.screens.custody.mailbox import MailboxPresenter
from jetdesk.ui.screens.custody.reading import TABLES, Door, Written
from jetdesk.ui.screens.custody.values import ALL, BrokenProof, Everything, Figures, Filters, Matrix

if TYPE_CHECKING:
    from jetdesk.desk.projection import ChangeSet
    from jetdesk.ui.screens.custody.view import CustodyScreen

SHORTEST_REASON = 10


class CustodyPresenter(Presenter):
    """One reading of the desk is shown by day and panel."""

    def __init__(self, view: "CustodyScreen", context: Context, door: Door) -> None:
        self._view, self._context, self._door = view, context, door
        self._all, self._figures = Everything(), Figures()
        self._day: date | None = None
        self._panel, self._capacity = ALL, 0
        self._cell: tuple[str, str] | None = None
        self._wanted: tuple[str, str] | None = None
        self._named: tuple[str, ...] = ()
        self._closings: list[str] = []
        self._is_shown, self._is_stale, self._is_first = False, True, True
        self._may_act = context.who.person.role is Role.COORDINATOR
        self.mailbox = MailboxPresenter(view, context, door, self._refresh_when_shown)
        view.show_may_act(self._may_act)
        self._connect()

    def shown(self) -> None:
        self._is_shown = True
        if self._is_stale:
            self._refresh()
        else:
            self._context.notify.describe(self._figures.summary)
        self.mailbox.look()

    def hidden(self) -> None:
        self._is_shown = False

    def open(self, subject: str) -> None:
        """Show an applicant's row."""
        self._wanted = (subject, "")
        if self._is_stale:
            self.shown()
        else:
            self._go_to_wanted()

    def choose_day(self, day: date | None) -> None:
        self._day = day
        self._show_matrix()

    def choose_panel(self, panel: str) -> None:
        self._panel = panel
        self._show_matrix()

    def take_capacity(self, columns: int) -> None:
        """So many panelists' columns fit."""
        before, self._capacity = self._shown_panel(), columns
        if not self._is_first and (before != self._shown_panel() or self._panel == ALL):
            self._show_matrix()

    def open_cell(self, applicant: str, panelist: str) -> None:
        """The history of a sheet; of the applicant's name the dossier."""
        if not panelist:
            self._context.bus.wanted.emit("interview", applicant)
        elif self._find(applicant, panelist):
            self._cell = (applicant, panelist)
            self._read_history()

    def close_history(self) -> None:
        self._cell = None
        self._view.show_overview()

    def ask_close(self, applicant: str, panelist: str) -> None:
        if self._may_act and self._find(applicant, panelist):
            names = (self._applicant_name(applicant), self._all.name(panelist))
            self._view.ask_close(applicant, panelist, names, SHORTEST_REASON)

    def close(self, applicant: str, panelist: str, reason: str) -> None:
        work = partial(self._door.close, applicant, panelist, reason)
        self._context.tasks.write(work, self._on_closed, owner=self._view)

    def ask_reveal(self) -> None:
        ready = self._figures.ready
        if ready.applicants:
            self._named = tuple(applicant for applicant, _ in ready.applicants)
            self._view.ask_reveal([words for _, words in ready.applicants])

    def reveal(self) -> None:
        """Those whom the dialog named; who is not ready any more is refused by the service."""
        work = partial(self._door.reveal, self._named)
        self._context.tasks.write(work, self._on_revealed, self._on_refused, self._view)

    def show_gap(self) -> None:
        """Nobody is ready: say who is missing, and go to the first gap."""
        gaps = self._figures.ready.gaps
        first = tr("Nobody can be revealed yet.") if gaps else tr("Nobody is waiting to be revealed.")
        rest = tr("Missing: {names}", names=counting.gap_words(gaps)) if gaps else ""
        self._view.show_banner("say", first, rest)
        if gaps:
            self._wanted = (gaps[0].applicant_id, gaps[0].panelist_id)
            self._go_to_wanted()

    def ask_conflict(self, place: int) -> None:
        if place < len(self._all.conflicts):
            self._view.ask_conflict(self._all.conflicts[place], self._all.now, SHORTEST_REASON)

    def resolve(self, conflict: Conflict, entry: str, reason: str) -> None:
        work = partial(self._door.resolve, conflict, entry, reason)
        self._context.tasks.write(work, self._on_written, self._on_refused, self._view)

    def ask_alarm(self, place: int) -> None:
        if place < len(self._all.alarms):
            alarm = self._all.alarms[place]
            self._view.ask_alarm(alarm.id, counting.alarm_matter(alarm), SHORTEST_REASON)

    def settle(self, alarm: str, reason: str) -> None:
        work = partial(self._door.settle, alarm, reason)
        self._context.tasks.write(work, self._on_settled, self._on_refused, self._view)

    def print_receipt(self) -> None:
        self._context.bus.wanted.emit("reports", "custody")

    def leave_empty(self) -> None:
        self._context.bus.wanted.emit("applicants", "")

    def _connect(self) -> None:
        view = self._view
        view.day_chosen.connect(self.choose_day)
        view.panel_chosen.connect(self.choose_panel)
        view.capacity_changed.connect(self.take_capacity)
        view.cell_opened.connect(self.open_cell)
        view.history_closed.connect(self.close_history)
        view.close_asked.connect(self.ask_close)
        view.close_confirmed.connect(self.close)
        view.reveal_asked.connect(self.ask_reveal)
        view.reveal_confirmed.connect(self.reveal)
        view.gap_asked.connect(self.show_gap)
        view.conflict_asked.connect(self.ask_conflict)
        view.conflict_settled.connect(self.resolve)
        view.alarm_asked.connect(self.ask_alarm)
        view.alarm_settled.connect(self.settle)
        view.receipt_asked.connect(self.print_receipt)
        view.empty_acted.connect(self.leave_empty)
        self._context.bus.changed.connect(self._on_changed)

    def _on_changed(self, changes: "ChangeSet", initiator: object) -> None:
        if initiator is not self and changes.touches(*TABLES):
            self._refresh_when_shown()

    def _refresh_when_shown(self) -> None:
        self._is_stale = True
        if self._is_shown:
            self._refresh()

    def _refresh(self) -> None:
        self._context.tasks.read(self._read, self._on_read, owner=self._view, key="custody")

    def _read(self) -> tuple[Everything, Figures]:
        """In the reading lane, with all that is counted."""
        found = self._door.read()
        return found, counting.figures(found)

    def _on_read(self, read: tuple[Everything, Figures]) -> None:
        found, self._figures = read
        self._all = replace(found, broken=self._all.broken)
        self._is_stale = False
        if self._is_first:
            self._is_first = False
            today = self._all.now.date()
            self._day = today if today in self._figures.days else None
        self._show()
        self._context.tasks.read(self._door.read_broken, self._on_proved, owner=self._view, key="custody.proofs")

    def _on_proved(self, broken: tuple[BrokenProof, ...]) -> None:
        """Proving takes longer than everything else, which is shown already."""
        self._all = replace(self._all, broken=broken)
        self._view.show_matters(*counting.matters(self._all))

    def _show(self) -> None:
        found = self._all
        self._show_matrix()
        self._view.show_ready(self._figures.ready)
        self._view.show_laptops(found.laptops, found.now)
        self._view.show_matters(*counting.matters(found))
        self.mailbox.show(found)
        if self._is_shown:
            self._context.notify.describe(self._figures.summary)
        if self._cell:
            self._read_history()

    def _show_matrix(self) -> None:
        self._view.show_filters(self._filters())
        if self._figures.is_empty:
            words = tr("Give invited applicants a panel, then make laptop packs.")
            self._view.show_empty(words, tr("Open Applicants"))
            return
        work = partial(arranging.matrix, self._all, self._day, self._shown_panel())
        self._context.tasks.read(work, self._on_matrix, owner=self._view, key="custody.matrix")

    def _on_matrix(self, matrix: Matrix) -> None:
        self._view.show_matrix(matrix)
        self._go_to_wanted()

    def _filters(self) -> Filters:
        days = self._figures.days
        if self._day not in days:
            self._day = None
        panels = arranging.panels(self._all.ledger)
        if self._fits_all() and len(panels) > 1:
            panels = ((ALL, tr("all")), *panels)
        return Filters((None, *days), self._day, panels, self._shown_panel())

    def _fits_all(self) -> bool:
        ledger = self._all.ledger
        return len(ledger.groups) <= values.MOST_PANELS_AT_ONCE and arranging.columns_in_all(ledger) <= self._capacity

    def _shown_panel(self) -> str:
        """What is chosen; where not all panels fit, the first of them instead of all."""
        panels = [group.panel.id for group in self._all.ledger.groups]
        if self._panel in panels or not panels:
            return self._panel
        return ALL if self._fits_all() else panels[0]

    def _read_history(self) -> None:
        if self._cell and self._find(*self._cell):
            work = partial(self._door.history, *self._cell)
            done = partial(self._on_history, self._cell)
            self._context.tasks.read(work, done, owner=self._view, key="custody.history")
        else:
            self.close_history()

    def _on_history(self, where: tuple[str, str], events: tuple[CustodyEvent, ...]) -> None:
        cell = self._find(*where)
        if cell is None or where != self._cell:
            return
        may_close = self._may_act and cell.state in AWAITED
        names = self._applicant_name(where[0]), self._all.name(where[1])
        self._view.show_history(values.History(cell, *names, events, self._all.zone, may_close))

    def _on_closed(self, written: Written) -> None:
        self._closings += written.change.entries
        self._context.undo.push(tr("Close without a sheet"), written.change.entries)
        self._on_written(written)

    def _on_revealed(self, written: Written) -> None:
        """What was closed so that it could be revealed cannot be opened again."""
        self._context.undo.forget(self._closings)
        self._closings = []
        self._view.settle_banner()
        self._context.notify.say(tr_n("{n} applicant is revealed.", "{n} applicants are revealed.", written.revealed))
        self._on_written(written)

    def _on_written(self, written: Written) -> None:
        self._context.notify.saved(written.at)
        self._context.bus.changed.emit(written.change, self)
        self._refresh()

    def _on_settled(self, at: object) -> None:
        self._refresh()

    def _on_refused(self, error: UserError) -> None:
        self._context.notify.warn(error)
        self._refresh()

    def _go_to_wanted(self) -> None:
        """Go to a cell; where it is not shown, its panel and all days are shown first."""
        wanted, self._wanted = self._wanted, None
        if wanted is None or self._view.go_to(*wanted):
            return
        there = (None, self._panel_of(wanted[0]))
        if there != (self._day, self._shown_panel()):
            self._day, self._panel = there
            self._wanted = wanted
            self._show_matrix()

    def _find(self, applicant: str, panelist: str) -> CustodyCell | None:
        rows = (row for row in self._all.ledger.rows if row.applicant_id == applicant)
        return next((row.cells[panelist] for row in rows if panelist in row.cells), None)

    def _applicant_name(self, applicant: str) -> str:
        return next((row.name for row in self._all.ledger.rows if row.applicant_id == applicant), "")

    def _panel_of(self, applicant: str) -> str:
        groups = self._all.ledger.groups
        return next((g.panel.id for g in groups if any(row.applicant_id == applicant for row in g.rows)), ALL)
