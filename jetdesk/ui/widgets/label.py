"""Text on the window: plain text only, in a type role and tone, with the line height of the design."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from jetdesk.ui import theme


class Label(QLabel):
    """One line, elided where there is no room, or (`wrap`) a paragraph. `role` and `tone` are names of the theme."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "ink",
        *,
        weight: int | None = None,
        wrap: bool = False,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideNone,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._elide, self._strong = role, elide, 0
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        if weight:
            self.setProperty("weight", str(weight))
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().polish(self)

    def set_sentences(self, first: str, rest: str) -> None:
        """A paragraph whose first sentence is in weight 600."""
        self._strong = len(first)
        self.setText(f"{first} {rest}".strip())

    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            return QSize(super().sizeHint().width(), max(self._line(), super().sizeHint().height()))
        return QSize(super().sizeHint().width(), self.heightForWidth(super().sizeHint().width()))

    def minimumSizeHint(self) -> QSize:
        if self._elide != Qt.TextElideMode.ElideNone:
            return QSize(24, self._line())
        if self.wordWrap():
            return QSize(64, self._line())
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        lines = max(1, self._laid_out(width - margins.left() - margins.right()).lineCount())
        return lines * self._line() + margins.top() + margins.bottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.wordWrap() and self._elide == Qt.TextElideMode.ElideNone:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        area = QRectF(self.contentsRect())
        if self.wordWrap():
            self._laid_out(area.width()).draw(painter, area.topLeft())
        else:
            text = QFontMetricsF(self.font()).elidedText(self.text(), self._elide, area.width())
            painter.drawText(area, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), text)

    def _line(self) -> int:
        return theme.line(self._role)

    def _formats(self) -> list[QTextLayout.FormatRange]:
        return [_strong_format(self._strong)] if self._strong else []

    def _laid_out(self, width: float) -> QTextLayout:
        """The paragraph in lines of the role's height, the text in the middle of each line."""
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, top + (self._line() - line.height()) / 2))
            top += self._line()
        layout.endLayout()
        return layout


def _strong_format(length: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = 0, length
    made.format.setFontWeight(600)
    return made


def hairline(kind: str = "hairline", *, vertical: bool = False) -> QFrame:
    """A separator, 1 px."""
    made = QFrame()
    made.setProperty("line", kind)
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made
