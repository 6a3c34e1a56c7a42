"""The right pane: what the offsets lean on, how far the panelists agree, and on which criterion they do not."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jetdesk.fairness.agreement import ENOUGH
from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.screens.calibration.figures import figure_column
from jetdesk.ui.screens.calibration.values import CriterionAlpha, Shown
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.picture import Picture
from jetdesk.ui.widgets.picture_line import picture_line

WIDTH, MARGIN = 360, 24


class AlphaBar(QWidget):
    """0 to 1, with a mark where agreement begins to be enough."""

    def __init__(self, alpha: float | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alpha = alpha
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(72, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, middle = QPainter(self), self.height() / 2
        painter.fillRect(QRectF(0, middle - 1, self.width(), 2), theme.colour("hairline"))
        painter.fillRect(QRectF(0, middle - 1, self.width() * max(0.0, self._alpha or 0.0), 2), theme.colour("fill"))
        painter.fillRect(QRectF(round(self.width() * ENOUGH), middle - 4, 1, 8), theme.colour("ink2"))


class Side(Pane):
    """Scrolls as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", name="calibration_side", parent=parent)
        self.setAccessibleName(tr("Agreement"))
        self.setFixedWidth(round(WIDTH * max(1.0, theme.state().scale * 0.9)))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)

    def show_values(self, shown: Shown) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(MARGIN, 20, MARGIN, 20)
        column.setSpacing(8)
        for warning in shown.warnings:
            column.addLayout(picture_line("alert-triangle", "amber", warning))
        if shown.warnings:
            about = tr("Their offsets lean on the assumption that applicants were alike.")
            column.addWidget(Label(about, "small", "ink2", wrap=True))
            column.addWidget(hairline())
        column.addWidget(Label(tr("Agreement"), "heading"))
        figures = QHBoxLayout()
        figures.setSpacing(16)
        for figure in shown.agreement:
            figures.addLayout(figure_column(figure))
        column.addLayout(figures)
        column.addSpacing(8)
        column.addWidget(hairline())
        column.addSpacing(8)
        column.addLayout(_criteria(shown.criteria))
        if low := [each.title for each in shown.criteria if each.low]:
            words = tr("Below {mark}: {criteria}. Read the comments before deciding near the line.",
                       mark=f"{ENOUGH:.2f}", criteria=", ".join(low))  # fmt: skip
            column.addWidget(Label(words, "small", "ink2", wrap=True))
        column.addStretch(1)
        self._area.setWidget(body)


def _criteria(criteria: tuple[CriterionAlpha, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(6)
    grid.addWidget(Label(tr("By criterion"), "heading"), 0, 0)
    grid.addWidget(Label(tr("α, mark at {mark}", mark=f"{ENOUGH:.2f}"), "small", "ink2"), 0, 1, 1, 3,
                   Qt.AlignmentFlag.AlignRight)  # fmt: skip
    for row, each in enumerate(criteria, 1):
        value = "–" if each.alpha is None else f"{each.alpha:.2f}"
        grid.addWidget(Label(each.title, wrap=True), row, 0)
        if each.low:
            grid.addWidget(Picture("flag", 14, "amber"), row, 1)
        figure = Label(value, weight=500)
        figure.setAccessibleName(tr("{criterion}: α {value}", criterion=each.title, value=value))
        grid.addWidget(figure, row, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(AlphaBar(each.alpha), row, 3)
    grid.setColumnStretch(0, 1)
    return grid
