"""The wizard's second page: what every column of the export is, with samples, corrected by hand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.domain.column_names import COLUMN_NAMES, column_name
from jetdesk.i18n import tr
from jetdesk.ui.screens.intake.values import ColumnLine, Columns
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.field import Number, Select
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.table import Table
from jetdesk.ui.widgets.table_model import Column, RowsModel

MOST_ROWS = 1000
ORDERS = ("", "DMY", "MDY", "YMD")


class ColumnsPage(QWidget):
    """Signals only by acts of the person. `column_chosen(heading, canonical column or "")`."""

    column_chosen = Signal(str, str)
    order_chosen = Signal(str)
    zone_chosen = Signal(str)
    place_chosen = Signal(str, int)
    mapping_opened = Signal(str)
    mapping_saved = Signal(str)
    back = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._todo = Label(tone="beni", wrap=True, name="intake_todo")
        self._about = Label(tone="ink2", wrap=True, name="intake_about")
        self.table = Table(name="intake_columns", accessible=tr("Columns of the export"))
        self.column = Select(name="intake_column", accessible=tr("The chosen column is"))
        self.order = Select(name="intake_order", accessible=tr("Order of dates"))
        self.zone = Select(name="intake_zone", accessible=tr("Times without an offset"))
        self.sheet = Select(name="intake_sheet", accessible=tr("Sheet"))
        self.header = Number(1, MOST_ROWS, name="intake_header", accessible=tr("Row of headings"))
        self.open_button = Button(tr("Open mapping…"), name="intake_open_mapping")
        self.save_button = Button(tr("Save mapping…"), name="intake_save_mapping")
        self.back_button = Button(tr("Back"), name="intake_columns_back")
        self.next_button = Button(tr("Preview"), "main", name="intake_preview")
        self._fill()
        self._lay_out()
        self._connect()

    def show_columns(self, found: Columns) -> None:
        self._model.set_rows(found.lines)
        if not self.table.current_id and found.lines:
            self.table.select_row(0)
        self._say(found.todo, found.about)
        self.order.setCurrentIndex(-1 if found.asks_order else ORDERS.index(found.order))
        self.order.setProperty("attention", found.asks_order)
        self._fill_zones(found)
        self._fill_sheets(found)
        self.header.setValue(max(found.header_row, 1))
        self._shown_header = self.header.value()
        self.next_button.setEnabled(not found.todo)
        self._show_column(self.table.current_id)

    def show_problem(self, problem: str) -> None:
        self._say(problem, "")

    def show_rereading(self) -> None:
        """Corrections are being looked at; going on waits."""
        self.next_button.setEnabled(False)

    def _say(self, todo: str, about: str) -> None:
        self._todo.setText(todo)
        self._todo.setVisible(bool(todo))
        self._about.setText(about or tr("Choose a line to correct what its column is."))

    def _fill(self) -> None:
        shown: tuple[Column[ColumnLine], ...] = (
            Column(tr("Column of the export"), lambda line: line.heading, tip=lambda line: line.heading),
            Column(tr("Samples"), lambda line: line.samples, tone="ink2", tip=lambda line: line.samples),
            Column(tr("Is"), lambda line: column_name(line.column) if line.column else "–"),
            Column("", lambda line: line.sure, status=lambda line: line.status),
        )
        self._model: RowsModel[ColumnLine] = RowsModel(shown, lambda line: line.heading, self)
        self.table.setModel(self._model)
        self.table.set_widths({0: 210, 2: 220, 3: 140}, stretch=1)
        self.column.addItem(tr("Leave out"), "")
        for column, name in COLUMN_NAMES.items():
            self.column.addItem(name.text(), column)
        words = (tr("as the file says"), tr("day, month, year"), tr("month, day, year"), tr("year, month, day"))
        for order, said in zip(ORDERS, words, strict=True):
            self.order.addItem(said, order)
        self.order.setPlaceholderText(tr("Please choose"))
        self._shown_header = 1

    def _fill_zones(self, found: Columns) -> None:
        self.zone.clear()
        self.zone.addItem(tr("are rejected"), "")
        for zone in found.zones:
            self.zone.addItem(tr("are in {zone}", zone=zone), zone)
        self.zone.setCurrentIndex(self.zone.findData(found.zone))

    def _fill_sheets(self, found: Columns) -> None:
        self.sheet.clear()
        for sheet in found.sheets:
            self.sheet.addItem(sheet, sheet)
        self.sheet.setCurrentIndex(self.sheet.findData(found.sheet))
        self.sheet.setEnabled(len(found.sheets) > 1)

    def _connect(self) -> None:
        self.table.selected.connect(self._show_column)
        self.table.opened.connect(lambda _: self.column.setFocus())
        self.column.activated.connect(self._on_column)
        self.order.activated.connect(lambda _: self.order_chosen.emit(self.order.currentData()))
        self.zone.activated.connect(lambda _: self.zone_chosen.emit(self.zone.currentData()))
        self.sheet.activated.connect(lambda _: self.place_chosen.emit(self.sheet.currentData(), 0))
        self.header.editingFinished.connect(self._on_header)
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.done)
        self.open_button.clicked.connect(self._on_open)
        self.save_button.clicked.connect(self._on_save)

    def _show_column(self, heading: object) -> None:
        row = self._model.row_of(str(heading))
        self.column.setEnabled(row >= 0)
        self.column.setCurrentIndex(self.column.findData(self._model.rows[row].column) if row >= 0 else -1)

    def _on_column(self) -> None:
        if self.table.current_id:
            self.column_chosen.emit(str(self.table.current_id), self.column.currentData())

    def _on_header(self) -> None:
        if self.header.value() != self._shown_header:
            self._shown_header = self.header.value()
            self.place_chosen.emit(self.sheet.currentData() or "", self.header.value())

    def _on_open(self) -> None:
        dialog = QFileDialog(self, tr("Open mapping"), "", tr("Mappings (*.toml)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.mapping_opened)
        dialog.open()

    def _on_save(self) -> None:
        dialog = QFileDialog(self, tr("Save mapping"), "mapping.toml", tr("Mappings (*.toml)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.fileSelected.connect(self.mapping_saved)
        dialog.open()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 4)
        column.setSpacing(10)
        for widget in (self._todo, self._about):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for place, field in enumerate((self.column, self.order, self.zone, self.sheet, self.header)):
            label = Label(field.accessibleName(), "small", "ink2")
            label.setBuddy(field)
            grid.addWidget(label, 0, place)
            grid.addWidget(field, 1, place)
        for field, width in ((self.order, 180), (self.zone, 220), (self.sheet, 140)):
            field.setMinimumWidth(width)
        grid.setColumnStretch(0, 1)
        column.addLayout(grid)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.open_button, self.save_button):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.back_button, self.next_button):
            row.addWidget(button)
        column.addLayout(row)
