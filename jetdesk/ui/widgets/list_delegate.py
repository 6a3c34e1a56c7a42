"""How a row of a list is painted: one or two lines, breaks, section words, and the narrow form."""

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from jetdesk.ui import icons, theme
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.cells import AnyIndex, Role, is_selected
from jetdesk.ui.widgets.status import STATUSES, paint_status

LEFT, ICON = 20, 34


def lead_width() -> int:
    """Room for a time before the words."""
    return round(paint.width("00:00", theme.font("body", figures=True))) + 12


class ListDelegate(QStyledItemDelegate):
    """Expects a ListRow in Role.ROW."""

    def __init__(
        self, parent: QObject | None = None, *, lines: bool = True, row_height: int = 56, checks: bool = False
    ) -> None:
        super().__init__(parent)
        self._lines, self._row_height, self._checks = lines, row_height, checks
        self.collapsed = False

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        kind = index.data(Role.ROW).kind
        if kind == "row":
            height = max(
                self._row_height, theme.line("body") + (theme.line("small") + 12 if self._row_height > 40 else 8)
            )
            return QSize(64, height)
        return QSize(64, 28 if kind == "break" else 32 if index.row() == 0 else 40)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row, area = index.data(Role.ROW), QRectF(option.rect)
        self._paint_ground(painter, option, index, row.kind)
        if row.kind == "section":
            words = area.adjusted(LEFT, area.height() - 28, -LEFT, 0)
            paint.text(painter, words, row.first, theme.font("small"), "ink3")
        elif row.kind == "break":
            self._paint_break(painter, area, row)
        elif self.collapsed:
            self._paint_narrow(painter, area, row)
        else:
            self._paint_row(painter, area, row, is_selected(option))
        if option.state & QStyle.StateFlag.State_HasFocus and row.kind == "row":
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1 if not self._lines else -2))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex, kind: str) -> None:
        hovered = kind == "row" and getattr(option.widget, "hovered_row", -1) == index.row()
        chosen = is_selected(option)
        if chosen or hovered or kind == "break":
            painter.fillRect(option.rect, theme.colour("wash" if chosen else "sunken"))
        if chosen:
            painter.fillRect(option.rect.left(), option.rect.top(), 2, option.rect.height(), theme.colour("fill"))
        if self._lines and kind != "section":
            painter.fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, theme.colour("hairline"))

    def _paint_row(self, painter: QPainter, area: QRectF, row, chosen: bool) -> None:  # noqa: ANN001
        left = area.left() + LEFT
        two = bool(row.second or row.status or row.extra)
        first_height, second_height = theme.line("body"), theme.line("small") if two else 0
        top = area.top() + (area.height() - first_height - second_height) / 2
        if row.lead:
            time = QRectF(left, top, lead_width(), first_height)
            paint.text(painter, time, row.lead, theme.font("body", figures=True), "ink2")
            left += lead_width()
        if row.icon:
            icons.paint(painter, row.icon, QRectF(left - 2, area.center().y() - 9, 18, 18), "ink")
            left += ICON
        right = area.right() - 12
        if self._checks and chosen:
            right -= 28
            icons.paint(painter, "check", QRectF(right + 4, area.center().y() - 9, 18, 18), "ink")
        style = theme.font("body", 600 if chosen else 500)
        paint.text(painter, QRectF(left, top, right - left, first_height), row.first, style, "ink")
        if two:
            second = QRectF(left, top + first_height, right - left, second_height)
            self._paint_second(painter, second, row)

    def _paint_second(self, painter: QPainter, area: QRectF, row) -> None:  # noqa: ANN001
        small = theme.font("small")
        if row.status:
            area.adjust(paint_status(painter, area, row.status, row.status_word) + 8, 0, 0, 0)
        if row.second:
            area.adjust(paint.text(painter, area, row.second, small, "ink2") + 8, 0, 0, 0)
        if row.extra:
            paint.text(painter, area, row.extra, small, row.extra_tone)

    def _paint_break(self, painter: QPainter, area: QRectF, row) -> None:  # noqa: ANN001
        small = theme.font("small")
        if self.collapsed:
            paint.text(painter, area, row.lead, small, "ink3", Qt.AlignmentFlag.AlignHCenter)
            return
        paint.text(painter, area.adjusted(LEFT, 0, 0, 0), row.lead, small, "ink2")
        paint.text(painter, area.adjusted(LEFT + (lead_width() if row.lead else 0), 0, -8, 0), row.first, small, "ink3")

    def _paint_narrow(self, painter: QPainter, area: QRectF, row) -> None:  # noqa: ANN001
        top = QRectF(area.left(), area.top() + 6, area.width(), theme.line("body"))
        words = row.lead or row.first[:3]
        paint.text(painter, top, words, theme.font("body"), "ink", Qt.AlignmentFlag.AlignHCenter)
        if row.status:
            look = STATUSES[row.status]
            below = QRectF(area.center().x() - 7, top.bottom() + 3, 14, 14)
            icons.paint(painter, look.icon, below, look.role)
