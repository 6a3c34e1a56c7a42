"""What would cost a moment later is done while the person types the passphrase. Runs in the read lane."""

from importlib import import_module

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize

_MODULES = (
    "jetdesk.services.desks", "jetdesk.services.applicants", "jetdesk.services.screening", "jetdesk.services.selection",
    "jetdesk.ui.session", "jetdesk.ui.frame", "jetdesk.ui.screens.applicants", "jetdesk.ui.screens.interview",
    "jetdesk.ui.screens.selection", "jetdesk.ui.screens.reports",
)  # fmt: skip
_PAGE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 33>>stream
BT /F 12 Tf 9 50 Td (JetDesk) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF"""


def warm_up() -> None:
    """Import the rooms behind the unlock screen and draw a first page: the first one in a process takes a second."""
    for module in _MODULES:
        import_module(module)
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(_PAGE))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    document.render(0, QSize(99, 99))
    document.close()
