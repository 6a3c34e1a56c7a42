"""The options at the right, and the two ways out: save and print."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.screens.reports.values import PARTS, Kind, Options, Part, title_words
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.choice import CheckBox, RadioButton
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.picture import Picture
from jetdesk.ui.widgets.segmented import Option, Segmented

WIDTH = 296


class OptionsPane(Pane):
    """Each signal is an act of the person; `show_options` tells nobody."""

    position_chosen = Signal(object)
    language_chosen = Signal(object)
    paper_chosen = Signal(object)
    names_chosen = Signal(str)
    part_switched = Signal(str, bool)
    text_asked = Signal()
    save_asked = Signal()
    print_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", name="report_options", parent=parent)
        self.setFixedWidth(WIDTH)
        self._title = Label(title_words(Kind.SUMMARY), "heading", name="report_title")
        self._state = Label(role="small", tone="ink2", wrap=True, name="report_state")
        self._positions: Segmented | None = None
        self._position_choice = QWidget()
        self._position_row = QVBoxLayout()
        self.language = _segmented("language", tr("Language"), (Option("en", "English"), Option("ja", "日本語")))
        self.paper = _segmented("paper", tr("Paper"), (Option("a4", "A4"), Option("letter", "Letter")))
        self.names = {
            "full": RadioButton(tr("Full names"), name="names_full"),
            "numbers": RadioButton(tr("Application numbers only"), name="names_numbers"),
            "initials": RadioButton(tr("Initials and number"), name="names_initials"),
        }
        self.parts: dict[Part, CheckBox] = {
            "criterion_means": CheckBox(tr("Criterion means"), name="part_criterion_means"),
            "laptops": CheckBox(tr("Laptops"), name="part_laptops"),
            "notes": CheckBox(tr("Notes for the record"), name="part_notes"),
            "seal_boxes": CheckBox(tr("Seal boxes by the signatures"), name="part_seal_boxes"),
            "both_languages": CheckBox(tr("English and Japanese side by side"), name="part_both_languages"),
            "by_room": CheckBox(tr("Pages for rooms instead of panels"), name="part_by_room"),
        }
        self._names_group, self._parts_group = QWidget(), QWidget()
        self.text = Button(tr("Choose another text…"), icon="document", name="letter_text")
        self._warning = Label(role="small", tone="ink2", wrap=True, name="report_warning")
        self.save = Button(tr("Save PDF…"), icon="download", size="large", name="save_pdf")
        self.print = Button(tr("Print…"), "main", "printer", "large", name="print")
        self._lay_out()
        self._connect()

    def show_positions(self, positions: Sequence[str], current: str) -> None:
        known = self._positions.property("positions") if self._positions else None
        if known != list(positions):
            self._change_positions(positions)
        if self._positions:
            self._positions.set_value(current)

    def show_kind(self, kind: Kind) -> None:
        """The title, and only the options that this report has."""
        self._title.setText(title_words(kind))
        self._position_choice.setVisible(kind is Kind.SUMMARY)
        for part, box in self.parts.items():
            box.setVisible(part in PARTS[kind])
        self.text.setVisible(kind is Kind.LETTERS)
        self._parts_group.setVisible(bool(PARTS[kind]))
        self._names_group.setVisible(kind is not Kind.LETTERS)

    def show_options(self, options: Options) -> None:
        self.language.set_value(options.language)
        self.paper.set_value(options.paper)
        self.names[options.names].setChecked(True)
        for part, box in self.parts.items():
            box.setChecked(part in options.parts)

    def show_words(self, state: str, warning: str) -> None:
        self._state.setText(state)
        self._warning.setText(warning)

    def show_ready(self, ready: bool) -> None:
        """Without a report there is nothing to save or print."""
        self.save.setEnabled(ready)
        self.print.setEnabled(ready)

    def _change_positions(self, positions: Sequence[str]) -> None:
        if self._positions is not None:
            self._positions.deleteLater()
            self._positions = None
        if positions:
            options = [Option(position, position) for position in positions]
            self._positions = _segmented("position", tr("Position"), options)
            self._positions.setProperty("positions", list(positions))
            self._positions.chosen.connect(self.position_chosen)
            self._position_row.addWidget(self._positions)
            QWidget.setTabOrder(self._positions, self.language)

    def _connect(self) -> None:
        self._group = QButtonGroup(self)
        for button in self.names.values():
            self._group.addButton(button)
        self.language.chosen.connect(self.language_chosen)
        self.paper.chosen.connect(self.paper_chosen)
        for name, button in self.names.items():
            button.clicked.connect(lambda _=False, name=name: self.names_chosen.emit(name))
        for name, box in self.parts.items():
            box.clicked.connect(lambda on, name=name: self.part_switched.emit(name, on))
        self.text.clicked.connect(self.text_asked)
        self.save.clicked.connect(self.save_asked)
        self.print.clicked.connect(self.print_asked)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = _padded(column, 18, 14)
        head.addWidget(self._title)
        head.addWidget(self._state)
        column.addWidget(hairline())
        column.addWidget(self._scrolled(), 1)
        column.addWidget(hairline("rule"))
        foot = _padded(column, 14, 16)
        warning = QHBoxLayout()
        warning.setSpacing(8)
        picture = Picture("alert-triangle", 14, "amber")
        picture.setContentsMargins(0, 1, 0, 1)
        warning.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        warning.addWidget(self._warning, 1)
        foot.addLayout(warning)
        foot.addSpacing(12)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.save, 1)
        buttons.addWidget(self.print, 1)
        foot.addLayout(buttons)

    def _scrolled(self) -> QScrollArea:
        inside, scroll = QWidget(), QScrollArea()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        choices = _padded(column, 14, 16)
        position = QVBoxLayout(self._position_choice)
        position.setContentsMargins(0, 0, 0, 0)
        position.setSpacing(0)
        _titled(position, tr("Position"), self._position_row)
        choices.addWidget(self._position_choice)
        _titled(choices, tr("Language"), self.language)
        _titled(choices, tr("Paper"), self.paper)
        choices.addWidget(self.text)
        for group, title, controls in (
            (self._names_group, tr("Names"), self.names), (self._parts_group, tr("Include"), self.parts)
        ):  # fmt: skip
            column.addWidget(group)
            _fill(group, title, controls.values())
        column.addStretch(1)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll


def _segmented(name: str, accessible: str, options: Sequence[Option]) -> Segmented:
    return Segmented(options, name=f"report_{name}", accessible=accessible, clearable=False, stretch=True)


def _padded(column: QVBoxLayout, above: int, below: int) -> QVBoxLayout:
    inner = QVBoxLayout()
    inner.setContentsMargins(20, above, 20, below)
    inner.setSpacing(0)
    column.addLayout(inner)
    return inner


def _fill(group: QWidget, title: str, controls: Iterable[QWidget]) -> None:
    """A line, a title, the controls below each other."""
    column = QVBoxLayout(group)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(hairline())
    inner = _padded(column, 14, 14)
    inner.addWidget(Label(title, weight=500))
    inner.addSpacing(4)
    for control in controls:
        inner.addWidget(control)


def _titled(column: QVBoxLayout, title: str, content: QWidget | QVBoxLayout, *, last: bool = False) -> None:
    column.addWidget(Label(title, weight=500))
    column.addSpacing(6)
    column.addWidget(content) if isinstance(content, QWidget) else column.addLayout(content)
    column.addSpacing(0 if last else 14)
