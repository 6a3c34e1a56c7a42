"""Undo and redo: the inverse of what was written, as new entries of the journal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from jetdesk.errors import UserError
from jetdesk.i18n import tr
from jetdesk.ui.notify import Notifier
from jetdesk.ui.tasks import Lanes

if TYPE_CHECKING:
    from jetdesk.desk.projection import ChangeSet

Inverse = Callable[[tuple[str, ...]], "ChangeSet"]
DEPTH = 100


@dataclass(frozen=True, slots=True)
class Step:
    """What a person did, in words, the entries that did it last, and those that did it first."""

    label: str
    entries: tuple[str, ...]
    origin: tuple[str, ...]


class UndoStack(QObject):
    """`changed` when something else can be undone or redone; `applied(ChangeSet)` after it was.

    `inverse(entries)` writes the inverse of these entries; it runs in the write lane.
    """

    changed = Signal()
    applied = Signal(object)

    def __init__(self, inverse: Inverse, tasks: Lanes, notify: Notifier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inverse, self._tasks, self._notify = inverse, tasks, notify
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._under_way: Step | None = None

    def push(self, label: str, entries: tuple[str, ...]) -> None:
        """Remember what was written; what could be redone no longer can."""
        if entries:
            self._done = [*self._done, Step(label, entries, entries)][-DEPTH:]
            self._undone.clear()
            self.changed.emit()

    def forget(self, entries: Iterable[str]) -> None:
        """What these entries did, or did again, is settled: it can be neither undone nor redone."""
        settled = frozenset(entries)
        self._done = [step for step in self._done if settled.isdisjoint(step.origin)]
        self._undone = [step for step in self._undone if settled.isdisjoint(step.origin)]
        if self._under_way is not None and not settled.isdisjoint(self._under_way.origin):
            self._under_way = replace(self._under_way, origin=())
        self.changed.emit()

    @property
    def next_undo(self) -> str:
        """What Ctrl Z would take back, in words; empty for nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def next_redo(self) -> str:
        return self._undone[-1].label if self._undone else ""

    def undo(self) -> None:
        self._start(self._done, self._on_undone, tr("There is nothing to undo."))

    def redo(self) -> None:
        self._start(self._undone, self._on_redone, tr("There is nothing to redo."))

    def _start(self, steps: list[Step], done: Callable[["ChangeSet"], None], nothing: str) -> None:
        if self._under_way is not None:
            return
        if not steps:
            self._notify.describe(nothing)
            return
        step = self._under_way = steps.pop()
        self._tasks.write(lambda: self._inverse(step.entries), done, self._on_failed, owner=self)

    def _on_undone(self, change: "ChangeSet") -> None:
        step = self._finish(change, self._undone)
        self._notify.describe(tr("Undone: {what}", what=step.label))

    def _on_redone(self, change: "ChangeSet") -> None:
        step = self._finish(change, self._done)
        self._notify.describe(tr("Done again: {what}", what=step.label))

    def _finish(self, change: "ChangeSet", steps: list[Step]) -> Step:
        assert self._under_way is not None
        step = replace(self._under_way, entries=change.entries)
        self._under_way = None
        if step.origin:
            steps.append(step)
        self.changed.emit()
        self.applied.emit(change)
        return step

    def _on_failed(self, error: UserError) -> None:
        """It was changed again since: this step cannot be taken back any more."""
        self._under_way = None
        self.changed.emit()
        self._notify.warn(error)
