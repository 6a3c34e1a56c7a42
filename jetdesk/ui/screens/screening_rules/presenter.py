"""Between the rules dialog and the services: every change is tried out, none counts before it is saved."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from jetdesk.desk.desk import Desk
from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.office import Cycle
from jetdesk.domain.screening import Rules
from jetdesk.errors import Refused, UserError
from jetdesk.i18n import tr
from jetdesk.services import desks, people, screening_rules
from jetdesk.ui.context import Context
from jetdesk.ui.screens.screening_rules.values import Outcomes, Shown


class View(Protocol):
    """What the presenter asks of the dialog."""

    def show_rules(self, shown: Shown) -> None: ...
    def show_opened(self, rules: Rules) -> None: ...
    def show_outcomes(self, now: Outcomes, then: Outcomes) -> None: ...
    def show_problem(self, sentences: str) -> None: ...
    def rules(self) -> Rules: ...
    def cycle(self) -> Cycle: ...
    def accept(self) -> None: ...


class RulesPresenter:
    def __init__(self, view: View, context: Context) -> None:
        self._view, self._context = view, context
        self._now = Outcomes()

    def start(self) -> None:
        read = partial(_read, self._context.desk)
        self._context.tasks.read(read, self._on_read, owner=self._view, key="screening_rules")

    def edited(self) -> None:
        """Try out what stands in the dialog; while something cannot be read nothing is tried."""
        try:
            self._try(self._view.rules(), self._view.cycle())
        except Refused:
            return

    def save(self) -> None:
        try:
            rules, cycle = self._view.rules(), self._view.cycle()
        except Refused as refused:
            self._on_failed(refused)
            return
        work = partial(_set, self._context.desk, rules, cycle)
        self._context.tasks.write(work, self._on_saved, self._on_failed, self._view)

    def open_file(self, file: str) -> None:
        work = partial(screening_rules.open_rules, Path(file))
        self._context.tasks.read(work, self._on_opened, self._on_failed, owner=self._view, key="screening_rules.file")

    def save_file(self, file: str) -> None:
        try:
            work = partial(screening_rules.save_rules, Path(file), self._view.rules())
        except Refused as refused:
            self._on_failed(refused)
            return
        self._context.tasks.write(work, None, self._on_failed, self._view)

    def _on_read(self, read: tuple[Shown, Outcomes]) -> None:
        shown, self._now = read
        self._view.show_rules(shown)
        self._view.show_outcomes(self._now, self._now)

    def _try(self, rules: Rules, cycle: Cycle) -> None:
        work = partial(screening_rules.would_find, self._context.desk, rules, cycle)
        self._context.tasks.read(work, self._on_tried, owner=self._view, key="screening_rules.tried")

    def _on_tried(self, then: Outcomes) -> None:
        self._view.show_problem("")
        self._view.show_outcomes(self._now, then)

    def _on_opened(self, rules: Rules) -> None:
        self._view.show_opened(rules)
        self.edited()

    def _on_saved(self, done: tuple[ChangeSet, datetime]) -> None:
        change, at = done
        self._context.undo.push(tr("Screening rules"), change.entries)
        self._context.notify.saved(at)
        self._context.bus.changed.emit(change, self)
        self._view.accept()

    def _on_failed(self, error: UserError) -> None:
        self._view.show_problem(" ".join(error.parts()))


def _read(desk: Desk) -> tuple[Shown, Outcomes]:
    office, rules = people.get_office(desk), screening_rules.get_rules(desk)
    shown = Shown(rules, office.cycle, office.time_zone, office.positions)
    return shown, screening_rules.would_find(desk, rules, office.cycle)


def _set(desk: Desk, rules: Rules, cycle: Cycle) -> tuple[ChangeSet, datetime]:
    return screening_rules.set_rules(desk, rules, cycle), desks.now(desk)
