"""Printing a PDF's pages on a printer, each rendered at the printer's resolution. Runs beside the window."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from jetdesk.errors import EnvironmentFailed
from jetdesk.i18n import msg, tr

FINEST = 600
"""Dots an inch: a page of A4 then takes 140 MB while it is printed, and no eye sees more."""
Told = Callable[[float, str], object]


class PrintJob(Protocol):
    """A printer that the person has chosen, with its settings."""

    def run(self, pdf: bytes, told: Told) -> None:
        """Print the PDF; `told(fraction, text)` page by page. Raises EnvironmentFailed when the printer refuses."""
        ...


class PrintService(Protocol):
    """Lets the person choose a printer. Tests choose a file."""

    def choose(self, parent: QWidget, paper: str, pages: int) -> PrintJob | None: ...


class PrintDialogService:
    """The system's own dialog."""

    def choose(self, parent: QWidget, paper: str, pages: int) -> PrintJob | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare(printer, paper)
        printer.setFromTo(1, pages)
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle(tr("Print the report"))
        dialog.setMinMax(1, pages)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return PagePrint(printer) if accepted else None


def prepare(printer: QPrinter, paper: str) -> None:
    """The paper of the report, without margins: the PDF has its own."""
    size = QPageSize(QPageSize.PageSizeId.Letter if paper == "letter" else QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    printer.setFullPage(True)


class PagePrint:
    """Prints page after page, holding one at a time."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer

    def run(self, pdf: bytes, told: Told) -> None:
        document, buffer = QPdfDocument(), QBuffer()
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        painter = QPainter()
        if document.pageCount() < 1 or not painter.begin(self._printer):
            raise _refused()
        try:
            self._print_pages(document, painter, told)
        except BaseException:
            self._printer.abort()
            raise
        finally:
            painter.end()
            document.close()
        if self._printer.printerState() == QPrinter.PrinterState.Error:
            raise _refused()

    def _print_pages(self, document: QPdfDocument, painter: QPainter, told: Told) -> None:
        pages = self._wanted(document.pageCount())
        for place, page in enumerate(pages):
            told(place / len(pages), tr("Printing page {n} of {count}…", n=place + 1, count=len(pages)))
            if place and not self._printer.newPage():
                raise _refused()
            area = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
            fitted = _fitted(document.pagePointSize(page), QRectF(0, 0, area.width(), area.height()))
            painter.drawImage(fitted, _rendered(document, page, fitted, self._printer.resolution()))

    def _wanted(self, count: int) -> list[int]:
        """Pages from 0 that the dialog asks for."""
        first, last = self._printer.fromPage() or 1, self._printer.toPage() or count
        return list(range(first - 1, min(last, count)))


def _rendered(document: QPdfDocument, page: int, area: QRectF, resolution: int) -> QImage:
    """The page on white, no finer than is of use."""
    scale = min(1.0, FINEST / resolution)
    image = document.render(page, QSize(round(area.width() * scale), round(area.height() * scale)))
    if image.isNull():
        raise _refused()
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def _fitted(size: QSizeF, area: QRectF) -> QRectF:
    """As large as the paper allows, in its middle."""
    scale = min(area.width() / max(1.0, size.width()), area.height() / max(1.0, size.height()))
    fitted = QRectF(0, 0, size.width() * scale, size.height() * scale)
    fitted.moveCenter(area.center())
    return fitted


def _refused() -> EnvironmentFailed:
    return EnvironmentFailed(
        msg("The printer did not take the report."),
        safe=msg("The report itself is unchanged."),
        todo=msg("Check the printer and try again, or save the PDF and print it elsewhere."),
    )
