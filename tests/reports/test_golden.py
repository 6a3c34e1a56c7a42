"""Pages as they look, against approved pictures at 60 dots an inch in grey.

Passes when pixels differ by no more than 0.5 of 255 on average and at most 0.05 % of them by more than 64. After a
change that is meant, look at the pages and approve them: JETDESK_APPROVE=1 pytest tests/reports/test_golden.py
"""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from jetdesk.domain.applicant import Position
from jetdesk.reports.custody import CustodyOptions, custody_receipt
from jetdesk.reports.document import Report
from jetdesk.reports.letters import LetterOptions, invitation_letters
from jetdesk.reports.summary import SummaryOptions, selection_summary
from jetdesk.reports.timetable import TimetableOptions, timetable_report
from tests.reports.custody_sample import receipt
from tests.reports.sample import summary
from tests.reports.timetable_sample import letters, paper

GOLDEN = Path(__file__).with_name("golden")
DOTS = 60

CASES: dict[str, Callable[[], Report]] = {
    "summary-en-a4": lambda: selection_summary(summary(), SummaryOptions()),
    "summary-ja-a4": lambda: selection_summary(summary(), SummaryOptions(language="ja")),
    "summary-draft-letter": lambda: selection_summary(
        summary(20, Position.CIR, signed=False),
        SummaryOptions(paper="letter", names="initials", seal_boxes=False),
    ),
    "custody-en-a4": lambda: custody_receipt(receipt(), CustodyOptions()),
    "custody-ja-a4": lambda: custody_receipt(receipt(), CustodyOptions(language="ja")),
    "custody-complete-letter": lambda: custody_receipt(
        receipt(20, 2, 5, complete=True), CustodyOptions(paper="letter", names="numbers", seal_boxes=False)
    ),
    "timetable-en-a4": lambda: timetable_report(paper(18, 2, 1), TimetableOptions()),
    "timetable-both-a4": lambda: timetable_report(paper(16, 1, 1), TimetableOptions("both")),
    "timetable-ja-rooms-letter": lambda: timetable_report(
        paper(18, 2, 2), TimetableOptions("ja", "letter", "initials", "room")
    ),
    "letters-en-letter": lambda: invitation_letters(letters("en", 1), LetterOptions("en", "letter")),
    "letters-ja-a4": lambda: invitation_letters(letters("ja", 1), LetterOptions("ja")),
}


def pictures(pdf: bytes) -> list[QImage]:
    """Every page on white, in grey."""
    data = QByteArray(pdf)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = [picture(document, number) for number in range(document.pageCount())]
    document.close()
    return pages


def picture(document: QPdfDocument, number: int) -> QImage:
    size = document.pagePointSize(number) * (DOTS / 72)
    page = QImage(QSize(round(size.width()), round(size.height())), QImage.Format.Format_RGB32)
    page.fill(QColor("white"))
    painter = QPainter(page)
    painter.drawImage(0, 0, document.render(number, page.size()))
    painter.end()
    return page.convertToFormat(QImage.Format.Format_Grayscale8)


def pixels(image: QImage) -> np.ndarray:
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].astype(int)


@pytest.mark.usefixtures("qapp", "japanese")
@pytest.mark.parametrize("case", CASES)
def test_pages_look_as_approved(case):
    pages = pictures(CASES[case]().pdf)
    if os.environ.get("JETDESK_APPROVE"):
        approve(case, pages)
    approved = sorted(GOLDEN.glob(f"{case}-*.png"))
    assert len(pages) == len(approved)
    for page, path in zip(pages, approved, strict=True):
        golden = QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8)
        assert page.size() == golden.size()
        difference = np.abs(pixels(page) - pixels(golden))
        assert difference.mean() <= 0.5, path.name
        assert (difference > 64).mean() <= 0.0005, path.name


def approve(case: str, pages: list[QImage]) -> None:
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob(f"{case}-*.png"):
        old.unlink()
    for number, page in enumerate(pages, 1):
        page.save(str(GOLDEN / f"{case}-{number}.png"))
