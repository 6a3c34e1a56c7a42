"""The header of tables: small words on a rule, a thin chevron at the sorted column."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from jetdesk.ui import icons, theme
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.cells import PADDING

HEIGHT = 32


class HeaderView(QHeaderView):
    """Sections are painted from the model's header data; a delegate with `paint_header` paints its own (an axis)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(HEIGHT)
        self.setMinimumSectionSize(28)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        painter.save()
        area = QRectF(rect)
        own = self._own_header(column)
        if own is not None:
            own(painter, area)
        else:
            self._paint_words(painter, area.adjusted(PADDING, 0, -PADDING, 0), column)
        painter.restore()

    def paintEvent(self, event) -> None:  # noqa: ANN001
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        paint.row_line(painter, 0, self.viewport().width(), self.viewport().height() - 1, "rule")

    def _paint_words(self, painter: QPainter, area: QRectF, column: int) -> None:
        words = str(self.model().headerData(column, self.orientation()) or "")
        right = self._side(column) == Qt.AlignmentFlag.AlignRight
        style = theme.font("small")
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == column
        if sorted_here and right:
            area.adjust(0, 0, -16, 0)
        paint.text(painter, area, words, style, "ink2" if sorted_here else "ink3", self._side(column))
        if sorted_here:
            used = area.width() if right else paint.width(words, style)
            self._paint_chevron(painter, QRectF(area.left() + used + 4, area.center().y() - 6, 12, 12))

    def _side(self, column: int) -> Qt.AlignmentFlag:
        role = Qt.ItemDataRole.TextAlignmentRole
        given = self.model().headerData(column, self.orientation(), role)
        side = Qt.AlignmentFlag(given) & Qt.AlignmentFlag.AlignHorizontal_Mask if given else None
        return side or Qt.AlignmentFlag.AlignLeft

    def _paint_chevron(self, painter: QPainter, area: QRectF) -> None:
        up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        icons.paint(painter, "chevron-up" if up else "chevron-down", area, "ink2")

    def _own_header(self, column: int):  # noqa: ANN202
        view = self.parent()
        delegate = view.itemDelegateForColumn(column) if isinstance(view, QAbstractItemView) else None
        return getattr(delegate, "paint_header", None)
