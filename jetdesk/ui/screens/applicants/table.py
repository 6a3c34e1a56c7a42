"""The table for thousands of rows. A keystroke in the search repaints all that is seen, and has 16 ms for it, so texts
are laid out once and kept, chips are kept as pictures, and a row is asked of the model once a cell and not once a role.
"""

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QStaticText
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import icons, theme
from jetdesk.ui.screens.applicants import wording
from jetdesk.ui.screens.applicants.model import ApplicantsModel, Cell
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.cells import PADDING, AnyIndex
from jetdesk.ui.widgets.status import STATUSES, StatusDelegate, paint_chip, status_width
from jetdesk.ui.widgets.table import Table

ICON, GAP, CHIP = 14, 5, 22
KANA, NUMBER, SLOT, FLAGS = 1, 2, 7, 8


class ApplicantsTable(Table):
    """As every table; painting a row asks the model once a cell."""

    def __init__(self, model: ApplicantsModel, parent: QWidget | None = None) -> None:
        super().__init__(name="applicants_table", accessible=tr("Applicants"), several=True, parent=parent)
        self._list = model
        self.setModel(model)
        self.setItemDelegate(_CellPainter(self, model))

    def fit(self) -> None:
        """Numbers and flags are never cut; kana has its room or is not shown."""
        space = 2 * PADDING + 2
        for column, text, most in ((NUMBER, self._list.longest("application_no"), 240),
                                   (KANA, self._list.longest("kana"), 180)):  # fmt: skip
            self.widen(column, min(most, math.ceil(paint.width(text, theme.font("body", figures=True))) + space))
        words = max(paint.width(word, theme.font("small")) for word in wording.flag_words())
        self.widen(FLAGS, math.ceil(words) + ICON + GAP + space)

    def _id_at(self, row: int) -> object:
        return self._list.id_at(row)


class _CellPainter(StatusDelegate):
    """The looks of StatusDelegate, quickly."""

    def __init__(self, table: ApplicantsTable, model: ApplicantsModel) -> None:
        super().__init__(table)
        self._table, self._list = table, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row, area = index.row(), option.rect
        look = theme.tokens().paper
        if row in self._table.chosen:
            painter.fillRect(area, _colour("wash", look))
        elif row == self._table.hovered_row:
            painter.fillRect(area, _colour("sunken", look))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, _colour("hairline", look))
        cell = self._list.cell(row, index.column())
        if cell.chip and cell.look:
            self._paint_chip(painter, area, cell)
        elif cell.look:
            self._paint_status(painter, area, cell, look)
        elif cell.text:
            _write(painter, cell.text, "body", cell.weight, _colour(cell.tone, look), area.left() + PADDING, area,
                   area.width() - 2 * PADDING)  # fmt: skip

    def _paint_chip(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        room = area.width() - 2 * PADDING
        ratio = self._table.devicePixelRatioF()
        picture = _chip(str(cell.look), cell.text, room, theme.tokens().paper, theme.state().scale, ratio)
        painter.drawPixmap(area.left() + PADDING, area.center().y() - CHIP // 2, picture)

    def _paint_status(self, painter: QPainter, area: QRect, cell: Cell, look: str) -> None:
        status = STATUSES[str(cell.look)]
        picture = icons.pixmap(status.icon, ICON, _colour(status.role, look), self._table.devicePixelRatioF())
        left = area.left() + PADDING
        painter.drawPixmap(left, area.center().y() - ICON // 2, picture)
        room = area.width() - 2 * PADDING - ICON - GAP
        _write(painter, cell.text, "small", 400, _colour(status.role, look), left + ICON + GAP, area, room)


def _write(painter: QPainter, text: str, role: str, weight: int, colour: QColor, left: float, area: QRect,
           room: int) -> None:  # fmt: skip
    style, height = _font(role, weight, theme.state().scale, text[:1].isdigit() or text[-1:].isdigit())
    words = _laid_out(text, role, weight, theme.state().scale, room)
    painter.setFont(style)
    painter.setPen(colour)
    painter.drawStaticText(QPointF(left, area.top() + (area.height() - 1 - height) / 2), words)


@lru_cache(maxsize=8192)
def _laid_out(text: str, role: str, weight: int, scale: float, room: int) -> QStaticText:
    style, _ = _font(role, weight, scale, text[:1].isdigit() or text[-1:].isdigit())
    made = QStaticText(QFontMetricsF(style).elidedText(text, Qt.TextElideMode.ElideMiddle, room + 0.5))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(font=style)
    return made


@lru_cache(maxsize=16)
def _font(role: str, weight: int, scale: float, figures: bool) -> tuple[QFont, float]:
    style = theme.font(role, weight, figures=figures)
    return style, QFontMetricsF(style).height()


@lru_cache(maxsize=64)
def _colour(role: str, look: str) -> QColor:
    return theme.colour(role)


@lru_cache(maxsize=128)
def _chip(look: str, words: str, room: int, paper: str, scale: float, ratio: float) -> QPixmap:
    wide = min(round(status_width(words)) + 16, room)
    made = QPixmap(round(wide * ratio), round(CHIP * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_chip(painter, QRectF(0, 0, wide, CHIP), look, words)
    painter.end()
    return made
