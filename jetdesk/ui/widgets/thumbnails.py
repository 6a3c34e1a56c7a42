"""Small pages beside the document, 56 x 76, rendered when they come into sight."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.cells import is_selected
from jetdesk.ui.widgets.page_source import PageSource
from jetdesk.ui.widgets.page_view import PageView

WIDTH, HEIGHT, ITEM = 56, 76, 104
AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class _Pages(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._count = 0

    def set_count(self, count: int) -> None:
        self.beginResetModel()
        self._count = count
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        spoken = role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        return tr("Page {n} of {count}", n=index.row() + 1, count=self._count) if spoken else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: "Thumbnails") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(WIDTH + 24, ITEM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        area = QRectF(option.rect)
        page = QRectF(round(area.center().x() - WIDTH / 2), area.top() + 4, WIDTH, HEIGHT)
        chosen = is_selected(option)
        painter.fillRect(page, theme.colour("sheet"))
        self._view.paint_page(painter, page, index.row() + 1)
        painter.setPen(QPen(theme.colour("fill" if chosen else "rule"), 2 if chosen else 0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(page.adjusted(-2, -2, 2, 2) if chosen else page)
        below = QRectF(area.left(), page.bottom() + 3, area.width(), 16)
        centre = Qt.AlignmentFlag.AlignHCenter
        paint.text(painter, below, str(index.row() + 1), theme.font("small"), "ink" if chosen else "ink2", centre)


class Thumbnails(QListView):
    """Follows a page view and leads it. `chosen(page)` by an act of the person."""

    chosen = Signal(int)

    def __init__(self, pages: PageView, *, name: str = "thumbnails", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(tr("Pages"))
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setFixedWidth(88)
        self.setViewportMargins(0, 10, 0, 0)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view = pages
        self._source: PageSource | None = None
        self._pages = _Pages(self)
        self.setModel(self._pages)
        self.setItemDelegate(_Delegate(self))
        self._following = False
        pages.document_shown.connect(self._on_document_shown)
        pages.page_changed.connect(self._on_page_changed)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def paint_page(self, painter: QPainter, area: QRectF, page: int) -> None:
        """The page into `area`, whole, if it is rendered already."""
        if self._source is None or self._view.is_withheld(page):
            return
        size = self._source.size(page)
        ratio = min(area.width() / size.width(), area.height() / size.height())
        wide, high = size.width() * ratio, size.height() * ratio
        image = self._source.picture(page, max(1, round(wide * self.devicePixelRatioF())))
        if image is not None:
            painter.save()
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            centre = area.center()
            painter.drawImage(QRectF(centre.x() - wide / 2, centre.y() - high / 2, wide, high), image)
            painter.restore()

    def _on_document_shown(self, source: PageSource | None) -> None:
        self._source = source
        self._pages.set_count(source.page_count if source else 0)
        if source:
            source.rendered.connect(self._on_rendered)

    def _on_rendered(self, page: int) -> None:
        self.update(self._pages.index(page - 1))

    def _on_page_changed(self, page: int) -> None:
        self._following = True
        self.setCurrentIndex(self._pages.index(page - 1))
        self._following = False

    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid() and not self._following:
            self._view.go_to(current.row() + 1)
            self.chosen.emit(current.row() + 1)
