"""The wizard: files, columns, preview, loading, and what is left for a person."""

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

from jetdesk.i18n import tr
from jetdesk.ui.screens.intake.columns_page import ColumnsPage
from jetdesk.ui.screens.intake.found_page import FoundPage
from jetdesk.ui.screens.intake.values import Columns, Found, FoundLine
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.field import Field
from jetdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from jetdesk.ui.screens.intake.presenter import IntakePresenter

SIZE = (1000, 640)
RING = 4
"""Room for the focus ring."""


class IntakeDialog(QDialog):
    """One page a step. Esc cancels what is under way, then closes."""

    presenter: "IntakePresenter"

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
        self._step = Label("", "small", "ink2", name="import_step")
        self._problem = Label(tone="beni", wrap=True, name="import_problem")
        self._doing = Label(wrap=True, name="import_doing")
        self._bar = QProgressBar()
        self.read_button = Button(tr("Next"), "main", name="import_check")
        self.cancel_button = Button(tr("Cancel"), name="import_cancel")
        self.columns, self.found = ColumnsPage(), FoundPage()
        self._pages = QStackedWidget()
        self._choosing, self._working = QWidget(), QWidget()
        self._lay_out()
        self._connect()

    def show_files(self, problem: str = "") -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._turn_to(self._choosing, tr("Step {n} of {total}: {title}", n=1, total=3, title=tr("Files")))
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

    def show_columns(self, columns: Columns) -> None:
        self.columns.show_columns(columns)
        if self._turn_to(self.columns, tr("Step {n} of {total}: {title}", n=2, total=3, title=tr("Columns"))):
            (self.columns.table if columns.todo else self.columns.next_button).setFocus()

    def show_columns_problem(self, problem: str) -> None:
        self.columns.show_problem(problem)

    def show_rereading(self) -> None:
        self.columns.show_rereading()

    def show_found(self, found: Found) -> None:
        self.found.show_found(found)
        if self._turn_to(self.found, tr("Step {n} of {total}: {title}", n=3, total=3, title=tr("Preview"))):
            waits = found.blocked or found.nothing_new
            (self.found.back_button if waits else self.found.load_button).setFocus()

    def show_after(self, words: str, lines: tuple[FoundLine, ...]) -> None:
        self.found.show_after(words, lines)
        self._turn_to(self.found, tr("Loaded"))
        self.found.close_button.setFocus()

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

    def _turn_to(self, page: QWidget, step: str) -> bool:
        """Whether it was another page before."""
        turned = self._pages.currentWidget() is not page
        self._pages.setCurrentWidget(page)
        self._step.setText(step)
        return turned

    def _connect(self) -> None:
        self.read_button.clicked.connect(lambda: self.presenter.read(self.export.text(), self.documents.text()))
        for field in (self.export, self.documents):
            field.returnPressed.connect(self.read_button.click)
        self.cancel_button.clicked.connect(lambda: self.presenter.cancel())
        self.columns.column_chosen.connect(lambda heading, column: self.presenter.choose_column(heading, column))
        self.columns.order_chosen.connect(lambda order: self.presenter.choose_order(order))
        self.columns.zone_chosen.connect(lambda zone: self.presenter.choose_zone(zone))
        self.columns.place_chosen.connect(lambda sheet, row: self.presenter.choose_place(sheet, row))
        self.columns.mapping_opened.connect(lambda path: self.presenter.open_mapping(path))
        self.columns.mapping_saved.connect(lambda path: self.presenter.save_mapping(path))
        self.columns.back.connect(lambda: self.show_files())
        self.columns.done.connect(lambda: self.presenter.look())
        self.found.taken.connect(lambda place: self.presenter.take(place))
        self.found.load_asked.connect(lambda only_good: self.presenter.load(only_good))
        self.found.back.connect(lambda: self.presenter.back_to_columns())
        self.found.closed.connect(self.reject)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        title = Label(tr("Import applications"), "title")
        for label in (title, self._step):
            label.setContentsMargins(RING, 0, 0, 0)
            column.addWidget(label)
        column.addWidget(self._pages, 1)
        for page in (self._choosing, self._working, self.columns, self.found):
            self._pages.addWidget(page)
        self._lay_out_files(_column(self._choosing))
        self._lay_out_working(_column(self._working))

    def _lay_out_files(self, column: QVBoxLayout) -> None:
        about = tr("JetDesk reads both first and shows what it found. Nothing is loaded before you say so.")
        column.addWidget(Label(about, tone="ink2", wrap=True))
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(8)
        for line, (field, choose) in enumerate(
            ((self.export, self._choose_file), (self.documents, self._choose_folder))
        ):
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
        column.addLayout(_buttons(close, self.read_button))

    def _lay_out_working(self, column: QVBoxLayout) -> None:
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        column.addStretch(1)
        column.addWidget(self._doing)
        column.addWidget(self._bar)
        column.addWidget(Label(tr("Nothing is half-loaded if you cancel."), "small", "ink2"))
        column.addStretch(1)
        column.addLayout(_buttons(self.cancel_button))

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
