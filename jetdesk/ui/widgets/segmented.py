"""A choice of a few, as cells in one edge: levels 1 to 5, the overall recommendation, tabs of two or three."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from jetdesk.ui import theme
from jetdesk.ui.widgets import paint

HEIGHT = 30


@dataclass(frozen=True, slots=True)
class Option:
    """One cell: what it stands for, what it shows, what is read out."""

    value: object
    label: str
    accessible: str = ""


def levels(count: int = 5, names: Sequence[str] = ()) -> tuple[Option, ...]:
    """The levels 1 to `count`; `names` are the titles of their anchors."""
    spoken = [f"{n}, {names[n - 1]}" if n <= len(names) else str(n) for n in range(1, count + 1)]
    return tuple(Option(n, str(n), spoken[n - 1]) for n in range(1, count + 1))


class _Cell(QRadioButton):
    """A radio button painted as a cell; keys go to the whole."""

    def __init__(self, option: Option, whole: "Segmented") -> None:
        super().__init__(whole)
        self.option = option
        self._whole = whole
        self.setAccessibleName(option.accessible or option.label)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def ring_target(self) -> QWidget:
        return self._whole

    def sizeHint(self) -> QSize:
        bold = paint.width(self.option.label, theme.font("body", 600))
        plain = HEIGHT if len(self.option.label) < 3 else 24
        return QSize(max(plain, round(bold + (0 if plain == HEIGHT else plain))), HEIGHT - 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(28, round(paint.width(self.option.label, theme.font("body", 600)) + 8)), HEIGHT - 2)

    def hitButton(self, position) -> bool:  # noqa: ANN001
        return self.rect().contains(position) and not self._whole.is_read_only

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._whole.take_key(event):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._whole.pointed.emit(self.option.value)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._whole.pointed.emit(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, ink, weight = self._whole.cell_look(self.isChecked(), self.underMouse())
        if ground:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(self._shape(), theme.colour(ground))
        align = Qt.AlignmentFlag.AlignHCenter
        paint.text(painter, self.rect(), self.option.label, theme.font("body", weight), ink, align)

    def _shape(self) -> QPainterPath:
        """The whole cell, rounded where it lies in a corner of the edge."""
        shape = QPainterPath()
        shape.setFillRule(Qt.FillRule.WindingFill)
        area = QRectF(self.rect())
        shape.addRoundedRect(area, 3, 3)
        if not self._whole.is_first(self):
            shape.addRect(area.adjusted(0, 0, -4, 0))
        if not self._whole.is_last(self):
            shape.addRect(area.adjusted(4, 0, 0, 0))
        return shape


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
        self._group = QButtonGroup(self)
        self._cells = [_Cell(option, self) for option in options]
        self._lay_out(stretch)
        self._offer_tab_stop(self._cells[0])
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def value(self) -> object:
        cell = self._checked()
        return cell.option.value if cell else None

    def set_value(self, value: object) -> None:
        """Show a value (None: empty) without telling anyone."""
        self._group.setExclusive(False)
        for cell in self._cells:
            cell.setChecked(value is not None and cell.option.value == value)
        self._group.setExclusive(True)
        self._offer_tab_stop(self._checked() or self._cells[0])

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

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.EnabledChange:
            self.set_read_only(not self.isEnabled())
        super().changeEvent(event)

    def _lay_out(self, stretch: bool) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0 if not stretch else 1)
        for cell in self._cells:
            self._group.addButton(cell)
            row.addWidget(cell, 1 if stretch else 0)
        across = QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def _cell_for(self, key: Qt.Key, text: str) -> _Cell | None:
        now = self._checked()
        if key in _STEPS:
            return self._beside(now, _STEPS[key])
        if key == Qt.Key.Key_Space:
            return self.focusWidget() if now is None and isinstance(self.focusWidget(), _Cell) else now
        if text.isdigit():
            return self._cells[int(text) - 1] if 1 <= int(text) <= len(self._cells) else None
        named = [c for c in self._cells if text and c.option.label.lower().startswith(text.lower())]
        return named[0] if named else None

    def _beside(self, now: _Cell | None, step: int) -> _Cell | None:
        """The neighbour; from nothing chosen the nearer end. It stops at the ends."""
        at = self._cells.index(now) + step if now else (0 if step > 0 else len(self._cells) - 1)
        return self._cells[at] if 0 <= at < len(self._cells) else None

    def _choose(self, cell: _Cell) -> None:
        if self._read_only:
            return
        changed = cell is not self._checked()
        cell.setChecked(True)
        cell.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer_tab_stop(cell)
        if changed:
            self.chosen.emit(cell.option.value)

    def _clear(self) -> bool:
        if self._clearable and not self._read_only and self.value is not None:
            self.set_value(None)
            self.chosen.emit(None)
        return self._clearable

    def _on_clicked(self, cell: _Cell) -> None:
        self._offer_tab_stop(cell)
        self.chosen.emit(cell.option.value)

    def _checked(self) -> _Cell | None:
        return next((cell for cell in self._cells if cell.isChecked()), None)

    def _offer_tab_stop(self, stop: _Cell) -> None:
        for cell in self._cells:
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if cell is stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(stop)


_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
