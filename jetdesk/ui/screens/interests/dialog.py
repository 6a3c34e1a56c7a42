"""The list of possible conflicts of interest; the chosen one in words, and a reason for what is decided."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.screens.interests.presenter import STATUS, Line
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.field import Select
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.note_field import NoteField
from jetdesk.ui.widgets.table import Table
from jetdesk.ui.widgets.table_model import Column, RowsModel

if TYPE_CHECKING:
    from jetdesk.ui.screens.interests.presenter import InterestsPresenter

SIZE = (920, 600)


class InterestsDialog(QDialog):
    """Stays open, so that one after the other can be decided."""

    presenter: "InterestsPresenter"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("interests_dialog")
        self.setWindowTitle(tr("Conflicts of interest"))
        self.setAccessibleName(tr("Conflicts of interest"))
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.show_only = Select(name="interests_show_only", accessible=tr("Show only"))
        self.show_only.addItem(tr("To be decided"), True)
        self.show_only.addItem(tr("Everything"), False)
        self.show_only.setMinimumWidth(170)
        self.table = Table(name="interests_table", accessible=tr("Conflicts of interest"))
        self._about = Label(wrap=True, name="interests_about")
        self.reason = NoteField(name="interests_reason", accessible=tr("Reason"))
        self._problem = Label(role="small", tone="beni", wrap=True, name="interests_problem")
        self.close_button = Button(tr("Close"), name="interests_close")
        self.dismiss_button = Button(tr("Not a conflict"), name="interests_dismiss")
        self.recuse_button = Button(tr("Recuse"), "main", "slash-circle", name="interests_recuse")
        self._lines: tuple[Line, ...] = ()
        self._fill()
        self._lay_out()
        self._connect()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        self._lines = lines
        self._filter()

    def show_problem(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.reason.set_needs_attention(bool(problem), problem)

    @property
    def chosen(self) -> Line | None:
        row = self._model.row_of(str(self.table.current_id))
        return self._model.rows[row] if row >= 0 else None

    def _filter(self) -> None:
        only_open = bool(self.show_only.currentData())
        self._model.set_rows([line for line in self._lines if line.is_open or not only_open])
        if self.chosen is None and self._model.rows:
            self.table.select_row(0)
        self._show_chosen()

    def _show_chosen(self) -> None:
        line = self.chosen
        self.show_problem("")
        self.reason.set_text("")
        self._about.setText(line.about if line else tr("Nothing waits for a decision."))
        decides = line is not None and line.is_open
        for widget in (self.reason, self.dismiss_button, self.recuse_button):
            widget.setEnabled(decides)

    def _fill(self) -> None:
        shown: tuple[Column[Line], ...] = (
            Column("", lambda line: line.state_words, status=lambda line: STATUS[line.state]),
            Column(tr("Applicant"), lambda line: line.applicant_name, tip=lambda line: line.applicant_name),
            Column(tr("Panelist"), lambda line: line.panelist_name),
            Column(tr("Kind"), lambda line: line.kind),
            Column(tr("What is known"), lambda line: line.about, tone="ink2", tip=lambda line: line.about),
        )
        self._model: RowsModel[Line] = RowsModel(shown, lambda line: line.id, self)
        self.table.setModel(self._model)
        self.table.set_widths({0: 150, 1: 210, 2: 150, 3: 130}, stretch=4)

    def _connect(self) -> None:
        self.show_only.activated.connect(lambda _: self._filter())
        self.table.selected.connect(lambda _: self._show_chosen())
        self.table.opened.connect(lambda _: self.reason.setFocus())
        self.close_button.clicked.connect(self.reject)
        self.dismiss_button.clicked.connect(lambda: self._decide(recuses=False))
        self.recuse_button.clicked.connect(lambda: self._decide(recuses=True))

    def _decide(self, *, recuses: bool) -> None:
        if line := self.chosen:
            self.show_problem("")
            act = self.presenter.recuse if recuses else self.presenter.dismiss
            act(line, self.reason.toPlainText())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.addWidget(Label(tr("Conflicts of interest"), "title"), 1)
        top.addWidget(self.show_only)
        column.addLayout(top)
        about = tr("After a recusal nothing more of the case reaches the panelist's laptop. What others wrote about it "
                   "is removed there at the next sync; what the panelist wrote stays on record.")  # fmt: skip
        column.addWidget(Label(about, tone="ink2", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(self._about)
        label = Label(tr("Reason"), "small", "ink2")
        label.setBuddy(self.reason)
        for widget in (label, self.reason, self._problem):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.close_button, self.dismiss_button, self.recuse_button):
            row.addWidget(button)
        column.addLayout(row)
