"""One measurement in a process of its own; prints one JSON object. `python -m tests.benchmarks.window_run MODE …`."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

MEBIBYTE = 1024 * 1024


def bare() -> dict[str, float]:
    """A bare window with a table: the yardstick of start and memory."""
    from PySide6.QtGui import QStandardItemModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    app = QApplication([])
    window, table = QMainWindow(), QTableView()
    table.setModel(QStandardItemModel(48, 8))
    window.setCentralWidget(table)
    window.resize(1440, 900)
    window.show()
    return _shown(app, window)


def start(folder: str) -> dict[str, float]:
    """Ours until the way into this desk is shown."""
    app, window = _ours()
    window.show_unlock(Path(folder))
    window.show()
    return _shown(app, window)


def unlock(folder: str, passphrase: str) -> dict[str, float]:
    """From Enter in the passphrase to rows that can be used; then a keystroke in the search, and memory."""
    app, window = _ours()
    window.show_unlock(Path(folder))
    window.show()
    _until(app, window.isActiveWindow)
    before = time.perf_counter()
    window.show_unlock(Path(folder), passphrase)
    _until(app, lambda: window.frame is not None and _rows(window) > 0)
    opened = time.perf_counter() - before
    return {"unlock": opened, **_keystroke(app, window), "memory": psutil.Process().memory_info().rss / MEBIBYTE}


def dossier(folder: str, passphrase: str, number: str, kind: str) -> dict[str, float]:
    """From asking for an applicant to the first page painted, and the same bytes in a bare QPdfView."""
    from jetdesk.services import applicants

    app, window = _ours()
    window.show_unlock(Path(folder), passphrase)
    window.show()
    _until(app, lambda: window.frame is not None and _rows(window) > 0)
    desk = window.session.desk
    applicant = applicants.applicant_id(desk, number)
    document = next(d for d in applicants.dossier(desk, applicant).documents if d.kind == kind)
    content = applicants.read_document(desk, document.id).content
    _bare_pdf(app, content)
    yardstick = _bare_pdf(app, content)
    window.frame.show_screen("interview")
    window.session.tasks.wait_idle()
    others = [row.id for row in applicants.list_applicants(desk) if row.id != applicant][:2]
    times = [_open(app, window, each) for each in (*others, applicant)]
    return {"dossier": times[-1], "yardstick": yardstick}


def _ours():
    from jetdesk import paths
    from jetdesk.ui import program, theme
    from jetdesk.ui.main_window import MainWindow
    from jetdesk.ui.notify import Notifier
    from jetdesk.ui.settings import Settings

    app = program.application()
    theme.apply(app, "light", 1.0)
    return app, MainWindow(Settings(paths.settings_file()), Notifier())


def _shown(app, window) -> dict[str, float]:
    _until(app, lambda: window.windowHandle() is not None and window.windowHandle().isExposed())
    window.grab()
    passed = time.time() - psutil.Process().create_time()
    return {"start": passed, "memory": psutil.Process().memory_info().rss / MEBIBYTE}


def _until(app, condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.perf_counter() + seconds
    while not condition():
        app.processEvents()
        time.sleep(0.0005)  # a loop that never rests would keep the lanes' threads waiting
        if time.perf_counter() > end:
            raise TimeoutError


def _rows(window) -> int:
    from PySide6.QtWidgets import QWidget

    table = window.frame.findChild(QWidget, "applicants_table")
    return table.model().rowCount() if table is not None and table.model() is not None else 0


def _keystroke(app, window) -> dict[str, float]:
    """Typing one letter after another: the longest turn of the UI thread, and the time to the result."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    field = window.frame.findChild(QLineEdit, "search")
    field.setFocus()
    window.session.tasks.wait_idle()
    for _ in range(20):
        app.processEvents()
    longest, slowest = 0.0, 0.0
    for letter in "okafor":
        before = _rows(window)
        began = time.perf_counter()
        QTest.keyClick(field, letter)
        longest = max(longest, time.perf_counter() - began)
        while _rows(window) == before and time.perf_counter() - began < 0.3:
            time.sleep(0.0005)
            turn = time.perf_counter()
            app.processEvents()
            longest = max(longest, time.perf_counter() - turn)
        if _rows(window) != before:
            slowest = max(slowest, time.perf_counter() - began)
    return {"turn": longest, "result": slowest}


def _bare_pdf(app, content: bytes) -> float:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

    began = time.perf_counter()
    buffer, document, view = QBuffer(), QPdfDocument(None), QPdfView(None)
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    view.setDocument(document)
    view.resize(700, 800)
    view.show()
    _until(app, lambda: _inked(view.grab()))
    return time.perf_counter() - began


def _open(app, window, applicant: str) -> float:
    from PySide6.QtWidgets import QWidget

    began = time.perf_counter()
    window.frame.show_screen("interview", applicant)
    view = window.frame.findChild(QWidget, "document_pages")
    _until(app, lambda: view.state == "page" and _inked(view.grab()))
    return time.perf_counter() - began


def _inked(pixmap) -> bool:
    image = pixmap.toImage()
    middle = image.width() // 2
    return any(
        image.pixelColor(middle + dx, y).lightness() < 128
        for y in range(40, image.height(), 3)
        for dx in range(-150, 150, 7)
    )


if __name__ == "__main__":
    mode, *rest = sys.argv[1:]
    print(json.dumps({"bare": bare, "start": start, "unlock": unlock, "dossier": dossier}[mode](*rest)))
