"""The chip in the top bar that says how far everything has come; pressing it syncs."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.status import status_width

HEIGHT = 28
_LOOKS: dict[str, tuple[str, str, str | None]] = {
    "offline": ("offline", "ink2", None),
    "away": ("usb", "ink2", None),
    "waiting": ("clock", "amber", "amber_wash"),
    "trouble": ("alert-triangle", "amber", "amber_wash"),
    "received": ("check-circle", "sage", "sage_wash"),
    "reading": ("download", "ink", "wash"),
}


@dataclass(frozen=True, slots=True)
class ChipLook:
    """`kind`: offline, away, waiting, trouble, received or reading; its words; the details for the tip, in lines."""

    kind: str
    words: str
    tip: str = ""


class MailboxChip(QAbstractButton):
    """`clicked` asks for a sync, `other_asked` for another mailbox."""

    other_asked = Signal()

    def __init__(self, *, name: str = "mailbox_chip", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.kind = ""
        self.show_look(ChipLook("offline", tr("Works offline")))

    def show_look(self, look: ChipLook) -> None:
        self.kind = look.kind
        self.setText(look.words)
        self.setAccessibleName(look.words)
        self.setAccessibleDescription(look.tip)
        self.setToolTip(look.tip)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(status_width(self.text())) + 18, max(HEIGHT, theme.line("small") + 6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        icon, tone, wash = _LOOKS[self.kind]
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        ground = "sunken" if self.underMouse() and wash is None else wash
        if ground:
            paint.box(painter, area, ground, None, 3)
        paint.icon_and_word(painter, area.adjusted(8, 0, -8, 0), icon, self.text(), theme.font("small"), tone)

    def _on_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Sync now")).triggered.connect(self.click)
        menu.addAction(tr("Choose another mailbox…")).triggered.connect(self.other_asked)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
