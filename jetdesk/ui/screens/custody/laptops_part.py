"""Everybody's laptop: when it was last heard of, and what is waiting on either side."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem, QVBoxLayout, QWidget

from jetdesk.domain.custody import Laptop
from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.screens.custody import wording
from jetdesk.ui.screens.custody.arranging import short_names
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.cells import AnyIndex, CellDelegate, Role, ground, inner
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.table import Table
from jetdesk.ui.widgets.table_model import Column, RowsModel

GUTTER, PERSON, SEEN, WAITING = range(4)
INDENT, WIDTH = 14, 300
MOST_ROWS, ROW = 9, 29


class LaptopDelegate(CellDelegate):
    """The last column has icons of its own."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if index.column() != WAITING:
            super().paint(painter, option, index)
            return
        ground(painter, option, index)
        icon, role, words, _ = wording.laptop_look(index.data(Role.ROW))
        paint.icon_and_word(painter, QRectF(inner(option)), icon, words, theme.font("small"), role)


class LaptopsPart(QWidget):
    """A table as high as its rows, up to nine of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("laptops_part")
        self._now: datetime | None = None
        self._shorts: dict[str, str] = {}
        self.table = Table(name="laptops", accessible=tr("Laptops"))
        self.table.setItemDelegate(LaptopDelegate(self.table))
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(max(ROW, theme.line("body") + 5))
        self.table.horizontalHeader().setSectionsClickable(False)
        self._model: RowsModel[Laptop] = RowsModel(self._columns(), lambda laptop: laptop.desk, self)
        self.table.setModel(self._model)
        self.table.horizontalHeader().setMinimumSectionSize(8)
        self.table.setColumnWidth(GUTTER, INDENT)
        self._none = Label(tr("No laptop has a pack yet."), "small", "ink2", wrap=True)
        self._none.setContentsMargins(20, 12, 20, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table)
        column.addWidget(self._none)

    def show_laptops(self, laptops: Sequence[Laptop], now: datetime) -> None:
        self._now = now
        shorts = short_names([laptop.person.name for laptop in laptops])
        self._shorts = {laptop.desk: short for laptop, short in zip(laptops, shorts, strict=True)}
        self._model.set_rows(laptops)
        self._none.setVisible(not laptops)
        self.table.setVisible(bool(laptops))
        rows = min(len(laptops), MOST_ROWS)
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if len(laptops) > rows else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.table.setVerticalScrollBarPolicy(bar)
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(self.table.horizontalHeader().height() + rows * height - 1)
        figures = theme.font("body", figures=True)
        seen = max([paint.width(self._seen(laptop), figures) for laptop in laptops] + [_head_width(tr("Seen"))])
        looks = (wording.laptop_look(laptop)[2] for laptop in laptops)
        words = max((paint.width(look, theme.font("small")) for look in looks), default=60)
        self.table.setColumnWidth(SEEN, round(seen) + 14)
        self.table.setColumnWidth(WAITING, round(words) + 34)
        self.table.setColumnWidth(PERSON, WIDTH - 1 - sum(self.table.columnWidth(n) for n in (GUTTER, SEEN, WAITING)))

    def _columns(self) -> tuple[Column[Laptop], ...]:
        """The first column is only the pane's padding, under which the lines go through."""
        return (
            Column("", lambda laptop: ""),
            Column(
                tr("Panelist"),
                lambda laptop: self._shorts.get(laptop.desk, laptop.person.name),
                tip=lambda laptop: laptop.person.name,
            ),
            Column(tr("Seen"), self._seen, right=True, tone="ink2"),
            Column(
                "", lambda laptop: wording.laptop_look(laptop)[2], tip=lambda laptop: wording.laptop_look(laptop)[3]
            ),
        )

    def _seen(self, laptop: Laptop) -> str:
        """The time today, else the day."""
        if laptop.seen is None or self._now is None:
            return "–"
        at = laptop.seen.astimezone(self._now.tzinfo)
        return f"{at:%H:%M}" if at.date() == self._now.date() else wording.short_day(at.date())


def _head_width(words: str) -> float:
    return paint.width(words, theme.font("small"))
