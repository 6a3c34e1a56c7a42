"""What a model may say about a cell besides its text, and the ground that all cells of tables and lists share."""

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from jetdesk.ui import theme
from jetdesk.ui.widgets import paint

PADDING = 6
AnyIndex = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """Data roles of the models shown by these views, beside Qt's own."""

    TONE = Qt.ItemDataRole.UserRole + 100  # name of a colour token
    WEIGHT = Qt.ItemDataRole.UserRole + 101  # 400, 500, 600
    STATUS = Qt.ItemDataRole.UserRole + 102  # a name in status.STATUSES; DisplayRole may bring another word
    CHIP = Qt.ItemDataRole.UserRole + 103  # True: the status as a tinted chip
    WHISKER = Qt.ItemDataRole.UserRole + 104  # whisker.Whisker
    PROBABILITY = Qt.ItemDataRole.UserRole + 105  # 0 to 1
    SECTION = Qt.ItemDataRole.UserRole + 106  # True: a group row on sunken
    ID = Qt.ItemDataRole.UserRole + 107  # str
    ROW = Qt.ItemDataRole.UserRole + 108  # the value that the row shows


class CellDelegate(QStyledItemDelegate):
    """Text in tone and weight on the ground of its row: rest, hover, selected, section."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        ground(painter, option, index)
        words = index.data(Qt.ItemDataRole.DisplayRole)
        if words is not None:
            self.paint_words(painter, option, index, str(words))

    def paint_words(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex, words: str) -> None:
        section = bool(index.data(Role.SECTION))
        tone = index.data(Role.TONE) or ("ink2" if section else "ink")
        style = _style(index)
        elide = Qt.TextElideMode.ElideMiddle if not section else Qt.TextElideMode.ElideRight
        paint.text(painter, inner(option), words, style, tone, alignment(index), elide)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        words = paint.width(str(index.data() or ""), _style(index))
        return QSize(round(words) + 2 * PADDING + 2, 31)


def _style(index: AnyIndex) -> QFont:
    """Figures to the right line up."""
    role = "small" if index.data(Role.SECTION) else "body"
    figures = alignment(index) == Qt.AlignmentFlag.AlignRight
    return theme.font(role, index.data(Role.WEIGHT) or 400, figures=figures)


def inner(option: QStyleOptionViewItem) -> QRect:
    return option.rect.adjusted(PADDING, 0, -PADDING, 0)


def alignment(index: AnyIndex) -> Qt.AlignmentFlag:
    given = index.data(Qt.ItemDataRole.TextAlignmentRole)
    horizontal = Qt.AlignmentFlag(given) & Qt.AlignmentFlag.AlignHorizontal_Mask if given is not None else None
    return horizontal or Qt.AlignmentFlag.AlignLeft


def is_selected(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


def ground(painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
    """The plane of a row's cell, and the hairline under it."""
    role = _ground_role(option, index)
    if role:
        painter.fillRect(option.rect, theme.colour(role))
    rect = option.rect
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hairline"))


def _ground_role(option: QStyleOptionViewItem, index: AnyIndex) -> str | None:
    if is_selected(option):
        return "wash"
    hovered = getattr(_view(option), "hovered_row", -1) == index.row()
    return "sunken" if hovered or index.data(Role.SECTION) else None


def _view(option: QStyleOptionViewItem) -> QWidget | None:
    return option.widget
