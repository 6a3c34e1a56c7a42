"""The rules of screening on four pages, and below what they would find."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from jetdesk.domain.office import Cycle
from jetdesk.domain.screening import Rules
from jetdesk.i18n import tr
from jetdesk.ui.screens.screening_rules.parts import DocumentsPart, FormPart, GravityPart, WindowPart
from jetdesk.ui.screens.screening_rules.typed import cycle_typed, read_cycle
from jetdesk.ui.screens.screening_rules.values import Outcomes, Shown, outcome_words
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from jetdesk.ui.screens.screening_rules.presenter import RulesPresenter

SIZE = (720, 680)


class RulesDialog(QDialog):
    """What is typed is tried out at once and counts when it is saved."""

    presenter: "RulesPresenter"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screening_rules_dialog")
        self.setWindowTitle(tr("Screening rules"))
        self.setAccessibleName(tr("Screening rules"))
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.tabs = Tabs(name="rules_tabs", accessible=tr("Screening rules"))
        self._pages = QStackedWidget()
        self._outcome = Label(name="rules_outcome", wrap=True)
        self._problem = Label(role="small", tone="beni", wrap=True, name="rules_problem")
        self._problem.hide()
        self.open_button = Button(tr("Open a file…"), name="rules_open")
        self.file_button = Button(tr("Save as a file…"), name="rules_save_file")
        self.cancel_button = Button(tr("Cancel"), name="rules_cancel")
        self.save_button = Button(tr("Save"), "main", name="rules_save")
        self.save_button.setEnabled(False)
        self._lay_out()
        self._connect()

    def show_rules(self, shown: Shown) -> None:
        """The office's rules, once they are read."""
        self._cycle = shown.cycle
        self.window_part, self.documents = WindowPart(), DocumentsPart(shown.positions)
        self.form, self.gravity = FormPart(), GravityPart()
        self.window_part.show_cycle(cycle_typed(shown.cycle, shown.zone))
        self.show_opened(shown.rules)
        pages = (
            (tr("Window"), self.window_part), (tr("Documents"), self.documents),
            (tr("Form"), self.form), (tr("How grave"), self.gravity),
        )  # fmt: skip
        for _, part in pages:
            self._pages.addWidget(_page(part))
            part.edited.connect(self.presenter.edited)
        self.tabs.set_tabs([(str(place), title) for place, (title, _) in enumerate(pages)])
        self.save_button.setEnabled(True)

    def show_opened(self, rules: Rules) -> None:
        self.documents.show_documents(rules.documents)
        self.form.show_form(rules.form)
        self.gravity.show_severities(rules.severities)

    def rules(self) -> Rules:
        """As they stand in the dialog. Raises Refused for what cannot be read."""
        return Rules(self.documents.documents(), self.gravity.severities(), self.form.form())

    def cycle(self) -> Cycle:
        """Raises Refused for what cannot be read."""
        return read_cycle(self.window_part.typed(), self._cycle)

    def show_outcomes(self, now: Outcomes, then: Outcomes) -> None:
        """What the rules in the dialog would find, and what those of the office find now."""
        words = tr("Now: {outcomes}", outcomes=outcome_words(now))
        if now != then:
            words += "\n" + tr("With these rules: {outcomes}", outcomes=outcome_words(then))
        self._outcome.setText(words)

    def show_problem(self, sentences: str) -> None:
        self._problem.setText(sentences)
        self._problem.setVisible(bool(sentences))

    def _connect(self) -> None:
        self.tabs.chosen.connect(lambda place: self._pages.setCurrentIndex(int(place)))
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(lambda: self.presenter.save())
        self.open_button.clicked.connect(self._on_open)
        self.file_button.clicked.connect(self._on_save_file)

    def _on_open(self) -> None:
        dialog = self._files(tr("Open screening rules"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.presenter.open_file)
        dialog.open()

    def _on_save_file(self) -> None:
        dialog = self._files(tr("Save screening rules"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.fileSelected.connect(self.presenter.save_file)
        dialog.open()

    def _files(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self, title, "", tr("Rules file (*.toml)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label(tr("Screening rules"), "title"))
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)
        column.addWidget(self._outcome)
        column.addWidget(self._problem)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.open_button)
        row.addWidget(self.file_button)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_button)
        column.addLayout(row)


def _page(part: QWidget) -> QScrollArea:
    area = QScrollArea()
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(4, 14, 12, 14)
    column.addWidget(part)
    column.addStretch(1)
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
