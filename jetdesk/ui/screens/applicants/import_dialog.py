"""The import of applications: choose the files, see what was found, load."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jetdesk.i18n import tr, tr_n
from jetdesk.ui.screens.applicants.import_values import Checked, ProblemLine
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.field import Field
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.table import Table
from jetdesk.ui.widgets.table_model import Column, RowsModel

if TYPE_CHECKING:
    from jetdesk.ui.screens.applicants.import_presenter import ImportPresenter

SIZE = (760, 560)
RING = 4
"""Room for the focus ring."""


class ImportDialog(QDialog):
    """Three pages: choosing, working, and what was found. Esc cancels what is under way, then closes."""

    presenter: "ImportPresenter"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_dialog")
        self.setWindowTitle(tr("Import applications"))
        self.setAccessibleName(tr("Import applications"))
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.export = Field(name="import_file", accessible=tr("Export of applications (CSV or XLSX)"))
        self.documents = Field(name="import_documents", accessible=tr("Folder of documents, if there is one"))
        self._problem = Label(tone="beni", wrap=True, name="import_problem")
        self._doing = Label(wrap=True, name="import_doing")
        self._bar = QProgressBar()
        self._summary = Label(wrap=True, name="import_summary")
        self._advice = Label(tone="ink2", wrap=True, name="import_advice")
        self.problems = Table(name="import_problems", accessible=tr("Problems"))
        self._make_buttons()
        self._pages = QStackedWidget()
        self._choosing, self._working, self._found = self._page(), self._page(), self._page()
        self._lay_out()

    def show_choosing(self, problem: str = "") -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._pages.setCurrentWidget(self._choosing)
        self.export.setFocus()

    def show_working(self, text: str) -> None:
        self._doing.setText(text)
        self._bar.setRange(0, 0)
        self._pages.setCurrentWidget(self._working)
        self.cancel_button.setFocus()

    def show_progress(self, fraction: float, text: str) -> None:
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(fraction * 1000))
        self._doing.setText(text)

    def show_checked(self, found: Checked) -> None:
        self._summary.setText(" · ".join(found.summary))
        self._advice.setText(_advice(found))
        self._model.set_rows(found.problems)
        self.problems.setVisible(bool(found.problems))
        self._only_good = found.blocked
        good = tr_n("Load the {n} good row", "Load the {n} good rows", found.good)
        self.load_button.set_words(good if found.blocked else tr("Load"))
        self.load_button.setVisible(not found.nothing_new)
        self._pages.setCurrentWidget(self._found)
        (self._back if found.blocked or found.nothing_new else self.load_button).setFocus()

    def finish(self) -> None:
        self.accept()

    def reject(self) -> None:
        """Closing stops what is under way."""
        if self._pages.currentWidget() is self._working:
            self.presenter.cancel()
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pages.currentWidget() is self._working:
            self.presenter.cancel()
        else:
            super().keyPressEvent(event)

    def _make_buttons(self) -> None:
        self.check_button = Button(tr("Check"), "main", name="import_check")
        self.check_button.clicked.connect(lambda: self.presenter.check(self.export.text(), self.documents.text()))
        for field in (self.export, self.documents):
            field.returnPressed.connect(self.check_button.click)
        self.cancel_button = Button(tr("Cancel"), name="import_cancel")
        self.cancel_button.clicked.connect(lambda: self.presenter.cancel())
        self.load_button = Button(tr("Load"), "main", "download", name="import_load")
        self.load_button.clicked.connect(lambda: self.presenter.load(self._only_good))
        self._back = Button(tr("Choose other files"), name="import_back")
        self._back.clicked.connect(lambda: self.show_choosing())
        self._only_good = False

    def _page(self) -> QWidget:
        made = QWidget()
        self._pages.addWidget(made)
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        title = Label(tr("Import applications"), "title")
        title.setContentsMargins(RING, 0, 0, 0)
        column.addWidget(title)
        column.addWidget(self._pages, 1)
        self._lay_out_choosing(_column(self._choosing))
        self._lay_out_working(_column(self._working))
        self._lay_out_found(_column(self._found))

    def _lay_out_choosing(self, column: QVBoxLayout) -> None:
        about = tr("JetDesk reads both first and shows what it found. Nothing is loaded before you say so.")
        column.addWidget(Label(about, tone="ink2", wrap=True))
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(8)
        fields = ((self.export, self._choose_file), (self.documents, self._choose_folder))
        for line, (field, choose) in enumerate(fields):
            label = Label(field.accessibleName(), weight=500)
            label.setBuddy(field)
            button = Button(tr("Choose…"), name=f"{field.objectName()}_choose")
            button.clicked.connect(choose)
            grid.addWidget(label, line * 3, 0)
            grid.addWidget(field, line * 3 + 1, 0)
            grid.addWidget(button, line * 3 + 1, 1)
            grid.setRowMinimumHeight(line * 3 + 2, 10)
        column.addLayout(grid)
        column.addWidget(self._problem)
        column.addStretch(1)
        close = Button(tr("Close"), name="import_close")
        close.clicked.connect(self.reject)
        column.addLayout(_buttons(close, self.check_button))

    def _lay_out_working(self, column: QVBoxLayout) -> None:
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        column.addStretch(1)
        column.addWidget(self._doing)
        column.addWidget(self._bar)
        column.addWidget(Label(tr("Nothing is half-loaded if you cancel."), "small", "ink2"))
        column.addStretch(1)
        column.addLayout(_buttons(self.cancel_button))

    def _lay_out_found(self, column: QVBoxLayout) -> None:
        columns: tuple[Column[ProblemLine], ...] = (
            Column(tr("Row"), lambda p: p.row, right=True, tone="ink2"),
            Column(tr("Column"), lambda p: p.column),
            Column(tr("Value"), lambda p: p.value, tone="ink2", tip=lambda p: p.value),
            Column(tr("Problem"), lambda p: p.problem, tip=lambda p: p.problem),
        )
        self._model: RowsModel[ProblemLine] = RowsModel(columns, lambda p: p.id, self)
        self.problems.setModel(self._model)
        self.problems.set_widths({0: 56, 1: 140, 2: 190})
        column.addWidget(self._summary)
        column.addWidget(self._advice)
        column.addWidget(self.problems, 1)
        column.addStretch(0)
        close = Button(tr("Close"), name="import_found_close")
        close.clicked.connect(self.reject)
        column.addLayout(_buttons(self._back, close, self.load_button))

    def _choose_file(self) -> None:
        kinds = tr("Exports (*.csv *.tsv *.txt *.xlsx)")
        dialog = QFileDialog(self, tr("Export of applications"), self._folder(), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, self.export)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, tr("Folder of documents"), self._folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, self.documents)

    def _open(self, dialog: QFileDialog, field: Field) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(field.setText)
        dialog.open()

    def _folder(self) -> str:
        return str(Path(self.export.text()).parent) if self.export.text() else ""


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(RING, 0, RING, RING)
    column.setSpacing(12)
    return column


def _buttons(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row


def _advice(found: Checked) -> str:
    if found.nothing_new and not found.blocked:
        return tr("Everything in these files is already on this desk.")
    if found.blocked:
        return tr("Correct the export and check it again, or load only the good rows. What is left out is recorded.")
    if found.problems:
        return tr("All rows can be loaded. Documents that cannot be read or belong to nobody are listed below.")
    return tr("Everything can be loaded.")
