"""The side panel: the facts, documents, findings and recusals of the applicant in the list."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jetdesk.i18n import tr, tr_n
from jetdesk.ui import icons, theme
from jetdesk.ui.screens.applicants import acts
from jetdesk.ui.screens.applicants.findings_part import FindingsPart
from jetdesk.ui.screens.applicants.values import STATUS_LOOKS, DocumentLine, Side, status_words
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.chip import Chip
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.picture_line import picture_line

WIDTH, MARGIN = 344, 24


class DocumentButton(QAbstractButton):
    """One document: name, pages, and whether it can be read."""

    def __init__(self, line: DocumentLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        pages = tr_n("{n} p", "{n} p", line.pages) if line.pages else ""
        self._right = tr("unreadable") if line.problem else pages
        self.setObjectName(f"document_{line.id}")
        self.setAccessibleName(", ".join(part for part in (line.name, pages, line.problem) if part))
        self.setToolTip(line.problem)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(200, max(28, theme.line("body") + 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        if self.underMouse():
            paint.box(painter, area, "sunken", None, 3)
        icons.paint(painter, "document", QRectF(0, area.center().y() - 8, 16, 16), "ink2")
        look, tone = ("alert-octagon", "beni") if self._line.problem else ("check-circle", "sage")
        icons.paint(painter, look, QRectF(area.right() - 14, area.center().y() - 7, 14, 14), tone)
        small = theme.font("small")
        used = paint.width(self._right, small)
        right = area.right() - 22
        paint.text(painter, QRectF(right - used, 0, used + 1, area.height()), self._right, small,
                   tone if self._line.problem else "ink2")  # fmt: skip
        paint.text(painter, QRectF(25, 0, right - used - 33, area.height()), self._line.name, theme.font("body"), "ink")


class SidePanel(Pane):
    """`dossier_asked(applicant)`, `document_asked(applicant, document)`, `act_chosen(name)`, `closed`.

    `ruled(place of a finding, choice or "")`: a decision on it is wanted; only who decides (`set_decides`) is offered.
    """

    dossier_asked = Signal(object)
    document_asked = Signal(str, str)
    act_chosen = Signal(str)
    ruled = Signal(int, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", name="side_panel", parent=parent)
        self.setFixedWidth(round(WIDTH * max(1.0, theme.state().scale * 0.9)))
        self.setAccessibleName(tr("Details"))
        self._side: Side | None = None
        self._panels: tuple[str, ...] = ()
        self._decides = False
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.close_button = Button("", "quiet", "x", name="side_close", accessible=tr("Hide the side panel"),
                                   tip=tr("Hide the side panel (F4)"))  # fmt: skip
        self.close_button.setParent(self)
        self.close_button.clicked.connect(self.closed)
        self._lay_out()

    def show_side(self, side: Side | None) -> None:
        """None: nobody is chosen."""
        before = self._area.verticalScrollBar().value() if side and self._side and side.id == self._side.id else 0
        self._side = side
        self._area.setWidget(self._body(side) if side else _nobody())
        self._area.verticalScrollBar().setValue(before)
        self._foot.setVisible(side is not None)

    def set_decides(self, decides: bool) -> None:
        self._decides = decides

    def set_panels(self, panels: tuple[str, ...]) -> None:
        self._panels = panels

    def _lay_out(self) -> None:
        self.open_button = Button(tr("Open dossier"), icon="envelope-open", name="open_dossier")
        self.open_button.clicked.connect(self._on_open)
        self.act_button = Button(tr("Screening"), icon="chevron-down", name="side_acts")
        self.act_button.clicked.connect(self._on_acts)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(hairline())
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, 16, MARGIN, 16)
        row.setSpacing(8)
        row.addWidget(self.open_button)
        row.addWidget(self.act_button)
        row.addStretch(1)
        foot.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addWidget(self._foot)
        self.show_side(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.close_button.sizeHint()
        self.close_button.setGeometry(self.width() - size.width() - 14, 14, size.width(), size.height())
        self.close_button.raise_()

    def _body(self, side: Side) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(MARGIN, 18, MARGIN, 18)
        column.setSpacing(4)
        name = Label(side.name, "title", wrap=True, name="side_name")
        name.setContentsMargins(0, 0, 24, 0)  # the cross stands beside it
        column.addWidget(name)
        if side.kana:
            column.addWidget(Label(side.kana, "small", "ink2", wrap=True))
        column.addSpacing(8)
        column.addLayout(_chips(side))
        if side.reason:
            column.addSpacing(4)
            column.addWidget(Label(side.reason, "small", "ink2", wrap=True, name="side_reason"))
        _section(column, "")
        column.addLayout(_facts(side))
        _section(column, tr("Documents"))
        for document in side.documents:
            button = DocumentButton(document)
            button.clicked.connect(lambda _=False, d=document.id: self.document_asked.emit(side.id, d))
            column.addWidget(button)
        if not side.documents:
            column.addWidget(Label(tr("None on file."), tone="ink2"))
        _section(column, tr("Findings"))
        findings = FindingsPart(side.findings, self._decides)
        findings.ruled.connect(self.ruled)
        column.addWidget(findings)
        if side.recusals:
            _section(column, tr("Conflict of interest"))
            for words in side.recusals:
                column.addLayout(picture_line("slash-circle", "beni", words))
        column.addStretch(1)
        return body

    def _on_open(self) -> None:
        if self._side:
            self.dossier_asked.emit(self._side.id)

    def _on_acts(self) -> None:
        menu = acts.menu(self, self._panels, self.act_chosen.emit)
        menu.popup(self.act_button.mapToGlobal(self.act_button.rect().topLeft()) - _above(menu.sizeHint()))


def _above(size: QSize) -> QPoint:
    return QPoint(0, size.height())


def _nobody() -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(MARGIN, 18, MARGIN, 18)
    column.addWidget(Label(tr("Choose an applicant to see the details here."), tone="ink2", wrap=True))
    column.addStretch(1)
    return made


def _chips(side: Side) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Chip(status_words(side.status), STATUS_LOOKS[side.status]))
    row.addWidget(Chip(side.position))
    row.addWidget(Chip(side.number))
    row.addStretch(1)
    return row


def _facts(side: Side) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for row, (name, value) in enumerate(side.facts):
        grid.addWidget(Label(name, tone="ink2"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_value(value), row, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _value(text: str) -> Label:
    """Words wrap; an address has nowhere to break, so its middle goes and the tooltip has it whole."""
    if " " in text or not text.isascii():
        return Label(text, wrap=True)
    label = Label(text, elide=Qt.TextElideMode.ElideMiddle)
    label.setToolTip(text)
    return label


def _section(column: QVBoxLayout, title: str) -> None:
    column.addSpacing(12)
    column.addWidget(hairline())
    column.addSpacing(12)
    if title:
        column.addWidget(Label(title, weight=600))
        column.addSpacing(2)
