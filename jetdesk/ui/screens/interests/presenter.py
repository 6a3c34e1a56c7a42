"""Between the list of conflicts of interest and the services."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from jetdesk.desk.desk import Desk
from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.interests import KIND_NAMES, STATE_NAMES, State
from jetdesk.errors import UserError
from jetdesk.i18n import tr
from jetdesk.services import applicants, desks, interests, people
from jetdesk.ui.context import Context

SHOWN = ("interest", "assignment", "applicant", "person")
_ORDER = (State.DECLARED, State.DETECTED, State.CONFIRMED, State.DISMISSED)
STATUS = {State.DECLARED: "conflict", State.DETECTED: "check", State.CONFIRMED: "recused", State.DISMISSED: "saved"}


@dataclass(frozen=True, slots=True)
class Line:
    """One possible conflict. `about`: what was said or found; with the reason once it is decided."""

    applicant: str
    panelist: str
    applicant_name: str
    panelist_name: str
    kind: str
    state: State
    state_words: str
    about: str

    @property
    def id(self) -> str:
        return f"{self.applicant} {self.panelist}"

    @property
    def is_open(self) -> bool:
        return self.state in (State.DECLARED, State.DETECTED)


class View(Protocol):
    """What the presenter asks of the dialog."""

    def show_lines(self, lines: tuple[Line, ...]) -> None: ...
    def show_problem(self, problem: str) -> None: ...


class InterestsPresenter:
    def __init__(self, view: View, context: Context) -> None:
        self._view, self._context = view, context
        context.bus.changed.connect(self._on_changed)
        self._read()

    def recuse(self, line: Line, reason: str) -> None:
        """Nothing of the case reaches the panelist any more."""
        self._write(partial(interests.confirm, self._context.desk, line.applicant, line.panelist, reason), "")

    def dismiss(self, line: Line, reason: str) -> None:
        label = tr("Dismiss a conflict of interest")
        self._write(partial(interests.dismiss, self._context.desk, line.applicant, line.panelist, reason), label)

    def _read(self) -> None:
        work = partial(_lines, self._context.desk)
        self._context.tasks.read(work, self._view.show_lines, owner=self._view, key="interests")

    def _on_changed(self, change: ChangeSet, _: object) -> None:
        if change.touches(*SHOWN):
            self._read()

    def _write(self, work: Callable[[], ChangeSet], label: str) -> None:
        timed = partial(_timed, self._context.desk, work)
        self._context.tasks.write(timed, partial(self._on_written, label), self._on_failed, self._view)

    def _on_written(self, label: str, done: tuple[ChangeSet, datetime]) -> None:
        change, at = done
        if label:
            self._context.undo.push(label, change.entries)
        self._context.notify.saved(at)
        self._context.bus.changed.emit(change, self)

    def _on_failed(self, error: UserError) -> None:
        self._view.show_problem(" ".join(error.parts()))


def _timed(desk: Desk, work: Callable[[], ChangeSet]) -> tuple[ChangeSet, datetime]:
    return work(), desks.now(desk)


def _lines(desk: Desk) -> tuple[Line, ...]:
    names = {row.id: f"{row.application_no} {row.name}" for row in applicants.list_applicants(desk)}
    known = {person.id: person.name for person in people.list_people(desk)}
    lines = (
        Line(
            each.applicant, each.panelist, names[each.applicant], known.get(each.panelist, each.panelist),
            KIND_NAMES[each.kind].text(), each.state, STATE_NAMES[each.state].text(),
            " ".join(part for part in (each.explanation.text(), each.reason) if part),
        )
        for each in interests.list_interests(desk)
        if each.applicant in names
    )  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (_ORDER.index(line.state), line.applicant_name, line.panelist_name)))
