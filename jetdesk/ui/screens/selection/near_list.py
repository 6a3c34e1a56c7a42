"""Facts about those near the line; choosing one shows its row."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from jetdesk.ui import theme
from jetdesk.ui.screens.selection.values import NearFact
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.label import Label, hairline


class FactButton(QAbstractButton):
    """One or two lines with a word at the right; `chosen(applicant id)`."""

    chosen = Signal(str)

    def __init__(
        self, applicant: str, first: str, right: str = "", second: str = "", *, inset: int = 0, name: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self._right, self._second, self._inset = right, second, inset
        self.setText(first)
        self.setAccessibleName(", ".join(part for part in (first, right, second) if part))
        self.setToolTip(self.accessibleName())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.chosen.emit(applicant))

    def sizeHint(self) -> QSize:
        second = theme.line("small") + 2 if self._second else 0
        return QSize(200, theme.line("body") + second + 11)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("sunken"))
        area = QRectF(self.rect()).adjusted(self._inset, 5, -self._inset, 0)
        area.setHeight(theme.line("body"))
        body = theme.font("body")
        used = paint.width(self._right, body)
        strong = theme.font("body", 500)
        middle = Qt.TextElideMode.ElideMiddle
        left = area.adjusted(0, 0, -used - 12 if used else 0, 0)
        paint.text(painter, left, self.text(), strong, "ink", elide=middle)
        if self._right:
            paint.text(painter, area, self._right, body, "ink2", Qt.AlignmentFlag.AlignRight)
        if self._second:
            below = area.translated(0, theme.line("body"))
            below.setHeight(theme.line("small"))
            paint.text(painter, below, self._second, theme.font("small"), "ink2")


class NearList(QWidget):
    """Facts under a heading; `chosen(applicant id)`."""

    chosen = Signal(str)

    def __init__(self, name: str, title: str, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._facts: tuple[NearFact, ...] = ()
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(24, 18, 24, 10)
        head.setSpacing(0)
        head.addWidget(Label(title, "heading"))
        head.addWidget(Label(about, "small", "ink2"))
        self._column.addLayout(head)
        self._column.addWidget(hairline())

    def show_facts(self, facts: Sequence[NearFact]) -> None:
        if tuple(facts) == self._facts:
            return
        self._facts = tuple(facts)
        for part in self._parts:
            part.deleteLater()
        self._parts = []
        for fact in facts:
            name = f"{self.objectName()}_{fact.applicant_id}"
            button = FactButton(fact.applicant_id, fact.name, fact.distance, fact.detail, inset=24, name=name)
            button.chosen.connect(self.chosen)
            for part in (button, hairline()):
                self._parts.append(part)
                self._column.addWidget(part)
