"""One criterion of the case: name, scale, spread, consensus; open it shows the comments side by side."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui import theme
from jetdesk.ui.screens.deliberation.scale import Scale
from jetdesk.ui.screens.deliberation.values import Comment, CriterionShown
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.segmented import Option, Segmented
from jetdesk.ui.widgets.status import StatusLabel

NAME, SPREAD, CONSENSUS, SIDE = 190, 104, 168, 28


class CriterionRow(QFrame):
    """`settled(criterion, level or None)`, `pointed(criterion)` when focus or the mouse comes to it."""

    settled = Signal(str, object)
    pointed = Signal(str)

    def __init__(self, criterion: str, scale: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.criterion = criterion
        self.setObjectName(f"row_{criterion}")
        self._title = Label(weight=500, wrap=True)
        self._weight = Label(role="small", tone="ink3")
        self._scale = Scale(scale)
        self._spread = Label(role="body", tone="ink2", name=f"spread_{criterion}")
        self._flag = StatusLabel("spread", name=f"flag_{criterion}")
        self.consensus = Segmented([Option(n, str(n)) for n in scale], name=f"consensus_{criterion}")
        self.use = Button("", "quiet", size="small", name=f"use_{criterion}")
        self._comments = QWidget()
        self._shown: CriterionShown | None = None
        self.consensus.chosen.connect(lambda level: self.settled.emit(self.criterion, level))
        self.consensus.pointed.connect(lambda _: self.pointed.emit(self.criterion))
        self.use.clicked.connect(self._on_use)
        self._lay_out()
        for watched in self.consensus.findChildren(QWidget):
            watched.installEventFilter(self)

    def show_row(self, row: CriterionShown, may_settle: bool) -> None:
        if row.comments != (self._shown.comments if self._shown else None):
            self._show_comments(row.comments)
        self._shown = row
        self._title.setText(row.title)
        self._weight.setText(row.weight)
        self._scale.show_row(row)
        self._spread.setText(row.spread)
        self._flag.set_status("spread", row.spread)
        self._spread.setVisible(not row.flagged)
        self._flag.setVisible(row.flagged)
        self.consensus.set_value(row.consensus)
        self.consensus.set_read_only(not may_settle)
        self.consensus.setAccessibleName(tr("Consensus on {criterion}", criterion=row.title))
        self.use.set_words(tr("Use {level}", level=row.agreed) if row.agreed is not None else "")
        self.use.setVisible(may_settle and row.agreed is not None and row.consensus is None)

    def set_open(self, is_open: bool) -> None:
        """The open row stands on the surface and shows what was written."""
        self.setProperty("ground", "surface" if is_open else None)
        self.style().polish(self)
        self._comments.setVisible(is_open and bool(self._shown and self._shown.comments))
        self._title.setProperty("weight", "600" if is_open else "500")
        self._title.style().polish(self._title)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.pointed.emit(self.criterion)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit(self.criterion)
        super().mousePressEvent(event)

    def _on_use(self) -> None:
        if self._shown and self._shown.agreed is not None:
            self.settled.emit(self.criterion, self._shown.agreed)

    def _lay_out(self) -> None:
        scale = theme.state().scale
        name = QVBoxLayout()
        name.setContentsMargins(0, 0, 0, 0)
        name.setSpacing(0)
        name.addWidget(self._title)
        name.addWidget(self._weight)
        named = QWidget()
        named.setLayout(name)
        named.setFixedWidth(round(NAME * scale))
        apart = QWidget()
        column = QVBoxLayout(apart)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._spread)
        column.addWidget(self._flag)
        apart.setFixedWidth(round(SPREAD * scale))
        agreed = QWidget()
        across = QVBoxLayout(agreed)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(2)
        across.addWidget(self.consensus, 0, Qt.AlignmentFlag.AlignLeft)
        across.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        agreed.setFixedWidth(round(CONSENSUS * scale))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(named)
        row.addWidget(self._scale, 1)
        row.addWidget(apart)
        row.addWidget(agreed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SIDE, 12, SIDE, 12)
        whole.setSpacing(10)
        whole.addLayout(row)
        whole.addWidget(self._comments)
        QVBoxLayout(self._comments).setContentsMargins(0, 0, 0, 0)
        self._comments.hide()

    def _show_comments(self, comments: tuple[Comment, ...]) -> None:
        holder = self._comments.layout()
        assert holder is not None
        while item := holder.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        holder.addWidget(_columns(comments))


def _columns(comments: tuple[Comment, ...]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 4)
    grid.setHorizontalSpacing(16)
    for place, comment in enumerate(comments):
        if place:
            grid.addWidget(hairline(vertical=True), 0, 2 * place - 1)
        grid.addWidget(_comment(comment), 0, 2 * place)
        grid.setColumnStretch(2 * place, 1)
    return made


def _comment(comment: Comment) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    head = QHBoxLayout()
    head.addWidget(Label(comment.name, weight=600, wrap=True), 1)
    head.addWidget(Label(comment.level, weight=600), 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(head)
    if comment.who:
        column.addWidget(Label(comment.who, "small", "ink3", wrap=True))
    column.addWidget(Label(comment.text or tr("No comment."), tone="ink" if comment.text else "ink3", wrap=True))
    column.addStretch(1)
    return made
