"""What the screen asks: a reason for a place against a wish, when somebody can come, the rules, and a plan."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.screens.timetable.typed import TypedRules
from jetdesk.ui.widgets.ask import Ask
from jetdesk.ui.widgets.field import Field, Number
from jetdesk.ui.widgets.note_field import NoteField


class ReasonDialog(Ask):
    """`given(reason)`; what clashes stands in words above it."""

    given = Signal(str)

    def __init__(self, name: str, clashes: str, parent: QWidget | None = None) -> None:
        super().__init__("reason_dialog", tr("Move {name} all the same?", name=name), clashes, tr("Move"), parent)
        self.reason = NoteField(name="move_reason", accessible=tr("Reason"))
        self.add(tr("Reason"), self.reason)
        self.act.clicked.connect(self._on_act)

    def _on_act(self) -> None:
        self.given.emit(self.reason.toPlainText())


class TimesDialog(Ask):
    """`given(windows as text, reason)`; it stays open until they were accepted."""

    given = Signal(str, str)

    def __init__(self, name: str, typed: str, parent: QWidget | None = None) -> None:
        about = tr("One time a line, like 2026-02-18 13:00-17:00. Without a line any time will do.")
        super().__init__("times_dialog", tr("When can {name} come?", name=name), about, tr("Save"), parent)
        self.times = NoteField(name="times", accessible=tr("Times"))
        self.times.set_text(typed)
        self.reason = NoteField(name="times_reason", accessible=tr("Reason"))
        self.add(tr("Times"), self.times)
        self.add(tr("Reason"), self.reason)
        self.act.clicked.connect(self._on_act)

    def _on_act(self) -> None:
        self.given.emit(self.times.toPlainText(), self.reason.toPlainText())


class RulesDialog(Ask):
    """`given(TypedRules)`; it stays open until they were accepted."""

    given = Signal(object)

    def __init__(self, typed: TypedRules, zone: str, parent: QWidget | None = None) -> None:
        about = tr("All times are those of {zone}.", zone=zone)
        super().__init__("rules_dialog", tr("Rules of the timetable"), about, tr("Save"), parent)
        texts = {
            "rules_days": (tr("Days, like 2026-02-18, 2026-02-19"), typed.days),
            "rules_starts": (tr("From"), typed.starts),
            "rules_ends": (tr("To"), typed.ends),
            "rules_breaks": (tr("Breaks, like 12:15-13:00"), typed.breaks),
        }
        names = (
            tr("Minutes an interview"),
            tr("Interviews before a short break (0: none)"),
            tr("Minutes of a short break"),
            tr("Links between panels"),
            tr("Minutes between a couple"),
        )
        self.texts = [Field(name=name, accessible=words) for name, (words, _) in texts.items()]
        for field, (words, text) in zip(self.texts, texts.values(), strict=True):
            field.setText(text)
            self.add(words, field)
        self.numbers = [Number(5 if n == 0 else 0, 600, name=f"rules_{n}", accessible=name)
                        for n, name in enumerate(names)]  # fmt: skip
        for number, words, value in zip(self.numbers, names, typed.numbers, strict=True):
            number.setValue(value)
            self.add(words, number)
        self.act.clicked.connect(self._on_act)

    def _on_act(self) -> None:
        days, starts, ends, breaks = (field.text() for field in self.texts)
        self.given.emit(TypedRules(days, starts, ends, breaks, tuple(number.value() for number in self.numbers)))


class PlanDialog(Ask):
    """`wanted(seconds)`, then `cancelled`, or with a result `accepted_plan`."""

    wanted = Signal(int)
    cancelled = Signal()
    accepted_plan = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        about = tr("The best timetable is looked for; nothing changes before you accept it.")
        super().__init__("plan_dialog", tr("Plan the timetable"), about, tr("Plan"), parent)
        self._state = "ask"
        self.seconds = Number(1, 600, name="plan_seconds", accessible=tr("Seconds at most"))
        self.seconds.setValue(30)
        self.bar = QProgressBar(maximum=1000)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.add(tr("Seconds at most"), self.seconds)
        self.fields.addWidget(self.bar)
        self.act.clicked.connect(self._on_act)

    def show_progress(self, fraction: float, text: str) -> None:
        self.bar.setValue(round(fraction * 1000))

    def show_result(self, lines: str, *, acceptable: bool) -> None:
        self._state = "result"
        self.bar.hide()
        self.about.setText(lines)
        self.safe.set_words(tr("Discard") if acceptable else tr("Close"))
        self.act.set_words(tr("Accept"))
        self.act.setVisible(acceptable)
        self.adjustSize()

    def show_problem(self, sentences: str) -> None:
        self.show_result(self.about.text(), acceptable=False)
        super().show_problem(sentences)

    def reject(self) -> None:
        if self._state == "running":
            self.cancelled.emit()
        super().reject()

    def _on_act(self) -> None:
        if self._state == "result":
            self.accepted_plan.emit()
            return
        self._state = "running"
        self.bar.show()
        self.act.hide()
        self.seconds.setEnabled(False)
        self.wanted.emit(self.seconds.value())
