"""Reports between the view and the services: making, saving and printing, each as a job beside the window."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jetdesk.domain.applicant import Position
from jetdesk.errors import UserError
from jetdesk.i18n import tr
from jetdesk.services import selection
from jetdesk.ui.context import Context, Presenter
from jetdesk.ui.screens.reports import making, values
from jetdesk.ui.screens.reports.making import Wanted
from jetdesk.ui.screens.reports.values import Kind, Made, Nothing, Options
from jetdesk.ui.tasks import Job, Progress

if TYPE_CHECKING:
    from jetdesk.desk.projection import ChangeSet
    from jetdesk.ui.screens.reports.view import ReportsScreen

SHOWS = (
    "applicant", "sheet", "slot", "assignment", "override", "selection", "office", "panel", "person", "rubric",
    "decision", "seal", "receipt", "reveal", "reopening", "member",
)  # fmt: skip


class ReportsPresenter(Presenter):
    """Of several wishes the newest wins; what is shown is what is saved and printed."""

    def __init__(self, view: "ReportsScreen", context: Context) -> None:
        self.view, self._context = view, context
        self._options = values.first_options(context.who.office.paper)
        self._kind = Kind.SUMMARY
        self._positions: tuple[Position, ...] = ()
        self._position: Position | None = None
        self._made: Made | None = None
        self._nothing: Nothing | None = None
        self._wanted: Wanted | None = None
        self._making: Job | None = None
        self._output: Job | None = None
        self._is_shown, self._is_stale = False, True
        self._connect()

    @property
    def shown_options(self) -> Options | None:
        """The options that the preview was made with."""
        return self._made.options if self._made else None

    def shown(self) -> None:
        self._is_shown = True
        if self._is_stale:
            self._refresh()

    def open(self, subject: str) -> None:
        """Show the summary of a position, or another report."""
        if subject in set(Position) and (self._kind, subject) != (Kind.SUMMARY, self._position):
            self._kind, self._position, self._is_stale = Kind.SUMMARY, Position(subject), True
        elif subject in set(Kind) - {Kind.SUMMARY, self._kind}:
            self._kind, self._is_stale = Kind(subject), True
        self.shown()

    def hidden(self) -> None:
        self._is_shown = False
        if self._wanted is not None:
            self._stop_making()
            self._is_stale = True

    def choose_report(self, kind: str) -> None:
        if kind in set(Kind) and kind != self._kind:
            self._kind = Kind(kind)
            self._make()

    def choose_position(self, position: str) -> None:
        self._position = Position(position)
        self._make()

    def choose_language(self, language: str) -> None:
        self._change(values.with_language(self._options, language))

    def choose_paper(self, paper: str) -> None:
        self._change(values.with_paper(self._options, paper))

    def choose_names(self, names: values.Names) -> None:
        self._change(values.with_names(self._options, names))

    def switch_part(self, part: values.Part, on: bool) -> None:
        self._change(values.with_part(self._options, part, on))

    def choose_text(self) -> None:
        """Letters from a file of the office's; choosing it again reads it again."""
        if chosen := self.view.ask_text():
            self._options = values.with_text(self._options, Path(chosen))
            self._make()

    def cancel(self) -> None:
        """Stop what runs; the preview then says that it is not current."""
        was_making = self._wanted is not None
        self._stop_making()
        if self._output is not None:
            self._output.cancel()
            self._output = None
        if was_making or self._made is None:
            self.view.show_not_current()
        else:
            self.view.show_current()

    def make_again(self) -> None:
        self._make()

    def save(self) -> None:
        """Save what the preview shows."""
        made = self._made
        if made is None or self._wanted is not None:
            return
        chosen = self.view.ask_file(f"{made.report.document_no}.pdf")
        if chosen:
            path = Path(chosen) if Path(chosen).suffix.lower() == ".pdf" else Path(f"{chosen}.pdf")
            done = partial(self._on_done, tr("{file} is saved. It is not encrypted.", file=path.name))
            self._start(partial(making.save, made.report, path), done, tr("Saving…"))

    def print(self) -> None:
        made = self._made
        if made is None or self._wanted is not None:
            return
        printer = self.view.ask_printer(made.options.paper, made.report.pages)
        if printer is not None:
            done = partial(self._on_done, tr("The report was sent to the printer."))
            self._start(partial(making.send, printer, made.report), done, tr("Printing…"))

    def leave_empty(self) -> None:
        """The action of the empty state."""
        if self._nothing is not None:
            subject = self._position.value if self._position and self._nothing.screen == "selection" else ""
            self._context.bus.wanted.emit(self._nothing.screen, subject)

    def _connect(self) -> None:
        view, options, preview = self.view, self.view.options, self.view.preview
        view.reports.selected.connect(self.choose_report)
        options.position_chosen.connect(self.choose_position)
        options.language_chosen.connect(self.choose_language)
        options.paper_chosen.connect(self.choose_paper)
        options.names_chosen.connect(self.choose_names)
        options.part_switched.connect(self.switch_part)
        options.text_asked.connect(self.choose_text)
        options.save_asked.connect(self.save)
        options.print_asked.connect(self.print)
        preview.cancel_asked.connect(self.cancel)
        preview.again_asked.connect(self.make_again)
        view.empty_acted.connect(self.leave_empty)
        view.banner_acted.connect(self.save)
        self._context.bus.changed.connect(self._on_changed)

    def _on_changed(self, changes: "ChangeSet", initiator: object) -> None:
        if changes.touches(*SHOWS):
            self._is_stale = True
            if self._is_shown:
                self._refresh()

    def _refresh(self) -> None:
        self._is_stale = False
        work = partial(selection.positions, self._context.desk)
        self._context.tasks.read(work, self._on_positions, owner=self.view, key="reports")

    def _on_positions(self, positions: Sequence[Position]) -> None:
        self._positions = tuple(positions)
        if self._position not in self._positions:
            self._position = next(iter(self._positions), None)
        self._make()

    def _change(self, options: Options) -> None:
        if options != self._options:
            self._options = options
            self._make()

    def _make(self) -> None:
        """Start over with the options as they are now."""
        self._stop_making()
        self._show_options()
        wanted = self._wanted = Wanted(self._kind, self._position, self._options)
        self.view.show_running(0.0, tr("Updating…"))
        work = partial(making.make, self._context.desk, wanted)
        done, failed = partial(self._on_made_for, wanted), partial(self._on_failed_for, wanted)
        self._making = self._context.tasks.job(work, done, failed, self.view, self.view.show_running)

    def _on_made_for(self, wanted: Wanted, made: Made | Nothing) -> None:
        if wanted is self._wanted:
            self._on_made(made)

    def _on_made(self, made: Made | Nothing) -> None:
        self._wanted, self._making = None, None
        self._made = made if isinstance(made, Made) else None
        if isinstance(made, Nothing):
            self._nothing = made
            self.view.show_nothing(made.line, made.sentence, made.action)
        else:
            self.view.show_report(made.report.pdf, values.title_words(made.kind))
            self.view.show_current()
            self._show_missing(made)
            self._context.notify.describe(values.document_words(made))
        self._show_options()

    def _on_failed_for(self, wanted: Wanted, error: UserError) -> None:
        if wanted is self._wanted:
            self._wanted, self._making = None, None
            self.view.show_error(error, "")
            self.view.show_not_current()

    def _show_missing(self, made: Made) -> None:
        first, rest = values.missing_words(made)
        if first:
            self.view.show_banner(first, rest)
        else:
            self.view.settle_banner()

    def _show_options(self) -> None:
        position = self._position.value if self._position else ""
        self.view.show_kind(self._kind)
        self.view.show_options([p.value for p in self._positions], position, self._options)
        about = (self._kind, position if self._kind is Kind.SUMMARY else "")
        current = self._made if self._made and (self._made.kind, self._made.position) == about else None
        warning = values.warning_words(self._kind, self._options.names)
        self.view.show_words(values.state_words(self._kind, position, current), warning)

    def _stop_making(self) -> None:
        if self._making is not None:
            self._making.cancel()
        self._wanted, self._making = None, None

    def _start(self, work: Callable[[Progress], None], done: Callable[[None], None], words: str) -> None:
        """Save or print: another choice of options does not stop it, Cancel does."""
        self.view.show_running(0.0, words)
        self._output = self._context.tasks.job(work, done, self._on_refused, self.view, self.view.show_running)

    def _on_done(self, words: str, _: None) -> None:
        self._output = None
        self._show_state()
        self.view.settle_banner()
        self._context.notify.say(words)

    def _on_refused(self, error: UserError) -> None:
        """The report stays; it can be saved elsewhere."""
        self._output = None
        self._show_state()
        self.view.show_error(error, tr("Save PDF…"))

    def _show_state(self) -> None:
        if self._wanted is not None:
            self.view.show_running(0.0, tr("Updating…"))
        else:
            self.view.show_current()
