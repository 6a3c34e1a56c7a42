"""Line icons, tinted when painted: one engine for all of them, so a change of theme needs no new icons."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from jetdesk import assets
from jetdesk.ui import theme


def icon(name: str, role: str = "ink2") -> QIcon:
    """An icon by its file name, in the colour of a token (`ink3` when disabled)."""
    return QIcon(_Engine(name, role))


def pixmap(name: str, size: int, colour: QColor | str, ratio: float = 1.0) -> QPixmap:
    """The icon `size` px wide in one colour (a token's name or a colour), sharp at this device pixel ratio."""
    shade = theme.colour(colour) if isinstance(colour, str) else colour
    return _drawn(name, size, shade.name(), ratio)


def paint(painter: QPainter, name: str, rect: QRect | QRectF, role: str) -> None:
    """Draw the icon into the middle of `rect`, as wide as its shorter side."""
    size = int(min(rect.width(), rect.height()))
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    centre = QRectF(rect).center()
    corner = QPoint(round(centre.x() - size / 2), round(centre.y() - size / 2))
    painter.drawPixmap(corner, pixmap(name, size, role, ratio))


class _Engine(QIconEngine):
    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint(painter, self._name, rect, self._shade(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return pixmap(self._name, min(size.width(), size.height()), self._shade(mode))

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        side = round(min(size.width(), size.height()) / scale)
        return pixmap(self._name, side, self._shade(mode), scale)

    def _shade(self, mode: QIcon.Mode) -> str:
        return "ink3" if mode == QIcon.Mode.Disabled else self._role


@lru_cache(maxsize=512)
def _drawn(name: str, size: int, shade: str, ratio: float) -> QPixmap:
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", shade.encode()))).render(painter)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@cache
def _source(name: str) -> bytes:
    return assets.path("icons", f"{name}.svg").read_bytes()
