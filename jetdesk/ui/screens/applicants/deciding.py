"""Decisions on applicants from the list: status, panel, the clear cases, the setup file. Each can be undone."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.applicant import Status
from jetdesk.domain.ruling import CHOICE_NAMES, Choice
from jetdesk.i18n import tr, tr_n
from jetdesk.services import people, screening, timetable
from jetdesk.services import rulings as rulings_service
from jetdesk.services.people import SetUp
from jetdesk.services.rulings import On
from jetdesk.ui.context import Context
from jetdesk.ui.screens.applicants import reading
from jetdesk.ui.screens.applicants.acts import PANEL, Act, act_named, rulings
from jetdesk.ui.screens.applicants.reading import Written
from jetdesk.ui.screens.applicants.values import status_words

if TYPE_CHECKING:
    from jetdesk.ui.screens.applicants.view import ApplicantsView


class Deciding:
    """`begin` an act on these applicants; where a reason is needed it is asked first, then `go_on`."""

    def __init__(self, view: "ApplicantsView", context: Context, name_of: Callable[[str], str]) -> None:
        self._view, self._context, self._name_of = view, context, name_of
        self._waiting: Callable[[str], None] | None = None

    def begin(self, name: str, applicants: tuple[str, ...]) -> None:
        if name.startswith(PANEL):
            self._assign(name.removeprefix(PANEL), applicants)
            return
        act = act_named(name)
        if act.needs_reason:
            self._waiting = partial(self._set_status, act.status, applicants)
            self._view.ask_reason(self._question(act, applicants), act.text.rstrip("…"))
        else:
            self._set_status(act.status, applicants, "")

    def rule_on(self, findings: tuple[On, ...], choice: Choice | None) -> None:
        """Decide on findings: why they do not count, and what was asked for, is asked first."""
        work = partial(self._rule_on, findings, choice)
        if choice in (Choice.WAIVED, Choice.ASKED):
            self._waiting = work
            words = next(words for known, _, words in rulings() if known is choice).rstrip("…")
            needed = choice is Choice.WAIVED
            self._view.ask_reason(self._whose(words, tuple(on.applicant for on in findings)), words, needed=needed)
        else:
            work("")

    def go_on(self, reason: str) -> None:
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self._view.close_reason()
            waiting(reason)

    def cancel(self) -> None:
        self._waiting = None

    def settle(self) -> None:
        """The clear cases; the rest waits for a person."""
        work = partial(reading.settle, self._context.desk)
        self._context.tasks.write(work, self._on_settled, owner=self._view)

    def set_up(self, file: str) -> None:
        work = partial(people.set_up, self._context.desk, Path(file))
        self._context.tasks.write(work, self._on_set_up, owner=self._view)

    def _question(self, act: Act, applicants: tuple[str, ...]) -> str:
        return self._whose(act.text.rstrip("…"), applicants)

    def _whose(self, words: str, applicants: tuple[str, ...]) -> str:
        if len(applicants) == 1:
            return f"{words}: {self._name_of(applicants[0])}"
        return f"{words}: {tr_n('{n} applicant', '{n} applicants', len(set(applicants)))}"

    def _rule_on(self, findings: tuple[On, ...], choice: Choice | None, reason: str) -> None:
        words = CHOICE_NAMES[choice].text() if choice else tr("Decision taken back")
        label = self._label(words, tuple({on.applicant for on in findings}))
        self._write(label, partial(rulings_service.rule_on, self._context.desk, findings, choice, reason))

    def _set_status(self, status: Status, applicants: tuple[str, ...], reason: str) -> None:
        desk = self._context.desk
        work = partial(screening.set_status, desk, applicants, status, reason)
        self._write(self._label(status_words(status), applicants), work)

    def _assign(self, panel: str, applicants: tuple[str, ...]) -> None:
        work = partial(timetable.assign_panel, self._context.desk, applicants, panel)
        self._write(self._label(tr("Panel {panel}", panel=panel), applicants), work)

    def _label(self, what: str, applicants: tuple[str, ...]) -> str:
        if len(applicants) == 1:
            return tr("{name}: {what}", name=self._name_of(applicants[0]), what=what)
        return tr_n("{n} applicant: {what}", "{n} applicants: {what}", len(applicants), what=what)

    def _write(self, label: str, work: Callable[[], ChangeSet]) -> None:
        whole = partial(reading.write, self._context.desk, work)
        self._context.tasks.write(whole, partial(self._on_written, label), owner=self._view)

    def _on_written(self, label: str, written: Written) -> None:
        self._context.undo.push(label, written.change.entries)
        self._context.notify.saved(written.at)
        self._context.bus.changed.emit(written.change, self)

    def _on_settled(self, written: Written) -> None:
        assert written.settled is not None
        counts = written.settled.counts
        label = tr(
            "{invited} invited, {not_invited} not invited",
            invited=counts[Status.INVITED], not_invited=counts[Status.NOT_INVITED],
        )  # fmt: skip
        self._on_written(label, written)
        self._context.notify.say(tr("Settled: {what}. The rest waits for you. Ctrl Z takes it back.", what=label))

    def _on_set_up(self, done: SetUp) -> None:
        tables = {table for table, _ in done.changed}
        rows = {table: frozenset(row for t, row in done.changed if t == table) for table in tables}
        if not rows:
            self._context.notify.say(tr("The office is already as the file says."))
            return
        self._context.notify.say(tr("The office is set up: people, panels, rubrics and quotas are as the file says."))
        self._context.bus.changed.emit(ChangeSet(rows), self)
