"""The wizard's third page: what would be added, changed, left and rejected; and its last: what needs a person."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr, tr_n
from jetdesk.ui.screens.intake.values import KINDS, Found, FoundLine, SuggestionLine
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.field import Select
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.table import Table
from jetdesk.ui.widgets.table_model import Column, RowsModel

SUGGESTIONS_HEIGHT = 150


class FoundPage(QWidget):
    """`taken(place of the suggestion)`, `load_asked(only the good rows)`."""

    taken = Signal(int)
    load_asked = Signal(bool)
    back = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = Label(wrap=True, name="import_summary")
        self._advice = Label(tone="ink2", wrap=True, name="import_advice")
        self.show_only = Select(name="import_show_only", accessible=tr("Show only"))
        self.lines = Table(name="import_problems", accessible=tr("What was found"))
        self._chosen = Label(tone="ink2", wrap=True, name="import_chosen")
        self._suggested = Label(
            tr("Documents that may belong to somebody: take those that do."), tone="ink2", wrap=True
        )
        self.suggestions = Table(name="import_suggestions", accessible=tr("Suggested documents"))
        self.take_button = Button(tr("Take or leave"), name="import_take")
        self.back_button = Button(tr("Back"), name="import_back")
        self.close_button = Button(tr("Close"), name="import_found_close")
        self.load_button = Button(tr("Load"), "main", "download", name="import_load")
        self._only_good = False
        self._rows: tuple[FoundLine, ...] = ()
        self._fill()
        self._lay_out()
        self._connect()

    def show_found(self, found: Found) -> None:
        self._show(" · ".join(found.summary), _advice(found), found.lines)
        self._offers.set_rows(found.suggestions)
        for widget in (self._suggested, self.suggestions, self.take_button):
            widget.setVisible(bool(found.suggestions))
        self._only_good = found.blocked
        good = tr_n("Load the {n} good row", "Load the {n} good rows", found.good)
        self.load_button.set_words(good if found.blocked else tr("Load"))
        self.load_button.setVisible(not found.nothing_new)
        self.back_button.show()

    def show_after(self, words: str, lines: tuple[FoundLine, ...]) -> None:
        """The end: what was loaded, and what is left for a person."""
        self._show(words, tr("This needs a person."), lines)
        for widget in (self._suggested, self.suggestions, self.take_button, self.load_button, self.back_button):
            widget.hide()

    def _show(self, summary: str, advice: str, lines: tuple[FoundLine, ...]) -> None:
        self._summary.setText(summary)
        self._advice.setText(advice)
        self._rows = lines
        self.show_only.clear()
        self.show_only.addItem(tr("Everything"), "")
        for kind in (kind for kind in KINDS if any(line.kind == kind for line in lines)):
            self.show_only.addItem(KINDS[kind][1].text(), kind)
        self._filter()

    def _filter(self) -> None:
        kind = self.show_only.currentData()
        self._model.set_rows([line for line in self._rows if not kind or line.kind == kind])

        self._show_chosen(self.lines.current_id)

    def _show_chosen(self, line: object) -> None:
        """The whole of a line, of which the table shows what fits."""
        row = self._model.row_of(str(line))
        shown = self._model.rows[row] if row >= 0 else None
        parts = (shown.where, shown.column, shown.value, shown.problem) if shown else ()
        self._chosen.setText(" · ".join(part for part in parts if part and part != "–"))

    def _fill(self) -> None:
        shown: tuple[Column[FoundLine], ...] = (
            Column("", lambda p: KINDS[p.kind][1].text(), status=lambda p: KINDS[p.kind][0]),
            Column(tr("Whom or where"), lambda p: p.where, tip=lambda p: p.where),
            Column(tr("Column"), lambda p: p.column),
            Column(tr("Value"), lambda p: p.value, tone="ink2", tip=lambda p: p.value),
            Column(tr("Problem"), lambda p: p.problem, tip=lambda p: p.problem),
        )
        self._model: RowsModel[FoundLine] = RowsModel(shown, lambda p: p.id, self)
        self.lines.setModel(self._model)
        self.lines.set_widths({0: 116, 1: 250, 2: 140, 3: 200}, stretch=4)
        offered: tuple[Column[SuggestionLine], ...] = (
            Column("", lambda s: tr("Taken") if s.is_taken else tr("Left"),
                   status=lambda s: "done" if s.is_taken else "not_started"),
            Column(tr("Document"), lambda s: s.file, tip=lambda s: s.file),
            Column(tr("May belong to"), lambda s: s.belongs),
        )  # fmt: skip
        self._offers: RowsModel[SuggestionLine] = RowsModel(offered, lambda s: s.id, self)
        self.suggestions.setModel(self._offers)
        self.suggestions.set_widths({0: 116, 1: 320}, stretch=2)
        self.suggestions.setMaximumHeight(SUGGESTIONS_HEIGHT)

    def _connect(self) -> None:
        self.show_only.activated.connect(lambda _: self._filter())
        self.lines.selected.connect(self._show_chosen)
        self.suggestions.opened.connect(self._on_taken)
        self.take_button.clicked.connect(lambda: self._on_taken(self.suggestions.current_id))
        self.load_button.clicked.connect(lambda: self.load_asked.emit(self._only_good))
        self.back_button.clicked.connect(self.back)
        self.close_button.clicked.connect(self.closed)

    def _on_taken(self, line: object) -> None:
        place = self._offers.row_of(str(line))
        if place >= 0:
            self.taken.emit(place)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 4)
        column.setSpacing(10)
        self.show_only.setMinimumWidth(170)
        top = QHBoxLayout()
        top.addWidget(self._summary, 1)
        top.addWidget(self.show_only)
        column.addLayout(top)
        column.addWidget(self._advice)
        column.addWidget(self.lines, 1)
        column.addWidget(self._chosen)
        column.addWidget(self._suggested)
        column.addWidget(self.suggestions)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.take_button)
        row.addStretch(1)
        for button in (self.back_button, self.close_button, self.load_button):
            row.addWidget(button)
        column.addLayout(row)


def _advice(found: Found) -> str:
    if found.nothing_new and not found.blocked:
        return tr("Everything in these files is already on this desk.")
    if found.blocked:
        return tr("Correct the export and check it again, or load only the good rows.")
    if any(line.kind == "document" for line in found.lines):
        return tr("All rows can be loaded. Documents that cannot be read or belong to nobody are listed below.")
    return tr("Everything can be loaded.")
