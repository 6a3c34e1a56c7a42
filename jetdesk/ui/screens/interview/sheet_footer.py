"""The foot of the sheet, always in sight: overall, own total, what is left, saved, seal."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jetdesk.domain.sheet import OVERALL_NAMES, Gap, Total
from jetdesk.i18n import tr, tr_n
from jetdesk.ui import theme
from jetdesk.ui.screens.interview.standing import Standing
from jetdesk.ui.screens.interview.wording import figure
from jetdesk.ui.widgets import paint
from jetdesk.ui.widgets.autosave import AutosaveLabel
from jetdesk.ui.widgets.buttons import Button, SealButton
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.segmented import Option, Segmented
from jetdesk.ui.widgets.status import StatusLabel

SHOWN_GAPS = 3


class GapLink(QPushButton):
    """One thing left to do; leads there."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.gap: Gap | None = None
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_gap(self, gap: Gap, words: str) -> None:
        self.gap = gap
        self.setText(words)
        self.setToolTip(words)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return QSize(120, max(20, theme.line("small") + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, style = QPainter(self), theme.font("small")
        style.setUnderline(self.underMouse())
        paint.icon_and_word(painter, QRectF(self.rect()), "circle", "", style, "amber")
        paint.text(painter, QRectF(self.rect()).adjusted(20, 0, 0, 0), self.text(), style, "ink")


class SheetFooter(QWidget):
    """`gap_asked(Gap)` leads to what is left; `next_asked` after sealing, `reopening_asked` and `panel_asked` later."""

    overall_chosen = Signal(object)
    gap_asked = Signal(object)
    sealing_asked = Signal()
    next_asked = Signal()
    reopening_asked = Signal()
    panel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet_footer")
        options = [Option(overall, str(name)) for overall, name in OVERALL_NAMES.items()]
        self.overall = Segmented(options, name="overall", accessible=tr("Overall recommendation"))
        self.seal = SealButton(tr("Submit & seal"), name="seal", accessible=tr("Submit and seal"))
        self.autosave = AutosaveLabel(name="sheet_saved")
        self.gap_links = [GapLink(f"gap_{n}") for n in range(SHOWN_GAPS)]
        self._build_parts()
        self._lay_out()
        self.overall.chosen.connect(self.overall_chosen)
        self.seal.sealing_asked.connect(self.sealing_asked)
        self.seal.gap_asked.connect(self._on_gap_asked)
        self.next.clicked.connect(self.next_asked)
        self.reopen.clicked.connect(self.reopening_asked)
        self.panel.clicked.connect(self.panel_asked)
        for link in self.gap_links:
            link.clicked.connect(self._on_link_clicked)

    def show_total(self, total: Total) -> None:
        self._points.setText(figure(total.points) if total.scored else "–")
        self._out_of.setText(tr("of {points}", points=figure(total.out_of)) if total.scored else "")
        self._scored.setText(tr("{n} of {count} scored", n=total.scored, count=total.criteria))
        words = f"{self._points.text()} {self._out_of.text()}".strip()
        self._total_box.setAccessibleName(f"{self._total_title.text()}, {words}, {self._scored.text()}")

    def show_gaps(self, gaps: Sequence[tuple[Gap, str]]) -> None:
        """Gap and sentence; none left makes the seal button ready."""
        self._show_side(tr("Before you can seal") if gaps else "")
        for link, gap in zip(self.gap_links, gaps, strict=False):
            link.show_gap(*gap)
        for place, link in enumerate(self.gap_links):
            link.setVisible(place < len(gaps))
        sentences = [words for _, words in gaps]
        more = len(gaps) - SHOWN_GAPS
        self._more.setText(tr_n("and {n} more", "and {n} more", more) if more > 0 else "")
        self._more.setToolTip("\n".join(sentences[SHOWN_GAPS:]))
        self._more.setVisible(more > 0)
        self._complete.setVisible(not gaps)
        self._hint.setText(tr("Sealing closes the sheet. Only you and the coordinator read it before the reveal."))
        self._hint.setVisible(not gaps)
        if gaps:
            self.seal.set_not_ready(sentences)
        else:
            self.seal.set_ready()

    def show_waiting(self) -> None:
        """Until a sheet is read: nothing scored, nothing to do."""
        self.overall.set_value(None)
        self.overall.set_read_only(True)
        self.show_total(Total(0, 0, 0, 0))
        self._scored.setText("")
        self.show_gaps(())
        self._complete.hide()
        self._hint.hide()
        self.seal.set_not_ready([])

    def name_seal(self, revision: int) -> None:
        """What the seal button says: the first time, and when a sheet was opened again."""
        again = tr("Submit revision {n}", n=revision)
        self.seal.set_text(
            again if revision > 1 else tr("Submit & seal"), again if revision > 1 else tr("Submit and seal")
        )

    def show_sealed(self, time: str, standing: Standing) -> None:
        """Quiet: the mark and the time, and how far the sheet has come."""
        self._show_side("")
        for widget in (*self.gap_links, self._more, self._complete, self.autosave):
            widget.hide()
        self.seal.set_sealed(time)
        self._standing.set_status(standing.status, standing.words)
        self._standing.show()
        self._hint.setText(standing.hint)
        self._hint.setVisible(bool(standing.hint))
        self.reopen.set_words(standing.act)
        self.reopen.setVisible(bool(standing.act))
        self.panel.setVisible(standing.shows_panel)

    def offer_next(self, words: str, title: str) -> None:
        """After sealing, the next applicant (or a sentence without a button when `words` is empty)."""
        self._side_title.setText(title)
        self._side_title.setVisible(bool(title))
        self._hint.hide()
        self.next.set_words(words)
        self.next.setVisible(bool(words))
        if words:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_reader(self, own: bool) -> None:
        self._total_title.setText(tr("My weighted total") if own else tr("Weighted total"))

    def set_read_only(self, read_only: bool) -> None:
        self.overall.set_read_only(read_only)

    def _show_side(self, title: str) -> None:
        self._side_title.setText(title)
        self._side_title.setVisible(bool(title))
        for widget in (self.next, self.panel, self.reopen, self._standing):
            widget.hide()

    def _build_parts(self) -> None:
        self._total_title = Label(role="small", tone="ink3")
        self._points = Label("–", "figure", name="total_points")
        self._out_of = Label(tone="ink2", name="total_out_of")
        self._scored = Label(role="small", tone="ink2", name="total_scored")
        self._side_title = Label(role="small", tone="ink3")
        self._more = Label(role="small", tone="ink2")
        self._complete = StatusLabel("done", tr("Everything is filled in"))
        self._standing = StatusLabel("sealed", name="sheet_standing")
        self._hint = Label(role="small", tone="ink2", wrap=True, name="sheet_hint")
        self.reopen = Button("", "quiet", name="reopen")
        self.panel = Button(tr("Show the panel's sheets"), name="show_panel", size="small")
        self.next = Button("", name="next_interview", icon="chevron-right", size="small")
        self._more.setContentsMargins(20, 0, 0, 0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 14)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.addWidget(Label(tr("Overall"), weight=500))
        top.addStretch(1)
        top.addWidget(self.overall)
        column.addLayout(top)
        column.addSpacing(12)
        column.addLayout(self._build_middle())
        column.addSpacing(10)
        bottom = QHBoxLayout()
        bottom.addWidget(self.autosave)
        bottom.addWidget(self.reopen)
        bottom.addStretch(1)
        bottom.addWidget(self.seal)
        column.addLayout(bottom)

    def _build_middle(self) -> QHBoxLayout:
        self._total_box = QWidget()
        total = QVBoxLayout(self._total_box)
        total.setContentsMargins(0, 0, 0, 0)
        total.setSpacing(0)
        figures = QHBoxLayout()
        figures.setSpacing(7)
        figures.addWidget(self._points)
        figures.addWidget(self._out_of, 0, Qt.AlignmentFlag.AlignBottom)
        figures.addStretch(1)
        self._out_of.setContentsMargins(0, 0, 0, 3)
        total.addWidget(self._total_title)
        total.addLayout(figures)
        total.addWidget(self._scored)
        total.addStretch(1)
        self._total_box.setMinimumWidth(round(136 * theme.state().scale))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._total_box)
        row.addWidget(self._build_side(), 1)
        return row

    def _build_side(self) -> QWidget:
        """Room for title, three gaps and a line more is kept, so that nothing jumps."""
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._standing, self._side_title, *self.gap_links, self._more, self._complete, self._hint):
            column.addWidget(widget)
        column.addSpacing(2)
        column.addWidget(self.panel, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        side.setFixedHeight(theme.line("small") * (SHOWN_GAPS + 2) + 4 * SHOWN_GAPS + 4)
        return side

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, GapLink) and link.gap:
            self.gap_asked.emit(link.gap)

    def _on_gap_asked(self) -> None:
        if self.gap_links[0].gap:
            self.gap_asked.emit(self.gap_links[0].gap)
