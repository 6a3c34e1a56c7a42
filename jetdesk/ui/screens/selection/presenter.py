"""Selection between the view and the services: what is shown, the move under way, and every write."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.applicant import Position
from jetdesk.domain.selection import Standing
from jetdesk.errors import UserError
from jetdesk.i18n import tr
from jetdesk.services import desks, people, selection
from jetdesk.services.selection import SHORTEST_REASON, SelectionView
from jetdesk.ui.context import Context, Presenter
from jetdesk.ui.screens.selection import values
from jetdesk.ui.screens.selection.rows import RankRow, list_rows, tie_words

if TYPE_CHECKING:
    from jetdesk.ui.screens.selection.view import SelectionScreen

SHOWS = ("applicant", "sheet", "slot", "assignment", "override", "selection", "office", "panel", "person", "rubric")


@dataclass(frozen=True, slots=True)
class Listed:
    """A position's list with the rows it is shown by."""

    view: SelectionView
    rows: tuple[RankRow, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    lists: dict[Position, Listed]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Move:
    """A move that still lacks its reason, and the list as it would be."""

    applicant: str
    to_rank: int
    trial: Listed | None = None


@dataclass(frozen=True, slots=True)
class Written:
    changes: ChangeSet
    at: datetime


class SelectionPresenter(Presenter):
    """One list is in front; a move is only tried until its reason is kept."""

    def __init__(self, view: "SelectionScreen", context: Context) -> None:
        self._view, self._context = view, context
        self._all = Everything({}, {})
        self._position: Position | None = None
        self._selected = ""
        self._move: Move | None = None
        self._is_shown, self._is_stale = False, True
        self._connect()

    def shown(self) -> None:
        self._is_shown = True
        if self._is_stale:
            self._refresh()

    def hidden(self) -> None:
        self._is_shown = False
        self._settle()

    def open(self, subject: str) -> None:
        """Show the list of a position, or of an applicant with that row selected."""
        position = values.position_of(subject)
        if position is not None:
            self.choose_position(position.value)
        elif subject:
            self._selected = subject
            self._is_stale = True
            self._position = None
        self.shown()

    def choose_position(self, text: str) -> None:
        if self._position is None or self._position.value != text:
            self._settle()
            self._position, self._selected = values.position_of(text), ""
            self._show()

    def select(self, applicant: object) -> None:
        self._selected = applicant if isinstance(applicant, str) else ""
        self._show_form()

    def ask_move(self, applicant: str, to_rank: int) -> None:
        """Try a move; it is written when its reason is kept."""
        shown = self._recorded()
        if shown is None or shown.view.sign_off or not 1 <= to_rank <= len(shown.view.ranking.ranked):
            return
        if self._move and self._move.applicant != applicant:
            self._settle(partial(self.ask_move, applicant, to_rank))
            return
        if to_rank == self._rank(shown, applicant):
            self._drop_move()
            return
        self._selected = applicant
        self._move = Move(applicant, to_rank, self._move.trial if self._move else None)
        work = partial(self._try, shown.view.position, applicant, to_rank)
        self._context.tasks.read(work, self._on_tried, self._on_failed, self._view, "selection.trial")

    def step_move(self, by: int) -> None:
        """Move the row of the form on by one."""
        form = self._form()
        if form.state != "none":
            self.ask_move(form.applicant_id, (self._move.to_rank if self._move else form.after) + by)

    def keep_reason(self, reason: str) -> None:
        form, position = self._form(), self._position
        if form.state == "none" or position is None:
            return
        if len(reason.strip()) < SHORTEST_REASON:
            words = tr("Write at least {n} characters; the reason is printed in the summary.", n=SHORTEST_REASON)
            self._view.show_form_problem(words)
        elif form.state == "new" or reason.strip() != form.reason:
            self._write_move(form.applicant_id, form.after, reason)

    def undo_move(self) -> None:
        """Give the move up, or take back the one that was made."""
        form, position = self._form(), self._position
        if form.state == "new":
            self._drop_move()
        elif form.state == "kept" and position is not None and not self._is_signed():
            work = partial(selection.take_back, self._context.desk, position, form.applicant_id)
            self._write(work, tr("Take the move of {name} back", name=form.name))
        self._view.focus_list()

    def choose_places(self, places: int) -> None:
        shown = self._recorded()
        if shown and places >= 0 and places != shown.view.ranking.quota:
            self._set_places(places, shown.view.ranking.alternates)

    def choose_alternates(self, alternates: int) -> None:
        shown = self._recorded()
        if shown and alternates != shown.view.ranking.alternates:
            self._set_places(shown.view.ranking.quota, alternates)

    def record(self) -> None:
        """Record every decision of the list."""
        shown = self._recorded()
        if shown and self._move is None:
            position = shown.view.position
            self._write(partial(self._apply, position), done=self._on_recorded)
        elif shown:
            self._view.focus_reason()

    def ask_sign_off(self) -> None:
        shown = self._recorded()
        if shown:
            self._view.ask_sign_off(values.question(shown.view))

    def sign_off(self) -> None:
        if self._position is not None:
            self._view.show_busy()
            self._write(partial(self._sign_off, self._position))

    def ask_reopen(self) -> None:
        if self._position is not None:
            self._view.ask_reopen(self._position.value, SHORTEST_REASON)

    def reopen(self, reason: str) -> None:
        if self._position is not None:
            self._write(partial(selection.reopen, self._context.desk, self._position, reason))

    def preview(self) -> None:
        if self._position is not None:
            self._context.bus.wanted.emit("reports", self._position.value)

    def open_dossier(self, applicant: object) -> None:
        if isinstance(applicant, str):
            self._context.bus.wanted.emit("interview", applicant)

    def leave_empty(self) -> None:
        """The action of the empty state."""
        self._context.bus.wanted.emit("interview" if self._all.lists else "applicants", "")

    def _connect(self) -> None:
        view = self._view
        view.position_chosen.connect(self.choose_position)
        view.row_selected.connect(self.select)
        view.row_opened.connect(self.open_dossier)
        view.move_asked.connect(self.ask_move)
        view.move_stepped.connect(self.step_move)
        view.reason_kept.connect(self.keep_reason)
        view.move_undone.connect(self.undo_move)
        view.places_chosen.connect(self.choose_places)
        view.alternates_chosen.connect(self.choose_alternates)
        view.preview_asked.connect(self.preview)
        view.record_asked.connect(self.record)
        view.sign_off_asked.connect(self.ask_sign_off)
        view.sign_off_confirmed.connect(self.sign_off)
        view.gap_asked.connect(view.focus_reason)
        view.reopen_asked.connect(self.ask_reopen)
        view.reopen_confirmed.connect(self.reopen)
        view.empty_acted.connect(self.leave_empty)
        self._context.bus.changed.connect(self._on_changed)

    def _on_changed(self, changes: ChangeSet, initiator: object) -> None:
        if initiator is not self and changes.touches(*SHOWS):
            self._is_stale = True
            if self._is_shown:
                self._refresh()

    def _refresh(self) -> None:
        self._context.tasks.read(self._read, self._on_read, self._on_failed, self._view, "selection")

    def _read(self) -> Everything:
        """In a reading lane."""
        desk = self._context.desk
        lists = {position: _listed(selection.view(desk, position)) for position in selection.positions(desk)}
        return Everything(lists, {person.id: person.name for person in people.list_people(desk)})

    def _try(self, position: Position, applicant: str, to_rank: int) -> Listed:
        """In a reading lane."""
        return _listed(selection.preview_move(self._context.desk, position, applicant, to_rank))

    def _on_read(self, found: Everything) -> None:
        self._all, self._is_stale = found, False
        if self._position not in found.lists:
            self._position = self._place_of(self._selected)
        move, shown = self._move, self._recorded()
        if move and shown and (shown.view.sign_off or values.find(shown.view, move.applicant) is None):
            self._move = None
        self._show()
        if move and self._move:
            self.ask_move(move.applicant, move.to_rank)

    def _on_tried(self, trial: Listed) -> None:
        move = self._move
        if move is None or trial.view.position != self._position:
            return
        self._move = replace(move, trial=trial)
        self._show()
        self._view.focus_reason()

    def _on_failed(self, error: UserError) -> None:
        self._context.notify.warn(error)
        self._drop_move()

    def _place_of(self, applicant: str) -> Position | None:
        """The list that an applicant is in, else the first."""
        for position, listed in self._all.lists.items():
            if any(row.id == applicant for row in listed.rows):
                return position
        return next(iter(self._all.lists), None)

    def _recorded(self) -> Listed | None:
        return self._all.lists.get(self._position) if self._position else None

    def _current(self) -> Listed | None:
        """The list as it is shown: with the move that is tried."""
        return (self._move.trial if self._move else None) or self._recorded()

    def _is_signed(self) -> bool:
        shown = self._recorded()
        return bool(shown and shown.view.sign_off)

    def _rank(self, listed: Listed, applicant: str) -> int | None:
        found = values.find(listed.view, applicant)
        return found.rank if found else None

    def _show(self) -> None:
        shown = self._current()
        lists = [listed.view for listed in self._all.lists.values()]
        if self._move and shown:
            lists = [shown.view if view.position == shown.view.position else view for view in lists]
        counters = [values.counter(view) for view in lists]
        self._view.show_counters(counters, self._position.value if self._position else "")
        if shown is None or not shown.view.ranking.ranked:
            self._show_empty(shown)
            return
        self._view.show_list(_list_values(shown))
        self._view.show_side(self._side_values(shown, lists))
        self._view.select(self._selected)
        self._show_form()

    def _show_form(self) -> None:
        form = self._form()
        self._view.show_form(form)
        if form.state == "new":
            self._view.show_not_ready([tr("Keep the move with a reason, or undo it")])
        else:
            self._view.show_ready()

    def _show_empty(self, shown: Listed | None) -> None:
        if shown is None:
            line = tr("Nothing to rank until applicants are invited")
            self._view.show_empty(line, tr("Import applicants, then set the places of each position."), tr("Open Applicants"))
            return
        counts = {"received": shown.view.received, "expected": shown.view.expected}
        progress = tr("{received} of {expected} expected sheets received.", **counts)
        self._view.show_empty(tr("Nothing to rank until a sheet is submitted"), progress, tr("Open Interviews"))

    def _side_values(self, shown: Listed, lists: list[SelectionView]) -> values.SideValues:
        view = shown.view
        others = tuple(other for other in lists if other.position != view.position)
        return values.SideValues(
            view.position.value,
            values.near_line(view),
            values.move_lines(view),
            values.points(view, others),
            values.signed(view, self._all.names),
        )

    def _form(self) -> values.MoveForm:
        """The form of the move under way, or of the selected row's move."""
        shown, move = self._current(), self._move
        standing = values.find(shown.view, move.applicant if move else self._selected) if shown else None
        if standing is None or standing.rank is None or (move is None and standing.override is None):
            return values.MoveForm()
        return _move_form(standing, move)

    def _drop_move(self) -> None:
        """The row returns to where it was."""
        if self._move is not None:
            self._move = None
            self._show()

    def _settle(self, then: Callable[[], None] | None = None) -> None:
        """End the move under way: with a good reason it is kept, else the row returns."""
        move, reason = self._move, self._view.typed_reason() if self._move else ""
        if move and self._position and len(reason.strip()) >= SHORTEST_REASON:
            self._write_move(move.applicant, move.to_rank, reason, then)
            return
        self._drop_move()
        if then:
            then()

    def _write_move(self, applicant: str, to_rank: int, reason: str, then: Callable[[], None] | None = None) -> None:
        shown, position = self._current(), self._position
        standing = values.find(shown.view, applicant) if shown else None
        if standing is None or position is None:
            return
        label = tr("Move {name}", name=standing.candidate.name)
        work = partial(selection.move, self._context.desk, position, applicant, to_rank, reason)
        self._write(work, label, done=partial(self._on_moved, then))

    def _on_moved(self, then: Callable[[], None] | None) -> None:
        self._move = None
        if then:
            self._context.tasks.read(self._read, partial(self._on_read_then, then), owner=self._view, key="selection")
        else:
            self._refresh()

    def _on_read_then(self, then: Callable[[], None], found: Everything) -> None:
        self._on_read(found)
        then()

    def _set_places(self, places: int, alternates: int) -> None:
        position = self._position
        if position is None or self._is_signed():
            return
        if self._move:
            self._settle(partial(self._set_places, places, alternates))
            return
        work = partial(selection.set_places, self._context.desk, position, places, alternates)
        self._write(work, tr("Places of {position}", position=position.value))

    def _apply(self, position: Position) -> ChangeSet:
        selection.apply_decisions(self._context.desk, [position])
        return ChangeSet({"decision": frozenset()})

    def _sign_off(self, position: Position) -> ChangeSet:
        selection.sign_off(self._context.desk, position)
        return ChangeSet({"selection": frozenset({position.value}), "decision": frozenset()})

    def _on_recorded(self) -> None:
        self._context.notify.say(tr("All decisions of this list are recorded."))

    def _write(
        self, work: Callable[[], ChangeSet], label: str = "", done: Callable[[], None] | None = None
    ) -> None:
        """Write, then tell everybody; with a label it can be undone."""
        timed = partial(_timed, work, self._context)
        after = partial(self._on_written, label, done or self._refresh)
        self._context.tasks.write(timed, after, self._on_refused, self._view)

    def _on_written(self, label: str, done: Callable[[], None], written: Written) -> None:
        if label and written.changes.entries:
            self._context.undo.push(label, written.changes.entries)
        self._context.notify.saved(written.at)
        self._context.bus.changed.emit(written.changes, self)
        done()

    def _on_refused(self, error: UserError) -> None:
        """The form keeps what was typed; the list shows what is recorded."""
        self._context.notify.warn(error)
        self._show()


def _timed(work: Callable[[], ChangeSet], context: Context) -> Written:
    """In the writing lane."""
    changes = work()
    return Written(changes, desks.now(context.desk))


def _listed(view: SelectionView) -> Listed:
    return Listed(view, list_rows(view))


def _list_values(shown: Listed) -> values.ListValues:
    view = shown.view
    return values.ListValues(
        view.position.value,
        shown.rows,
        values.criteria_of(view),
        values.line_score(view),
        tie_words(view),
        view.ranking.quota,
        view.ranking.alternates,
        view.sign_off is not None,
    )


def _move_form(standing: Standing, move: Move | None) -> values.MoveForm:
    reason = standing.override.reason if standing.override and move is None else ""
    before = standing.rank_by_score or 0
    after = move.to_rank if move else standing.rank or 0
    candidate = standing.candidate
    return values.MoveForm("new" if move else "kept", candidate.applicant_id, candidate.name, before, after, reason)
