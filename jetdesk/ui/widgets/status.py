"""Status, always icon and word: one table of names, one way of painting them."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from jetdesk.i18n import Message, msg
from jetdesk.ui import theme
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.cells import AnyIndex, CellDelegate, Role, ground, inner


@dataclass(frozen=True, slots=True)
class Status:
    """How a status looks: the icon's name, the colour role, and its word unless another is given."""

    icon: str
    role: str
    word: Message
    wash: str = "sunken"


STATUSES: dict[str, Status] = {
    "not_started": Status("circle", "ink2", msg("Not started")),
    "draft": Status("half-circle", "ink", msg("Draft")),
    "sealed": Status("seal", "vermilion", msg("Sealed")),
    "received": Status("check-circle", "sage", msg("Received"), "sage_wash"),
    "revealed": Status("envelope-open", "focus", msg("Revealed"), "wash"),
    "expected": Status("clock", "amber", msg("Expected"), "amber_wash"),
    "spread": Status("flag", "amber", msg("Spread"), "amber_wash"),
    "check": Status("alert-triangle", "amber", msg("Check"), "amber_wash"),
    "conflict": Status("alert-octagon", "beni", msg("Conflict"), "beni_wash"),
    "recused": Status("slash-circle", "ink2", msg("Recused")),
    "recusal": Status("slash-circle", "beni", msg("Recusal"), "beni_wash"),
    "not_invited": Status("dash", "ink2", msg("Not invited")),
    "saved": Status("check", "sage", msg("Saved"), "sage_wash"),
    "invited": Status("check-circle", "sage", msg("Invited"), "sage_wash"),
    "in_screening": Status("clock", "amber", msg("In screening"), "amber_wash"),
    "recommended": Status("check-circle", "sage", msg("Recommended"), "sage_wash"),
    "alternate": Status("list", "amber", msg("Alternate"), "amber_wash"),
    "not_recommended": Status("dash", "ink2", msg("Not recommended")),
    "withdrawn": Status("x", "ink2", msg("Withdrawn")),
    "absent": Status("slash-circle", "ink2", msg("Absent")),
    "moved": Status("undo", "ink", msg("Moved")),
    "complete": Status("check-circle", "sage", msg("Complete"), "sage_wash"),
    "missing": Status("clock", "amber", msg("Missing"), "amber_wash"),
    "error": Status("alert-octagon", "beni", msg("Error"), "beni_wash"),
    "offline": Status("offline", "ink2", msg("Works offline")),
    "waiting": Status("clock", "ink3", msg("Please wait")),
    "done": Status("check-circle", "sage", msg("Done"), "sage_wash"),
    "open": Status("circle", "amber", msg("Open"), "amber_wash"),
    "info": Status("info", "ink2", msg("Note")),
}


def status(name: str) -> Status:
    return STATUSES[name]


def paint_status(painter: QPainter, area: QRectF, name: str, words: str = "", style_role: str = "small") -> float:
    """Icon 14, gap 5, word; gives the width used."""
    look = STATUSES[name]
    style = theme.font(style_role)
    return paint.icon_and_word(painter, area, look.icon, words or look.word.text(), style, look.role)


def paint_chip(painter: QPainter, area: QRectF, name: str, words: str = "") -> None:
    """The status in a tinted chip, 22 high, at the left of `area`."""
    look = STATUSES[name]
    words = words or look.word.text()
    wide = min(status_width(words) + 15, area.width())
    chip = QRectF(area.left(), area.center().y() - 11, wide, 22)
    paint.box(painter, chip, look.wash, None, 3)
    paint_status(painter, chip.adjusted(7, 0, -7, 0), name, words)


def status_width(words: str) -> float:
    return 14 + 5 + paint.width(words, theme.font("small"))


class StatusDelegate(CellDelegate):
    """Cells with Role.STATUS; Role.CHIP tints them. Others are painted as text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        name = index.data(Role.STATUS)
        if not name:
            super().paint(painter, option, index)
            return
        ground(painter, option, index)
        words = index.data(Qt.ItemDataRole.DisplayRole) or ""
        draw = paint_chip if index.data(Role.CHIP) else paint_status
        draw(painter, QRectF(inner(option)), name, words)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        words = index.data(Qt.ItemDataRole.DisplayRole) or ""
        return QSize(round(status_width(words)) + 32, 31)


class StatusLabel(QWidget):
    """Icon and word on their own. The word is the accessible name."""

    def __init__(self, status_name: str, words: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.set_status(status_name, words)

    def set_status(self, status_name: str, words: str = "") -> None:
        self._name, self._words = status_name, words or STATUSES[status_name].word.text()
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        return self._words

    def sizeHint(self) -> QSize:
        return QSize(round(status_width(self._words)) + 3, max(20, theme.line("small")))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_status(QPainter(self), QRectF(self.rect()), self._name, self._words)
