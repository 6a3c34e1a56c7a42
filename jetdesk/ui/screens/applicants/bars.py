"""The line above the table: counts, or what to do with several rows, or the reason for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from jetdesk.i18n import tr, tr_n
from jetdesk.ui.screens.applicants import acts
from jetdesk.ui.screens.applicants.values import STATUS_LOOKS, Counts, status_words
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.field import Field
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.status import StatusLabel


class CountsBar(QWidget):
    """22 shown of 57, by status, by position."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("counts")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)
        self._parts: tuple[object, ...] | None = None
        self._shown = Label(role="small")

    def show_counts(self, counts: Counts) -> None:
        parts = (counts.statuses, counts.positions)
        if parts != self._parts:
            self._parts = parts
            self._build(counts)
        words = tr("{shown} shown of {total}", shown=counts.shown, total=counts.total)
        self._shown.setText(words)
        self.setAccessibleName(words)

    def _build(self, counts: Counts) -> None:
        """Only when something else is counted; a search changes just the first figure."""
        while item := self._row.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self._shown = Label(role="small", weight=600, name="shown")
        self._row.addWidget(self._shown)
        for status, count in counts.statuses:
            words = tr("{count} {status}", count=count, status=status_words(status).lower())
            self._row.addWidget(StatusLabel(STATUS_LOOKS[status], words))
        self._row.addStretch(1)
        by_position = " · ".join(f"{position} {count}" for position, count in counts.positions)
        self._row.addWidget(Label(by_position, "small", "ink2"))


class BulkBar(QWidget):
    """What to do with several rows. `act_chosen(name)`, `none_asked`."""

    act_chosen = Signal(str)
    none_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panels: tuple[str, ...] = ()
        self._rules: tuple[str, ...] = ()
        self._count = Label(weight=600, name="selected_count")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._count)
        row.addSpacing(8)
        for act in acts.acts()[:2]:
            button = Button(act.text, size="small", icon=act.icon, name=f"bulk_{act.name}")
            button.clicked.connect(lambda _=False, name=act.name: self.act_chosen.emit(name))
            row.addWidget(button)
        self._more = Button(tr("More"), size="small", icon="more", name="bulk_more")
        self._more.clicked.connect(self._on_more)
        row.addWidget(self._more)
        row.addStretch(1)
        none = Button(tr("Select none"), "quiet", size="small", name="bulk_none")
        none.clicked.connect(self.none_asked)
        row.addWidget(none)

    def show_selected(self, count: int, panels: tuple[str, ...], rules: tuple[str, ...]) -> None:
        self._count.setText(tr_n("{n} selected", "{n} selected", count))
        self._panels, self._rules = panels, rules

    def _on_more(self) -> None:
        menu = acts.menu(self, self._panels, self.act_chosen.emit, self._rules)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))


class ReasonBar(QWidget):
    """Why: `given(reason)` or `cancelled`. Enter gives, Esc cancels."""

    given = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._needed = True
        self._title = Label(weight=500)
        self.field = Field(name="reason", accessible=tr("Reason"), placeholder=tr("Why, in a few words"))
        self._problem = Label(role="small", tone="beni")
        self.act = Button("", "main", name="reason_act")
        self._cancel = Button(tr("Cancel"), name="reason_cancel")
        self.field.returnPressed.connect(self._on_given)
        self.act.clicked.connect(self._on_given)
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self.field, 1)
        row.addWidget(self._problem)
        row.addWidget(self.act)
        row.addWidget(self._cancel)

    def ask(self, title: str, act: str, *, needed: bool = True) -> None:
        """Where the reason is not `needed`, Enter on an empty field is an answer too."""
        self._title.setText(title)
        self._needed = needed
        self.act.set_words(act)
        self.field.clear()
        self.field.set_needs_attention(False)
        self._problem.setText("")
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _on_given(self) -> None:
        if self.field.text().strip() or not self._needed:
            self.given.emit(self.field.text().strip())
        else:
            self._problem.setText(tr("Say why."))
            self.field.set_needs_attention(True, tr("Say why."))
            self.field.setFocus()


class Bars(QStackedWidget):
    """One of the three."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts, self.bulk, self.reason = CountsBar(), BulkBar(), ReasonBar()
        for bar in (self.counts, self.bulk, self.reason):
            self.addWidget(bar)

    def show_bar(self, bar: QWidget) -> None:
        self.setCurrentWidget(bar)

    @property
    def is_asking(self) -> bool:
        return self.currentWidget() is self.reason
