"""Selection between the view and the services: what is shown, and the move that still lacks its reason."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from jetdesk.domain.applicant import Position
from jetdesk.domain.flips import Flip
from jetdesk.domain.selection import Basis
from jetdesk.errors import UserError
from jetdesk.i18n import tr
from jetdesk.services.selection import SHORTEST_REASON
from jetdesk.ui.context import Context, Presenter
from jetdesk.ui.screens.selection import reading, values
from jetdesk.ui.screens.selection.reading import Everything, Listed
from jetdesk.ui.screens.selection.writing import Writer

if TYPE_CHECKING:
    from jetdesk.desk.projection import ChangeSet
    from jetdesk.ui.screens.selection.view import SelectionScreen


@dataclass(frozen=True, slots=True)
class Move:
    """A move that still lacks its reason, and the list as it would be."""

    applicant: str
    to_rank: int
    trial: Listed | None = None


class SelectionPresenter(Presenter):
    """One list is in front; a move is only tried until its reason is kept."""

    def __init__(self, view: "SelectionScreen", context: Context) -> None:
        self._view, self._context = view, context
        self._all = Everything({}, {})
        self._flips: dict[Position, tuple[Flip, ...]] = {}
        self._position: Position | None = None
        self._selected = ""
        self._move: Move | None = None
        self._is_shown, self._is_stale = False, True
        self._writer = Writer(context, self, view, self._on_refused)
        self._connect()

    def shown(self) -> None:
        self._is_shown = True
        self._context.notify.describe(tr("Alt with the arrow keys moves a row or the line"))
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
            self._read_flips()

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
        if to_rank == shown.rank(applicant):
            self._drop_move()
            return
        self._selected = applicant
        self._move = Move(applicant, to_rank, self._move.trial if self._move else None)
        work = partial(reading.try_move, self._context.desk, shown.view.position, applicant, to_rank)
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
            self._write_move(form, reason, self._refresh)

    def undo_move(self) -> None:
        """Give the move up, or take back the one that was made."""
        form, shown = self._form(), self._recorded()
        if form.state == "new":
            self._drop_move()
        elif form.state == "kept" and shown and not shown.view.sign_off:
            self._writer.take_back(shown.view.position, form.applicant_id, form.name, self._refresh)
        self._view.focus_list()

    def choose_places(self, places: int) -> None:
        shown = self._recorded()
        if shown and places >= 0:
            self._set_places(places, shown.view.ranking.alternates)

    def choose_alternates(self, alternates: int) -> None:
        shown = self._recorded()
        if shown:
            self._set_places(shown.view.ranking.quota, alternates)

    def choose_basis(self, basis: Basis) -> None:
        """For all lists of the office."""
        self._writer.set_basis(basis, self._refresh)

    def record(self) -> None:
        """Record every decision of the list."""
        shown = self._recorded()
        if shown and self._move is None:
            self._writer.record(shown.view.position, self._on_recorded)
        elif shown:
            self._view.focus_reason()

    def ask_sign_off(self) -> None:
        shown = self._recorded()
        if shown:
            self._view.ask_sign_off(values.question(shown.view))

    def sign_off(self) -> None:
        if self._position is not None:
            self._view.show_busy()
            self._writer.sign_off(self._position, self._refresh)

    def ask_reopen(self) -> None:
        if self._position is not None:
            self._view.ask_reopen(self._position.value, SHORTEST_REASON)

    def reopen(self, reason: str) -> None:
        if self._position is not None:
            self._writer.reopen(self._position, reason, self._refresh)

    def preview(self) -> None:
        self._context.bus.wanted.emit("reports", self._position.value if self._position else "")

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
        view.basis_chosen.connect(self.choose_basis)
        view.preview_asked.connect(self.preview)
        view.record_asked.connect(self.record)
        view.sign_off_asked.connect(self.ask_sign_off)
        view.sign_off_confirmed.connect(self.sign_off)
        view.gap_asked.connect(view.focus_reason)
        view.reopen_asked.connect(self.ask_reopen)
        view.reopen_confirmed.connect(self.reopen)
        view.empty_acted.connect(self.leave_empty)
        self._context.bus.changed.connect(self._on_changed)

    def _on_changed(self, changes: "ChangeSet", initiator: object) -> None:
        if initiator is not self and changes.touches(*reading.TABLES):
            self._is_stale = True
            if self._is_shown:
                self._refresh()

    def _refresh(self) -> None:
        self._read_then(self._on_read)

    def _read_then(self, done: Callable[[Everything], None]) -> None:
        work = partial(reading.read_everything, self._context.desk)
        self._context.tasks.read(work, done, self._on_failed, self._view, "selection")

    def _on_read(self, found: Everything) -> None:
        self._all, self._is_stale, self._flips = found, False, {}
        if self._position not in found.lists:
            self._position = found.holding(self._selected)
        move, shown = self._move, self._recorded()
        if move and shown and (shown.view.sign_off or values.find(shown.view, move.applicant) is None):
            self._move = None
        self._show()
        self._read_flips()
        if move and self._move:
            self.ask_move(move.applicant, move.to_rank)

    def _read_flips(self) -> None:
        position = self._position
        if position is not None and position not in self._flips and self._recorded():
            work = partial(reading.flips, self._context.desk, position)
            done = partial(self._on_flips, position)
            self._context.tasks.read(work, done, self._on_failed, self._view, "selection.flips")

    def _on_flips(self, position: Position, found: tuple[Flip, ...]) -> None:
        self._flips[position] = found
        shown = self._current()
        if position == self._position and shown and shown.view.ranking.ranked:
            self._view.show_side(reading.side_values(shown, self._all, found))

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

    def _recorded(self) -> Listed | None:
        return self._all.lists.get(self._position) if self._position else None

    def _current(self) -> Listed | None:
        """The list as it is shown: with the move that is tried."""
        return (self._move.trial if self._move else None) or self._recorded()

    def _show(self) -> None:
        shown = self._current()
        lists = {**self._all.lists, **({shown.view.position: shown} if shown else {})}
        counters = [values.counter(listed.view) for listed in lists.values()]
        self._view.show_counters(counters, self._position.value if self._position else "")
        if shown is None or not shown.view.ranking.ranked:
            self._view.show_empty(*values.empty_words(shown.view if shown else None))
            return
        self._view.show_list(reading.list_values(shown))
        self._view.show_side(reading.side_values(shown, self._all, self._flips.get(shown.view.position, ())))
        self._view.select(self._selected)
        self._show_form()

    def _show_form(self) -> None:
        form = self._form()
        self._view.show_form(form)
        if form.state == "new":
            self._view.show_not_ready([tr("Keep the move with a reason, or undo it")])
        else:
            self._view.show_ready()

    def _form(self) -> values.MoveForm:
        """The form of the move under way, or of the selected row's move."""
        shown, move = self._current(), self._move
        standing = values.find(shown.view, move.applicant if move else self._selected) if shown else None
        return values.move_form(standing, move.to_rank if move else None)

    def _drop_move(self) -> None:
        """The row returns to where it was."""
        if self._move is not None:
            self._move = None
            self._show()

    def _settle(self, then: Callable[[], None] | None = None) -> None:
        """End the move under way: with a good reason it is kept, else the row returns."""
        form, reason = self._form(), self._view.typed_reason()
        if self._move and len(reason.strip()) >= SHORTEST_REASON:
            self._move = None
            self._write_move(form, reason, partial(self._read_then, partial(self._on_read_then, then)))
            return
        self._drop_move()
        if then:
            then()

    def _write_move(self, form: values.MoveForm, reason: str, then: Callable[[], None]) -> None:
        if self._position is not None:
            done = partial(self._on_moved, then)
            self._writer.move(self._position, form.applicant_id, form.name, form.after, reason, done)

    def _on_moved(self, then: Callable[[], None]) -> None:
        self._move = None
        then()

    def _on_read_then(self, then: Callable[[], None] | None, found: Everything) -> None:
        self._on_read(found)
        if then:
            then()

    def _set_places(self, places: int, alternates: int) -> None:
        shown, wanted = self._recorded(), (places, alternates)
        if shown is None or shown.view.sign_off or wanted == (shown.view.ranking.quota, shown.view.ranking.alternates):
            return
        if self._move:
            self._settle(partial(self._set_places, places, alternates))
            return
        self._writer.set_places(shown.view.position, places, alternates, self._refresh)

    def _on_recorded(self) -> None:
        self._context.notify.say(tr("All decisions of this list are recorded."))

    def _on_refused(self, error: UserError) -> None:
        """The form keeps what was typed; the list shows what is recorded."""
        self._context.notify.warn(error)
        self._show()
