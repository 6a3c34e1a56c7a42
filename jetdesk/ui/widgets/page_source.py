"""The pages of one document held in memory: a PDF or a picture, rendered beside the window, never a file."""

from collections import OrderedDict
from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer, QPdfSelection

Format = Literal["pdf", "png", "jpeg"]
KEPT_BYTES = 96_000_000
MOST_PIXELS = 60_000_000
_POINTS_A_PIXEL = 72 / 96
_BEGINS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}


class PageSource(QObject):
    """Pages count from 1, sizes are in points. `rendered(page)` when a picture that was asked for is there."""

    rendered = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.page_count = 0
        self.failure = ""
        self._pictures: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._asked: set[tuple[int, int]] = set()

    def size(self, page: int) -> QSizeF:
        """Width and height as the page is meant to be read, turned pages turned."""
        raise NotImplementedError

    def picture(self, page: int, width: int) -> QImage | None:
        """The page `width` device pixels wide if it is ready, else None and it is rendered."""
        found = self._pictures.get((page, width))
        if found is not None:
            self._pictures.move_to_end((page, width))
        elif (page, width) not in self._asked:
            self._asked.add((page, width))
            self._ask(page, width)
        return found

    def nearest(self, page: int) -> QImage | None:
        """Any picture of the page, to stretch until the right one is there."""
        return next((image for (n, _), image in reversed(self._pictures.items()) if n == page), None)

    def text(self, page: int) -> str:
        return ""

    def selection(self, page: int, start: QPointF, end: QPointF) -> QPdfSelection | None:
        return None

    def _ask(self, page: int, width: int) -> None:
        raise NotImplementedError

    def _keep(self, page: int, width: int, image: QImage) -> None:
        self._asked.discard((page, width))
        self._pictures[(page, width)] = image
        while len(self._pictures) > 2 and sum(i.sizeInBytes() for i in self._pictures.values()) > KEPT_BYTES:
            self._pictures.popitem(last=False)
        self.rendered.emit(page)


class PdfSource(PageSource):
    """A PDF; pages are rendered in a thread of QtPdf."""

    def __init__(self, data: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # In this order, because children go in the order they came: the renderer first.
        self._renderer = QPdfPageRenderer(self)
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        if self._document.status() == QPdfDocument.Status.Ready and self._document.pageCount() > 0:
            self.page_count = self._document.pageCount()
        else:
            self.failure = self._document.error().name
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(self._document)
        self._renderer.pageRendered.connect(self._on_page_rendered)

    def size(self, page: int) -> QSizeF:
        size = self._document.pagePointSize(page - 1)
        return size if size.width() > 0 and size.height() > 0 else QSizeF(595, 842)

    def text(self, page: int) -> str:
        return self._document.getAllText(page - 1).text()

    def selection(self, page: int, start: QPointF, end: QPointF) -> QPdfSelection | None:
        return self._document.getSelection(page - 1, start, end)

    def _ask(self, page: int, width: int) -> None:
        points = self.size(page)
        height = max(1, round(width * points.height() / points.width()))
        if width * height > MOST_PIXELS:
            height = MOST_PIXELS // width
        self._renderer.requestPage(page - 1, QSize(width, height), QPdfDocumentRenderOptions())

    def _on_page_rendered(self, page: int, size: QSize, image: QImage, *_: object) -> None:
        self._keep(page + 1, size.width(), image)


class PictureSource(PageSource):
    """A PNG or JPEG as one page. The format is named by who knows it, never guessed from the bytes."""

    def __init__(self, data: bytes, kind: Literal["png", "jpeg"], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.failure = "Unreadable"
        if data.startswith(_BEGINS[kind]):
            self._read(data, kind)

    def _read(self, data: bytes, kind: str) -> None:
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer, kind.encode())
        reader.setAutoTransform(True)
        reader.setDecideFormatFromContent(False)
        size = reader.size()
        if size.width() * size.height() > MOST_PIXELS:
            self.failure = "TooLarge"
            return
        self._image = reader.read()
        if not self._image.isNull():
            self.failure, self.page_count = "", 1

    def size(self, page: int) -> QSizeF:
        return QSizeF(self._image.size()) * _POINTS_A_PIXEL

    def _ask(self, page: int, width: int) -> None:
        smooth = Qt.TransformationMode.SmoothTransformation
        self._keep(page, width, self._image.scaledToWidth(width, smooth))


def page_source(data: bytes, kind: Format, parent: QObject | None = None) -> PageSource:
    """Open a document; `page_count` is 0 and `failure` says why when it cannot be read."""
    return PdfSource(data, parent) if kind == "pdf" else PictureSource(data, kind, parent)
