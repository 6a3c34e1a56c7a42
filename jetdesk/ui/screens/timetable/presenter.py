"""Between the screen and the services: reading a day, moving, locking, check-in, planning."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jetdesk.desk.desk import Desk
from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.timetable import Attendance, Plan
from jetdesk.errors import UserError
from jetdesk.i18n import tr
from jetdesk.services import attendance, calendar, desks, planning
from jetdesk.services.day_view import Card, DayView, Trial, day_view, try_place
from jetdesk.ui.context import Context, Presenter
from jetdesk.ui.screens.timetable.typed import (
    TypedRules,
    read_rules,
    read_windows,
    rules_typed,
    windows_typed,
)
from jetdesk.ui.tasks import Job, Progress

if TYPE_CHECKING:
    from jetdesk.ui.screens.timetable.view import TimetableView

SHOWN = ("slot", "applicant", "assignment", "availability", "attendance", "interest", "office", "panel", "person",
         "sheet", "seal")  # fmt: skip
Work = Callable[[], ChangeSet]


class TimetablePresenter(Presenter):
    def __init__(self, view: "TimetableView", context: Context) -> None:
        self._view, self._context = view, context
        self._found: DayView | None = None
        self._day: date | None = None
        self._chosen = self._wanted = ""
        self._move: tuple[str, str, datetime] | None = None
        self._job: Job | None = None
        self._plan: Plan | None = None
        view.day_chosen.connect(self._on_day_chosen)
        view.day.chosen.connect(self._on_chosen)
        view.day.tried.connect(self._on_tried)
        view.day.dropped.connect(self._on_dropped)
        view.day.stuck.connect(self._on_stuck)
        view.side.wanted.connect(view.day.pick_up)
        view.side.unplaced.carried.connect(view.day.carry)
        view.side.unplaced.let_go.connect(view.day.let_go)
        view.side.led.connect(self.open)
        view.side.lock_asked.connect(self._on_lock_asked)
        view.side.came.connect(self._on_came)
        view.side.times_asked.connect(self._on_times_asked)
        view.times_given.connect(self._on_times_given)
        view.reason_given.connect(self._on_reason_given)
        view.plan_wanted.connect(self._on_plan_wanted)
        view.plan_cancelled.connect(self._on_plan_cancelled)
        view.plan_accepted.connect(self._on_plan_accepted)
        view.rules_asked.connect(self._on_rules_asked)
        view.rules_given.connect(self._on_rules_given)
        view.calendar_asked.connect(self._on_calendar_asked)
        context.bus.changed.connect(self._on_changed)

    def shown(self) -> None:
        self._read()

    def open(self, subject: str) -> None:
        """An applicant's id: their day comes to the front."""
        self._wanted = subject
        self._read()

    def _on_changed(self, change: ChangeSet, initiator: object) -> None:
        if change.touches(*SHOWN):
            self._read()

    def _read(self) -> None:
        work = partial(_read, self._context.desk, self._day, self._wanted)
        self._context.tasks.read(work, self._on_read, owner=self._view, key="timetable")

    def _on_read(self, found: DayView) -> None:
        self._found, self._day = found, found.day
        if self._wanted:
            self._chosen, self._wanted = self._wanted, ""
        self._view.show_day(found)
        self._view.day.select(self._chosen)
        self._view.show_card(self._card(self._chosen))

    def _card(self, applicant: str) -> Card | None:
        if self._found is None:
            return None
        every = [card for column in self._found.columns for card in column.cards]
        return next((card for card in (*every, *self._found.unplaced) if card.applicant == applicant), None)

    def _on_day_chosen(self, day: date) -> None:
        self._day = day
        self._read()

    def _on_chosen(self, applicant: str) -> None:
        self._chosen = applicant
        self._view.show_card(self._card(applicant))

    def _on_tried(self, applicant: str, panel: str, start: datetime) -> None:
        self._try(applicant, panel, start, self._on_trial)

    def _on_trial(self, trial: Trial) -> None:
        words = " ".join(text.text() for text in trial.texts) or tr("Drop here, no conflict")
        self._view.day.show_trial("done" if trial.clear else "conflict" if trial.refused else "check", words)

    def _on_dropped(self, applicant: str, panel: str, start: datetime) -> None:
        self._move = (applicant, panel, start)
        self._try(applicant, panel, start, self._on_drop_tried)

    def _try(self, applicant: str, panel: str, start: datetime, done: Callable[[Trial], None]) -> None:
        if self._found is not None:
            work = partial(try_place, self._found, applicant, panel, start)
            self._context.tasks.read(work, done, owner=self._view, key=f"timetable.{done.__name__}")

    def _on_drop_tried(self, trial: Trial) -> None:
        card = self._card(self._move[0]) if self._move else None
        words = " ".join(text.text() for text in trial.texts)
        if trial.refused:
            self._view.show_refused(words, tr("Nothing was changed."))
        elif trial.clear:
            self._on_reason_given("")
        elif card is not None:
            self._view.ask_reason(card.name, words)

    def _on_reason_given(self, reason: str) -> None:
        if self._move is not None:
            card = self._card(self._move[0])
            self._chosen = self._move[0]
            label = tr("Move {name}", name=card.name if card else "")
            self._write(partial(planning.move, self._context.desk, *self._move, reason), label)

    def _on_stuck(self, applicant: str) -> None:
        card = self._card(applicant)
        if card is not None:
            first = tr("A sheet is sealed.") if card.sealed else tr("This interview is locked.")
            self._view.show_refused(first, tr("The card stays where it is."))

    def _on_lock_asked(self, locked: bool) -> None:
        label = tr("Lock an interview") if locked else tr("Unlock an interview")
        self._write(partial(planning.lock, self._context.desk, [self._chosen], locked=locked), label)

    def _on_came(self, state: Attendance) -> None:
        self._write(partial(attendance.check_in, self._context.desk, self._chosen, state), tr("Check-in"))

    def _on_times_asked(self) -> None:
        if self._found and (card := self._card(self._chosen)):
            self._view.ask_times(card.name, windows_typed(card.windows, self._found.rules.time_zone))

    def _on_times_given(self, text: str, reason: str) -> None:
        self._write(partial(self._set_times, self._chosen, text, reason), tr("When an applicant can come"))

    def _set_times(self, applicant: str, text: str, reason: str) -> ChangeSet:
        zone = self._context.who.office.time_zone
        return planning.set_availability(self._context.desk, applicant, read_windows(text, zone), reason)

    def _on_rules_asked(self) -> None:
        if self._found is not None:
            self._view.ask_rules(rules_typed(self._found.rules), self._found.rules.time_zone)

    def _on_rules_given(self, typed: TypedRules) -> None:
        self._write(partial(self._set_rules, typed), tr("Rules of the timetable"))

    def _set_rules(self, typed: TypedRules) -> ChangeSet:
        return planning.set_rules(self._context.desk, read_rules(typed, self._context.who.office.time_zone))

    def _on_plan_wanted(self, seconds: int) -> None:
        work = partial(self._propose, seconds)
        show = self._view.show_plan_progress
        self._job = self._context.tasks.job(work, self._on_planned, self._on_failed, self._view, show)

    def _propose(self, seconds: int, progress: Progress) -> Plan:
        return planning.propose(self._context.desk, seconds, progress.report)

    def _on_planned(self, plan: Plan) -> None:
        self._plan = plan
        self._view.show_plan("\n".join(_lines(plan)), bool(plan.slots))

    def _on_plan_cancelled(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_plan_accepted(self) -> None:
        if self._plan is not None:
            self._write(partial(planning.accept, self._context.desk, self._plan), tr("Plan the timetable"))

    def _on_calendar_asked(self) -> None:
        if out := self._view.ask_file():
            self._context.tasks.job(partial(self._write_calendar, Path(out)), self._on_calendar, owner=self._view)

    def _write_calendar(self, out: Path, progress: Progress) -> Path:
        calendar.write_calendar(self._context.desk, out)
        return out

    def _on_calendar(self, out: Path) -> None:
        self._context.notify.say(tr("The calendar file is {file}.", file=out.name))

    def _write(self, work: Work, label: str) -> None:
        timed = partial(self._timed, work)
        self._context.tasks.write(timed, partial(self._on_written, label), self._on_failed, self._view)

    def _timed(self, work: Work) -> tuple[ChangeSet, datetime]:
        return work(), desks.now(self._context.desk)

    def _on_written(self, label: str, done: tuple[ChangeSet, datetime]) -> None:
        change, at = done
        self._view.close_dialog()
        self._view.settle()
        self._context.undo.push(label, change.entries)
        self._context.notify.saved(at)
        self._context.bus.changed.emit(change, self)

    def _on_failed(self, error: UserError) -> None:
        first, *rest = error.parts()
        if self._view.dialog is not None:
            self._view.show_problem(" ".join(error.parts()))
        else:
            self._view.show_refused(first, " ".join(rest))


def _read(desk: Desk, day: date | None, wanted: str) -> DayView:
    found = day_view(desk, day)
    slot = found.slots.get(wanted)
    if slot is None or slot.starts_at is None:
        return found
    return day_view(desk, slot.starts_at.astimezone(ZoneInfo(found.rules.time_zone)).date())


def _lines(plan: Plan) -> list[str]:
    """The result in words."""
    if not plan.slots:
        return [tr("There is no timetable that meets every rule."), *(text.text() for text in plan.impossible)]
    loads = Counter(slot.panel_id for slot in plan.slots)
    gap = (
        tr("It is proven best.") if plan.gap == 0 else tr("At most {gap} % from the best.", gap=f"{plan.gap:.1%}"[:-1])
    )
    spread = [tr("Panel {panel}: {n}", panel=panel, n=n) for panel, n in sorted(loads.items())]
    return [tr("Interviews placed: {n}.", n=len(plan.slots)), gap, *spread, tr("Guests: {n}.", n=len(plan.links))]
