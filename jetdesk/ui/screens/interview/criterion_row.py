"""One criterion of the sheet: 42 px closed; open in place with anchor and note."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.domain.rubric import Criterion
from jetdesk.domain.sheet import Rating
from jetdesk.i18n import chosen_language, tr
from jetdesk.ui import theme
from jetdesk.ui.screens.interview.levels_panel import LevelsPanel
from jetdesk.ui.screens.interview.wording import Anchor
from jetdesk.ui.widgets.anchor import AnchorBlock
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.cannot_assess import CannotAssess
from jetdesk.ui.widgets.key_cap import KeyCap
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.note_field import NoteField
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.segmented import Option, Segmented

CLOSED_HEIGHT, SIDE = 42, 24


class CriterionRow(Pane):
    """Signals carry the criterion's id and are emitted only for acts of the person."""

    level_chosen = Signal(str, object)
    cannot_assess_switched = Signal(str, bool)
    note_written = Signal(str, str)
    opened = Signal(str)

    def __init__(self, criterion: Criterion, anchors: tuple[Anchor, ...], parent: QWidget | None = None) -> None:
        super().__init__("surface", name=f"criterion_{criterion.id}", parent=parent)
        self.criterion, self._anchors = criterion, {anchor.level: anchor for anchor in anchors}
        self.title = criterion.title.text(chosen_language())
        self._rating, self._read_only = Rating(criterion.id), False
        self._name = Label(self.title, elide=Qt.TextElideMode.ElideRight)
        self._name.setToolTip(self.title)
        options = [Option(a.level, str(a.level), a.spoken) for a in anchors]
        self.segment = Segmented(options, name=f"rating_{criterion.id}", accessible=self._spoken())
        self.toggle = CannotAssess(self.title, name=f"cannot_assess_{criterion.id}")
        self.note = NoteField(name=f"note_{criterion.id}", accessible=tr("Note on {criterion}", criterion=self.title))
        self.anchor = AnchorBlock(name=f"anchor_{criterion.id}")
        self.anchor.setFixedHeight(self.anchor.sizeHint().height())
        self._more = self._build_more()
        self._lay_out()
        self._connect()

    def show_rating(self, rating: Rating, *, needs_note: bool) -> None:
        """The level, or *cannot assess*; nobody is told. The text of the note stays as it is."""
        self._rating = rating
        self.segment.set_value(rating.counted)
        self.segment.set_quiet(rating.cannot_assess)
        self.toggle.set_on(rating.cannot_assess)
        self._show_anchor(rating.counted)
        self._show_need(needs_note)

    def show_note(self, text: str) -> None:
        """Put in the note that is saved; nobody is told."""
        self.note.set_text(text)
        self.note.setVisible(not self._read_only or bool(text))

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self.segment.set_read_only(read_only)
        self.toggle.setEnabled(not read_only)
        self.note.setReadOnly(read_only)
        self.note.style().polish(self.note)
        self._hint.setVisible(not read_only)

    def set_open(self, is_open: bool) -> None:
        if is_open == self.is_open:
            return
        self.set_ground("paper" if is_open else "surface")
        self._name.setProperty("weight", "600" if is_open else "400")
        self._name.style().polish(self._name)
        self._name.updateGeometry()
        self._more.setVisible(is_open)

    @property
    def is_open(self) -> bool:
        return not self._more.isHidden()

    def set_right_margin(self, right: int) -> None:
        """Less where a scroll bar takes its part."""
        head, ruled = self._insets
        head.setContentsMargins(SIDE, 5, right, 5)
        ruled.setContentsMargins(SIDE, 0, right, 0)
        column = self._more.layout()
        if column:
            column.setContentsMargins(SIDE, 2, right, 10)

    def focus_rating(self) -> None:
        self.segment.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_note(self) -> None:
        self.opened.emit(self.criterion.id)
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_levels(self) -> None:
        """Open the panel with all levels."""
        anchors = tuple(self._anchors.values())
        panel = LevelsPanel(self.title, anchors, self._rating.counted, read_only=self._read_only, parent=self.window())
        panel.chosen.connect(self._on_level_chosen)
        panel.closed.connect(self.focus_rating)
        panel.open_below(self.toggle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_C, Qt.Key.Key_0) and not self._read_only:
            self._switch(not self._rating.cannot_assess)
        elif plain and event.key() == Qt.Key.Key_N:
            self.focus_note()
        elif plain and event.key() == Qt.Key.Key_Delete and self._rating.cannot_assess and not self._read_only:
            self._switch(False)
        elif not (self.toggle.hasFocus() and event.text().isdigit() and self.segment.take_key(event)):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.focus_rating()
        super().mousePressEvent(event)

    def _lay_out(self) -> None:
        self._line = hairline()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._name)
        row.addSpacing(5)
        row.addWidget(Label(_weight(self.criterion), tone="ink3"))
        row.addStretch(1)
        row.addSpacing(8)
        row.addWidget(self.segment)
        row.addSpacing(8)
        row.addWidget(self.toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._more)
        ruled = QHBoxLayout()
        ruled.addWidget(self._line)
        column.addLayout(ruled)
        self._insets = (row, ruled)
        self.set_right_margin(SIDE)
        self.setMinimumHeight(max(CLOSED_HEIGHT, theme.line("body") + 20))
        # Tab goes from criterion to criterion: N leads to the note and C switches the toggle.
        self.toggle.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.note.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setTabOrder(self.segment, self.toggle)
        self.setTabOrder(self.toggle, self.note)

    def _build_more(self) -> QWidget:
        more = QWidget()
        column = QVBoxLayout(more)
        column.setSpacing(8)
        column.addWidget(self.anchor)
        column.addWidget(self.note)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        self._hint = Label(
            tr("CA: cannot assess, with a reason instead of a score"),
            "small",
            "ink3",
            elide=Qt.TextElideMode.ElideRight,
        )
        self._all_levels = Button(tr("All levels"), "quiet", size="small", name=f"all_levels_{self.criterion.id}")
        self._all_levels.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        foot.addWidget(self._hint)
        foot.addStretch(1)
        foot.addWidget(self._all_levels)
        foot.addWidget(KeyCap("F2"))
        column.addLayout(foot)
        more.hide()
        return more

    def _connect(self) -> None:
        self.segment.chosen.connect(self._on_level_chosen)
        self.segment.pointed.connect(self._on_pointed)
        self.toggle.switched.connect(self._switch)
        self.note.edited.connect(self._on_note_edited)
        self._all_levels.clicked.connect(self.show_levels)

    def _on_level_chosen(self, level: int | None) -> None:
        self.opened.emit(self.criterion.id)
        self.level_chosen.emit(self.criterion.id, level)

    def _switch(self, on: bool) -> None:
        self.opened.emit(self.criterion.id)
        self.cannot_assess_switched.emit(self.criterion.id, on)

    def _on_note_edited(self, text: str) -> None:
        self.note_written.emit(self.criterion.id, text)

    def _on_pointed(self, level: object) -> None:
        if level is None:
            self._show_anchor(self._rating.counted)
            return
        self.opened.emit(self.criterion.id)
        if self._rating.counted is None and not self._rating.cannot_assess and isinstance(level, int):
            self._show_anchor(level)

    def _show_anchor(self, level: int | None) -> None:
        found = self._anchors.get(level) if level is not None else None
        if found:
            self.anchor.show_anchor(str(found.level), found.title, found.description)
        elif self._read_only:
            self.anchor.show_none()
        elif self._rating.cannot_assess:
            self.anchor.show_anchor("", "", tr("Cannot assess: it leaves the total, and needs a reason."))
        else:
            self.anchor.show_anchor("", "", tr("Choose a level with 1 to 5. F2 shows what each of them looks like."))
        self.segment.setAccessibleDescription(found.description if found else "")

    def _show_need(self, needed: bool) -> None:
        if self._rating.cannot_assess:
            words = tr("Reason, press N to write")
            spoken = tr("Reason why {criterion} cannot be assessed, required", criterion=self.title)
        elif needed:
            words = tr("Note, required for {level}; press N to write", level=self._rating.level)
            spoken = tr("Note on {criterion}, required for {level}", criterion=self.title, level=self._rating.level)
        else:
            words, spoken = tr("Note, press N to write"), tr("Note on {criterion}", criterion=self.title)
        self.note.setPlaceholderText("" if self._read_only else words)
        self.note.setAccessibleName(spoken)
        self.note.set_needs_attention(needed and not self._read_only, words)

    def _spoken(self) -> str:
        return f"{self.title}, {_spoken_weight(self.criterion)}"


def _weight(criterion: Criterion) -> str:
    return tr("bonus") if criterion.bonus else f"×{criterion.weight:g}"


def _spoken_weight(criterion: Criterion) -> str:
    return tr("bonus") if criterion.bonus else tr("weight {n}", n=f"{criterion.weight:g}")
