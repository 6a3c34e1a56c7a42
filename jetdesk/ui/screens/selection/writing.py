"""The writes of the screen, each in the writing lane; afterwards everybody is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.applicant import Position
from jetdesk.domain.selection import BASIS_NAMES, Basis
from jetdesk.errors import UserError
from jetdesk.i18n import tr
from jetdesk.services import desks, selection
from jetdesk.ui.context import Context

Done = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Written:
    changes: ChangeSet
    at: datetime


class Writer:
    """`initiator` is the presenter in whose name things change; `owner` the view that must still be there."""

    def __init__(
        self, context: Context, initiator: object, owner: object, refused: Callable[[UserError], object]
    ) -> None:
        self._context, self._initiator, self._owner, self._refused = context, initiator, owner, refused

    def move(self, position: Position, applicant: str, name: str, to_rank: int, reason: str, done: Done) -> None:
        work = partial(selection.move, self._context.desk, position, applicant, to_rank, reason)
        self._write(work, done, tr("Move {name}", name=name))

    def take_back(self, position: Position, applicant: str, name: str, done: Done) -> None:
        work = partial(selection.take_back, self._context.desk, position, applicant)
        self._write(work, done, tr("Take the move of {name} back", name=name))

    def set_places(self, position: Position, places: int, alternates: int, done: Done) -> None:
        work = partial(selection.set_places, self._context.desk, position, places, alternates)
        self._write(work, done, tr("Places of {position}", position=position.value))

    def set_basis(self, basis: Basis, done: Done) -> None:
        work = partial(selection.set_basis, self._context.desk, basis)
        self._write(work, done, tr("Ranked by: {basis}", basis=BASIS_NAMES[basis].text()))

    def record(self, position: Position, done: Done) -> None:
        self._write(partial(self._apply, position), done)

    def sign_off(self, position: Position, done: Done) -> None:
        self._write(partial(self._sign_off, position), done)

    def reopen(self, position: Position, reason: str, done: Done) -> None:
        self._write(partial(selection.reopen, self._context.desk, position, reason), done)

    def _apply(self, position: Position) -> ChangeSet:
        selection.apply_decisions(self._context.desk, [position])
        return ChangeSet({"decision": frozenset()})

    def _sign_off(self, position: Position) -> ChangeSet:
        selection.sign_off(self._context.desk, position)
        return ChangeSet({"selection": frozenset({position.value}), "decision": frozenset()})

    def _write(self, work: Callable[[], ChangeSet], done: Done, label: str = "") -> None:
        """With a label it can be undone."""
        timed = partial(self._timed, work)
        self._context.tasks.write(timed, partial(self._on_written, label, done), self._refused, self._owner)

    def _timed(self, work: Callable[[], ChangeSet]) -> Written:
        changes = work()
        return Written(changes, desks.now(self._context.desk))

    def _on_written(self, label: str, done: Done, written: Written) -> None:
        if label:
            self._context.undo.push(label, written.changes.entries)
        self._context.notify.saved(written.at)
        self._context.bus.changed.emit(written.changes, self._initiator)
        done()
