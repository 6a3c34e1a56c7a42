"""The page view: pages from memory, keys, turned pages, pictures, damaged files."""

import io

import pikepdf
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget
from reportlab.pdfgen.canvas import Canvas

from jetdesk.ui import theme
from jetdesk.ui.widgets.page_marks import Mark
from jetdesk.ui.widgets.page_view import PageView
from jetdesk.ui.widgets.thumbnails import Thumbnails


def two_pages(turn: int = 0) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(400, 600), invariant=1)
    for n in (1, 2):
        canvas.drawString(60, 540, f"Page {n} of the statement")
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(100, 100, 200, 200, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.showPage()
    canvas.save()
    return turned(made, turn) if turn else made.getvalue()


def turned(made: io.BytesIO, turn: int) -> bytes:
    with pikepdf.open(made) as document:
        for page in document.pages:
            page.rotate(turn, relative=False)
        result = io.BytesIO()
        document.save(result)
    return result.getvalue()


def picture(kind: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    image.save(buffer, kind)
    return bytes(buffer.data().data())


@pytest.fixture
def view(qapp, qtbot):
    theme.apply(qapp, "light")
    window, made = QWidget(), PageView()
    window.thumbnails = Thumbnails(made)
    row = QHBoxLayout(window)
    row.addWidget(window.thumbnails)
    row.addWidget(made, 1)
    window.resize(700, 500)
    qtbot.addWidget(window)
    made.turned = []
    made.page_changed.connect(made.turned.append)
    window.show()
    made.setFocus()
    made.window_kept = window
    yield made
    made.show_empty()


def has_colour(view, wanted: str) -> bool:
    image = view.viewport().grab().toImage()
    near = QColor(wanted)
    points = [(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)]
    return any(
        abs(image.pixelColor(x, y).red() - near.red()) < 30
        and abs(image.pixelColor(x, y).green() - near.green()) < 30
        and abs(image.pixelColor(x, y).blue() - near.blue()) < 30
        for x, y in points
    )


def test_a_document_of_two_pages_is_shown_and_turned(qtbot, view):
    view.show_document(two_pages(), "pdf", "Statement of purpose")
    assert (view.page_count, view.page) == (2, 1)
    qtbot.waitUntil(lambda: has_colour(view, "red"), timeout=10_000)
    view.go_to(2)
    assert view.page == 2
    assert view.turned[-1] == 2
    assert view.accessibleName() == "Statement of purpose, page 2 of 2"


def test_keys_turn_pages_and_zoom(qtbot, view):
    view.show_document(two_pages())
    fit = view._layout.sizes[0].width()
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.page == 2
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 1
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 2
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view._layout.sizes[0].width() > fit
    qtbot.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert (view.zoom, view._layout.sizes[0].width()) == (None, fit)


def test_a_turned_page_lies_on_its_side_and_is_whole(qtbot, view):
    view.show_document(two_pages(turn=90))
    size = view._layout.sizes[0]
    assert size.width() > size.height()
    qtbot.waitUntil(lambda: has_colour(view, "red"), timeout=10_000)


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_picture_is_one_page(qtbot, view, kind):
    view.show_document(picture(kind), kind)
    assert (view.state, view.page_count) == ("page", 1)
    assert has_colour(view, "blue")


@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_a_damaged_document_says_so_in_its_place(view, kind):
    view.show_document(b"%PDF-1.7 not really", kind, "Reference")
    assert (view.state, view.page_count) == ("failed", 0)
    assert "cannot be shown" in view.accessibleName()


def test_the_named_format_decides_not_the_bytes(view):
    view.show_document(picture("png"), "jpeg")
    assert view.state == "failed"


def test_withheld_pages_are_never_painted(qtbot, view):
    view.show_document(two_pages())
    qtbot.waitUntil(lambda: has_colour(view, "red"), timeout=10_000)
    view.set_withheld([1, 2])
    assert not has_colour(view, "red")


def test_selected_text_can_be_highlighted(qtbot, view):
    view.show_document(two_pages())
    found = view._text_between(1, QPointF(62, 56), QPointF(190, 56))
    view._select(found)
    with qtbot.waitSignal(view.highlight_asked) as told:
        qtbot.keyClick(view, Qt.Key.Key_H)
    assert "statement" in told.args[0].text
    view.set_marks([Mark("m", 1, "highlight", told.args[0].areas), Mark("n", 1, "note", told.args[0].areas)])
    view._select(None)
    qtbot.waitUntil(lambda: has_colour(view, theme.LIGHT.highlight), timeout=10_000)


def test_thumbnails_follow_and_lead(qtbot, view):
    thumbnails = view.window_kept.thumbnails
    view.show_document(two_pages())
    view.go_to(2)
    assert thumbnails.currentIndex().row() == 1
    thumbnails.setFocus()
    with qtbot.waitSignal(thumbnails.chosen):
        qtbot.keyClick(thumbnails, Qt.Key.Key_Up)
    assert view.page == 1
    view.show_failed("Gone.")
    assert thumbnails.model().rowCount() == 0


def test_the_sheet_stays_light_in_the_dark(qtbot, qapp, view):
    theme.apply(qapp, "dark")
    view.show_document(two_pages())
    assert has_colour(view, theme.DARK.sheet)
