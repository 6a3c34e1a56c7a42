"""The panel at the right: near the line, overrides, what is open, and the sign-off."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.screens.selection.move_form import MoveFormPane
from jetdesk.ui.screens.selection.near_list import NearList
from jetdesk.ui.screens.selection.values import SideValues, Signed
from jetdesk.ui.widgets.buttons import Button, SealButton
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.picture import Picture
from jetdesk.ui.widgets.status import STATUSES

WIDTH = 340
MOST_POINTS = 4


class PointList(QWidget):
    """What is done and what is open, an icon before each sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("open_points")
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_points(self, points: Sequence[tuple[str, str]]) -> None:
        for part in self._parts:
            part.deleteLater()
        self._parts = [self._line(name, words) for name, words in points[:MOST_POINTS]]
        for part in self._parts:
            self._column.addWidget(part)
        self.setAccessibleName("; ".join(words for _, words in points))
        self.setVisible(bool(points))

    def _line(self, name: str, words: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        picture = Picture(STATUSES[name].icon, 14, STATUSES[name].role)
        picture.setContentsMargins(0, 1, 0, 1)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(words, "small", "ink2", wrap=True), 1)
        return line


class SignedMark(QWidget):
    """The mark of a list that is signed off: by whom, when, and its number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("signed")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Picture("seal", 24, "vermilion"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._word = Label(tr("Signed off"), weight=600, tone="vermilion")
        self._who = Label(role="small", tone="ink2", wrap=True)
        self._number = Label(role="small", tone="ink2", wrap=True)
        for label in (self._word, self._who, self._number):
            column.addWidget(label)
        row.addLayout(column, 1)

    def show_signed(self, signed: Signed) -> None:
        self._who.setText(tr("{name}, {moment}", name=signed.by, moment=signed.at))
        self._number.setText(tr("Document {number}", number=signed.document_no))
        self.setAccessibleName(", ".join((self._word.text(), self._who.text(), self._number.text())))


class SidePane(Pane):
    """Facts and the form scroll; what is open and the buttons stay."""

    reopen_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", name="selection_side", parent=parent)
        self.setFixedWidth(WIDTH)
        self.near = NearList("near", tr("Near the line"), tr("Points from the score at the line"))
        self.flips = NearList("flips", tr("Flip report"), tr("Who crosses the line if something else counted"))
        self.form = MoveFormPane()
        self._points, self._mark = PointList(), SignedMark()
        self.preview = Button(tr("Preview"), icon="printer", size="large", name="preview")
        self.record = Button(tr("Record decisions"), size="large", name="record_decisions")
        self.seal = SealButton("", name="sign_off")
        self.reopen = Button(tr("Reopen…"), size="large", name="reopen")
        self._scroll, self._inside = QScrollArea(), QWidget()
        self._lay_out()

    def show_values(self, values: SideValues) -> None:
        self.near.show_facts(values.near)
        self.flips.show_facts(values.flips)
        self.flips.setVisible(bool(values.flips))
        self.form.show_moves(values.moves, values.signed is not None)
        self._points.show_points(values.points)
        is_signed = values.signed is not None
        self._mark.setVisible(is_signed)
        self.reopen.setVisible(is_signed)
        self.record.setVisible(not is_signed)
        self.seal.setVisible(not is_signed)
        if values.signed:
            self._mark.show_signed(values.signed)
        self.seal.set_text(tr("Sign off {position} list", position=values.position))

    def show_form_in_view(self) -> None:
        if (column := self._inside.layout()) is not None:
            column.activate()
        self._scroll.ensureWidgetVisible(self.form.keep, 0, 24)
        self._scroll.ensureWidgetVisible(self.form.reason, 0, 48)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(hairline("rule"))
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 14, 24, 16)
        foot.setSpacing(10)
        foot.addWidget(self._points)
        foot.addWidget(self._mark)
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in (self.preview, self.record, self.reopen):
            row.addWidget(button, 1)
        foot.addLayout(row)
        foot.addWidget(self.seal)
        column.addLayout(foot)

    def _scrolled(self) -> QScrollArea:
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.near)
        column.addWidget(self.flips)
        column.addWidget(self.form)
        column.addStretch(1)
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return self._scroll
