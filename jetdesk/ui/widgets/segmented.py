"""A choice of a few, as cells in one edge: levels 1 to 5, the overall recommendation, tabs of two or three."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from jetdesk.ui import theme
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.segment_cell import Option, SegmentCell

__all__ = ["Option", "Segmented", "levels"]


def levels(count: int = 5, names: Sequence[str] = ()) -> tuple[Option, ...]:
    """The levels 1 to `count`; `names` are the titles of their anchors."""
    spoken = [f"{n}, {names[n - 1]}" if n <= len(names) else str(n) for n in range(1, count + 1)]
    return tuple(Option(n, str(n), spoken[n - 1]) for n in range(1, count + 1))


class Segmented(QWidget):
    """`chosen(value or None)` is emitted only for an act of the person; `pointed` follows focus inside."""

    chosen = Signal(object)
    pointed = Signal(object)

    def __init__(
        self,
        options: Sequence[Option],
        *,
        name: str = "",
        accessible: str = "",
        clearable: bool = True,
        stretch: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._clearable, self._read_only, self._quiet = clearable, False, False
        self._value: object = None
        self._group = QButtonGroup(self)
        self._cells = [SegmentCell(option, self) for option in options]
        self._lay_out(stretch)
        self._offer_tab_stop(self._cells[0])
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def value(self) -> object:
        return self._value

    def set_value(self, value: object) -> None:
        """Show a value (None: empty) without telling anyone."""
        self._group.setExclusive(False)
        for cell in self._cells:
            cell.setChecked(value is not None and cell.option.value == value)
        self._group.setExclusive(True)
        now = self._checked()
        self._value = now.option.value if now else None
        self._offer_tab_stop(now or self._cells[0])

    @property
    def is_terse(self) -> bool:
        """Every cell shows one character: square cells."""
        return all(len(cell.option.label) == 1 for cell in self._cells)

    @property
    def is_read_only(self) -> bool:
        return self._read_only

    def set_read_only(self, read_only: bool) -> None:
        """A sealed sheet: readable, reachable, unchangeable."""
        self._read_only = read_only
        self.update()

    def set_quiet(self, quiet: bool) -> None:
        """Cannot assess: the cells step back, keys still work."""
        self._quiet = quiet
        self.update()

    def set_spoken(self, values: Sequence[str]) -> None:
        """What is read out for each cell, in order."""
        for cell, words in zip(self._cells, values, strict=True):
            cell.setAccessibleName(words)

    def is_first(self, cell: QWidget) -> bool:
        return cell is self._cells[0]

    def is_last(self, cell: QWidget) -> bool:
        return cell is self._cells[-1]

    def cell_look(self, checked: bool, hovered: bool) -> tuple[str | None, str, int]:
        """Ground, ink and weight of a cell."""
        if checked:
            return ("wash", "ink", 600) if self._read_only else ("fill", "on_fill", 600)
        hover = "sunken" if hovered and not self._read_only else None
        return (hover, "ink3" if self._read_only else "ink2", 400)

    def take_key(self, event: QKeyEvent) -> bool:
        """Act on a key of this control; False for every other key."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self._clear()
        cell = self._cell_for(key, event.text())
        if cell is None:
            return key in _STEPS
        self._choose(cell)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        calm = self._read_only or self._quiet
        paint.box(painter, self.rect(), None if calm else "surface", "rule" if calm else "edge")
        for cell in self._cells[1:]:
            painter.fillRect(cell.x() - 1, 1, 1, self.height() - 2, theme.colour("hairline" if calm else "rule"))

    def _lay_out(self, stretch: bool) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0 if not stretch else 1)
        for cell in self._cells:
            self._group.addButton(cell)
            row.addWidget(cell, 1 if stretch else 0)
        across = QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def _cell_for(self, key: Qt.Key, text: str) -> SegmentCell | None:
        now = self._checked()
        if key in _STEPS:
            return self._beside(now, _STEPS[key])
        if key == Qt.Key.Key_Space:
            focused = self.focusWidget()
            return focused if now is None and isinstance(focused, SegmentCell) else now
        if text.isdigit():
            return self._cells[int(text) - 1] if 1 <= int(text) <= len(self._cells) else None
        named = [c for c in self._cells if text and c.option.label.lower().startswith(text.lower())]
        return named[0] if named else None

    def _beside(self, now: SegmentCell | None, step: int) -> SegmentCell | None:
        """The neighbour; from nothing chosen the nearer end. It stops at the ends."""
        at = self._cells.index(now) + step if now else (0 if step > 0 else len(self._cells) - 1)
        return self._cells[at] if 0 <= at < len(self._cells) else None

    def _choose(self, cell: SegmentCell) -> None:
        if self._read_only:
            return
        cell.setChecked(True)
        cell.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_clicked(cell)

    def _clear(self) -> bool:
        if self._clearable and not self._read_only and self.value is not None:
            self.set_value(None)
            self.chosen.emit(None)
        return self._clearable

    def _on_clicked(self, cell: SegmentCell) -> None:
        self._offer_tab_stop(cell)
        if cell.option.value != self._value:
            self._value = cell.option.value
            self.chosen.emit(self._value)

    def _checked(self) -> SegmentCell | None:
        return next((cell for cell in self._cells if cell.isChecked()), None)

    def _offer_tab_stop(self, stop: SegmentCell) -> None:
        for cell in self._cells:
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if cell is stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(stop)


_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
