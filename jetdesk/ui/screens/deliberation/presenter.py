"""Between the deliberation and the services: the agenda, the case in front, and what is agreed on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from jetdesk.desk.desk import Desk
from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.sheet import OVERALL_NAMES, Overall
from jetdesk.errors import UserError
from jetdesk.i18n import tr
from jetdesk.services import deliberation, desks, people
from jetdesk.services.deliberation import Case
from jetdesk.services.deliberation_cases import AgendaLine
from jetdesk.ui.context import Context, Presenter
from jetdesk.ui.screens.deliberation.values import CaseShown, case_shown

if TYPE_CHECKING:
    from jetdesk.ui.screens.deliberation.view import DeliberationView

TABLES = ("reveal", "sheet", "seal", "reopening", "consensus", "verdict", "discussion", "agenda", "assignment",
          "withdrawn", "slot", "applicant", "panel", "selection")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """One reading of the agenda, with the panels that there are."""

    lines: tuple[AgendaLine, ...]
    panels: tuple[str, ...]


class DeliberationPresenter(Presenter):
    def __init__(self, view: "DeliberationView", context: Context) -> None:
        self._view, self._context = view, context
        self._lines: tuple[AgendaLine, ...] = ()
        self._panel, self._wanted = "", ""
        self._case: CaseShown | None = None
        self._in_front, self._stale = False, True
        self._connect()

    def shown(self) -> None:
        self._in_front = True
        if self._stale:
            self._read()
        self._describe()

    def hidden(self) -> None:
        self._in_front = False

    def open(self, subject: str) -> None:
        self._wanted = subject
        self._read_case()

    def _connect(self) -> None:
        view, side = self._view, self._view.side
        view.agenda.case_chosen.connect(self.open)
        view.agenda.panel_chosen.connect(self._on_panel_chosen)
        view.table.settled.connect(self._on_settled)
        view.table.revising_asked.connect(self._on_revising_asked)
        side.overall_chosen.connect(self._on_overall)
        side.noted.connect(self._on_noted)
        side.deferring_asked.connect(self._on_deferring)
        side.sealing_asked.connect(self._on_sealing_asked)
        side.reopening_asked.connect(self._on_reopening_asked)
        view.sealing_confirmed.connect(self._on_sealing)
        view.reopening_given.connect(self._on_reopening)
        self._context.bus.changed.connect(self._on_changed)

    def _read(self) -> None:
        self._stale = False
        work = partial(_list, self._context.desk, self._panel)
        self._context.tasks.read(work, self._on_listed, owner=self._view, key="deliberation.agenda")

    def _on_listed(self, listed: Listed) -> None:
        self._lines = listed.lines
        self._view.agenda.show_panels(listed.panels, self._panel)
        self._view.agenda.show_lines(listed.lines)
        known = [line.applicant_id for line in listed.lines]
        if not known:
            self._view.show_empty()
        elif self._wanted not in known:
            self._wanted = known[0]
        self._read_case()

    def _read_case(self) -> None:
        if self._wanted:
            self._view.agenda.select(self._wanted)
            work = partial(deliberation.open_case, self._context.desk, self._wanted)
            failed = partial(self._on_closed, self._wanted)
            self._context.tasks.read(work, self._on_case, failed, owner=self._view, key="deliberation.case")

    def _on_case(self, case: Case) -> None:
        if case.applicant_id == self._wanted:
            self._case = case_shown(case)
            self._view.show_case(self._case)
            self._describe()

    def _on_closed(self, applicant: str, error: UserError) -> None:
        """Not revealed, or recused: that is said in the place of the case."""
        if applicant == self._wanted:
            self._case = None
            self._view.show_message(" ".join(error.parts()))

    def _describe(self) -> None:
        if self._in_front and self._case:
            words = tr("All expected sheets were revealed together at {time}", time=self._case.revealed)
            self._context.notify.describe(words)

    def _on_panel_chosen(self, panel: str) -> None:
        self._panel = panel
        self._read()

    def _on_settled(self, criterion: str, level: int | None) -> None:
        if self._case:
            title = next(row.title for row in self._case.rows if row.id == criterion)
            label = tr("{criterion}: consensus {level}", criterion=title, level="–" if level is None else level)
            self._write(label, deliberation.settle, criterion, level)

    def _on_overall(self, overall: Overall | None) -> None:
        name = OVERALL_NAMES[overall].text() if overall else "–"
        self._write(tr("Overall recommendation: {overall}", overall=name), deliberation.settle_overall, overall)

    def _on_noted(self, text: str) -> None:
        self._write(tr("A note"), deliberation.add_note, text)

    def _on_deferring(self) -> None:
        self._write(tr("Put off"), deliberation.defer, done=lambda: self._view.agenda.list.step(1))

    def _on_revising_asked(self) -> None:
        if self._case:
            self._context.bus.wanted.emit("interview", self._case.applicant_id)

    def _on_sealing_asked(self) -> None:
        if self._case and self._case.overall:
            overall = OVERALL_NAMES[self._case.overall].text()
            facts = [(tr("Weighted total"), self._case.consensus_total), (tr("Overall recommendation"), overall)]
            self._view.ask_seal(self._case.name, facts)

    def _on_sealing(self) -> None:
        self._write("", deliberation.seal)

    def _on_reopening_asked(self) -> None:
        if self._case:
            self._view.ask_reopen(self._case.name)

    def _on_reopening(self, reason: str) -> None:
        self._write("", deliberation.reopen, reason, done=self._view.close_dialog)

    def _write(
        self, label: str, act: Callable[..., ChangeSet], *given: object, done: Callable[[], object] | None = None
    ) -> None:
        """`label` names what can be undone; a seal cannot."""
        if self._case is None:
            return
        work = partial(_write, self._context.desk, partial(act, self._context.desk, self._case.applicant_id, *given))
        self._context.tasks.write(work, partial(self._on_written, label, done), self._on_failed, self._view)

    def _on_written(self, label: str, done: Callable[[], object] | None, written: tuple[ChangeSet, datetime]) -> None:
        change, at = written
        if label:
            self._context.undo.push(label, change.entries)
        self._context.notify.saved(at)
        self._context.bus.changed.emit(change, None)
        if done:
            done()

    def _on_failed(self, error: UserError) -> None:
        if self._view.dialog is not None:
            self._view.show_dialog_problem(" ".join(error.parts()))
        else:
            self._context.notify.warn(error)
        self._read_case()

    def _on_changed(self, change: ChangeSet, _: object) -> None:
        if change.touches(*TABLES):
            self._stale = True
            if self._in_front:
                self._read()


def _list(desk: Desk, panel: str) -> Listed:
    lines = deliberation.list_agenda(desk)
    panels = tuple(sorted({line.panel for line in lines if line.panel}))
    known = {each.id for each in people.list_panels(desk)}
    return Listed(tuple(line for line in lines if panel in ("", line.panel)), tuple(p for p in panels if p in known))


def _write(desk: Desk, work: Callable[[], ChangeSet]) -> tuple[ChangeSet, datetime]:
    return work(), desks.now(desk)
