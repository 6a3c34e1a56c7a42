"""The screen of the timetable: days and acts above, the day, and the side panel."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.services.day_view import Card, DayView
from jetdesk.ui.screens.timetable import values
from jetdesk.ui.screens.timetable.day import DayWidget
from jetdesk.ui.screens.timetable.dialogs import PlanDialog, ReasonDialog, RulesDialog, TimesDialog
from jetdesk.ui.screens.timetable.side import Side
from jetdesk.ui.screens.timetable.typed import TypedRules
from jetdesk.ui.widgets.ask import Ask
from jetdesk.ui.widgets.banner import Banner
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.empty_state import EmptyState
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.select import Select


class TimetableView(QWidget):
    """Signals only by acts of the person; `day` and `side` have their own."""

    day_chosen = Signal(object)
    plan_wanted = Signal(int)
    plan_cancelled = Signal()
    plan_accepted = Signal()
    rules_asked = Signal()
    rules_given = Signal(object)
    calendar_asked = Signal()
    reason_given = Signal(str)
    times_given = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timetable")
        self.days = Select(name="timetable_days", accessible=tr("Day"))
        self.days.setMinimumWidth(180)
        self.plan = Button(tr("Plan…"), "main", name="timetable_plan")
        self.rules = Button(tr("Rules…"), name="timetable_rules")
        self.calendar = Button(tr("Calendar file…"), icon="calendar", name="timetable_calendar")
        self.banner = Banner(name="timetable_banner")
        self.day, self.side = DayWidget(), Side()
        self.dialog: Ask | None = None
        self._empty = EmptyState("calendar", tr("No slots yet"), tr("Set the days and hours first."), tr("Rules…"))
        self._pages = QStackedWidget()
        self._empty.acted.connect(self.rules_asked)
        self.days.activated.connect(lambda _: self.day_chosen.emit(self.days.currentData()))
        self.plan.clicked.connect(self._on_plan)
        self.rules.clicked.connect(self.rules_asked)
        self.calendar.clicked.connect(self.calendar_asked)
        self._lay_out()

    def show_day(self, view: DayView) -> None:
        self.days.clear()
        for day in view.days:
            self.days.addItem(values.day_words(day), day)
        self.days.setCurrentIndex(view.days.index(view.day) if view.day else -1)
        self._pages.setCurrentIndex(1 if view.starts or any(column.cards for column in view.columns) else 0)
        self.day.show_day(view)
        self.side.show_lists(view.unplaced, view.to_check)

    def show_card(self, card: Card | None) -> None:
        self.side.show_card(card)

    def show_refused(self, first: str, rest: str = "") -> None:
        self.banner.show_text("warn", first, rest)

    def settle(self) -> None:
        self.banner.settle()

    def toggle_side(self) -> None:
        self.side.setVisible(self.side.isHidden())

    def ask_reason(self, name: str, clashes: str) -> None:
        made = ReasonDialog(name, clashes, self)
        made.given.connect(self.reason_given)
        self._open(made)

    def ask_times(self, name: str, typed: str) -> None:
        made = TimesDialog(name, typed, self)
        made.given.connect(self.times_given)
        self._open(made)

    def ask_rules(self, typed: TypedRules, zone: str) -> None:
        made = RulesDialog(typed, zone, self)
        made.given.connect(self.rules_given)
        self._open(made)

    def ask_file(self) -> str:
        """Where the calendar goes; empty when the person gives up."""
        return QFileDialog.getSaveFileName(self, tr("Save the calendar file"), "jetdesk.ics", "iCalendar (*.ics)")[0]

    def show_plan_progress(self, fraction: float, text: str) -> None:
        if isinstance(self.dialog, PlanDialog):
            self.dialog.show_progress(fraction, text)

    def show_plan(self, lines: str, acceptable: bool) -> None:
        if isinstance(self.dialog, PlanDialog):
            self.dialog.show_result(lines, acceptable=acceptable)

    def show_problem(self, sentences: str) -> None:
        if self.dialog is not None:
            self.dialog.show_problem(sentences)

    def close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def _on_plan(self) -> None:
        made = PlanDialog(self)
        made.wanted.connect(self.plan_wanted)
        made.cancelled.connect(self.plan_cancelled)
        made.accepted_plan.connect(self.plan_accepted)
        self._open(made)

    def _open(self, dialog: Ask) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._on_finished)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_finished(self) -> None:
        self.dialog = None

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 18, 24, 10)
        head.setSpacing(8)
        head.addWidget(Label(tr("Timetable"), "display"))
        head.addSpacing(8)
        head.addWidget(self.days)
        head.addStretch(1)
        for button in (self.calendar, self.rules, self.plan):
            head.addWidget(button)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.day)
        area.verticalScrollBar().valueChanged.connect(lambda _: self.day.update())
        for moved in (self.day.chosen, self.day.tried):
            moved.connect(lambda *_: area.ensureVisible(*self._focus_point(), 80, 80))
        self._pages.addWidget(self._empty)
        self._pages.addWidget(area)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(head)
        left.addWidget(self.banner)
        left.addWidget(self._pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.side)

    def _focus_point(self) -> tuple[int, int]:
        point: QPoint = self.day.focus_point()
        return point.x(), point.y()
